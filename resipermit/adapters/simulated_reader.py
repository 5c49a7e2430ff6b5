"""An identity-card reader that is not there: each reading finds the next of a few invented cards on it."""

from collections.abc import Iterable
from itertools import cycle

from resipermit.usecases.ports import IdentityCard


class SimulatedReader:
    """Reads the *cards* in turn, again from the first after the last; nothing of them is written anywhere."""

    def __init__(self, cards: Iterable[IdentityCard]) -> None:
        self._cards = cycle(tuple(cards))

    def read(self) -> IdentityCard | None:
        return next(self._cards, None)


class NoReader:
    """A desk without a reader: there is never a card."""

    def read(self) -> IdentityCard | None:
        return None

"""Print many cards one after the other: each has its own result, and a fault of one is no fault of the next."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from resipermit.domain.actors import Actor
from resipermit.domain.errors import ResipermitError
from resipermit.domain.printing import PrintKind
from resipermit.usecases.print_card import PrintCard

STOPPING = frozenset({"printer_failed", "no_blank_left"})


class BatchState(StrEnum):
    """制成, 没有制成, 没有动过."""

    MADE = "made"
    FAILED = "failed"
    UNTOUCHED = "untouched"


@dataclass(frozen=True, slots=True)
class WantedCard:
    """A card of a batch; *reason* is needed unless it is a first card."""

    number: str
    kind: PrintKind = PrintKind.FIRST
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CardResult:
    """What came of one card: the state, and the code of the refusal when it was not made."""

    card: WantedCard
    state: BatchState
    code: str | None = None


@dataclass(frozen=True)
class PrintBatch:
    """Return one result a card, in the order asked for.

    Each card goes front and back in one go through *send*, so sides of two cards never mix. When the printer is gone,
    the card in hand has failed and those after it are left as they were: no line, no blank, no page.
    """

    print_card: PrintCard

    def __call__(
        self,
        actor: Actor,
        cards: Sequence[WantedCard],
        send: Callable[[bytes], None],
        said: Callable[[CardResult], None] = lambda result: None,
    ) -> tuple[CardResult, ...]:
        results: list[CardResult] = []
        stopped = False
        for card in cards:
            result = CardResult(card, BatchState.UNTOUCHED) if stopped else self._one(actor, card, send)
            stopped = stopped or result.code in STOPPING
            results.append(result)
            said(result)
        return tuple(results)

    def _one(self, actor: Actor, card: WantedCard, send: Callable[[bytes], None]) -> CardResult:
        try:
            self.print_card(actor, card.number, card.kind, card.reason, send)
        except ResipermitError as refusal:
            return CardResult(card, BatchState.FAILED, refusal.code)
        return CardResult(card, BatchState.MADE)


def not_made(results: Iterable[CardResult]) -> tuple[WantedCard, ...]:
    """Return the cards to repeat: those that failed and those left untouched, in their order."""
    return tuple(result.card for result in results if result.state is not BatchState.MADE)

"""A provision and a value of the law through time: what holds on a day, since when, by which text, how surely."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Certainty(StrEnum):
    """How a fact is known: read in the text (C1) or an official page (C2), second hand (C3), recalled (R)."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    R = "R"

    @property
    def to_be_verified(self) -> bool:
        """A clerk is shown that this still has to be verified."""
        return self in (Certainty.C3, Certainty.R)


class Citation(NamedTuple):
    """A place in a legal text: the instrument's short id, article 条, paragraph 款, item 项."""

    instrument: str
    article: str | None = None
    paragraph: str | None = None
    item: str | None = None
    certainty: Certainty = Certainty.C1


class DatedValue(NamedTuple, Generic[T]):
    """One value and the day from which it holds."""

    since: date
    value: T
    citation: Citation


class NotYetInForce(LookupError):
    """No value was in force on the day asked."""


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value of the law through time; an amendment adds a row, no row is edited. *rows* are in order of day.

    *at_most* names the value that is its ceiling in a layer above.
    """

    name: str
    rows: Sequence[DatedValue[T]]
    unit: str | None = None
    at_most: str | None = None

    def __post_init__(self) -> None:
        days = [row.since for row in self.rows]
        if days != sorted(set(days)):
            raise ValueError(f"{self.name}: rows must be in order of day, each day once")

    def row_on(self, day: date) -> DatedValue[T]:
        """Return the row in force on *day*.

        Raises:
            NotYetInForce: the first row starts later.
        """
        index = bisect_right([row.since for row in self.rows], day) - 1
        if index < 0:
            raise NotYetInForce(self.name)
        return self.rows[index]

    def on(self, day: date) -> T:
        """Return the value in force on *day*; raises NotYetInForce."""
        return self.row_on(day).value

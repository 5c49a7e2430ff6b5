"""What a condition can ask while it is worked out by column: whose register, of whom, in which case."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from resipermit.columns import layers as many
from resipermit.columns.held import Group, Held, Params
from resipermit.columns.layers import DayColumns
from resipermit.columns.register import Register
from resipermit.domain.conditions.case import Case
from resipermit.domain.program import law_of
from resipermit.domain.rules import Node
from resipermit.domain.spans import Days

T = TypeVar("T")
Answers = npt.NDArray[np.int8]
NO, UNKNOWN, YES = 0, 1, 2
ANSWERS = {"no": NO, "unknown": UNKNOWN, "yes": YES}


class Asking(Protocol):
    """One question about everybody of a register; `kept` and `held` keep what several conditions share."""

    @property
    def register(self) -> Register: ...
    @property
    def case(self) -> Case: ...
    @property
    def today(self) -> int:
        """The day asked as an ordinal."""
        ...

    def group(self, *relations: str) -> Group:
        """Return everybody in these relations; the holders are `group("holder")`."""
        ...

    def held(self, group: Group, params: Params) -> Held: ...

    def kept(self, key: Any, compute: Callable[[], T]) -> T: ...

    def answers(self, node: Node, group: Group) -> Answers:
        """Return yes, no or unknown for each person of *group* on the day asked."""
        ...

    def days(self, node: Node, group: Group) -> DayColumns:
        """Return the days on and after the day asked on which the condition holds, for each person of *group*."""
        ...

    def case_of(self, holder: int) -> Case:
        """Return the same question about one holder alone; raises NotInColumns if the register holds no facts."""
        ...

    def beside(self, case: Case) -> "Asking":
        """Return the question of another day, exam year or city about the same register."""
        ...


def answered(days: DayColumns, today: int, count: int) -> Answers:
    """Return the answers of one day."""
    sure = many.holds(days.certain, today, count).astype(np.int8)
    if days.certain is days.possible:
        return sure * np.int8(YES)
    return sure + many.holds(days.possible, today, count).astype(np.int8)


def same_for_all(days: Days, today: int) -> DayColumns:
    """Return days that do not depend on the person."""
    certain = many.of_spans(days.certain, today)
    if days.certain == days.possible:
        return many.known(certain)
    return DayColumns(certain, many.of_spans(days.possible, today))


def law_today(asked: Asking, node: Node) -> int:
    """Return whether the condition is law on the day asked."""
    return ANSWERS[law_of(asked.case, node).answer(asked.today)]


def law_days(asked: Asking, node: Node) -> DayColumns:
    """Return the days on which the condition is law."""
    return same_for_all(law_of(asked.case, node), asked.today)

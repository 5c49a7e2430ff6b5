"""A register of one place as columns: everybody's particulars, and each list of records with the person it belongs to.

People are numbered: first the holders, in order, then the members of their households, household by household. Days are
ordinals. Words and divisions are numbers of a vocabulary; -1 is one that nobody stated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from resipermit.domain.facts import Facts
from resipermit.domain.spans import END

Ints = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int8]
NOT_STATED = 0  # a day nobody stated
GOING_ON = END  # the end of what goes on
RELATIONS = ("holder", "spouse", "child", "parent", "guardian", "other")


@dataclass(frozen=True, repr=False)
class Table:
    """One list of records, in order of person and of beginning.

    *unknown* says of each person whether nobody stated the list at all.
    """

    person: Ints
    since: Ints
    until: Ints
    division: Ints
    words: Mapping[str, Codes] = field(default_factory=dict)
    registered_on: Ints | None = None
    unknown: npt.NDArray[np.bool_] | None = None

    def __repr__(self) -> str:
        return f"Table({len(self.person)} rows)"

    @cached_property
    def dated(self) -> bool:
        """Whether somebody stated every beginning and every end."""
        return bool((self.since != NOT_STATED).all() and (self.until != NOT_STATED).all())

    @cached_property
    def single(self) -> bool:
        """Whether everybody's list is stated, and nobody has more than one record."""
        return self.unknown is None and bool((self.person[1:] > self.person[:-1]).all())


@dataclass(frozen=True, repr=False)
class Register:
    """Everybody whose rules are those of one place.

    *points* holds for each indicator its different words and numbers, and which of them each person has, -1 for none.
    *facts* are each holder's, for the conditions that are not worked out by column; without them such a condition is
    refused.
    """

    place: str
    holders: int
    household: Ints  # the holder of each person
    relation: Codes
    tables: Mapping[str, Table]
    vocabulary: Mapping[str, tuple[str, ...]]
    divisions: tuple[str, ...]
    born_on: Ints | None = None
    sex: Codes | None = None
    registered_division: Ints | None = None
    married: Codes | None = None
    living_together: Codes | None = None  # 2: the days of the table of that name
    points: Mapping[str, tuple[Sequence[str | float], Ints]] = field(default_factory=dict)
    facts: Sequence[Facts] | None = None
    households_known: npt.NDArray[np.bool_] | None = None

    def __repr__(self) -> str:
        return f"Register({self.place}, {self.holders} holders)"

    def __len__(self) -> int:
        return len(self.household)

    @cached_property
    def _of_relation(self) -> dict[str, npt.NDArray[np.int64]]:
        return {name: np.flatnonzero(self.relation == code) for code, name in enumerate(RELATIONS)}

    def people(self, *relations: str) -> npt.NDArray[np.int64]:
        """Return the numbers of the people in these relations, in order."""
        found = [self._of_relation[name] for name in relations]
        return found[0] if len(found) == 1 else np.sort(np.concatenate(found))

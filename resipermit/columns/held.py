"""Which records match a condition, column by column: surely, possibly, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from resipermit.columns.layers import Column
from resipermit.columns.register import NOT_STATED, Register, Table
from resipermit.columns.runs import Runs, in_order, merged
from resipermit.domain.conditions.case import Case
from resipermit.domain.spans import END, FIRST

Params = Mapping[str, Any]
SURE, UNCLEAR, NOT = 2, 1, 0


@dataclass(frozen=True)
class Group:
    """The people a condition is asked of: their numbers in the register, in order."""

    people: npt.NDArray[np.int64]
    position: Column | None  # of each person of the register; -1 for others; None where it is the number itself

    @classmethod
    def among(cls, people: npt.NDArray[np.int64], everybody: int) -> "Group":
        """Return these people out of so many of the register."""
        position = np.full(everybody, -1, np.int32)
        position[people] = np.arange(len(people))
        return cls(people, position)

    def some(self, chosen: npt.NDArray[np.int64], everybody: int) -> "Group":
        """Return those at the positions *chosen*."""
        return Group.among(self.people[chosen], everybody)

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.people)

    def of_rows(self, table: Table) -> tuple[Any, Column]:
        """Return which rows of *table* are theirs, and whose each is."""
        if self.position is None:
            mine = slice(0, int(np.searchsorted(table.person, self.count)))
            return mine, table.person[mine]
        where = self.position[table.person]
        rows = np.flatnonzero(where >= 0)
        return rows, where[rows]

    def unstated(self, table: Table) -> Column:
        """Return whose list nobody stated."""
        if table.unknown is None:
            return np.empty(0, np.int32)
        return np.flatnonzero(table.unknown[self.people]).astype(np.int32)


@dataclass(frozen=True, repr=False)
class Held:
    """The days on which matching records are surely and possibly open; one object where nothing is unclear."""

    certain: Runs
    possible: Runs


def held(register: Register, group: Group, case: Case, params: Params) -> Held:
    """Return the days covered by matching records of the lists asked for (docs/rules.md, “Records”)."""
    sure: list[tuple[Column, Column, Column]] = []
    maybe: list[tuple[Column, Column, Column]] = []
    for name in (*params["list"], *params.get("also", ())):
        table = register.tables[name]
        if name not in params["list"]:
            table = replace(table, unknown=None)  # counts where it is stated
        since_registered = name == "residences" and params.get("from") == "registration"
        certain, possible = _one_list(register, group, case, params, table, since_registered)
        sure.append(certain)
        maybe.append(possible)
    possible_runs = _together(maybe, group.count)
    if all(one is other for one, other in zip(sure, maybe, strict=True)):
        return Held(possible_runs, possible_runs)
    return Held(_together(sure, group.count), possible_runs)


def _together(parts: Sequence[tuple[Column, Column, Column]], count: int) -> Runs:
    if len(parts) == 1:
        who, low, high = parts[0]
    else:
        who, low, high = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return merged(*in_order(who, low, high), count)


def _one_list(
    register: Register, group: Group, case: Case, params: Params, table: Table, since_registered: bool
) -> tuple[tuple[Column, Column, Column], tuple[Column, Column, Column]]:
    rows, who = group.of_rows(table)
    match = _matches(register, table, rows, params)
    since, until = table.since[rows], table.until[rows]
    surely = match == SURE
    if since_registered and table.registered_on is not None:
        registered = table.registered_on[rows]
        known = registered != NOT_STATED
        since = np.where(known, registered, since)  # the day of registration stands in for the beginning
        surely &= known
    low = np.maximum(np.where(since == NOT_STATED, FIRST, since), _frames(register, case, table, rows, params))
    high = np.where(until == NOT_STATED, END, until)
    low, high = _cut(low, high, params.get("between"))
    surely &= since != NOT_STATED
    ends = np.where(until == NOT_STATED, np.minimum(high, since + 1), high)
    plain = bool(((surely | (match == NOT)) & (until != NOT_STATED)).all())
    possible = _rows(match > NOT, who, low, high)
    unstated = group.unstated(table)
    if plain and len(unstated) == 0:
        return possible, possible
    certain = _rows(surely, who, low, ends)
    if len(unstated):
        ever = np.full(len(unstated), FIRST, np.int32), np.full(len(unstated), END, np.int32)
        who, low, high = (np.concatenate(pair) for pair in zip(possible, (unstated, *ever), strict=True))
        possible = who, low, high
    return certain, possible


def _frames(register: Register, case: Case, table: Table, rows: Any, params: Params) -> Column:
    scope = params.get("in", "place")
    if scope == "no place":
        return np.full(len(table.division[rows]), FIRST, np.int32)
    return frame(register, case, table.division[rows], scope)


def _rows(chosen: npt.NDArray[np.bool_], who: Column, low: Column, high: Column) -> tuple[Column, Column, Column]:
    if chosen.all():
        return who, low.astype(np.int32, copy=False), high.astype(np.int32, copy=False)
    return who[chosen], low[chosen].astype(np.int32, copy=False), high[chosen].astype(np.int32, copy=False)


def _cut(low: Column, high: Column, between: Mapping[str, str] | None) -> tuple[Column, Column]:
    if not between:
        return low, high
    if "from" in between:
        low = np.maximum(low, np.int32(date.fromisoformat(between["from"]).toordinal()))
    if "until" in between:
        high = np.minimum(high, np.int32(date.fromisoformat(between["until"]).toordinal()))
    return low, high


def _matches(register: Register, table: Table, rows: Any, params: Params) -> npt.NDArray[np.int8]:
    """Return for each row whether it surely matches `where` and `except`, perhaps, or not."""
    count = len(table.person[rows])
    match = np.full(count, SURE, np.int8)
    unclear = params.get("unclear", {})
    where = params.get("where", {})
    if table is register.tables.get("permit"):
        where = {"standing": ("in_use",), **where}
    for field, words in where.items():
        match = np.minimum(match, _looked_up(register, table, rows, field, words, unclear.get(field, ()), count))
    for field, words in params.get("except", {}).items():
        match = np.minimum(match, _excepted(register, table, rows, field, words, unclear.get(field, ()), count))
    return match


def _looked_up(
    register: Register, table: Table, rows: Any, field: str, words: Any, unclear: Any, count: int
) -> npt.NDArray[np.int8]:
    answers = [SURE if word in words else UNCLEAR if word in unclear else NOT for word in register.vocabulary[field]]
    return _by_word(table, rows, field, answers, count)


def _excepted(
    register: Register, table: Table, rows: Any, field: str, words: Any, unclear: Any, count: int
) -> npt.NDArray[np.int8]:
    answers = [UNCLEAR if word in unclear else NOT if word in words else SURE for word in register.vocabulary[field]]
    return _by_word(table, rows, field, answers, count)


def _by_word(table: Table, rows: Any, field: str, answers: list[int], count: int) -> npt.NDArray[np.int8]:
    codes = table.words.get(field)
    if codes is None:
        return np.full(count, UNCLEAR, np.int8)
    matches: npt.NDArray[np.int8] = np.array([*answers, UNCLEAR], np.int8)[codes[rows]]  # -1, not stated, is the last
    return matches


def frame(register: Register, case: Case, division: Column, scope: str) -> Column:
    """Return the first day on which each division lies in *scope*; END for never."""
    begins = [_first_day(case, code, scope) for code in register.divisions]
    return np.array([*begins, END], np.int32)[division]  # -1, no division, is the last


def _first_day(case: Case, code: str, scope: str) -> int:
    spans = case.frame(code, scope)
    return spans[0][0] if spans else END

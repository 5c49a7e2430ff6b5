"""Which records match a condition, column by column: surely, possibly, or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from resipermit.columns.layers import Column
from resipermit.columns.register import NOT_STATED, Register, Table
from resipermit.columns.runs import Rows, Runs, in_order
from resipermit.domain.conditions.case import Case
from resipermit.domain.spans import END, FIRST

Params = Mapping[str, Any]
SURE, UNCLEAR, NOT = 2, 1, 0
NO_WORD = -1
FEW_CODES = 4


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

    @property
    def _in_a_row(self) -> bool:
        return self.count == 0 or int(self.people[-1]) - int(self.people[0]) == self.count - 1

    def of_rows(self, table: Table) -> tuple[Any, Column]:
        """Return which rows of *table* are theirs, and whose each is."""
        if self._in_a_row:
            first = int(self.people[0]) if self.count else 0
            ends = np.array([first, first + self.count], np.int32)
            mine = slice(*np.searchsorted(table.person, ends).tolist())
            return mine, table.person[mine] - np.int32(first) if first else table.person[mine]
        assert self.position is not None
        where = self.position.take(table.person)
        rows = np.flatnonzero(where >= 0)
        return rows, where.take(rows)

    def of(self, column: npt.NDArray[Any]) -> Any:
        """Return what a column of the whole register says of each of them."""
        if self._in_a_row:
            first = int(self.people[0]) if self.count else 0
            return column[first : first + self.count]
        return column.take(self.people)

    def of_household(self, register: Register, column: npt.NDArray[Any]) -> Any:
        """Return what a column of holders says of the holder of each of them."""
        return column if self.position is None else column.take(self.of(register.household))

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
    sure: list[Rows] = []
    maybe: list[Rows] = []
    for name in (*params["list"], *params.get("also", ())):
        table = register.tables[name]
        if name not in params["list"]:
            table = replace(table, unknown=None)  # counts where it is stated
        since_registered = name == "residences" and params.get("from") == "registration"
        certain, possible = _one_list(register, group, case, params, table, since_registered)
        sure.append(certain)
        maybe.append(possible)
    single = len(sure) == 1 and table.single
    possible_runs = _together(maybe, group.count, single)
    if all(one is other for one, other in zip(sure, maybe, strict=True)):
        return Held(possible_runs, possible_runs)
    return Held(_together(sure, group.count, single), possible_runs)


def _together(parts: Sequence[Rows], count: int, single: bool) -> Runs:
    if len(parts) == 1:
        who, low, high = parts[0]
        if single:
            return Runs((who, low, high), count, single=True)
    else:
        who, low, high = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return Runs(in_order(who, low, high), count)


def _one_list(
    register: Register, group: Group, case: Case, params: Params, table: Table, since_registered: bool
) -> tuple[Rows, Rows]:
    rows, who = group.of_rows(table)
    match = _matches(register, table, rows, params)
    since, until = table.since[rows], table.until[rows]
    unregistered = None
    if since_registered and table.registered_on is not None:
        registered = table.registered_on[rows]
        unregistered = registered == NOT_STATED
        since = np.where(unregistered, since, registered)  # the day of registration stands in for the beginning
    low, high = _in_frame(register, case, table, rows, params, since), until
    if not table.dated:
        high = np.where(until == NOT_STATED, np.int32(END), until)
    low, high = _cut(low, high, params.get("between"))
    possible = _rows(match > NOT, who, low, high, table.single)
    unstated = group.unstated(table)
    if table.dated and unregistered is None and len(unstated) == 0 and not (match == UNCLEAR).any():
        return possible, possible
    surely = (match == SURE) & (since != NOT_STATED)
    if unregistered is not None:
        surely &= ~unregistered
    if len(unstated) == 0 and ((surely | (match == NOT)) & (until != NOT_STATED)).all():
        return possible, possible
    ends = np.where(until == NOT_STATED, np.minimum(high, since + 1), high)
    return _rows(surely, who, low, ends, table.single), _with_the_unstated(possible, unstated)


def _with_the_unstated(rows: Rows, unstated: Column) -> Rows:
    """Return the rows and, for those whose list nobody stated, all days there are."""
    if len(unstated) == 0:
        return rows
    ever = np.full(len(unstated), FIRST, np.int32), np.full(len(unstated), END, np.int32)
    who, low, high = (np.concatenate(pair) for pair in zip(rows, (unstated, *ever), strict=True))
    return who, low, high


def _in_frame(register: Register, case: Case, table: Table, rows: Any, params: Params, since: Column) -> Column:
    """Return the first day of each row in the place asked about; a day that nobody stated is the first of all."""
    scope = params.get("in", "place")
    begins = frame(register, case, table.division[rows], scope) if scope != "no place" else np.int32(FIRST)
    within = np.ndim(begins) == 0 and bool((since >= begins).all())
    return since if within else np.maximum(since, begins)


def _rows(chosen: Any, who: Column, low: Column, high: Column, single: bool) -> Rows:
    """Return the chosen rows that have a day; where everybody has one row at most, the others stay without one."""
    if single:
        return who, low, high if chosen.all() else np.where(chosen, high, np.int32(0))
    at = np.flatnonzero(chosen & (low < high))
    return (who, low, high) if len(at) == len(who) else (who.take(at), low.take(at), high.take(at))


def _cut(low: Column, high: Column, between: Mapping[str, str] | None) -> tuple[Column, Column]:
    if not between:
        return low, high
    if "from" in between:
        low = np.maximum(low, np.int32(date.fromisoformat(between["from"]).toordinal()))
    if "until" in between:
        high = np.minimum(high, np.int32(date.fromisoformat(between["until"]).toordinal()))
    return low, high


def _matches(register: Register, table: Table, rows: Any, params: Params) -> Any:
    """Return for each row, or for all, whether it surely matches `where` and `except`, perhaps, or not."""
    unclear = params.get("unclear", {})
    where = params.get("where", {})
    if table is register.tables.get("permit"):
        where = {"standing": ("in_use",), **where}
    match: Any = np.int8(SURE)
    for field, words in where.items():
        answers = {**dict.fromkeys(unclear.get(field, ()), UNCLEAR), **dict.fromkeys(words, SURE)}
        match = np.minimum(match, _by_word(register, table, rows, field, answers, NOT))
    for field, words in params.get("except", {}).items():
        answers = {**dict.fromkeys(words, NOT), **dict.fromkeys(unclear.get(field, ()), UNCLEAR)}
        match = np.minimum(match, _by_word(register, table, rows, field, answers, SURE))
    return match


def _by_word(register: Register, table: Table, rows: Any, field: str, answers: Mapping[str, int], others: int) -> Any:
    codes = table.words.get(field)
    if codes is None:
        return np.int8(UNCLEAR)
    told = {code: answers[word] for code, word in enumerate(register.vocabulary[field]) if word in answers}
    return coded(codes[rows], {NO_WORD: UNCLEAR, **told}, others, np.int8)


def frame(register: Register, case: Case, division: Column, scope: str) -> Any:
    """Return the first day on which each division lies in *scope*, one for all where it is the same; END for never."""
    begins = {code: _first_day(case, name, scope) for code, name in enumerate(register.divisions)}
    return coded(division, begins, END, np.int32)


def coded(codes: npt.NDArray[Any], numbers: Mapping[int, int], others: int, kind: Callable[[int], Any]) -> Any:
    """Return the number of each code, or one for all. Comparing with a few codes is quicker than looking all up."""
    if len(codes) == 0:
        return kind(others)
    least, most = int(codes.min()), int(codes.max())
    told = [numbers.get(code, others) for code in range(least, most + 1)]
    usual = max(set(told), key=told.count)
    unusual = [(code, number) for code, number in enumerate(told, least) if number != usual]
    if len(unusual) > FEW_CODES:
        return np.array([kind(number) for number in told]).take(codes - least)
    if not unusual:
        return kind(usual)
    found = np.full(len(codes), kind(usual))
    for code, number in unusual:
        found += (codes == code) * kind(number - usual)
    return found


def _first_day(case: Case, code: str, scope: str) -> int:
    spans = case.frame(code, scope)
    return spans[0][0] if spans else END

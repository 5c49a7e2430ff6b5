"""The days covered by records, for many people: runs in order of person and day, disjoint and never touching."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from resipermit.columns.layers import Column, Layers, Positions, layered, trimmed
from resipermit.columns.months import full_months
from resipermit.domain.spans import END, FIRST, Spans

Mask = npt.NDArray[np.bool_]
Rows = tuple[Column, Column, Column]  # whose, first day, end
_STRIDE = np.int64(1 << 23)  # more than END and any gap: people never meet


@dataclass(frozen=True, repr=False)
class Runs:
    """Runs of *count* people; *who* holds positions. What several conditions ask of the same runs is kept.

    They are made of spans in order, which may still touch or overlap, when they are first looked at. Where nobody has
    more than one, a run without a day may stand for none.
    """

    spans: Rows
    count: int
    disjoint: bool = False  # the spans are runs already
    single: bool = False  # it is known that nobody has more than one
    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Runs({len(self.who)} of {self.count} people)"

    def _keep(self, key: tuple[object, ...], compute: Callable[[], Any]) -> Any:
        if key not in self._kept:
            self._kept[key] = compute()
        return self._kept[key]

    @cached_property
    def _whole(self) -> Rows:
        return self.spans if self.single or self.disjoint else merged(self.spans)

    @property
    def who(self) -> Column:
        """Whose each run is."""
        return self._whole[0]

    @property
    def low(self) -> Column:
        """The first day of each run."""
        return self._whole[1]

    @property
    def high(self) -> Column:
        """The end of each run, not in it."""
        return self._whole[2]

    @cached_property
    def first_of(self) -> Mask:
        """Where a person's first run stands."""
        first = np.ones(len(self.who), np.bool_)
        np.not_equal(self.who[1:], self.who[:-1], out=first[1:])
        return first

    @cached_property
    def alone(self) -> bool:
        """Whether nobody has more than one run."""
        return self.single or bool(self.first_of.all())

    @cached_property
    def _where(self) -> Positions | slice:
        """Whose each run is, as NumPy puts it quickest in its place."""
        return slice(None) if self.alone and len(self.who) == self.count else self.who.astype(np.intp)

    def of_people(self, column: Column, nobody: int) -> Column:
        """Return for each person the number of their one run; *nobody* for those without."""
        if isinstance(self._where, slice):
            return column
        found = np.full(self.count, nobody, np.int32)
        found[self._where] = column
        return found

    def bridged(self, gap: int) -> "Runs":
        """Return the runs with gaps of at most *gap* days closed."""
        if gap <= 0 or self.single:
            return self
        runs: Runs = self._keep(("bridged", gap), lambda: Runs(merged(self.spans, gap), self.count, disjoint=True))
        return runs

    def holding(self, day: int) -> Column:
        """Return for each person the first day of the run that holds *day*; END where none does."""

        def look() -> Column:
            here = (self.low <= day) & (self.high > day)
            if self.alone:
                return self.of_people(np.where(here, self.low, np.int32(END)), END)
            found = np.full(self.count, END, np.int32)
            chosen = np.flatnonzero(here)
            found[self.who.take(chosen).astype(np.intp)] = self.low.take(chosen)
            return found

        found: Column = self._keep(("holding", day), look)
        return found

    def begun_before(self) -> Column:
        """Return the beginning of each run moved back by the days of the person's earlier runs."""
        if self.alone:
            return self.low
        lengths = (self.high - self.low).astype(np.int64)
        before = np.cumsum(lengths) - lengths
        begins = np.flatnonzero(self.first_of)
        earlier = before - np.repeat(before[begins], np.diff(np.append(begins, len(self.who))))
        return np.maximum(self.low - earlier, FIRST).astype(np.int32)

    def months(self, mode: str, day: int) -> Column:
        """Return the whole months so far on *day*: of the run that holds it, since the first, or in sum.

        Less than 0: none.
        """
        months: Column = self._keep(("months", mode, day), lambda: self._months(mode, day))
        return months

    def _months(self, mode: str, day: int) -> Column:
        if mode == "consecutive":
            return full_months(self.holding(day), day)
        if mode == "first":
            found = np.full(self.count, -1, np.int32)
            who, low = self.firsts()
            found[who] = full_months(low, day)
            return found
        lasted = full_months(self.begun_before(), np.minimum(self.high, np.int32(day)))
        lasted[self.low > day] = -1
        if self.alone:
            return self.of_people(lasted, -1)
        found = np.full(self.count, -1, np.int32)
        np.maximum.at(found, self.who, lasted)
        return found

    def layers(self, today: int) -> Layers:
        """Return the runs that do not end before *today*, as layers."""
        layers: Layers = self._keep(("layers", today), lambda: self.as_layers(self.low, self.high, today))
        return layers

    def as_layers(self, low: Column, high: Column, today: int) -> Layers:
        """Return a span for each run as layers."""
        if isinstance(self._where, slice):
            return trimmed(None, low, high, today)
        return layered(self.who, low, high, self.count, today)

    def firsts(self) -> tuple[Column, Column]:
        """Return who has any day, and the first of each."""
        chosen = np.flatnonzero(self.first_of & (self.low < self.high))
        return self.who.take(chosen), self.low.take(chosen)

    def of_each(self) -> dict[int, Spans]:
        """Return each person's runs as spans."""
        found: dict[int, list[tuple[int, int]]] = {}
        for who, low, high in zip(self.who.tolist(), self.low.tolist(), self.high.tolist(), strict=True):
            if low < high:
                found.setdefault(who, []).append((low, high))
        return {who: tuple(spans) for who, spans in found.items()}


def merged(spans: Rows, gap: int = 0) -> Rows:
    """Return the union of spans, in order of person and beginning; gaps of at most *gap* days are closed."""
    who, low, high = spans
    same = who[1:] == who[:-1]
    if not same.any():
        return spans
    alive = low < high
    if not alive.all():
        chosen = np.flatnonzero(alive)
        who, low, high = who.take(chosen), low.take(chosen), high.take(chosen)
        same = who[1:] == who[:-1]
    latest = high
    if (same & (high[1:] < high[:-1])).any():  # one ends inside another
        offset = who.astype(np.int64) * _STRIDE
        latest = (np.maximum.accumulate(high + offset) - offset).astype(np.int32)
    joins = same & (low[1:] <= latest[:-1] + np.int32(gap))
    at = np.flatnonzero(np.append(True, ~joins))
    if len(at) == len(who):
        return who, low, high
    ends = np.append(at[1:], len(who)) - 1
    return who.take(at), low.take(at), latest.take(ends)


def in_order(who: Column, low: Column, high: Column) -> Rows:
    """Return spans in order of person and beginning."""
    later = who[1:] > who[:-1]
    if not (later | ((who[1:] == who[:-1]) & (low[1:] >= low[:-1]))).all():
        order = np.argsort(who.astype(np.int64) * _STRIDE + low, kind="stable")
        return who.take(order), low.take(order), high.take(order)
    return who, low, high


def each(runs: Runs, change: Callable[[Spans], Spans], today: int, nobody: Spans = ()) -> Layers:
    """Return what *change* makes of each person's spans, one person at a time; *nobody* is its answer for no spans."""
    rows: list[tuple[int, int, int]] = []
    spans_of = runs.of_each()
    for who in range(runs.count) if nobody else spans_of:
        rows += [(who, low, high) for low, high in (change(spans_of[who]) if who in spans_of else nobody)]
    return from_rows(sorted(rows), runs.count, today)


def from_rows(rows: Sequence[tuple[int, int, int]], count: int, today: int) -> Layers:
    """Return rows of person, first day and end, in order, as layers."""
    table = np.array(rows, np.int32).reshape(-1, 3)
    return layered(table[:, 0], table[:, 1], table[:, 2], count, today)

"""The days covered by records, for many people: runs in order of person and day, disjoint and never touching."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from resipermit.columns.layers import Column, Layers, layered
from resipermit.columns.months import full_months
from resipermit.domain.spans import END, FIRST, Spans

Mask = npt.NDArray[np.bool_]
_STRIDE = np.int64(1 << 23)  # more than END and any gap: people never meet


@dataclass(frozen=True, repr=False)
class Runs:
    """Runs of *count* people; *who* holds positions. What several conditions ask of the same runs is kept."""

    who: Column
    low: Column
    high: Column
    count: int
    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Runs({len(self.who)} of {self.count} people)"

    def _keep(self, key: tuple[object, ...], compute: Callable[[], Any]) -> Any:
        if key not in self._kept:
            self._kept[key] = compute()
        return self._kept[key]

    @cached_property
    def first_of(self) -> Mask:
        """Where a person's first run stands."""
        first = np.ones(len(self.who), np.bool_)
        first[1:] = self.who[1:] != self.who[:-1]
        return first

    def bridged(self, gap: int) -> "Runs":
        """Return the runs with gaps of at most *gap* days closed."""
        if gap <= 0:
            return self
        runs: Runs = self._keep(("bridged", gap), lambda: merged(self.who, self.low, self.high, self.count, gap))
        return runs

    def holding(self, day: int) -> Column:
        """Return for each person the first day of the run that holds *day*; END where none does."""

        def look() -> Column:
            found = np.full(self.count, END, np.int32)
            here = (self.low <= day) & (self.high > day)
            found[self.who[here]] = self.low[here]
            return found

        found: Column = self._keep(("holding", day), look)
        return found

    def begun_before(self) -> Column:
        """Return the beginning of each run moved back by the days of the person's earlier runs."""
        if self.first_of.all():
            return self.low
        lengths = (self.high - self.low).astype(np.int64)
        before = np.cumsum(lengths) - lengths
        begins = np.flatnonzero(self.first_of)
        earlier = before - np.repeat(before[begins], np.diff(np.append(begins, len(self.who))))
        return np.maximum(self.low - earlier, FIRST).astype(np.int32)

    def months(self, mode: str, day: int) -> Column:
        """Return the whole months so far on *day*: of the run that holds it, since the first, or in sum; -1: none."""
        months: Column = self._keep(("months", mode, day), lambda: self._months(mode, day))
        return months

    def _months(self, mode: str, day: int) -> Column:
        today = np.int32(day)
        if mode == "consecutive":
            return full_months(self.holding(day), np.broadcast_to(today, self.count))
        found = np.full(self.count, -1, np.int32)
        if mode == "first":
            first = self.first_of
            found[self.who[first]] = full_months(self.low[first], np.broadcast_to(today, int(first.sum())))
            return found
        until = np.minimum(self.high, today)
        lasted = np.where(self.low <= today, full_months(self.begun_before(), until), np.int32(-1))
        if self.first_of.all():
            found[self.who] = lasted
        else:
            np.maximum.at(found, self.who, lasted)
        return found

    def layers(self, today: int) -> Layers:
        """Return the runs that do not end before *today*, as layers."""
        layers: Layers = self._keep(
            ("layers", today), lambda: layered(self.who, self.low, self.high, self.count, today)
        )
        return layers

    def of_each(self) -> dict[int, Spans]:
        """Return each person's runs as spans."""
        found: dict[int, list[tuple[int, int]]] = {}
        for who, low, high in zip(self.who.tolist(), self.low.tolist(), self.high.tolist(), strict=True):
            found.setdefault(who, []).append((low, high))
        return {who: tuple(spans) for who, spans in found.items()}


def merged(who: Column, low: Column, high: Column, count: int, gap: int = 0) -> Runs:
    """Return the union of spans, in order of person and beginning; gaps of at most *gap* days are closed."""
    alive = low < high
    if not alive.all():
        who, low, high = who[alive], low[alive], high[alive]
    if len(who) == 0:
        return Runs(who, low, high, count)
    offset = who.astype(np.int64) * _STRIDE
    latest = np.maximum.accumulate(high + offset) - offset
    begins = np.ones(len(who), np.bool_)
    begins[1:] = (who[1:] != who[:-1]) | (low[1:] > latest[:-1] + gap)
    at = np.flatnonzero(begins)
    return Runs(who[at], low[at], np.maximum.reduceat(high, at), count)


def in_order(who: Column, low: Column, high: Column) -> tuple[Column, Column, Column]:
    """Return spans in order of person and beginning."""
    key = who.astype(np.int64) * _STRIDE + low
    if len(key) > 1 and (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        return who[order], low[order], high[order]
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

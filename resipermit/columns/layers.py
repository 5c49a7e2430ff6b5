"""Sets of days for many people at once, on and after one day: layers of at most one span a person.

A layer is (who, low, high): *who* are the positions of the people it speaks of, in order, or None for everybody; low
and high are columns or, where all share them, single numbers. A person's days are the union of all layers. Spans that
end before the day looked from are left out, which keeps the layers few.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from resipermit.domain.spans import END, FIRST, Spans

Column = npt.NDArray[np.int32]
Positions = npt.NDArray[np.int64]
Edge = Column | np.int32  # a day for each person, or one that all share
SPARSE = 0.1  # a layer of fewer people than this share names them; meeting named people costs a search


class Layer(NamedTuple):
    """At most one span for each of these people."""

    who: Positions | None
    low: Edge
    high: Edge


Layers = tuple[Layer, ...]
NEVER: Layers = ()
ALWAYS: Layers = (Layer(None, np.int32(FIRST), np.int32(END)),)


class DayColumns(NamedTuple):
    """When a condition certainly holds for each person, and when it may; one object where nothing is unknown."""

    certain: Layers
    possible: Layers


YES = DayColumns(ALWAYS, ALWAYS)
NO = DayColumns(NEVER, NEVER)
OPEN_QUESTION = DayColumns(NEVER, ALWAYS)


def known(layers: Layers) -> DayColumns:
    """Return what holds on just these days."""
    return DayColumns(layers, layers)


def of_spans(spans: Spans, today: int) -> Layers:
    """Return days that are the same for everybody."""
    return tuple(Layer(None, np.int32(low), np.int32(high)) for low, high in spans if high > today)


def trimmed(who: Positions | None, low: Edge, high: Edge, today: int) -> Layers:
    """Return a layer without those who have no day left in it; none at all if that is everybody."""
    alive = np.asarray((low < high) & (high > today))
    if alive.ndim == 0:
        return (Layer(who, low, high),) if alive else NEVER
    count = int(np.count_nonzero(alive))
    if count == 0:
        return NEVER
    if count == len(alive) or (who is None and count > SPARSE * len(alive)):
        if count < len(alive):
            high = np.where(alive, high, low)  # a span without a day
        return (Layer(who, low, high),)
    chosen = np.flatnonzero(alive)
    return (
        Layer(
            chosen if who is None else who[chosen],
            _taken(low, chosen),
            _taken(high, chosen),
        ),
    )


def both(one: Layers, other: Layers, today: int) -> Layers:
    """Return the days in *one* and in *other*."""
    if one is ALWAYS:
        return other
    if other is ALWAYS or not one:
        return one
    return tuple(layer for mine in one for theirs in other for layer in _meet(mine, theirs, today))


def _meet(one: Layer, other: Layer, today: int) -> Layers:
    if one.who is None and other.who is None:
        return trimmed(None, np.maximum(one.low, other.low), np.minimum(one.high, other.high), today)
    if one.who is None:
        one, other = other, one
    assert one.who is not None
    mine: Any
    theirs: Any
    if other.who is None:
        mine, theirs, who = slice(None), one.who, one.who
    else:
        at = np.minimum(np.searchsorted(other.who, one.who), len(other.who) - 1)
        same = other.who[at] == one.who
        mine, theirs, who = same, at[same], one.who[same]
    low = np.maximum(_taken(one.low, mine), _taken(other.low, theirs))
    high = np.minimum(_taken(one.high, mine), _taken(other.high, theirs))
    if np.ndim(low) == 0:
        low = np.full(len(who), low, np.int32)
    return trimmed(who, low, high, today)


def _taken(edge: Edge, chosen: Any) -> Edge:
    return edge[chosen] if np.ndim(edge) else edge  # type: ignore[index]


def either(parts: Iterable[Layers]) -> Layers:
    """Return the union; the same layer given twice counts once."""
    found: list[Layer] = []
    for layers in parts:
        if layers is ALWAYS:
            return ALWAYS
        found += [layer for layer in layers if not any(layer is one for one in found)]
    return tuple(found)


def without(layers: Layers, today: int, count: int) -> Layers:
    """Return the days, from *today* on, that are not in *layers*, of *count* people."""
    left: Layers = ALWAYS
    for layer in layers:
        left = both(left, _outside(layer, today, count), today)
    return left


def _outside(layer: Layer, today: int, count: int) -> Layers:
    first, end = np.int32(FIRST), np.int32(END)
    empty = layer.low >= layer.high
    low, high = np.where(empty, end, layer.low), np.where(empty, end, layer.high)
    if layer.who is None:
        before, after = low, trimmed(None, high, end, today)
    else:
        before = np.full(count, end)
        before[layer.who] = low
        after = trimmed(layer.who, high, end, today)
    return (*trimmed(None, first, before, today), *after)


def all_of(parts: Sequence[DayColumns], today: int) -> DayColumns:
    """No wins over unknown, unknown over yes."""
    certain, possible = ALWAYS, ALWAYS
    for part in parts:
        same = certain is possible and part.certain is part.possible
        certain = both(certain, part.certain, today)
        possible = certain if same else both(possible, part.possible, today)
    return DayColumns(certain, possible)


def any_of(parts: Sequence[DayColumns]) -> DayColumns:
    """Yes wins over unknown, unknown over no."""
    certain = either(part.certain for part in parts)
    if all(part.certain is part.possible for part in parts):
        return known(certain)
    return DayColumns(certain, either(part.possible for part in parts))


def none_of(part: DayColumns, today: int, count: int) -> DayColumns:
    """Return the contrary; what was unknown stays so."""
    certain = without(part.possible, today, count)
    if part.certain is part.possible:
        return known(certain)
    return DayColumns(certain, without(part.certain, today, count))


def at_least(needed: int, parts: Sequence[DayColumns], today: int) -> DayColumns:
    """Return when at least *needed* of *parts* hold."""
    if needed <= 0:
        return YES
    return any_of([all_of(chosen, today) for chosen in combinations(parts, needed)])


def clipped(part: DayColumns, since: int, until: int, today: int) -> DayColumns:
    """Return *part* on the days from *since* up to, not including, *until*."""
    if since <= today and until >= END:
        return part
    return all_of([part, known(of_spans(((since, until),), today))], today)


def holds(layers: Layers, day: int, count: int) -> npt.NDArray[np.bool_]:
    """Say for each person whether *day* is in the set."""
    found = np.zeros(count, np.bool_)
    for layer in layers:
        here = (layer.low <= day) & (layer.high > day)
        if layer.who is None:
            found |= here
        else:
            found[layer.who] |= here
    return found


def first_day(layers: Layers, day: int, count: int) -> Column:
    """Return for each person the first day on or after *day*; END where there is none."""
    found = np.full(count, END, np.int32)
    for layer in layers:
        begins = np.where((layer.low < layer.high) & (layer.high > day), np.maximum(layer.low, day), END)
        if layer.who is None:
            np.minimum(found, begins, out=found)
        else:
            found[layer.who] = np.minimum(found[layer.who], begins)
    return found


def end_of_run(layers: Layers, days: Column) -> Column:
    """Return for each person the end of the days without a break that begin on *days*; END where that is END."""
    found = days.copy()
    moved = True
    while moved:
        moved = False
        for layer in layers:
            mine = slice(None) if layer.who is None else layer.who
            reached = found[mine]
            longer = (layer.low <= reached) & (layer.high > reached)
            if longer.any():
                found[mine] = np.where(longer, layer.high, reached)
                moved = True
    return found

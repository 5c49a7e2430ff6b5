"""Sets of days for many people at once, on and after one day: layers of at most one span a person.

A layer is (who, low, high): *who* are the positions of the people it speaks of, in order, or None for everybody; low
and high are columns or, where all share them, single numbers. A person's days are the union of all layers. Spans that
end before the day looked from are left out, which keeps the layers few.
"""

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
        return (Layer(who, low, high),)
    chosen = np.flatnonzero(alive)
    return (
        Layer(
            chosen if who is None else who[chosen],
            taken(low, chosen),
            taken(high, chosen),
        ),
    )


def taken(edge: Edge, chosen: Any) -> Edge:
    """Return the edges of some of the people."""
    return edge[chosen] if np.ndim(edge) else edge  # type: ignore[index]


def layered(who: Column, low: Column, high: Column, count: int, today: int) -> Layers:
    """Return spans in order of person as layers: each person's first on the first layer, and so on."""
    alive = (low < high) & (high > today)
    if not alive.all():
        chosen = np.flatnonzero(alive)
        who, low, high = who.take(chosen), low.take(chosen), high.take(chosen)
    if len(who) == 0:
        return NEVER
    first = np.ones(len(who), np.bool_)
    np.not_equal(who[1:], who[:-1], out=first[1:])
    if first.all():
        return _level(who, low, high, count, today)
    begins = np.flatnonzero(first)
    rank = np.arange(len(who)) - np.repeat(begins, np.diff(np.append(begins, len(who))))
    found: list[Layers] = []
    for level in range(int(rank.max()) + 1):
        chosen = np.flatnonzero(rank == level)
        found.append(_level(who.take(chosen), low.take(chosen), high.take(chosen), count, today))
    return tuple(layer for layers in found for layer in layers)


def _level(who: Column, low: Column, high: Column, count: int, today: int) -> Layers:
    """Return at most one span a person, none over, as a layer: of everybody where it speaks of many."""
    if len(who) == count:
        return (Layer(None, low, high),)
    at = who.astype(np.int64)
    if len(who) <= SPARSE * count:
        return (Layer(at, low, high),)
    lows, highs = np.full(count, END, np.int32), np.full(count, END, np.int32)
    lows[at], highs[at] = low, high
    return (Layer(None, lows, highs),)


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

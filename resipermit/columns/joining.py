"""Sets of days joined for many people at once: in both, in either, in neither, in at least so many.

Layer meets layer where there are few, which for records of everybody is quickest. Where many would meet, layers would
multiply: there the spans of all parts are sorted as the days on which something begins or ends, and counted through.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from resipermit.columns.layers import (
    ALWAYS,
    YES,
    DayColumns,
    Layer,
    Layers,
    known,
    layered,
    of_spans,
    taken,
    trimmed,
)
from resipermit.domain.spans import END, FIRST

FEW = 16  # layers; past it a set of days is told by each person's own spans, disjoint and in order
_DAY_BITS = 23  # hold END; the bits above them hold the person
_DAY = (1 << _DAY_BITS) - 1


class _Spans(NamedTuple):
    """The days on which spans begin and end, each with its person in one number, disjoint and in order."""

    begins: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]


def both(one: Layers, other: Layers, today: int, count: int) -> Layers:
    """Return the days in *one* and in *other*, of *count* people."""
    if one is ALWAYS:
        return other
    if other is ALWAYS or not one:
        return one
    if len(one) * len(other) > FEW:
        return _layers(_counted([_spans(one, today, count), _spans(other, today, count)], 2), today, count)
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
    low = np.maximum(taken(one.low, mine), taken(other.low, theirs))
    high = np.minimum(taken(one.high, mine), taken(other.high, theirs))
    if np.ndim(low) == 0:
        low = np.full(len(who), low, np.int32)
    return trimmed(who, low, high, today)


def either(parts: Iterable[Layers], today: int, count: int) -> Layers:
    """Return the union; the same layer given twice counts once."""
    found: list[Layer] = []
    for layers in parts:
        if layers is ALWAYS:
            return ALWAYS
        found += [layer for layer in layers if not any(layer is one for one in found)]
    return fewer(tuple(found), today, count)


def fewer(layers: Layers, today: int, count: int) -> Layers:
    """Return the same days in no more layers than there are spans of one person, where they are many."""
    return layers if len(layers) <= FEW else _layers(_spans(layers, today, count), today, count)


def without(layers: Layers, today: int, count: int) -> Layers:
    """Return the days, from *today* on, that are not in *layers*, of *count* people."""
    if not layers:
        return ALWAYS
    if len(layers) == 1:
        return _outside(layers[0], today, count)
    whose, held = np.arange(count, dtype=np.int64) << _DAY_BITS, _spans(layers, today, count)
    begins, ends = np.concatenate([whose + FIRST, held.ends]), np.concatenate([held.begins, whose + END])
    return _layers(_counted([_Spans(begins, ends)], 1), today, count)


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


def all_of(parts: Sequence[DayColumns], today: int, count: int) -> DayColumns:
    """No wins over unknown, unknown over yes."""
    certain, possible = ALWAYS, ALWAYS
    for part in parts:
        same = certain is possible and part.certain is part.possible
        certain = both(certain, part.certain, today, count)
        possible = certain if same else both(possible, part.possible, today, count)
    return DayColumns(certain, possible)


def any_of(parts: Sequence[DayColumns], today: int, count: int) -> DayColumns:
    """Yes wins over unknown, unknown over no."""
    certain = either((part.certain for part in parts), today, count)
    if all(part.certain is part.possible for part in parts):
        return known(certain)
    return DayColumns(certain, either((part.possible for part in parts), today, count))


def none_of(part: DayColumns, today: int, count: int) -> DayColumns:
    """Return the contrary; what was unknown stays so."""
    certain = without(part.possible, today, count)
    if part.certain is part.possible:
        return known(certain)
    return DayColumns(certain, without(part.certain, today, count))


def at_least(needed: int, parts: Sequence[DayColumns], today: int, count: int) -> DayColumns:
    """Return when at least *needed* of *parts* hold."""
    if needed <= 0:
        return YES
    certain = _layers(_counted([_spans(part.certain, today, count) for part in parts], needed), today, count)
    if all(part.certain is part.possible for part in parts):
        return known(certain)
    possible = _counted([_spans(part.possible, today, count) for part in parts], needed)
    return DayColumns(certain, _layers(possible, today, count))


def clipped(part: DayColumns, since: int, until: int, today: int, count: int) -> DayColumns:
    """Return *part* on the days from *since* up to, not including, *until*."""
    if since <= today and until >= END:
        return part
    return all_of([part, known(of_spans(((since, until),), today))], today, count)


# ---- many layers: each person's spans in order


def _spans(layers: Layers, today: int, count: int) -> _Spans:
    begins, ends = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for layer in layers:
        who = np.arange(count) if layer.who is None else layer.who
        alive = np.broadcast_to((layer.low < layer.high) & (layer.high > today), len(who))
        whose = who[alive].astype(np.int64) << _DAY_BITS
        begins.append(whose + np.broadcast_to(layer.low, len(who))[alive])
        ends.append(whose + np.broadcast_to(layer.high, len(who))[alive])
    return _counted([_Spans(np.concatenate(begins), np.concatenate(ends))], 1)


def _counted(parts: Sequence[_Spans], needed: int) -> _Spans:
    """Return the days that are in at least *needed* spans; a day is told from the next by its number."""
    begins, ends = (np.concatenate(side) for side in zip(*parts, strict=True))
    turns = np.concatenate([begins << 1 | 1, ends << 1])
    turns.sort()
    open_spans = np.cumsum((turns & 1) * 2 - 1)
    days = turns >> 1
    last = np.append(days[1:] != days[:-1], True)[: len(days)]  # of the turns of one day the last tells what holds
    days, enough = days[last], open_spans[last] >= needed
    changes = np.flatnonzero(np.diff(enough, prepend=False))
    return _Spans(days[changes[0::2]], days[changes[1::2]])


def _layers(spans: _Spans, today: int, count: int) -> Layers:
    who = (spans.begins >> _DAY_BITS).astype(np.int32)
    low, high = ((days & _DAY).astype(np.int32) for days in spans)
    return layered(who, low, high, count, today)

"""Points by column: the totals of one day, and the days on which they reach what is asked.

Between the days on which a person's records end, the values of the law change or the calendar ends, points only rise:
there the first day that reaches is found by halving. Tables for which that is not so are left to the slow way.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from resipermit.columns.asking import Asking
from resipermit.columns.held import Group, Held, Params
from resipermit.columns.joining import fewer
from resipermit.columns.layers import Column, DayColumns, Layer, Layers, known, trimmed
from resipermit.columns.months import full_months, later
from resipermit.columns.runs import Runs
from resipermit.domain.conditions.points import points_for
from resipermit.domain.rules import Indicator, PointsGroup, PointsTable
from resipermit.domain.spans import END, FIRST

Points = npt.NDArray[np.float64]
Chosen = npt.NDArray[np.int64]
MOST_UNITS = 1800
LONGEST_MONTHS = 1800  # nobody's record is longer: later nothing rises any more
LENGTHS = ("consecutive", "sum")


class NotByColumn(Exception):
    """The table is worked out person by person."""


def totals(asked: Asking, group: Group, table: PointsTable, day: int) -> tuple[Points, Points]:
    """Return the least and most points of each person on *day*."""
    if table.veto:
        raise NotByColumn
    pairs = [
        _group(one, [_measured(asked, group, indicator, day) for indicator in one.indicators]) for one in table.groups
    ]
    return _both_sides(pairs, lambda parts: _above_floor(table, reduce(np.add, parts)))


def _both_sides(
    pairs: Sequence[tuple[Points, Points]], join: Callable[[Iterable[Points]], Points]
) -> tuple[Points, Points]:
    """Join the least and the most points of several parts, which are one where nothing is unclear."""
    least = join(pair[0] for pair in pairs)
    return least, least if all(low is high for low, high in pairs) else join(pair[1] for pair in pairs)


def _above_floor(table: PointsTable, points: Points) -> Points:
    return points if table.floor is None else np.maximum(points, table.floor)


def _group(group: PointsGroup, parts: Sequence[tuple[Points, Points]]) -> tuple[Points, Points]:
    low, high = _both_sides(parts, lambda points: _of_group(group, points))
    return (low, high) if group.sign > 0 else (-high, -low)


def _of_group(group: PointsGroup, parts: Iterable[Points]) -> Points:
    """Return the points of the indicators of a group together, its sign aside."""
    points = reduce(np.add if group.combine == "sum" else np.maximum, parts)
    return points if group.cap is None else np.minimum(points, group.cap)


def _measured(asked: Asking, group: Group, indicator: Indicator, day: int) -> tuple[Points, Points]:
    """Return the least and most points of one indicator on *day*."""
    if indicator.measure == "stated":
        worth = _stated(asked, group, indicator)
        return worth, worth
    kept, params, worth = _of_records(asked, group, indicator)
    least = worth.take(_units(kept.certain, indicator, params, day))
    if kept.certain is kept.possible:
        return least, least
    most = worth.take(_units(kept.possible, indicator, params, day))
    return np.minimum(least, most), np.maximum(least, most)


def _stated(asked: Asking, group: Group, indicator: Indicator) -> Points:
    told = asked.register.points.get(indicator.name or indicator.id)
    if told is None:
        raise NotByColumn
    words, numbers = told
    mine = group.of(numbers)
    if (mine < 0).any():
        raise NotByColumn
    worth: Points = np.array([points_for(indicator, word) for word in words], np.float64).take(mine)
    return worth


def _of_records(asked: Asking, group: Group, indicator: Indicator) -> tuple[Held, Params, Points]:
    """Return the days covered, the words of the measure, and what each number of units is worth."""
    if indicator.records is None:
        raise NotByColumn
    params = indicator.records.params
    mode, per = params.get("mode", "consecutive"), params.get("per", "years")
    if indicator.measure == "lasting" and (mode not in LENGTHS or per == "days"):
        raise NotByColumn
    worth = asked.case.book.keep(("worth of units", id(indicator)), lambda: (indicator, _worth(indicator)))[1]
    return asked.held(group, params), params, worth


def _worth(indicator: Indicator) -> Points:
    return np.array([points_for(indicator, count) for count in range(MOST_UNITS)], np.float64)


def _units(runs: Runs, indicator: Indicator, params: Params, day: int) -> Column:
    if indicator.measure == "record":
        return (runs.holding(day) < END).astype(np.int32)
    mode = params.get("mode", "consecutive")
    whole = runs.bridged(int(params.get("gap_days", 0))) if mode == "consecutive" else runs
    return _whole(whole.months(mode, day), params)


def _whole(months: Column, params: Params) -> Column:
    units = np.maximum(months, 0)
    counted: Column = np.minimum(units // 12 if params.get("per", "years") == "years" else units, MOST_UNITS - 1)
    return counted


# ---- through time


Course = Callable[[Chosen, Column], Points]  # the points of some people, each on a day of its own


def days_reached(
    asked: Asking, group: Group, table: PointsTable, needed: Sequence[tuple[int, float]], today: int
) -> DayColumns:
    """Return the days, from *today* on, on which the points reach what is needed from each day on."""
    if table.veto or any(one.sign < 0 for one in table.groups):
        raise NotByColumn
    courses = [[_course(asked, group, indicator, today) for indicator in one.indicators] for one in table.groups]
    cuts = _cuts(asked, group, table, needed, today)
    starts, worths = np.array([since for since, _ in needed]), np.array([worth for _, worth in needed])

    def points(chosen: Chosen, days: Column) -> Points:
        parts = (
            _of_group(one, (course(chosen, days) for course in mine))
            for one, mine in zip(table.groups, courses, strict=True)
        )
        return _above_floor(table, reduce(np.add, parts))

    found: list[Layers] = []
    for place in range(cuts.shape[1] - 1):
        low, high = cuts[:, place], cuts[:, place + 1]
        chosen = np.flatnonzero(low < high)
        if len(chosen) == 0:
            continue
        need = worths[np.searchsorted(starts, low[chosen], side="right") - 1]
        begins = _first_reaching(points, chosen, low[chosen], high[chosen], need)
        found.append(trimmed(chosen, begins, high[chosen], today))
    return known(fewer(tuple(layer for layers in found for layer in layers), today, group.count))


def _course(asked: Asking, group: Group, indicator: Indicator, today: int) -> Course:
    """Return the points of an indicator from *today* on."""
    if indicator.measure == "stated":
        told = _stated(asked, group, indicator)
        return lambda chosen, _days: told[chosen]
    kept, params, worth = _of_records(asked, group, indicator)
    if kept.certain is not kept.possible:
        raise NotByColumn
    if params.get("mode") == "sum":
        return _summed(kept.certain, params, worth)
    runs = kept.certain.bridged(int(params.get("gap_days", 0)))
    spans = [_edges(layer, group.count, FIRST) for layer in runs.layers(today)]

    def at(chosen: Chosen, days: Column) -> Points:
        begins = np.full(len(chosen), END, np.int32)
        for low, high in spans:
            mine = low.take(chosen)
            begins = np.where((mine <= days) & (high.take(chosen) > days), mine, begins)
        if indicator.measure == "record":
            return worth.take((begins < END).astype(np.int32))
        return worth.take(_whole(full_months(begins, days), params))

    return at


def _summed(runs: Runs, params: Params, worth: Points) -> Course:
    """Return the points of lengths that add up, for people of one run each."""
    if not runs.alone:
        raise NotByColumn
    low, high = runs.of_people(runs.low, END), runs.of_people(runs.high, END)

    def at(chosen: Chosen, days: Column) -> Points:
        return worth.take(_whole(full_months(low.take(chosen), np.minimum(high.take(chosen), days)), params))

    return at


def _cuts(asked: Asking, group: Group, table: PointsTable, needed: Sequence[tuple[int, float]], today: int) -> Column:
    """Return for each person the days, in order, between which points only rise."""
    columns = [np.full(group.count, max(since, today), np.int32) for since, _ in needed]
    columns += [np.full(group.count, day, np.int32) for day in (today, END)]
    for indicator in (indicator for one in table.groups for indicator in one.indicators if indicator.records):
        kept, params, worth = _of_records(asked, group, indicator)
        if (np.diff(worth) < 0).any():
            raise NotByColumn
        if params.get("mode") != "sum":
            runs = kept.certain.bridged(int(params.get("gap_days", 0)))
            columns += [column for layer in runs.layers(today) for column in _edges(layer, group.count, today)]
    return np.sort(np.stack(columns, axis=1), axis=1)


def _edges(layer: Layer, count: int, least: int) -> tuple[Column, Column]:
    """Return the days, *least* at the earliest, on which each person's span begins and ends; END for those without."""
    low, high = np.full(count, END, np.int32), np.full(count, END, np.int32)
    who = slice(None) if layer.who is None else layer.who
    low[who], high[who] = np.maximum(layer.low, least), layer.high
    return low, high


def _first_reaching(points: Course, chosen: Chosen, low: Column, high: Column, need: Points) -> Column:
    """Return the first day from *low* to before *high* on which the rising points reach *need*; END where none does."""
    last = np.minimum(high - 1, later(low, LONGEST_MONTHS) - 1).astype(np.int32)
    found = np.full(len(chosen), END, np.int32)
    at = np.flatnonzero(points(chosen, last) >= need)
    who, below, above, least = chosen[at], low[at], last[at], need[at]
    while (below < above).any():
        middle = (below + (above - below) // 2).astype(np.int32)
        enough = points(who, middle) >= least
        above = np.where(enough, middle, above)
        below = np.where(enough, below, np.minimum(middle + 1, above))
    found[at] = above
    return found

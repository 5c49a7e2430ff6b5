"""Points on one day: the least and the most a table can give, with what nobody stated anywhere between."""

from collections.abc import Callable, Sequence
from math import inf
from typing import Any

from resipermit.domain.rules import Indicator, PointsGroup, PointsTable

Least = tuple[float, float]  # least and most


def total(table: PointsTable, measures: Callable[[Indicator], Least], vetoes: Sequence[int]) -> Least:
    """Return the least and the most points of a table; *vetoes* are 0, 1 or 2 for no, unknown and yes."""
    groups = [_group(group, [measures(one) for one in group.indicators]) for group in table.groups]
    least, most = sum(group[0] for group in groups), sum(group[1] for group in groups)
    if table.floor is not None:
        least, most = max(least, table.floor), max(most, table.floor)
    if 2 in vetoes:
        return 0, 0
    return (min(least, 0), max(most, 0)) if 1 in vetoes else (least, most)


def _group(group: PointsGroup, parts: Sequence[Least]) -> Least:
    join = sum if group.combine == "sum" else lambda values: max(values, default=0)
    least, most = join([part[0] for part in parts]), join([part[1] for part in parts])
    if group.cap is not None:
        least, most = min(least, group.cap), min(most, group.cap)
    return (least, most) if group.sign > 0 else (-most, -least)


def between(indicator: Indicator, low: int, high: int) -> Least:
    """Return the least and most points of any number of units from *low* to *high*."""
    points = [points_for(indicator, units) for units in range(low, high + 1)]
    return min(points), max(points)


def points_for(indicator: Indicator, amount: float | str) -> float:
    """Return the points of a word or an amount; what no word and no band names gives none."""
    if indicator.words_points is not None:
        return indicator.words_points.get(str(amount), 0)
    if isinstance(amount, str):
        return 0
    if indicator.rate is not None:
        counted = amount - indicator.rate.after
        points = counted * indicator.rate.points if counted > 0 else 0
        return points if indicator.rate.cap is None else min(points, indicator.rate.cap)
    if not indicator.bands:
        return amount
    for band in indicator.bands:
        if (band.low is None or amount >= band.low) and (band.high is None or amount < band.high):
            return band.points
    return 0


def anything(indicator: Indicator) -> Least:
    """Return the least and most points that the indicator could give somebody."""
    if indicator.words_points is not None:
        given: Sequence[Any] = list(indicator.words_points.values())
    elif indicator.rate is None and indicator.bands:
        given = [band.points for band in indicator.bands]
    else:
        given = [inf if indicator.rate is None or indicator.rate.cap is None else indicator.rate.cap]
    return min([0, *given]), max([0, *given])

"""Points: least and most possible through time, and when they reach what is asked.

A course of points is a list of steps (day, least, most), in order, the first on FIRST: from that day on so many.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import inf
from typing import NamedTuple

from resipermit.domain.calendar import add_years
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.leaf import Account, Kind, Params
from resipermit.domain.conditions.lengths import MODES, later_by
from resipermit.domain.conditions.records import information, record
from resipermit.domain.rules import Indicator, Node, PointsGroup, PointsTable
from resipermit.domain.spans import END, FIRST, Days, Spans, bridged, either, holding

Step = tuple[int, float, float]
Steps = tuple[Step, ...]
Evaluate = Callable[[Case, Node, Subject], Days]
NOTHING: Steps = ((FIRST, 0, 0),)
MOST_UNITS = 150  # years, or months times twelve: nobody's record is longer


class Total(NamedTuple):
    """A table's points through time: the whole, and each indicator by its id."""

    whole: Steps
    indicators: Mapping[str, Steps]


def total(case: Case, table: PointsTable, subject: Subject, evaluate: Evaluate) -> Total:
    """Return what the table gives *subject*; *evaluate* gives the days of a veto."""
    indicators = {one.id: _indicator(case, one, subject) for group in table.groups for one in group.indicators}
    groups = [_group(group, [indicators[one.id] for one in group.indicators]) for group in table.groups]
    whole = _together(groups, sum)
    if table.floor is not None:
        whole = tuple((day, max(least, table.floor), max(most, table.floor)) for day, least, most in whole)
    for veto in table.veto:
        whole = _vetoed(whole, evaluate(case, veto, subject))
    return Total(whole, indicators)


def _group(group: PointsGroup, parts: Sequence[Steps]) -> Steps:
    whole = _together(parts, sum if group.combine == "sum" else lambda values: max(values, default=0))
    if group.cap is not None:
        whole = tuple((day, min(least, group.cap), min(most, group.cap)) for day, least, most in whole)
    return whole if group.sign > 0 else tuple((day, -most, -least) for day, least, most in whole)


def _indicator(case: Case, indicator: Indicator, subject: Subject) -> Steps:
    if indicator.measure == "stated":
        return _stated(indicator, subject)
    if indicator.measure == "age":
        return _aged(indicator, subject)
    return _open(case, indicator, subject) if indicator.measure == "record" else _lasted(case, indicator, subject)


def points_for(indicator: Indicator, amount: float | str) -> float:
    """Return the points of a word or an amount; a word or an amount outside every band gives none."""
    if indicator.words_points is not None:
        return indicator.words_points.get(str(amount), 0)
    if isinstance(amount, str):
        return 0
    if indicator.rate is not None:
        points = max(0, amount - indicator.rate.after) * indicator.rate.points
        return points if indicator.rate.cap is None else min(points, indicator.rate.cap)
    if indicator.bands:
        for band in indicator.bands:
            if (band.low is None or band.low <= amount) and (band.high is None or amount < band.high):
                return band.points
        return 0
    return amount


def _range(indicator: Indicator) -> tuple[float, float]:
    """Return the least and the most that the indicator can give."""
    if indicator.words_points is not None:
        return min(0, *indicator.words_points.values()), max(0, *indicator.words_points.values())
    if indicator.bands:
        return min(0, *(band.points for band in indicator.bands)), max(0, *(band.points for band in indicator.bands))
    cap = indicator.rate.cap if indicator.rate else None
    return 0, inf if cap is None else cap


def _stated(indicator: Indicator, subject: Subject) -> Steps:
    value = (subject.person.points or {}).get(indicator.name or indicator.id)
    if value is None:
        return ((FIRST, *_range(indicator)),)
    points = points_for(indicator, value)
    return ((FIRST, points, points),)


def _aged(indicator: Indicator, subject: Subject) -> Steps:
    born_on = subject.person.born_on
    if born_on is None:
        return ((FIRST, *_range(indicator)),)
    steps: list[Step] = [*NOTHING]
    for years in range(MOST_UNITS):
        points = points_for(indicator, years)
        if points != steps[-1][1] and born_on.year + years <= date.max.year:
            steps.append((add_years(born_on, years).toordinal(), points, points))
    return tuple(steps)


def _open(case: Case, indicator: Indicator, subject: Subject) -> Steps:
    """Return the points of one unit while a record is open, of none while it is not."""
    assert indicator.records is not None
    days = record(case, subject, indicator.records.params)
    edges = {edge for span in (*days.certain, *days.possible) for edge in span if edge < END}
    none, one = points_for(indicator, 0), points_for(indicator, 1)
    each = {"no": (none, none), "yes": (one, one), "unknown": (min(none, one), max(none, one))}
    return tuple((day, *each[days.answer(day)]) for day in sorted({FIRST, *edges}))


def _lasted(case: Case, indicator: Indicator, subject: Subject) -> Steps:
    """Return the points of whole units so far: from what is surely on record, and from what may be."""
    assert indicator.records is not None
    params = indicator.records.params
    held = information(case, subject, params)
    least = _units(held.certain, params)
    most = _units(held.possible, params)
    steps = []
    for day in sorted({day for day, _ in (*least, *most)}):
        units = range(int(_at(least, day)), int(_at(most, day)) + 1)
        points = [points_for(indicator, count) for count in units]  # more units may give fewer points
        steps.append((day, min(points), max(points)))
    return tuple(steps)


def _units(spans: Spans, params: Params) -> tuple[tuple[int, int], ...]:
    """Return the whole units of these days through time."""
    per = params.get("per", "years")
    gap = int(params.get("gap_days", 0))
    mode = MODES[params.get("mode", "consecutive")]
    runs = bridged(spans, gap) if gap else spans
    changes: dict[int, int] = {FIRST: 0}
    reached = []
    for units in range(1, MOST_UNITS * (12 if per == "months" else 1) + 1):
        holds = mode(runs, later_by(units, per), 0)
        if not holds:
            break
        reached.append(holds)
        changes.update({day: 0 for span in holds for day in span if day < END})
    days = sorted(changes)
    return tuple((day, sum(holding(holds, day) is not None for holds in reached)) for day in days)


def _at(steps: Sequence[tuple[int, float]], day: int) -> float:
    return next(points for since, points in reversed(steps) if since <= day)


def _together(parts: Sequence[Steps], combine: Callable[[Iterable[float]], float]) -> Steps:
    days = sorted({FIRST, *(step[0] for part in parts for step in part)})
    found: list[Step] = []
    for day in days:
        now = [next(step for step in reversed(part) if step[0] <= day) for part in parts]
        least, most = combine([step[1] for step in now]), combine([step[2] for step in now])
        if not found or found[-1][1:] != (least, most):
            found.append((day, least, most))
    return tuple(found)


def _vetoed(whole: Steps, veto: Days) -> Steps:
    """Return no points on the days of the veto; where it may hold, none is possible."""
    edges = {edge for span in (*veto.certain, *veto.possible) for edge in span if edge < END}
    found = []
    for day in sorted({*edges, *(step[0] for step in whole)}):
        _, least, most = next(step for step in reversed(whole) if step[0] <= day)
        if holding(veto.certain, day):
            least = most = 0
        elif holding(veto.possible, day):
            least, most = min(least, 0), max(most, 0)
        found.append((day, least, most))
    return tuple(found)


def reaching(steps: Steps, needed: Sequence[tuple[int, float]]) -> Days:
    """Return when the points surely and possibly reach what is asked from each day on."""
    days = sorted({*(step[0] for step in steps), *(since for since, _ in needed)})
    certain, possible = [], []
    for low, high in zip(days, [*days[1:], END], strict=True):
        _, least, most = next(step for step in reversed(steps) if step[0] <= low)
        asked = _at(needed, low)
        certain += [(low, high)] if least >= asked else []
        possible += [(low, high)] if most >= asked else []
    return Days(either(certain), either(possible))


def points_kind(evaluate: Evaluate) -> Kind:
    """Return the leaf `points`; *evaluate* gives the days of the vetoes of its table."""

    def reckoned(case: Case, subject: Subject, params: Params) -> Total:
        table = case.book.points[params["table"]]
        key = ("points", table.id, subject.label, case.city, case.exam_year)
        return case.in_common(key, lambda: total(case, table, subject, evaluate))

    def days(case: Case, subject: Subject, params: Params) -> Days:
        return reaching(reckoned(case, subject, params).whole, case.through_time(params["at_least"]))

    def account(case: Case, subject: Subject, params: Params, _days: Days) -> Account:
        asked = params["at_least"]
        needed = case.value(asked) if isinstance(asked, str) else asked
        steps = reckoned(case, subject, params).whole
        _, least, most = next(step for step in reversed(steps) if step[0] <= case.today)
        sure = least == most
        return Account(
            (least, "points") if sure else None,
            (needed, "points"),
            (max(0, needed - least), "points") if sure else None,
            "points_short",
        )

    return Kind(days, account, frozenset({"table", "at_least"}), frozenset({"table", "at_least"}))

"""Points: least and most possible through time, and when they reach what is asked.

A course of points is a list of steps (day, least, most), in order, the first on FIRST: from that day on so many.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import ceil, inf
from typing import Any, NamedTuple, TypeVar

from resipermit.domain.calendar import add_years
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.leaf import Account, Kind, Params, plain
from resipermit.domain.conditions.lengths import after
from resipermit.domain.conditions.records import record
from resipermit.domain.rules import Indicator, Node, PointsGroup, PointsTable
from resipermit.domain.spans import END, FIRST, Days, Spans, bridged, either

Step = tuple[int, float, float]
Steps = tuple[Step, ...]
T = TypeVar("T")
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
    held = record(case, subject, params)
    enough = _enough(indicator, params)
    least = units_through_time(held.certain, params, enough)
    if held.certain == held.possible:
        return tuple((day, points, points) for day, count in least for points in (points_for(indicator, count),))
    most = units_through_time(held.possible, params, enough)
    steps = []
    for day, (low, high) in _side_by_side((least, most)):
        points = [points_for(indicator, count) for count in range(low, high + 1)]  # more units may give fewer points
        steps.append((day, min(points), max(points)))
    return tuple(steps)


def _enough(indicator: Indicator, params: Params) -> int:
    """Return from how many units on the points no longer change."""
    everything = MOST_UNITS * (12 if params.get("per") == "months" else 1)
    rate = indicator.rate
    if rate is not None and rate.cap is not None and rate.points > 0:
        return min(everything, rate.after + ceil(rate.cap / rate.points))
    if rate is None and indicator.bands:
        edges = [edge for band in indicator.bands for edge in (band.low, band.high) if edge is not None]
        return min(everything, ceil(max(edges, default=0)))
    return everything


def units_through_time(spans: Spans, params: Params, enough: int) -> tuple[tuple[int, int], ...]:
    """Return the whole units of these days so far, with the day of each change; counted up to *enough*."""
    per, gap, mode = params.get("per", "years"), int(params.get("gap_days", 0)), params.get("mode", "consecutive")
    runs = bridged(spans, gap) if gap else spans
    months = 12 if per == "years" else 1
    found = [(FIRST, 0)]
    count, earlier_days = 1, 0
    for low, high in runs[:1] if mode == "first" else runs:
        begins = max(low - earlier_days, FIRST)
        last = high if mode == "sum" else END - 1 if mode == "first" else high - 1
        while count <= enough and (day := max(after(begins, count * months), low)) <= last and day < END:
            found.append((day, count))
            count += 1
        if mode == "sum":
            earlier_days += high - low
        elif mode == "consecutive":
            found += [(high, 0)] if count > 1 and high < END else []
            count = 1
    return tuple(found)


def _side_by_side(courses: Sequence[Sequence[tuple[int, T]]]) -> Iterator[tuple[int, list[T]]]:
    """Return what all courses read from each day on which one of them changes; each begins on FIRST."""
    changes = sorted((step[0], place, step[1]) for place, course in enumerate(courses) for step in course[1:])
    now = [course[0][1] for course in courses]
    day = FIRST
    for on, place, value in changes:
        if on != day:
            yield day, list(now)
            day = on
        now[place] = value
    yield day, list(now)


def _together(parts: Sequence[Steps], combine: Callable[[Iterable[float]], float]) -> Steps:
    if len(parts) == 1:
        return parts[0]
    found: list[Step] = []
    if all(least == most for part in parts for _, least, most in part):  # reckoned once: all is known
        for day, points in _side_by_side([[step[:2] for step in part] for part in parts]):
            least = combine(points)
            if not found or found[-1][1] != least:
                found.append((day, least, least))
        return tuple(found)
    for day, now in _side_by_side([[(step[0], step[1:]) for step in part] for part in parts]):
        least, most = combine([one[0] for one in now]), combine([one[1] for one in now])
        if not found or found[-1][1:] != (least, most):
            found.append((day, least, most))
    return tuple(found)


def _vetoed(whole: Steps, veto: Days) -> Steps:
    """Return no points on the days of the veto; where it may hold, none is possible."""
    edges = sorted({FIRST, *(edge for span in (*veto.certain, *veto.possible) for edge in span if edge < END)})
    answers: list[tuple[int, Any]] = [(day, veto.answer(day)) for day in edges]
    found = []
    for day, (points, answer) in _side_by_side(([(step[0], step[1:]) for step in whole], answers)):
        least, most = points
        if answer == "yes":
            least = most = 0
        elif answer == "unknown":
            least, most = min(least, 0), max(most, 0)
        found.append((day, least, most))
    return tuple(found)


def reaching(steps: Steps, needed: Sequence[tuple[int, float]]) -> Days:
    """Return when the points surely and possibly reach what is asked from each day on."""
    courses: list[list[tuple[int, Any]]] = [[(step[0], step[1:]) for step in steps], list(needed)]
    certain, possible, since = [], [], FIRST
    held: tuple[float, float, float] | None = None
    for day, ((least, most), asked) in [*_side_by_side(courses), (END, ((0, 0), 0))]:
        if held is not None:
            certain += [(since, day)] if held[0] >= held[2] else []
            possible += [(since, day)] if held[1] >= held[2] else []
        since, held = day, (least, most, asked)
    return Days(either(certain), either(possible))


def points_kind(evaluate: Evaluate) -> Kind:
    """Return the leaf `points`; *evaluate* gives the days of the vetoes of its table."""

    def reckoned(case: Case, subject: Subject, params: Params) -> Total:
        table = case.book.points[params["table"]]
        key = ("points", table.id, subject.label, case.city, case.exam_year)
        return case.in_common(key, lambda: total(case, table, subject, evaluate))

    def days(case: Case, subject: Subject, params: Params) -> Days:
        return reaching(reckoned(case, subject, params).whole, case.book.through_time(params["at_least"]))

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

    return Kind(plain(days), account)

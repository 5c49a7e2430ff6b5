"""Whole calendar months covered by records among those before the month of a day (“one year in the last three”).

Months are counted through: year * 12 + month - 1.
"""

from datetime import date

from resipermit.domain.spans import END, FIRST, Spans, either

LAST_MONTH = 9999 * 12 + 11


def months_within(spans: Spans, needed: int, window: int) -> Spans:
    """Return the days of the months before which at least *needed* of *window* months are covered in full."""
    runs = _full(spans)
    if needed <= 0:
        return ((FIRST, END),)
    edges = sorted({edge + moved for run in runs for edge in run for moved in (0, window)})
    found = []
    for low, high in zip(edges, [*edges[1:], LAST_MONTH + 1], strict=False):
        at_low, slope = _count(runs, low, window), _count(runs, low + 1, window) - _count(runs, low, window)
        if slope > 0:
            begins, ends = low + max(0, needed - at_low), high
        elif slope < 0:
            begins, ends = low, min(high, low + at_low - needed + 1)
        else:
            begins, ends = low, high if at_low >= needed else low
        found.append((_first_day(begins), _first_day(min(ends, high))))
    return either(found)


def full_months_within(spans: Spans, day: date, window: int) -> int:
    """Return how many of the *window* months before the month of *day* are covered in full."""
    return _count(_full(spans), day.year * 12 + day.month - 1, window)


def _full(spans: Spans) -> list[tuple[int, int]]:
    """Return the runs of whole calendar months within *spans*, the second month exclusive."""
    runs = []
    for low, high in spans:
        first = date.fromordinal(low)
        begins = first.year * 12 + first.month - 1 + (first.day > 1)
        if high >= END:
            ends = LAST_MONTH + 1
        else:
            last = date.fromordinal(high)
            ends = last.year * 12 + last.month - 1
        if begins < ends:
            runs.append((begins, ends))
    return runs


def _count(runs: list[tuple[int, int]], month: int, window: int) -> int:
    return sum(max(0, min(ends, month) - max(begins, month - window)) for begins, ends in runs)


def _first_day(month: int) -> int:
    if month > LAST_MONTH:
        return END
    return date(max(month // 12, 1), month % 12 + 1, 1).toordinal()

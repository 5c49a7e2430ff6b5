"""Sets of days as spans, and what is surely and what is possibly true on them.

A span is a pair of day ordinals, the second exclusive; spans are in order, disjoint and never touch. `Days` carries two
sets side by side: the days on which a condition certainly holds and those on which it may, given what is not known.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

Span = tuple[int, int]
Spans = tuple[Span, ...]

FIRST = 1  # 0001-01-01
END = date.max.toordinal() + 1  # past the last day of the calendar: runs on
NEVER: Spans = ()
ALWAYS: Spans = ((FIRST, END),)


def both(one: Spans, other: Spans) -> Spans:
    """Return the days in *one* and in *other*."""
    if one is ALWAYS or one is other:
        return other
    if other is ALWAYS or not one:
        return one
    if not other:
        return other
    if len(one) == 1 == len(other):
        (low, high), (start, end) = one[0], other[0]
        if low <= start and end <= high:
            return other
        if start <= low and high <= end:
            return one
        low, high = max(low, start), min(high, end)
        return ((low, high),) if low < high else NEVER
    if len(one) == 1:
        return _within(other, *one[0])
    if len(other) == 1:
        return _within(one, *other[0])
    found: list[Span] = []
    i = j = 0
    while i < len(one) and j < len(other):
        low, high = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if low < high:
            found.append((low, high))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def _within(spans: Spans, low: int, high: int) -> Spans:
    """Return the days of *spans* from *low* up to, not including, *high*; most that is joined is a single run."""
    if low <= spans[0][0] and spans[-1][1] <= high:
        return spans
    found: list[Span] = []
    for start, end in spans:
        if end > low and start < high:
            found.append((start if start > low else low, end if end < high else high))
    return tuple(found)


def either(spans: Iterable[Span]) -> Spans:
    """Return the union of *spans*, given in any order; empty ones are dropped."""
    merged: list[Span] = []
    ordered = sorted(spans)
    if len(ordered) < 2:
        return tuple(span for span in ordered if span[0] < span[1])
    for low, high in ordered:
        if low >= high:
            continue
        if merged and low <= merged[-1][1]:
            if high > merged[-1][1]:
                merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    return tuple(merged)


def without(spans: Spans) -> Spans:
    """Return the days that are not in *spans*."""
    found: list[Span] = []
    low = FIRST
    for start, end in spans:
        if low < start:
            found.append((low, start))
        low = end
    if low < END:
        found.append((low, END))
    return tuple(found)


def bridged(spans: Iterable[Span], gap_days: int) -> Spans:
    """Return the union of *spans* in which gaps of at most *gap_days* are closed."""
    return tuple(
        (low, high - gap_days) for low, high in either((low, high + gap_days) for low, high in spans if low < high)
    )


def holding(spans: Spans, day: int) -> Span | None:
    """Return the span that holds *day*, or None."""
    for span in spans:
        if span[0] <= day < span[1]:
            return span
        if span[0] > day:
            break
    return None


def first_from(spans: Spans, day: int) -> int | None:
    """Return the first day of *spans* on or after *day*, or None."""
    for low, high in spans:
        if high > day:
            return max(low, day)
    return None


class Days(NamedTuple):
    """When a condition certainly holds, and when it may; the first set lies within the second."""

    certain: Spans
    possible: Spans

    def answer(self, day: int) -> str:
        """Return yes, no or unknown for *day*."""
        certain, possible = self
        for low, high in certain:
            if low <= day < high:
                return "yes"
        return "unknown" if possible is not certain and holding(possible, day) else "no"


_new = tuple.__new__  # without the frame that a NamedTuple puts around it: days are made more often than anything else
YES = Days(ALWAYS, ALWAYS)
NO = Days(NEVER, NEVER)
OPEN_QUESTION = Days(NEVER, ALWAYS)


def known(spans: Spans) -> Days:
    """Return what holds on just these days."""
    return _new(Days, (spans, spans))


def all_of(parts: Iterable[Days]) -> Days:
    """No wins over unknown, unknown over yes."""
    days = YES
    for part in parts:
        days = met(days, part)
    return days


def met(one: Days, other: Days) -> Days:
    """Return when both hold."""
    if one is YES or one is other:
        return other
    if other is YES:
        return one
    (certain, possible), (surely, maybe) = one, other
    joined = both(certain, surely)
    if certain is possible and surely is maybe:  # all is known; nothing is made that is there already
        return one if joined is certain else other if joined is surely else _new(Days, (joined, joined))
    return Days(joined, both(possible, maybe))


def any_of(parts: Iterable[Days]) -> Days:
    """Yes wins over unknown, unknown over no."""
    parts = [part for part in parts if part.possible]
    if len(parts) < 2:
        return parts[0] if parts else NO
    if all(part.certain is part.possible for part in parts):
        return known(either([span for part in parts for span in part.certain]))
    return Days(
        either(span for part in parts for span in part.certain),
        either(span for part in parts for span in part.possible),
    )


def none_of(part: Days) -> Days:
    """Return the contrary; what was unknown stays so."""
    return Days(without(part.possible), without(part.certain))


def at_least(count: int, parts: Sequence[Days]) -> Days:
    """Return when at least *count* of *parts* hold."""
    return Days(_counted(count, [part.certain for part in parts]), _counted(count, [part.possible for part in parts]))


def clipped(part: Days, since: int, until: int = END) -> Days:
    """Return *part* on the days from *since* up to, not including, *until*."""
    if since <= FIRST and until >= END:
        return part
    if not part.possible:
        return part
    frame: Spans = ((since, until),)
    certain = both(part.certain, frame)
    return Days(certain, certain if part.certain is part.possible else both(part.possible, frame))


def piecewise(rows: Sequence[tuple[int, Days]]) -> Days:
    """Return each part on the days from its start to the start of the next; *rows* are in order of day."""
    if len(rows) == 1 and rows[0][0] == FIRST:
        return rows[0][1]
    parts = []
    for index, (since, part) in enumerate(rows):
        until = rows[index + 1][0] if index + 1 < len(rows) else END
        found = clipped(part, since, until)
        if found.possible:
            parts.append(found)
    return any_of(parts)


def _counted(count: int, sets: Sequence[Spans]) -> Spans:
    steps: dict[int, int] = {}
    for spans in sets:
        for low, high in spans:
            steps[low] = steps.get(low, 0) + 1
            steps[high] = steps.get(high, 0) - 1
    found: list[Span] = []
    total, since = 0, None
    for day in sorted(steps):
        total += steps[day]
        if total >= count and since is None:
            since = day
        elif total < count and since is not None:
            found.append((since, day))
            since = None
    return either(found)


def in_years_after(part: Days, month: int, day: int) -> Days:
    """Return the calendar years that follow a year in which *part* holds on that month and day."""
    return Days(_years_after(part.certain, month, day), _years_after(part.possible, month, day))


def _years_after(spans: Spans, month: int, day: int) -> Spans:
    found = []
    for low, high in spans:
        first = date.fromordinal(low)
        last = date.fromordinal(high - 1)
        low_year = first.year if (first.month, first.day) <= (month, day) else first.year + 1
        high_year = last.year if (last.month, last.day) >= (month, day) else last.year - 1
        if low_year <= high_year and low_year < date.max.year:
            begins = FIRST if low == FIRST else date(low_year + 1, 1, 1).toordinal()
            found.append((begins, END if high_year + 2 > date.max.year else date(high_year + 2, 1, 1).toordinal()))
    return either(found)


def ordinal_or(day: date | None, otherwise: int) -> int:
    """Return the ordinal of *day*, or *otherwise* when there is none."""
    return otherwise if day is None else day.toordinal()


def shifted(spans: Spans, start: Callable[[int], int]) -> Spans:
    """Return each span with its beginning moved to ``start(beginning)``; those that end before are dropped."""
    return either((start(low), high) for low, high in spans)

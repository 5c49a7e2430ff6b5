"""Records of the file as days: where someone lived, worked, was insured or went to school, and for how long."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from resipermit.domain.calendar import add_months, full_months
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.leaf import Leaf
from resipermit.domain.facts import Unknown
from resipermit.domain.spans import (
    ALWAYS,
    END,
    FIRST,
    NEVER,
    OPEN_QUESTION,
    YES,
    Days,
    Spans,
    all_of,
    any_of,
    bridged,
    either,
    holding,
    shifted,
)

Found = tuple[Days, bool]


def record(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds while a record of the kind asked is open in the place asked."""
    return Leaf(records(case, subject, params))


def records(case: Case, subject: Subject, params: Mapping[str, Any]) -> Days:
    """Return when a record of ``list`` with the words of ``where`` is open.

    A word listed under ``unclear``, like one that is not known, makes the record a possible one only.
    """
    parts = []
    for name in params["list"]:
        rows = getattr(subject.person, name)
        parts.append(OPEN_QUESTION if rows is None else any_of([_one(case, row, params) for row in rows]))
    return any_of(parts)


def first_known_of(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds when one of several fields proves it; a field that is not known counts only if none is known."""
    parts = [
        records(case, subject, option)
        for option in params["options"]
        if any(getattr(subject.person, name) is not None for name in option["list"])
    ]
    return Leaf(any_of(parts) if parts else OPEN_QUESTION)


def lasting(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds once the records have lasted so many months, and while they are open."""
    months, ceiling_only = _months(case, params)
    mode = params.get("mode", "consecutive")
    held = _information(case, subject, params)
    counts = {"consecutive": _consecutive, "first": _since_first, "sum": _summed}[mode]
    gap = int(params.get("gap_days", 0))
    least = 0 if ceiling_only else months
    days = Days(counts(held.certain, months, gap), counts(held.possible, least, gap))
    if "still" in params:
        days = all_of([days, records(case, subject, params["still"])])
    return _measured(case, days, held.possible, months, mode, gap)


def _one(case: Case, row: Any, params: Mapping[str, Any]) -> Days:
    if row.division is None or not case.in_place(row.division, params.get("in", "place")):
        return Days(NEVER, NEVER)
    sure = True
    for field, words in params.get("where", {}).items():
        value = getattr(row, field, None)
        if _word(value) in words:
            continue
        if value is not None and _word(value) not in params.get("unclear", {}).get(field, ()):
            return Days(NEVER, NEVER)
        sure = False
    days = span_of(row.since, row.until)
    return days if sure else Days(NEVER, days.possible)


def _word(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def span_of(since: date | None, until: date | Unknown | None) -> Days:
    """Return the days of a record; an end that nobody stated leaves all but the first day merely possible."""
    low = since.toordinal() if since else None
    if until is None:
        high: int | None = END
    else:
        high = None if isinstance(until, Unknown) else until.toordinal()
    if low is None:
        return Days(NEVER, ((FIRST, high or END),))
    if high is None:
        return Days(((low, low + 1),), ((low, END),))
    spans = ((low, high),) if low < high else NEVER
    return Days(spans, spans)


def _information(case: Case, subject: Subject, params: Mapping[str, Any]) -> Days:
    """Return the days covered by records, a residence from the day it was registered on."""
    if params.get("from") != "registration" or "residences" not in params["list"]:
        return records(case, subject, params)
    others = [name for name in params["list"] if name != "residences"]
    parts = [records(case, subject, {**params, "list": others})] if others else []
    rows = subject.person.residences
    if rows is None:
        parts.append(OPEN_QUESTION)
    for row in rows or ():
        days = _one(case, row, params)
        if row.registered_on is None:
            parts.append(Days(NEVER, days.possible))
        else:
            low = row.registered_on.toordinal()
            parts.append(
                Days(
                    tuple((low, high) for _, high in days.certain if low < high),
                    tuple((low, high) for _, high in days.possible if low < high),
                )
            )
    return any_of(parts) if parts else Days(NEVER, NEVER)


def _months(case: Case, params: Mapping[str, Any]) -> tuple[int, bool]:
    """Return the months asked; and whether the figure is only the most that a city may ask."""
    if "months_at_most" in params:
        return int(case.value(params["months_at_most"])), True
    asked = params["months"]
    return int(case.value(asked) if isinstance(asked, str) else asked), False


def after(day: int, months: int) -> int:
    """Return the ordinal *months* after *day*, rounding down."""
    if months == 0 or day >= END:
        return day
    try:
        return add_months(date.fromordinal(day), months).toordinal()
    except OverflowError:
        return END


def _consecutive(spans: Spans, months: int, gap_days: int) -> Spans:
    return shifted(bridged(spans, gap_days) if gap_days else spans, lambda low: after(low, months))


def _since_first(spans: Spans, months: int, _gap: int) -> Spans:
    """Half a year counts from the first information on; whether it was broken does not matter."""
    if not spans:
        return NEVER
    low = after(spans[0][0], months)
    return ((low, END),) if low < END else NEVER


def _summed(spans: Spans, months: int, _gap: int) -> Spans:
    """Days of earlier stretches move the beginning of the later one back by as many days."""
    found = []
    earlier_days = 0
    for low, high in spans:
        reached = max(after(max(low - earlier_days, FIRST), months), low)
        if reached < high:
            found.append((reached, END))
            break
        earlier_days += high - low
    return either(found)


def _measured(case: Case, days: Days, held: Spans, months: int, mode: str, gap: int) -> Leaf:
    required = (months, "months")
    if not held or held is ALWAYS:
        return Leaf(days, (0, "months") if not held else None, required, (months, "months") if not held else None)
    start: int | None
    if mode == "first":
        start = held[0][0] if held[0][0] <= case.today else None
    elif mode == "sum":
        start = _virtual_start(held, case.today)
    else:
        span = holding(bridged(held, gap) if gap else held, case.today)
        start = span[0] if span else None
    done = 0 if start is None else full_months(date.fromordinal(max(start, FIRST)), case.as_of)
    return Leaf(days, (done, "months"), required, (max(0, months - done), "months"))


def _virtual_start(spans: Spans, today: int) -> int | None:
    days = sum(min(high, today) - low for low, high in spans if low < today)
    return today - days if days else None


def years_in_school(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds once so many whole school years (1 September to 30 June) of the stage lie behind, and while enrolled."""
    rows = subject.person.schooling
    needed = int(case.value(params["years"]) if isinstance(params["years"], str) else params["years"])
    if rows is None:
        return Leaf(OPEN_QUESTION, None, (needed, "school_years"))
    enrolled = records(case, subject, params)
    gap = int(case.value("schooling.gap_days"))
    days = Days(_school_years(enrolled.certain, needed, gap), _school_years(enrolled.possible, needed, gap))
    done = 0
    while done < needed and holding(_school_years(enrolled.possible, done + 1, gap), case.today):
        done += 1
    return Leaf(days, (done, "school_years"), (needed, "school_years"), (needed - done, "school_years"))


def _school_years(spans: Spans, needed: int, gap_days: int) -> Spans:
    """Return the days on and after 1 July of the year that completes *needed* years in one unbroken attendance."""
    found = []
    for low, high in bridged(spans, gap_days):
        first_autumn = date.fromordinal(low)
        year = first_autumn.year if (first_autumn.month, first_autumn.day) <= (9, 1) else first_autumn.year + 1
        if year + needed > 9999:
            continue
        complete = date(year + needed, 7, 1).toordinal()
        if complete < high:
            found.append((complete, high))
    return either(found)


Evaluate = Callable[[Case, Subject, Mapping[str, Any]], Leaf]
KINDS: Mapping[str, Evaluate] = {
    "record": record,
    "first_known_of": first_known_of,
    "lasting": lasting,
    "years_in_school": years_in_school,
}

__all__: Sequence[str] = ("KINDS", "YES", "after", "records", "span_of")

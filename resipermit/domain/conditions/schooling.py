"""School: enrolled, whole school years, attended since a grade, graduated, an examination sat."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from resipermit.domain.calendar import add_years, full_years
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.leaf import Account, Kind, Params, plain, reason
from resipermit.domain.conditions.records import days_of, record, span_of
from resipermit.domain.facts import PersonFacts
from resipermit.domain.spans import (
    END,
    FIRST,
    NEVER,
    OPEN_QUESTION,
    Days,
    Span,
    Spans,
    any_of,
    both,
    bridged,
    either,
    holding,
    piecewise,
    without,
)

LAST_GRADES = {"primary": 6, "junior": 9, "senior": 12, "vocational": 12}
Entries = Sequence[tuple[int, bool, bool]]  # a day; whether an attendance from it is surely, possibly entered rightly
GAP = "schooling.gap_days"
SCHOOL_ENDS = (7, 1)  # a school year runs from 1 September to 30 June
FIRST_TERM_ENDS = (1, 31)
SECOND_TERM_BY = (3, 1)


def school_year(day: date) -> int:
    """Return the year in whose autumn the school year of *day* began."""
    return day.year if day.month >= 9 else day.year - 1


def attends(_case: Case, subject: Subject, params: Params) -> Days:
    """Return when the child is enrolled in one of these stages, wherever."""
    rows = subject.person.schooling
    if rows is None:
        return OPEN_QUESTION
    parts = [span_of(row.since, row.until) for row in rows if row.stage in params["stages"]]
    unclear = [Days(NEVER, span_of(row.since, row.until).possible) for row in rows if row.stage is None]
    return any_of([*parts, *unclear])


def years_in_school(case: Case, subject: Subject, params: Params) -> Days:
    """Return when so many whole school years lie behind, and while enrolled; or ever after with `once_reached`."""
    if subject.person.schooling is None:
        return OPEN_QUESTION
    enrolled = record(case, subject, params)
    return piecewise(
        [
            (
                since,
                Days(
                    _years_reached(enrolled.certain, int(years), int(gap), params),
                    _years_reached(enrolled.possible, int(years), int(gap), params),
                ),
            )
            for since, (years, gap) in case.book.steps(params["years"], GAP)
        ]
    )


def _years_reached(spans: Spans, needed: int, gap_days: int, params: Params) -> Spans:
    ever_after = params.get("once_reached") == "true"
    second_term = int(params.get("from_term", 1)) == 2
    counts_on = params.get("mode", "consecutive") == "sum"
    found: list[Span] = []
    earlier = 0
    for low, high in bridged(spans, gap_days):
        first = _first_autumn(date.fromordinal(low), second_term)
        complete = first + needed - earlier
        if needed <= earlier:
            day = low
        else:
            day = date(complete, *SCHOOL_ENDS).toordinal() if complete <= date.max.year else END
        if day <= high and day < END:
            found.append((day, END if ever_after else high))
        if counts_on:
            earlier += _whole_years(first, high)
    return either(found)


def _first_autumn(begins: date, second_term: bool) -> int:
    """Return the year in whose autumn the first whole school year begins."""
    if (begins.month, begins.day) <= (SECOND_TERM_BY if second_term else (0, 0)):
        return begins.year - 1
    if (begins.month, begins.day) <= (9, 1) or second_term:
        return begins.year
    return begins.year + 1


def _whole_years(first_autumn: int, high: int) -> int:
    ends = date.fromordinal(min(high, END - 1))
    last = ends.year if (ends.month, ends.day) >= SCHOOL_ENDS else ends.year - 1
    return max(0, last - first_autumn)


def since_grade(case: Case, subject: Subject, params: Params) -> Days:
    """Return the days of each unbroken attendance that was entered in that grade or before."""
    rows = subject.person.schooling
    if rows is None:
        return OPEN_QUESTION
    asked = {**params, "where": {"stage": [params["stage"]], **params.get("where", {})}}
    found = [(row, days_of(case, row, asked)) for row in rows]
    whole = any_of([days for _, days in found])
    return piecewise(
        [
            (since, _rightly_entered(whole, _entries(found, int(grade), params), int(gap)))
            for since, (grade, gap) in case.book.steps(params["grade"], GAP)
        ]
    )


def _entries(found: Sequence[tuple[Any, Days]], grade: int, params: Params) -> Entries:
    """Return each day on which an enrolment may begin, and whether it is then surely, and possibly, entered rightly."""
    starts: dict[int, list[tuple[bool, bool | None]]] = {}
    for row, days in found:
        if days.possible:
            begins = days.possible[0][0]
            surely = bool(days.certain) and days.certain[0][0] == begins
            starts.setdefault(begins, []).append((surely, _entered(row, grade, params)))
    return tuple(
        (
            begins,
            any(surely and right for surely, right in entered) or all(right for _, right in entered),
            any(right is not False for _, right in entered),
        )
        for begins, entered in sorted(starts.items())
    )


def _rightly_entered(whole: Days, entries: Entries, gap_days: int) -> Days:
    """Return the days of the unbroken attendances that were entered rightly.

    What is merely possible may be there or not: an attendance may begin with any enrolment to which no sure one leads.
    """
    open_entries = [
        entry
        for entry in entries
        if not any(low < entry[0] and high >= entry[0] - gap_days for low, high in whole.certain)
    ]
    certain: list[Span] = []
    possible: list[Span] = []
    for low, high in bridged(whole.possible, gap_days):
        frame: Spans = ((low, high),)
        inside = [entry for entry in open_entries if low <= entry[0] < high]
        first = min((begins for begins, _, maybe in inside if maybe), default=high)
        possible += both(both(whole.possible, without(whole.certain)), ((first, high),) if first < high else NEVER)
        for run in bridged(both(whole.certain, frame), gap_days):
            leading = [entry for entry in inside if entry[0] <= run[0]]
            if any(maybe for _, _, maybe in leading):
                possible += both(whole.certain, (run,))
            if all(right for _, right, _ in leading):
                certain += both(whole.certain, (run,))
    return Days(either(certain), either(possible))


def _entered(row: Any, grade: int, params: Params) -> bool | None:
    """Say whether the enrolment began in the grade asked or before; None if the grade or the day is not known."""
    if row.grade is None:
        return None
    if row.grade != grade or "from_term" not in params:
        return bool(row.grade <= grade)
    if row.since is None:
        return None
    begins = (row.since.month, row.since.day)
    return begins >= (9, 1) or begins <= (SECOND_TERM_BY if int(params["from_term"]) == 2 else FIRST_TERM_ENDS)


def graduated(case: Case, subject: Subject, params: Params) -> Days:
    """Return the days from the end of the last grade on, for a child enrolled up to it."""
    rows = subject.person.schooling
    if rows is None:
        return OPEN_QUESTION
    asked = {**params, "where": {"stage": [params["stage"]], **params.get("where", {})}}
    parts = []
    for row in rows:
        days = days_of(case, row, asked)
        if not days.possible:
            continue
        if row.grade is None or row.since is None:
            parts.append(Days(NEVER, ((days.possible[0][0], END),)))
            continue
        year = school_year(row.since) + 1 + LAST_GRADES[params["stage"]] - row.grade
        ends = date(year, *SCHOOL_ENDS).toordinal()
        after: Spans = ((ends, END),)
        last_day = ends - 1
        possible = after if holding(days.possible, last_day) else NEVER
        parts.append(Days(after if holding(days.certain, last_day) else NEVER, possible))
    return any_of(parts)


def event(case: Case, subject: Subject, params: Params) -> Days:
    """Return the days from that on which the subject sat the examination in the scope asked."""
    sittings = subject.person.exams
    if sittings is None:
        return OPEN_QUESTION
    parts = []
    before = date.fromisoformat(params["before"]) if "before" in params else None
    for sitting in sittings:
        if sitting.exam != params["exam"] or (before and sitting.on and sitting.on >= before):
            continue
        frame = case.frame(sitting.division, params.get("in", "place")) if sitting.division else ((FIRST, END),)
        low = sitting.on.toordinal() if sitting.on else FIRST
        spans = ((low, END),) if holding(frame, low) or (not sitting.on and frame) else NEVER
        parts.append(Days(spans if sitting.division and sitting.on else NEVER, spans))
    return any_of(parts)


def compulsory_age(case: Case, subject: Subject, params: Params) -> Days:
    """Return the days from the age of entry to the end of junior school, by grade where it is known, else by age."""
    born_on = subject.person.born_on
    if born_on is None:
        return OPEN_QUESTION
    return piecewise(
        [
            (since, _school_age(subject.person, add_years(born_on, int(low)), add_years(born_on, int(high))))
            for since, (low, high) in case.book.steps(params["from"], params["until_age"])
        ]
    )


def _school_age(person: PersonFacts, enters_on: date, leaves_on: date) -> Days:
    low, high = enters_on.toordinal(), leaves_on.toordinal()
    for row in person.schooling or ():
        if row.grade is not None and row.since is not None and row.stage in ("primary", "junior"):
            high = max(low, date(school_year(row.since) + 10 - row.grade, 9, 1).toordinal())
        elif row.stage in ("senior", "vocational") and row.since is not None:
            high = max(low, min(high, row.since.toordinal()))
    spans: Spans = ((low, high),) if low < high else NEVER
    return Days(spans, spans)


def _age(case: Case, subject: Subject, _params: Params, _days: Days) -> Account:
    born_on = subject.person.born_on
    return Account((full_years(born_on, case.as_of), "years") if born_on else None, reason="age")


def _years(case: Case, subject: Subject, params: Params, _days: Days) -> Account:
    asked = params["years"]
    needed = int(case.value(asked) if isinstance(asked, str) else asked)
    if subject.person.schooling is None:
        return Account(None, (needed, "school_years"))
    enrolled = record(case, subject, params).possible
    gap = int(case.value(GAP))
    done = 0
    while done < needed and holding(_years_reached(enrolled, done + 1, gap, params), case.today):
        done += 1
    return Account((done, "school_years"), (needed, "school_years"), (needed - done, "school_years"))


KINDS: Mapping[str, Kind] = {
    "attends": Kind(plain(attends), reason("other_stage")),
    "years_in_school": Kind(plain(years_in_school), _years, gives_reason=False),
    "since_grade": Kind(plain(since_grade)),
    "graduated": Kind(plain(graduated)),
    "event": Kind(plain(event)),
    "compulsory_age": Kind(plain(compulsory_age), _age),
}

"""What a person is and has done: permit, household registration, age, examinations, place in the household."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from resipermit.domain.calendar import Period, add_years, full_years
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.leaf import Leaf
from resipermit.domain.conditions.records import Evaluate, span_of
from resipermit.domain.facts import Unknown
from resipermit.domain.identity import RESIDENTS_OF, Sex
from resipermit.domain.permit import ENDINGS, ResidencePermit, Standing
from resipermit.domain.places import Band
from resipermit.domain.spans import (
    ALWAYS,
    END,
    FIRST,
    NEVER,
    NO,
    OPEN_QUESTION,
    YES,
    Days,
    any_of,
    both,
    known,
    none_of,
    piecewise,
    without,
)

STANDING_REASONS = {
    Standing.NONE: "permit_none",
    Standing.SUSPENDED: "permit_suspended",
    Standing.CANCELLED: "permit_cancelled",
    Standing.REVOKED: "permit_revoked",
}


def permit_in_use(case: Case, subject: Subject, _params: Mapping[str, Any]) -> Leaf:
    """Holds while the subject's permit of this place is in use."""
    course = case.course_of(subject)
    if course is None:
        return Leaf(NO, ("none", "standing"), ("in_use", "standing"), reason="permit_none")
    if isinstance(course, Unknown):
        return Leaf(OPEN_QUESTION, None, ("in_use", "standing"))
    permit = case.permit_of(subject)
    assert isinstance(permit, ResidencePermit)
    state = case.state_of(subject)
    if case.gazetteer.place_of(permit.division) != case.place:
        return Leaf(NO, (state.standing.value, "standing"), ("in_use", "standing"), reason="permit_of_another_place")
    return Leaf(
        known(_spans(course.in_use)),
        (state.standing.value, "standing"),
        ("in_use", "standing"),
        reason=STANDING_REASONS.get(state.standing),
    )


def no_live_permit(case: Case, subject: Subject, _params: Mapping[str, Any]) -> Leaf:
    """Holds on the days on which no permit of this place is live, in use or suspended."""
    course = case.course_of(subject)
    if course is None:
        return Leaf(YES)
    if isinstance(course, Unknown):
        return Leaf(OPEN_QUESTION)
    permit = case.permit_of(subject)
    assert isinstance(permit, ResidencePermit)
    if course.issued_on is None or case.gazetteer.place_of(permit.division) != case.place:
        return Leaf(YES)
    end = course.ends_on.toordinal() if course.ends_on else END
    return Leaf(known(without(((course.issued_on.toordinal(), end),))), reason="permit_in_force")


def registered(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds while the household registration lies in the scope asked."""
    person, scope = subject.person, params["in"]
    if person.registered_divisions is not None:
        parts = [
            span_of(row.since, row.until) for row in person.registered_divisions if case.in_place(row.division, scope)
        ]
        if person.registered_divisions:
            return Leaf(any_of(parts))
    if person.registered_division is None:
        return Leaf(OPEN_QUESTION)
    return Leaf(YES if case.in_place(person.registered_division, scope) else NO)


def other_city_of_group(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds when the registration lies in the group of cities, but in another of them than the one asked about."""
    inside = registered(case, subject, {"in": f"group:{params['group']}"}).days
    here = registered(case, subject, {"in": "place"}).days
    return Leaf(Days(both(inside.certain, without(here.possible)), both(inside.possible, without(here.certain))))


def place_in_group(case: Case, _subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds when the place asked about is one of the cities of the group."""
    districts = (row.code for row in case.gazetteer.divisions_under(case.place[:4]) if row.code[4:] != "00")
    inside = case.place.endswith("00") and any(
        params["group"] in case.gazetteer.groups(code, case.as_of) for code in districts
    )
    return Leaf(YES if inside else NO)


def mainland_number(_case: Case, subject: Subject, _params: Mapping[str, Any]) -> Leaf:
    """Fails for the numbers of residents of Hong Kong, Macao, Taiwan and of foreigners."""
    number = subject.person.citizen_number
    if number is None:
        return Leaf(YES)  # nothing says otherwise; the number is checked when the file is made
    if number[:6] in RESIDENTS_OF or number.startswith("9"):
        return Leaf(NO, reason="refer_hmt" if number[0] == "8" else "refer_foreigner")
    return Leaf(YES)


def age(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds from one birthday to another; ages are values of the book, `until` exclusive."""
    born_on = subject.person.born_on
    if born_on is None:
        return Leaf(OPEN_QUESTION)
    since = int(case.value(params["from"])) if "from" in params else 0
    until = int(case.value(params["until"])) if "until" in params else None
    low = add_years(born_on, since).toordinal()
    high = add_years(born_on, until).toordinal() if until is not None else END
    years = full_years(born_on, case.as_of)
    return Leaf(
        known(((low, high),)), (years, "years"), (since, "years"), (max(0, since - years), "years"), reason="age"
    )


def year_of_age(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds in the calendar year in which a man reaches the age asked."""
    person = subject.person
    if person.sex is Sex.FEMALE:
        return Leaf(NO, reason="men_only")
    if person.born_on is None:
        return Leaf(OPEN_QUESTION)
    years = int(case.value(params["age"]))
    year = person.born_on.year + years
    spans = ((date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()),)
    days = known(spans) if person.sex else Days(NEVER, spans)
    return Leaf(days, (full_years(person.born_on, case.as_of), "years"), (years, "years"), reason="age")


def compulsory_age(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds from the age of entry to the end of junior school, by grade where it is known, else by age."""
    born_on = subject.person.born_on
    if born_on is None:
        return Leaf(OPEN_QUESTION)
    low = add_years(born_on, int(case.value(params["from"]))).toordinal()
    high = add_years(born_on, int(case.value(params["until_age"]))).toordinal()
    for row in subject.person.schooling or ():
        if row.grade is not None and row.since is not None and row.stage in ("primary", "junior"):
            ends = date(school_year(row.since) + 10 - row.grade, 9, 1)
            high = max(low, ends.toordinal())
        elif row.stage in ("senior", "vocational") and row.since is not None:
            high = max(low, min(high, row.since.toordinal()))
    years = full_years(born_on, case.as_of)
    return Leaf(known(((low, high),) if low < high else NEVER), (years, "years"), None, None, reason="age")


def school_year(day: date) -> int:
    """Return the year in whose autumn the school year of *day* began."""
    return day.year if day.month >= 9 else day.year - 1


def band(case: Case, _subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds while the city is in one of these population bands; before the first dated band every one is possible."""
    wanted = {Band(word) for word in params["is"]}
    rows = [(row.since.toordinal(), row) for row in case.gazetteer.bands(case.place)]
    if case.gazetteer.unit_type(case.place) in ("county", "county_city"):
        return Leaf(YES if Band.LT500K in wanted else NO, (Band.LT500K.value, "band"))
    parts = [(FIRST, OPEN_QUESTION), *((since, YES if row.band in wanted else NO) for since, row in rows)]
    today = case.gazetteer.band_on(case.place, case.as_of)
    return Leaf(piecewise(parts), (today.band.value, "band") if today else None)


def event(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds from the day on which the subject sat the examination in the scope asked."""
    sittings = subject.person.exams
    if sittings is None:
        return Leaf(OPEN_QUESTION)
    parts = []
    for sitting in sittings:
        if sitting.exam != params["exam"]:
            continue
        if sitting.division is not None and not case.in_place(sitting.division, params.get("in", "place")):
            continue
        low = sitting.on.toordinal() if sitting.on else FIRST
        spans = ((low, END),)
        parts.append(known(spans) if sitting.division and sitting.on else Days(NEVER, spans))
    return Leaf(any_of(parts))


def opened(case: Case, _subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds while the place has opened the service by a document; with no document on record nobody can say."""
    rows = case.book.openings.get(params["service"], ())
    if not rows:
        return Leaf(OPEN_QUESTION, reason="no_local_document")
    parts = [(FIRST, OPEN_QUESTION), *((row.since.toordinal(), YES if row.opened else NO) for row in rows)]
    return Leaf(piecewise(parts), reason="not_opened")


def living_together(_case: Case, subject: Subject, _params: Mapping[str, Any]) -> Leaf:
    """Holds while the household member lives with the holder."""
    relative = subject.relative
    if relative is None or relative.living_together is True:
        return Leaf(YES)
    if relative.living_together is None:
        return Leaf(OPEN_QUESTION)
    if relative.living_together is False:
        return Leaf(NO, reason="not_living_together")
    return Leaf(any_of([span_of(spell.since, spell.until) for spell in relative.living_together]))


def unmarried(_case: Case, subject: Subject, _params: Mapping[str, Any]) -> Leaf:
    """Holds for an unmarried child; for anybody who is no child it is not asked."""
    relative = subject.relative
    if relative is None or relative.relation != "child":
        return Leaf(YES)
    if relative.married is None:
        return Leaf(OPEN_QUESTION)
    return Leaf(NO if relative.married else YES, reason="married")


def senior_from_grade(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds while the child goes to a senior school here that it entered in the grade asked (first or second term).

    A school record is asked for; one that nobody stated leaves the question open. Changing school inside the scope
    bridges the holidays.
    """
    rows = subject.person.schooling
    if rows is None:
        return Leaf(OPEN_QUESTION)
    entry = int(params["grade"])
    scope = params.get("in", "province")
    gap = int(case.value("schooling.gap_days"))
    parts = [span_of(row.since, row.until) for row in rows if _attended(case, row, scope)]
    sure = [
        span_of(row.since, row.until)
        for row in rows
        if _attended(case, row, scope) and row.record is True and row.status == "attending"
    ]
    entered = [
        row.since.toordinal()
        for row in rows
        if _attended(case, row, scope) and row.grade is not None and row.grade <= entry and row.since is not None
    ]
    unclear = any(_attended(case, row, scope) and row.grade is None for row in rows)
    return Leaf(
        Days(
            _runs_from(any_of(sure).certain, entered, gap),
            any_of(parts).possible if unclear else _runs_from(any_of(parts).possible, entered, gap),
        )
    )


def _attended(case: Case, row: Any, scope: str) -> bool:
    return (
        row.stage == "senior"
        and row.record is not False
        and row.status != "suspended"
        and case.in_place(row.division, scope)
    )


def _runs_from(spans: tuple[tuple[int, int], ...], entered: list[int], gap_days: int) -> tuple[tuple[int, int], ...]:
    """Return the spans of each unbroken attendance that began with an entry into the right grade."""
    found: list[tuple[int, int]] = []
    run_ok, run_end = False, None
    for low, high in spans:
        if run_end is None or low > run_end + gap_days:
            run_ok = low in entered
        if run_ok:
            found.append((low, high))
        run_end = high
    return tuple(found)


def _spans(periods: tuple[Period, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (period.since.toordinal(), period.until.toordinal() if period.until else END)
        for period in periods
        if period.until is None or period.since < period.until
    )


def attends(case: Case, subject: Subject, params: Mapping[str, Any]) -> Leaf:
    """Holds while the child is enrolled in one of these stages, wherever."""
    rows = subject.person.schooling
    if rows is None:
        return Leaf(OPEN_QUESTION)
    parts = [span_of(row.since, row.until) for row in rows if row.stage in params["stages"]]
    unclear = [Days(NEVER, span_of(row.since, row.until).possible) for row in rows if row.stage is None]
    return Leaf(any_of([*parts, *unclear]), reason="other_stage")


KINDS: Mapping[str, Evaluate] = {
    "permit_in_use": permit_in_use,
    "no_live_permit": no_live_permit,
    "registered": registered,
    "other_city_of_group": other_city_of_group,
    "place_in_group": place_in_group,
    "mainland_number": mainland_number,
    "age": age,
    "year_of_age": year_of_age,
    "compulsory_age": compulsory_age,
    "band": band,
    "event": event,
    "opened": opened,
    "living_together": living_together,
    "unmarried": unmarried,
    "senior_from_grade": senior_from_grade,
    "attends": attends,
}

__all__ = ("ALWAYS", "ENDINGS", "KINDS", "none_of", "school_year")

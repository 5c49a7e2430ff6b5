"""What the permit says: in use, first issued before a day, how many years of residence it counts."""

from collections.abc import Mapping
from datetime import date

from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.leaf import Account, Kind, Params, plain
from resipermit.domain.conditions.records import spans_of
from resipermit.domain.facts import Unknown
from resipermit.domain.permit import Course, ResidencePermit, Standing
from resipermit.domain.spans import END, NO, OPEN_QUESTION, YES, Days, Spans, both, known, piecewise, without

STANDING_REASONS = {
    Standing.NONE: "permit_none",
    Standing.SUSPENDED: "permit_suspended",
    Standing.CANCELLED: "permit_cancelled",
    Standing.REVOKED: "permit_revoked",
}


def permit_in_use(case: Case, subject: Subject, params: Params) -> Days:
    """Return when the subject's permit of this place is in use."""
    course = case.course_of(subject)
    if isinstance(course, Unknown):
        return OPEN_QUESTION
    frame = _frame(case, subject, params)
    return known(both(spans_of(course.in_use), frame)) if course and frame else NO


def no_live_permit(case: Case, subject: Subject, params: Params) -> Days:
    """Return the days on which no permit of this place is live, in use or suspended."""
    course = case.course_of(subject)
    if isinstance(course, Unknown):
        return OPEN_QUESTION
    frame = _frame(case, subject, params)
    if course is None or course.issued_on is None or not frame:
        return YES
    end = course.ends_on.toordinal() if course.ends_on else END
    return known(without(both(((course.issued_on.toordinal(), end),), frame)))


def permit_issued(case: Case, subject: Subject, params: Params) -> Days:
    """Return the days from the first issue on, if that was before the day asked."""
    course = case.course_of(subject)
    if isinstance(course, Unknown):
        return OPEN_QUESTION
    before = date.fromisoformat(params["before"])
    if course is None or course.issued_on is None or course.issued_on >= before:
        return NO
    return known(both(((course.issued_on.toordinal(), END),), _frame(case, subject, params)))


def residence_years(case: Case, subject: Subject, params: Params) -> Days:
    """Return when the whole years of residence that the endorsements count reach what is asked."""
    course = case.course_of(subject)
    if isinstance(course, Unknown):
        return OPEN_QUESTION
    frame = _frame(case, subject, params)
    if course is None or not frame:
        return NO
    return piecewise(
        [
            (since, known(both(spans_of(course.years_reached(int(years))), frame)))
            for since, years in case.book.through_time(params["years"])
        ]
    )


def _frame(case: Case, subject: Subject, params: Params) -> Spans:
    permit = case.permit_of(subject)
    return case.frame(permit.division, params.get("in", "place")) if isinstance(permit, ResidencePermit) else ()


def _standing(case: Case, subject: Subject, params: Params, _days: Days) -> Account:
    required = ("in_use", "standing")
    course = case.course_of(subject)
    if course is None:
        return Account(("none", "standing"), required, reason="permit_none")
    if isinstance(course, Unknown):
        return Account(None, required)
    standing = case.state_of(subject).standing
    elsewhere = not _frame(case, subject, params)
    reason = "permit_of_another_place" if elsewhere else STANDING_REASONS.get(standing)
    return Account((standing.value, "standing"), required, reason=reason)


def _in_force(case: Case, subject: Subject, params: Params, _days: Days) -> Account:
    course = case.course_of(subject)
    live = isinstance(course, Course) and course.issued_on is not None and _frame(case, subject, params)
    return Account(reason="permit_in_force") if live else Account()


def _issue(case: Case, subject: Subject, params: Params, _days: Days) -> Account:
    course = case.course_of(subject)
    issued = course.issued_on if isinstance(course, Course) else None
    return Account((issued.isoformat(), "day") if issued else None, (params["before"], "day"), reason="permit_too_late")


def _years(case: Case, subject: Subject, params: Params, _days: Days) -> Account:
    asked = params["years"]
    needed = int(case.value(asked) if isinstance(asked, str) else asked)
    years = case.state_of(subject).years_of_residence
    if years is None:
        return Account(None, (needed, "years"), reason="residence_years_short")
    return Account((years, "years"), (needed, "years"), (max(0, needed - years), "years"), "residence_years_short")


KINDS: Mapping[str, Kind] = {
    "permit_in_use": Kind(plain(permit_in_use), _standing),
    "no_live_permit": Kind(plain(no_live_permit), _in_force),
    "permit_issued": Kind(plain(permit_issued), _issue),
    "residence_years": Kind(plain(residence_years), _years),
}

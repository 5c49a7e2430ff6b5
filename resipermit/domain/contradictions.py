"""What in the facts cannot all be true: listed for the clerk, never a reason to stop answering."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

from resipermit.domain.calendar import Period
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.facts import PersonFacts, Unknown
from resipermit.domain.identity import Verdict, read_lenient
from resipermit.domain.permit import ResidencePermit

Contradiction = dict[str, Any]


def contradictions(case: Case) -> list[Contradiction]:
    """Return what does not fit, each with a code, the path of the field and the day where there is one."""
    found = list(_of_person(case, case.holder, ""))
    for subject in case.relatives("spouse", "child", "parent", "guardian", "other"):
        found += _of_person(case, subject, f"{subject.label}.")
        found += _of_tie(case, subject)
    return found


def _of_person(case: Case, subject: Subject, path: str) -> Iterator[Contradiction]:
    permit = case.permit_of(subject)
    if isinstance(permit, ResidencePermit):
        for oddity in permit.course().oddities:
            yield {"code": oddity.code, "field": f"{path}permit.acts", "on": oddity.act.on.isoformat()}
    yield from _of_number(case, subject, path)
    yield from _of_schools(subject.person, path)
    yield from _of_births(subject.person, path)
    yield from _of_permits(case, subject, path)


def _of_number(case: Case, subject: Subject, path: str) -> Iterator[Contradiction]:
    person = subject.person
    if person.citizen_number is None:
        return
    where = path or "holder."
    reading = read_lenient(person.citizen_number, case.gazetteer, case.as_of)
    if reading.verdict is Verdict.WARN:
        yield {"code": "citizen_number_doubtful", "field": f"{where}citizen_number", "reason": reading.reason}
    if reading.born_on and person.born_on and reading.born_on != person.born_on:
        yield {"code": "born_on_differs_from_number", "field": f"{where}born_on", "on": person.born_on.isoformat()}
    if reading.sex and person.sex and reading.sex is not person.sex:
        yield {"code": "sex_differs_from_number", "field": f"{where}sex"}


def _of_schools(person: PersonFacts, path: str) -> Iterator[Contradiction]:
    periods = []
    for row in person.schooling or ():
        if row.since is not None and row.status != "suspended" and row.until != row.since:
            periods.append(Period(row.since, None if isinstance(row.until, Unknown) else row.until))
    for one, other in combinations(periods, 2):
        if one.overlaps(other):
            later = max(one.since, other.since)
            yield {"code": "schools_overlap", "field": f"{path}schooling", "on": later.isoformat()}


def _of_births(person: PersonFacts, path: str) -> Iterator[Contradiction]:
    if person.born_on is None:
        return
    for name in ("residences", "employment", "insurance", "schooling"):
        for index, row in enumerate(getattr(person, name) or ()):
            if row.since is not None and row.since < person.born_on:
                yield {"code": "before_birth", "field": f"{path}{name}[{index}].from", "on": row.since.isoformat()}


def _of_permits(case: Case, subject: Subject, path: str) -> Iterator[Contradiction]:
    """Two permits live at once in one place: the one on file and an earlier one that has not ended."""
    course = case.course_of(subject)
    permit = case.permit_of(subject)
    if not isinstance(permit, ResidencePermit) or course is None or isinstance(course, Unknown):
        return
    for index, row in enumerate(subject.person.earlier_permits or ()):
        if row.kind == "residence_permit" and case.gazetteer.same_place(row.division, permit.division):
            still = row.until is None or (
                isinstance(row.until, date) and course.issued_on is not None and row.until > course.issued_on
            )
            if still:
                yield {"code": "two_live_permits", "field": f"{path}earlier_permits[{index}]"}


def _of_tie(case: Case, subject: Subject) -> Iterator[Contradiction]:
    assert subject.relative is not None
    holder, other = case.facts.holder.born_on, subject.person.born_on
    if holder is None or other is None:
        return
    if subject.relative.relation == "child" and other <= holder:
        yield {"code": "child_older_than_parent", "field": f"{subject.label}.born_on", "on": other.isoformat()}
    if subject.relative.relation == "parent" and other >= holder:
        yield {"code": "parent_younger_than_child", "field": f"{subject.label}.born_on", "on": other.isoformat()}

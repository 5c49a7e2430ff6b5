"""Zhongkao, gaokao and the vocational exam: in which year a child reaches them, and what is to be seen by then.

The conditions are measured on the day asked, until a city enters the dated days of registration; the forecast looks at
the registration day of each year, with open periods running on.
"""

from dataclasses import dataclass, replace
from datetime import date

from resipermit.domain.answers import Head, Item, item
from resipermit.domain.calendar import add_years
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.persons import school_year
from resipermit.domain.evaluation import Outcome, evaluate
from resipermit.domain.facts import Unknown
from resipermit.domain.permit import PermitState, ResidencePermit, Standing
from resipermit.domain.rules import ExamRule

FIRST_GRADES = {"primary": 1, "junior": 7, "senior": 10, "vocational": 10}
ENTRY_AGE = 6
FORECAST_YEARS = 3


@dataclass(frozen=True, slots=True)
class Track:
    """Where a child stands at school on a day: the stage and the grade, or what is expected of a small child."""

    stage: str
    grade: int
    year: int  # the year in whose autumn the grade began


def track(child: Subject, day: date) -> Track | None:
    """Return the stage and grade on *day*, from the enrolment that was the newest then; None when it is not known."""
    rows = [row for row in child.person.schooling or () if row.since is not None and row.since <= day]
    graded = [row for row in rows if row.grade is not None and row.stage in FIRST_GRADES]
    if graded:
        row = max(graded, key=lambda row: row.since or date.min)
        assert row.since is not None
        assert row.grade is not None
        assert row.stage is not None
        last_day = row.until if isinstance(row.until, date) and row.until <= day else day
        return Track(row.stage, row.grade + school_year(last_day) - school_year(row.since), school_year(last_day))
    if child.person.born_on is not None and any(row.stage == "kindergarten" for row in rows):
        sixth = add_years(child.person.born_on, ENTRY_AGE)
        enters = sixth.year if (sixth.month, sixth.day) <= (8, 31) else sixth.year + 1
        return Track("primary", 1, enters)
    return None


def exam_items(case: Case, aside: str | None) -> list[Item]:
    """Return one entry per child and exam: in household order, then in the order of the rules."""
    return [_exam(case, rule, child, aside) for child in case.relatives("child") for rule in case.book.exams]


def _exam(case: Case, rule: ExamRule, child: Subject, aside: str | None) -> Item:
    at = track(child, case.as_of)
    year = exam_year(rule, at, case.as_of)
    aside = aside or _not_for(case, rule, child, at)
    outcome = evaluate(case, rule.outcomes[0].condition, child)
    head = Head(rule.id, None, "conditional", "accompanying_child", "permit_in_use", rule.leads, rule.citations)
    answer = item(case, head, child, outcome, since=rule.since.toordinal(), aside=aside)
    answer["exam_year"] = None if aside else year
    answer["forecast"] = [] if aside or year is None else list(_forecast(case, rule, child, outcome, year))
    return answer


def exam_year(rule: ExamRule, at: Track | None, day: date) -> int | None:
    """Return the first year on or after *day* in which the child sits the exam by grade; None if nobody can say."""
    if at is None or at.stage not in rule.stages:
        return None
    year = at.year + rule.last_grade - at.grade + 1
    if date(year, *rule.sat_on) >= day:
        return year
    if not rule.graduates_may:
        return None
    return day.year if date(day.year, *rule.sat_on) >= day else day.year + 1


def _not_for(case: Case, rule: ExamRule, child: Subject, at: Track | None) -> str | None:
    if at is None:
        born_on = child.person.born_on
        if child.person.schooling is None or born_on is None:
            return None
        return "not_at_school" if not child.person.schooling else None
    if at.stage not in rule.stages:
        return "other_stage"
    return "exam_passed" if exam_year(rule, at, case.as_of) is None else None


def _forecast(case: Case, rule: ExamRule, child: Subject, outcome: Outcome, first: int) -> list[Item]:
    """Look at the registration day of each year: as things stand, and if the permit is endorsed each year till then."""
    found = []
    for year in range(first, first + FORECAST_YEARS):
        on = date(year - 1 if rule.registers_on[0] >= 9 else year, *rule.registers_on)
        day = max(on, case.as_of)
        later = Case(case.facts, case.book, case.gazetteer, case.place, day)
        as_is = evaluate(later, rule.outcomes[0].condition, child).days.answer(day.toordinal())
        endorsed = _endorsed(case, day)
        kept = evaluate(endorsed, rule.outcomes[0].condition, child).days.answer(day.toordinal())
        found.append(
            {
                "exam_year": year,
                "registers_on": day.isoformat(),
                "answer": as_is,
                "answer_if_endorsed": kept,
                "endorse_by": _endorse_by(case, day),
            }
        )
    return found


def _endorsed(case: Case, day: date) -> Case:
    """Return the question of *day* with every endorsement made in time from now on."""
    holder = case.facts.holder
    permit = case.permit_of(case.holder)
    if not isinstance(permit, ResidencePermit):
        return Case(case.facts, case.book, case.gazetteer, case.place, day)
    state = permit.state(case.as_of)
    while state.standing is Standing.IN_USE and state.due_on is not None and state.due_on <= day:
        assert state.window is not None
        permit = permit.endorse(state.window.closes_on)
        state = permit.state(state.window.closes_on)
    held = holder.permit
    assert held is not None
    assert not isinstance(held, Unknown)
    person = replace(holder, permit=replace(held, acts=permit.acts))
    return Case(replace(case.facts, holder=person), case.book, case.gazetteer, case.place, day)


def _endorse_by(case: Case, day: date) -> str | None:
    """Return the last day of the next window, when it lies before *day*."""
    state: PermitState = case.state_of(case.holder)
    if state.standing is not Standing.IN_USE or state.window is None or state.window.closes_on >= day:
        return None
    return state.window.closes_on.isoformat()

"""Zhongkao, gaokao and the vocational exam: in which year a child reaches them, and with what outcome.

The conditions are measured on the day asked, until a city enters the dated days of registration.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.answers import Head, Item, item
from resipermit.domain.calendar import add_years
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.schooling import school_year
from resipermit.domain.deadlines import Act, acts_before
from resipermit.domain.evaluation import Outcome, evaluate
from resipermit.domain.forecast import forecast, on_course, registers_on
from resipermit.domain.rules import ExamRule, GradedOutcome, Node

FIRST_GRADES = {"primary": 1, "junior": 7, "senior": 10, "vocational": 10}
ENTRY_AGE = 6


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
    case = case.about(rule, year)
    aside = aside or not_for(case, rule, child, at)
    whole = evaluate(case, graded_condition(case, rule), child)
    head = Head(rule.id, None, "conditional", "accompanying_child", "permit_in_use", rule.leads, rule.citations)
    answer = item(case, head, child, whole, since=rule.since.toordinal(), aside=aside)
    _grade(rule, answer, whole)
    answer["exam_year"] = None if aside else year
    answer["forecast"] = (
        [] if aside or year is None else forecast(case, rule, child, graded_condition(case, rule), year)
    )
    answer["latest_acts"] = [] if aside or year is None else _acts(case, rule, child, year)
    if answer["latest_act_on"] is None and answer["latest_acts"]:
        answer["latest_act_on"] = answer["latest_acts"][0]["on"]
    return answer


def graded_condition(case: Case, rule: ExamRule) -> Node:
    """Return the condition of having any outcome at all: that of the only one, or one of several."""
    if len(rule.outcomes) == 1:
        return rule.outcomes[0].condition
    return case.in_common(
        ("outcomes", rule.id),
        lambda: Node(
            f"{rule.id}.outcomes", "any", tuple(one.condition for one in rule.outcomes), citations=rule.citations
        ),
    )


def outcome_on(rule: ExamRule, whole: Outcome) -> tuple[GradedOutcome | None, GradedOutcome | None]:
    """Return the first outcome that surely holds, and a better one that may, each None if there is none."""
    parts = whole.parts if len(rule.outcomes) > 1 else (whole,)
    better = None
    for graded, part in zip(rule.outcomes, parts, strict=True):
        if part.answer == "yes":
            return graded, better
        if part.answer == "unknown":
            better = better or graded
    return None, better


def _grade(rule: ExamRule, answer: dict[str, Any], whole: Outcome) -> None:
    sure, better = outcome_on(rule, whole) if answer["answer"] == "yes" else (None, None)
    if sure is not None:
        answer["outcome"] = sure.outcome
    answer["admits"] = list(sure.admits) if sure else []
    answer["outcome_possible"] = better.outcome if better else None


def _acts(case: Case, rule: ExamRule, child: Subject, year: int) -> list[Item]:
    """Return what must be done before the registration day of *year*, the most pressing first."""
    deadline = registers_on(case, rule, year)
    if deadline <= case.as_of:
        return []
    then = evaluate(on_course(case, rule, year, deadline), graded_condition(case, rule), child)
    return [_written(act) for act in acts_before(case, then, deadline) or ()]


def _written(act: Act) -> Item:
    return {"act": act.act, "on": act.on.isoformat(), "condition": act.condition, "subject": act.subject}


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


def not_for(case: Case, rule: ExamRule, child: Subject, at: Track | None) -> str | None:
    """Return the reason code of a child whom the exam does not concern, else None."""
    if at is None:
        born_on = child.person.born_on
        if child.person.schooling is None or born_on is None:
            return None
        return "not_at_school" if not child.person.schooling else None
    if at.stage not in rule.stages:
        return "other_stage"
    return "exam_passed" if exam_year(rule, at, case.as_of) is None else None

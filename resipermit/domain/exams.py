"""Zhongkao, gaokao and the vocational exam: in which year a child reaches them, and with what outcome.

The conditions are measured on the day asked, until a city enters the dated days of registration.
"""

from dataclasses import dataclass
from datetime import date

from resipermit.domain.answers import Answer, Asked, asked_of
from resipermit.domain.calendar import add_years
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.schooling import school_year
from resipermit.domain.deadlines import Act, acts_before
from resipermit.domain.evaluation import Outcome, evaluate
from resipermit.domain.findings import Item
from resipermit.domain.forecast import forecast, on_course, registers_on
from resipermit.domain.law import Dated, DatedValue
from resipermit.domain.lazy import lazy
from resipermit.domain.rules import Entitlement, ExamRule, GradedOutcome, Node

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


class ExamAnswer(Answer):
    """The answer about an examination: in which year, with what outcome, and what is to be seen by the last day."""

    def __init__(self, case: Case, rule: ExamRule, child: Subject, aside: str | None) -> None:
        at = track(child, case.as_of)
        year = exam_year(rule, at, case.as_of)
        about = case.about(rule, year)
        aside = aside or not_for(case, rule, child, at)
        super().__init__(about, about.who(child), _asked(case, rule), aside)
        self.rule = rule
        self.exam_year = None if aside else year

    @lazy
    def graded(self) -> tuple[GradedOutcome | None, GradedOutcome | None]:
        """The first outcome that surely holds, and a better one that may."""
        return outcome_on(self.rule, self.outcome) if self.answer == "yes" else (None, None)

    @lazy
    def latest_acts(self) -> tuple[Act, ...]:
        """What must be done before the day to register, the most pressing first."""
        return () if self.exam_year is None else _acts(self.case, self.rule, self.person, self.exam_year)

    @lazy
    def forecast(self) -> list[Item]:
        """What is to be seen by the registration day of each year."""
        if self.exam_year is None:
            return []
        return forecast(self.case, self.rule, self.person, self.condition, self.exam_year)

    def document(self) -> Item:
        """Return the answer as the contract writes it."""
        written = super().document()
        sure, better = self.graded
        if sure is not None:
            written["outcome"] = sure.outcome
        written["admits"] = list(sure.admits) if sure else []
        written["outcome_possible"] = better.outcome if better else None
        written["exam_year"] = self.exam_year
        written["forecast"] = self.forecast
        written["latest_acts"] = [_written(act) for act in self.latest_acts]
        if written["latest_act_on"] is None and self.latest_acts:
            written["latest_act_on"] = self.latest_acts[0].on.isoformat()
        return written


def exam_answers(case: Case, aside: str | None) -> list[ExamAnswer]:
    """Return one answer per child and exam: in household order, then in the order of the rules."""
    return [ExamAnswer(case, rule, child, aside) for child in case.relatives("child") for rule in case.book.exams]


def _asked(case: Case, rule: ExamRule) -> Asked:
    book = case.book
    return book.keep(("asked", rule.id), lambda: asked_of(book, row_of(case, rule), graded_condition(case, rule)))


def row_of(case: Case, rule: ExamRule) -> Entitlement:
    """Return the examination as a row of the catalogue."""
    return case.book.keep(
        ("row", rule.id),
        lambda: Entitlement(
            rule.id,
            None,
            "conditional",
            "accompanying_child",
            "child",
            rule.since,
            Dated(rule.id, (DatedValue(rule.since, "permit_in_use", rule.citations[0]),)),
            None,
            None,
            rule.leads,
            rule.citations,
        ),
    )


def graded_condition(case: Case, rule: ExamRule) -> Node:
    """Return the condition of having any outcome at all: that of the only one, or one of several."""
    if len(rule.outcomes) == 1:
        return rule.outcomes[0].condition
    return case.book.keep(
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


def _acts(case: Case, rule: ExamRule, child: Subject, year: int) -> tuple[Act, ...]:
    deadline = registers_on(case, rule, year)
    if deadline <= case.as_of:
        return ()
    then = evaluate(on_course(case, rule, year, deadline), graded_condition(case, rule), child)
    return acts_before(case, then, deadline) or ()


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

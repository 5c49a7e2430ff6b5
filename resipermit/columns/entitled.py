"""The answer about an entitlement or an examination for a whole register: what, why, from which day, until when.

The five answers and the reasons are those of the engine of one holder. What cannot be said by column (schooling, some
city, bands of a city) is asked of it person by person, through the facts of the register.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from resipermit.columns import joining
from resipermit.columns import layers as many
from resipermit.columns.asking import NO, YES, Answers, Asking, answered
from resipermit.columns.held import Group
from resipermit.columns.layers import Column
from resipermit.columns.one_by_one import NotInColumns, subjects
from resipermit.columns.particulars import NOBODY, registered
from resipermit.columns.why import Legend, Mask, Numbers, Why, answer_reasons
from resipermit.domain.answers import REFERRALS
from resipermit.domain.assessment import whole_condition
from resipermit.domain.conditions.persons import referral
from resipermit.domain.evaluation import evaluate
from resipermit.domain.exams import exam_year, graded_condition, not_for, track
from resipermit.domain.rules import Entitlement, ExamRule, Node, RuleBook
from resipermit.domain.spans import END

NOT_OPENED, NOT_APPLICABLE = 3, 4
WORDS = ("no", "unknown", "yes", "not_opened", "not_applicable")
FOREIGN = ("refer_hmt", "refer_foreigner")


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the catalogue asked of everybody it is about."""

    node: Node
    since: int
    relations: tuple[str, ...] = ("holder",)
    applies: Node | None = None
    aside: str = "age"  # the reason code of whom the row does not concern


class Answered(NamedTuple):
    """For each person of *group* the answer as a number of WORDS, the first reason, and all reasons as bits."""

    group: Group
    answers: Answers
    reason: Numbers
    reasons: Mask
    legend: tuple[str, ...]


class Entitled(NamedTuple):
    """For each person of *group*: the first day on which the answer is yes, on or after the day asked; the end of
    those days without a break, not in them; the first day on which it may be yes. END stands for no such day.
    """

    group: Group
    first: Column
    until: Column
    possible: Column


def question_of(asked: Asking, identifier: str) -> Question:
    """Return the question of an entitlement, `residence_permit` or `settlement`; raises KeyError for another id."""
    row = rows_of(asked.case.book)[identifier]
    return Question(
        whole_condition(asked.case.book, row),
        row.since.toordinal(),
        tuple(row.subject.split("+")),
        row.applies,
        "age" if row.stage != "conditional" else "other_stage",
    )


def rows_of(book: RuleBook) -> dict[str, Entitlement]:
    """Return the rows of the catalogue that can be asked, by id."""
    rows = (*book.entitlements, book.application, book.settlement)
    return {row.id: row for row in rows if row is not None}


def answers_about(asked: Asking, question: Question) -> Answered:
    """Return the answers of the day asked with their reasons."""
    return _answers(asked, question, asked.group(*question.relations), _asides(asked, question))


def days_about(asked: Asking, question: Question) -> Entitled:
    """Return the days from the day asked on."""
    return _days(asked, question, asked.group(*question.relations), _asides(asked, question))


def _answers(asked: Asking, question: Question, group: Group, asides: list[str | None]) -> Answered:
    legend = Legend()
    whole = asked.answers(question.node, group)
    answers = whole if question.since <= asked.today else np.zeros_like(whole)
    concerned = None
    if question.applies is not None:
        concerned = asked.answers(question.applies, group)
        answers = np.minimum(answers, concerned)
    reasons = answer_reasons(Why(asked, legend), question.node, group, answers, whole)
    first, mask, answers = reasons.first.copy(), reasons.mask.copy(), answers.copy()

    def put(code: str, here: npt.NDArray[np.bool_], answer: int) -> None:
        if here.any():
            first[here], mask[here], answers[here] = legend.number(code), legend.bit(code), answer

    if evaluate(asked.case, question.node, NOBODY).not_opened:
        put("not_opened", answers == NO, NOT_OPENED)
    if concerned is not None:
        put(question.aside, concerned == NO, NOT_APPLICABLE)
    for code in {code for code in asides if code is not None}:
        put(code, np.array([one == code for one in asides], np.bool_), NOT_APPLICABLE)
    return Answered(group, answers, first, mask, tuple(legend.codes))


def _days(asked: Asking, question: Question, group: Group, asides: list[str | None]) -> Entitled:
    days = joining.clipped(asked.days(question.node, group), question.since, END, asked.today, group.count)
    if question.applies is not None:
        days = joining.all_of([days, asked.days(question.applies, group)], asked.today, group.count)
    first, possible = (many.first_day(side, asked.today, group.count) for side in (days.certain, days.possible))
    until = many.end_of_run(days.certain, first)
    referred = np.array([one in REFERRALS for one in asides], np.bool_)
    if referred.any():
        first, until, possible = (np.where(referred, np.int32(END), days) for days in (first, until, possible))
    return Entitled(group, first, until, possible)


def _asides(asked: Asking, question: Question) -> list[str | None]:
    group = asked.group(*question.relations)
    return asked.kept(("asides", question.relations), lambda: _why_aside(asked, group))


def _why_aside(asked: Asking, group: Group) -> list[str | None]:
    """Return for each person why the permit and what hangs on it do not concern them at all."""
    local = answered(registered(asked, group, {"in": "place"}), asked.today, group.count) == YES
    found: list[str | None] = ["local_household_registration" if one else None for one in local.tolist()]
    if asked.register.facts is not None:
        for place, (_, subject) in enumerate(subjects(asked, group)):
            found[place] = referral(subject) or found[place]
    return found


# ---- examinations


class Sitting(NamedTuple):
    """The children who sit an examination in one year (None: nobody can say), and what is answered of them."""

    year: int | None
    answered: Answered
    days: Entitled
    outcomes: npt.NDArray[np.int8]  # the place of the outcome in the rule; -1: none yet


def sittings(asked: Asking, rule: ExamRule) -> Iterator[Sitting]:
    """Return the answers about an examination, the children of one exam year together; asks the facts for the year."""
    if asked.register.facts is None:
        raise NotInColumns
    children = asked.group("child")
    told = list(subjects(asked, children))
    standings = [track(child, asked.case.as_of) for _, child in told]
    years = [exam_year(rule, at, asked.case.as_of) for at in standings]
    asides = []
    for (case, child), at in zip(told, standings, strict=True):
        holders = referral(case.holder)
        asides.append(holders if holders in FOREIGN else not_for(case, rule, child, at))
    for year in sorted(set(years), key=lambda one: (one is not None, one or 0)):
        chosen = np.array([place for place, one in enumerate(years) if one == year], np.int64)
        then = asked.beside(asked.case.about(rule, year))
        yield _sitting(then, rule, year, children.some(chosen, len(asked.register)), [asides[one] for one in chosen])


def _sitting(asked: Asking, rule: ExamRule, year: int | None, group: Group, asides: list[str | None]) -> Sitting:
    question = Question(graded_condition(asked.case, rule), rule.since.toordinal())
    told = _answers(asked, question, group, asides)
    outcomes = np.full(group.count, -1, np.int8)
    for place in reversed(range(len(rule.outcomes))):
        sure = asked.answers(rule.outcomes[place].condition, group) == YES
        outcomes[sure & (told.answers == YES)] = place
    return Sitting(year, told, _days(asked, question, group, asides), outcomes)

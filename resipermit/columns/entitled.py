"""The answer about an entitlement or an examination for a whole register: what, why, from which day, until when.

The five answers and the reasons are those of the engine of one holder. What cannot be said by column (schooling, some
city, bands of a city) is asked of it person by person, through the facts of the register.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from resipermit.columns import joining
from resipermit.columns import layers as many
from resipermit.columns.asking import NO, YES, Answers, Asking, answered
from resipermit.columns.held import Group
from resipermit.columns.layers import Column, Layers, known, trimmed
from resipermit.columns.legend import Legend, Mask, Numbers
from resipermit.columns.one_by_one import NotInColumns, subjects
from resipermit.columns.particulars import NOBODY, registered
from resipermit.columns.why import Why, answer_reasons
from resipermit.domain.answers import REFERRALS
from resipermit.domain.assessment import whole_condition, with_the_holder
from resipermit.domain.conditions.persons import referral
from resipermit.domain.evaluation import evaluate
from resipermit.domain.exams import exam_year, graded_condition, not_for, track
from resipermit.domain.rules import Entitlement, ExamRule, Node, RuleBook
from resipermit.domain.spans import END, FIRST

NOT_OPENED, NOT_APPLICABLE = 3, 4
WORDS = ("no", "unknown", "yes", "not_opened", "not_applicable")
FAMILY, ALONG = "settlement.family", ("spouse", "child", "parent")
FOREIGN = ("refer_hmt", "refer_foreigner")
Asides = Mapping[str, npt.NDArray[np.bool_]]  # whom a row does not concern, by reason code


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the catalogue asked of everybody it is about."""

    node: Node
    since: int
    relations: tuple[str, ...] = ("holder",)
    applies: Node | None = None
    aside: str = "age"  # the reason code of whom the row does not concern
    with_holder: bool = False  # it concerns those whose holder it concerns


class Answered(NamedTuple):
    """For each person of *group* the answer as a number of WORDS, the first reason, and all reasons as bits."""

    group: Group
    answers: Answers
    reason: Numbers
    reasons: Mask
    legend: tuple[str, ...]


@dataclass(frozen=True)
class Entitled:
    """For each person of *group* the first day, on or after the day asked, on which the answer is yes, and the first on
    which it may be; END stands for no such day.
    """

    group: Group
    first: Column
    possible: Column
    certain: Layers

    @cached_property
    def until(self) -> Column:
        """The end of the days of yes without a break that begin on *first*, not in them."""
        return many.end_of_run(self.certain, self.first)


def question_of(asked: Asking, identifier: str) -> Question:
    """Return the question of an entitlement, `residence_permit`, `settlement` or who may settle along with the holder.

    Raises:
        KeyError: there is no such row.
    """
    book = asked.case.book
    row = rows_of(book)[identifier]
    if identifier == FAMILY:
        along = book.keep("along with the holder", lambda: with_the_holder(book, row))
        return Question(along, row.since.toordinal(), ALONG, with_holder=True)
    return Question(
        whole_condition(book, row),
        row.since.toordinal(),
        tuple(row.subject.split("+")),
        row.applies,
        "age" if row.stage != "conditional" else "other_stage",
    )


def rows_of(book: RuleBook) -> Mapping[str, Entitlement]:
    """Return the rows of the catalogue that can be asked, by id; the family's goes by the holder's settlement."""
    return book.keep("rows by id", lambda: _rows_of(book))


def _rows_of(book: RuleBook) -> Mapping[str, Entitlement]:
    rows = [row for row in (*book.entitlements, book.application, book.settlement) if row is not None]
    return {**{row.id: row for row in rows}, **({FAMILY: book.settlement} if book.settlement else {})}


def answers_about(asked: Asking, question: Question, legend: Legend | None = None) -> Answered:
    """Return the answers of the day asked with their reasons; *legend* goes on with the numbers of another register."""
    return _answers(asked, question, asked.group(*question.relations), _asides(asked, question), legend or Legend())


def days_about(asked: Asking, question: Question) -> Entitled:
    """Return the days from the day asked on."""
    return _days(asked, question, asked.group(*question.relations), _asides(asked, question))


def plain_answers(asked: Asking, question: Question) -> Answers:
    """Return the answers of the day asked without their reasons."""
    group = asked.group(*question.relations)
    _, answers = _of_condition(asked, question, group)
    for _, here, answer in _otherwise(asked, question, group, answers, _asides(asked, question)):
        answers = np.where(here, np.int8(answer), answers)
    return answers


def _answers(asked: Asking, question: Question, group: Group, asides: Asides, legend: Legend) -> Answered:
    why = Why(asked, legend)
    whole, answers = _of_condition(asked, question, group)
    first, mask = answer_reasons(why, question.node, group, answers, whole)
    for code, here, answer in _otherwise(asked, question, group, answers, asides):
        reason = why.constant(code)
        answers = np.where(here, np.int8(answer), answers)
        first, mask = np.where(here, reason.first, first), np.where(here, reason.mask, mask)
    return Answered(group, answers, first, mask, tuple(legend.codes))


def _of_condition(asked: Asking, question: Question, group: Group) -> tuple[Answers, Answers]:
    """Return what the condition says, and what it says of those the row concerns, since the day it is in force."""
    whole = asked.answers(question.node, group)
    answers = whole if question.since <= asked.today else np.zeros_like(whole)
    if question.applies is not None:
        answers = np.minimum(answers, asked.answers(question.applies, group))
    return whole, answers


def _otherwise(
    asked: Asking, question: Question, group: Group, answers: Answers, asides: Asides
) -> Iterator[tuple[str, npt.NDArray[np.bool_], int]]:
    """Return whom the condition does not answer, why, and what is answered instead; the last said holds."""
    if _not_opened(asked, question.node):
        yield "not_opened", answers == NO, NOT_OPENED
    if question.applies is not None:
        yield question.aside, asked.answers(question.applies, group) == NO, NOT_APPLICABLE
    for code, here in asides.items():
        yield code, here, NOT_APPLICABLE


def _not_opened(asked: Asking, node: Node) -> bool:
    """Say whether the condition asks for what the place has not opened, whoever asks."""
    key = ("not opened", id(node))
    return node.may_be_opened and asked.case.kept(key, lambda: (node, evaluate(asked.case, node, NOBODY).not_opened))[1]


def _days(asked: Asking, question: Question, group: Group, asides: Asides) -> Entitled:
    days = joining.clipped(asked.days(question.node, group), question.since, END, asked.today, group.count)
    if question.applies is not None:
        days = joining.all_of([days, asked.days(question.applies, group)], asked.today, group.count)
    for code, here in asides.items():
        if code in REFERRALS:
            others = known(trimmed(None, np.int32(FIRST), np.where(here, np.int32(FIRST), np.int32(END)), FIRST))
            days = joining.all_of([days, others], asked.today, group.count)
    first = many.first_day(days.certain, asked.today, group.count)
    same = days.certain is days.possible
    possible = first if same else many.first_day(days.possible, asked.today, group.count)
    return Entitled(group, first, possible, days.certain)


def _asides(asked: Asking, question: Question) -> Asides:
    if question.with_holder:
        group, register = asked.group(*question.relations), asked.register
        of_holders = asked.kept(("asides", ("holder",)), lambda: _why_aside(asked, asked.group("holder")))
        return {code: group.of_household(register, here) for code, here in of_holders.items()}
    group = asked.group(*question.relations)
    return asked.kept(("asides", question.relations), lambda: _why_aside(asked, group))


def _why_aside(asked: Asking, group: Group) -> Asides:
    """Return why the permit and what hangs on it do not concern people at all, and whom."""
    local = answered(registered(asked, group, {"in": "place"}), asked.today, group.count) == YES
    found = {"local_household_registration": local} if local.any() else {}
    if asked.register.facts is not None:
        found |= _by_code([referral(subject) for _, subject in subjects(asked, group)])
    return found


def _by_code(codes: Sequence[str | None]) -> Asides:
    told = np.array(codes, object)
    return {code: told == code for code in codes if code is not None}


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
        group = children.some(chosen, len(asked.register))
        yield _sitting(then, rule, year, group, _by_code([asides[one] for one in chosen]))


def _sitting(asked: Asking, rule: ExamRule, year: int | None, group: Group, asides: Asides) -> Sitting:
    question = Question(graded_condition(asked.case, rule), rule.since.toordinal())
    told = _answers(asked, question, group, asides, Legend())
    outcomes = np.full(group.count, -1, np.int8)
    for place in reversed(range(len(rule.outcomes))):
        sure = asked.answers(rule.outcomes[place].condition, group) == YES
        outcomes[sure & (told.answers == YES)] = place
    return Sitting(year, told, _days(asked, question, group, asides), outcomes)

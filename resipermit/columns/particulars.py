"""What people are, by column: age, household registration, words stated, place in the household."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from resipermit.columns import joining
from resipermit.columns import layers as many
from resipermit.columns.asking import ANSWERS, NO, UNKNOWN, YES, Answers, Asking
from resipermit.columns.held import Group, Params, coded, frame
from resipermit.columns.layers import DayColumns
from resipermit.columns.lengths import record
from resipermit.columns.months import later
from resipermit.columns.register import NOT_STATED, RELATIONS, Register
from resipermit.domain.conditions import persons
from resipermit.domain.conditions.case import Case, Subject, Who
from resipermit.domain.facts import PersonFacts
from resipermit.domain.spans import END, FIRST

SEXES = ("male", "female")
NOBODY = Subject("nobody", PersonFacts())
TOGETHER = {"list": ["living_together"], "in": "no place"}


def _of_code(codes: npt.NDArray[np.int8] | None, count: int, yes: Callable[[Any], Any]) -> DayColumns:
    """Return yes, no or open for each person by a code, -1 not stated."""
    if codes is None:
        return many.OPEN_QUESTION
    answer = np.where(codes < 0, UNKNOWN, np.where(yes(codes), YES, NO))
    return constant(answer.astype(np.int8))


def constant(answers: Answers) -> DayColumns:
    """Return answers that never change as days."""
    sure = np.where(answers == YES, np.int32(END), np.int32(FIRST))
    certain = many.trimmed(None, np.int32(FIRST), sure, FIRST)
    if not (answers == UNKNOWN).any():
        return many.known(certain)
    maybe = np.where(answers >= UNKNOWN, np.int32(END), np.int32(FIRST))
    return DayColumns(certain, many.trimmed(None, np.int32(FIRST), maybe, FIRST))


def age(asked: Asking, group: Group, params: Params) -> DayColumns:
    if asked.register.born_on is None:
        return many.OPEN_QUESTION
    born, today = group.of(asked.register.born_on), asked.case.today
    parts = []
    steps = asked.case.book.steps(params.get("from", 0), params.get("until"))
    for number, (since, (low, high)) in enumerate(steps):
        until = steps[number + 1][0] if number + 1 < len(steps) else END
        begins = later(born, 12 * int(low))
        ends = np.int32(END) if high is None else later(born, 12 * int(high))
        known = born != NOT_STATED
        sure = many.trimmed(None, np.where(known, begins, END), np.where(known, ends, END), today)
        days = many.known(sure)
        if not known.all():
            days = DayColumns(sure, (*sure, *many.trimmed(None, np.where(known, END, FIRST), np.int32(END), today)))
        parts.append(joining.clipped(days, since, until, today, group.count))
    return joining.any_of(parts, today, group.count)


def registered(asked: Asking, group: Group, params: Params) -> DayColumns:
    register, today = asked.register, asked.case.today
    spells = register.tables.get("registered_divisions")
    days = _one_division(register, asked.case, group, params["in"], today)
    if spells is None or len(spells.person) == 0:
        return days
    told = np.zeros(group.count, np.bool_)
    _, who = group.of_rows(spells)
    told[who] = True
    spells_in = {"list": ["registered_divisions"], "in": params["in"]}
    words = asked.case.book.keep(("words for registrations", params["in"]), lambda: spells_in)
    spelled = record(asked, group, words)
    mine = many.known(many.trimmed(None, np.int32(FIRST), np.where(told, END, FIRST).astype(np.int32), FIRST))
    others = joining.none_of(mine, FIRST, group.count)
    parts = [joining.all_of(pair, today, group.count) for pair in ([mine, spelled], [others, days])]
    return joining.any_of(parts, today, group.count)


def _one_division(register: Register, case: Case, group: Group, scope: str, today: int) -> DayColumns:
    if register.registered_division is None:
        return many.OPEN_QUESTION
    division = group.of(register.registered_division)
    begins = frame(register, case, division, scope)
    sure = many.trimmed(None, begins, np.full(group.count, END, np.int32), today)
    if (division >= 0).all():
        return many.known(sure)
    maybe = many.trimmed(
        None, np.where(division < 0, FIRST, begins).astype(np.int32), np.full(group.count, END, np.int32), today
    )
    return DayColumns(sure, maybe)


def stated(asked: Asking, group: Group, params: Params) -> DayColumns:
    return constant(stated_today(asked, group, params))


def stated_today(asked: Asking, group: Group, params: Params) -> Answers:
    """Return the answer for each person; equal words and numbers are asked about once."""
    values = asked.register.points.get(params["indicator"])
    if values is None:
        return np.full(group.count, UNKNOWN, np.int8)
    words, numbers = values
    answers = [_of_word(asked, word, params) for word in words]
    told = coded(group.of(numbers), dict(enumerate(answers)), UNKNOWN, np.int8)
    return np.full(group.count, told) if np.ndim(told) == 0 else told


def _of_word(asked: Asking, word: str | float, params: Params) -> int:
    subject = Subject("one", PersonFacts(points={params["indicator"]: word}))
    days = persons.stated(asked.case.book, params)(Who(asked.case, subject))
    return ANSWERS[days.answer(asked.case.today)]


def sex(asked: Asking, group: Group, params: Params) -> DayColumns:
    wanted = [code for code, word in enumerate(SEXES) if word in params["is"]]
    sex = asked.register.sex
    return _of_code(None if sex is None else group.of(sex), group.count, lambda codes: np.isin(codes, wanted))


def living_together(asked: Asking, group: Group, _params: Params) -> DayColumns:
    codes = asked.register.living_together
    if codes is None:
        return many.OPEN_QUESTION
    mine = group.of(codes)
    told = constant(np.array([NO, YES, NO, UNKNOWN], np.int8)[mine])
    if not (mine == 2).any():
        return told
    spells = record(asked, group, TOGETHER)
    return joining.any_of([told, spells], asked.today, group.count)


def unmarried(asked: Asking, group: Group, params: Params) -> DayColumns:
    register = asked.register
    child = group.of(register.relation) == RELATIONS.index("child")
    married = np.full(group.count, -1, np.int8) if register.married is None else group.of(register.married)
    told = _of_code(np.where(child, married, 0), group.count, lambda codes: codes == 0)
    if "below" not in params or register.born_on is None:
        return told
    steps = asked.case.book.through_time(params["below"])
    born, today = group.of(register.born_on), asked.case.today
    nobody_said = child & (married < 0) & (born != NOT_STATED)
    parts = [told]
    for number, (since, years) in enumerate(steps):
        until = steps[number + 1][0] if number + 1 < len(steps) else END
        birthday = np.where(nobody_said, later(born, 12 * int(years)), np.int32(FIRST))
        young = many.known(many.trimmed(None, np.int32(FIRST), birthday, today))
        parts.append(joining.clipped(young, since, until, today, group.count))
    return joining.any_of(parts, today, group.count)

"""The words of the rule language that are worked out by column; any other is worked out person by person.

Each leaf gives the days from the day asked on, and, where that is quicker, the answers of the day alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from resipermit.columns import layers as many
from resipermit.columns.asking import ANSWERS, NO, UNKNOWN, YES, Answers, Asking, answered, same_for_all
from resipermit.columns.held import Group, Held, Params, frame
from resipermit.columns.layers import DayColumns, Layers
from resipermit.columns.months import later
from resipermit.columns.register import NOT_STATED, RELATIONS, Register
from resipermit.columns.runs import Runs, each, layered
from resipermit.domain.conditions import city, persons
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.lengths import unit_of
from resipermit.domain.conditions.windows import months_within
from resipermit.domain.facts import PersonFacts
from resipermit.domain.spans import END, FIRST

SEXES = ("male", "female")
NOBODY = Subject("nobody", PersonFacts())


@dataclass(frozen=True)
class Leaf:
    """A word by column: its days, and its answers on the day asked where there is a quicker way than by its days."""

    days: Callable[[Asking, Group, Params], DayColumns]
    answers: Callable[[Asking, Group, Params], Answers] | None = None


def _pair(asked: Asking, group: Group, params: Params, layers: Callable[[Runs], Layers]) -> DayColumns:
    """Return the days of surely and of possibly open records, each made into layers."""
    kept = asked.held(group, params)
    certain = layers(kept.certain)
    return many.known(certain) if kept.certain is kept.possible else DayColumns(certain, layers(kept.possible))


# ---- records


def _record(asked: Asking, group: Group, params: Params) -> DayColumns:
    return _pair(asked, group, params, lambda runs: runs.layers(asked.case.today))


def _record_today(asked: Asking, group: Group, params: Params) -> Answers:
    return _two(asked.held(group, params), lambda runs: runs.holding(asked.case.today) < END)


def _two(kept: Held, ask: Callable[[Runs], npt.NDArray[np.bool_]]) -> Answers:
    sure = ask(kept.certain)
    if kept.certain is kept.possible:
        return sure.astype(np.int8) * np.int8(YES)
    return sure.astype(np.int8) + ask(kept.possible)


# ---- lengths


def _lasting(asked: Asking, group: Group, params: Params) -> DayColumns:
    today, unit = asked.case.today, unit_of(params)
    steps = asked.case.steps(params[unit], params.get("gap_days", 0))
    kept = asked.held(group, _plain(params))
    parts = []
    for number, (since, (length, gap)) in enumerate(steps):
        until = steps[number + 1][0] if number + 1 < len(steps) else END
        if until <= today:
            continue
        certain = _lasted(kept.certain, int(length), params, int(gap), today)
        least = 0 if unit == "months_at_most" else int(length)
        same = kept.certain is kept.possible and least == int(length)
        possible = certain if same else _lasted(kept.possible, least, params, int(gap), today)
        parts.append(many.clipped(DayColumns(certain, possible), since, until, today))
    days = many.any_of(parts)
    return many.all_of([days, _record(asked, group, params["still"])], today) if "still" in params else days


def _plain(params: Params) -> dict[str, Any]:
    return {
        name: params[name] for name in ("list", "in", "where", "except", "unclear", "between", "from") if name in params
    }


def _months(length: int, unit: str) -> int:
    return length * 12 if unit == "years" else length


def _lasted(runs: Runs, length: int, params: Params, gap: int, today: int) -> Layers:
    unit, mode = unit_of(params), params.get("mode", "consecutive")
    if "within_months" in params:
        window, needed = int(params["within_months"]), _months(length, unit)
        whole = runs.bridged(gap)
        return each(whole, lambda spans: months_within(spans, needed, window), today, months_within((), needed, window))
    move = _mover(length, unit)
    if mode == "consecutive":
        whole = runs.bridged(gap)
        alive = whole.high > today
        return layered(whole.who[alive], move(whole.low[alive]), whole.high[alive], runs.count, today)
    if mode == "first":
        first = runs.first_of
        return layered(runs.who[first], move(runs.low[first]), _ends(runs.who[first]), runs.count, today)
    who, reached = _summed(runs, move)
    return _always_if_nothing(length) or layered(who, reached, _ends(who), runs.count, today)


def _always_if_nothing(length: int) -> Layers:
    """Lengths always add up to at least nothing."""
    return many.ALWAYS if length <= 0 else many.NEVER


def _mover(length: int, unit: str) -> Callable[[many.Column], many.Column]:
    if unit == "days":
        return lambda days: np.minimum(days.astype(np.int64) + length, END).astype(np.int32)
    return lambda days: later(days, _months(length, unit))


def _ends(who: many.Column) -> many.Column:
    return np.full(len(who), END, np.int32)


def _summed(runs: Runs, move: Callable[[many.Column], many.Column]) -> tuple[many.Column, many.Column]:
    """Return whose lengths add up, and from which day."""
    reached = np.maximum(move(runs.begun_before()), runs.low)
    done = np.flatnonzero((reached <= runs.high) & (reached < END))
    who = runs.who[done]
    earliest = np.ones(len(done), np.bool_)
    earliest[1:] = who[1:] != who[:-1]
    return who[earliest], reached[done][earliest]


def _lasting_today(asked: Asking, group: Group, params: Params) -> Answers:
    """Return the answers by the whole months so far, which are counted once for all lengths asked of the records."""
    unit, mode = unit_of(params), params.get("mode", "consecutive")
    today = asked.case.today
    if "within_months" in params or unit == "days":
        return answered(_lasting(asked, group, params), today, group.count)
    length, gap = next(
        row for since, row in reversed(asked.case.steps(params[unit], params.get("gap_days", 0))) if since <= today
    )
    kept = asked.held(group, _plain(params))
    months = _months(int(length), unit)

    def reached(least: int) -> Callable[[Runs], npt.NDArray[np.bool_]]:
        if mode == "sum" and least <= 0:
            return lambda runs: np.ones(runs.count, np.bool_)
        return lambda runs: (runs.bridged(int(gap)) if mode == "consecutive" else runs).months(mode, today) >= least

    if unit == "months_at_most":
        sure = reached(months)(kept.certain).astype(np.int8)
        answers = sure + np.maximum(reached(0)(kept.possible), sure).astype(np.int8)
    else:
        answers = _two(kept, reached(months))
    if "still" in params:
        answers = np.minimum(answers, _record_today(asked, group, params["still"]))
    return answers


# ---- particulars of people


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


def _age(asked: Asking, group: Group, params: Params) -> DayColumns:
    if asked.register.born_on is None:
        return many.OPEN_QUESTION
    born, today = asked.register.born_on[group.people], asked.case.today
    parts = []
    steps = asked.case.steps(params.get("from", 0), params.get("until"))
    for number, (since, (low, high)) in enumerate(steps):
        until = steps[number + 1][0] if number + 1 < len(steps) else END
        begins = later(born, 12 * int(low))
        ends = np.int32(END) if high is None else later(born, 12 * int(high))
        known = born != NOT_STATED
        sure = many.trimmed(None, np.where(known, begins, END), np.where(known, ends, END), today)
        days = many.known(sure)
        if not known.all():
            days = DayColumns(sure, (*sure, *many.trimmed(None, np.where(known, END, FIRST), np.int32(END), today)))
        parts.append(many.clipped(days, since, until, today))
    return many.any_of(parts)


def _registered(asked: Asking, group: Group, params: Params) -> DayColumns:
    register, today = asked.register, asked.case.today
    spells = register.tables.get("registered_divisions")
    days = _one_division(register, asked.case, group, params["in"], today)
    if spells is None or len(spells.person) == 0:
        return days
    told = np.zeros(group.count, np.bool_)
    _, who = group.of_rows(spells)
    told[who] = True
    spelled = _record(asked, group, {"list": ["registered_divisions"], "in": params["in"]})
    mine = many.known(many.trimmed(None, np.int32(FIRST), np.where(told, END, FIRST).astype(np.int32), FIRST))
    others = many.none_of(mine, FIRST, group.count)
    return many.any_of([many.all_of([mine, spelled], today), many.all_of([others, days], today)])


def _one_division(register: Register, case: Case, group: Group, scope: str, today: int) -> DayColumns:
    if register.registered_division is None:
        return many.OPEN_QUESTION
    division = register.registered_division[group.people]
    begins = frame(register, case, division, scope)
    sure = many.trimmed(None, begins, np.full(group.count, END, np.int32), today)
    if (division >= 0).all():
        return many.known(sure)
    maybe = many.trimmed(
        None, np.where(division < 0, FIRST, begins).astype(np.int32), np.full(group.count, END, np.int32), today
    )
    return DayColumns(sure, maybe)


def _stated(asked: Asking, group: Group, params: Params) -> DayColumns:
    return constant(_stated_today(asked, group, params))


def _stated_today(asked: Asking, group: Group, params: Params) -> Answers:
    """Return the answer for each person; equal words and numbers are asked about once."""
    values = asked.register.points.get(params["indicator"])
    if values is None:
        return np.full(group.count, UNKNOWN, np.int8)
    words, numbers = values
    answers = [_of_word(asked, word, params) for word in words]
    return np.array([*answers, UNKNOWN], np.int8)[numbers[group.people]]


def _of_word(asked: Asking, word: str | float, params: Params) -> int:
    subject = Subject("one", PersonFacts(points={params["indicator"]: word}))
    return ANSWERS[persons.stated(asked.case, subject, params).answer(asked.case.today)]


def _sex(asked: Asking, group: Group, params: Params) -> DayColumns:
    wanted = [code for code, word in enumerate(SEXES) if word in params["is"]]
    sex = asked.register.sex
    return _of_code(None if sex is None else sex[group.people], group.count, lambda codes: np.isin(codes, wanted))


def _unmarried(asked: Asking, group: Group, _params: Params) -> DayColumns:
    register = asked.register
    child = register.relation[group.people] == RELATIONS.index("child")
    married = np.full(group.count, -1, np.int8) if register.married is None else register.married[group.people]
    return _of_code(np.where(child, married, 0), group.count, lambda codes: codes == 0)


# ---- the place: the same for everybody


def _of_the_place(kind: str) -> Leaf:
    days = city.KINDS[kind].days

    def everybody(asked: Asking, _group: Group, params: Params) -> DayColumns:
        return same_for_all(days(asked.case, NOBODY, params), asked.case.today)

    return Leaf(everybody)


# ---- permits


def _permit_in_use(asked: Asking, group: Group, params: Params) -> DayColumns:
    return _record(asked, group, {"list": ["permit"], "in": params.get("in", "place")})


def _permit_in_use_today(asked: Asking, group: Group, params: Params) -> Answers:
    return _record_today(asked, group, {"list": ["permit"], "in": params.get("in", "place")})


def _no_live_permit(asked: Asking, group: Group, params: Params) -> DayColumns:
    live = {"list": ["permit"], "in": params.get("in", "place"), "where": {"standing": ["in_use", "suspended"]}}
    return many.none_of(_record(asked, group, live), asked.case.today, group.count)


LEAVES: Mapping[str, Leaf] = {
    "record": Leaf(_record, _record_today),
    "lasting": Leaf(_lasting, _lasting_today),
    "age": Leaf(_age),
    "registered": Leaf(_registered),
    "stated": Leaf(_stated, _stated_today),
    "sex": Leaf(_sex),
    "unmarried": Leaf(_unmarried),
    "permit_in_use": Leaf(_permit_in_use, _permit_in_use_today),
    "no_live_permit": Leaf(_no_live_permit),
    **{kind: _of_the_place(kind) for kind in city.KINDS},
}

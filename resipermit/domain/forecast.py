"""What is to be seen by the registration day of an exam year: the answer then, what must go on, what would lose it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.deadlines import acts_before
from resipermit.domain.evaluation import Outcome, evaluate
from resipermit.domain.facts import Unknown
from resipermit.domain.findings import Item
from resipermit.domain.measuring import registration_day
from resipermit.domain.permit import PermitState, ResidencePermit, Standing
from resipermit.domain.reasons import ALTERNATIVES, PERMIT_LEAVES
from resipermit.domain.rules import ExamRule, Node

FORECAST_YEARS = 3
SCHOOL_LEAVES = ("since_grade", "years_in_school")


def registers_on(case: Case, rule: ExamRule, year: int) -> date:
    """Return the last day to register for the exam of *year*: as the city entered it, else the usual one."""
    return registration_day(case, rule, year)


def forecast(case: Case, rule: ExamRule, child: Subject, condition: Node, first: int) -> list[Item]:
    """Look at the registration day of each year: as things stand, and if the permit is endorsed each year till then."""
    found = []
    for year in range(first, first + FORECAST_YEARS):
        day = max(registers_on(case, rule, year), case.as_of)
        as_is = evaluate(_on(case, rule, year, day), condition, child)
        kept = evaluate(on_course(case, rule, year, day), condition, child)
        found.append(
            {
                "exam_year": year,
                "registers_on": day.isoformat(),
                "answer": as_is.answer,
                "answer_if_endorsed": kept.answer,
                "endorse_by": _endorse_by(case, day),
                "must_come": _must_come(case, kept, day),
                "lost_if": list(_lost_if(case, kept, day)),
            }
        )
    return found


def _on(case: Case, rule: ExamRule, year: int, day: date) -> Case:
    return case.about(rule, year).on(day)


def on_course(case: Case, rule: ExamRule, year: int, day: date) -> Case:
    """Return the question of *day* for the exam of *year*, with every endorsement made in time till then."""
    return _on(_endorsed(case, day), rule, year, day)


def _endorsed(case: Case, day: date) -> Case:
    """Return the question with every endorsement made in time from now on, up to *day*.

    Asked about the past, "now" is the last act on record: what has been done stays as it was.
    """
    holder = case.facts.holder
    permit = case.permit_of(case.holder)
    if not isinstance(permit, ResidencePermit):
        return case
    state = permit.state(max([case.as_of, *(act.on for act in permit.acts)]))
    while state.standing is Standing.IN_USE and state.due_on is not None and state.due_on <= day:
        assert state.window is not None
        permit = permit.endorse(state.window.closes_on)
        state = permit.state(state.window.closes_on)
    held = holder.permit
    assert held is not None
    assert not isinstance(held, Unknown)
    if held.acts == permit.acts:
        return case
    person = replace(holder, permit=replace(held, acts=permit.acts))
    return Case(
        replace(case.facts, holder=person), case.book, case.gazetteer, case.place, case.as_of, division=case.division
    )


def _endorse_by(case: Case, day: date) -> str | None:
    """Return the last day of the next window, when it lies before *day*."""
    state: PermitState = case.state_of(case.holder)
    if state.standing is not Standing.IN_USE or state.window is None or state.window.closes_on >= day:
        return None
    return state.window.closes_on.isoformat()


def _must_come(case: Case, then: Outcome, day: date) -> list[Item]:
    """Return the conditions that do not hold yet on the registration day."""
    return [
        {"condition": part.node.id, "subject": part.label, "kind": part.node.kind, "answer": part.answer}
        for part in _resting(case, then, day)
        if part.answer != "yes"
    ]


def _lost_if(case: Case, then: Outcome, day: date) -> Iterator[Item]:
    """Return what would undo the conditions that hold on *day* because something that runs today goes on."""
    seen: list[Item] = []
    for part in _resting(case, then, day):
        loss = _loss(case, part, day) if part.answer == "yes" else None
        if loss is not None and loss not in seen:
            seen.append(loss)
            yield {**loss, "condition": part.node.id, "subject": part.label}


def _resting(case: Case, outcome: Outcome, day: date) -> Iterator[Outcome]:
    """Return the leaves on which it rests; of alternatives only one: that holds, or that can still be brought about."""
    parts = outcome.counting
    if not parts:
        yield outcome
    if outcome.node.op in ALTERNATIVES and parts:
        order = {"yes": 0, "unknown": 1, "no": 2}
        parts = (min(parts, key=lambda part: (order[part.answer], acts_before(case, part, day) is None)),)
    for part in parts:
        yield from _resting(case, part, day)


def _loss(case: Case, part: Outcome, day: date) -> Item | None:
    """Return how the condition could still be lost before *day*; None if nothing has to go on for it."""
    kind, params = part.node.kind, part.node.params
    if kind in PERMIT_LEAVES:
        return {"kind": "permit_not_endorsed", "by": _endorse_by(case, day)}
    if kind in SCHOOL_LEAVES or (kind in ("record", "lasting") and params["list"] == ["schooling"]):
        gap = case.value("schooling.gap_days") if kind in SCHOOL_LEAVES else _gap(case, part)
        return {"kind": "schooling_gap", "more_than_days": int(gap)}
    if kind in ("record", "lasting") and params.get("mode") not in ("first", "sum"):
        return {"kind": "record_gap", "lists": list(params["list"]), "more_than_days": _gap(case, part)}
    if kind == "lasting" and "still" in params:
        return {"kind": "record_gap", "lists": list(params["still"]["list"]), "more_than_days": 0}
    if kind == "first_known_of":
        lists = [name for option in params["options"] for name in option["list"]]
        return {"kind": "record_gap", "lists": list(dict.fromkeys(lists)), "more_than_days": 0}
    return None


def _gap(case: Case, part: Outcome) -> int:
    asked = part.node.params.get("gap_days", 0)
    return int(case.value(asked) if isinstance(asked, str) else asked)

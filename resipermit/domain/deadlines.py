"""The last days on which something can still be done: endorse, register or apply, so that a condition holds in time."""

from datetime import date
from typing import NamedTuple

from resipermit.domain.calendar import add_months
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.lengths import unit_of
from resipermit.domain.evaluation import Outcome
from resipermit.domain.permit import Standing
from resipermit.domain.reasons import ALTERNATIVES, PERMIT_LEAVES

SCHOOL_LEAVES = ("since_grade", "years_in_school", "graduated", "record", "attends")
COMES_BY_ITSELF = ("event", "age")  # an examination still to be sat, a birthday


class Act(NamedTuple):
    """An act, its last day, the condition it serves, and whose act it is."""

    act: str
    on: date
    condition: str
    subject: str


def endorse_by(outcome: Outcome) -> Act | None:
    """Return the last endorsement in time to keep an answer that is yes; None if it needs none."""
    if outcome.answer != "yes":
        return None
    if not outcome.parts:
        return _endorsement(outcome)
    acts = [endorse_by(part) for part in outcome.counting if part.answer == "yes"]
    needed = [act for act in acts if act is not None]
    if outcome.node.op == "not" or not needed:
        return None
    if outcome.node.op not in ALTERNATIVES:
        return min(needed, key=lambda act: act.on)
    return max(needed, key=lambda act: act.on) if len(needed) == len(acts) else None


def _endorsement(leaf: Outcome) -> Act | None:
    if leaf.node.kind not in PERMIT_LEAVES or leaf.subject is None:
        return None
    state = leaf.case.state_of(leaf.subject)
    if state.window is None or state.standing is not Standing.IN_USE:
        return None
    return Act("endorse", state.window.closes_on, leaf.node.id, leaf.label)


def acts_before(case: Case, then: Outcome, deadline: date) -> tuple[Act, ...] | None:
    """Return what must be done, and by when, so that *then* holds on *deadline*; None if no act can bring it about.

    *then* is the condition on the deadline, every permit in use endorsed till then; *case* is the question of today. Of
    alternatives the one with the fewest acts is taken.
    """
    parts = then.counting
    if not parts:
        return _acts_for(case, then, deadline) if not then.parts else ()
    if then.node.op == "not":
        return () if then.answer == "yes" else None
    if then.node.op in ALTERNATIVES:
        if then.answer == "yes":
            parts = tuple(part for part in parts if part.answer == "yes")
        plans = [acts for part in parts if (acts := acts_before(case, part, deadline)) is not None]
        return min(plans, key=len, default=None)
    joined: list[Act] = []
    for part in parts:
        acts = acts_before(case, part, deadline)
        if acts is None:
            return None
        joined += [act for act in acts if act not in joined]
    return tuple(sorted(joined, key=lambda act: act.on))


def _acts_for(case: Case, leaf: Outcome, deadline: date) -> tuple[Act, ...] | None:
    subject, kind = leaf.subject, leaf.node.kind
    if subject is None:
        return () if leaf.answer == "yes" else None
    if kind in PERMIT_LEAVES:
        return _permit_acts(case, leaf, subject, deadline)
    if leaf.answer == "yes" or kind in COMES_BY_ITSELF:
        return ()
    if kind == "lasting" and "residences" in leaf.node.params["list"]:
        day = _so_long_before(leaf, deadline)
        return (Act("register", day, leaf.node.id, leaf.label),) if day >= case.as_of else None
    return () if kind in SCHOOL_LEAVES and not _has_been_there(leaf, subject) else None


def _permit_acts(case: Case, leaf: Outcome, subject: Subject, deadline: date) -> tuple[Act, ...] | None:
    """Return the endorsement, the late one, or the application after which the permit is in use on the deadline."""
    state = case.state_of(subject)
    if leaf.answer == "yes":
        pressing = state.standing is Standing.IN_USE and state.window is not None and state.window.closes_on < deadline
        return (Act("endorse", state.window.closes_on, leaf.node.id, leaf.label),) if pressing and state.window else ()
    if state.standing is Standing.SUSPENDED:
        return (Act("late_endorse", deadline, leaf.node.id, leaf.label),)
    if state.standing in (Standing.NONE, Standing.CANCELLED, Standing.REVOKED):
        days = int(case.value("issue.days")) if "issue.days" in case.book.values else 0
        day = date.fromordinal(deadline.toordinal() - days)
        return (Act("apply", day, leaf.node.id, leaf.label),) if day >= case.as_of else None
    return None


def _has_been_there(leaf: Outcome, subject: Subject) -> bool:
    """Say whether the child has entered the stage already: then another entry does not come by itself."""
    params = leaf.node.params
    stages = params.get("where", {}).get("stage", [params.get("stage")])
    return any(row.stage in stages for row in subject.person.schooling or ())


def _so_long_before(part: Outcome, deadline: date) -> date:
    unit = unit_of(part.node.params)
    asked = part.node.params[unit]
    length = int(part.case.value(asked) if isinstance(asked, str) else asked)
    if unit == "days":
        return date.fromordinal(deadline.toordinal() - length)
    months = length * 12 if unit == "years" else length
    day = add_months(deadline, -months)
    # rounding down loses days of a longer month: 31 August is still in time for 28 February
    while add_months(date.fromordinal(day.toordinal() + 1), months) <= deadline:
        day = date.fromordinal(day.toordinal() + 1)
    return day

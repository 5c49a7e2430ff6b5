"""The last days on which something can still be done: endorse, register or apply, so that a condition holds in time."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from resipermit.domain.calendar import add_months
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.lengths import unit_of
from resipermit.domain.evaluation import Outcome
from resipermit.domain.permit import Standing
from resipermit.domain.reasons import PERMIT_LEAVES


class Act(NamedTuple):
    """An act, its last day, the condition it serves, and whose act it is."""

    act: str
    on: date
    condition: str
    subject: str


def endorsements(outcome: Outcome) -> list[Act]:
    """Return the last days to endorse so that what rests on a permit in use goes on."""
    found = []
    for part in outcome.leaves():
        if part.node.kind in PERMIT_LEAVES and part.answer == "yes" and part.subject is not None:
            state = part.case.state_of(part.subject)
            if state.window is not None and state.standing is Standing.IN_USE:
                found.append(Act("endorse", state.window.closes_on, part.node.id, part.label))
    return found


def acts_before(now: Outcome, then: Outcome, deadline: date) -> list[Act]:
    """Return what must be done, and by when, so that what fails or would fail on *deadline* holds that day.

    *now* is the condition on the day asked, *then* the same condition on the deadline.
    """
    found = [act for act in endorsements(now) if act.on < deadline]
    for part in then.leaves():
        if part.answer == "yes" or part.subject is None:
            continue
        for act in _mending(now.case, part, part.subject, deadline):
            if act.on >= now.case.as_of and act not in found:
                found.append(act)
    return sorted(found, key=lambda act: act.on)


def _mending(case: Case, part: Outcome, subject: Subject, deadline: date) -> Iterator[Act]:
    node = part.node
    if node.kind in PERMIT_LEAVES:
        standing = case.state_of(subject).standing
        if standing is Standing.SUSPENDED:
            yield Act("late_endorse", deadline, node.id, part.label)
        elif standing in (Standing.NONE, Standing.CANCELLED, Standing.REVOKED):
            days = int(case.value("issue.days")) if "issue.days" in case.book.values else 0
            yield Act("apply", date.fromordinal(deadline.toordinal() - days), node.id, part.label)
    elif node.kind == "lasting" and "residences" in node.params["list"] and not _lives_here(part):
        yield Act("register", _so_long_before(case, part, deadline), node.id, part.label)


def _lives_here(part: Outcome) -> bool:
    """Say whether the time runs already: then no new registration can bring the day forward."""
    actual = part.account.actual
    return actual is not None and bool(actual[0]) and part.account.shortfall == (0, actual[1])


def _so_long_before(case: Case, part: Outcome, deadline: date) -> date:
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

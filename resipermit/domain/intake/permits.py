"""Rows about permits and what happened to them, and where the record and today's rule disagree."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from resipermit.domain.calendar import Period, covering
from resipermit.domain.intake.cells import Cells, count, word
from resipermit.domain.intake.tables import Fault
from resipermit.domain.permit import ENDINGS, ActKind, Course, PermitAct, Standing

STATUSES = {
    "valid": Standing.IN_USE,
    "lapsed": Standing.SUSPENDED,
    "cancelled": Standing.CANCELLED,
    "applied": Standing.NONE,
}
EVENTS = {kind: kind for kind in ("apply", "issue", "endorse", "lapse", "restore", "cancel")}
# `apply` and `issue` are told by the permit itself; `lapse` is no act, it follows; `restore` is the late endorsement
ACTS = {"endorse": ActKind.ENDORSE, "restore": ActKind.ENDORSE, "cancel": ActKind.CANCEL}
_NUMBER = re.compile(r"[0-9A-Z]{4,32}")


class PermitRow(NamedTuple):
    """One permit; *issued_on* is None while the application is under way."""

    key: str
    number: str
    division: str
    applied_on: date
    issued_on: date | None
    standing: Standing

    def __repr__(self) -> str:
        return f"PermitRow({self.key})"

    def acts(self) -> tuple[PermitAct, ...]:
        """Return the issue as the first act of the ledger."""
        if self.issued_on is None:
            return ()
        # the day of application matters to an endorsement only; kept all the same, it is what the table says
        return (PermitAct(ActKind.ISSUE, self.issued_on, self.applied_on),)


class EventRow(NamedTuple):
    """Something that happened to a permit, as the other office wrote it down."""

    key: str
    kind: str
    on: date

    def act(self) -> PermitAct | None:
        """Return the act of the ledger that the event is, or None."""
        kind = ACTS.get(self.kind)
        return PermitAct(kind, self.on) if kind else None


class Disagreement(NamedTuple):
    """A recorded event that today's rule does not bear out; *event* is its key, empty when the status is meant."""

    event: str
    reason: str


def permit_row(cells: list[str], judge: Cells) -> PermitRow:
    """Return a row of *permits*. Half a year before the application and the like are not asked: an act is history."""
    key, _holder, _residence, number, division, applied, issued, valid_until, endorsements, status = cells
    if not _NUMBER.fullmatch(number):
        raise Fault("permit_no", "permit_number_form")
    standing = word(status, "status", STATUSES)
    applied_on = judge.past_day(applied, "applied_on")
    issued_on = judge.past_day(issued, "issued_on") if issued else None
    if issued_on is not None and issued_on < applied_on:
        raise Fault("issued_on", "issued_before_applied")
    if (issued_on is None) != (standing is Standing.NONE):
        raise Fault("issued_on", "status_without_issue" if issued_on is None else "issue_without_status")
    if valid_until:
        judge.day(valid_until, "valid_until")
    count(endorsements, "endorsements")
    return PermitRow(key, number, judge.division(division, "division_code"), applied_on, issued_on, Standing(standing))


def event_row(cells: list[str], judge: Cells) -> EventRow:
    """Return a row of *permit_events*; `valid_until` is read but not kept, it follows from the acts."""
    key, _permit, _holder, _seq, event, event_date, valid_until = cells
    kind = word(event, "event", EVENTS)
    on = judge.past_day(event_date, "event_date")
    if valid_until:
        judge.day(valid_until, "valid_until")
    return EventRow(key, kind, on)


def disagreements(
    permit: PermitRow | None, events: Iterable[EventRow], course: Course, on: date
) -> Sequence[Disagreement]:
    """Return where the record and the rule part, on the day *on* of the tables.

    Years are counted by the calendar here; a record that counts 365 days drifts by a day with each leap year.
    """
    found = [
        Disagreement(event.key, reason)
        for event in events
        for reason in [_event_reason(event, permit, course)]
        if reason is not None
    ]
    if permit is not None and permit.issued_on is not None and permit.standing is not standing_on(course, on):
        found.append(Disagreement("", "status_differs"))
    return found


def standing_on(course: Course, day: date) -> Standing:
    """Return the standing on *day*, all acts being known by then."""
    if course.ends_on is not None and course.ends_on <= day:
        return ENDINGS[course.ended.kind] if course.ended else Standing.CANCELLED
    if course.issued_on is None or day < course.issued_on:
        return Standing.NONE
    return Standing.IN_USE if covering(course.in_use, day) else Standing.SUSPENDED


def _event_reason(event: EventRow, permit: PermitRow | None, course: Course) -> str | None:
    if event.kind == "apply":
        return "apply_day_differs" if permit and permit.applied_on != event.on else None
    if event.kind == "issue":
        return "issue_day_differs" if course.issued_on != event.on else None
    if event.kind == "lapse":
        return _lapse_reason(event.on, course)
    odd = next((oddity.code for oddity in course.oddities if oddity.act == event.act()), None)
    if odd == "endorsed_before_window" and event.kind == "restore":
        return "restored_while_in_use"
    if odd is not None or event.kind == "cancel":
        return odd
    late = event.on in course.made_up_on
    if event.kind == "endorse":
        return "endorsed_late" if late else None
    return None if late else "restored_while_in_use"


def _lapse_reason(day: date, course: Course) -> str | None:
    if covering(course.in_use, day) is not None:
        return "lapsed_while_in_use"
    before = [period for period in course.in_use if _ended_by(period, day)]
    return None if before and before[-1].until == day else "lapse_day_differs"


def _ended_by(period: Period, day: date) -> bool:
    return period.until is not None and period.until <= day

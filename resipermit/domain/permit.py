"""A residence permit as the acts on its ledger, and how it stands on a day.

Basis: 居住证暂行条例 (decree 663) art. 10 and 11, by default: in use from the day of issue; the window opens one month
before each anniversary; on the anniversary an unendorsed permit is suspended; a late endorsement puts it back in use
that day and the years of residence count anew from that day. Other rules are values of the book: `endorsement`.
"""

from dataclasses import dataclass, replace
from datetime import date

from resipermit.domain.calendar import covering
from resipermit.domain.endorsement import DECREE_663, EndorsementRules, LateEffect, Window
from resipermit.domain.errors import Refused
from resipermit.domain.ledger_course import Counted, Course, fold
from resipermit.domain.permit_acts import ENDINGS, ActKind, Oddity, PermitAct, Standing

__all__ = (
    "ENDINGS",
    "ActKind",
    "Counted",
    "Course",
    "Oddity",
    "PermitAct",
    "PermitState",
    "Reading",
    "ResidencePermit",
    "Standing",
    "Window",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The years of residence by one reading of what a late endorsement does; the *applied* one is the rule's."""

    effect: LateEffect
    counts_from: date
    years: int
    applied: bool


@dataclass(frozen=True, slots=True)
class PermitState:
    """A permit as it stands on one day; what does not apply is None."""

    standing: Standing
    in_use_since: date | None = None
    suspended_since: date | None = None
    due_on: date | None = None
    window: Window | None = None
    counts_from: date | None = None
    years_of_residence: int | None = None
    readings: tuple[Reading, ...] = ()  # the applied one first


@dataclass(frozen=True, slots=True)
class ResidencePermit:
    """One permit: its number, the division that issued it, and its acts in the order in which they happened.

    *rules* say how it is endorsed, *resident_since* is the first day of residence here, *registered_here_on* the day on
    which the holder's household registration moved here; where the rules don't ask for these days they change nothing.
    """

    number: str
    division: str
    acts: tuple[PermitAct, ...]
    rules: EndorsementRules = DECREE_663
    resident_since: date | None = None
    registered_here_on: date | None = None

    @classmethod
    def issue(cls, number: str, division: str, on: date, applied_on: date | None = None) -> "ResidencePermit":
        """Return a new permit in use from *on*."""
        return cls(number, division, (PermitAct(ActKind.ISSUE, on, applied_on),))

    def course(self, *, until: date | None = None) -> Course:
        """Return what the acts make of the permit; with *until*, only the acts on record that day."""
        acts, moved_on = self.acts, self.registered_here_on
        if moved_on is not None and self.rules.on(moved_on).ends_on_local_registration:
            acts = (*acts, PermitAct(ActKind.CANCEL, moved_on))
        return fold(acts, self.rules, self.resident_since, until or date.max)

    def state(self, day: date) -> PermitState:
        """Return how the permit stands on *day*, by the acts on record that day."""
        course = self.course(until=day)
        if course.ends_on is not None and course.ends_on <= day:
            kind = course.ended.kind if course.ended else ActKind.CANCEL
            return PermitState(ENDINGS[kind], counts_from=course.counts_from)
        counted = course.counted_on(day)
        if counted is None:
            return PermitState(Standing.NONE)
        span = covering(course.in_use, day)
        return PermitState(
            standing=Standing.IN_USE if span else Standing.SUSPENDED,
            in_use_since=span.since if span else None,
            suspended_since=None if span else course.due_on,
            due_on=course.due_on,
            window=course.window,
            counts_from=counted.start,
            years_of_residence=counted.years_since(counted.start, day),
            readings=_readings(course, counted, day),
        )

    def endorse(self, on: date, applied_on: date | None = None) -> "ResidencePermit":
        """Return the permit with the endorsement of this year, or the late endorsement of a suspended permit.

        Raises:
            Refused: the permit has ended, the window is not open yet, or *on* lies before the last act.
        """
        state = self._live_state(on)
        act = PermitAct(ActKind.ENDORSE, on, applied_on)
        assert state.window is not None
        if act.counts_on < state.window.opens_on:
            raise Refused("before_window", opens_on=state.window.opens_on, closes_on=state.window.closes_on)
        return self._with(act)

    def replace_card(self, on: date, *, lost: bool) -> "ResidencePermit":
        """Return the permit after an exchange (damaged, particulars changed) or a reissue (lost); raises Refused."""
        self._live_state(on)
        return self._with(PermitAct(ActKind.REISSUE if lost else ActKind.REPLACE, on))

    def change_address(self, on: date) -> "ResidencePermit":
        """Return the permit after a move inside the city; number, anniversary and standing stay; raises Refused."""
        self._live_state(on)
        return self._with(PermitAct(ActKind.CHANGE_ADDRESS, on))

    def end(self, on: date, kind: ActKind) -> "ResidencePermit":
        """Return the permit cancelled (注销) or revoked (撤销) from *on*; raises Refused."""
        if kind not in ENDINGS:
            raise ValueError(kind)
        self._live_state(on)
        return self._with(PermitAct(kind, on))

    def _live_state(self, on: date) -> PermitState:
        last = self.acts[-1].on
        if on < last:
            raise Refused("act_before_last_act", on=on, last_on=last)
        state = self.state(on)
        if state.standing not in (Standing.IN_USE, Standing.SUSPENDED):
            raise Refused("permit_not_live", standing=state.standing)
        return state

    def _with(self, act: PermitAct) -> "ResidencePermit":
        return replace(self, acts=(*self.acts, act))


def _readings(course: Course, counted: Counted, day: date) -> tuple[Reading, ...]:
    effect = course.rule.late_effect
    other = effect.other_reading
    beside = counted.anew if other is LateEffect.RESTART else counted.gap_left_out
    return (
        Reading(effect, counted.start, counted.years_since(counted.start, day), applied=True),
        Reading(other, beside, counted.years_since(beside, day), applied=False),
    )

"""A residence permit as the acts on its ledger, and what follows from them as spans of days.

Basis: 居住证暂行条例 (decree 663) art. 10 and 11. The permit is in use from the day of issue; the window opens one
month before each anniversary; on the anniversary an unendorsed permit is suspended; a late endorsement puts it back in
use that day and the years of residence count anew from that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from resipermit.domain.calendar import Period, add_months, add_years, covering, full_years
from resipermit.domain.errors import Refused


class ActKind(StrEnum):
    """What can be done to a permit: 签发, 签注, 换领, 补领, 住址变更, 注销, 撤销, 更正."""

    ISSUE = "issue"
    ENDORSE = "endorse"
    REPLACE = "replace"
    REISSUE = "reissue"
    CHANGE_ADDRESS = "change_address"
    CANCEL = "cancel"
    REVOKE = "revoke"
    CORRECT = "correct"


class Standing(StrEnum):
    """Whether the permit may be used on a day; `UNKNOWN` when the record does not say."""

    NONE = "none"
    IN_USE = "in_use"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


ENDINGS = {ActKind.CANCEL: Standing.CANCELLED, ActKind.REVOKE: Standing.REVOKED}


@dataclass(frozen=True, slots=True)
class PermitAct:
    """One act on the ledger; *applied_on* is the day the application for it was accepted, when that was another day."""

    kind: ActKind
    on: date
    applied_on: date | None = None

    @property
    def counts_on(self) -> date:
        """The day that decides whether an endorsement is in time."""
        return self.applied_on or self.on


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which this year's endorsement is in time; both days belong to it."""

    opens_on: date
    closes_on: date

    def __contains__(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on


@dataclass(frozen=True, slots=True)
class Oddity:
    """An act that today's rules do not explain: kept as history, listed, never dropped."""

    code: str
    act: PermitAct


@dataclass(frozen=True, slots=True)
class Course:
    """What the acts make of a permit. Both tuples are in order; a period without end runs on for good.

    `due_on` is the anniversary not yet endorsed: first suspended day if nothing is done.
    """

    issued_on: date | None
    counts_from: date | None
    due_on: date | None
    in_use: tuple[Period, ...]
    ended: PermitAct | None
    oddities: tuple[Oddity, ...]
    countings: tuple[date, ...]  # each day from which years of residence count or counted


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


@dataclass(frozen=True, slots=True)
class ResidencePermit:
    """One permit: its number, the division that issued it, and its acts in the order in which they happened.

    *window_months* is the length of the endorsement window, from the rule book (decree 663 art. 10 para. 2).
    """

    number: str
    division: str
    acts: tuple[PermitAct, ...]
    window_months: int = 1

    @classmethod
    def issue(cls, number: str, division: str, on: date, applied_on: date | None = None) -> "ResidencePermit":
        """Return a new permit in use from *on*."""
        return cls(number, division, (PermitAct(ActKind.ISSUE, on, applied_on),))

    def course(self, *, until: date | None = None) -> Course:
        """Return what the acts make of the permit; with *until*, only the acts on record that day."""
        acts = self.acts if until is None else [act for act in self.acts if act.counts_on <= until]
        return _course(acts, self.window_months)

    def state(self, day: date) -> PermitState:
        """Return how the permit stands on *day*, by the acts on record that day."""
        course = self.course(until=day)
        if course.ended is not None and course.ended.on <= day:
            return PermitState(ENDINGS[course.ended.kind], counts_from=course.counts_from)
        if course.counts_from is None or course.due_on is None or course.issued_on is None or day < course.issued_on:
            return PermitState(Standing.NONE)
        span = covering(course.in_use, day)
        suspended = span is None
        return PermitState(
            standing=Standing.SUSPENDED if suspended else Standing.IN_USE,
            in_use_since=span.since if span else None,
            suspended_since=course.due_on if suspended else None,
            due_on=course.due_on,
            window=self.window(course.due_on),
            counts_from=course.counts_from,
            years_of_residence=full_years(course.counts_from, min(day, course.due_on)),
        )

    def window(self, due_on: date) -> Window:
        """Return the window before the anniversary *due_on*."""
        return _window(due_on, self.window_months)

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


def _window(due_on: date, months: int) -> Window:
    return Window(add_months(due_on, -months), date.fromordinal(due_on.toordinal() - 1))


def _course(acts: Iterable[PermitAct], window_months: int) -> Course:
    """Fold the acts into spans of use. Nothing is refused here: in the record an act is history."""
    issued_on = counts_from = due_on = in_use_since = None
    endorsed_years = 0
    endorsed_window: Period | None = None
    in_use: list[Period] = []
    countings: list[date] = []
    oddities: list[Oddity] = []
    ended: PermitAct | None = None
    for act in sorted(acts, key=lambda act: act.counts_on):
        if ended is not None:
            oddities.append(Oddity("act_after_end", act))
        elif act.kind is ActKind.ISSUE:
            if issued_on is not None:
                oddities.append(Oddity("issued_twice", act))
                continue
            issued_on = counts_from = in_use_since = act.on
            due_on = add_years(act.on, 1)
            countings.append(act.on)
        elif counts_from is None or due_on is None or in_use_since is None:
            oddities.append(Oddity("act_before_issue", act))
        elif act.kind in ENDINGS:
            ended = act
        elif act.kind is ActKind.ENDORSE:
            if act.counts_on >= due_on:
                in_use.append(Period(in_use_since, due_on))
                counts_from = in_use_since = act.on
                endorsed_years, endorsed_window = 0, None
                due_on = add_years(act.on, 1)
                countings.append(act.on)
            elif act.counts_on >= (opens_on := _window(due_on, window_months).opens_on):
                endorsed_window = Period(opens_on, due_on)
                endorsed_years += 1
                # counted from the first day, so that 29 February returns
                due_on = add_years(counts_from, endorsed_years + 1)
            elif endorsed_window is None or act.counts_on not in endorsed_window:
                oddities.append(Oddity("endorsed_before_window", act))
    if in_use_since is not None and due_on is not None:
        last_day = due_on if ended is None else max(min(ended.on, due_on), in_use_since)
        in_use.append(Period(in_use_since, last_day))
    return Course(issued_on, counts_from, due_on, tuple(in_use), ended, tuple(oddities), tuple(countings))

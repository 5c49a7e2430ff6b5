"""Folds the acts on a permit's ledger into spans: in use, suspended, years of residence. Nothing is refused here.

Each anniversary is judged by the rule in force on it, so that a later amendment leaves the past alone; what a year is
counted from, by the rule in force on the day the year begins. An act inside the window of an anniversary counts for it,
also when it is the issue itself or a late endorsement.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from resipermit.domain.calendar import Period, add_months, add_years, full_months, full_years
from resipermit.domain.endorsement import Anchor, EndorsementRule, EndorsementRules, LateEffect, Window
from resipermit.domain.permit_acts import ENDINGS, ActKind, Oddity, PermitAct


@dataclass(frozen=True, slots=True)
class Counted:
    """Days that count as years of residence, from *since* up to, not including, *until*; None runs on.

    On these days the years are the full years since *start*, which is *since* moved back by what was earned before.
    *anew* and *gap_left_out* are the same had every late endorsement been read as RESTART or as EXCLUDE_GAP.
    """

    since: date
    until: date | None
    start: date
    anew: date
    gap_left_out: date

    def years_since(self, start: date, day: date) -> int:
        """Return the whole years from *start* to *day*, or to the end of these days if that is earlier."""
        return full_years(start, day if self.until is None else min(day, self.until))


@dataclass(frozen=True, slots=True)
class Course:
    """What the acts make of a permit. Tuples are in order; a period without end runs on for good.

    `due_on` is the first suspended day if nothing is done, `window` and `rule` are those of the anniversary before
    which that is. `lapses_on` is the day on which the rule ends the permit if it stays unendorsed.
    """

    issued_on: date | None
    counts_from: date | None
    due_on: date | None
    in_use: tuple[Period, ...]
    ended: PermitAct | None
    oddities: tuple[Oddity, ...]
    made_up_on: tuple[date, ...]  # the days of late endorsements
    counted: tuple[Counted, ...]
    window: Window | None
    rule: EndorsementRule
    lapses_on: date | None

    @property
    def ends_on(self) -> date | None:
        """The day from which the permit is no longer live, by an act or by the rule."""
        return self.ended.on if self.ended else self.lapses_on

    def counted_on(self, day: date) -> Counted | None:
        """Return the last days that count up to *day*; None before the first."""
        return next((one for one in reversed(self.counted) if one.since <= day), None)

    def years_on(self, day: date) -> int:
        """Return the whole years of residence on *day*; they are frozen while the permit is suspended."""
        piece = self.counted_on(day)
        return piece.years_since(piece.start, day) if piece else 0

    def years_reached(self, years: int) -> tuple[Period, ...]:
        """Return the days on which there are at least *years* whole years of residence, until the permit ends."""
        found: list[Period] = []
        for index, piece in enumerate(self.counted):
            last = index + 1 == len(self.counted)
            until = self.ends_on if last else self.counted[index + 1].since
            reached = max(piece.since, add_years(piece.start, years))
            if (piece.until is None or reached <= piece.until) and (until is None or reached < until):
                joined = bool(found) and found[-1].until == reached
                found.append(Period(found.pop().since if joined else reached, until))
        return tuple(found)


def fold(
    acts: Iterable[PermitAct],
    rules: EndorsementRules,
    resident_since: date | None = None,
    until: date = date.max,
) -> Course:
    """Return what *acts*, in any order, make of a permit, as far as they were on record on the day *until*.

    *resident_since* is the first day of residence here. An endorsement accepted in time keeps the permit in use from
    that day, a late one gives it back on the day it is made.
    """
    ledger = _Ledger(rules, resident_since, until)
    for act in sorted(acts, key=lambda act: act.counts_on):
        if act.counts_on <= until:
            ledger.read(act)
    return ledger.close()


class _Ledger:
    """A ledger while it is read, act by act."""

    def __init__(self, rules: EndorsementRules, resident_since: date | None, until: date) -> None:
        self.rules = rules
        self.until = until
        self.resident_since = resident_since
        self.issued_on: date | None = None
        self.ended: PermitAct | None = None
        self.in_use: list[Period] = []
        self.counted: list[Counted] = []
        self.made_up_on: list[date] = []
        self.oddities: list[Oddity] = []
        self.used_window: Window | None = None
        self.moved_on: date | None = None  # the day to which a late endorsement or a new card moved the anniversary

    def read(self, act: PermitAct) -> None:
        if act.kind is ActKind.ISSUE and self.issued_on is None:
            self._issue(act)
        elif self.issued_on is None:
            self._odd("act_before_issue", act)
        elif self._is_over(act):
            self._odd("act_after_end", act)
        elif act.kind is ActKind.ISSUE:
            self._odd("issued_twice", act)
        elif act.kind in ENDINGS:
            self.ended = act
        elif act.kind is ActKind.ENDORSE:
            self._endorse(act)
        elif act.kind in (ActKind.REPLACE, ActKind.REISSUE):
            self._new_card(act)

    def close(self) -> Course:
        if self.issued_on is None:
            return Course(None, None, None, (), None, tuple(self.oddities), (), (), None, self.rules.rules[-1], None)
        until = self.due_on if self.ended is None else max(min(self.ended.on, self.due_on), self.since)
        self._leave_off(until)
        return Course(
            self.issued_on,
            self.start,
            self.due_on,
            tuple(self.in_use),
            self.ended,
            tuple(self.oddities),
            tuple(self.made_up_on),
            tuple(self.counted),
            self.window,
            self.rule,
            None if self.ended else self.rule.cancels_on(self.due_on),
        )

    def _odd(self, code: str, act: PermitAct) -> None:
        self.oddities.append(Oddity(code, act))

    def _is_over(self, act: PermitAct) -> bool:
        """Say whether the permit has ended before *act*; by the rule it does so when it stays unendorsed too long."""
        lapsed_on = self.rule.cancels_on(self.due_on)
        if self.ended is None and lapsed_on is not None and act.counts_on >= lapsed_on:
            self.ended = PermitAct(ActKind.CANCEL, lapsed_on)
        return self.ended is not None

    def _issue(self, act: PermitAct) -> None:
        self.issued_on = self.since = self.start = act.on
        if self.rules.on(act.on).anchor is Anchor.RESIDENCE:
            if self.resident_since is None:
                self._odd("anchor_unknown", act)
            elif self.resident_since < act.on:
                self.start = self.resident_since
        self.anew = self.gap_left_out = self.start
        self._set_due_after_act(act.on)

    def _endorse(self, act: PermitAct) -> None:
        day = act.counts_on
        if day > self.window.closes_on:
            if act.on <= self.until:
                self._make_up(act)
        elif day >= self.window.opens_on:
            self.used_window = self.window
            if self.rules.on(act.on).anchor is Anchor.LAST_ENDORSEMENT:
                self._set_due_after_act(act.on)
            else:
                self._set_due(self._anniversary_after(self.anniversary, act.on))
        elif self.used_window is None or day not in self.used_window:
            self._odd("endorsed_before_window", act)

    def _make_up(self, act: PermitAct) -> None:
        rule = self.rule
        self._leave_off(self.due_on)
        self.since = act.on
        self.made_up_on.append(act.on)
        self.used_window = None
        if rule.forgives(self.due_on, act.counts_on):
            self._set_due_after_act(act.on)
            return
        moves = rule.reanchor_on_makeup or rule.anchor in (Anchor.MAKEUP, Anchor.LAST_ENDORSEMENT)
        self.start = self._start_after(rule.late_effect, self.start, act.on, moves=moves)
        self.gap_left_out = _carried(self.gap_left_out, self.due_on, act.on, 0)
        self.anew = act.on
        if moves:
            self.moved_on = act.on
        self._set_due_after_act(act.on)

    def _new_card(self, act: PermitAct) -> None:
        if act.on < self.due_on and not self.rules.on(act.on).replacement_keeps_anchor:
            self.moved_on, self.used_window = act.on, None
            self._set_due_after_act(act.on)

    def _leave_off(self, until: date) -> None:
        self.in_use.append(Period(self.since, until))
        self.counted.append(Counted(self.since, until, self.start, self.anew, self.gap_left_out))

    def _set_due_after_act(self, day: date) -> None:
        """Let the first anniversary be due whose window had not opened yet on *day*."""
        self._set_due(self._anniversary_after(day, day))
        if day >= self.window.opens_on and self.anniversary < add_years(day, 1):
            self._set_due(self._anniversary_after(self.anniversary, day))

    def _set_due(self, anniversary: date) -> None:
        self.anniversary = anniversary
        self.rule = self.rules.on(anniversary)
        self.window = self.rule.window_before(anniversary)
        self.due_on = self.window.closes_on + timedelta(days=1)

    def _anniversary_after(self, day: date, act_on: date) -> date:
        """Return the first anniversary after *day*: counted from the first day, so that 29 February returns."""
        assert self.issued_on is not None
        anchor = self.rules.on(act_on).anchor
        if anchor is Anchor.LAST_ENDORSEMENT:
            first = act_on
        else:
            resident_since = self.resident_since if anchor is Anchor.RESIDENCE else None
            first = self.moved_on or resident_since or self.issued_on
        return add_years(first, full_years(first, day) + 1)

    def _start_after(self, effect: LateEffect, start: date, made_up_on: date, *, moves: bool) -> date:
        """Return from which day years count after a late endorsement; see `LateEffect`."""
        if effect is LateEffect.VOID:
            return start
        if effect is LateEffect.EXCLUDE_GAP:
            return _carried(start, self.due_on, made_up_on, 0)
        if effect is not LateEffect.DROP_MISSED_YEAR:
            return made_up_on
        if moves:
            return _carried(start, self.due_on, made_up_on, 1)
        missed = full_years(self.anniversary, made_up_on) + 1
        return min(add_years(start, missed), made_up_on)


def _carried(start: date, broken_on: date, resumed_on: date, lost_years: int) -> date:
    """Return *start* as if what was earned up to *broken_on*, less *lost_years*, lay right before *resumed_on*."""
    months = full_months(start, broken_on)
    rest = broken_on - add_months(start, months) if not lost_years else timedelta()
    return add_months(resumed_on - rest, -max(0, months - 12 * lost_years))

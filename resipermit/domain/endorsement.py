"""The rule of the yearly endorsement as a value: when it is due, and what it costs to come late. Places differ.

Basis: 居住证暂行条例 (decree 663) art. 10, whose reading is the default; older and local rules set other values.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, get_type_hints

from resipermit.domain.calendar import add_months
from resipermit.domain.law import Dated

SATURDAY = 5
PREFIX = "endorsement."


class Anchor(StrEnum):
    """From which day anniversaries are counted.

    ISSUE: the day of issue; RESIDENCE: the first day of residence here; LAST_ENDORSEMENT: a year from each endorsement;
    MAKEUP: the day of issue, or of the last late endorsement.
    """

    ISSUE = "issue"
    RESIDENCE = "residence"
    LAST_ENDORSEMENT = "last_endorsement"
    MAKEUP = "makeup"


class WindowUnit(StrEnum):
    """In what the window is measured."""

    MONTHS = "months"
    DAYS = "days"


class LateEffect(StrEnum):
    """What a late endorsement does to the years of residence already earned.

    RESTART: they count anew from that day. CONTINUE_IF_WITHIN_GRACE: within the grace they run on, else they restart.
    DROP_MISSED_YEAR: the year that was not endorsed is lost, all others count. EXCLUDE_GAP: only the days between due
    day and late endorsement are left out. VOID: the card is void in between, afterwards the years run on.
    """

    RESTART = "restart"
    CONTINUE_IF_WITHIN_GRACE = "continue_if_within_grace"
    DROP_MISSED_YEAR = "drop_missed_year"
    EXCLUDE_GAP = "exclude_gap"
    VOID = "void"

    @property
    def other_reading(self) -> "LateEffect":
        """The reading of the same text that is shown beside this one: count anew, or leave out the gap only."""
        restarts = self in (LateEffect.RESTART, LateEffect.CONTINUE_IF_WITHIN_GRACE)
        return LateEffect.EXCLUDE_GAP if restarts else LateEffect.RESTART


class Recheck(StrEnum):
    """Whether the conditions of the application are looked at again."""

    NONE = "none"
    APPLICATION = "application"


class LastOpenDay(StrEnum):
    """Whether a window that closes on a Saturday or Sunday stays open to the next working day."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which this year's endorsement is in time; both days belong to it."""

    opens_on: date
    closes_on: date

    def __contains__(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on


@dataclass(frozen=True, slots=True)
class EndorsementRule:
    """The rule at one time. *grace_days* are counted from the first late day; *cancel_after_days* of 0 is never.

    *reanchor_on_makeup*: a late endorsement moves the anniversary to its own day. *ends_on_local_registration*: the
    permit ends when its holder is registered here. *replacement_keeps_anchor*: a new card leaves the anniversary alone.
    """

    anchor: Anchor = Anchor.ISSUE
    window: int = 1
    window_unit: WindowUnit = WindowUnit.MONTHS
    grace_days: int = 0
    late_effect: LateEffect = LateEffect.RESTART
    cancel_after_days: int = 0
    reanchor_on_makeup: bool = True
    recheck: Recheck = Recheck.NONE
    last_open_day: LastOpenDay = LastOpenDay.NONE
    replacement_keeps_anchor: bool = True
    ends_on_local_registration: bool = False

    def window_before(self, anniversary: date) -> Window:
        """Return the window of *anniversary*; it closes on the day before, or on the working day that follows."""
        closes_on = anniversary - timedelta(days=1)
        if self.last_open_day is LastOpenDay.NEXT_WORKING_DAY:
            while closes_on.weekday() >= SATURDAY:
                closes_on += timedelta(days=1)
        if self.window_unit is WindowUnit.DAYS:
            return Window(anniversary - timedelta(days=self.window), closes_on)
        return Window(add_months(anniversary, -self.window), closes_on)

    def forgives(self, due_on: date, day: date) -> bool:
        """Say whether an endorsement on *day*, late since *due_on*, is within the grace: then the years run on."""
        return (day - due_on).days < self.grace_days

    def cancels_on(self, due_on: date) -> date | None:
        """Return the day on which a permit that stays unendorsed ends, or None for never."""
        return due_on + timedelta(days=self.cancel_after_days) if self.cancel_after_days else None


@dataclass(frozen=True, slots=True)
class EndorsementRules:
    """The rule through time: *days* are the first days of *rules*, in order. Before the first day the first rule."""

    days: tuple[date, ...]
    rules: tuple[EndorsementRule, ...]

    def on(self, day: date) -> EndorsementRule:
        """Return the rule in force on *day*."""
        return self.rules[max(0, bisect_right(self.days, day) - 1)]

    @property
    def asks_residence(self) -> bool:
        """Say whether some rule counts from the first day of residence."""
        return any(rule.anchor is Anchor.RESIDENCE for rule in self.rules)

    @property
    def asks_registration(self) -> bool:
        """Say whether some rule ends the permit on local household registration."""
        return any(rule.ends_on_local_registration for rule in self.rules)


KINDS: Mapping[str, Any] = get_type_hints(EndorsementRule)
BOOLEANS = {"true": True, "false": False}
DECREE_663 = EndorsementRules((date(2016, 1, 1),), (EndorsementRule(),))


def endorsement_rules(values: Mapping[str, Dated[Any]]) -> EndorsementRules:
    """Return the rules that a book's values `endorsement.*` make; what a book leaves unsaid is as in the decree.

    Raises:
        ValueError: a value is not one of its words.
    """
    named = {name: values[PREFIX + name] for name in KINDS if PREFIX + name in values}
    days = sorted({row.since for dated in named.values() for row in dated.rows})
    if not days:
        return DECREE_663
    return EndorsementRules(tuple(days), tuple(_rule_on(named, day) for day in days))


def check_endorsement_value(name: str, value: Any) -> None:
    """Do nothing for a value of the rule that can be read, and for any other value of the book.

    Raises:
        ValueError: there is no such part of the rule, or *value* is not one of its words; said in English.
    """
    if name.startswith(PREFIX):
        _read(name, value)


def _rule_on(named: Mapping[str, Dated[Any]], day: date) -> EndorsementRule:
    told = {}
    for name, dated in named.items():
        rows = [row for row in dated.rows if row.since <= day] or dated.rows[:1]
        told[name] = _read(PREFIX + name, rows[-1].value)
    return EndorsementRule(**told)


def _read(name: str, value: Any) -> Any:
    kind = KINDS.get(name.removeprefix(PREFIX))
    if kind is None:
        raise ValueError(f"there is no “{name}”; the parts are {', '.join(KINDS)}")
    if kind is int:
        if isinstance(value, int) and value >= 0:
            return value
        raise ValueError(f"{name}: “{value}” is no whole number")
    words: Mapping[str, Any] = BOOLEANS if kind is bool else {str(word): word for word in kind}
    if value not in words:
        raise ValueError(f"{name}: “{value}” is none of {', '.join(words)}")
    return words[value]

"""The oracle's own reading of a permit's ledger: walk the days, do what each asks, write down how the permit stands.

The rule is that of docs/rules.md section 5: each anniversary is judged by the values in force on it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .diary import FIRST, LAST, blank, mark
from .months import months_after, months_before, whole_months, whole_years

IN_USE, SUSPENDED = "in_use", "suspended"
SATURDAY = 5
Since = Callable[[int], int]
Value = Callable[[str, int, Any], Any]  # name of a value, day, what stands for a value nobody gave


@dataclass
class Standing:
    """How a permit stood on each day, and from which day the years of residence count."""

    issued_on: int | None = None
    days: dict[str, bytearray] = field(default_factory=lambda: {IN_USE: blank(), SUSPENDED: blank()})
    counted: list[tuple[int, int, int]] = field(default_factory=list)  # from, start of the years, frozen on
    ended_on: int = LAST

    def years_on(self, day: int) -> int | None:
        """Return the whole years of residence on *day*; None before the issue and after the end."""
        held = None
        for since, start, frozen_on in self.counted:
            if since <= day < self.ended_on:
                held = whole_years(start, min(day, frozen_on))
        return held


class Walk:
    """A ledger while its days are walked."""

    def __init__(self, acts: Iterable[Any], value: Value, resident_since: Since, registered_on: int | None) -> None:
        self.value = value
        self.resident_since = resident_since
        self.registered_on = registered_on
        self.standing = Standing()
        self.acts: dict[int, list[Any]] = {}
        for act in acts:
            self.acts.setdefault((act.applied_on or act.on).toordinal(), []).append(act)
        self.since = self.due = self.opens = self.anniversary = self.start = 0
        self.cancels_on = LAST
        self.endorsed: tuple[int, int] = (0, 0)
        self.moved_on: int | None = None

    def walked(self) -> Standing:
        """Return how the permit stands, every day looked at."""
        told = self.standing
        day = min(self.acts, default=LAST)
        settles = self.registered_on if self._ends_on_registration() else None
        while day < LAST and (day <= max(self.acts) or day <= max(self.due, settles or 0) or self.cancels_on < LAST):
            if told.issued_on is not None and told.ended_on == LAST and day >= self.cancels_on:
                told.ended_on = day
            if day == settles and told.issued_on is not None:
                told.ended_on = min(told.ended_on, day)
            for act in self.acts.get(day, ()):
                self._do(act, day)
            if told.issued_on is not None and told.issued_on <= day < told.ended_on:
                told.days[IN_USE if self.since <= day < self.due else SUSPENDED][day - FIRST] = 1
            day += 1
        if told.issued_on is not None and told.ended_on == LAST:
            mark(told.days[SUSPENDED], day, LAST)  # nothing happens any more
        if told.issued_on is not None:
            told.counted.append((self.since, self.start, self.due))
        return told

    def _ends_on_registration(self) -> bool:
        on = self.registered_on
        return on is not None and bool(self._says("ends_on_local_registration", on, False))

    def _do(self, act: Any, day: int) -> None:
        on = act.on.toordinal()
        if self.standing.issued_on is None:
            if act.kind == "issue":
                self.standing.issued_on = self.since = self.start = on
                if self._says("anchor", on, "issue") == "residence":
                    self.start = self.resident_since(on)
                self._wait_after(on)
        elif self.standing.ended_on < LAST:
            return
        elif act.kind in ("cancel", "revoke"):
            self.standing.ended_on = on
        elif act.kind == "endorse":
            self._endorse(day, on)
        elif (
            act.kind in ("replace", "reissue")
            and on < self.due
            and not self._says("replacement_keeps_anchor", on, True)
        ):
            self.moved_on, self.endorsed = on, (0, 0)
            self._wait_after(on)

    def _endorse(self, day: int, on: int) -> None:
        if day >= self.due:
            self._make_up(day, on)
        elif day >= self.opens:
            self.endorsed = (self.opens, self.due)
            if self._says("anchor", on, "issue") == "last_endorsement":
                self._wait_after(on)
            else:
                self._wait_for(self._anniversary_after(self.anniversary, on))

    def _make_up(self, day: int, on: int) -> None:
        at = self.anniversary
        self.standing.counted.append((self.since, self.start, self.due))
        self.since, self.endorsed = on, (0, 0)
        if day - self.due >= int(self._says("grace_days", at, 0)):
            moves = self._says("reanchor_on_makeup", at, True) or self._says("anchor", at, "issue") in (
                "makeup",
                "last_endorsement",
            )
            self.start = self._start_after(str(self._says("late_effect", at, "restart")), on, moves)
            self.moved_on = on if moves else self.moved_on
        self._wait_after(on)

    def _start_after(self, effect: str, on: int, moves: bool) -> int:
        earned = whole_months(self.start, self.due)
        if effect == "void":
            return self.start
        if effect == "exclude_gap":
            rest = self.due - months_after(self.start, earned)
            return months_before(on - rest, earned)
        if effect == "drop_missed_year" and moves:
            return months_before(on, max(0, earned - 12))
        if effect == "drop_missed_year":
            return min(months_after(self.start, 12 * (whole_years(self.anniversary, on) + 1)), on)
        return on

    def _wait_after(self, on: int) -> None:
        """Wait for the first anniversary whose window was not open yet on *on*."""
        self._wait_for(self._anniversary_after(on, on))
        if on >= self.opens and self.anniversary < months_after(on, 12):
            self._wait_for(self._anniversary_after(self.anniversary, on))

    def _anniversary_after(self, day: int, on: int) -> int:
        assert self.standing.issued_on is not None
        anchor = self._says("anchor", on, "issue")
        if anchor == "last_endorsement":
            first = on
        elif self.moved_on is not None:
            first = self.moved_on
        else:
            issued_on = self.standing.issued_on
            first = self.resident_since(issued_on) if anchor == "residence" else issued_on
        return months_after(first, 12 * (whole_years(first, day) + 1))

    def _wait_for(self, anniversary: int) -> None:
        self.anniversary = self.due = anniversary
        window = int(self._says("window", anniversary, 1))
        in_days = self._says("window_unit", anniversary, "months") == "days"
        self.opens = anniversary - window if in_days else months_before(anniversary, window)
        if self._says("last_open_day", anniversary, "none") == "next_working_day":
            while date.fromordinal(self.due - 1).weekday() >= SATURDAY:
                self.due += 1
        lapse = int(self._says("cancel_after_days", anniversary, 0))
        self.cancels_on = self.due + lapse if lapse else LAST

    def _says(self, name: str, day: int, otherwise: Any) -> Any:
        said = self.value(f"endorsement.{name}", day, otherwise)
        return {"true": True, "false": False}.get(said, said) if isinstance(said, str) else said


def walk(acts: Iterable[Any], value: Value, resident_since: Since, registered_on: int | None) -> Standing:
    """Return how a permit with these acts stands through time.

    *resident_since* gives the first day of the residence here that holds a day, *registered_on* is the day from which
    the household registration is here.
    """
    return Walk(acts, value, resident_since, registered_on).walked()


__all__ = ("FIRST", "IN_USE", "SUSPENDED", "Standing", "walk")

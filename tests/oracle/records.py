"""Records on one day: open or not, and for how long, every day marked in a diary and counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.facts import UNKNOWN

from . import diary
from .asking import NO, PERHAPS, YES, Asked, Asking, Who, day_of, word_of
from .ledger import IN_USE, SUSPENDED, Standing


@dataclass(frozen=True)
class Spell:
    """Days on which a permit stood so, as a record."""

    division: str
    standing: str
    days: bytearray


class Records(Asking):
    """The words about records and the permit."""

    def _pages(self, asked: Asked, who: Who) -> tuple[bytearray, bytearray]:
        """Return the diary of the days surely covered by records, and of those that may be."""
        pages: tuple[bytearray, bytearray] = self.oracle.keep(
            ("pages", id(asked), who.label, self.city), lambda: self._write(asked, who)
        )
        return pages

    def _write(self, asked: Asked, who: Who) -> tuple[bytearray, bytearray]:
        sure, perhaps = diary.blank(), diary.blank()
        for name in [*asked["list"], *asked.get("also", ())]:
            rows = self._rows(name, who)
            if name not in asked["list"] and rows is None:
                continue
            if rows is None:
                diary.mark(perhaps, diary.FIRST, diary.LAST)
            for row in rows or ():
                for days, page in zip(self._days_of(row, asked, name), (sure, perhaps), strict=True):
                    for day in days:
                        diary.mark(page, *day)
        return sure, perhaps

    def _rows(self, name: str, who: Who) -> Sequence[Any] | None:
        if name != "permit":
            rows: Sequence[Any] | None = getattr(who.person, name)
            return rows
        permit: Any = who.person.permit
        if permit is UNKNOWN:
            return None
        standing = self.oracle.standing(who)
        return [Spell(permit.division, word, standing.days[word]) for word in (IN_USE, SUSPENDED)] if standing else []

    def _days_of(self, row: Any, asked: Asked, name: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return the days on which a record surely, and possibly, is open, matches and lies in the place asked."""
        matching = self._matches(row, asked)
        if matching == NO or row.division is None:
            return [], []
        if isinstance(row, Spell):
            spells = [(at, diary.ends(row.days, at)) for at in diary.beginnings(row.days)]
            surely = spells
        else:
            since, counted = row.since, None
            if asked.get("from") == "registration" and name == "residences":
                since, counted = (row.registered_on, row.registered_on) if row.registered_on else (row.since, "unknown")
            low = diary.FIRST if since is None else since.toordinal()
            high = diary.LAST if row.until is None or row.until is UNKNOWN else row.until.toordinal()
            spells = [(low, high)]
            surely = [(low, low + 1)] if row.until is UNKNOWN else spells
            if since is None or counted == "unknown":
                surely = []
        cut = [self._cut(spell, row.division, asked) for spell in spells]
        cut_surely = [self._cut(spell, row.division, asked) for spell in surely] if matching == YES else []
        return [spell for spell in cut_surely if spell[0] < spell[1]], [spell for spell in cut if spell[0] < spell[1]]

    def _cut(self, spell: tuple[int, int], division: str, asked: Asked) -> tuple[int, int]:
        """Return the days of a spell between the days asked, and on which the division lies in the place asked."""
        low, high = spell
        scope = asked.get("in", "place")
        if "between" in asked:
            low = max(low, day_of(asked["between"].get("from"), low))
            high = min(high, day_of(asked["between"].get("until"), high))
        while scope.startswith("group:") and low < high and not self.lies_in(division, scope, low):
            low += 1 if self.lies_in(division, scope, high - 1) else high - low
        return (low, high if self.lies_in(division, scope, low) else low) if low < high else (low, low)

    def _matches(self, row: Any, asked: Asked) -> int:
        unclear = asked.get("unclear", {})
        wanted = dict(asked.get("where", {}))
        if isinstance(row, Spell):
            wanted.setdefault("standing", [IN_USE])
        answer = YES
        for field, words in wanted.items():
            word = word_of(getattr(row, field, None))
            if word in words:
                continue
            if word is not None and word not in unclear.get(field, ()):
                return NO
            answer = PERHAPS
        for field, words in asked.get("except", {}).items():
            word = word_of(getattr(row, field, None))
            if word is None or word in unclear.get(field, ()):
                answer = PERHAPS
            elif word in words:
                return NO
        return answer

    def word_record(self, asked: Asked, who: Who, day: int) -> int:
        sure, perhaps = self._pages(asked, who)
        return YES if diary.marked(sure, day) else PERHAPS if diary.marked(perhaps, day) else NO

    def word_first_known_of(self, asked: Asked, who: Who, day: int) -> int:
        known = [
            self.word_record(option, who, day)
            for option in asked["options"]
            if any(self._rows(name, who) is not None for name in option["list"])
        ]
        return max(known) if known else PERHAPS

    def word_lasting(self, asked: Asked, who: Who, day: int) -> int:
        unit = next(unit for unit in ("months_at_most", "months", "years", "days") if unit in asked)
        length = int(self.oracle.value(asked[unit], day)) * (12 if unit == "years" else 1)
        gap = int(self.oracle.value(asked.get("gap_days", 0), day))
        sure, perhaps = self._pages(asked, who)
        key = (id(asked), who.label, self.city)
        if self._lasted((*key, 0), sure, asked, length, gap, day):
            answer = YES
        elif unit == "months_at_most":
            answer = PERHAPS if self._begun((*key, 1), perhaps, asked, gap, day) else NO
        else:
            answer = PERHAPS if self._lasted((*key, 1), perhaps, asked, length, gap, day) else NO
        return min(answer, self.word_record(asked["still"], who, day)) if "still" in asked else answer

    def _lasted(self, key: Any, page: bytearray, asked: Asked, length: int, gap: int, day: int) -> bool:
        unit = "days" if "days" in asked else "months"
        if "within_months" in asked:
            whole = self.oracle.keep(("full", key, gap), lambda: diary.full_months(diary.bridged(page, gap)))
            when = date.fromordinal(day)
            this = when.year * 12 + when.month - 1
            return sum(month in whole for month in range(this - int(asked["within_months"]), this)) >= length
        mode = asked.get("mode", "consecutive")
        if mode == "sum":
            if length == 0:
                return True
            reached = self.oracle.keep(("sum", key, length), lambda: diary.added_up_on(page, length, unit))
            return reached is not None and reached <= day
        if mode == "first":
            first = page.find(1)
            return first >= 0 and diary.after(first + diary.FIRST, length, unit) <= day
        closed = self.oracle.keep(("bridged", key, gap), lambda: diary.bridged(page, gap)) if gap else page
        begun = diary.began(closed, day)
        return begun is not None and diary.after(begun, length, unit) <= day

    def _begun(self, key: Any, page: bytearray, asked: Asked, gap: int, day: int) -> bool:
        """Say whether there is some length at all: a city that may ask less still asks for something."""
        if "within_months" in asked:
            return self._lasted(key, page, asked, 1, gap, day)
        mode = "first" if asked.get("mode") == "sum" else asked.get("mode", "consecutive")
        return self._lasted(key, page, {**asked, "mode": mode}, 0, gap, day)

    def _permit(self, asked: Asked, who: Who, day: int) -> Standing | int:
        """Return the standing of a permit that lies in the place asked; no or unknown if there is none to speak of."""
        permit: Any = who.person.permit
        if permit is UNKNOWN:
            return PERHAPS
        standing = self.oracle.standing(who)
        if standing is None or not self.lies_in(permit.division, asked.get("in", "place"), day):
            return NO
        return standing

    def word_permit_in_use(self, asked: Asked, who: Who, day: int) -> int:
        standing = self._permit(asked, who, day)
        if isinstance(standing, int):
            return standing
        return YES if diary.marked(standing.days[IN_USE], day) else NO

    def word_no_live_permit(self, asked: Asked, who: Who, day: int) -> int:
        standing = self._permit(asked, who, day)
        if isinstance(standing, int):
            return YES - standing
        return NO if any(diary.marked(page, day) for page in standing.days.values()) else YES

    def word_permit_issued(self, asked: Asked, who: Who, day: int) -> int:
        standing = self._permit(asked, who, day)
        if isinstance(standing, int):
            return standing
        issued = standing.issued_on
        return YES if issued is not None and issued <= day and issued < day_of(asked["before"], 0) else NO

    def word_residence_years(self, asked: Asked, who: Who, day: int) -> int:
        standing = self._permit(asked, who, day)
        if isinstance(standing, int):
            return standing
        years = standing.years_on(day)
        return YES if years is not None and years >= int(self.oracle.value(asked["years"], day)) else NO

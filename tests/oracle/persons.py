"""The words about persons and places, and points."""

from collections.abc import Iterator
from datetime import date

from resipermit.domain.identity import RESIDENTS_OF
from resipermit.domain.rules import Indicator

from . import points
from .asking import NO, PERHAPS, YES, Asked, Who, open_on
from .months import months_after, whole_years
from .schooling import Schooling

MOST = 150 * 12


class Persons(Schooling):
    """What a person and a place is, and the points a table gives."""

    def word_age(self, asked: Asked, who: Who, day: int) -> int:
        if who.person.born_on is None:
            return PERHAPS
        born = who.person.born_on.toordinal()
        if day < months_after(born, 12 * int(self.oracle.value(asked.get("from", 0), day))):
            return NO
        if "until" in asked and day >= months_after(born, 12 * int(self.oracle.value(asked["until"], day))):
            return NO
        return YES

    def word_year_of_age(self, asked: Asked, who: Who, day: int) -> int:
        """In the calendar year in which a man reaches the age."""
        person = who.person
        if person.sex is not None and person.sex.value == "female":
            return NO
        if person.born_on is None:
            return PERHAPS
        year = person.born_on.year + int(self.oracle.value(asked["age"], day))
        if date.fromordinal(day).year != year:
            return NO
        return PERHAPS if person.sex is None else YES

    def word_registered(self, asked: Asked, who: Who, day: int) -> int:
        rows = who.person.registered_divisions
        if rows:
            inside = [self.lies_in(row.division, asked["in"], day) for row in rows]
            return max(
                open_on(row.since, row.until, day) if here else NO for row, here in zip(rows, inside, strict=True)
            )
        if who.person.registered_division is None:
            return PERHAPS
        return YES if self.lies_in(who.person.registered_division, asked["in"], day) else NO

    def word_other_city_of_group(self, asked: Asked, who: Who, day: int) -> int:
        inside = self.word_registered({"in": f"group:{asked['group']}"}, who, day)
        return min(inside, YES - self.word_registered({"in": "place"}, who, day))

    def word_living_together(self, _asked: Asked, who: Who, day: int) -> int:
        together = None if who.relative is None else who.relative.living_together
        if who.relative is None or together is True:
            return YES
        if together is None or together is False:
            return PERHAPS if together is None else NO
        return max((open_on(spell.since, spell.until, day) for spell in together), default=NO)

    def word_unmarried(self, asked: Asked, who: Who, day: int) -> int:
        if who.relative is None or who.relative.relation != "child":
            return YES
        if who.relative.married is not None:
            return NO if who.relative.married else YES
        if "below" not in asked or who.person.born_on is None:
            return PERHAPS
        age = whole_years(who.person.born_on.toordinal(), day)
        return YES if age < int(self.oracle.value(asked["below"], day)) else PERHAPS

    def word_mainland_number(self, _asked: Asked, who: Who, _day: int) -> int:
        number = who.person.citizen_number or ""
        return NO if number[:6] in RESIDENTS_OF or number.startswith("9") else YES

    def word_sex(self, asked: Asked, who: Who, _day: int) -> int:
        return PERHAPS if who.person.sex is None else YES if who.person.sex.value in asked["is"] else NO

    def word_stated(self, asked: Asked, who: Who, _day: int) -> int:
        said = (who.person.points or {}).get(asked["indicator"])
        if said is None:
            return PERHAPS
        if "is" in asked:
            written = said if isinstance(said, str) else f"{said:g}"
            return YES if written in [str(word) for word in asked["is"]] else NO
        if isinstance(said, str):
            return NO
        low, high = float(asked.get("from", said)), float(asked.get("until", said + 1))
        return YES if low <= said < high else NO

    def word_band(self, asked: Asked, _who: Who, day: int) -> int:
        band = self.oracle.atlas.band_on(self.oracle.place, day)
        return PERHAPS if band is None else YES if band in asked["is"] else NO

    def word_place_in_group(self, asked: Asked, _who: Who, day: int) -> int:
        return YES if self.oracle.atlas.city_in_group(self.oracle.place, asked["group"], day) else NO

    def word_opened(self, asked: Asked, _who: Who, day: int) -> int:
        answer = PERHAPS
        for row in self.oracle.book.openings.get(asked["service"], ()):
            if row.since.toordinal() <= day:
                answer = YES if row.opened else NO
        return answer

    def word_value_is(self, asked: Asked, _who: Who, day: int) -> int:
        reads = str(self.oracle.value(asked["value"], day))
        return PERHAPS if reads == "open" else YES if reads in map(str, asked["is"]) else NO

    def word_points(self, asked: Asked, who: Who, day: int) -> int:
        table = self.oracle.book.points[asked["table"]]
        vetoes = [self.ask(veto, who, day) for veto in table.veto]
        least, most = points.total(table, lambda one: self._measure(one, who, day), vetoes)
        needed = float(self.oracle.value(asked["at_least"], day))
        return YES if least >= needed else PERHAPS if most >= needed else NO

    def _measure(self, one: Indicator, who: Who, day: int) -> points.Least:
        if one.measure == "stated":
            said = (who.person.points or {}).get(one.name or one.id)
            return points.anything(one) if said is None else (points.points_for(one, said),) * 2
        if one.measure == "age":
            born = who.person.born_on
            if born is None:
                return points.anything(one)
            years = whole_years(born.toordinal(), day) if born.toordinal() <= day else None
            return (0, 0) if years is None else points.between(one, years, years)
        assert one.records is not None
        if one.measure == "record":
            open_now = self.word_record(one.records.params, who, day)
            return points.between(one, int(open_now == YES), int(open_now >= PERHAPS))
        low, high = self._units(one.records.params, who, day)
        return points.between(one, min(low, high), max(low, high))

    def _units(self, asked: Asked, who: Who, day: int) -> Iterator[int]:
        """Return how many whole units the records have surely, and possibly, lasted."""
        unit = "days" if asked.get("per") == "days" else "months"
        size = 12 if asked.get("per", "years") == "years" else 1
        plain = {**asked, "days": 0} if unit == "days" else asked
        for n, page in enumerate(self._pages(asked, who)):
            units, key = 0, (id(asked), who.label, self.city, n)
            gap = int(asked.get("gap_days", 0))
            while units < MOST and self._lasted(key, page, plain, (units + 1) * size, gap, day):
                units += 1
            yield units

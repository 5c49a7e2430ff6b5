"""What every word of the oracle shares: the family, the book and the place it is asked about, and where places lie."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.facts import UNKNOWN, Facts, PersonFacts, Relative
from resipermit.domain.rules import Node, RuleBook

from . import diary
from .atlas import CITY_PROVINCES, Atlas
from .ledger import Standing, walk

NO, PERHAPS, YES = 0, 1, 2
WORDS = {NO: "no", PERHAPS: "unknown", YES: "yes"}
NOWHERE = "000000"  # a city that no fact names
WITH_HOLDER = ("any_parent", "every_parent")
RELATIONS = {
    "any_parent": ("spouse", "guardian"),
    "every_parent": ("spouse",),
    "spouse": ("spouse",),
    "guardian": ("guardian",),
    "any_child": ("child",),
}
LISTS = (
    "residences",
    "employment",
    "insurance",
    "tax",
    "housing",
    "schooling",
    "exams",
    "registered_divisions",
    "earlier_permits",
)
Asked = Mapping[str, Any]


@dataclass(frozen=True)
class Who:
    """Somebody a condition is about."""

    label: str
    person: PersonFacts
    relative: Relative | None = None


class Family:
    """One family in one place under one book, and what was reckoned about it."""

    def __init__(
        self, book: RuleBook, atlas: Atlas, facts: Facts, place: str, division: str = "", exam: Any = None
    ) -> None:
        self.book, self.atlas, self.facts, self.exam = book, atlas, facts, exam
        self.place, self.division = place, division
        self.holder = Who("holder", facts.holder)
        self._kept: dict[Any, Any] = {}

    def family(self, *relations: str) -> list[Who]:
        """Return the household members of these relations, in order."""
        members = enumerate(self.facts.household or ())
        return [Who(f"household[{i}]", one.person, one) for i, one in members if one.relation in relations]

    def keep(self, key: Any, compute: Callable[[], Any]) -> Any:
        """Return what was computed for *key* before: a cache, and nothing else."""
        if key not in self._kept:
            self._kept[key] = compute()
        return self._kept[key]

    def value(self, asked: Any, day: int) -> Any:
        """Return a number as it is, or the value of that name on *day*; before its first row that of the first."""
        if not isinstance(asked, str) or asked not in self.book.values:
            return asked
        rows = self.book.values[asked].rows
        held = rows[0].value
        for row in rows:
            if row.since.toordinal() <= day:
                held = row.value
        return held

    def named(self, name: str, day: int, otherwise: Any) -> Any:
        """Return the value of that name on *day*, or *otherwise* if the book has none."""
        return self.value(name, day) if name in self.book.values else otherwise

    def cities(self) -> list[str]:
        """Return the places of everything the facts name."""
        found = set()
        for person in (self.facts.holder, *(one.person for one in self.facts.household or ())):
            rows = [row for name in LISTS for row in getattr(person, name) or ()]
            if person.permit is not None and person.permit is not UNKNOWN:
                rows.append(person.permit)
            found |= {self.atlas.place_of(row.division) for row in rows if row.division is not None}
        return sorted(found)

    def standing(self, who: Who) -> Standing | None:
        """Return how the permit of somebody stands through time, None for no permit; only where it is known."""
        permit: Any = who.person.permit
        if permit is None:
            return None
        standing: Standing = self.keep(("standing", who.label), lambda: self._walked(who, permit))
        return standing

    def _walked(self, who: Who, permit: Any) -> Standing:
        place = self.atlas.place_of(permit.division)

        def here(rows: Sequence[Any] | None) -> list[Any]:
            return [row for row in rows or () if self.atlas.place_of(row.division) == place]

        def resident_since(day: int) -> int:
            lived = diary.blank()
            diary.mark(lived, day, day + 1)
            for row in here(who.person.residences):
                begins = row.registered_on or row.since
                open_ended = row.until is None or row.until is UNKNOWN
                if begins is not None:
                    diary.mark(lived, begins.toordinal(), diary.LAST if open_ended else row.until.toordinal())
            return diary.began(lived, day) or day

        registered = [row.since.toordinal() for row in here(who.person.registered_divisions) if row.since is not None]
        return walk(permit.acts, self.named, resident_since, min(registered, default=None))


class Asking:
    """A question about a family, for one exam year and one city looked at; the words of rules are its methods."""

    def __init__(self, oracle: Family, year: int | None, city: str | None = None) -> None:
        self.oracle, self.year, self.city = oracle, year, city

    def ask(self, node: Node, who: Who, day: int) -> int:
        """Return whether a condition holds for somebody on a day."""
        raise NotImplementedError

    def lies_in(self, division: str, scope: str, day: int) -> bool:
        """Say whether a division lies in what `in` names, on that day (groups of cities are dated)."""
        place, atlas = self.oracle.place, self.oracle.atlas
        kind, _, names = scope.partition(":")
        if kind == "group":
            return any(atlas.belongs(division, name, day) for name in names.split(","))
        if kind == "prefix":
            return division.startswith(tuple(names.split(",")))
        if kind == "anywhere":
            return True
        if kind == "province":
            return division[:2] == place[:2]
        if kind == "prefecture":
            figures = 2 if place[:2] in CITY_PROVINCES else 4
            return division[:figures] == place[:figures]
        if kind == "county" and not self.oracle.division.endswith("00") and self.oracle.division:
            return division == self.oracle.division
        if kind == "city" and self.city is not None:
            return atlas.place_of(division) == self.city
        return atlas.place_of(division) == place


def open_on(since: date | None, until: Any, day: int) -> int:
    """Say whether days that begin on *since* and end before *until* hold *day*; what nobody stated leaves it open."""
    if since is not None and day < since.toordinal():
        return NO
    if until is UNKNOWN:
        return YES if since is not None and day == since.toordinal() else PERHAPS
    if until is not None and day >= until.toordinal():
        return NO
    return PERHAPS if since is None else YES


def word_of(value: Any) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def day_of(text: str | None, otherwise: int) -> int:
    return otherwise if text is None else date.fromisoformat(text).toordinal()

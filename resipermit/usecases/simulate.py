"""Foresee for everybody on record: who becomes entitled, whose permit is suspended, what another value would change.

Counts are by division; who it is is listed only for those who may look holders up.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from resipermit.domain.actors import Actor, Right
from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts import Facts
from resipermit.domain.identity import masked
from resipermit.domain.places import Gazetteer
from resipermit.domain.rule_faults import nearest
from resipermit.domain.rules import RuleBook
from resipermit.domain.trial_values import with_value
from resipermit.usecases.assess_entitlements import division_of
from resipermit.usecases.gather_facts import gather_facts_of_many
from resipermit.usecases.hall import read_hall
from resipermit.usecases.ports import Clock, OpenUnit

BEST_FIRST = ("yes", "unknown", "no", "not_opened", "not_applicable")
EVERYBODY = 2**31 - 1
LONGEST = 3660  # days ahead


class Told(NamedTuple):
    """The answer about one person of the household of one holder, and the first day of a sure and of a possible yes."""

    holder: int  # the place among the facts asked about
    number: str
    answer: str
    first: date | None
    possible: date | None


class AskMany(Protocol):
    """Answers a row of the catalogue, or an exam, for many holders at once."""

    def __call__(
        self, facts: Sequence[Facts], book: RuleBook, gazetteer: Gazetteer, day: date, identifier: str
    ) -> Sequence[Told]: ...


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """Somebody a figure counts; the number is masked."""

    division: str
    number: str
    what: str  # the figure that counts them
    on: date | None = None

    def __repr__(self) -> str:
        return "Listed(...)"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Figures by division, in the order of *figures*; *people* is empty unless it was asked for."""

    figures: tuple[str, ...]
    divisions: Mapping[str, Mapping[str, int]]
    people: tuple[Listed, ...] = ()

    @property
    def total(self) -> Mapping[str, int]:
        """The figures of all divisions together."""
        return {name: sum(line[name] for line in self.divisions.values()) for name in self.figures}


@dataclass(frozen=True)
class Simulate:
    """Three questions about everybody on record; each is noted in the journal, none changes anything."""

    open_unit: OpenUnit
    book_for: Callable[[str], RuleBook]
    ask_many: AskMany
    gazetteer: Gazetteer
    clock: Clock

    def entitled(self, actor: Actor, identifier: str, month: date, *, list_people: bool = False) -> Foreseen:
        """Return who becomes entitled in the month of *month*, if nobody acts and open periods run on.

        Raises:
            InvalidInput: `rule_id_unknown`, with the nearest id.
        """
        first, end = month.replace(day=1), _next_month(month)
        place, everybody = self._everybody(actor, f"entitled {identifier} {first:%Y-%m}", list_people)
        book = self.book_for(place)
        _known(book, identifier)
        before = first - timedelta(days=1)
        found = []
        for told in _each_once(self.ask_many(everybody.facts, book, self.gazetteer, before, identifier)).values():
            division = everybody.divisions[told.holder]
            found.append(Listed(division, told.number, "asked"))
            if told.first is not None and first <= told.first < end:
                found.append(Listed(division, told.number, "becomes", told.first))
            elif told.possible is not None and told.possible < end and (told.first is None or told.first >= end):
                found.append(Listed(division, told.number, "unknown"))
        return _counted(("asked", "becomes", "unknown"), found, ("becomes",) if list_people else ())

    def suspended(self, actor: Actor, days: int, *, list_people: bool = False) -> Foreseen:
        """Return whose permit is suspended on one of the next *days* days, from tomorrow on, unless it is endorsed."""
        if not 1 <= days <= LONGEST:
            raise InvalidInput("days_ahead_wrong", field="--days", value=days, most=LONGEST)
        tomorrow = self.clock.today() + timedelta(days=1)
        self._may(actor, list_people)
        with self.open_unit() as unit:
            due = unit.permits.due_between(tomorrow, tomorrow + timedelta(days=days), EVERYBODY)
            unit.journal.note(actor, "simulate", self.clock.now(), f"suspended {days}")
            unit.commit()
        found = [
            Listed(
                one.held.permit.division,
                one.person.citizen_number,
                "suspended",
                one.held.permit.state(self.clock.today()).due_on,
            )
            for one in due
            if one.held is not None
        ]
        return _counted(("suspended",), found, ("suspended",) if list_people else ())

    def with_value(
        self, actor: Actor, value: str, text: str, identifier: str, day: date, *, list_people: bool = False
    ) -> Foreseen:
        """Return how the answers of *day* change where the value *value* reads *text*.

        Raises:
            InvalidInput: see `domain.trial_values`; `rule_id_unknown`.
        """
        place, everybody = self._everybody(actor, f"set {value}={text} {identifier}", list_people)
        book = self.book_for(place)
        _known(book, identifier)
        books = book, with_value(book, value, text)
        before, after = (
            _each_once(self.ask_many(everybody.facts, one, self.gazetteer, day, identifier)) for one in books
        )
        found = []
        for key, told in after.items():
            names = _changes(before[key].answer if key in before else "not_applicable", told.answer)
            found += [Listed(everybody.divisions[told.holder], told.number, name) for name in names]
        figures = ("asked", "before", "after", "gained", "lost", "unknown_before", "unknown_after")
        return _counted(figures, found, ("gained", "lost") if list_people else ())

    def _may(self, actor: Actor, list_people: bool) -> None:
        actor.needs(Right.SIMULATE)
        if list_people:
            actor.needs(Right.FIND)

    def _everybody(self, actor: Actor, asked: str, list_people: bool) -> tuple[str, "_Everybody"]:
        self._may(actor, list_people)
        with self.open_unit() as unit:
            hall = read_hall(unit.settings)
            place = self.gazetteer.place_of(hall.division)
            facts = list(gather_facts_of_many(unit, unit.people.registered(), place))
            unit.journal.note(actor, "simulate", self.clock.now(), asked)
            unit.commit()
        today = self.clock.today()
        return place, _Everybody(facts, [_division(one, today, hall.division) for one in facts])


class _Everybody(NamedTuple):
    facts: Sequence[Facts]
    divisions: Sequence[str]


def _division(facts: Facts, today: date, hall: str) -> str:
    try:
        return division_of(facts, today)
    except InvalidInput:
        return hall


def _known(book: RuleBook, identifier: str) -> None:
    rows = (*book.entitlements, book.application, book.settlement, *book.exams)
    known = [row.id for row in rows if row is not None] + ["settlement.family"] * bool(book.settlement)
    if identifier not in known:
        raise InvalidInput("rule_id_unknown", field="ID", value=identifier, near=nearest(identifier, known) or "—")


def _each_once(told: Iterable[Told]) -> dict[str, Told]:
    """Return each person's best answer: a child may belong to the households of both parents."""
    found: dict[str, Told] = {}
    for one in told:
        known = found.get(one.number)
        if known is None or _rank(one) < _rank(known):
            found[one.number] = one
    return found


def _rank(told: Told) -> tuple[int, date]:
    return BEST_FIRST.index(told.answer), told.first or date.max


def _changes(before: str, after: str) -> list[str]:
    names = ["asked"]
    for when, answer in (("before", before), ("after", after)):
        names += [when] if answer == "yes" else [f"unknown_{when}"] if answer == "unknown" else []
    if (before == "yes") != (after == "yes"):
        names.append("gained" if after == "yes" else "lost")
    return names


def _counted(figures: tuple[str, ...], found: Sequence[Listed], listed: tuple[str, ...]) -> Foreseen:
    counts = Counter((one.division, one.what) for one in found)
    divisions = sorted({one.division for one in found})
    people = sorted(
        (Listed(one.division, masked(one.number), one.what, one.on) for one in found if one.what in listed),
        key=lambda one: (one.division, one.what, one.on or date.max, one.number),
    )
    return Foreseen(
        figures,
        {division: {name: counts[division, name] for name in figures} for division in divisions},
        tuple(people),
    )


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)

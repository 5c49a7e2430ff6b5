"""One question: whose facts, which place, which day; and the people it can be asked about."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Any, TypeVar

from resipermit.domain.conditions.reach import frame_of
from resipermit.domain.facts import UNKNOWN, Facts, PersonFacts, Relative, Unknown
from resipermit.domain.law import NotYetInForce
from resipermit.domain.permit import Course, PermitState, ResidencePermit, Standing
from resipermit.domain.permit_of_facts import permit_of_facts
from resipermit.domain.places import Gazetteer
from resipermit.domain.rules import ExamRule, RuleBook
from resipermit.domain.spans import Days, Spans, holding

T = TypeVar("T")
LISTS_WITH_A_PLACE = (
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


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody a question is about: `label` is holder or household[i]; *relative* is None for the holder."""

    label: str
    person: PersonFacts
    relative: Relative | None = None


class Who:
    """Somebody a case asks about, with the answers so far; *common* are those no exam year or city changes."""

    __slots__ = ("case", "common", "own", "subject")

    def __init__(self, case: "Case", subject: Subject) -> None:
        self.case = case
        self.subject = subject
        self.own: dict[int, Days] = {}
        common: dict[int, Days] | None = case.common.get(("answers", subject.label))
        if common is None:
            common = case.common["answers", subject.label] = {}
        self.common = common


Reading = Callable[[Who], Days]
_slots = count()


def kept(work_out: Reading, *, bound: bool) -> Reading:
    """Return a function that works out each person's answer once; *bound* is one to an exam year or a city."""
    slot = next(_slots)

    def read_own(who: Who) -> Days:
        days = who.own.get(slot)
        if days is None:
            days = who.own[slot] = work_out(who)
        return days

    def read_common(who: Who) -> Days:
        days = who.common.get(slot)
        if days is None:
            days = who.common[slot] = work_out(who)
        return days

    return read_own if bound else read_common


@dataclass(slots=True)
class Case:
    """The facts and the book against which conditions are evaluated; every answer is kept, none computed twice.

    *division* is the unit asked about before the districts of a city are merged into *place*; *city* is the city
    looked at inside `some_city`. What does not depend on the day asked is kept in common with the cases of other days.
    """

    facts: Facts
    book: RuleBook
    gazetteer: Gazetteer
    place: str
    as_of: date
    division: str = ""
    exam: ExamRule | None = None
    exam_year: int | None = None
    city: str | None = None
    today: int = 0
    _kept: dict[Any, Any] = field(default_factory=dict)
    common: dict[Any, Any] = field(default_factory=dict)
    _people: dict[str, Who] = field(default_factory=dict)
    looked_at: dict[Any, Any] = field(default_factory=dict)  # what has been explained, by condition and person

    def __post_init__(self) -> None:
        self.today = self.as_of.toordinal()

    def on(self, day: date) -> "Case":
        """Return the same question on another day."""
        return self if day == self.as_of else self._beside(("on", day), as_of=day)

    def who(self, subject: Subject) -> Who:
        """Return the person with the answers so far; the day asked changes none of them."""
        who = self._people.get(subject.label)
        if who is None:
            who = self._people[subject.label] = Who(self, subject)
        return who

    def about(self, exam: ExamRule, year: int | None) -> "Case":
        """Return the same question for those who sit *exam* in *year*."""
        return self._beside(("about", exam.id, year), exam=exam, exam_year=year, _people={})

    def within(self, city: str) -> "Case":
        """Return the same question with this city looked at."""
        return self._beside(("within", city), city=city, _people={})

    def _beside(self, key: Any, **changes: Any) -> "Case":
        case: Case = self.kept(key, lambda: replace(self, _kept={}, looked_at={}, **changes))
        return case

    @property
    def holder(self) -> Subject:
        """The holder as a subject."""
        holder: Subject | None = self.common.get("holder")
        if holder is None:
            holder = self.common["holder"] = Subject("holder", self.facts.holder)
        return holder

    def relatives(self, *relations: str) -> Sequence[Subject]:
        """Return the household members of these relations, in household order."""
        return [one for one in self.household if one.relative is not None and one.relative.relation in relations]

    @property
    def household(self) -> Sequence[Subject]:
        """Everybody of the household, in its order."""
        found: Sequence[Subject] | None = self.common.get("household")
        if found is None:
            found = self.common["household"] = [
                Subject(f"household[{index}]", relative.person, relative)
                for index, relative in enumerate(self.facts.household or ())
            ]
        return found

    def parents(self) -> tuple[Subject, ...]:
        """Return the parents of a child of the household: the holder, the spouse, and guardians on record."""
        return (self.holder, *self.relatives("spouse", "guardian"))

    def people(self) -> Iterator[PersonFacts]:
        """Return everybody the facts are about."""
        yield self.facts.holder
        for relative in self.facts.household or ():
            yield relative.person

    def cities(self) -> tuple[str, ...]:
        """Return the cities (a prefecture city, or a county-level place of its own) named in the facts, in order."""
        found: dict[str, None] = {}
        for person in self.people():
            rows = [row for name in LISTS_WITH_A_PLACE for row in getattr(person, name) or ()]
            if person.permit is not None and not isinstance(person.permit, Unknown):
                rows.append(person.permit)
            for row in rows:
                if row.division is not None:
                    found[self.gazetteer.place_of(row.division)] = None
        return tuple(found)

    def kept(self, key: Any, compute: Callable[[], T]) -> T:
        """Return what *compute* gave for *key* the first time."""
        if key not in self._kept:
            self._kept[key] = compute()
        kept: T = self._kept[key]
        return kept

    def in_common(self, key: Any, compute: Callable[[], T]) -> T:
        """Return what *compute* gave for *key* the first time, on whichever day that was asked."""
        if key not in self.common:
            self.common[key] = compute()
        kept: T = self.common[key]
        return kept

    def value(self, name: str) -> Any:
        """Return a value of the book on the day asked; before its first row, that of the first row."""
        dated = self.book.values[name]
        try:
            return dated.on(self.as_of)
        except NotYetInForce:
            return dated.rows[0].value

    def permit_of(self, subject: Subject) -> ResidencePermit | Unknown | None:
        """Return the subject's permit as a ledger, None for none, UNKNOWN when nobody said."""
        held = subject.person.permit
        if held is None or held is UNKNOWN or isinstance(held, Unknown):
            return held
        return permit_of_facts(held, subject.person, self.book.endorsement, self.gazetteer)

    def course_of(self, subject: Subject) -> Course | Unknown | None:
        """Return what the acts make of the subject's permit; all recorded acts count."""

        def fold() -> Course | Unknown | None:
            permit = self.permit_of(subject)
            return permit.course() if isinstance(permit, ResidencePermit) else permit

        return self.in_common(("course", subject.label), fold)

    def state_of(self, subject: Subject) -> PermitState:
        """Return how the subject's permit stands on the day asked, by the acts on record that day."""

        def stand() -> PermitState:
            permit = self.permit_of(subject)
            if isinstance(permit, ResidencePermit):
                return permit.state(self.as_of)
            return PermitState(Standing.NONE if permit is None else Standing.UNKNOWN)

        return self.kept(("state", subject.label), stand)

    def frame(self, division: str, scope: str) -> Spans:
        """Return the days on which *division* lies in *scope* (docs/rules.md, “Places”)."""
        key = division, scope, self.city
        frame: Spans | None = self.common.get(key)
        if frame is None:
            frame = self.common[key] = frame_of(self, division, scope)
        return frame

    def in_place(self, division: str, scope: str) -> bool:
        """Say whether *division* lies in *scope* on the day asked."""
        return holding(self.frame(division, scope), self.today) is not None

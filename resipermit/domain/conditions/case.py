"""One question: whose facts, which place, which day; and the people it can be asked about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from resipermit.domain.facts import UNKNOWN, Facts, PersonFacts, Relative, Unknown
from resipermit.domain.law import NotYetInForce
from resipermit.domain.permit import Course, PermitState, ResidencePermit, Standing
from resipermit.domain.permit_of_facts import permit_of_facts
from resipermit.domain.places import Gazetteer
from resipermit.domain.rules import RuleBook


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody a question is about: `label` is holder or household[i]; *relative* is None for the holder."""

    label: str
    person: PersonFacts
    relative: Relative | None = None


@dataclass(slots=True)
class Case:
    """The facts and the book against which conditions are evaluated; every answer is kept, none computed twice."""

    facts: Facts
    book: RuleBook
    gazetteer: Gazetteer
    place: str
    as_of: date
    today: int = 0
    _kept: dict[Any, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.today = self.as_of.toordinal()

    @property
    def holder(self) -> Subject:
        """The holder as a subject."""
        return Subject("holder", self.facts.holder)

    def relatives(self, *relations: str) -> Iterable[Subject]:
        """Return the household members of these relations, in household order."""
        for index, relative in enumerate(self.facts.household or ()):
            if relative.relation in relations:
                yield Subject(f"household[{index}]", relative.person, relative)

    def parents(self) -> tuple[Subject, ...]:
        """Return the parents of a child of the household: the holder, the spouse, and guardians on record."""
        return (self.holder, *self.relatives("spouse", "guardian"))

    def kept(self, key: Any, compute: Any) -> Any:
        """Return what *compute* gave for *key* the first time."""
        if key not in self._kept:
            self._kept[key] = compute()
        return self._kept[key]

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

        course: Course | Unknown | None = self.kept(("course", subject.label), fold)
        return course

    def state_of(self, subject: Subject) -> PermitState:
        """Return how the subject's permit stands on the day asked, by the acts on record that day."""

        def stand() -> PermitState:
            permit = self.permit_of(subject)
            if isinstance(permit, ResidencePermit):
                return permit.state(self.as_of)
            return PermitState(Standing.NONE if permit is None else Standing.UNKNOWN)

        state: PermitState = self.kept(("state", subject.label), stand)
        return state

    def in_place(self, division: str, scope: str) -> bool:
        """Say whether *division* lies in the asked place, its province, or a group of cities.

        *scope* is place, province, a prefix list such as ``prefix:4301,4302`` or ``group:chang_zhu_tan_districts``.
        """
        key = ("in", division, scope)
        answer: bool = self.kept(key, lambda: self._in_place(division, scope))
        return answer

    def _in_place(self, division: str, scope: str) -> bool:
        if scope == "place":
            return self.gazetteer.place_of(division) == self.place
        if scope == "province":
            return division[:2] == self.place[:2]
        kind, _, names = scope.partition(":")
        if kind == "prefix":
            return division.startswith(tuple(names.split(",")))
        return bool(self.gazetteer.groups(division, self.as_of) & set(names.split(",")))

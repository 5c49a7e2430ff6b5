"""The person at the counter as the office knows them: particulars, registrations, evidence, household."""

from dataclasses import dataclass
from datetime import date

from resipermit.domain.facts import (
    EarlierPermit,
    Employment,
    Exam,
    Housing,
    Insurance,
    Residence,
    Schooling,
    Tax,
)
from resipermit.domain.identity import Sex
from resipermit.domain.permit import ResidencePermit


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """Particulars of one person; *id* is the office's own and never changes, the citizen number may.

    *registered_division* and *registered_address* are those of the household registration (常住户口所在地).
    """

    id: int | None
    citizen_number: str
    name: str
    sex: Sex
    born_on: date
    ethnic_code: str
    registered_division: str
    registered_address: str
    phone: str | None = None

    def __repr__(self) -> str:
        return f"Person(id={self.id})"


@dataclass(frozen=True, slots=True, repr=False)
class Registration:
    """居住登记: one residence as the office holds it, with its street address."""

    id: int | None
    residence: Residence
    address: str

    def __repr__(self) -> str:
        return f"Registration(id={self.id})"


@dataclass(frozen=True, slots=True, repr=False)
class Evidence:
    """What is on record about one person. A list named in *complete* is all there is; any other may lack entries."""

    registrations: tuple[Registration, ...] = ()
    employment: tuple[Employment, ...] = ()
    insurance: tuple[Insurance, ...] = ()
    tax: tuple[Tax, ...] = ()
    housing: tuple[Housing, ...] = ()
    schooling: tuple[Schooling, ...] = ()
    exams: tuple[Exam, ...] = ()
    earlier_permits: tuple[EarlierPermit, ...] = ()
    complete: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return "Evidence(...)"


@dataclass(frozen=True, slots=True, repr=False)
class Tie:
    """A member of the holder's household; what is None is not known."""

    relation: str
    relative: Person
    living_together: bool | None = None
    married: bool | None = None

    def __repr__(self) -> str:
        return f"Tie(relation={self.relation!r}, relative={self.relative!r})"


@dataclass(frozen=True, slots=True, repr=False)
class PersonFile:
    """All that is on record about one person; *permits* are newest first, the ties in the order they were entered."""

    person: Person
    evidence: Evidence
    permits: "tuple[HeldPermit, ...]"
    ties: tuple[Tie, ...]

    def __repr__(self) -> str:
        return f"PersonFile({self.person!r})"


@dataclass(frozen=True, slots=True)
class HeldPermit:
    """A permit and whose it is; *place* is the city, county or county-level city in which only one may be live."""

    person_id: int
    place: str
    permit: ResidencePermit


@dataclass(frozen=True, slots=True, repr=False)
class FoundHolder:
    """One line of a search: enough to tell two people of one name apart."""

    person: Person
    present_address: str | None
    held: HeldPermit | None

    def __repr__(self) -> str:
        return f"FoundHolder({self.person!r})"

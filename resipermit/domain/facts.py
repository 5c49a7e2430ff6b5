"""Facts about people as the record gives them: what is absent is not known, what is empty is none.

Field names and words follow the facts document (`facts_document`); its `from` is `since` here. Days are half-open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from resipermit.domain.identity import Sex
from resipermit.domain.permit import PermitAct


class Unknown(Enum):
    """A fact nobody has stated; `UNKNOWN` is its only member."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown.UNKNOWN
Until = date | None | Unknown  # first day no longer so; None: still going on; UNKNOWN: not stated


@dataclass(frozen=True, slots=True)
class RegisteredDivision:
    """Where the household registration was, and when."""

    division: str
    since: date | None
    until: Until


@dataclass(frozen=True, slots=True)
class Residence:
    """A place of residence; *registered_on* is the day the police learned of it, *dwelling* the kind of lodging."""

    division: str
    registered_on: date | None
    since: date | None
    until: Until
    dwelling: str | None = None


@dataclass(frozen=True, slots=True)
class Employment:
    """One job; *kind* is labour_contract, public_institution, dispatch, self_employed or informal."""

    division: str
    kind: str | None
    since: date | None
    until: Until


@dataclass(frozen=True, slots=True)
class Insurance:
    """One unbroken run of one scheme; *kind* is regular, make_up or transferred."""

    division: str
    scheme: str | None
    kind: str
    since: date | None
    until: Until


@dataclass(frozen=True, slots=True)
class Tax:
    """One run of tax payments."""

    division: str
    kind: str | None
    since: date | None
    until: Until


@dataclass(frozen=True, slots=True)
class Housing:
    """A right to live somewhere; *tenure* is own, rent, dormitory or relatives, *registered* the lease's filing."""

    division: str
    tenure: str | None
    registered: bool | None
    since: date | None
    until: Until


@dataclass(frozen=True, slots=True)
class Schooling:
    """One enrolment; *grade* is the grade on *since*, rising each 1 September; *record* the school record 学籍."""

    division: str
    stage: str | None
    grade: int | None
    since: date | None
    until: Until
    status: str | None = None
    record: bool | None = None


@dataclass(frozen=True, slots=True)
class Exam:
    """An examination sat: zhongkao, proficiency, gaokao, vocational_exam."""

    exam: str
    division: str | None
    on: date | None


@dataclass(frozen=True, slots=True)
class EarlierPermit:
    """A permit or temporary permit of an earlier time, now evidence only."""

    kind: str | None
    division: str
    since: date | None
    until: Until


@dataclass(frozen=True, slots=True)
class PermitFacts:
    """A permit as the facts tell it; every act is history."""

    number: str | None
    division: str
    acts: tuple[PermitAct, ...]


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on which something held."""

    since: date | None
    until: Until


@dataclass(frozen=True, slots=True, repr=False)
class PersonFacts:
    """What is known about one person; a list that is None is not known, an empty one is known to be empty."""

    citizen_number: str | None = None
    name: str | None = None
    sex: Sex | None = None
    born_on: date | None = None
    registered_division: str | None = None
    registered_divisions: tuple[RegisteredDivision, ...] | None = None
    residences: tuple[Residence, ...] | None = None
    employment: tuple[Employment, ...] | None = None
    insurance: tuple[Insurance, ...] | None = None
    tax: tuple[Tax, ...] | None = None
    housing: tuple[Housing, ...] | None = None
    schooling: tuple[Schooling, ...] | None = None
    exams: tuple[Exam, ...] | None = None
    permit: PermitFacts | None | Unknown = UNKNOWN
    earlier_permits: tuple[EarlierPermit, ...] | None = None
    points: Mapping[str, float | str] | None = None

    def __repr__(self) -> str:
        return "PersonFacts(...)"


@dataclass(frozen=True, slots=True, repr=False)
class Relative:
    """A member of the household; *living_together* is True, False, spells, or None when not known."""

    relation: str
    married: bool | None
    living_together: bool | tuple[Spell, ...] | None
    person: PersonFacts

    def __repr__(self) -> str:
        return f"Relative(relation={self.relation!r})"


@dataclass(frozen=True, slots=True, repr=False)
class Facts:
    """The holder and the household; a household of None is not known."""

    holder: PersonFacts
    household: tuple[Relative, ...] | None = None

    def __repr__(self) -> str:
        return "Facts(...)"

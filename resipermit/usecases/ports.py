"""What the acts of the office need from outside, in the words of the acts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from resipermit.domain.actors import Actor, Role
from resipermit.domain.application import Application, Stage
from resipermit.domain.decisions import Decision
from resipermit.domain.glyph_case import GlyphCase
from resipermit.domain.holder import Evidence, FoundHolder, HeldPermit, Person, PersonFile, Registration, Tie
from resipermit.domain.permit import PermitAct, ResidencePermit
from resipermit.domain.printing import PrintLine
from resipermit.domain.rule_packs import Pack, PackStep
from resipermit.domain.search_terms import Term
from resipermit.domain.stock import BlankLot, BlankUse, PrintRates


class People(Protocol):
    """The register of persons; every method that takes an id raises Refused("person_unknown") for a wrong one."""

    def get(self, person_id: int) -> Person: ...

    def by_number(self, citizen_number: str) -> Person | None:
        """Return who has, or once had, this number."""
        ...

    def add(self, person: Person) -> Person:
        """Return the person with an id; raises Refused("number_taken", person_id=...)."""
        ...

    def save(self, person: Person) -> None:
        """Keep changed particulars; a changed citizen number leaves the old one in the history."""
        ...

    def numbers(self, person_id: int) -> tuple[str, ...]:
        """Return the numbers the person has had, newest first."""
        ...

    def files(self, person_ids: Sequence[int]) -> Mapping[int, PersonFile]:
        """Return the whole file of each of many people at once."""
        ...

    def evidence(self, person_id: int) -> Evidence: ...

    def add_registration(self, person_id: int, registration: Registration) -> Registration: ...

    def close_registration(self, registration_id: int, until: date) -> None: ...

    def add_evidence(self, person_id: int, evidence: Evidence) -> None:
        """Append the evidence given; lists named in `complete` are marked as complete."""
        ...

    def household(self, person_id: int) -> tuple[Tie, ...]: ...

    def add_tie(self, person_id: int, tie: Tie) -> None: ...

    def registered(self) -> tuple[int, ...]:
        """Return everybody who has, or once had, a residence registered here."""
        ...

    def photo(self, person_id: int) -> bytes | None:
        """Return the checked JPEG, or None."""
        ...

    def keep_photo(self, person_id: int, jpeg: bytes) -> None: ...

    def find(self, term: Term, limit: int) -> tuple[FoundHolder, ...]:
        """Return the best hits first: exact before beginning, name before pinyin."""
        ...

    def known_numbers(self, candidates: Iterable[str]) -> tuple[str, ...]:
        """Return those of *candidates* that are on record."""
        ...


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """An act with who recorded it, when (UTC), and why."""

    act: PermitAct
    by: str
    recorded_at: datetime
    reason: str | None = None


class Permits(Protocol):
    """The permits and their ledgers."""

    def get(self, number: str) -> HeldPermit:
        """Raises Refused("permit_unknown", number=...)."""
        ...

    def of_person(self, person_id: int) -> tuple[HeldPermit, ...]:
        """Return the permits of a person, newest first."""
        ...

    def add(self, held: HeldPermit, line: LedgerLine) -> None:
        """Raises Refused("second_live_permit", number=...) when one is live in that place."""
        ...

    def append(self, held: HeldPermit, line: LedgerLine) -> None:
        """Keep the permit's newest act; *held* already holds it."""
        ...

    def ledger(self, number: str) -> tuple[LedgerLine, ...]: ...

    def next_serial(self, unit_code: str, year: int) -> int:
        """Return the next number of the unit's year, counted in this transaction."""
        ...

    def due_between(self, since: date, until: date, limit: int) -> tuple[FoundHolder, ...]:
        """Return whose anniversary falls on or after *since* and before *until*, soonest first."""
        ...

    def without_card(self, limit: int) -> tuple[FoundHolder, ...]:
        """Return whose live permit has no card made yet, by its number."""
        ...


class Applications(Protocol):
    """The files on their way."""

    def get(self, application_id: int) -> Application:
        """Raises Refused("application_unknown")."""
        ...

    def of_person(self, person_id: int) -> tuple[Application, ...]:
        """Newest first."""
        ...

    def waiting(self, stage: Stage, limit: int = 200) -> tuple[Application, ...]:
        """Return the files at *stage*, soonest due first."""
        ...

    def add(self, application: Application) -> Application:
        """Raises Refused("application_open") when the person already has one under way."""
        ...

    def save(self, application: Application) -> None: ...


class Prints(Protocol):
    """The print ledger and the archive of the pages."""

    def add(self, line: PrintLine, pdf: bytes) -> PrintLine: ...

    def close(self, line: PrintLine) -> None: ...

    def of_permit(self, number: str) -> tuple[PrintLine, ...]:
        """Newest first."""
        ...

    def pdf(self, line_id: int) -> bytes: ...


class Stock(Protocol):
    """Blank cards, and the cards that wait for a character."""

    def lots(self) -> tuple[BlankLot, ...]:
        """Oldest first."""
        ...

    def add_lot(self, lot: BlankLot) -> None:
        """Raises Refused("blanks_already_received") when a serial of it is known."""
        ...

    def uses(self) -> tuple[BlankUse, ...]: ...

    def record(self, use: BlankUse) -> None:
        """Raises Refused: `blank_not_in_stock`, `blank_already_gone`."""
        ...

    def rates(self, since: date, until: date) -> PrintRates:
        """Return the figures of the cards made from *since* on and before *until*."""
        ...

    def open_glyph_case(self, case: GlyphCase) -> None:
        """Keep a case once: the same characters in the same place are one case until it is settled."""
        ...

    def settle_glyph_case(self, case: GlyphCase) -> None: ...

    def glyph_cases(self, *, settled: bool = False) -> tuple[GlyphCase, ...]:
        """Return those that wait, oldest first; with *settled* the others too."""
        ...


@dataclass(frozen=True, slots=True)
class ListedCard:
    """A card with its place on the status list: the *card*-th of its permit, counted from 1."""

    index: int
    card: int
    permit: ResidencePermit


class Statuses(Protocol):
    """The places of cards on the office's status list."""

    def index_of(self, number: str, card: int) -> int:
        """Return the place of a permit's card, given now when it has none; a place is never given again."""
        ...

    def listed(self) -> Iterator[ListedCard]:
        """Return every card with a place, by its place."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class User:
    """Somebody who may sign in. *password_hash* is an Argon2id string."""

    name: str
    display_name: str
    roles: frozenset[Role]
    password_hash: str
    active: bool = True
    failures: int = 0
    locked_until: datetime | None = None

    def __repr__(self) -> str:
        return f"User({self.name!r})"


class Users(Protocol):
    """Who may sign in."""

    def get(self, name: str) -> User | None: ...

    def add(self, user: User) -> None:
        """Raises Refused("user_exists", user=...)."""
        ...

    def save(self, user: User) -> None: ...

    def all(self) -> tuple[User, ...]: ...


class Journal(Protocol):
    """What was looked at, revealed and printed, by whom; never the personal data itself."""

    def note(self, actor: Actor, event: str, at: datetime, subject: str | None = None) -> None:
        """*subject* is an internal id or a keyed hash of what was typed."""
        ...

    def newest(self, limit: int) -> tuple[tuple[datetime, str, str, str | None], ...]:
        """Return (at, user, event, subject), newest first."""
        ...

    def last(self, event: str, subject: str) -> datetime | None:
        """Return when *event* was last noted of *subject*, or None."""
        ...


class Settings(Protocol):
    """Names and values of this hall: its unit code, division, key ids."""

    def get(self, name: str) -> str | None: ...

    def set(self, name: str, value: str) -> None: ...


class Packs(Protocol):
    """The rule packs ever proposed, and who put which in force."""

    def keep(self, pack: Pack) -> None:
        """Keep the raw bytes of every layer; a pack that is kept already stays as it is."""
        ...

    def get(self, sha256: str) -> Pack:
        """Raises Refused("rules_unknown", sha256=...)."""
        ...

    def note(self, step: PackStep) -> None:
        """Append a step; its pack is kept already."""
        ...

    def steps(self) -> tuple[PackStep, ...]:
        """Return every step, oldest first."""
        ...


class Decisions(Protocol):
    """The records of decisions; appended, never changed."""

    def add(self, decision: Decision) -> Decision:
        """Return the decision with its id."""
        ...

    def get(self, decision_id: int) -> Decision:
        """Raises Refused("decision_unknown", number=...)."""
        ...

    def of_person(self, person_id: int) -> tuple[Decision, ...]:
        """Newest first."""
        ...


class Unit(Protocol):
    """One transaction; leaving it without `commit` undoes it."""

    @property
    def people(self) -> People: ...
    @property
    def permits(self) -> Permits: ...
    @property
    def applications(self) -> Applications: ...
    @property
    def prints(self) -> Prints: ...
    @property
    def stock(self) -> Stock: ...
    @property
    def statuses(self) -> Statuses: ...
    @property
    def users(self) -> Users: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def packs(self) -> Packs: ...
    @property
    def decisions(self) -> Decisions: ...

    def commit(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


OpenUnit = Callable[[], Unit]


class Secrets(Protocol):
    """Where keys are kept: the system keyring, or a file wrapped by a passphrase."""

    def get(self, name: str) -> str | None: ...

    def set(self, name: str, value: str) -> None: ...


class Passwords(Protocol):
    """Argon2id."""

    def hash(self, password: str) -> str: ...

    def matches(self, password_hash: str, password: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Clock:
    """The day and the instant (UTC) at the desk."""

    today: Callable[[], date]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True, repr=False)
class IdentityCard:
    """What a card reader says of the identity card on the desk."""

    citizen_number: str
    name: str
    sex: str
    born_on: date
    ethnic_code: str
    registered_address: str
    photo: bytes | None = None

    def __repr__(self) -> str:
        return "IdentityCard(...)"


class IdentityReader(Protocol):
    """The identity-card reader of the desk."""

    def read(self) -> IdentityCard | None:
        """Return the card that lies on the reader, or None; raises Refused("reader_failed")."""
        ...

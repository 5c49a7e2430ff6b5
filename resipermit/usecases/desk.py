"""The acts of the office as the window and the command line see them: plain functions, already wired."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from resipermit.domain.actors import Actor, Role
from resipermit.domain.application import Application, Ground, Stage
from resipermit.domain.facts import Schooling
from resipermit.domain.holder import Evidence, FoundHolder, HeldPermit, Person, Registration, Tie
from resipermit.domain.permit import ActKind, PermitState, Reading
from resipermit.domain.places import Gazetteer
from resipermit.domain.presets import Preset
from resipermit.domain.printing import PrintKind, PrintLine
from resipermit.domain.search_terms import TermKind
from resipermit.domain.verdict import VerificationResult
from resipermit.usecases.key_acts import KeyActs
from resipermit.usecases.ports import IdentityReader, LedgerLine, User
from resipermit.usecases.what_if import Compared

if TYPE_CHECKING:  # the room's acts give the proof defined here
    from resipermit.usecases.card_room import CardRoom
    from resipermit.usecases.design_cards import DesignCards
    from resipermit.usecases.rule_room import RuleRoom
    from resipermit.usecases.simulate import Simulate

AnswerDocument = Mapping[str, Any]  # contract.md section 4, one form for window, papers, batch and command line


@dataclass(frozen=True, slots=True, repr=False)
class SearchResult:
    """What a search found. *corrections* are numbers on record one digit away from a mistyped one."""

    kind: TermKind
    hits: tuple[FoundHolder, ...]
    more: bool = False
    corrections: tuple[str, ...] = ()
    hint: str | None = None  # a code of the words catalogue, such as "check_digit_wrong"
    card: VerificationResult | None = None  # when the text was a scanned card


@dataclass(frozen=True, slots=True, repr=False)
class Advice:
    """A sentence by its code in the words catalogue and the facts it needs."""

    code: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class HolderFile:
    """Everything the holder page shows about one person on one day; a frozen snapshot, no lazy parts."""

    day: date
    person: Person
    present: Registration | None  # the residence that is open today
    held: HeldPermit | None  # the permit that matters most: the live one, else the newest
    state: PermitState
    photo: bytes | None
    say_aloud: Advice
    primary_act: str  # "endorse", "accept", "register", "review", "issue", "print", "none"
    today: tuple[Advice, ...]  # 今天能办, in the order of the talk
    evidence: Evidence
    ties: tuple[Tie, ...]
    applications: tuple[Application, ...]
    ledger: tuple[LedgerLine, ...]
    prints: tuple[PrintLine, ...]
    answer: AnswerDocument
    schooling: Mapping[str, tuple[Schooling, ...]] = field(default_factory=dict)  # by subject, household[0] and so on
    household_evidence: tuple[Evidence, ...] = ()  # of each member, in the order of the ties


@dataclass(frozen=True, slots=True)
class Moved:
    """An answer that opens on a later day, or no longer in sight (`after` is None)."""

    identifier: str
    subject: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Foresight:
    """What an endorsement today would cost, leave alone and bring back; pairs are (id, subject) of the answer."""

    late: bool
    years_lost: int
    counts_from: tuple[date | None, date | None]  # before and after
    readings: tuple[Reading, ...]  # the years after it by both readings of the rule, the applied one first
    postponed: tuple[Moved, ...]
    untouched: tuple[tuple[str, str], ...]
    restored: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class CardProof:
    """A card as it would be printed; the page is the very one that is archived and printed."""

    pdf: bytes
    qr_text: str


class Desk(Protocol):
    """One desk. Every act names its actor and raises the errors of `resipermit.domain.errors`."""

    @property
    def identity_reader(self) -> IdentityReader: ...
    @property
    def today(self) -> Callable[[], date]: ...
    @property
    def gazetteer(self) -> Gazetteer: ...
    @property
    def ethnic_groups(self) -> Mapping[str, str]:
        """The name of each ethnic group by its code of GB/T 3304."""
        ...

    def sign_in(self, user: str, password: str) -> Actor: ...

    def find_holder(self, actor: Actor, text: str, *, settled: bool = True, scanned: bool = False) -> SearchResult:
        """Find by whatever was typed or *scanned*; a *settled* search (Enter, a pause) is noted in the journal."""
        ...

    def open_holder(self, actor: Actor, person_id: int) -> HolderFile: ...

    def assess_on(self, actor: Actor, person_id: int, day: date) -> AnswerDocument: ...

    def reveal(self, actor: Actor, person_id: int, field: str) -> str:
        """Return a masked field in full ("citizen_number", "phone") and note it in the journal."""
        ...

    def register_residence(
        self, actor: Actor, person: Person, registration: Registration, photo: bytes | None = None
    ) -> Person:
        """Keep a person (new or known by the citizen number) and the residence; the clock of half a year starts."""
        ...

    def add_relative(self, actor: Actor, person_id: int, tie: Tie) -> Tie: ...

    def add_evidence(self, actor: Actor, person_id: int, evidence: Evidence) -> None: ...

    def accept_application(
        self, actor: Actor, person_id: int, grounds: tuple[Ground, ...], photo: bytes | None = None
    ) -> Application: ...

    def review_application(
        self, actor: Actor, application_id: int, *, approve: bool, reason: str | None = None
    ) -> Application: ...

    def issue_permit(self, actor: Actor, application_id: int) -> HeldPermit: ...

    def endorse_permit(self, actor: Actor, number: str, applied_on: date | None = None) -> HeldPermit: ...

    def foresee_endorsement(self, actor: Actor, number: str) -> Foresight:
        """Return what endorsing today would change; nothing is kept. Raises what `endorse_permit` would raise."""
        ...

    def what_if(self, actor: Actor, person_id: int, preset: Preset) -> Compared:
        """Return today's answer beside the answer if the facts were changed so; nothing is kept."""
        ...

    def replace_card(self, actor: Actor, number: str, *, lost: bool, reason: str) -> HeldPermit: ...

    def change_address(self, actor: Actor, number: str, registration: Registration) -> HeldPermit: ...

    def end_permit(self, actor: Actor, number: str, kind: ActKind, reason: str) -> HeldPermit: ...

    def preview_card(self, actor: Actor, number: str, *, paper: bool = False) -> CardProof:
        """Return the page of a card, on *paper* both sides on one sheet; nothing is kept."""
        ...

    def print_card(
        self,
        actor: Actor,
        number: str,
        kind: PrintKind,
        reason: str | None,
        send: Callable[[bytes], None],
        scan: Callable[[], bytes] | None = None,
        *,
        paper: bool = False,
    ) -> PrintLine:
        """Make the page, read its code back, hand it to *send*, and only then count the card as made.

        *scan* gives a picture of the printed card, which is then read too.
        """
        ...

    @property
    def card_room(self) -> "CardRoom":
        """The check before printing, batches, stock, designs and printers."""
        ...

    @property
    def designs(self) -> "DesignCards":
        """The drawing board of the cards."""
        ...

    @property
    def rule_room(self) -> "RuleRoom":
        """Which rules are in force, and the decisions made by them."""
        ...

    def read_code(self, picture: bytes) -> str:
        """Return the text of the one QR code in a picture or PDF; raises InvalidInput, saying what is wrong with it."""
        ...

    def verify_card(
        self,
        code: str | bytes,
        expect: str | None = None,
        *,
        status_list: bytes | str | None = None,
        label: str | bytes | None = None,
    ) -> VerificationResult: ...

    @property
    def keys(self) -> KeyActs: ...

    def waiting(self, actor: Actor, stage: Stage) -> tuple[tuple[Application, Person], ...]: ...

    def due_soon(self, actor: Actor, days: int) -> tuple[FoundHolder, ...]: ...

    @property
    def simulate(self) -> "Simulate":
        """What the next weeks bring, and what another value would change, for everybody on record."""
        ...

    def add_user(self, actor: Actor, name: str, display_name: str, roles: frozenset[Role], password: str) -> User: ...

    def users(self, actor: Actor) -> tuple[User, ...]: ...

    def words(self, identifier: str, lang: str) -> str:
        """Return the words of the rule book for an id: entitlement, condition, paper, department, instrument."""
        ...

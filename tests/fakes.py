"""Small honest stand-ins for what the acts need from outside.

The same tests run over this unit and over the real store (tests/usecases/test_the_unit.py), so the fake cannot lie.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from builders import HALL_KEY, TODAY, YUHUA, a_clock, a_face

from resipermit.adapters.design_board import DesignBoard
from resipermit.adapters.ethnic_groups import ethnic_groups
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.key_sheet import fingerprint_sheet, status_sheet
from resipermit.adapters.kit_page import kit_page
from resipermit.adapters.kit_sheet import kit_sheet
from resipermit.adapters.root_key import RootKeyFile
from resipermit.adapters.rule_files import build_book, load_book
from resipermit.adapters.rule_shelf import FileShelf
from resipermit.adapters.signed_lists import seal_status_list
from resipermit.adapters.signing_keys import make_key, public_pem, signer_from_seed
from resipermit.columns.telling import ask_many
from resipermit.domain.actors import Actor
from resipermit.domain.application import Application, Stage
from resipermit.domain.card import CardFace
from resipermit.domain.decisions import Decision
from resipermit.domain.endorsement_label import LabelFace
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.facts import Facts
from resipermit.domain.facts_document import read_facts
from resipermit.domain.glyph_case import GlyphCase
from resipermit.domain.holder import Evidence, FoundHolder, HeldPermit, Person, PersonFile, Registration, Tie
from resipermit.domain.names import normalised
from resipermit.domain.permit import ENDINGS
from resipermit.domain.preflight import Objection, Preflight
from resipermit.domain.printing import PrintKind, PrintLine, PrintState
from resipermit.domain.rule_packs import Pack, PackStep
from resipermit.domain.search_terms import Term, TermKind
from resipermit.domain.stock import BlankLot, BlankUse, PrintRates
from resipermit.domain.verdict import CardStanding, VerificationResult
from resipermit.usecases.accept_application import AcceptApplication
from resipermit.usecases.add_evidence import AddEvidence
from resipermit.usecases.add_relative import AddRelative
from resipermit.usecases.add_user import AddUser
from resipermit.usecases.assess_on import AssessOn
from resipermit.usecases.card_room import card_room
from resipermit.usecases.change_address import ChangeAddress
from resipermit.usecases.design_cards import DesignCards
from resipermit.usecases.desk import CardProof
from resipermit.usecases.end_permit import EndPermit
from resipermit.usecases.endorse_permit import EndorsePermit
from resipermit.usecases.find_holder import FindHolder
from resipermit.usecases.foresee_endorsement import ForeseeEndorsement
from resipermit.usecases.hall import Hall, write_hall
from resipermit.usecases.issue_permit import IssuePermit
from resipermit.usecases.keep_decision import KeepDecision, ListDecisions, OpenDecision, ReplayDecision
from resipermit.usecases.keep_keys import MakeSigningKey, ReportKeyCompromised, RetireKey
from resipermit.usecases.key_acts import KeyActs, PrintKeySheet
from resipermit.usecases.keyed_hash import KeyedHash
from resipermit.usecases.list_users import ListUsers
from resipermit.usecases.list_waiting import ListDueSoon, ListWaiting
from resipermit.usecases.look_into_rules import LookIntoRules
from resipermit.usecases.make_kit import MakeKit
from resipermit.usecases.make_status_list import MakeStatusList, NewestStatusList
from resipermit.usecases.open_holder import OpenHolder
from resipermit.usecases.ports import Clock, IdentityCard, LedgerLine, ListedCard, User
from resipermit.usecases.print_card import CheckCard, PreviewCard, PrintCard
from resipermit.usecases.register_residence import RegisterResidence
from resipermit.usecases.replace_card import ReplaceCard
from resipermit.usecases.reveal import Reveal
from resipermit.usecases.review_application import ReviewApplication
from resipermit.usecases.rule_room import RuleRoom
from resipermit.usecases.rules_in_force import AcceptRules, ListPacks, ProposeRules, RefuseRules, RulesInForce
from resipermit.usecases.settlement_check import CheckSettlement, PrintSettlementCheck, SettlementSheet
from resipermit.usecases.sign_in import SignIn
from resipermit.usecases.sign_key_list import MakeRoot, ShowKeys, SignKeyList
from resipermit.usecases.simulate import Simulate
from resipermit.usecases.what_if import WhatIf
from resipermit.usecases.wired_desk import WiredDesk

LISTS = tuple(part.name for part in fields(Evidence) if part.name != "complete")


@dataclass
class State:
    """All that is on record; only frozen values, so that a copy of the containers is a copy of the whole."""

    people: dict[int, Person] = field(default_factory=dict)
    numbers: dict[int, tuple[str, ...]] = field(default_factory=dict)
    evidence: dict[int, Evidence] = field(default_factory=dict)
    ties: dict[int, tuple[Tie, ...]] = field(default_factory=dict)
    photos: dict[int, bytes] = field(default_factory=dict)
    permits: dict[str, HeldPermit] = field(default_factory=dict)
    ledgers: dict[str, tuple[LedgerLine, ...]] = field(default_factory=dict)
    serials: dict[tuple[str, int], int] = field(default_factory=dict)
    applications: dict[int, Application] = field(default_factory=dict)
    prints: dict[int, PrintLine] = field(default_factory=dict)
    pages: dict[int, bytes] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    journal: tuple[tuple[datetime, str, str, str | None], ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    packs: dict[str, Pack] = field(default_factory=dict)
    pack_steps: tuple[PackStep, ...] = ()
    decisions: dict[int, Decision] = field(default_factory=dict)
    places: dict[tuple[str, int], int] = field(default_factory=dict)
    registrations: int = 0
    lots: tuple[BlankLot, ...] = ()
    uses: tuple[BlankUse, ...] = ()
    glyphs: tuple[GlyphCase, ...] = ()

    def copy(self) -> "State":
        return State(**{part.name: _copied(getattr(self, part.name)) for part in fields(self)})


def _copied(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else value


def is_live(held: HeldPermit) -> bool:
    """Say whether a permit has not ended, suspended or not."""
    return not any(act.kind in ENDINGS for act in held.permit.acts)


class FakePeople:
    def __init__(self, state: State) -> None:
        self._s = state

    def get(self, person_id: int) -> Person:
        if person_id not in self._s.people:
            raise Refused("person_unknown")
        return self._s.people[person_id]

    def by_number(self, citizen_number: str) -> Person | None:
        owners = [one for one, numbers in self._s.numbers.items() if citizen_number in numbers]
        return self._s.people[owners[0]] if owners else None

    def add(self, person: Person) -> Person:
        if (owner := self.by_number(person.citizen_number)) is not None:
            raise Refused("number_taken", person_id=owner.id)
        kept = replace(person, id=len(self._s.people) + 1)
        self._s.people[kept.id] = kept
        self._s.numbers[kept.id] = (person.citizen_number,)
        self._s.evidence[kept.id] = Evidence()
        self._s.ties[kept.id] = ()
        return kept

    def save(self, person: Person) -> None:
        old = self.get(person.id)
        if old.citizen_number != person.citizen_number:
            owner = self.by_number(person.citizen_number)
            if owner is not None and owner.id != person.id:
                raise Refused("number_taken", person_id=owner.id)
            before = tuple(n for n in self._s.numbers[person.id] if n != person.citizen_number)
            self._s.numbers[person.id] = (person.citizen_number, *before)
        self._s.people[person.id] = person

    def numbers(self, person_id: int) -> tuple[str, ...]:
        self.get(person_id)
        return self._s.numbers[person_id]

    def files(self, person_ids: Sequence[int]) -> dict[int, PersonFile]:
        permits = FakePermits(self._s)
        return {
            one: PersonFile(self.get(one), self.evidence(one), permits.of_person(one), self.household(one))
            for one in person_ids
        }

    def evidence(self, person_id: int) -> Evidence:
        self.get(person_id)
        return self._s.evidence[person_id]

    def add_registration(self, person_id: int, registration: Registration) -> Registration:
        known = self.evidence(person_id)
        self._s.registrations += 1
        kept = replace(registration, id=self._s.registrations)
        self._s.evidence[person_id] = replace(known, registrations=(*known.registrations, kept))
        return kept

    def close_registration(self, registration_id: int, until: date) -> None:
        for person_id, known in self._s.evidence.items():
            if any(one.id == registration_id for one in known.registrations):
                closed = tuple(
                    replace(one, residence=replace(one.residence, until=until)) if one.id == registration_id else one
                    for one in known.registrations
                )
                self._s.evidence[person_id] = replace(known, registrations=closed)
                return
        raise Refused("registration_unknown")

    def add_evidence(self, person_id: int, evidence: Evidence) -> None:
        for registration in evidence.registrations:
            self.add_registration(person_id, registration)
        known = self.evidence(person_id)
        more = {name: getattr(known, name) + getattr(evidence, name) for name in LISTS if name != "registrations"}
        self._s.evidence[person_id] = replace(known, **more, complete=known.complete | evidence.complete)

    def household(self, person_id: int) -> tuple[Tie, ...]:
        self.get(person_id)
        return tuple(replace(tie, relative=self._s.people[tie.relative.id]) for tie in self._s.ties[person_id])

    def add_tie(self, person_id: int, tie: Tie) -> None:
        self.get(person_id)
        self._s.ties[person_id] = (*self._s.ties[person_id], tie)

    def registered(self) -> tuple[int, ...]:
        return tuple(one for one, known in sorted(self._s.evidence.items()) if known.registrations)

    def photo(self, person_id: int) -> bytes | None:
        self.get(person_id)
        return self._s.photos.get(person_id)

    def keep_photo(self, person_id: int, jpeg: bytes) -> None:
        self.get(person_id)
        self._s.photos[person_id] = jpeg

    def find(self, term: Term, limit: int) -> tuple[FoundHolder, ...]:
        ranked = sorted(
            (rank, one.id) for one in self._s.people.values() if (rank := self._rank(one, term)) is not None
        )
        return tuple(self._found(person_id) for _, person_id in ranked[:limit])

    def known_numbers(self, candidates: Iterable[str]) -> tuple[str, ...]:
        known = {number for numbers in self._s.numbers.values() for number in numbers}
        return tuple(number for number in candidates if number in known)

    def _rank(self, person: Person, term: Term) -> int | None:
        """Return how well *person* answers: 0 exact, 1 beginning, 2 inside, 3 and more by sound; None not at all."""
        readers: dict[TermKind, Callable[[], tuple[str, ...]]] = {
            TermKind.CITIZEN_NUMBER: lambda: self._s.numbers[person.id],
            TermKind.PERMIT_NUMBER: lambda: tuple(
                n for n, held in self._s.permits.items() if held.person_id == person.id
            ),
            TermKind.PHONE: lambda: (person.phone or "",),
            TermKind.NAME: lambda: (normalised(person.name),),
            TermKind.LATIN: lambda: (normalised(person.name), *sounds_of(person.name)),
        }
        if term.kind not in readers:
            return None
        ranks = [rank for text in readers[term.kind]() if (rank := _match(text, term)) is not None]
        return min(ranks, default=None)

    def _found(self, person_id: int) -> FoundHolder:
        open_ones = [
            one for one in self._s.evidence[person_id].registrations if not isinstance(one.residence.until, date)
        ]
        return FoundHolder(
            self._s.people[person_id],
            open_ones[-1].address if open_ones else None,
            next(iter(_newest_first(self._s, person_id)), None),
        )


def _match(text: str, term: Term) -> int | None:
    if text == term.text:
        return 0
    if text.startswith(term.text):
        return 1
    return 2 if term.kind is TermKind.NAME and term.text in text else None


def sounds_of(name: str) -> tuple[str, str]:
    """Return the full pinyin and the initials of *name*."""
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(normalised(name))
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)


def _newest_first(state: State, person_id: int) -> tuple[HeldPermit, ...]:
    own = [held for held in state.permits.values() if held.person_id == person_id]
    return tuple(sorted(own, key=lambda held: (is_live(held), held.permit.acts[0].on), reverse=True))


class FakePermits:
    def __init__(self, state: State) -> None:
        self._s = state

    def get(self, number: str) -> HeldPermit:
        if number not in self._s.permits:
            raise Refused("permit_unknown", number=number)
        return self._s.permits[number]

    def of_person(self, person_id: int) -> tuple[HeldPermit, ...]:
        own = [held for held in self._s.permits.values() if held.person_id == person_id]
        return tuple(sorted(own, key=lambda held: held.permit.acts[0].on, reverse=True))

    def add(self, held: HeldPermit, line: LedgerLine) -> None:
        for other in self.of_person(held.person_id):
            if other.place == held.place and is_live(other) and is_live(held):
                raise Refused("second_live_permit", number=other.permit.number)
        if held.permit.number in self._s.permits:
            raise Refused("permit_number_taken", number=held.permit.number)
        self._s.permits[held.permit.number] = held
        self._s.ledgers[held.permit.number] = (line,)

    def append(self, held: HeldPermit, line: LedgerLine) -> None:
        self.get(held.permit.number)
        self._s.permits[held.permit.number] = held
        self._s.ledgers[held.permit.number] = (*self._s.ledgers[held.permit.number], line)

    def ledger(self, number: str) -> tuple[LedgerLine, ...]:
        self.get(number)
        return self._s.ledgers[number]

    def next_serial(self, unit_code: str, year: int) -> int:
        serial = self._s.serials.get((unit_code, year), 0) + 1
        self._s.serials[(unit_code, year)] = serial
        return serial

    def due_between(self, since: date, until: date, limit: int) -> tuple[FoundHolder, ...]:
        due = []
        for held in self._s.permits.values():
            due_on = held.permit.course().due_on
            if is_live(held) and due_on is not None and since <= due_on < until:
                due.append((due_on, held.permit.number, held))
        people = FakePeople(self._s)
        return tuple(replace(people._found(held.person_id), held=held) for *_, held in sorted(due)[:limit])

    def without_card(self, limit: int) -> tuple[FoundHolder, ...]:
        made = {line.permit_number for line in self._s.prints.values() if line.state is PrintState.MADE}
        waiting = [held for held in self._s.permits.values() if is_live(held) and held.permit.number not in made]
        people = FakePeople(self._s)
        first = sorted(waiting, key=lambda held: held.permit.number)[:limit]
        return tuple(replace(people._found(held.person_id), held=held) for held in first)


class FakeApplications:
    def __init__(self, state: State) -> None:
        self._s = state

    def get(self, application_id: int) -> Application:
        if application_id not in self._s.applications:
            raise Refused("application_unknown")
        return self._s.applications[application_id]

    def of_person(self, person_id: int) -> tuple[Application, ...]:
        return tuple(one for one in reversed(self._s.applications.values()) if one.person_id == person_id)

    def waiting(self, stage: Stage, limit: int = 200) -> tuple[Application, ...]:
        there = [one for one in self._s.applications.values() if one.stage is stage]
        return tuple(sorted(there, key=lambda one: (one.due_on, one.id))[:limit])

    def add(self, application: Application) -> Application:
        if any(one.stage in (Stage.ACCEPTED, Stage.APPROVED) for one in self.of_person(application.person_id)):
            raise Refused("application_open")
        kept = replace(application, id=len(self._s.applications) + 1)
        self._s.applications[kept.id] = kept
        return kept

    def save(self, application: Application) -> None:
        self.get(application.id)
        self._s.applications[application.id] = application


class FakePrints:
    def __init__(self, state: State) -> None:
        self._s = state

    def add(self, line: PrintLine, pdf: bytes) -> PrintLine:
        kept = replace(line, id=len(self._s.prints) + 1)
        self._s.prints[kept.id] = kept
        self._s.pages[kept.id] = pdf
        return kept

    def close(self, line: PrintLine) -> None:
        self._s.prints[line.id] = line

    def of_permit(self, number: str) -> tuple[PrintLine, ...]:
        return tuple(line for line in reversed(self._s.prints.values()) if line.permit_number == number)

    def pdf(self, line_id: int) -> bytes:
        return self._s.pages[line_id]


class FakeStock:
    def __init__(self, state: State) -> None:
        self._s = state

    def lots(self) -> tuple[BlankLot, ...]:
        return self._s.lots

    def add_lot(self, lot: BlankLot) -> None:
        if any(lot.meets(other) for other in self._s.lots):
            raise Refused("blanks_already_received", first=lot.serial(lot.first), last=lot.serial(lot.last))
        self._s.lots = (*self._s.lots, replace(lot, id=len(self._s.lots) + 1))

    def uses(self) -> tuple[BlankUse, ...]:
        return self._s.uses

    def record(self, use: BlankUse) -> None:
        if not any(lot.holds(use.serial) for lot in self._s.lots):
            raise Refused("blank_not_in_stock", serial=use.serial)
        if any(use.serial == other.serial for other in self._s.uses):
            raise Refused("blank_already_gone", serial=use.serial)
        self._s.uses = (*self._s.uses, use)

    def rates(self, since: date, until: date) -> PrintRates:
        made = [
            line.kind for line in self._s.prints.values() if line.state is PrintState.MADE and since <= line.on < until
        ]
        issued = [held for held in self._s.permits.values() if held.permit.course().issued_on < until]
        here = [
            person_id
            for person_id, known in self._s.evidence.items()
            if any(stay.residence.until is None for stay in known.registrations)
        ]
        return PrintRates(
            len(made),
            made.count(PrintKind.MISPRINT),
            made.count(PrintKind.LOST),
            sum(is_live(held) for held in issued),
            len(here),
        )

    def open_glyph_case(self, case: GlyphCase) -> None:
        if not any(case.same_as(other) for other in self.glyph_cases()):
            self._s.glyphs = (*self._s.glyphs, replace(case, id=len(self._s.glyphs) + 1))

    def settle_glyph_case(self, case: GlyphCase) -> None:
        self._s.glyphs = tuple(case if other.id == case.id else other for other in self._s.glyphs)

    def glyph_cases(self, *, settled: bool = False) -> tuple[GlyphCase, ...]:
        return tuple(case for case in self._s.glyphs if settled or case.settled_on is None)


class FakeStatuses:
    def __init__(self, state: State) -> None:
        self._s = state

    def index_of(self, number: str, card: int) -> int:
        FakePermits(self._s).get(number)
        return self._s.places.setdefault((number, card), len(self._s.places) + 1)

    def listed(self) -> Iterator[ListedCard]:
        for (number, card), index in self._s.places.items():
            yield ListedCard(index, card, self._s.permits[number].permit)


class FakeUsers:
    def __init__(self, state: State) -> None:
        self._s = state

    def get(self, name: str) -> User | None:
        return self._s.users.get(name)

    def add(self, user: User) -> None:
        if user.name in self._s.users:
            raise Refused("user_exists", user=user.name)
        self._s.users[user.name] = user

    def save(self, user: User) -> None:
        self._s.users[user.name] = user

    def all(self) -> tuple[User, ...]:
        return tuple(self._s.users[name] for name in sorted(self._s.users))


class FakeJournal:
    def __init__(self, state: State) -> None:
        self._s = state

    def note(self, actor: Actor, event: str, at: datetime, subject: str | None = None) -> None:
        self._s.journal = (*self._s.journal, (at, actor.user, event, subject))

    def newest(self, limit: int) -> tuple[tuple[datetime, str, str, str | None], ...]:
        return tuple(reversed(self._s.journal))[:limit]

    def last(self, event: str, subject: str) -> datetime | None:
        found = [at for at, _, noted, of in self._s.journal if (noted, of) == (event, subject)]
        return found[-1] if found else None


class FakeSettings:
    def __init__(self, state: State) -> None:
        self._s = state

    def get(self, name: str) -> str | None:
        return self._s.settings.get(name)

    def set(self, name: str, value: str) -> None:
        self._s.settings[name] = value


class FakePacks:
    def __init__(self, state: State) -> None:
        self._s = state

    def keep(self, pack: Pack) -> None:
        self._s.packs.setdefault(pack.sha256, pack)

    def get(self, sha256: str) -> Pack:
        if sha256 not in self._s.packs:
            raise Refused("rules_unknown", sha256=sha256)
        return self._s.packs[sha256]

    def note(self, step: PackStep) -> None:
        self._s.pack_steps = (*self._s.pack_steps, step)

    def steps(self) -> tuple[PackStep, ...]:
        return self._s.pack_steps


class FakeDecisions:
    def __init__(self, state: State) -> None:
        self._s = state

    def add(self, decision: Decision) -> Decision:
        kept = replace(decision, id=len(self._s.decisions) + 1)
        self._s.decisions[kept.id] = kept
        return kept

    def get(self, decision_id: int) -> Decision:
        if decision_id not in self._s.decisions:
            raise Refused("decision_unknown", number=decision_id)
        return self._s.decisions[decision_id]

    def of_person(self, person_id: int) -> tuple[Decision, ...]:
        own = [one for one in self._s.decisions.values() if one.person_id == person_id]
        return tuple(reversed(own))


class FakeUnit:
    """One transaction over a copy; only `commit` puts the copy in the place of what was."""

    def __init__(self, store: "FakeStore") -> None:
        self._store = store
        self._bind(store.state.copy())

    def _bind(self, state: State) -> None:
        self._state = state
        self.people = FakePeople(state)
        self.permits = FakePermits(state)
        self.applications = FakeApplications(state)
        self.prints = FakePrints(state)
        self.stock = FakeStock(state)
        self.statuses = FakeStatuses(state)
        self.users = FakeUsers(state)
        self.journal = FakeJournal(state)
        self.settings = FakeSettings(state)
        self.packs = FakePacks(state)
        self.decisions = FakeDecisions(state)

    def commit(self) -> None:
        self._store.state = self._state
        self._store.commits += 1
        self._bind(self._state.copy())

    def __enter__(self) -> "FakeUnit":
        return self

    def __exit__(self, *_: object) -> None:
        self._bind(State())


class FakeStore:
    """A store in memory; calling it opens a unit."""

    def __init__(self) -> None:
        self.state = State()
        self.commits = 0

    def __call__(self) -> FakeUnit:
        return FakeUnit(self)


class FakePasswords:
    """Hashes that a test can read."""

    def hash(self, password: str) -> str:
        return f"hash:{password}"

    def matches(self, password_hash: str, password: str) -> bool:
        return password_hash == f"hash:{password}"


class FakeSecrets:
    """Secrets in memory."""

    def __init__(self, **kept: str) -> None:
        self.kept = dict(kept)

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def set(self, name: str, value: str) -> None:
        self.kept[name] = value


class TickingClock:
    """A clock that the test moves."""

    def __init__(self, day: date = TODAY) -> None:
        self.day = day
        self.instant = a_clock(day).now()

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.day, lambda: self.instant)


class FakeReader:
    """An identity-card reader on which the test lays a card."""

    def __init__(self, card: IdentityCard | None = None) -> None:
        self.card = card

    def read(self) -> IdentityCard | None:
        return self.card


class FakeCardMaker:
    """Makes pages that say only what their code says; `spoil` makes the reader read something else."""

    def __init__(self) -> None:
        self.faces: list[CardFace] = []
        self.spoil = False
        self.lacking: dict[str, str] = {}
        self.scanned: str | None = None

    def make(self, face: CardFace, photo: bytes, *, paper: bool = False) -> CardProof:
        self.faces.append(face)
        for item, characters in self.lacking.items():
            raise Refused("missing_glyph", item=item, characters=characters, code_points=f"U+{ord(characters):04X}")
        qr_text = f"QR:{face.permit_number}:{face.issued_on}:{len(self.faces)}"
        return CardProof(b"%PDF-" + qr_text.encode(), qr_text)

    def label(self, face: LabelFace) -> CardProof:
        qr_text = f"QR:{face.claims.permit_number}:{face.claims.due_on}"
        return CardProof(b"%PDF-" + qr_text.encode(), qr_text)

    def join(self, pdfs: Iterable[bytes]) -> bytes:
        return b"".join(pdfs)

    def test_card(self, language: str) -> bytes:
        return f"rulers {language}".encode()

    def check(self, face: CardFace, photo: bytes) -> Preflight:
        return Preflight(
            tuple(
                Objection("missing_glyph", item, {"characters": lack, "code_points": f"U+{ord(lack):04X}"})
                for item, lack in self.lacking.items()
            )
        )

    def read_scan(self, picture: bytes) -> str:
        return self.scanned or picture.decode()

    def read_back(self, pdf: bytes) -> str:
        return "something else" if self.spoil else pdf.removeprefix(b"%PDF-").decode()


class FakeAssess:
    """Answers as it is told, and remembers the facts it was asked about; see `answer_document`."""

    def __init__(self, **answer: Any) -> None:
        self.answer = answer
        self.asked: list[tuple[Facts, date, str | None]] = []

    def __call__(self, facts: Facts, as_of: date, place: str | None = None) -> dict[str, Any]:
        self.asked.append((facts, as_of, place))
        return answer_document(as_of, **self.answer)


def answer_document(
    as_of: date = TODAY,
    application: str = "yes",
    earliest_on: date | None = None,
    missing: tuple[dict[str, Any], ...] = (),
    entitlements: tuple[dict[str, Any], ...] = (),
    settlement: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return an answer document whose application item says *application*."""
    return {
        "as_of": as_of.isoformat(),
        "place": "430100",
        "rules": {"version": "0", "sha256": "0" * 64, "layers": []},
        "contradictions": [],
        "permit": {
            "standing": "none",
            "application": {
                "id": "residence_permit",
                "answer": application,
                "earliest_on": earliest_on and earliest_on.isoformat(),
                "conditions": [],
                "missing_evidence": list(missing),
                "reason_code": None,
            },
        },
        "entitlements": list(entitlements),
        "exams": [],
        "settlement": settlement or {},
    }


def a_verdict(genuine: bool = True, standing: CardStanding = CardStanding.IN_USE, **changes: Any) -> VerificationResult:
    """Return what could be said of a card."""
    particulars: dict[str, Any] = {
        "asked_on": TODAY,
        "genuine": genuine,
        "reason": None if genuine else "bad_signature",
        "standing": standing,
        "standing_reason": "on_record",
        "claims": a_face().claims if genuine else None,
    }
    return VerificationResult(**(particulars | changes))


def sha_of(pdf: bytes) -> str:
    """Return the hex SHA-256 of a page."""
    return sha256(pdf).hexdigest()


def refused_code(act: Callable[[], object]) -> tuple[str, dict[str, Any]]:
    """Return the code and facts with which *act* is refused; a test fails when it is not."""
    try:
        act()
    except Refused as refusal:
        return refusal.code, dict(refusal.facts)
    raise AssertionError("nothing was refused")


A_PACK = Pack((("national/10", b"rules: of the program\n"),))


def a_book(place: str, layers: Any = ()) -> Any:
    """Return what stands for the book of a place: its place and its layers."""
    return (place, layers)


def refuse_bad(pack: Pack) -> None:
    """Refuse a pack that says it is bad."""
    for name, raw in pack.layers:
        if b"bad" in raw:
            raise InvalidInput("rule_file", field=f"{name}.yaml:1", why="bad")


def a_desk(
    store: FakeStore,
    clock: Clock | None = None,
    assess: Any = None,
    maker: Any = None,
    reader: FakeReader | None = None,
) -> WiredDesk:
    """Return a desk with the real acts over *store*; rules, card press and readers are fakes."""
    at, gazetteer, passwords = clock or a_clock(), load_gazetteer(), FakePasswords()
    asked, press = assess or FakeAssess(), maker or FakeCardMaker()
    in_force = RulesInForce(lambda: A_PACK, a_book, a_book)
    keep = KeepDecision(asked, lambda: in_force.pack, gazetteer, at, "0")
    print_card = PrintCard(store, press, lambda code: "汉", at)
    check = CheckSettlement(store, keep, at)
    return WiredDesk(
        identity_reader=reader or FakeReader(),
        today=at.today,
        gazetteer=gazetteer,
        ethnic_groups=ethnic_groups(),
        words=lambda identifier, lang: identifier,
        sign_in=SignIn(store, passwords, at.now, in_force.refresh),
        find_holder=FindHolder(store, lambda text: a_verdict(), KeyedHash(FakeSecrets()), at.now),
        open_holder=OpenHolder(store, asked, gazetteer, at, lambda day: 15),
        assess_on=AssessOn(store, asked, gazetteer, at.now),
        reveal=Reveal(store, at.now),
        register_residence=RegisterResidence(store, gazetteer, bytes, at),
        add_relative=AddRelative(store, gazetteer, at),
        add_evidence=AddEvidence(store, gazetteer, at),
        accept_application=AcceptApplication(store, asked, gazetteer, bytes, at, lambda day: 15, keep),
        review_application=ReviewApplication(store, at, keep),
        issue_permit=IssuePermit(store, gazetteer, at, keep),
        endorse_permit=EndorsePermit(store, asked, gazetteer, at, keep),
        foresee_endorsement=ForeseeEndorsement(store, asked, gazetteer, at),
        what_if=WhatIf(store, asked, gazetteer, at),
        replace_card=ReplaceCard(store, at),
        change_address=ChangeAddress(store, gazetteer, at),
        end_permit=EndPermit(store, at),
        preview_card=PreviewCard(store, press, lambda code: "汉", at),
        print_card=print_card,
        card_room=card_room(store, CheckCard(store, press, lambda code: "汉", at), print_card, at),
        designs=DesignCards(DesignBoard(Path("/nowhere")), store, at),
        rule_room=RuleRoom(
            propose=ProposeRules(store, refuse_bad, at),
            accept=AcceptRules(store, refuse_bad, in_force, at),
            refuse=RefuseRules(store, at),
            packs=ListPacks(store),
            pack_of=lambda folder=None: A_PACK,
            look=LookIntoRules(store, in_force, FileShelf(gazetteer), gazetteer),
            decision=OpenDecision(store, at),
            decisions=ListDecisions(store, at),
            replay=ReplayDecision(store, partial(read_facts, gazetteer=gazetteer), build_book, gazetteer, at, "0"),
            check_settlement=check,
            print_settlement=PrintSettlementCheck(store, check, draw_settlement, gazetteer, at),
        ),
        read_code=lambda picture: "not read here",
        verify_card=lambda code, expect=None, **_at_hand: a_verdict(),
        keys=key_acts(store, at),
        waiting=ListWaiting(store),
        due_soon=ListDueSoon(store, at.today),
        simulate=Simulate(store, load_book, ask_many, gazetteer, at),
        add_user=AddUser(store, passwords, at.now),
        users=ListUsers(store),
    )


def draw_settlement(told: SettlementSheet, language: str) -> bytes:
    """Return what stands for the sheet of a pre-check."""
    return f"%PDF {language} {told.name} {told.number} {told.record}".encode()


def key_acts(store: FakeStore, clock: Clock) -> KeyActs:
    """Return the acts on keys over *store*; private halves are forgotten, the root's file is cheap to open."""
    show, roots = ShowKeys(store), RootKeyFile(Path("/nowhere"), cost=2)
    signer = signer_from_seed(bytes(32), YUHUA, clock.today())
    status_list = MakeStatusList(store, lambda office, on: signer, seal_status_list, clock)
    return KeyActs(
        show=show,
        make=MakeSigningKey(store, lambda office, since: make_key(office, since, FakeSecrets()), clock),
        retire=RetireKey(store, clock),
        compromise=ReportKeyCompromised(store, clock),
        make_root=MakeRoot(store, roots, clock),
        sign_list=SignKeyList(store, roots, clock),
        sheet=PrintKeySheet(show, fingerprint_sheet, clock.today),
        status_list=status_list,
        newest_list=NewestStatusList(store),
        kit=MakeKit(show, status_list, kit_page, kit_sheet, public_pem, clock),
        status_sheet=lambda listing, token: status_sheet(listing, token, "长沙市公安局雨花分局"),
    )


def a_hall_store() -> FakeStore:
    """Return a store with a hall in it and nobody on record."""
    store = FakeStore()
    with store() as unit:
        write_hall(unit.settings, Hall(YUHUA, "430111000000", "长沙市公安局雨花分局", (HALL_KEY,)))
        unit.commit()
    return store

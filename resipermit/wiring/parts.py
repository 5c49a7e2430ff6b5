"""The parts of the program and how they fit together; each is made when it is first asked for."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from resipermit.domain.claims import OFFICE_TIME
from resipermit.domain.errors import InvalidInput, Refused, StoreUnavailable

if TYPE_CHECKING:
    from db.store import Store
    from resipermit.adapters.card_template import CardTemplate
    from resipermit.adapters.home import Home
    from resipermit.adapters.key_file import KeyFileSecrets
    from resipermit.adapters.keyring_secrets import KeyringSecrets
    from resipermit.adapters.office_files import LocalOffice
    from resipermit.adapters.rule_shelf import FileShelf
    from resipermit.domain.actors import Actor
    from resipermit.domain.card_keys import Signable, Signer
    from resipermit.domain.endorsement import EndorsementRules
    from resipermit.domain.places import Gazetteer
    from resipermit.domain.rules import RuleBook
    from resipermit.usecases.assess_entitlements import AssessEntitlements
    from resipermit.usecases.import_tables import ImportTables
    from resipermit.usecases.initialise_hall import InitialiseHall
    from resipermit.usecases.intake_store import Intake, ReadTable
    from resipermit.usecases.ports import Clock, IdentityReader, Unit
    from resipermit.usecases.rules_in_force import RulesInForce
    from resipermit.usecases.wired_desk import WiredDesk
    from resipermit.wiring.demo import DemoParts


class Parts:
    """What `commands.workplace.Workplace` asks for, and more; a library is loaded only when its part is needed."""

    def __init__(self, language: str, environment: Mapping[str, str] = os.environ) -> None:
        self.language = language
        self.environment = environment
        self._opening = RLock()  # the window asks from several threads
        self._store: Store | None = None
        self._day: date | None = None

    @property
    def today(self) -> date:
        return self._day or datetime.now(OFFICE_TIME).date()  # whatever zone the machine is set to

    def now(self) -> datetime:
        """Return the instant; on a day of the past, the same time of that day."""
        now = datetime.now(UTC)
        return now if self._day is None else datetime.combine(self._day, now.timetz())

    @cached_property
    def clock(self) -> "Clock":
        from resipermit.usecases.ports import Clock

        return Clock(lambda: self.today, self.now)

    @cached_property
    def gazetteer(self) -> "Gazetteer":
        from resipermit.adapters.gazetteer_files import load_gazetteer

        return load_gazetteer()

    @property
    def home_folder(self) -> Path:
        from resipermit.adapters.home import home_folder

        return home_folder(self.environment)

    @cached_property
    def home(self) -> "Home":
        from resipermit.adapters.home import open_home

        return open_home(self.home_folder)

    @cached_property
    def secrets(self) -> "KeyFileSecrets | KeyringSecrets":
        from resipermit.adapters.secret_store import secrets_of

        return secrets_of(self.home_folder, self.environment)

    @property
    def store(self) -> "Store":
        """The open store of this home; raises StoreUnavailable."""
        with self._opening:
            if self._store is None:
                self._store = self._opened_store()
            return self._store

    def _opened_store(self) -> "Store":
        from db.store import unlock_store
        from resipermit.adapters.readings import readings

        if not self.home_folder.is_dir():
            raise StoreUnavailable("store_missing", path=str(self.home_folder))
        return self._with_rules(unlock_store(self.home.store, self.secrets, readings, self.rules_of))

    def _with_rules(self, store: "Store") -> "Store":
        with store.unit() as unit:
            self.rules_in_force.refresh(unit)
        return store

    def _made_store(self) -> "Store":
        """Return the store, made with a new key when there is none."""
        from db.store import make_store
        from resipermit.adapters.readings import readings

        with self._opening:
            if self.home.store.exists():
                return self.store
            self._store = make_store(self.home.store, self.secrets, readings, self.rules_of)
            return self._store

    def open_unit(self) -> "Unit":
        """Open a transaction on the store."""
        return self.store.unit()

    def close(self) -> None:
        """Let go of the store."""
        with self._opening:
            if self._store is not None:
                self._store.close()
                self._store = None

    def assess(self, rules: Path | None = None) -> "AssessEntitlements":
        """Return the rule book's answers, by the rules that come with the program or those in a folder."""
        from resipermit.adapters.rule_files import load_book
        from resipermit.usecases.assess_entitlements import AssessEntitlements

        if rules is not None:  # files from outside are examined before they answer
            return AssessEntitlements(partial(self.rules.book, folder=rules), self.gazetteer, self._counters)
        return AssessEntitlements(load_book, self.gazetteer, self._counters)

    @property
    def assess_in_force(self) -> "AssessEntitlements":
        """Return the answers by the rules in force in this hall."""
        from resipermit.usecases.assess_entitlements import AssessEntitlements

        return AssessEntitlements(self.rules_in_force.book, self.gazetteer, self._counters)

    @cached_property
    def _counters(self) -> "LocalOffice":
        from resipermit.adapters.office_files import local_offices

        return local_offices(self.gazetteer)

    @cached_property
    def rules_in_force(self) -> "RulesInForce":
        """The rules in force as this desk knows them: the program's own until the store says otherwise.

        What a hall does rests on the rule files themselves, never on what is kept among the user's caches.
        """
        from resipermit.adapters.rule_files import build_book, parse_book
        from resipermit.usecases.rules_in_force import RulesInForce

        return RulesInForce(self.rules.pack, parse_book, build_book)

    @property
    def rules(self) -> "FileShelf":
        """The rule files on disk."""
        from resipermit.adapters.rule_shelf import FileShelf

        return FileShelf(self.gazetteer)

    def words(self, identifier: str, language: str) -> str:
        """Return the rule book's words for an id, by the hall's own layers."""
        return self._hall_book.words_of(identifier, language)

    @property
    def _hall_book(self) -> "RuleBook":
        return self.rules_in_force.book(self._hall_place)

    @cached_property
    def _hall_place(self) -> str:
        from resipermit.usecases.hall import read_hall

        with self.open_unit() as unit:
            division = read_hall(unit.settings).division
        return self.gazetteer.place_of(division)

    def rules_of(self, place: str) -> "EndorsementRules":
        """Return how permits are endorsed in *place*."""
        return self.rules_in_force.book(place).endorsement

    def days_to_issue(self, on: date) -> int:
        """Return the term from acceptance to issue in force on a day."""
        return int(self._hall_book.value("issue.days", on))

    def signer(self, face: "Signable") -> "Signer":
        """Return the newest key of the hall that may sign this card on this desk."""
        return self.signer_of(face.issuing_division, face.issued_on)

    def signer_of(self, office: str, on: date) -> "Signer":
        """Return the newest of the office's keys that lies on this desk and may sign what is dated so.

        Raises:
            Refused: `signing_key_missing` when this desk holds none, or `signing_key_damaged`.
        """
        from resipermit.adapters.signing_keys import held_here, signer_for
        from resipermit.usecases.hall import read_hall

        with self.open_unit() as unit:
            keys = read_hall(unit.settings).keys
        fit = [key for key in keys if key.objection(office, on) is None and key.may_sign_on(self.today)]
        here = [key for key in fit if held_here(key, self.secrets)]
        if not here:
            raise Refused("signing_key_missing", kid=fit[-1].kid.hex() if fit else "-")
        return signer_for(max(reversed(here), key=lambda key: key.since), self.secrets, self.today)

    def card_template(self) -> "CardTemplate":
        """Return the design of this hall, with its own layer when there is one."""
        from resipermit.adapters.template_layers import template_in_use
        from resipermit.usecases.card_settings import read_design

        with self.open_unit() as unit:
            design = read_design(unit.settings)
        return template_in_use(design.name, design.bilingual, self.home.templates)

    @cached_property
    def initialise_hall(self) -> "InitialiseHall":
        """Set up a hall; nothing is written before keyring or passphrase were found working."""
        from resipermit.adapters.passwords import Argon2Passwords
        from resipermit.adapters.secret_store import secrets_for_new_hall
        from resipermit.adapters.signing_keys import make_key
        from resipermit.usecases.initialise_hall import InitialiseHall

        self.secrets = secrets_for_new_hall(self.home_folder, self.environment)
        return InitialiseHall(
            open_unit=lambda: self._made_store().unit(),
            passwords=Argon2Passwords(),
            make_key=partial(make_key, secrets=self.secrets),
            gazetteer=self.gazetteer,
            clock=self.clock,
            pack=self.rules.pack,
        )

    @cached_property
    def desk(self) -> "WiredDesk":
        """Every act, wired."""
        from resipermit.wiring.desk import wire_desk

        return wire_desk(self)

    def hash_term(self, text: str) -> str:
        """Return the keyed hash of what was searched for, by this desk's own key."""
        from resipermit.usecases.keyed_hash import KeyedHash

        return KeyedHash(self.secrets)(text)

    def log_defect(self, error: BaseException) -> str:
        """Write where a defect lies to the log of this home, and return the log's name."""
        from resipermit.adapters.defect_log import log_defect

        return str(log_defect(error, self.home_folder, self.now()))

    @property
    def identity_reader(self) -> "IdentityReader":
        from resipermit.adapters.simulated_reader import NoReader

        return NoReader()

    @property
    def import_tables(self) -> "ImportTables":
        """The take-over of another office's tables."""
        from resipermit.adapters.ethnic_groups import ethnic_groups
        from resipermit.usecases.import_tables import ImportTables

        def open_intake(actor: "Actor") -> "Intake":
            from db.intake import SqlIntake
            from resipermit.adapters.readings import readings

            return SqlIntake(
                self.store.engine, readings, actor.user, self.now(), self.days_to_issue(self.today), self.rules_of
            )

        return ImportTables(open_intake, self.open_unit, self.gazetteer, frozenset(ethnic_groups()), self.clock)

    @property
    def read_tables(self) -> "Callable[[Path], ReadTable]":
        from resipermit.adapters.table_files import read_tables

        return read_tables

    def open_window(self, hint: str = "") -> int:
        """Show the window until it is closed."""
        needs_display = sys.platform not in ("win32", "darwin")
        if needs_display and not any(map(self.environment.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
            raise InvalidInput("no_display", field="DISPLAY")
        from ui.app import run

        return run(self.desk, log_defect=self.log_defect, hint=hint)

    def demo_hall(self, folder: Path, *, anew: bool) -> "AbstractContextManager[tuple[DemoParts, bool]]":
        """Open the demo hall in *folder*; see `wiring.demo`."""
        from resipermit.wiring.demo import open_demo_hall

        return open_demo_hall(self.language, self.environment, folder, anew=anew)

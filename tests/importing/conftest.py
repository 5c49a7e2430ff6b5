"""An empty store, another office's tables, and an import of the one into the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from builders import ADMINISTRATOR, a_clock
from fakes import sounds_of
from other_office import AS_OF, OtherOffice

from db import Store, new_key, open_store
from db.intake import SqlIntake
from resipermit.adapters.ethnic_groups import ethnic_groups
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.table_files import read_tables
from resipermit.domain.actors import Actor
from resipermit.usecases.import_tables import ImportOutcome, ImportTables
from resipermit.usecases.intake_store import Intake, ReportLine


@dataclass(frozen=True)
class Import:
    """What an import gave back, and what it told of single lines."""

    outcome: ImportOutcome
    told: tuple[ReportLine, ...]

    def of(self, outcome: str) -> list[tuple[str, int, str, str]]:
        """Return (table, line, column, reason) of the lines with this outcome."""
        return [(line.table, line.line, line.column, line.reason) for line in self.told if line.outcome == outcome]

    def count(self, of: str) -> int:
        """Return the sum of one column over all tables."""
        return sum(getattr(tally, of) for tally in self.outcome.tallies)


Importing = Callable[..., Import]


@pytest.fixture
def office() -> OtherOffice:
    return OtherOffice()


@pytest.fixture(scope="session")
def gazetteer():
    return load_gazetteer()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "home").mkdir(mode=0o700)
    opened = open_store(tmp_path / "home" / "store.db", new_key(), lambda name: (sounds_of(name),), create=True)
    yield opened
    opened.close()


@pytest.fixture
def importing(store: Store, tmp_path: Path, gazetteer) -> Importing:
    """Return a function that imports an office as at a day, by an actor, into the store."""

    def run(
        office: OtherOffice,
        on: date | None = AS_OF,
        actor: Actor = ADMINISTRATOR,
        wrap: Callable[[Intake], Intake] = lambda intake: intake,
    ) -> Import:
        told: list[ReportLine] = []
        at = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
        act = ImportTables(
            open_intake=lambda who: wrap(SqlIntake(store.engine, store.readings, who.user, at)),
            open_unit=store.unit,
            gazetteer=gazetteer,
            ethnic_codes=frozenset(ethnic_groups()),
            clock=a_clock(date(2026, 7, 1), at),
        )
        outcome = act(actor, read_tables(office.write(tmp_path / "tables")), told.append, on)
        assert outcome.accounted_for
        return Import(outcome, tuple(told))

    return run

"""Take over the nine tables of another office's record: every row is imported, refused or held, and none is lost."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice

from resipermit.domain.actors import Actor, Right
from resipermit.domain.errors import InvalidInput
from resipermit.domain.intake.cells import Cells
from resipermit.domain.intake.permits import disagreements
from resipermit.domain.intake.tables import TABLES, Table
from resipermit.domain.places import Gazetteer
from resipermit.usecases.intake_store import Intake, ReadTable, ReportLine, SourceRow, Tally
from resipermit.usecases.ports import Clock, OpenUnit
from resipermit.usecases.rows_seen import RowsSeen
from resipermit.usecases.sort_rows import RowSorter

OpenIntake = Callable[[Actor], Intake]
Report = Callable[[ReportLine], None]
BATCH = 5000


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """One tally for each table that was there; *missing* names the others."""

    tallies: tuple[Tally, ...]
    missing: tuple[str, ...] = field(default=())

    @property
    def rows(self) -> int:
        return sum(tally.rows for tally in self.tallies)

    @property
    def accounted_for(self) -> bool:
        """Say whether imported, refused and held make up all rows."""
        return all(tally.accounted_for for tally in self.tallies)


@dataclass(frozen=True)
class ImportTables:
    """Import what *read* gives, a transaction a batch; running it again with the same tables changes nothing.

    Rows that were held by an earlier run come in when the row they rest on is mended. *on* is the day of the tables:
    nothing in them lies later.

    Raises:
        Refused: the actor may not import.
        InvalidInput: none of the tables is there.
    """

    open_intake: OpenIntake
    open_unit: OpenUnit
    gazetteer: Gazetteer
    ethnic_codes: frozenset[str]
    clock: Clock

    def __call__(self, actor: Actor, read: ReadTable, report: Report, on: date | None = None) -> ImportOutcome:
        actor.needs(Right.IMPORT)
        intake = self.open_intake(actor)
        judge = Cells(self.gazetteer, self.ethnic_codes, on or self.clock.today())
        run = _Run(intake, judge, cache(self.gazetteer.place_of), report)
        given = {table.name: rows for table in TABLES if (rows := read(table.name)) is not None}
        missing = tuple(table.name for table in TABLES if table.name not in given)
        if not given:
            raise InvalidInput("tables_missing", field="DIR", tables=[f"{name}.csv" for name in missing])
        try:
            tallies = [run.take(table, given[table.name]) for table in TABLES if table.name in given]
            run.compare(tallies, on)
        finally:
            gc.unfreeze()
        self._note(actor)
        return ImportOutcome(tuple(tallies), missing)

    def _note(self, actor: Actor) -> None:
        with self.open_unit() as unit:
            unit.journal.note(actor, "tables_imported", self.clock.now())
            unit.commit()


class _Run:
    """One pass over the tables."""

    def __init__(self, intake: Intake, judge: Cells, place_of: Callable[[str], str], report: Report) -> None:
        self._intake = intake
        self._judge = judge
        self._report = report
        self._seen = RowsSeen(place_of)
        self._fresh = intake.untouched()

    def take(self, table: Table, rows: Iterable[SourceRow]) -> Tally:
        """Sort and keep the rows of one table, then the rows that an earlier run held and this one sets free."""
        self._seen.next_table()
        sorter = RowSorter(table, self._judge, self._seen, self._intake, fresh=self._fresh)
        for batch in _batches(iter(rows)):
            self._keep(sorter, batch)
        if not self._fresh:
            waiting = [
                SourceRow(0, cells, digest)
                for key, digest, cells in self._intake.held(table.name)
                if not sorter.met(key)
            ]
            for batch in _batches(iter(waiting)):
                released = sorter.release(batch)
                sorter.written(released, self._intake.write(released))
        return sorter.tally

    def compare(self, tallies: Sequence[Tally], on: date | None) -> None:
        """List the recorded events that the rule does not bear out, by the day of the tables or of the last event."""
        tally = next((tally for tally in tallies if tally.table == "permit_events"), None)
        if tally is None:
            return
        day = on or max(self._seen.last_event.values(), default=self._judge.on)
        permits = iter(self._seen.events.items())
        while chunk := list(islice(permits, BATCH)):
            self._compare([key for key, _ in chunk], tally, day)

    def _compare(self, keys: Sequence[str], tally: Tally, day: date) -> None:
        seen = self._seen
        records = {key: seen.entries["permits"][key].record_id for key in keys}
        courses = self._intake.settle([record for record in records.values() if record is not None])
        for key, record in records.items():
            file = seen.permits.get(key)
            told = seen.events[key]
            line_of = {line.event.key: line.line for line in told}
            row, permit_line = (file.row, file.line) if file else (None, None)
            assert record is not None
            for event, reason in disagreements(row, (line.event for line in told), courses[record], day):
                tally.disagreements += 1
                where = ("permit_events", line_of[event], "event") if event else ("permits", permit_line or 0, "status")
                self._report(ReportLine(*where, "disagreement", reason, permit_line))

    def _keep(self, sorter: RowSorter, rows: Sequence[SourceRow]) -> None:
        batch, told = sorter.sort(rows)
        sorter.written(batch, self._intake.write(batch))
        for line in told:
            self._report(line)
        gc.freeze()  # what the run remembers is no garbage; looking through it again and again took a fifth of the time


def _batches(rows: Iterator[SourceRow]) -> Iterator[list[SourceRow]]:
    while batch := list(islice(rows, BATCH)):
        yield batch

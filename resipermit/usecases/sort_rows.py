"""Sort the rows of one table into imported, refused and held."""

from collections.abc import Mapping, Sequence

from resipermit.domain.intake.cells import Cells
from resipermit.domain.intake.rules import ROW_RULES
from resipermit.domain.intake.tables import Fault, Table
from resipermit.usecases.cross_rules import CHECKS, NOTES, SALVAGE, Parents
from resipermit.usecases.intake_store import Accepted, Batch, Intake, Known, ReportLine, SourceRow, State, Tally
from resipermit.usecases.rows_seen import Entry, RowsSeen


class RowSorter:
    """Sorts one table, batch by batch; *seen* is shared by the tables of a run."""

    def __init__(self, table: Table, judge: Cells, seen: RowsSeen, intake: Intake, *, fresh: bool) -> None:
        self.table = table
        self.tally = Tally(table.name)
        self._judge = judge
        self._seen = seen
        self._intake = intake
        self._fresh = fresh
        self._rule = ROW_RULES[table.name]
        self._check = CHECKS[table.name]
        self._note = NOTES[table.name]
        self._salvage = SALVAGE.get(table.name)
        self._digests: dict[str, bytes] = {}
        self._entries = seen.entries.get(table.name)
        self._parents = [(column, table.index(column), seen.entries[parent]) for column, parent in table.parents]
        self._holder_at = table.index("holder_id")

    def sort(self, rows: Sequence[SourceRow]) -> tuple[Batch, list[ReportLine]]:
        """Return what is to be written of *rows*, and what is to be told about them."""
        known: Mapping[str, Known] = {} if self._fresh else self._look_up(rows)
        batch = Batch(self.table.name)
        told: list[ReportLine] = []
        for row in rows:
            try:
                self._meet(row)
                before = known.get(row.cells[0])
                if before is not None and before.state is State.IMPORTED:
                    self._keep(row, before, told)
                elif self._accept(row, batch, told):
                    self.tally.imported += 1
                else:
                    self._hold(row, batch, told)
            except Fault as fault:
                self._refuse(row, fault, batch, told)
        self.tally.rows += len(rows)
        return batch, told

    def release(self, rows: Sequence[SourceRow]) -> Batch:
        """Return what is to be written of *rows* that waited in the store; those that still wait are left alone."""
        self._look_up(rows)
        batch = Batch(self.table.name)
        told: list[ReportLine] = []
        for row in rows:
            try:
                self.tally.released += self._accept(row, batch, told)
            except Fault:  # spoiled by what has come in since; it waits on, and is refused when its table comes again
                continue
        return batch

    def met(self, key: str) -> bool:
        """Say whether a row with this key was in the table of this run."""
        return key in self._digests

    def written(self, batch: Batch, records: Sequence[int | None]) -> None:
        """Remember the records that the accepted rows became, for the rows that rest on them."""
        if self._entries is None:
            return
        for accepted, record in zip(batch.accepted, records, strict=True):
            self._entries[accepted.key] = Entry(State.IMPORTED, record, accepted.holder)
            if self.table.name == "permits":
                accepted.row.record_id = record

    def _meet(self, source: SourceRow) -> None:
        """See that the row can be read and its key is met for the first time in this run."""
        key = source.cells[0]
        if not key:
            raise Fault(self.table.key, source.fault or "cell_empty")
        first = self._digests.setdefault(key, source.digest)
        if first is not source.digest:
            raise Fault(self.table.key, "row_twice" if first == source.digest else "key_twice")
        if source.fault:
            raise Fault("", source.fault)

    def _accept(self, source: SourceRow, batch: Batch, told: list[ReportLine]) -> bool:
        """Put the row into the batch; False when it is clean but must wait. Raises Fault."""
        cells = source.cells
        row = self._rule(cells, self._judge)
        parents = self._rests_on(cells)
        self._check(self._seen, cells, row, parents)
        written = self._note(self._seen, source, row, parents, batch)
        if parents is None:
            return False
        batch.accepted.append(Accepted(cells[0], source.digest, cells[self._holder_at], written, parents))
        self._remark(source, row, told)
        return True

    def _rests_on(self, cells: list[str]) -> Parents:
        """Return the records that the row rests on; None when one of them was refused or is held."""
        holder = cells[self._holder_at]
        records: list[int | None] = []
        waits = foreign = False
        for column, index, entries in self._parents:
            entry = entries.get(cells[index])
            if entry is None:
                raise Fault(column, "parent_unknown")
            state, record, owner = entry
            if state is State.IMPORTED:
                records.append(record)
            else:
                waits = True
            if owner != holder and owner and state is not State.REFUSED:
                foreign = True
        if foreign:
            raise Fault("holder_id", "parent_of_another_holder")
        return None if waits else tuple(records)

    def _keep(self, source: SourceRow, before: Known, told: list[ReportLine]) -> None:
        """Count a row that an earlier run imported, and remember it for the rows that rest on it."""
        if before.digest != source.digest:
            raise Fault("", "row_changed_since")
        self.tally.imported += 1
        self.tally.already += 1
        if self._entries is not None:
            self._entries[source.cells[0]] = Entry(State.IMPORTED, before.record_id, source.cells[self._holder_at])
        try:
            row = self._rule(source.cells, self._judge)
            parents = self._rests_on(source.cells)
        except Fault:  # it was imported when the day of the tables was another
            return
        written = self._note(self._seen, source, row, parents, Batch(self.table.name))
        self._remark(source, row, told)
        if self.table.name == "permits":
            written.record_id = before.record_id

    def _hold(self, source: SourceRow, batch: Batch, told: list[ReportLine]) -> None:
        self.tally.held += 1
        key = source.cells[0]
        if self._entries is not None:
            self._entries[key] = Entry(State.HELD, None, source.cells[self._holder_at])
        batch.held.append((key, source.digest, source.cells))
        told.append(ReportLine(self.table.name, source.line, "", "held", "parent_refused"))

    def _refuse(self, source: SourceRow, fault: Fault, batch: Batch, told: list[ReportLine]) -> None:
        tally = self.tally
        tally.refused += 1
        tally.reasons[fault.reason] = tally.reasons.get(fault.reason, 0) + 1
        told.append(ReportLine(self.table.name, source.line, fault.column, "refused", fault.reason))
        key = source.cells[0]
        if self._entries is None or self._digests.get(key) is not source.digest or key in self._entries:
            return
        holder = source.cells[self._holder_at] if len(source.cells) > self._holder_at else ""
        self._entries[key] = Entry(State.REFUSED, None, holder)
        if fault.reason != "row_changed_since":
            batch.refused.append((key, source.digest))
        if self._salvage is not None and source.fault is None:
            self._salvage(self._seen, source.cells, self._judge)

    def _remark(self, source: SourceRow, row: object, told: list[ReportLine]) -> None:
        remark = getattr(row, "remark", None)
        if remark is not None:
            self.tally.remarks += 1
            told.append(ReportLine(self.table.name, source.line, "id_number", "remark", remark))

    def _look_up(self, rows: Sequence[SourceRow]) -> Mapping[str, Known]:
        """Fetch what the store knows of these rows and of those they rest on."""
        readable = [row.cells for row in rows if row.fault is None]
        for (_, parent), (_, index, entries) in zip(self.table.parents, self._parents, strict=True):
            missing = {cells[index] for cells in readable} - entries.keys()
            for key, known in self._intake.known(parent, sorted(missing)).items():
                entries[key] = Entry(known.state, known.record_id, "")
        self._seen.fetch(self.table, readable, self._intake)
        return self._intake.known(self.table.name, [row.cells[0] for row in rows])

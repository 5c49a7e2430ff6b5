"""The permits and their ledgers: acts are appended; the store itself allows one live permit a place."""

from datetime import date

from sqlalchemy import Boolean, ColumnElement, func, literal_column, select
from sqlalchemy.orm import Session

from db.files import permits_of
from db.found import held_permits, lines_of_permits
from db.mapping import from_ledger_line, to_ledger_line, write_permit
from db.tables import ActRecord, PermitRecord, PersonRecord, PrintOutcomeRecord, PrintRecord, SerialRecord
from resipermit.domain.errors import Refused
from resipermit.domain.holder import FoundHolder, HeldPermit
from resipermit.domain.printing import PrintState
from resipermit.usecases.ports import LedgerLine

ONE: ColumnElement[bool] = literal_column(
    "1", Boolean
)  # as a parameter it would hide the index of live permits from the planner


class SqlPermits:
    """`ports.Permits` over the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, number: str) -> HeldPermit:
        return held_permits(self._session, [permit_record(self._session, number)])[0]

    def of_person(self, person_id: int) -> tuple[HeldPermit, ...]:
        return tuple(permits_of(self._session, [person_id])[person_id])

    def add(self, held: HeldPermit, line: LedgerLine) -> None:
        """Keep a new permit with its first act, which is that of *line*."""
        _needs_newest(held, line, 1)
        if self._session.get(PersonRecord, held.person_id) is None:
            raise Refused("person_unknown")
        self._needs_room(held)
        record = PermitRecord()
        write_permit(held, record)
        self._session.add(record)
        self._session.flush()
        self._session.add(from_ledger_line(record.id, 1, line))
        self._session.flush()

    def append(self, held: HeldPermit, line: LedgerLine) -> None:
        record = permit_record(self._session, held.permit.number)
        kept = self._session.scalar(select(func.max(ActRecord.seq)).where(ActRecord.permit_id == record.id)) or 0
        if len(held.permit.acts) != kept + 1:
            raise Refused("permit_changed_meanwhile", number=record.number)
        _needs_newest(held, line, kept + 1)
        live = record.live  # an older permit that gave way to a newer one of the same place stays so
        write_permit(held, record)
        record.live = live and record.live
        self._session.add(from_ledger_line(record.id, kept + 1, line))
        self._session.flush()

    def ledger(self, number: str) -> tuple[LedgerLine, ...]:
        own = select(ActRecord).where(ActRecord.permit_id == permit_record(self._session, number).id)
        return tuple(map(to_ledger_line, self._session.scalars(own.order_by(ActRecord.seq))))

    def next_serial(self, unit_code: str, year: int) -> int:
        record = self._session.get(SerialRecord, (unit_code, year))
        if record is None:
            record = SerialRecord(unit_code=unit_code, year=year, last=0)
            self._session.add(record)
        record.last += 1
        self._session.flush()
        return record.last

    def due_between(self, since: date, until: date, limit: int) -> tuple[FoundHolder, ...]:
        due = (
            select(PermitRecord)
            .where(PermitRecord.live == ONE, PermitRecord.due_on >= since, PermitRecord.due_on < until)
            .order_by(PermitRecord.due_on, PermitRecord.number)
            .limit(limit)
        )
        return lines_of_permits(self._session, held_permits(self._session, self._session.scalars(due)))

    def without_card(self, limit: int) -> tuple[FoundHolder, ...]:
        made = (
            select(PrintRecord.id)
            .join(PrintOutcomeRecord, PrintOutcomeRecord.line_id == PrintRecord.id)
            .where(PrintRecord.permit_id == PermitRecord.id, PrintOutcomeRecord.state == PrintState.MADE.value)
            .exists()
        )
        waiting = select(PermitRecord).where(PermitRecord.live == ONE, ~made).order_by(PermitRecord.number).limit(limit)
        return lines_of_permits(self._session, held_permits(self._session, self._session.scalars(waiting)))

    def _needs_room(self, held: HeldPermit) -> None:
        taken = select(PermitRecord.id).where(PermitRecord.number == held.permit.number)
        if self._session.scalar(taken) is not None:
            raise Refused("permit_number_taken", number=held.permit.number)
        live = select(PermitRecord.number).where(
            PermitRecord.person_id == held.person_id, PermitRecord.place == held.place, PermitRecord.live == ONE
        )
        other = self._session.scalar(live)
        if other is not None:
            raise Refused("second_live_permit", number=other)


def permit_record(session: Session, number: str) -> PermitRecord:
    """Return the record of a permit; raises Refused("permit_unknown", number=...)."""
    record = session.scalar(select(PermitRecord).where(PermitRecord.number == number))
    if record is None:
        raise Refused("permit_unknown", number=number)
    return record


def _needs_newest(held: HeldPermit, line: LedgerLine, count: int) -> None:
    if len(held.permit.acts) != count or held.permit.acts[-1] != line.act:
        raise ValueError("a line of the ledger is the permit's newest act, and each act has its line")

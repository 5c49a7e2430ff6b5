"""The print ledger and the archive of the pages: lines and how they came out are appended, nothing is changed."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.mapping import from_print_line, to_print_line
from db.permits import permit_record
from db.tables import PageRecord, PermitRecord, PrintOutcomeRecord, PrintRecord
from resipermit.domain.errors import Refused
from resipermit.domain.printing import PrintLine, PrintState


class SqlPrints:
    """`ports.Prints` over the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, line: PrintLine, pdf: bytes) -> PrintLine:
        record = from_print_line(permit_record(self._session, line.permit_number).id, line)
        self._session.add(record)
        self._session.flush()
        self._session.add(PageRecord(line_id=record.id, pdf=pdf))
        self._session.flush()
        return to_print_line(record, None, line.permit_number)

    def close(self, line: PrintLine) -> None:
        row = self._session.execute(_rows().where(PrintRecord.id == line.id)).one_or_none()
        if row is None:
            raise Refused("print_unknown")
        kept = to_print_line(row[0], row[1], row[2])
        if kept.state is not PrintState.PENDING:
            raise Refused("print_already_closed", state=kept.state)
        self._session.add(PrintOutcomeRecord(line_id=line.id, state=line.state.value, reason=line.reason))
        self._session.flush()

    def of_permit(self, number: str) -> tuple[PrintLine, ...]:
        own = _rows().where(PermitRecord.number == number).order_by(PrintRecord.id.desc())
        return tuple(to_print_line(*row) for row in self._session.execute(own))

    def pdf(self, line_id: int) -> bytes:
        page = self._session.scalar(select(PageRecord.pdf).where(PageRecord.line_id == line_id))
        if page is None:
            raise Refused("print_unknown")
        return page


def _rows() -> Select[PrintRecord, PrintOutcomeRecord | None, str]:
    return (
        select(PrintRecord, PrintOutcomeRecord, PermitRecord.number)
        .join(PermitRecord, PermitRecord.id == PrintRecord.permit_id)
        .outerjoin(PrintOutcomeRecord, PrintOutcomeRecord.line_id == PrintRecord.id)
    )

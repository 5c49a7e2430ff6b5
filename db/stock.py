"""Blank cards and the cards that wait for a character; lines are appended, nothing is changed."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.permits import permit_record
from db.tables import (
    BlankLotRecord,
    BlankUseRecord,
    GlyphCaseRecord,
    GlyphSettlementRecord,
    PermitRecord,
    PrintOutcomeRecord,
    PrintRecord,
    RegistrationRecord,
)
from resipermit.domain.errors import Refused
from resipermit.domain.glyph_case import GlyphCase, GlyphRemedy
from resipermit.domain.printing import PrintKind, PrintState
from resipermit.domain.stock import BlankLot, BlankState, BlankUse, PrintRates


class SqlStock:
    """`ports.Stock` over the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lots(self) -> tuple[BlankLot, ...]:
        found = self._session.scalars(select(BlankLotRecord).order_by(BlankLotRecord.id))
        return tuple(
            BlankLot(row.prefix, row.width, row.first, row.last, row.received_on, row.received_by, row.id)
            for row in found
        )

    def add_lot(self, lot: BlankLot) -> None:
        if any(lot.meets(other) for other in self.lots()):
            raise Refused("blanks_already_received", first=lot.serial(lot.first), last=lot.serial(lot.last))
        self._session.add(
            BlankLotRecord(
                prefix=lot.prefix,
                width=lot.width,
                first=lot.first,
                last=lot.last,
                received_on=lot.received_on,
                received_by=lot.received_by,
            )
        )
        self._session.flush()

    def uses(self) -> tuple[BlankUse, ...]:
        found = self._session.scalars(select(BlankUseRecord).order_by(BlankUseRecord.id))
        return tuple(
            BlankUse(row.serial, BlankState(row.state), row.noted_on, row.noted_by, row.reason, row.line_id)
            for row in found
        )

    def record(self, use: BlankUse) -> None:
        if not any(lot.holds(use.serial) for lot in self.lots()):
            raise Refused("blank_not_in_stock", serial=use.serial)
        known = select(BlankUseRecord.id).where(BlankUseRecord.serial == use.serial)
        if self._session.scalar(known) is not None:
            raise Refused("blank_already_gone", serial=use.serial)
        self._session.add(
            BlankUseRecord(
                serial=use.serial,
                state=use.state.value,
                noted_on=use.on,
                noted_by=use.by,
                reason=use.reason,
                line_id=use.line_id,
            )
        )
        self._session.flush()

    def rates(self, since: date, until: date) -> PrintRates:
        made = (
            select(PrintRecord.kind, func.count())
            .join(PrintOutcomeRecord, PrintOutcomeRecord.line_id == PrintRecord.id)
            .where(PrintOutcomeRecord.state == PrintState.MADE.value)
            .where(PrintRecord.printed_on >= since, PrintRecord.printed_on < until)
            .group_by(PrintRecord.kind)
        )
        kinds = {str(kind): int(count) for kind, count in self._session.execute(made)}
        permits = (
            select(func.count()).select_from(PermitRecord).where(PermitRecord.live, PermitRecord.issued_on < until)
        )
        registered = select(func.count(RegistrationRecord.person_id.distinct())).where(
            RegistrationRecord.registered_on < until,
            (RegistrationRecord.until.is_(None)) | (RegistrationRecord.until >= until),
        )
        return PrintRates(
            sum(kinds.values()),
            kinds.get(PrintKind.MISPRINT.value, 0),
            kinds.get(PrintKind.LOST.value, 0),
            self._session.scalar(permits) or 0,
            self._session.scalar(registered) or 0,
        )

    def open_glyph_case(self, case: GlyphCase) -> None:
        if any(case.same_as(other) for other in self.glyph_cases()):
            return
        self._session.add(
            GlyphCaseRecord(
                permit_id=permit_record(self._session, case.permit_number).id,
                item=case.item,
                characters=case.characters,
                code_points=case.code_points,
                found_on=case.found_on,
                found_by=case.found_by,
            )
        )
        self._session.flush()

    def settle_glyph_case(self, case: GlyphCase) -> None:
        self._session.add(
            GlyphSettlementRecord(
                case_id=case.id, settled_on=case.settled_on, settled_by=case.settled_by, remedy=str(case.remedy)
            )
        )
        self._session.flush()

    def glyph_cases(self, *, settled: bool = False) -> tuple[GlyphCase, ...]:
        rows = (
            select(GlyphCaseRecord, GlyphSettlementRecord, PermitRecord.number)
            .join(PermitRecord, PermitRecord.id == GlyphCaseRecord.permit_id)
            .outerjoin(GlyphSettlementRecord, GlyphSettlementRecord.case_id == GlyphCaseRecord.id)
            .order_by(GlyphCaseRecord.id)
        )
        if not settled:
            rows = rows.where(GlyphSettlementRecord.id.is_(None))
        return tuple(_to_case(*row) for row in self._session.execute(rows))


def _to_case(row: GlyphCaseRecord, end: GlyphSettlementRecord | None, number: str) -> GlyphCase:
    return GlyphCase(
        permit_number=number,
        item=row.item,
        characters=row.characters,
        code_points=row.code_points,
        found_on=row.found_on,
        found_by=row.found_by,
        id=row.id,
        settled_on=None if end is None else end.settled_on,
        settled_by=None if end is None else end.settled_by,
        remedy=None if end is None else GlyphRemedy(end.remedy),
    )

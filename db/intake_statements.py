"""The statements by which an import writes, made from the tables; each says its columns, in the order of the table."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, column, false, insert, table, update
from sqlalchemy.dialects.sqlite import dialect as sqlite
from sqlalchemy.dialects.sqlite import insert as upsert

from db.tables import (
    ActRecord,
    ApplicationRecord,
    EmploymentRecord,
    HousingRecord,
    Instant,
    InsuranceRecord,
    IntakeRecord,
    NumberRecord,
    PermitRecord,
    PersonRecord,
    Record,
    RegistrationRecord,
    SchoolingRecord,
    SoundRecord,
    TieRecord,
)

_DIALECT: Any = sqlite(paramstyle="qmark")
_AS_TEXT = Instant().dialect_impl(_DIALECT).bind_processor(_DIALECT)


def instant(at: datetime) -> str:
    """Return an instant as the store keeps it."""
    assert _AS_TEXT is not None
    return cast(str, _AS_TEXT(at))


def table_of(record: type[Record]) -> Table:
    """Return the table behind a record class."""
    return cast(Table, record.__table__)


def _compiled(statement: Any, columns: list[str]) -> str:
    compiled = statement.compile(dialect=_DIALECT, column_keys=columns)
    if compiled.positiontup != columns:
        raise ValueError(f"{compiled.positiontup} is the order of the table, not {columns}")
    return str(compiled)


def _insert(record: type[Record], columns: str) -> str:
    return _compiled(insert(table_of(record)), columns.split())


def _keep_row() -> str:
    columns = ["table_name", "row_key", "digest", "state", "record_id", "cells"]
    statement = upsert(table_of(IntakeRecord))
    changed = {name: statement.excluded[name] for name in columns[2:]}
    return _compiled(statement.on_conflict_do_update(index_elements=columns[:2], set_=changed), columns)


ADD_PERSON = _insert(
    PersonRecord,
    "id citizen_number name name_normalised sex born_on ethnic_code registered_division registered_address phone",
)
ADD_NUMBER = _insert(NumberRecord, "person_id seq number")
ADD_SOUND = _insert(SoundRecord, "person_id pinyin initials")
ADD_GRAMS = _compiled(insert(table("name_gram", column("rowid"), column("grams"))), ["rowid", "grams"])
ADD_TIE = _insert(TieRecord, "holder_id relative_id relation")
ADD_REGISTRATION = _insert(RegistrationRecord, "id person_id division registered_on since until address")
ADD_EMPLOYMENT = _insert(EmploymentRecord, "id person_id division kind since until")
ADD_INSURANCE = _insert(InsuranceRecord, "person_id division scheme kind since until")
ADD_HOUSING = _insert(HousingRecord, "person_id division tenure registered since until")
ADD_SCHOOLING = _insert(SchoolingRecord, "person_id division stage grade since until status")
ADD_PERMIT = _insert(PermitRecord, "id number person_id place division live issued_on due_on")
ADD_ACT = _insert(ActRecord, "permit_id seq kind acted_on applied_on recorded_by recorded_at reason")
ADD_APPLICATION = _insert(ApplicationRecord, "person_id division grounds accepted_on accepted_by due_on stage")
KEEP_ROW = _keep_row()

_permit = table_of(PermitRecord)
_registration = table_of(RegistrationRecord)
SET_DWELLING = _compiled(
    update(_registration).where(_registration.c.id == bindparam("record")).values(dwelling=bindparam("dwelling")),
    ["dwelling", "record"],
)
NOT_LIVE = _compiled(update(_permit).where(_permit.c.id == bindparam("record")).values(live=false()), ["record"])
SETTLE_PERMIT = _compiled(
    update(_permit)
    .where(_permit.c.id == bindparam("record"))
    .values(
        live=_permit.c.live & bindparam("still_live", type_=_permit.c.live.type),
        issued_on=bindparam("issued_on"),
        due_on=bindparam("due_on"),
    ),
    ["still_live", "issued_on", "due_on", "record"],
)

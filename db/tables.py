"""What the store keeps: one record class a table, columns only; `mapping` turns records into what the acts know.

Days are half-open. `until` empty with `until_known` true means going on; with `until_known` false nobody has said.
The index of names (`name_gram`) is a virtual table and stands in `search`, the triggers stand in the migrations.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import CheckConstraint, DateTime, Dialect, ForeignKey, Index, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A point in time, kept as UTC; one without a zone is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Record(DeclarativeBase):
    """The base of every table; constraints have names, so that a migration can say which one it changes."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Instant}  # noqa: RUF012


Id = Annotated[int, mapped_column(primary_key=True)]
PersonId = Annotated[int, mapped_column(ForeignKey("person.id"), index=True)]
Until = Annotated[date | None, mapped_column()]
UntilKnown = Annotated[bool, mapped_column(server_default=text("1"))]
APPEND_ONLY: dict[str, Any] = {"sqlite_autoincrement": True}  # a number once given never returns
LIVE = text("live = 1")
UNDER_WAY = text("stage IN ('accepted', 'approved')")


class PersonRecord(Record):
    """One person; the number in force is also the newest line of `person_number`."""

    __tablename__ = "person"

    id: Mapped[Id]
    citizen_number: Mapped[str]
    name: Mapped[str]
    name_normalised: Mapped[str] = mapped_column(index=True)
    sex: Mapped[str]
    born_on: Mapped[date]
    ethnic_code: Mapped[str]
    registered_division: Mapped[str]
    registered_address: Mapped[str]
    phone: Mapped[str | None] = mapped_column(index=True)


class NumberRecord(Record):
    """Every citizen number somebody has had; `seq` rises, the highest is in force."""

    __tablename__ = "person_number"
    __table_args__ = (UniqueConstraint("number"), UniqueConstraint("person_id", "seq"))

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    seq: Mapped[int]
    number: Mapped[str]


class SoundRecord(Record):
    """How a name is read aloud: full pinyin without tones and blanks, and its initials; one row a reading."""

    __tablename__ = "person_sound"

    id: Mapped[Id]
    person_id: Mapped[PersonId]
    pinyin: Mapped[str] = mapped_column(index=True)
    initials: Mapped[str] = mapped_column(index=True)


class PhotoRecord(Record):
    """The checked portrait of a person."""

    __tablename__ = "photo"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    jpeg: Mapped[bytes]


class CompleteListRecord(Record):
    """Says that a list of evidence about a person is all there is."""

    __tablename__ = "complete_list"
    __table_args__ = ({"sqlite_with_rowid": False},)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    list_name: Mapped[str] = mapped_column(primary_key=True)


class RegistrationRecord(Record):
    """居住登记: a residence with its street address."""

    __tablename__ = "registration"

    id: Mapped[Id]
    person_id: Mapped[PersonId]
    division: Mapped[str]
    registered_on: Mapped[date | None]
    since: Mapped[date | None]
    until: Mapped[Until]
    until_known: Mapped[UntilKnown]
    dwelling: Mapped[str | None]
    address: Mapped[str]


class EmploymentRecord(Record):
    """One job."""

    __tablename__ = "employment"

    id: Mapped[Id]
    person_id: Mapped[PersonId]
    division: Mapped[str]
    kind: Mapped[str | None]
    since: Mapped[date | None]
    until: Mapped[Until]
    until_known: Mapped[UntilKnown]


class InsuranceRecord(Record):
    """One unbroken run of one scheme."""

    __tablename__ = "insurance"

    id: Mapped[Id]
    person_id: Mapped[PersonId]
    division: Mapped[str]
    scheme: Mapped[str | None]
    kind: Mapped[str]
    since: Mapped[date | None]
    until: Mapped[Until]
    until_known: Mapped[UntilKnown]


class TaxRecord(Record):
    """One run of tax payments."""

    __tablename__ = "tax"

    id: Mapped[Id]
    person_id: Mapped[PersonId]
    division: Mapped[str]
    kind: Mapped[str | None]
    since: Mapped[date | None]
    until: Mapped[Until]
    until_known: Mapped[UntilKnown]


class HousingRecord(Record):
    """A right to live somewhere."""

    __tablename__ = "housing"

    id: Mapped[Id]
    person_id: Mapped[PersonId]
    division: Mapped[str]
    tenure: Mapped[str | None]
    registered: Mapped[bool | None]
    since: Mapped[date | None]
    until: Mapped[Until]
    until_known: Mapped[UntilKnown]


class SchoolingRecord(Record):
    """One enrolment; `record` says whether the school record (学籍) is there."""

    __tablename__ = "schooling"

    id: Mapped[Id]
    person_id: Mapped[PersonId]
    division: Mapped[str]
    stage: Mapped[str | None]
    grade: Mapped[int | None]
    since: Mapped[date | None]
    until: Mapped[Until]
    until_known: Mapped[UntilKnown]
    status: Mapped[str | None]
    record: Mapped[bool | None]


class ExamRecord(Record):
    """An examination sat."""

    __tablename__ = "exam"

    id: Mapped[Id]
    person_id: Mapped[PersonId]
    exam: Mapped[str]
    division: Mapped[str | None]
    sat_on: Mapped[date | None]


class EarlierPermitRecord(Record):
    """A permit of an earlier time, now evidence only."""

    __tablename__ = "earlier_permit"

    id: Mapped[Id]
    person_id: Mapped[PersonId]
    kind: Mapped[str | None]
    division: Mapped[str]
    since: Mapped[date | None]
    until: Mapped[Until]
    until_known: Mapped[UntilKnown]


class TieRecord(Record):
    """A member of the holder's household."""

    __tablename__ = "tie"

    id: Mapped[Id]
    holder_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    relative_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    relation: Mapped[str]
    living_together: Mapped[bool | None]
    married: Mapped[bool | None]


class PermitRecord(Record):
    """A permit. `live`, `issued_on` and `due_on` follow from its acts and are kept for the lists and the constraint."""

    __tablename__ = "permit"
    __table_args__ = (
        UniqueConstraint("number"),
        Index("uq_permit_one_live", "person_id", "place", unique=True, sqlite_where=LIVE),
        Index("ix_permit_live_due", "due_on", "number", sqlite_where=LIVE),
    )

    id: Mapped[Id]
    number: Mapped[str]
    person_id: Mapped[PersonId]
    place: Mapped[str]
    division: Mapped[str]
    live: Mapped[bool]
    issued_on: Mapped[date | None]
    due_on: Mapped[date | None]


class ActRecord(Record):
    """One act on a permit's ledger; rows are appended and never change."""

    __tablename__ = "act"
    __table_args__ = (UniqueConstraint("permit_id", "seq"), APPEND_ONLY)

    id: Mapped[Id]
    permit_id: Mapped[int] = mapped_column(ForeignKey("permit.id"))
    seq: Mapped[int]
    kind: Mapped[str]
    acted_on: Mapped[date]
    applied_on: Mapped[date | None]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]
    reason: Mapped[str | None]


class SerialRecord(Record):
    """The last number a unit gave in a year."""

    __tablename__ = "serial"
    __table_args__ = ({"sqlite_with_rowid": False},)

    unit_code: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class ApplicationRecord(Record):
    """A file on its way to a permit; a person has at most one under way."""

    __tablename__ = "application"
    __table_args__ = (
        Index("uq_application_one_open", "person_id", unique=True, sqlite_where=UNDER_WAY),
        Index("ix_application_waiting", "stage", "due_on"),
    )

    id: Mapped[Id]
    person_id: Mapped[PersonId]
    division: Mapped[str]
    grounds: Mapped[str]  # words with blanks between
    accepted_on: Mapped[date]
    accepted_by: Mapped[str]
    due_on: Mapped[date]
    stage: Mapped[str]
    reviewed_on: Mapped[date | None]
    reviewed_by: Mapped[str | None]
    reason: Mapped[str | None]
    permit_number: Mapped[str | None]


class PrintRecord(Record):
    """A card that was wanted, with the page as archived; rows are appended and never change."""

    __tablename__ = "print_line"
    __table_args__ = (APPEND_ONLY,)

    id: Mapped[Id]
    permit_id: Mapped[int] = mapped_column(ForeignKey("permit.id"), index=True)
    kind: Mapped[str]
    printed_on: Mapped[date]
    printed_by: Mapped[str]
    qr_text: Mapped[str]
    pdf_sha256: Mapped[str]
    reason: Mapped[str | None]


class PageRecord(Record):
    """The archived page of a line; apart from the line, so that a list of lines reads no pages."""

    __tablename__ = "print_page"

    line_id: Mapped[int] = mapped_column(ForeignKey("print_line.id"), primary_key=True)
    pdf: Mapped[bytes]


class PrintOutcomeRecord(Record):
    """How a card came out; one a line, appended, never changed."""

    __tablename__ = "print_outcome"
    __table_args__ = (UniqueConstraint("line_id"), APPEND_ONLY)

    id: Mapped[Id]
    line_id: Mapped[int] = mapped_column(ForeignKey("print_line.id"))
    state: Mapped[str]
    reason: Mapped[str | None]


class BlankLotRecord(Record):
    """A range of blank cards as received, both ends inclusive; rows are appended and never change."""

    __tablename__ = "blank_lot"
    __table_args__ = (APPEND_ONLY,)

    id: Mapped[Id]
    prefix: Mapped[str]
    width: Mapped[int]
    first: Mapped[int]
    last: Mapped[int]
    received_on: Mapped[date]
    received_by: Mapped[str]


class BlankUseRecord(Record):
    """What became of a blank, once each; appended, never changed."""

    __tablename__ = "blank_use"
    __table_args__ = (UniqueConstraint("serial"), APPEND_ONLY)

    id: Mapped[Id]
    serial: Mapped[str]
    state: Mapped[str]
    noted_on: Mapped[date]
    noted_by: Mapped[str]
    reason: Mapped[str | None]
    line_id: Mapped[int | None] = mapped_column(ForeignKey("print_line.id"))


class GlyphCaseRecord(Record):
    """A card that waits for a character that no font has; appended, never changed."""

    __tablename__ = "glyph_case"
    __table_args__ = (APPEND_ONLY,)

    id: Mapped[Id]
    permit_id: Mapped[int] = mapped_column(ForeignKey("permit.id"), index=True)
    item: Mapped[str]
    characters: Mapped[str]
    code_points: Mapped[str]
    found_on: Mapped[date]
    found_by: Mapped[str]


class GlyphSettlementRecord(Record):
    """How such a case ended; one a case, appended, never changed."""

    __tablename__ = "glyph_settlement"
    __table_args__ = (UniqueConstraint("case_id"), APPEND_ONLY)

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("glyph_case.id"))
    settled_on: Mapped[date]
    settled_by: Mapped[str]
    remedy: Mapped[str]


class PackRecord(Record):
    """A pack of rule files, by its hash; rows are appended and never change."""

    __tablename__ = "rule_pack"
    __table_args__ = ({"sqlite_with_rowid": False},)

    sha256: Mapped[str] = mapped_column(primary_key=True)


class LayerRecord(Record):
    """One file of a pack with its raw bytes, in order; appended, never changed."""

    __tablename__ = "rule_layer"

    id: Mapped[Id]
    pack: Mapped[str] = mapped_column(ForeignKey("rule_pack.sha256"), index=True)
    name: Mapped[str]
    raw: Mapped[bytes]


class PackStepRecord(Record):
    """Who proposed a pack, who accepted or refused it; appended, never changed."""

    __tablename__ = "rule_step"
    __table_args__ = (CheckConstraint("step IN ('proposed', 'accepted', 'refused')", name="step"), APPEND_ONLY)

    id: Mapped[Id]
    pack: Mapped[str] = mapped_column(ForeignKey("rule_pack.sha256"))
    step: Mapped[str]
    taken_by: Mapped[str]
    taken_at: Mapped[datetime]
    reason: Mapped[str | None]


class DecisionRecord(Record):
    """A decision with its canonical record and the record's hash; appended, never changed."""

    __tablename__ = "decision"
    __table_args__ = (APPEND_ONLY,)

    id: Mapped[Id]
    kind: Mapped[str]
    person_id: Mapped[PersonId]
    about: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]
    pack: Mapped[str] = mapped_column(ForeignKey("rule_pack.sha256"))
    sha256: Mapped[str]
    document: Mapped[bytes]


class CardPlaceRecord(Record):
    """The place of a card on the status list, which is its id; `card` counts the cards of the permit from 1."""

    __tablename__ = "card_place"
    __table_args__ = (UniqueConstraint("permit_id", "card"), APPEND_ONLY)

    id: Mapped[Id]
    permit_id: Mapped[int] = mapped_column(ForeignKey("permit.id"))
    card: Mapped[int]


class UserRecord(Record):
    """Somebody who may sign in."""

    __tablename__ = "office_user"

    name: Mapped[str] = mapped_column(primary_key=True)
    display_name: Mapped[str]
    roles: Mapped[str]  # words with blanks between
    password_hash: Mapped[str]
    active: Mapped[bool]
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]


class JournalRecord(Record):
    """What was looked at, revealed and printed, by whom; rows are appended and never change."""

    __tablename__ = "journal"
    __table_args__ = (APPEND_ONLY,)

    id: Mapped[Id]
    noted_at: Mapped[datetime]
    user: Mapped[str]
    event: Mapped[str]
    subject: Mapped[str | None]


class SettingRecord(Record):
    """A name and a value of this hall."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class IntakeRecord(Record):
    """A row of an imported table, by its own key, so that a second run finds it: what it said and what became of it.

    `cells` are those of a held row, which waits for its parent; `record_id` is what an imported row became.
    """

    __tablename__ = "intake_row"
    __table_args__ = (
        CheckConstraint("state IN ('imported', 'refused', 'held')", name="state"),
        Index("ix_intake_row_held", "table_name", sqlite_where=text("state = 'held'")),
        {"sqlite_with_rowid": False},
    )

    table_name: Mapped[str] = mapped_column(primary_key=True)
    row_key: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[bytes]
    state: Mapped[str]
    record_id: Mapped[int | None]
    cells: Mapped[str | None]

"""Between the records of the store and what the acts know: the only module that names both sides."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from db.tables import (
    ActRecord,
    ApplicationRecord,
    EarlierPermitRecord,
    EmploymentRecord,
    ExamRecord,
    HousingRecord,
    InsuranceRecord,
    PermitRecord,
    PersonRecord,
    PrintOutcomeRecord,
    PrintRecord,
    Record,
    RegistrationRecord,
    SchoolingRecord,
    TaxRecord,
    UserRecord,
)
from resipermit.domain.actors import Role
from resipermit.domain.application import Application, Ground, Stage
from resipermit.domain.endorsement import EndorsementRules
from resipermit.domain.facts import (
    UNKNOWN,
    EarlierPermit,
    Employment,
    Exam,
    Housing,
    Insurance,
    Residence,
    Schooling,
    Tax,
    Until,
)
from resipermit.domain.holder import HeldPermit, Person, Registration
from resipermit.domain.identity import Sex
from resipermit.domain.names import normalised
from resipermit.domain.permit import ENDINGS, ActKind, PermitAct, ResidencePermit
from resipermit.domain.printing import PrintKind, PrintLine, PrintState
from resipermit.usecases.ports import LedgerLine, User


def to_person(record: PersonRecord) -> Person:
    return Person(
        id=record.id,
        citizen_number=record.citizen_number,
        name=record.name,
        sex=Sex(record.sex),
        born_on=record.born_on,
        ethnic_code=record.ethnic_code,
        registered_division=record.registered_division,
        registered_address=record.registered_address,
        phone=record.phone,
    )


def write_person(person: Person, record: PersonRecord) -> None:
    record.citizen_number = person.citizen_number
    record.name = person.name
    record.name_normalised = normalised(person.name)
    record.sex = person.sex.value
    record.born_on = person.born_on
    record.ethnic_code = person.ethnic_code
    record.registered_division = person.registered_division
    record.registered_address = person.registered_address
    record.phone = person.phone


def to_registration(record: RegistrationRecord) -> Registration:
    residence = Residence(record.division, record.registered_on, record.since, to_until(record), record.dwelling)
    return Registration(record.id, residence, record.address)


def from_registration(person_id: int, registration: Registration) -> RegistrationRecord:
    residence = registration.residence
    return RegistrationRecord(
        person_id=person_id,
        division=residence.division,
        registered_on=residence.registered_on,
        since=residence.since,
        dwelling=residence.dwelling,
        address=registration.address,
        **until_columns(residence.until),
    )


def to_until(record: Any) -> Until:
    """Return the end of a record's period: a day, going on (None), or not known."""
    until: Until = record.until if record.until_known else UNKNOWN
    return until


def until_columns(until: Until) -> dict[str, Any]:
    """Return the two columns that keep the end of a period."""
    known = until is not UNKNOWN
    return {"until": until if known else None, "until_known": known}


@dataclass(frozen=True, slots=True)
class EvidenceList:
    """One list of evidence: its table, its value, and the columns as they are called there and here."""

    record: type[Record]
    value: type[Any]
    columns: tuple[tuple[str, str], ...]
    ends: bool = True

    def read(self, record: Any) -> Any:
        known = {here: getattr(record, there) for there, here in self.columns}
        return self.value(**known, until=to_until(record)) if self.ends else self.value(**known)

    def write(self, person_id: int, value: Any) -> Record:
        columns = {there: getattr(value, here) for there, here in self.columns}
        if self.ends:
            columns |= until_columns(value.until)
        return self.record(person_id=person_id, **columns)


def _same(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, name) for name in names)


EVIDENCE_LISTS = {
    "employment": EvidenceList(EmploymentRecord, Employment, _same("division", "kind", "since")),
    "insurance": EvidenceList(InsuranceRecord, Insurance, _same("division", "scheme", "kind", "since")),
    "tax": EvidenceList(TaxRecord, Tax, _same("division", "kind", "since")),
    "housing": EvidenceList(HousingRecord, Housing, _same("division", "tenure", "registered", "since")),
    "schooling": EvidenceList(
        SchoolingRecord, Schooling, _same("division", "stage", "grade", "since", "status", "record")
    ),
    "exams": EvidenceList(ExamRecord, Exam, (*_same("exam", "division"), ("sat_on", "on")), ends=False),
    "earlier_permits": EvidenceList(EarlierPermitRecord, EarlierPermit, _same("kind", "division", "since")),
}


def to_act(record: ActRecord) -> PermitAct:
    return PermitAct(ActKind(record.kind), record.acted_on, record.applied_on)


def to_ledger_line(record: ActRecord) -> LedgerLine:
    return LedgerLine(to_act(record), record.recorded_by, record.recorded_at, record.reason)


def from_ledger_line(permit_id: int, seq: int, line: LedgerLine) -> ActRecord:
    return ActRecord(
        permit_id=permit_id,
        seq=seq,
        kind=line.act.kind.value,
        acted_on=line.act.on,
        applied_on=line.act.applied_on,
        recorded_by=line.by,
        recorded_at=line.recorded_at,
        reason=line.reason,
    )


def to_held_permit(record: PermitRecord, acts: Iterable[ActRecord], rules: EndorsementRules) -> HeldPermit:
    permit = ResidencePermit(record.number, record.division, tuple(map(to_act, acts)), rules)
    return HeldPermit(record.person_id, record.place, permit)


def write_permit(held: HeldPermit, record: PermitRecord) -> None:
    record.number = held.permit.number
    record.person_id = held.person_id
    record.place = held.place
    record.division = held.permit.division
    for column, value in permit_course(held.permit).items():
        setattr(record, column, value)


def permit_course(permit: ResidencePermit) -> dict[str, Any]:
    """Return the columns that follow from a permit's acts; suspended is live, cancelled and revoked are not."""
    course = permit.course()
    live = not any(act.kind in ENDINGS for act in permit.acts)
    return {"live": live, "issued_on": course.issued_on, "due_on": course.due_on}


def to_application(record: ApplicationRecord) -> Application:
    return Application(
        id=record.id,
        person_id=record.person_id,
        division=record.division,
        grounds=tuple(Ground(word) for word in record.grounds.split()),
        accepted_on=record.accepted_on,
        accepted_by=record.accepted_by,
        due_on=record.due_on,
        stage=Stage(record.stage),
        reviewed_on=record.reviewed_on,
        reviewed_by=record.reviewed_by,
        reason=record.reason,
        permit_number=record.permit_number,
    )


def write_application(application: Application, record: ApplicationRecord) -> None:
    record.person_id = application.person_id
    record.division = application.division
    record.grounds = " ".join(ground.value for ground in application.grounds)
    record.accepted_on = application.accepted_on
    record.accepted_by = application.accepted_by
    record.due_on = application.due_on
    record.stage = application.stage.value
    record.reviewed_on = application.reviewed_on
    record.reviewed_by = application.reviewed_by
    record.reason = application.reason
    record.permit_number = application.permit_number


def to_print_line(record: PrintRecord, outcome: PrintOutcomeRecord | None, permit_number: str) -> PrintLine:
    """Return the line; without an outcome it is pending. The reason of a spoiled card stands in its outcome."""
    return PrintLine(
        id=record.id,
        permit_number=permit_number,
        kind=PrintKind(record.kind),
        state=PrintState.PENDING if outcome is None else PrintState(outcome.state),
        on=record.printed_on,
        by=record.printed_by,
        qr_text=record.qr_text,
        pdf_sha256=record.pdf_sha256,
        reason=record.reason if outcome is None else outcome.reason,
    )


def from_print_line(permit_id: int, line: PrintLine) -> PrintRecord:
    return PrintRecord(
        permit_id=permit_id,
        kind=line.kind.value,
        printed_on=line.on,
        printed_by=line.by,
        qr_text=line.qr_text,
        pdf_sha256=line.pdf_sha256,
        reason=line.reason,
    )


def to_user(record: UserRecord) -> User:
    return User(
        name=record.name,
        display_name=record.display_name,
        roles=frozenset(Role(word) for word in record.roles.split()),
        password_hash=record.password_hash,
        active=record.active,
        failures=record.failures,
        locked_until=record.locked_until,
    )


def from_user(user: User) -> UserRecord:
    return UserRecord(
        name=user.name,
        display_name=user.display_name,
        roles=" ".join(sorted(role.value for role in user.roles)),
        password_hash=user.password_hash,
        active=user.active,
        failures=user.failures,
        locked_until=user.locked_until,
    )

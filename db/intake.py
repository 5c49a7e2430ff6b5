"""Keeps imported rows: many at a time, by plain statements over the tables, each batch in one transaction."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, exists, func, select

from db.found import RulesOf
from db.intake_statements import (
    ADD_ACT,
    ADD_APPLICATION,
    ADD_EMPLOYMENT,
    ADD_GRAMS,
    ADD_HOUSING,
    ADD_INSURANCE,
    ADD_NUMBER,
    ADD_PERMIT,
    ADD_PERSON,
    ADD_REGISTRATION,
    ADD_SCHOOLING,
    ADD_SOUND,
    ADD_TIE,
    KEEP_ROW,
    NOT_LIVE,
    SET_DWELLING,
    SETTLE_PERMIT,
    instant,
)
from db.people import Readings
from db.search import grams
from db.store import by_the_decree
from db.tables import (
    ActRecord,
    ApplicationRecord,
    EmploymentRecord,
    IntakeRecord,
    NumberRecord,
    PermitRecord,
    PersonRecord,
    RegistrationRecord,
)
from resipermit.domain.application import Application, Ground
from resipermit.domain.ledger_course import fold
from resipermit.domain.names import normalised
from resipermit.domain.permit import ActKind, Course, PermitAct, ResidencePermit
from resipermit.usecases.intake_store import Accepted, Batch, Known, PermitFile, State

Rows = list[tuple[Any, ...]]
SPANS: Mapping[str, Any] = {"residences": RegistrationRecord, "employment": EmploymentRecord}
WHY = "imported"  # the reason on each imported line of a ledger
UNDER_WAY = ("accepted", "approved")


class SqlIntake:
    """`intake_store.Intake` over the store. *by* is whose acts these become, *at* the instant (UTC) of the import."""

    def __init__(
        self,
        engine: Engine,
        readings: Readings,
        by: str,
        at: datetime,
        days_to_issue: int = 15,
        rules_of: RulesOf = by_the_decree,
    ) -> None:
        self._engine = engine
        self._readings = readings
        self._by = by
        self._at = instant(at)
        self._days_to_issue = days_to_issue
        self._rules_of = rules_of
        self._writers: Mapping[str, Callable[[Connection, Batch], Sequence[int | None]]] = {
            "holders": self._write_people,
            "residences": self._write_residences,
            "employment": self._write_employment,
            "insurance": self._write_insurance,
            "housing": self._write_housing,
            "permits": self._write_permits,
            "permit_events": self._write_events,
            "children": self._write_children,
            "enrolments": self._write_enrolments,
        }

    def untouched(self) -> bool:
        with self._engine.begin() as connection:
            people = connection.scalar(select(exists().select_from(PersonRecord)))
            return not people and not connection.scalar(select(exists().select_from(IntakeRecord)))

    def known(self, table: str, keys: Sequence[str]) -> Mapping[str, Known]:
        row = IntakeRecord
        asked = select(row.row_key, row.state, row.digest, row.record_id)
        found = self._read(asked.where(row.table_name == table, row.row_key.in_(_among(keys))))
        return {key: Known(State(state), digest, record) for key, state, digest, record in found}

    def birth_dates(self, person_ids: Sequence[int]) -> Mapping[int, date]:
        asked = select(PersonRecord.id, PersonRecord.born_on)
        return dict(self._read(asked.where(PersonRecord.id.in_(_among(person_ids)))))

    def number_owners(self, numbers: Sequence[str]) -> Mapping[str, int]:
        asked = select(NumberRecord.number, NumberRecord.person_id)
        return dict(self._read(asked.where(NumberRecord.number.in_(_among(numbers)))))

    def permits_on_record(self, numbers: Sequence[str]) -> frozenset[str]:
        asked = select(PermitRecord.number).where(PermitRecord.number.in_(_among(numbers)))
        return frozenset(number for (number,) in self._read(asked))

    def live_places(self, person_ids: Sequence[int]) -> frozenset[tuple[int, str]]:
        permit = PermitRecord
        asked = select(permit.person_id, permit.place).where(permit.live, permit.person_id.in_(_among(person_ids)))
        return frozenset((person, place) for person, place in self._read(asked))

    def applying(self, person_ids: Sequence[int]) -> frozenset[int]:
        file = ApplicationRecord
        asked = select(file.person_id).where(file.stage.in_(UNDER_WAY), file.person_id.in_(_among(person_ids)))
        return frozenset(person for (person,) in self._read(asked))

    def periods(self, table: str, person_ids: Sequence[int]) -> Mapping[int, Sequence[tuple[date, date | None]]]:
        record = SPANS[table]
        found: dict[int, list[tuple[date, date | None]]] = {}
        asked = select(record.person_id, record.since, record.until, record.until_known)
        for person, since, until, known in self._read(asked.where(record.person_id.in_(_among(person_ids)))):
            if since is not None and known:
                found.setdefault(person, []).append((since, until))
        return found

    def held(self, table: str) -> Sequence[tuple[str, bytes, list[str]]]:
        row = IntakeRecord
        asked = select(row.row_key, row.digest, row.cells).where(row.table_name == table, row.state == State.HELD)
        return [(key, digest, json.loads(cells)) for key, digest, cells in self._read(asked)]

    def write(self, batch: Batch) -> Sequence[int | None]:
        with self._engine.begin() as connection:
            records = self._writers[batch.table](connection, batch) if batch.accepted else ()
            rows: Rows = [
                (batch.table, accepted.key, accepted.digest, State.IMPORTED.value, record, None)
                for accepted, record in zip(batch.accepted, records, strict=True)
            ]
            rows += [(batch.table, key, digest, State.REFUSED.value, None, None) for key, digest in batch.refused]
            rows += [
                (batch.table, key, digest, State.HELD.value, None, json.dumps(cells, ensure_ascii=False))
                for key, digest, cells in batch.held
            ]
            _many(connection, KEEP_ROW, rows)
        return records

    def settle(self, permit_ids: Sequence[int]) -> Mapping[int, Course]:
        act = ActRecord
        ids = _among(permit_ids)
        asked = select(act.permit_id, act.kind, act.acted_on, act.applied_on).where(act.permit_id.in_(ids))
        acts: dict[int, list[PermitAct]] = {permit: [] for permit in permit_ids}
        with self._engine.begin() as connection:
            held = select(PermitRecord.id, PermitRecord.place).where(PermitRecord.id.in_(ids))
            places = dict(connection.execute(held).all())
            for permit, kind, acted_on, applied_on in connection.execute(asked.order_by(act.permit_id, act.seq)):
                acts[permit].append(PermitAct(ActKind(kind), acted_on, applied_on))
            courses = {permit: fold(done, self._rules_of(places[permit])) for permit, done in acts.items()}
            _many(
                connection,
                SETTLE_PERMIT,
                [
                    (course.ended is None, _text(course.issued_on), _text(course.due_on), permit)
                    for permit, course in courses.items()
                ],
            )
        return courses

    def _read(self, asked: Any) -> Sequence[Any]:
        with self._engine.begin() as connection:
            return connection.execute(asked).all()

    def _write_people(self, connection: Connection, batch: Batch) -> Sequence[int]:
        first = _next_id(connection, PersonRecord)
        people: Rows = []
        numbers: Rows = []
        sounds: Rows = []
        names: Rows = []
        for person, accepted in enumerate(batch.accepted, first):
            row = accepted.row
            searched = normalised(row.name)
            people.append(
                (
                    person,
                    row.citizen_number,
                    row.name,
                    searched,
                    row.sex.value,
                    row.born_on.isoformat(),
                    row.ethnic_code,
                    row.division,
                    "",
                    row.phone,
                )
            )
            numbers.append((person, 1, row.citizen_number))
            sounds += [(person, *sound) for sound in dict.fromkeys(self._readings(row.name))]
            names.append((person, grams(searched)))
        for statement, rows in ((ADD_PERSON, people), (ADD_NUMBER, numbers), (ADD_SOUND, sounds), (ADD_GRAMS, names)):
            _many(connection, statement, rows)
        return range(first, first + len(people))

    def _write_children(self, connection: Connection, batch: Batch) -> Sequence[int]:
        known = batch.already_people
        new = Batch(batch.table, [accepted for accepted in batch.accepted if accepted.key not in known])
        records = iter(self._write_people(connection, new))
        people = [known.get(accepted.key) or next(records) for accepted in batch.accepted]
        ties: Rows = [
            (accepted.parents[0], person, "child") for accepted, person in zip(batch.accepted, people, strict=True)
        ]
        _many(connection, ADD_TIE, ties)
        return people

    def _write_residences(self, connection: Connection, batch: Batch) -> Sequence[int]:
        first = _next_id(connection, RegistrationRecord)
        rows: Rows = [
            (
                record,
                accepted.parents[0],
                accepted.row.division,
                accepted.row.registered_on.isoformat(),
                accepted.row.since.isoformat(),
                _text(accepted.row.until),
                accepted.row.address,
            )
            for record, accepted in enumerate(batch.accepted, first)
        ]
        _many(connection, ADD_REGISTRATION, rows)
        return range(first, first + len(rows))

    def _write_employment(self, connection: Connection, batch: Batch) -> Sequence[int]:
        first = _next_id(connection, EmploymentRecord)
        rows: Rows = [
            (
                record,
                accepted.parents[0],
                accepted.row.division,
                accepted.row.kind,
                accepted.row.since.isoformat(),
                _text(accepted.row.until),
            )
            for record, accepted in enumerate(batch.accepted, first)
        ]
        _many(connection, ADD_EMPLOYMENT, rows)
        return range(first, first + len(rows))

    def _write_insurance(self, connection: Connection, batch: Batch) -> Sequence[None]:
        rows: Rows = [
            (accepted.parents[1], accepted.row.division, scheme, kind, since.isoformat(), until.isoformat())
            for accepted in batch.accepted
            for scheme, kind, since, until in accepted.row.portions()
        ]
        _many(connection, ADD_INSURANCE, rows)
        return [None] * len(batch.accepted)

    def _write_housing(self, connection: Connection, batch: Batch) -> Sequence[None]:
        rows: Rows = []
        dwellings: Rows = []
        for accepted in batch.accepted:
            row = accepted.row
            residence, person = accepted.parents
            rows.append((person, row.division, row.tenure, row.registered, row.since.isoformat(), _text(row.until)))
            dwellings.append((row.dwelling, residence))
        _many(connection, ADD_HOUSING, rows)
        _many(connection, SET_DWELLING, dwellings)
        return [None] * len(rows)

    def _write_permits(self, connection: Connection, batch: Batch) -> Sequence[int | None]:
        _many(connection, NOT_LIVE, [(record,) for record in batch.superseded])
        number = _next_id(connection, PermitRecord)
        permits: Rows = []
        acts: Rows = []
        applications: Rows = []
        records: list[int | None] = []
        for accepted in batch.accepted:
            file: PermitFile = accepted.row
            if file.row.issued_on is None:
                applications.append(self._application(accepted))
                records.append(None)
                continue
            permit = ResidencePermit(file.row.number, file.row.division, file.row.acts(), self._rules_of(file.place))
            due_on = permit.course().due_on
            issued = file.row.issued_on.isoformat()
            permits.append(
                (
                    number,
                    permit.number,
                    accepted.parents[1],
                    file.place,
                    permit.division,
                    file.live,
                    issued,
                    _text(due_on),
                )
            )
            acts.append(
                (number, 1, ActKind.ISSUE.value, issued, file.row.applied_on.isoformat(), self._by, self._at, WHY)
            )
            records.append(number)
            number += 1
        for statement, rows in ((ADD_PERMIT, permits), (ADD_ACT, acts), (ADD_APPLICATION, applications)):
            _many(connection, statement, rows)
        return records

    def _application(self, accepted: Accepted) -> tuple[Any, ...]:
        row = accepted.row.row
        person = accepted.parents[1]
        assert person is not None
        # a row of `permits` rests on a residence, so that the dwelling is the ground on record
        file = Application.accept(
            person, row.division, (Ground.DWELLING,), row.applied_on, self._by, self._days_to_issue
        )
        accepted_on, due_on = file.accepted_on.isoformat(), file.due_on.isoformat()
        return (person, row.division, Ground.DWELLING.value, accepted_on, self._by, due_on, file.stage.value)

    def _write_events(self, connection: Connection, batch: Batch) -> Sequence[None]:
        done = [(accepted.parents[0], act) for accepted in batch.accepted for act in [accepted.row.act()] if act]
        kept = select(ActRecord.permit_id, func.max(ActRecord.seq)).group_by(ActRecord.permit_id)
        permits = sorted({permit for permit, _ in done if permit is not None})
        found: Any = connection.execute(kept.where(ActRecord.permit_id.in_(_among(permits)))).all()
        last: dict[int | None, int] = dict(found)
        rows: Rows = []
        for permit, act in done:
            last[permit] = last.get(permit, 0) + 1
            rows.append((permit, last[permit], act.kind.value, act.on.isoformat(), None, self._by, self._at, WHY))
        _many(connection, ADD_ACT, rows)
        return [None] * len(batch.accepted)

    def _write_enrolments(self, connection: Connection, batch: Batch) -> Sequence[None]:
        rows: Rows = [
            (
                accepted.parents[0],
                accepted.row.division,
                accepted.row.stage,
                accepted.row.grade,
                accepted.row.since.isoformat(),
                _text(accepted.row.until),
                accepted.row.status,
            )
            for accepted in batch.accepted
        ]
        _many(connection, ADD_SCHOOLING, rows)
        return [None] * len(rows)


def _among(values: Iterable[int | str]) -> Select[Any]:
    """Return the values as a question of their own: one parameter, however many there are."""
    return select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)


def _many(connection: Connection, statement: str, rows: Rows) -> None:
    # the driver's own form: the general one spends more time on a row than the encrypted file does
    if rows:
        connection.exec_driver_sql(statement, rows)


def _next_id(connection: Connection, record: Any) -> int:
    return (connection.scalar(select(func.max(record.id))) or 0) + 1


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

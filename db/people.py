"""The register of persons: particulars with their history of numbers, residences, evidence, household, portrait."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.files import evidence_of, files_of, ties_of
from db.found import found_holders
from db.mapping import EVIDENCE_LISTS, from_registration, to_person, to_registration, write_person
from db.search import find_ids, index_name
from db.tables import (
    CompleteListRecord,
    NumberRecord,
    PersonRecord,
    PhotoRecord,
    RegistrationRecord,
    SoundRecord,
    TieRecord,
)
from resipermit.domain.errors import Refused
from resipermit.domain.holder import Evidence, FoundHolder, Person, PersonFile, Registration, Tie
from resipermit.domain.search_terms import Term

Readings = Callable[[str], Iterable[tuple[str, str]]]  # a name -> (full pinyin, initials), one pair a reading


class SqlPeople:
    """`ports.People` over the store."""

    def __init__(self, session: Session, readings: Readings) -> None:
        self._session = session
        self._readings = readings

    def get(self, person_id: int) -> Person:
        return to_person(self._record(person_id))

    def by_number(self, citizen_number: str) -> Person | None:
        owner = self._owner(citizen_number)
        return None if owner is None else self.get(owner)

    def add(self, person: Person) -> Person:
        self._needs_free(person.citizen_number, None)
        record = PersonRecord()
        write_person(person, record)
        self._session.add(record)
        self._session.flush()
        self._put_number_first(record.id, person.citizen_number)
        self._index(record)
        return to_person(record)

    def save(self, person: Person) -> None:
        record = self._record(person.id)
        old_name = record.name
        if person.citizen_number != record.citizen_number:
            self._needs_free(person.citizen_number, record.id)
            self._put_number_first(record.id, person.citizen_number)
        write_person(person, record)
        self._session.flush()
        if record.name != old_name:
            self._index(record)

    def numbers(self, person_id: int) -> tuple[str, ...]:
        self._record(person_id)
        own = select(NumberRecord.number).where(NumberRecord.person_id == person_id)
        return tuple(self._session.scalars(own.order_by(NumberRecord.seq.desc())))

    def files(self, person_ids: Sequence[int]) -> dict[int, PersonFile]:
        return files_of(self._session, person_ids)

    def evidence(self, person_id: int) -> Evidence:
        return evidence_of(self._session, [self._record(person_id).id])[person_id]

    def add_registration(self, person_id: int, registration: Registration) -> Registration:
        self._record(person_id)
        record = from_registration(person_id, registration)
        self._session.add(record)
        self._session.flush()
        return to_registration(record)

    def close_registration(self, registration_id: int, until: date) -> None:
        record = self._session.get(RegistrationRecord, registration_id)
        if record is None:
            raise Refused("registration_unknown")
        record.until, record.until_known = until, True
        self._session.flush()

    def add_evidence(self, person_id: int, evidence: Evidence) -> None:
        self._record(person_id)
        for registration in evidence.registrations:
            self._session.add(from_registration(person_id, registration))
        for name, each in EVIDENCE_LISTS.items():
            self._session.add_all(each.write(person_id, value) for value in getattr(evidence, name))
        for name in evidence.complete:
            self._session.merge(CompleteListRecord(person_id=person_id, list_name=name))
        self._session.flush()

    def household(self, person_id: int) -> tuple[Tie, ...]:
        return tuple(ties_of(self._session, [self._record(person_id).id])[person_id])

    def add_tie(self, person_id: int, tie: Tie) -> None:
        holder, relative = self._record(person_id), self._record(tie.relative.id)
        self._session.add(
            TieRecord(
                holder_id=holder.id,
                relative_id=relative.id,
                relation=tie.relation,
                living_together=tie.living_together,
                married=tie.married,
            )
        )
        self._session.flush()

    def registered(self) -> tuple[int, ...]:
        ids = select(RegistrationRecord.person_id).distinct().order_by(RegistrationRecord.person_id)
        return tuple(self._session.scalars(ids))

    def photo(self, person_id: int) -> bytes | None:
        self._record(person_id)
        return self._session.scalar(select(PhotoRecord.jpeg).where(PhotoRecord.person_id == person_id))

    def keep_photo(self, person_id: int, jpeg: bytes) -> None:
        self._record(person_id)
        self._session.merge(PhotoRecord(person_id=person_id, jpeg=jpeg))
        self._session.flush()

    def find(self, term: Term, limit: int) -> tuple[FoundHolder, ...]:
        return found_holders(self._session, find_ids(self._session, term, limit))

    def known_numbers(self, candidates: Iterable[str]) -> tuple[str, ...]:
        wanted = tuple(candidates)
        on_record = select(NumberRecord.number).where(NumberRecord.number.in_(wanted))
        known = set(self._session.scalars(on_record))
        return tuple(number for number in wanted if number in known)

    def _record(self, person_id: int | None) -> PersonRecord:
        record = None if person_id is None else self._session.get(PersonRecord, person_id)
        if record is None:
            raise Refused("person_unknown")
        return record

    def _owner(self, citizen_number: str) -> int | None:
        return self._session.scalar(select(NumberRecord.person_id).where(NumberRecord.number == citizen_number))

    def _needs_free(self, citizen_number: str, own_id: int | None) -> None:
        owner = self._owner(citizen_number)
        if owner is not None and owner != own_id:
            raise Refused("number_taken", person_id=owner)

    def _put_number_first(self, person_id: int, number: str) -> None:
        own = NumberRecord.person_id == person_id
        newest = self._session.scalar(select(func.max(NumberRecord.seq)).where(own)) or 0
        record = self._session.scalar(select(NumberRecord).where(NumberRecord.number == number))
        if record is None:
            record = NumberRecord(person_id=person_id, number=number)
            self._session.add(record)
        record.seq = newest + 1
        self._session.flush()

    def _index(self, record: PersonRecord) -> None:
        index_name(self._session, record.id, record.name_normalised)
        for old in self._session.scalars(_of(SoundRecord, record.id)):
            self._session.delete(old)
        sounds = dict.fromkeys(self._readings(record.name))
        self._session.add_all(
            SoundRecord(person_id=record.id, pinyin=pinyin, initials=initials) for pinyin, initials in sounds
        )
        self._session.flush()


def _of(record: type[Any], person_id: int) -> Select[Any]:
    return select(record).where(record.person_id == person_id).order_by(record.id)

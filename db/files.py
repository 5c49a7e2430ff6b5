"""Whole files of many people, read in a dozen questions for each few hundred of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.found import CHUNK, held_permits
from db.mapping import EVIDENCE_LISTS, to_person, to_registration
from db.tables import CompleteListRecord, PermitRecord, PersonRecord, RegistrationRecord, TieRecord
from resipermit.domain.errors import Refused
from resipermit.domain.holder import Evidence, HeldPermit, PersonFile, Tie


def files_of(session: Session, person_ids: Sequence[int]) -> dict[int, PersonFile]:
    """Return the file of each person; raises Refused("person_unknown") if one is not on record."""
    files: dict[int, PersonFile] = {}
    for start in range(0, len(person_ids), CHUNK):
        files |= _files(session, person_ids[start : start + CHUNK])
    return files


def _files(session: Session, ids: Sequence[int]) -> dict[int, PersonFile]:
    persons = {
        record.id: to_person(record) for record in session.scalars(select(PersonRecord).where(PersonRecord.id.in_(ids)))
    }
    if len(persons) < len(set(ids)):
        raise Refused("person_unknown")
    evidence, ties, permits = evidence_of(session, ids), ties_of(session, ids), permits_of(session, ids)
    return {one: PersonFile(persons[one], evidence[one], tuple(permits[one]), tuple(ties[one])) for one in ids}


def evidence_of(session: Session, ids: Sequence[int]) -> dict[int, Evidence]:
    """Return what is on record about each person."""
    registrations = _by_person(_rows(session, RegistrationRecord, ids), to_registration)
    lists = {name: _by_person(_rows(session, each.record, ids), each.read) for name, each in EVIDENCE_LISTS.items()}
    complete: dict[int, set[str]] = defaultdict(set)
    for record in session.scalars(select(CompleteListRecord).where(CompleteListRecord.person_id.in_(ids))):
        complete[record.person_id].add(record.list_name)
    return {
        one: Evidence(
            registrations=tuple(registrations[one]),
            complete=frozenset(complete[one]),
            **{name: tuple(rows[one]) for name, rows in lists.items()},
        )
        for one in ids
    }


def ties_of(session: Session, ids: Sequence[int]) -> dict[int, list[Tie]]:
    """Return the household of each person."""
    found: dict[int, list[Tie]] = defaultdict(list)
    ties = (
        select(TieRecord, PersonRecord)
        .join(PersonRecord, PersonRecord.id == TieRecord.relative_id)
        .where(TieRecord.holder_id.in_(ids))
        .order_by(TieRecord.id)
    )
    for tie, relative in session.execute(ties):
        found[tie.holder_id].append(Tie(tie.relation, to_person(relative), tie.living_together, tie.married))
    return found


def permits_of(session: Session, ids: Sequence[int]) -> dict[int, list[HeldPermit]]:
    """Return the permits of each person, newest first."""
    own = select(PermitRecord).where(PermitRecord.person_id.in_(ids))
    found: dict[int, list[HeldPermit]] = defaultdict(list)
    newest_first = session.scalars(own.order_by(PermitRecord.issued_on.desc(), PermitRecord.id.desc()))
    for held in held_permits(session, newest_first):
        found[held.person_id].append(held)
    return found


def _rows(session: Session, record: type[Any], ids: Sequence[int]) -> Iterable[Any]:
    return session.scalars(select(record).where(record.person_id.in_(ids)).order_by(record.id))


def _by_person(records: Iterable[Any], read: Callable[[Any], Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for record in records:
        found[record.person_id].append(read(record))
    return found

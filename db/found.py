"""The lines of a list of holders: who, where now, which permit; read in three questions whatever the length."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.mapping import to_held_permit, to_person
from db.tables import ActRecord, PermitRecord, PersonRecord, RegistrationRecord
from resipermit.domain.endorsement import EndorsementRules
from resipermit.domain.holder import FoundHolder, HeldPermit

CHUNK = 500  # values in one question
RulesOf = Callable[[str], EndorsementRules]  # a place -> how permits are endorsed there
RULES_OF = "rules_of"  # under this name a session carries them: what a permit is worth follows from acts and rules


def found_holders(session: Session, person_ids: Sequence[int]) -> tuple[FoundHolder, ...]:
    """Return one line a person in the order given, each with the permit that matters most."""
    lines: list[FoundHolder] = []
    for start in range(0, len(person_ids), CHUNK):
        chunk = person_ids[start : start + CHUNK]
        lines += _lines(session, chunk, permits_that_matter(session, chunk))
    return tuple(lines)


def permits_that_matter(session: Session, person_ids: Sequence[int]) -> dict[int, HeldPermit]:
    """Return for each person the live permit issued last, else the one issued last."""
    own = select(PermitRecord).where(PermitRecord.person_id.in_(person_ids))
    best: dict[int, PermitRecord] = {}
    for record in session.scalars(own.order_by(PermitRecord.live, PermitRecord.issued_on, PermitRecord.id)):
        best[record.person_id] = record
    return {held.person_id: held for held in held_permits(session, best.values())}


def held_permits(session: Session, records: Iterable[PermitRecord]) -> tuple[HeldPermit, ...]:
    """Return the permits of *records* in their order, each with its acts."""
    kept = list(records)
    if not kept:
        return ()
    acts: dict[int, list[ActRecord]] = defaultdict(list)
    wanted = select(ActRecord).where(ActRecord.permit_id.in_([record.id for record in kept]))
    for act in session.scalars(wanted.order_by(ActRecord.permit_id, ActRecord.seq)):
        acts[act.permit_id].append(act)
    rules_of: RulesOf = session.info[RULES_OF]
    rules = {place: rules_of(place) for place in {record.place for record in kept}}
    return tuple(to_held_permit(record, acts[record.id], rules[record.place]) for record in kept)


def lines_of_permits(session: Session, held: Sequence[HeldPermit]) -> tuple[FoundHolder, ...]:
    """Return one line a permit, in the order given."""
    lines: list[FoundHolder] = []
    for start in range(0, len(held), CHUNK):
        chunk = held[start : start + CHUNK]
        ids = list(dict.fromkeys(each.person_id for each in chunk))
        persons = {line.person.id: line for line in _lines(session, ids, {})}
        lines += [
            FoundHolder(persons[each.person_id].person, persons[each.person_id].present_address, each) for each in chunk
        ]
    return tuple(lines)


def _lines(session: Session, person_ids: Sequence[int], held: dict[int, HeldPermit]) -> list[FoundHolder]:
    persons = {
        record.id: to_person(record)
        for record in session.scalars(select(PersonRecord).where(PersonRecord.id.in_(person_ids)))
    }
    residences = select(RegistrationRecord.person_id, RegistrationRecord.address).where(
        RegistrationRecord.person_id.in_(person_ids), RegistrationRecord.until.is_(None)
    )
    # of several still open the last one entered is where somebody lives
    addresses = dict(session.execute(residences.order_by(RegistrationRecord.id)).all())
    return [FoundHolder(persons[each], addresses.get(each), held.get(each)) for each in person_ids]

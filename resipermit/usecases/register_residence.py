"""Register a residence (居住登记): who lives where since when; the clock of half a year starts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from resipermit.domain.actors import Actor, Right
from resipermit.domain.errors import InvalidInput
from resipermit.domain.holder import Person, Registration
from resipermit.domain.names import check_name
from resipermit.domain.places import Gazetteer
from resipermit.usecases.checks import check_person, check_registration, open_residences
from resipermit.usecases.ports import Clock, OpenUnit, Unit

CheckPhoto = Callable[[bytes], bytes]


@dataclass(frozen=True)
class RegisterResidence:
    """Keep a person, new or known by the citizen number, and the residence; return the person as kept.

    A residence still open is closed on the day the new one starts. The same address again changes nothing.
    """

    open_unit: OpenUnit
    gazetteer: Gazetteer
    check_photo: CheckPhoto
    clock: Clock

    def __call__(self, actor: Actor, person: Person, registration: Registration, photo: bytes | None = None) -> Person:
        actor.needs(Right.REGISTER)
        today = self.clock.today()
        person = replace(person, name=check_name(person.name))
        check_person(person, self.gazetteer, today)
        check_registration(registration, self.gazetteer, today)
        jpeg = None if photo is None else self.check_photo(photo)
        with self.open_unit() as unit:
            kept = _keep(unit, person)
            assert kept.id is not None
            enter_residence(unit, kept.id, registration)
            if jpeg is not None:
                unit.people.keep_photo(kept.id, jpeg)
            unit.journal.note(actor, "register", self.clock.now(), str(kept.id))
            unit.commit()
        return kept


def enter_residence(unit: Unit, person_id: int, registration: Registration) -> None:
    """Close what is open on the day the new residence starts, and keep the new one.

    Raises:
        InvalidInput: the new one starts before the one that is open.
    """
    new = registration.residence
    since = new.since or new.registered_on
    assert since is not None
    ends_earlier = isinstance(new.until, date)
    for old in open_residences(unit.people.evidence(person_id)):
        if old.address == registration.address and old.residence.division == new.division and not ends_earlier:
            return
        started = old.residence.since or old.residence.registered_on
        if ends_earlier or old.id is None:
            continue
        if started is not None and since < started:
            raise InvalidInput("residence_before_open_one", field="from", since=started)
        unit.people.close_registration(old.id, since)
    unit.people.add_registration(person_id, registration)


def _keep(unit: Unit, person: Person) -> Person:
    known = unit.people.by_number(person.citizen_number)
    if known is None:
        return unit.people.add(person)
    # an older number of the person leads to the file, the newest one stays
    kept = replace(person, id=known.id, citizen_number=known.citizen_number, phone=person.phone or known.phone)
    unit.people.save(kept)
    return kept

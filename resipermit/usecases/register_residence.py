"""Register a residence (居住登记): who lives where since when; the clock of half a year starts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from resipermit.domain.actors import Actor, Right
from resipermit.domain.errors import InvalidInput
from resipermit.domain.holder import Person, Registration
from resipermit.domain.names import check_name
from resipermit.domain.permit import Standing
from resipermit.domain.places import Gazetteer
from resipermit.usecases.checks import check_person, check_registration, open_residences
from resipermit.usecases.ledger import keep_act
from resipermit.usecases.ports import Clock, OpenUnit, Unit

LIVE = (Standing.IN_USE, Standing.SUSPENDED)
CheckPhoto = Callable[[bytes], bytes]


@dataclass(frozen=True)
class RegisterResidence:
    """Keep a person, new or known by the citizen number, and the residence; return the person as kept.

    A residence still open is closed on the day the new one starts. The same address again changes nothing.
    A move inside the city of a live permit is the change of address on its ledger too.
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
            known_before = unit.people.evidence(kept.id).registrations
            if enter_residence(unit, kept.id, registration) and known_before:
                self._let_permit_follow(unit, actor, kept.id, registration.residence.division)
            if jpeg is not None:
                unit.people.keep_photo(kept.id, jpeg)
            unit.journal.note(actor, "register", self.clock.now(), str(kept.id))
            unit.commit()
        return kept

    def _let_permit_follow(self, unit: Unit, actor: Actor, person_id: int, division: str) -> None:
        today, place = self.clock.today(), self.gazetteer.place_of(division)
        for held in unit.permits.of_person(person_id):
            if held.place == place and held.permit.state(today).standing in LIVE:
                keep_act(unit, actor, self.clock, held.permit.number, lambda permit: permit.change_address(today))


def enter_residence(unit: Unit, person_id: int, registration: Registration) -> bool:
    """Close what is open on the day the new residence starts, keep the new one, and say whether it is a move.

    A residence on record already, and one that has ended, is none.

    Raises:
        InvalidInput: the new one starts before the one that is open.
    """
    new = registration.residence
    since = new.since or new.registered_on
    assert since is not None
    ends_earlier = isinstance(new.until, date)
    for old in open_residences(unit.people.evidence(person_id)):
        if old.address == registration.address and old.residence.division == new.division and not ends_earlier:
            return False
        started = old.residence.since or old.residence.registered_on
        if ends_earlier or old.id is None:
            continue
        if started is not None and since < started:
            raise InvalidInput("residence_before_open_one", field="from", since=started)
        unit.people.close_registration(old.id, since)
    unit.people.add_registration(person_id, registration)
    return not ends_earlier


def _keep(unit: Unit, person: Person) -> Person:
    known = unit.people.by_number(person.citizen_number)
    if known is None:
        return unit.people.add(person)
    # an older number of the person leads to the file, the newest one stays
    kept = replace(person, id=known.id, citizen_number=known.citizen_number, phone=person.phone or known.phone)
    unit.people.save(kept)
    return kept

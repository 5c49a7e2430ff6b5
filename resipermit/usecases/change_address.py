"""Change the address on a permit after a move inside the city (住址变更)."""

from dataclasses import dataclass

from resipermit.domain.actors import Actor, Right
from resipermit.domain.errors import Refused
from resipermit.domain.holder import HeldPermit, Registration
from resipermit.domain.places import Gazetteer
from resipermit.usecases.checks import check_registration
from resipermit.usecases.ledger import keep_act
from resipermit.usecases.ports import Clock, OpenUnit
from resipermit.usecases.register_residence import enter_residence


@dataclass(frozen=True)
class ChangeAddress:
    """Return the permit with the move on its ledger; the file and the clock follow, no day is lost.

    A move to another city is refused: the permit ends there and a new application starts here.
    """

    open_unit: OpenUnit
    gazetteer: Gazetteer
    clock: Clock

    def __call__(self, actor: Actor, number: str, registration: Registration) -> HeldPermit:
        actor.needs(Right.REPLACE)
        today = self.clock.today()
        check_registration(registration, self.gazetteer, today)
        with self.open_unit() as unit:
            held = unit.permits.get(number)
            new = registration.residence.division
            if self.gazetteer.place_of(new) != held.place:
                raise Refused(
                    "moved_to_another_city",
                    here=self.gazetteer.full_name(held.place),
                    there=self.gazetteer.full_name(new),
                )
            enter_residence(unit, held.person_id, registration)
            held = keep_act(unit, actor, self.clock, number, lambda permit: permit.change_address(today))
            unit.commit()
        return held

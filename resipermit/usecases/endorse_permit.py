"""Endorse a permit (签注): this year's endorsement, or the late one that puts a suspended permit back in use."""

from dataclasses import dataclass
from datetime import date

from resipermit.domain.actors import Actor, Right
from resipermit.domain.holder import HeldPermit
from resipermit.usecases.checks import check_not_in_future
from resipermit.usecases.ledger import keep_act
from resipermit.usecases.ports import Clock, OpenUnit


@dataclass(frozen=True)
class EndorsePermit:
    """Return the permit as it now stands; before the window it is refused with the day on which that opens.

    *applied_on* is the day on which the application was accepted, when that was an earlier day.
    """

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, number: str, applied_on: date | None = None) -> HeldPermit:
        actor.needs(Right.ENDORSE)
        today = self.clock.today()
        if applied_on is not None:
            check_not_in_future(applied_on, "applied_on", today)
        with self.open_unit() as unit:
            held = keep_act(unit, actor, self.clock, number, lambda permit: permit.endorse(today, applied_on))
            unit.commit()
        return held

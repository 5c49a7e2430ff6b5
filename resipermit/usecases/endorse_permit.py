"""Endorse a permit (签注): this year's endorsement, or the late one that puts a suspended permit back in use."""

from dataclasses import dataclass
from datetime import date

from resipermit.domain.actors import Actor, Right
from resipermit.domain.decisions import DecisionKind
from resipermit.domain.holder import HeldPermit
from resipermit.domain.places import Gazetteer
from resipermit.usecases.assess_on import Assess
from resipermit.usecases.checks import check_not_in_future
from resipermit.usecases.gather_facts import gather_facts
from resipermit.usecases.keep_decision import KeepDecision
from resipermit.usecases.ledger import keep_act
from resipermit.usecases.ports import Clock, OpenUnit
from resipermit.usecases.recheck import check_still_eligible


@dataclass(frozen=True)
class EndorsePermit:
    """Return the permit as it now stands.

    Refused before the window, with the day on which that opens; and where the place's rule asks for a second look at
    the conditions of the application, when one certainly fails.

    *applied_on* is the day on which the application was accepted, when that was an earlier day.
    """

    open_unit: OpenUnit
    assess: Assess
    gazetteer: Gazetteer
    clock: Clock
    keep_decision: KeepDecision

    def __call__(self, actor: Actor, number: str, applied_on: date | None = None) -> HeldPermit:
        actor.needs(Right.ENDORSE)
        today = self.clock.today()
        if applied_on is not None:
            check_not_in_future(applied_on, "applied_on", today)
        with self.open_unit() as unit:
            held = unit.permits.get(number)
            facts = gather_facts(unit, held.person_id, held.place)
            check_still_eligible(self.assess, facts, held.permit, today, held.place)
            self.keep_decision(unit, actor, DecisionKind.ENDORSE, held.person_id, number, held.place)
            held = keep_act(unit, actor, self.clock, number, lambda permit: permit.endorse(today, applied_on))
            unit.commit()
        return held

"""Look before an application for settlement (落户预审): what is met, what is missing, who may move along."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from resipermit.domain.actors import Actor, Right
from resipermit.domain.decisions import Decision, DecisionKind
from resipermit.domain.errors import Refused
from resipermit.usecases.keep_decision import KeepDecision
from resipermit.usecases.ports import Clock, OpenUnit


@dataclass(frozen=True)
class CheckSettlement:
    """Return the record of the pre-check and the settlement item of the answer; it promises nothing."""

    open_unit: OpenUnit
    keep_decision: KeepDecision
    clock: Clock

    def __call__(self, actor: Actor, person_id: int) -> tuple[Decision, Mapping[str, Any]]:
        actor.needs(Right.FIND)
        with self.open_unit() as unit:
            unit.people.get(person_id)
            kind = DecisionKind.SETTLEMENT_CHECK
            decision, answer = self.keep_decision(unit, actor, kind, person_id, str(person_id))
            if not answer["settlement"]:
                raise Refused("settlement_without_rules", place=answer["place"])
            unit.journal.note(actor, kind, self.clock.now(), str(person_id))
            unit.commit()
        return decision, answer["settlement"]

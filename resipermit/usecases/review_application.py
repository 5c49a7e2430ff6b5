"""Review an application (审核): a second person approves it or refuses it with a reason."""

from dataclasses import dataclass

from resipermit.domain.actors import Actor, Right
from resipermit.domain.application import Application
from resipermit.domain.decisions import DecisionKind
from resipermit.usecases.keep_decision import KeepDecision
from resipermit.usecases.ports import Clock, OpenUnit


@dataclass(frozen=True)
class ReviewApplication:
    """Return the file as reviewed; whoever accepted it cannot review it."""

    open_unit: OpenUnit
    clock: Clock
    keep_decision: KeepDecision

    def __call__(self, actor: Actor, application_id: int, *, approve: bool, reason: str | None = None) -> Application:
        actor.needs(Right.REVIEW)
        today = self.clock.today()
        with self.open_unit() as unit:
            waiting = unit.applications.get(application_id)
            if approve:
                reviewed = waiting.approve(actor.user, today)
            else:
                reviewed = waiting.refuse(actor.user, today, reason or "")
                self.keep_decision(unit, actor, DecisionKind.REFUSE, waiting.person_id, str(application_id))
            unit.applications.save(reviewed)
            unit.journal.note(actor, "review", self.clock.now(), str(reviewed.person_id))
            unit.commit()
        return reviewed

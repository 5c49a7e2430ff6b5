"""End a permit: cancel it (注销) or revoke it (撤销), with a reason."""

from dataclasses import dataclass

from resipermit.domain.actors import Actor, Right
from resipermit.domain.errors import InvalidInput
from resipermit.domain.holder import HeldPermit
from resipermit.domain.permit import ENDINGS, ActKind
from resipermit.usecases.checks import needed_reason
from resipermit.usecases.ledger import keep_act
from resipermit.usecases.ports import Clock, OpenUnit


@dataclass(frozen=True)
class EndPermit:
    """Return the permit as ended today; *kind* is CANCEL or REVOKE."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, number: str, kind: ActKind, reason: str) -> HeldPermit:
        actor.needs(Right.END_PERMIT)
        if kind not in ENDINGS:
            raise InvalidInput("unknown_word", field="kind", value=kind, words=sorted(ENDINGS))
        today, said = self.clock.today(), needed_reason(reason)
        with self.open_unit() as unit:
            held = keep_act(unit, actor, self.clock, number, lambda permit: permit.end(today, kind), said)
            unit.commit()
        return held

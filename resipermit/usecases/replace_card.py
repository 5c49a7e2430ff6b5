"""Replace a card: exchange (换领) when it is damaged or particulars changed, reissue (补领) when it is lost."""

from dataclasses import dataclass

from resipermit.domain.actors import Actor, Right
from resipermit.domain.holder import HeldPermit
from resipermit.usecases.checks import needed_reason
from resipermit.usecases.ledger import keep_act
from resipermit.usecases.ports import Clock, OpenUnit


@dataclass(frozen=True)
class ReplaceCard:
    """Return the permit with the act on its ledger; number, anniversary and standing stay, the old card is dead."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, number: str, *, lost: bool, reason: str) -> HeldPermit:
        actor.needs(Right.REPLACE)
        today, said = self.clock.today(), needed_reason(reason)
        with self.open_unit() as unit:
            held = keep_act(unit, actor, self.clock, number, lambda permit: permit.replace_card(today, lost=lost), said)
            unit.commit()
        return held

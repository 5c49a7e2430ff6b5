"""Make the label of the yearly endorsement (签注标签), which is stuck on the card and outranks an older status list."""

from dataclasses import dataclass

from resipermit.domain.actors import Actor, Right
from resipermit.domain.endorsement_label import LabelFace
from resipermit.domain.errors import Refused
from resipermit.domain.label import LabelClaims
from resipermit.domain.permit import ActKind, Standing
from resipermit.usecases.desk import CardProof
from resipermit.usecases.hall import read_hall
from resipermit.usecases.ports import Clock, OpenUnit
from resipermit.usecases.print_card import CardMaker


@dataclass(frozen=True)
class MakeLabel:
    """Return the label of a permit that is endorsed and in use; it is signed at this instant.

    Raises:
        Refused: `label_not_in_use`, `nothing_endorsed_yet`, or what stands against the key.
    """

    open_unit: OpenUnit
    maker: CardMaker
    clock: Clock

    def __call__(self, actor: Actor, number: str) -> CardProof:
        actor.needs(Right.PRINT)
        with self.open_unit() as unit:
            held, hall = unit.permits.get(number), read_hall(unit.settings)
            state = held.permit.state(self.clock.today())
            if state.standing is not Standing.IN_USE or state.due_on is None:
                raise Refused("label_not_in_use", standing=state.standing)
            if all(act.kind is not ActKind.ENDORSE for act in held.permit.acts):
                raise Refused("nothing_endorsed_yet")
            name = unit.people.get(held.person_id).name
            claims = LabelClaims(number, hall.division, self.clock.now(), state.due_on, name)
            unit.journal.note(actor, "make_label", self.clock.now(), number)
            unit.commit()
        return self.maker.label(LabelFace(claims, hall.authority))

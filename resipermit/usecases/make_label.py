"""Make the label of the yearly endorsement (签注标签), which is stuck on the card and outranks an older status list."""

from dataclasses import dataclass

from resipermit.domain.actors import Actor, Right
from resipermit.domain.claims import office_day
from resipermit.domain.endorsement_label import LabelFace
from resipermit.domain.errors import Refused
from resipermit.domain.label import LabelClaims
from resipermit.domain.permit import ActKind, Standing
from resipermit.usecases.desk import CardProof
from resipermit.usecases.hall import read_hall
from resipermit.usecases.ports import Clock, OpenUnit, Unit
from resipermit.usecases.print_card import CardMaker

LABEL = "make_label"


@dataclass(frozen=True)
class MakeLabel:
    """Return the label of a permit that is endorsed and in use; it is signed at this instant.

    A second label of one endorsement needs a *reason*, which the journal keeps.

    Raises:
        Refused: `label_not_in_use`, `nothing_endorsed_yet`, `label_made_already`, or what stands against the key.
    """

    open_unit: OpenUnit
    maker: CardMaker
    clock: Clock

    def __call__(self, actor: Actor, number: str, reason: str | None = None) -> CardProof:
        actor.needs(Right.PRINT)
        with self.open_unit() as unit:
            face = self._face(unit, number)
            label = f"{number} {face.claims.due_on}"
            again = self._again(unit, label, (reason or "").strip())
        proof = self.maker.label(face)  # asks the store for its key in a unit of its own
        with self.open_unit() as unit:
            unit.journal.note(actor, LABEL, face.claims.signed_at, label)
            if again:
                unit.journal.note(actor, "make_label_again", face.claims.signed_at, f"{number} {again}")
            unit.commit()
        return proof

    def _face(self, unit: Unit, number: str) -> LabelFace:
        held, hall = unit.permits.get(number), read_hall(unit.settings)
        state = held.permit.state(self.clock.today())
        if state.standing is not Standing.IN_USE or state.due_on is None:
            raise Refused("label_not_in_use", standing=state.standing)
        if all(act.kind is not ActKind.ENDORSE for act in held.permit.acts):
            raise Refused("nothing_endorsed_yet")
        name = unit.people.get(held.person_id).name
        return LabelFace(LabelClaims(number, hall.division, self.clock.now(), state.due_on, name), hall.authority)

    def _again(self, unit: Unit, label: str, reason: str) -> str:
        """Return the reason when *label* was made before, else nothing."""
        made_at = unit.journal.last(LABEL, label)
        if made_at is None:
            return ""
        if not reason:
            raise Refused("label_made_already", on=office_day(made_at))
        return reason

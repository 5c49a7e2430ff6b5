"""Add what papers prove about a person: work, insurance, tax, housing, schooling, examinations, earlier permits."""

from dataclasses import dataclass

from resipermit.domain.actors import Actor, Right
from resipermit.domain.holder import Evidence
from resipermit.domain.places import Gazetteer
from resipermit.usecases.checks import check_evidence
from resipermit.usecases.ports import Clock, OpenUnit


@dataclass(frozen=True)
class AddEvidence:
    """Append the evidence; nothing on record is replaced. A record told again with another end counts as told last."""

    open_unit: OpenUnit
    gazetteer: Gazetteer
    clock: Clock

    def __call__(self, actor: Actor, person_id: int, evidence: Evidence) -> None:
        actor.needs(Right.REGISTER)
        check_evidence(evidence, self.gazetteer, self.clock.today())
        with self.open_unit() as unit:
            unit.people.add_evidence(person_id, evidence)
            unit.journal.note(actor, "add_evidence", self.clock.now(), str(person_id))
            unit.commit()

"""Keep the record of a decision beside the act, in the act's own transaction; read it again; make it again."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.actors import Actor, Right
from resipermit.domain.decisions import Decision, DecisionKind, canonical, decision_document
from resipermit.domain.facts import Facts
from resipermit.domain.places import Gazetteer
from resipermit.domain.rule_packs import Layers, Pack
from resipermit.domain.rules import RuleBook
from resipermit.usecases.assess_entitlements import AssessEntitlements
from resipermit.usecases.assess_on import Assess, asked_place
from resipermit.usecases.gather_facts import gather_facts
from resipermit.usecases.hall import read_hall
from resipermit.usecases.ports import Clock, OpenUnit, Unit


@dataclass(frozen=True)
class KeepDecision:
    """Answer by the facts on record before the act, and keep question, rules and answer; no commit."""

    assess: Assess
    pack: Callable[[], Pack]
    gazetteer: Gazetteer
    clock: Clock
    engine: str

    def __call__(
        self, unit: Unit, actor: Actor, kind: DecisionKind, person_id: int, about: str, place: str | None = None
    ) -> tuple[Decision, dict[str, Any]]:
        """Return the decision as kept, and the answer in it; *place* is the permit's own where there is one."""
        today, hall = self.clock.today(), read_hall(unit.settings).division
        facts = gather_facts(unit, person_id, place or self.gazetteer.place_of(hall))
        answer = self.assess(facts, today, place or asked_place(facts, hall, today))
        pack = self.pack()
        unit.packs.keep(pack)
        document = canonical(decision_document(facts, today, answer, pack.sha256, self.engine))
        at = self.clock.now()
        kept = unit.decisions.add(Decision(None, kind, person_id, about, actor.user, at, pack.sha256, document))
        return kept, answer


@dataclass(frozen=True)
class OpenDecision:
    """Return a decision on record; that it was opened is noted in the journal."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, decision_id: int) -> Decision:
        actor.needs(Right.FIND)
        with self.open_unit() as unit:
            decision = unit.decisions.get(decision_id)
            unit.journal.note(actor, "decision", self.clock.now(), str(decision.person_id))
            unit.commit()
        return decision


@dataclass(frozen=True)
class ListDecisions:
    """Return the decisions about a person, newest first."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, person_id: int) -> tuple[Decision, ...]:
        actor.needs(Right.FIND)
        with self.open_unit() as unit:
            found = unit.decisions.of_person(person_id)
            unit.journal.note(actor, "decisions", self.clock.now(), str(person_id))
            unit.commit()
        return found


@dataclass(frozen=True, slots=True)
class Replay:
    """A decision made again: *again* are the bytes of today's engine under the number of the engine of then."""

    decision: Decision
    again: bytes
    engine_then: str
    engine_now: str

    @property
    def equal(self) -> bool:
        """Say whether the bytes are the same."""
        return self.again == self.decision.document


@dataclass(frozen=True)
class ReplayDecision:
    """Make a decision again from the pack and the facts on record."""

    open_unit: OpenUnit
    read_facts: Callable[[object], Facts]
    build: Callable[[str, Layers], RuleBook]
    gazetteer: Gazetteer
    clock: Clock
    engine: str

    def __call__(self, actor: Actor, decision_id: int) -> Replay:
        actor.needs(Right.FIND)
        with self.open_unit() as unit:
            decision = unit.decisions.get(decision_id)
            pack = unit.packs.get(decision.pack)
            unit.journal.note(actor, "decision_replayed", self.clock.now(), str(decision.person_id))
            unit.commit()
        record = json.loads(decision.document)
        facts = self.read_facts(record["facts"])
        assess = AssessEntitlements(lambda place: self.build(place, pack.of_place(place)), self.gazetteer)
        as_of, then = date.fromisoformat(record["as_of"]), record["engine"]["version"]
        answer = assess(facts, as_of, record["place"])
        again = canonical(decision_document(facts, as_of, answer, pack.sha256, then))
        return Replay(decision, again, then, self.engine)

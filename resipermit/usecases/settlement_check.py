"""Look before an application for settlement (落户预审), on paper too: what is met or missing, who may move along."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.actors import Actor, Right
from resipermit.domain.decisions import Decision, DecisionKind
from resipermit.domain.errors import Refused
from resipermit.domain.identity import masked
from resipermit.domain.places import Gazetteer
from resipermit.usecases.hall import read_hall
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


@dataclass(frozen=True, slots=True, repr=False)
class SettlementSheet:
    """What the sheet tells: whose it is, the answer with its reasons, by which rules; *number* is masked.

    *names* are the people behind the subjects of the answer, *version* is that of the program that read the rules,
    *pack* the hash of the rules in force, *record* the number of the record.
    """

    name: str
    number: str
    place: str
    authority: str
    on: date
    item: Mapping[str, Any]
    names: Mapping[str, str]
    version: str
    pack: str
    record: int


DrawSettlement = Callable[[SettlementSheet, str], bytes]  # in a language


@dataclass(frozen=True, slots=True, repr=False)
class PrintedCheck:
    """A pre-check with the sheet that the person takes along."""

    decision: Decision
    item: Mapping[str, Any]
    pdf: bytes


@dataclass(frozen=True)
class PrintSettlementCheck:
    """Look as `CheckSettlement` does and return the sheet too; the journal has that it was printed, of which record."""

    open_unit: OpenUnit
    check: CheckSettlement
    draw: DrawSettlement
    gazetteer: Gazetteer
    clock: Clock

    def __call__(self, actor: Actor, person_id: int, language: str) -> PrintedCheck:
        actor.needs(Right.PRINT)
        decision, item = self.check(actor, person_id)
        assert decision.id is not None
        pdf = self.draw(self._told(decision, item), language)
        with self.open_unit() as unit:
            unit.journal.note(actor, "print_settlement_check", self.clock.now(), str(decision.id))
            unit.commit()
        return PrintedCheck(decision, item, pdf)

    def _told(self, decision: Decision, item: Mapping[str, Any]) -> SettlementSheet:
        kept = json.loads(decision.document)
        with self.open_unit() as unit:
            person = unit.people.get(decision.person_id)
            relatives = [tie.relative.name for tie in unit.people.household(decision.person_id)]
            authority = read_hall(unit.settings).authority
        names = {"holder": person.name} | {f"household[{n}]": name for n, name in enumerate(relatives)}
        return SettlementSheet(
            name=person.name,
            number=masked(person.citizen_number),
            place=self.gazetteer.full_name(kept["place"]),
            authority=authority,
            on=date.fromisoformat(kept["as_of"]),
            item=item,
            names=names,
            version=kept["engine"]["version"],
            pack=decision.pack,
            record=decision.id or 0,
        )

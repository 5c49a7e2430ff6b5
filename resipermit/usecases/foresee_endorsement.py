"""Say before a late endorsement what it costs, what it leaves alone, and what it brings back today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from resipermit.domain.actors import Actor, Right
from resipermit.domain.facts import Facts, PermitFacts
from resipermit.domain.permit import ActKind, PermitAct, ResidencePermit, Standing
from resipermit.domain.places import Gazetteer
from resipermit.usecases.assess_on import Assess
from resipermit.usecases.desk import Foresight, Moved
from resipermit.usecases.gather_facts import gather_facts
from resipermit.usecases.ports import Clock, OpenUnit
from resipermit.usecases.recheck import check_still_eligible

Answers = dict[tuple[str, str], Mapping[str, Any]]


@dataclass(frozen=True)
class ForeseeEndorsement:
    """Return how the permit and every answer of the family would stand if it were endorsed today; nothing is kept."""

    open_unit: OpenUnit
    assess: Assess
    gazetteer: Gazetteer
    clock: Clock

    def __call__(self, actor: Actor, number: str) -> Foresight:
        actor.needs(Right.FIND)
        today = self.clock.today()
        with self.open_unit() as unit:
            held = unit.permits.get(number)
            facts = gather_facts(unit, held.person_id, held.place)
        endorsed = held.permit.endorse(today)
        check_still_eligible(self.assess, facts, held.permit, today, held.place)
        before, after = held.permit.state(today), endorsed.state(today)
        late = before.standing is Standing.SUSPENDED

        def answers(permit: ResidencePermit) -> Answers:
            return _answers(self.assess(_with(facts, permit), today, held.place))

        now, new = answers(held.permit), answers(endorsed)
        in_time = answers(_as_if_in_time(held.permit, today)) if late else new
        return Foresight(
            late=late,
            years_lost=max(0, (before.years_of_residence or 0) - (after.years_of_residence or 0)),
            counts_from=(before.counts_from, after.counts_from),
            readings=after.readings,
            postponed=tuple(_postponed(in_time, new)),
            untouched=tuple(key for key in new if _yes(now.get(key)) and _yes(new[key])),
            restored=tuple(key for key in new if not _yes(now.get(key)) and _yes(new[key])),
        )


def _as_if_in_time(permit: ResidencePermit, today: date) -> ResidencePermit:
    """Return the permit as it would stand had no endorsement been missed up to today."""
    while permit.state(today).standing is Standing.SUSPENDED:
        window = permit.state(today).window
        assert window is not None
        acts = (*permit.acts, PermitAct(ActKind.ENDORSE, window.closes_on))
        permit = replace(permit, acts=acts)
    return permit


def _with(facts: Facts, permit: ResidencePermit) -> Facts:
    shown = PermitFacts(permit.number, permit.division, permit.acts)
    return replace(facts, holder=replace(facts.holder, permit=shown))


def _answers(document: Mapping[str, Any]) -> Answers:
    items = [*document["entitlements"], *document["exams"]]
    if document["settlement"]:
        items.append(document["settlement"])
    return {(item["id"], item.get("subject", "holder")): item for item in items}


def _yes(item: Mapping[str, Any] | None) -> bool:
    return item is not None and item["answer"] == "yes"


def _postponed(old: Answers, new: Answers) -> Iterator[Moved]:
    """Yield what was open, or would have opened, earlier if no endorsement had been missed."""
    for key, item in new.items():
        before, after = _first_day(old.get(key)), _first_day(item)
        if before is not None and (after is None or before < after):
            yield Moved(*key, before, after)


def _first_day(item: Mapping[str, Any] | None) -> date | None:
    text = item and item.get("earliest_on")
    return date.fromisoformat(text) if text else None

"""Open a holder's file: everything the page shows about one person on one day, as one frozen snapshot."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from resipermit.domain.actors import Actor, Right
from resipermit.domain.facts import Facts, Residence, Schooling
from resipermit.domain.holder import HeldPermit, Registration
from resipermit.domain.permit import PermitState, Standing
from resipermit.domain.places import Gazetteer
from resipermit.usecases.assess_on import Assess, asked_place
from resipermit.usecases.checks import residence_on
from resipermit.usecases.counsel import Situation, primary_act, say_aloud, today_panel
from resipermit.usecases.desk import HolderFile
from resipermit.usecases.gather_facts import gather_facts, permit_that_matters
from resipermit.usecases.hall import read_hall
from resipermit.usecases.ports import Clock, OpenUnit, Unit


@dataclass(frozen=True)
class OpenHolder:
    """Return the file of a person; that it was opened is noted in the journal."""

    open_unit: OpenUnit
    assess: Assess
    gazetteer: Gazetteer
    clock: Clock
    days_to_issue: Callable[[date], int]

    def __call__(self, actor: Actor, person_id: int) -> HolderFile:
        actor.needs(Right.FIND)
        today = self.clock.today()
        with self.open_unit() as unit:
            hall = read_hall(unit.settings).division
            place = self.gazetteer.place_of(hall)
            facts = gather_facts(unit, person_id, place)
            held = permit_that_matters(unit.permits.of_person(person_id), place)
            record = self._record(unit, person_id, held)
            unit.journal.note(actor, "open", self.clock.now(), str(person_id))
            unit.commit()
        answer = self.assess(facts, today, asked_place(facts, hall, today))
        present = residence_on(record["evidence"], today)
        state = held.permit.state(today) if held else PermitState(Standing.NONE)
        case = Situation(
            day=today,
            state=state,
            held=held,
            present=present,
            applications=record["applications"],
            prints=record["prints"],
            answer=answer,
            has_children=any(tie.relation == "child" for tie in record["ties"]),
            if_registered=None if present or held else self._if_registered(facts, hall, today),
            days_to_issue=self.days_to_issue(today),
            moved=self._moved(held, present),
        )
        return HolderFile(
            day=today,
            present=present,
            held=held,
            state=state,
            say_aloud=say_aloud(case),
            primary_act=primary_act(case),
            today=today_panel(case),
            answer=answer,
            schooling=_schooling(facts),
            **record,
        )

    def _moved(self, held: HeldPermit | None, present: Registration | None) -> dict[str, str] | None:
        """Return the place of the permit and that of the residence, where these are two."""
        there = self.gazetteer.place_of(present.residence.division) if present else None
        if held is None or there is None or there == held.place:
            return None
        return {"here": self.gazetteer.full_name(held.place), "there": self.gazetteer.full_name(there)}

    def _record(self, unit: Unit, person_id: int, held: HeldPermit | None) -> dict[str, Any]:
        number = held.permit.number if held else None
        ties = unit.people.household(person_id)
        members = [tie.relative.id for tie in ties if tie.relative.id is not None]
        files = unit.people.files(members)
        return {
            "person": unit.people.get(person_id),
            "photo": unit.people.photo(person_id),
            "evidence": unit.people.evidence(person_id),
            "ties": ties,
            "household_evidence": tuple(files[one].evidence for one in members),
            "applications": unit.applications.of_person(person_id),
            "ledger": unit.permits.ledger(number) if number else (),
            "prints": unit.prints.of_permit(number) if number else (),
        }

    def _if_registered(self, facts: Facts, hall: str, today: date) -> date | None:
        """Return the first day to apply if the residence were registered in this hall today, by the rule book."""
        new = Residence(hall, today, today, None, "rented_registered")
        supposed = replace(facts.holder, residences=(*(facts.holder.residences or ()), new))
        answer = self.assess(replace(facts, holder=supposed), today, hall)
        earliest_on = answer["permit"]["application"].get("earliest_on")
        return None if earliest_on is None else date.fromisoformat(earliest_on)


def _schooling(facts: Facts) -> dict[str, tuple[Schooling, ...]]:
    """Return the school records by subject, as the answer names its subjects."""
    people = {"holder": facts.holder}
    people |= {f"household[{at}]": relative.person for at, relative in enumerate(facts.household or ())}
    return {subject: person.schooling for subject, person in people.items() if person.schooling}

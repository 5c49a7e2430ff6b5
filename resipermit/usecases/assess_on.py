"""Answer what a holder may have on any day: today, a day gone by, or a day to come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from resipermit.domain.actors import Actor, Right
from resipermit.domain.facts import Facts
from resipermit.domain.places import Gazetteer
from resipermit.usecases.gather_facts import gather_facts
from resipermit.usecases.hall import read_hall
from resipermit.usecases.ports import OpenUnit


class Assess(Protocol):
    """The rule book's answer to facts on a day; raises InvalidInput when no place can be told."""

    def __call__(self, facts: Facts, as_of: date, place: str | None = None) -> dict[str, Any]: ...


@dataclass(frozen=True)
class AssessOn:
    """Return the answer document for a person on record, and note in the journal that it was asked for."""

    open_unit: OpenUnit
    assess: Assess
    gazetteer: Gazetteer
    now: Callable[[], datetime]

    def __call__(self, actor: Actor, person_id: int, day: date) -> dict[str, Any]:
        actor.needs(Right.FIND)
        with self.open_unit() as unit:
            hall = read_hall(unit.settings)
            facts = gather_facts(unit, person_id, self.gazetteer.place_of(hall.division))
            unit.journal.note(actor, "assess", self.now(), str(person_id))
            unit.commit()
        return self.assess(facts, day, asked_place(facts, hall.division, day))


def asked_place(facts: Facts, hall_division: str, day: date) -> str | None:
    """Return the hall's own division when neither a permit nor an open residence tells which place is meant."""
    there = [one for one in facts.holder.residences or () if not isinstance(one.until, date) or day < one.until]
    known = any(one.since is None or one.since <= day for one in there)
    return None if facts.holder.permit or known else hall_division

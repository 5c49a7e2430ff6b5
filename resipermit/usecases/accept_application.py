"""Accept an application for a permit (受理), after the live checks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.actors import Actor, Right
from resipermit.domain.application import Application, Ground
from resipermit.domain.decisions import DecisionKind
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.places import Gazetteer
from resipermit.usecases.assess_on import Assess, asked_place
from resipermit.usecases.checks import residence_on
from resipermit.usecases.gather_facts import gather_facts, is_live
from resipermit.usecases.hall import read_hall
from resipermit.usecases.keep_decision import KeepDecision
from resipermit.usecases.ports import Clock, OpenUnit, Unit
from resipermit.usecases.register_residence import CheckPhoto


@dataclass(frozen=True)
class AcceptApplication:
    """Return the file as accepted.

    Refused when the rule book says no; never for what is not known yet: the missing papers are on the file's list.
    *days_to_issue* gives the term in force on a day (decree 663 art. 9 para. 6), in calendar days.
    """

    open_unit: OpenUnit
    assess: Assess
    gazetteer: Gazetteer
    check_photo: CheckPhoto
    clock: Clock
    days_to_issue: Callable[[date], int]
    keep_decision: KeepDecision

    def __call__(
        self, actor: Actor, person_id: int, grounds: tuple[Ground, ...], photo: bytes | None = None
    ) -> Application:
        actor.needs(Right.ACCEPT)
        jpeg = None if photo is None else self.check_photo(photo)
        today = self.clock.today()
        days = self.days_to_issue(today)
        with self.open_unit() as unit:
            division = self._division(unit, person_id)
            self._check_right(unit, person_id, division)
            if jpeg is not None:
                unit.people.keep_photo(person_id, jpeg)
            if unit.people.photo(person_id) is None:
                raise InvalidInput("photo_missing", field="photo")
            accepted = unit.applications.add(Application.accept(person_id, division, grounds, today, actor.user, days))
            self.keep_decision(unit, actor, DecisionKind.ACCEPT, person_id, str(accepted.id))
            unit.journal.note(actor, "accept", self.clock.now(), str(person_id))
            unit.commit()
        return accepted

    def _division(self, unit: Unit, person_id: int) -> str:
        present = residence_on(unit.people.evidence(person_id), self.clock.today())
        if present is None:
            raise Refused("register_first")
        return present.residence.division

    def _check_right(self, unit: Unit, person_id: int, division: str) -> None:
        place = self.gazetteer.place_of(division)
        check_no_live_permit(unit, person_id, place)
        facts = gather_facts(unit, person_id, place)
        hall = read_hall(unit.settings)
        answer = self.assess(facts, self.clock.today(), asked_place(facts, hall.division, self.clock.today()))
        refusal = why_not(answer["permit"]["application"])
        if refusal is not None:
            raise refusal


def check_no_live_permit(unit: Unit, person_id: int, place: str) -> None:
    """Raise Refused when the person has a live permit of *place*: one permit per person and city."""
    for held in unit.permits.of_person(person_id):
        if held.place == place and is_live(held):
            raise Refused("second_live_permit", number=held.permit.number)


def why_not(application: Mapping[str, Any]) -> Refused | None:
    """Return the refusal that the application item asks for; None for yes and for unknown."""
    if application["answer"] == "not_applicable":
        return Refused("permit_not_for_this_person", reason=application.get("reason_code"))
    if application["answer"] != "no":
        return None
    earliest_on = application.get("earliest_on")
    if earliest_on is not None:
        return Refused("application_too_early", earliest_on=date.fromisoformat(earliest_on))
    return Refused("application_without_ground")

"""Put invented holders into a demo hall, as if they had come to its counter over the years."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from resipermit.domain.actors import Actor, Right
from resipermit.domain.application import Application, Stage
from resipermit.domain.holder import Evidence, HeldPermit, Person, Tie
from resipermit.domain.permit import ResidencePermit
from resipermit.domain.places import Gazetteer
from resipermit.domain.synthetic_people import SyntheticHolder
from resipermit.usecases.hall import read_hall
from resipermit.usecases.issue_permit import permit_number
from resipermit.usecases.ports import Clock, LedgerLine, OpenUnit, Unit

Portrait = Callable[[Person], bytes]


@dataclass(frozen=True)
class FillDemoHall:
    """Keep invented holders with their families, permits and open files; return how many there are.

    *accepted_by* is whose acts these become, *reviewed_by* the second person.
    """

    open_unit: OpenUnit
    gazetteer: Gazetteer
    portrait: Portrait
    clock: Clock
    days_to_issue: Callable[[date], int]

    def __call__(self, actor: Actor, holders: Iterable[SyntheticHolder], accepted_by: str, reviewed_by: str) -> int:
        actor.needs(Right.IMPORT)
        self.days_to_issue(self.clock.today())  # reads the hall, which it cannot while the unit below is open
        in_order = sorted(holders, key=lambda holder: holder.acts[0].on if holder.acts else date.max)
        with self.open_unit() as unit:
            for holder in in_order:
                self._keep(unit, holder, accepted_by, reviewed_by)
            unit.journal.note(actor, "demo_filled", self.clock.now())
            unit.commit()
        return len(in_order)

    def _keep(self, unit: Unit, holder: SyntheticHolder, accepted_by: str, reviewed_by: str) -> None:
        person_id = _keep_person(unit, holder.person, holder.evidence)
        unit.people.keep_photo(person_id, self.portrait(holder.person))
        for relative in holder.relatives:
            relative_id = _keep_person(unit, relative.person, relative.evidence)
            kept = replace(relative.person, id=relative_id)
            unit.people.add_tie(person_id, Tie(relative.relation, kept, True, relative.relation == "spouse"))
        if holder.acts:
            self._keep_permit(unit, person_id, holder, accepted_by)
        if holder.stage is not None and holder.accepted_on is not None:
            on = holder.accepted_on
            days = self.days_to_issue(on)
            file = Application.accept(person_id, holder.division, holder.grounds, on, accepted_by, days)
            kept_file = unit.applications.add(file)
            if holder.stage is Stage.APPROVED:
                unit.applications.save(kept_file.approve(reviewed_by, self.clock.today()))

    def _keep_permit(self, unit: Unit, person_id: int, holder: SyntheticHolder, by: str) -> None:
        unit_code, year = read_hall(unit.settings).unit_code, holder.acts[0].on.year
        number = permit_number(unit_code, year, unit.permits.next_serial(unit_code, year))
        place = self.gazetteer.place_of(holder.division)
        for count, act in enumerate(holder.acts, start=1):
            permit = ResidencePermit(number, holder.division, holder.acts[:count])
            line = LedgerLine(act, by, self.clock.now(), "演示数据")
            keep = unit.permits.add if count == 1 else unit.permits.append
            keep(HeldPermit(person_id, place, permit), line)


def _keep_person(unit: Unit, person: Person, evidence: Evidence) -> int:
    kept = unit.people.add(person)
    assert kept.id is not None
    unit.people.add_evidence(kept.id, evidence)
    return kept.id

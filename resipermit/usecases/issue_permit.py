"""Issue the permit of an approved application (签发)."""

from dataclasses import dataclass

from resipermit.domain.actors import Actor, Right
from resipermit.domain.decisions import DecisionKind
from resipermit.domain.errors import Refused
from resipermit.domain.holder import HeldPermit
from resipermit.domain.permit import ResidencePermit
from resipermit.domain.places import Gazetteer
from resipermit.usecases.accept_application import check_no_live_permit
from resipermit.usecases.hall import read_hall
from resipermit.usecases.keep_decision import KeepDecision
from resipermit.usecases.ports import Clock, LedgerLine, OpenUnit

LAST_SERIAL = 999_999


def permit_number(unit_code: str, year: int, serial: int) -> str:
    """Return unit code (12 digits), year (4) and serial (6); raises Refused when the year's numbers are used up."""
    if serial > LAST_SERIAL:
        raise Refused("serials_used_up", year=year)
    return f"{unit_code}{year:04d}{serial:06d}"


@dataclass(frozen=True)
class IssuePermit:
    """Return the permit, in use from today; number, ledger line and file are kept in one transaction."""

    open_unit: OpenUnit
    gazetteer: Gazetteer
    clock: Clock
    keep_decision: KeepDecision

    def __call__(self, actor: Actor, application_id: int) -> HeldPermit:
        actor.needs(Right.ISSUE)
        today = self.clock.today()
        with self.open_unit() as unit:
            file = unit.applications.get(application_id)
            place = self.gazetteer.place_of(file.division)
            check_no_live_permit(unit, file.person_id, place)
            unit_code = read_hall(unit.settings).unit_code
            # a file that was not approved is refused before a number is counted
            file.issue("")
            number = permit_number(unit_code, today.year, unit.permits.next_serial(unit_code, today.year))
            permit = ResidencePermit.issue(number, file.division, today, file.accepted_on)
            held = HeldPermit(file.person_id, place, permit)
            self.keep_decision(unit, actor, DecisionKind.ISSUE, file.person_id, number, place)
            unit.permits.add(held, LedgerLine(permit.acts[-1], actor.user, self.clock.now()))
            unit.applications.save(file.issue(number))
            unit.journal.note(actor, "issue", self.clock.now(), str(file.person_id))
            unit.commit()
        return held

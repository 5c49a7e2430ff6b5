"""A permit as the facts tell it, under the endorsement rules of the place asked about."""

from collections.abc import Iterable
from datetime import date

from resipermit.domain.endorsement import EndorsementRules
from resipermit.domain.facts import PermitFacts, PersonFacts, Residence
from resipermit.domain.permit import ActKind, ResidencePermit
from resipermit.domain.places import Gazetteer


def permit_of_facts(
    held: PermitFacts, person: PersonFacts, rules: EndorsementRules, gazetteer: Gazetteer
) -> ResidencePermit:
    """Return the ledger of *held*, with the days outside the ledger for which *rules* ask."""
    return ResidencePermit(
        held.number or "",
        held.division,
        held.acts,
        rules,
        _resident_since(held, person, gazetteer) if rules.asks_residence else None,
        _registered_here_on(held, person, gazetteer) if rules.asks_registration else None,
    )


def _resident_since(held: PermitFacts, person: PersonFacts, gazetteer: Gazetteer) -> date | None:
    """Return the first day of the residence that was open at the issue; a move inside the city does not break it."""
    issued_on = min((act.on for act in held.acts if act.kind is ActKind.ISSUE), default=None)
    here = [row for row in person.residences or () if gazetteer.same_place(row.division, held.division)]
    first = issued_on
    while first is not None and (earlier := _before(first, here)) is not None:
        first = earlier
    return first if first != issued_on or any(_begins(row) == first for row in here) else None


def _before(day: date, rows: Iterable[Residence]) -> date | None:
    """Return the earliest beginning before *day* of a residence that had not ended by then."""
    starts = [_begins(row) for row in rows if not (isinstance(row.until, date) and row.until < day)]
    return min((start for start in starts if start is not None and start < day), default=None)


def _begins(row: Residence) -> date | None:
    return row.registered_on or row.since


def _registered_here_on(held: PermitFacts, person: PersonFacts, gazetteer: Gazetteer) -> date | None:
    rows = person.registered_divisions or ()
    days = [row.since for row in rows if row.since and gazetteer.same_place(row.division, held.division)]
    return min(days, default=None)

"""The record of a person as facts for the assessment: what the office does not hold stays not known."""

from typing import Any

from resipermit.domain.facts import UNKNOWN, Facts, PermitFacts, PersonFacts, Relative, Unknown
from resipermit.domain.holder import Evidence, HeldPermit, Person
from resipermit.domain.permit import ENDINGS
from resipermit.usecases.ports import Unit

LISTS = ("employment", "insurance", "tax", "housing", "schooling", "exams", "earlier_permits")
HOUSEHOLD = "household"  # named in `Evidence.complete` when the ties on record are all there are


def gather_facts(unit: Unit, person_id: int, place: str | None = None) -> Facts:
    """Return what is on record about a person and the household; with *place*, the permit of that place comes first."""
    evidence = unit.people.evidence(person_id)
    held = permit_that_matters(unit.permits.of_person(person_id), place)
    holder = person_facts(unit.people.get(person_id), evidence, permit_facts(held))
    ties = unit.people.household(person_id)
    household = tuple(
        Relative(tie.relation, tie.married, tie.living_together, _relative_facts(unit, tie.relative, place))
        for tie in ties
    )
    return Facts(holder, household if ties or HOUSEHOLD in evidence.complete else None)


def permit_that_matters(permits: tuple[HeldPermit, ...], place: str | None = None) -> HeldPermit | None:
    """Return the live permit of *place*, else any live one, else the newest; *permits* are newest first."""
    ranked = sorted(permits, key=lambda held: (not is_live(held), held.place != place))
    return ranked[0] if ranked else None


def is_live(held: HeldPermit) -> bool:
    """Say whether a permit has not been cancelled or revoked; a suspended one is live."""
    return not any(act.kind in ENDINGS for act in held.permit.acts)


def permit_facts(held: HeldPermit | None) -> PermitFacts | None:
    """Return a permit as facts; the register of permits is the office's own, so that no entry means no permit."""
    return PermitFacts(held.permit.number, held.permit.division, held.permit.acts) if held else None


def person_facts(person: Person, evidence: Evidence, permit: PermitFacts | None | Unknown) -> PersonFacts:
    """Return one person's facts: a list is known when something is in it or it is marked as complete."""
    lists: dict[str, Any] = {
        name: entries if entries or name in evidence.complete else None
        for name in LISTS
        for entries in [getattr(evidence, name)]
    }
    residences = tuple(registration.residence for registration in evidence.registrations)
    return PersonFacts(
        citizen_number=person.citizen_number,
        name=person.name,
        sex=person.sex,
        born_on=person.born_on,
        registered_division=person.registered_division,
        residences=residences if residences or "registrations" in evidence.complete else None,
        permit=permit,
        **lists,
    )


def _relative_facts(unit: Unit, relative: Person, place: str | None) -> PersonFacts:
    assert relative.id is not None
    evidence = unit.people.evidence(relative.id)
    held = permit_that_matters(unit.permits.of_person(relative.id), place)
    # somebody known by name only may hold a permit elsewhere
    permit = permit_facts(held) if held or evidence.registrations else UNKNOWN
    return person_facts(relative, evidence, permit)

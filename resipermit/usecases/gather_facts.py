"""The record of a person as facts for the assessment: what the office does not hold stays not known."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from resipermit.domain.facts import UNKNOWN, Facts, PermitFacts, PersonFacts, Relative, Unknown
from resipermit.domain.holder import Evidence, HeldPermit, Person, PersonFile, Tie
from resipermit.domain.last_told import LASTING_LISTS, last_told
from resipermit.domain.permit import ENDINGS
from resipermit.usecases.checks import HOUSEHOLD
from resipermit.usecases.ports import Unit

LISTS = ("employment", "insurance", "tax", "housing", "schooling", "exams", "earlier_permits")
AT_ONCE = 500  # files held in memory beside their facts


def gather_facts(unit: Unit, person_id: int, place: str | None = None) -> Facts:
    """Return what is on record about a person and the household; with *place*, the permit of that place comes first."""
    return next(gather_facts_of_many(unit, [person_id], place))


def gather_facts_of_many(unit: Unit, person_ids: Sequence[int], place: str | None = None) -> Iterator[Facts]:
    """Return the same of each of many people, in the order given."""
    for start in range(0, len(person_ids), AT_ONCE):
        some = person_ids[start : start + AT_ONCE]
        files = dict(unit.people.files(some))
        files.update(unit.people.files(sorted({_kept(tie) for one in some for tie in files[one].ties} - set(some))))
        for one in some:
            yield _facts(files[one], files, place)


def _facts(file: PersonFile, files: Mapping[int, PersonFile], place: str | None) -> Facts:
    held = permit_that_matters(file.permits, place)
    household = tuple(
        Relative(tie.relation, tie.married, tie.living_together, _relative_facts(files[_kept(tie)], place))
        for tie in file.ties
    )
    known = file.ties or HOUSEHOLD in file.evidence.complete
    return Facts(person_facts(file.person, file.evidence, permit_facts(held)), household if known else None)


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
        for entries in [last_told(getattr(evidence, name)) if name in LASTING_LISTS else getattr(evidence, name)]
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


def _kept(tie: Tie) -> int:
    assert tie.relative.id is not None
    return tie.relative.id


def _relative_facts(file: PersonFile, place: str | None) -> PersonFacts:
    held = permit_that_matters(file.permits, place)
    # somebody known by name only may hold a permit elsewhere
    permit = permit_facts(held) if held or file.evidence.registrations else UNKNOWN
    return person_facts(file.person, file.evidence, permit)

"""Facts as they would be: a list of changes laid over what is on record; nothing on record is touched."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts import Facts, PermitFacts, PersonFacts
from resipermit.domain.permit import PermitAct

HOLDER = "holder"
WITHOUT_END = ("exams",)


@dataclass(frozen=True, slots=True)
class AddRow:
    """One more row in a list of *subject* (holder or household[i]); of an unknown list it is all there is."""

    subject: str
    name: str
    row: Any


@dataclass(frozen=True, slots=True)
class CloseRow:
    """A row ends: *until* is the first day no longer so."""

    subject: str
    name: str
    index: int
    until: date


@dataclass(frozen=True, slots=True)
class ReplaceRow:
    """A row reads otherwise."""

    subject: str
    name: str
    index: int
    row: Any


@dataclass(frozen=True, slots=True)
class AddAct:
    """One more act on the permit of *subject*."""

    subject: str
    act: PermitAct


Change = AddRow | CloseRow | ReplaceRow | AddAct


def overlaid(facts: Facts, changes: Iterable[Change]) -> Facts:
    """Return *facts* with *changes* made, in their order.

    Raises:
        InvalidInput: there is no such person, row or permit, or a row would end before it begins.
    """
    for change in changes:
        person = _changed(subject_of(facts, change.subject), change)
        facts = _with(facts, change.subject, person)
    return facts


def subject_of(facts: Facts, subject: str) -> PersonFacts:
    """Return the person called *subject*; raises InvalidInput when there is nobody of that name."""
    if subject == HOLDER:
        return facts.holder
    for index, relative in enumerate(facts.household or ()):
        if subject == f"household[{index}]":
            return relative.person
    raise InvalidInput("subject_unknown", field="of", value=subject)


def _with(facts: Facts, subject: str, person: PersonFacts) -> Facts:
    if subject == HOLDER:
        return replace(facts, holder=person)
    household = tuple(
        replace(relative, person=person) if subject == f"household[{index}]" else relative
        for index, relative in enumerate(facts.household or ())
    )
    return replace(facts, household=household)


def _changed(person: PersonFacts, change: Change) -> PersonFacts:
    if isinstance(change, AddAct):
        return _with_act(person, change.act)
    rows = getattr(person, change.name)
    if isinstance(change, AddRow):
        return _with_rows(person, change.name, (*(rows or ()), change.row))
    if rows is None or not 0 <= change.index < len(rows):
        raise InvalidInput("row_unknown", field=f"{change.name}[{change.index}]")
    row = _closed(rows[change.index], change) if isinstance(change, CloseRow) else change.row
    return _with_rows(person, change.name, (*rows[: change.index], row, *rows[change.index + 1 :]))


def _with_rows(person: PersonFacts, name: str, rows: tuple[Any, ...]) -> PersonFacts:
    changed: dict[str, Any] = {name: rows}
    return replace(person, **changed)


def _closed(row: Any, change: CloseRow) -> Any:
    if change.name in WITHOUT_END or (row.since is not None and change.until < row.since):
        raise InvalidInput("period_reversed", field=f"{change.name}[{change.index}].until")
    return replace(row, until=change.until)


def _with_act(person: PersonFacts, act: PermitAct) -> PersonFacts:
    if not isinstance(person.permit, PermitFacts):
        raise InvalidInput("no_permit_to_act_on", field="act")
    return replace(person, permit=replace(person.permit, acts=(*person.permit.acts, act)))

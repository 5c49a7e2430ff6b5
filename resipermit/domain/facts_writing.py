"""Writes facts as the JSON document that `facts_document` reads: what is not known is left out, what is empty is []."""

from dataclasses import fields
from datetime import date
from typing import Any

from resipermit.domain.facts import Facts, PermitFacts, PersonFacts, Relative, Unknown
from resipermit.domain.facts_document import ROWS

IDENTITY = ("citizen_number", "name", "sex", "born_on", "registered_division")


def facts_document(facts: Facts) -> dict[str, Any]:
    """Return the document of *facts*; reading it gives the same facts."""
    document: dict[str, Any] = {"holder": _identity(facts.holder), **_evidence(facts.holder)}
    if facts.household is not None:
        document["household"] = [_relative(relative) for relative in facts.household]
    return document


def _relative(relative: Relative) -> dict[str, Any]:
    written: dict[str, Any] = {"relation": relative.relation}
    if relative.married is not None:
        written["married"] = relative.married
    if isinstance(relative.living_together, tuple):
        written["living_together"] = [_row(spell) for spell in relative.living_together]
    elif relative.living_together is not None:
        written["living_together"] = relative.living_together
    return {**written, **_identity(relative.person), **_evidence(relative.person)}


def _identity(person: PersonFacts) -> dict[str, Any]:
    return {name: _word(getattr(person, name)) for name in IDENTITY if getattr(person, name) is not None}


def _evidence(person: PersonFacts) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for name in ROWS:
        rows = getattr(person, name)
        if rows is not None:
            written[name] = [_row(row) for row in rows]
    if not isinstance(person.permit, Unknown):
        written["permit"] = _permit(person.permit)
    if person.points is not None:
        written["points"] = dict(person.points)
    return written


def _permit(permit: PermitFacts | None) -> dict[str, Any] | None:
    if permit is None:
        return None
    acts = [
        {"act": str(act.kind), "on": act.on.isoformat()}
        | ({"applied_on": act.applied_on.isoformat()} if act.applied_on else {})
        for act in permit.acts
    ]
    return {"number": permit.number, "division": permit.division, "acts": acts}


def _row(row: Any) -> dict[str, Any]:
    """Return one entry; its `since` is `from` in the document, an `until` of None says that it goes on."""
    written: dict[str, Any] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, Unknown) or (value is None and field.name != "until"):
            continue
        written["from" if field.name == "since" else field.name] = _word(value)
    return written


def _word(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value

"""A person on the command line: found by a number, shown with the number masked."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from resipermit.domain.actors import Actor
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.holder import FoundHolder
from resipermit.domain.identity import clean, masked
from resipermit.usecases.desk import Advice, Desk, HolderFile
from resipermit.usecases.ports import LedgerLine

_CITIZEN_NUMBER = re.compile(r"[0-9]{17}[0-9X]")


def person_id_of(desk: Desk, actor: Actor, number: str) -> int:
    """Return whose a citizen number or permit number is.

    Raises:
        Refused: nobody has it; with the corrections on record when its check character is wrong.
    """
    found = desk.find_holder(actor, number)
    wanted = clean(number)
    for hit in found.hits:
        held = hit.held.permit.number if hit.held else None
        assert hit.person.id is not None
        if wanted in (hit.person.citizen_number, held) or (len(found.hits) == 1 and _whole(wanted)):
            return hit.person.id
    if found.corrections:
        raise Refused("number_mistyped", corrections=tuple(masked(one) for one in found.corrections))
    raise Refused("nobody_has_number")


def permit_number_of(desk: Desk, actor: Actor, number: str) -> str:
    """Return the permit number meant: the number itself, or the permit of the holder with this citizen number."""
    if not _CITIZEN_NUMBER.fullmatch(clean(number)):
        return number.strip().upper()
    held = desk.open_holder(actor, person_id_of(desk, actor, number)).held
    if held is None:
        raise Refused("no_permit_yet")
    return held.permit.number


def a_number(text: str, field: str) -> int:
    """Return the number of a file as typed; raises InvalidInput."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise InvalidInput("not_a_number", field=field, value=text)
    return int(text)


def hit_document(hit: FoundHolder, today: date) -> dict[str, Any]:
    """Return a line of a search as plain words, the citizen number masked."""
    return {
        "person_id": hit.person.id,
        "name": hit.person.name,
        "citizen_number": masked(hit.person.citizen_number),
        "born_in": hit.person.born_on.year,
        "registered_division": hit.person.registered_division,
        "present_address": hit.present_address,
        "permit": hit.held.permit.number if hit.held else None,
        "standing": hit.held.permit.state(today).standing if hit.held else "none",
    }


def file_document(file: HolderFile, number: str | None, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return a holder's file as plain words; *number* is the citizen number when it was revealed."""
    return {
        "day": file.day,
        "person_id": file.person.id,
        "name": file.person.name,
        "citizen_number": number or masked(file.person.citizen_number),
        "permit": file.held.permit.number if file.held else None,
        "standing": file.state.standing,
        "present_address": file.present.address if file.present else None,
        "say_aloud": advice_document(file.say_aloud),
        "primary_act": file.primary_act,
        "today": [advice_document(advice) for advice in file.today],
        "applications": [
            {"id": one.id, "stage": one.stage, "accepted_on": one.accepted_on, "due_on": one.due_on}
            for one in file.applications
        ],
        "ledger": [line_document(line) for line in file.ledger],
        "prints": [{"kind": one.kind, "state": one.state, "on": one.on, "reason": one.reason} for one in file.prints],
        "answer": answer,
    }


def advice_document(advice: Advice) -> dict[str, Any]:
    """Return a sentence by its code with its facts."""
    return {"code": advice.code, "facts": dict(advice.facts)}


def line_document(line: LedgerLine) -> dict[str, Any]:
    """Return a line of the ledger."""
    return {
        "act": line.act.kind,
        "on": line.act.on,
        "applied_on": line.act.applied_on,
        "by": line.by,
        "reason": line.reason,
    }


def _whole(number: str) -> bool:
    return len(number) >= len("430102199001019977")

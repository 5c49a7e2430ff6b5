"""The particulars of a person as typed, for whoever is put on record: what the number says, and the whole person."""

from datetime import date
from typing import Protocol

from resipermit.domain.errors import InvalidInput
from resipermit.domain.holder import Person
from resipermit.domain.identity import Reading, Sex, Verdict, read_lenient
from resipermit.domain.names import check_name
from resipermit.usecases.desk import Desk
from ui.text import Text

SHORTEST_NUMBER = 15  # below, one is still typing


class Particulars(Protocol):
    """What is typed about a person, as text."""

    @property
    def citizen_number(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def ethnic_code(self) -> str: ...
    @property
    def registered_division(self) -> str: ...
    @property
    def registered_address(self) -> str: ...


def number_words(typed: str, desk: Desk, text: Text) -> tuple[Reading | None, str, str]:
    """Return what a number says of birth and sex, or what is wrong with it: the reading, its words and their tone."""
    if len(typed.strip()) < SHORTEST_NUMBER:
        return None, "", "quiet"
    reading = read_lenient(typed, desk.gazetteer, desk.today())
    if reading.verdict is Verdict.INVALID:
        return reading, text.say("number.wrong", reason=reading.reason), "bad"
    sure = reading.verdict is Verdict.VALID
    words = text.say(
        "number.right" if sure else "number.look",
        sex=text.word(reading.sex),
        born=text.day(reading.born_on),
        division=desk.gazetteer.full_name(reading.division or ""),
    )
    return reading, words, "good" if sure else "warn"


def whole_person(typed: Particulars, desk: Desk) -> Person:
    """Return the person typed, sex and birth date as the number says; raises InvalidInput for the first wrong field."""
    reading = read_lenient(typed.citizen_number, desk.gazetteer, desk.today())
    if reading.number is None or reading.born_on is None or reading.verdict is Verdict.INVALID:
        raise InvalidInput("citizen_number_wrong", field="citizen_number", reason=reading.reason)
    name = check_name(typed.name, "name")
    if not desk.gazetteer.known(typed.registered_division):
        raise InvalidInput("division_unknown", field="registered_division", value=typed.registered_division)
    if not typed.registered_address.strip():
        raise InvalidInput("field_missing", field="registered_address")
    return Person(
        id=None,
        citizen_number=reading.number,
        name=name,
        sex=reading.sex or Sex.MALE,
        born_on=reading.born_on,
        ethnic_code=typed.ethnic_code,
        registered_division=typed.registered_division,
        registered_address=typed.registered_address.strip(),
    )


def typed_day(text: str, field: str) -> date:
    """Return the day typed as 2024-09-01 or 20240901; raises InvalidInput."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput("day_impossible", field=field, value=text) from None

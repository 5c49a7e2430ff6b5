"""Rows about persons: the holders and their children."""

import re
from datetime import date
from typing import NamedTuple

from resipermit.domain.calendar import full_years
from resipermit.domain.errors import InvalidInput
from resipermit.domain.identity import Reading, Sex, Verdict, read_strict
from resipermit.domain.intake.cells import Cells, word
from resipermit.domain.intake.tables import Fault
from resipermit.domain.names import check_name

SEXES = {"1": "male", "2": "female"}  # GB/T 2261.1
RELATIONS = {"father": "child", "mother": "child"}
YOUNGEST_PARENT = 14  # a lower age is taken for a slip of the pen
_PHONE = re.compile(r"1[0-9]{10}")


class PersonRow(NamedTuple):
    """Particulars of a holder or child, checked; *remark* is a code when an officer ought to look at the number."""

    key: str
    citizen_number: str
    name: str
    sex: Sex
    born_on: date
    ethnic_code: str
    division: str
    phone: str | None
    remark: str | None

    def __repr__(self) -> str:
        return f"PersonRow({self.key})"


def holder_row(cells: list[str], judge: Cells) -> PersonRow:
    """Return a row of *holders*; area, education and marital state are not taken over."""
    key, number, name, sex, born_on, ethnic_code, division, _area, _education, _marital, phone = cells
    reading = _agreeing(number, sex, born_on, judge)
    if ethnic_code not in judge.ethnic_codes:
        raise Fault("ethnic_code", "code_unknown")
    if phone and not _PHONE.fullmatch(phone):
        raise Fault("phone", "phone_form")
    return _person(key, reading, _name(name), ethnic_code, judge.division(division, "hukou_division"), phone or None)


def child_row(cells: list[str], judge: Cells) -> PersonRow:
    """Return a row of *children*; the ethnic group is not told."""
    key, _holder, relation, number, name, sex, born_on, division = cells
    word(relation, "relation", RELATIONS)
    reading = _agreeing(number, sex, born_on, judge)
    return _person(key, reading, _name(name), "", judge.division(division, "hukou_division"), None)


def too_young_for_parent(parent_born_on: date, child_born_on: date) -> bool:
    """Say whether the parent was no more than a child at the birth."""
    return full_years(parent_born_on, child_born_on) < YOUNGEST_PARENT


def born_on_as_told(cells: list[str], number_at: int, born_at: int, judge: Cells) -> date | None:
    """Return the birth date of a refused row as far as it can be read, so that what rests on the row can be judged."""
    reading = read_strict(cells[number_at], judge.places, judge.on)
    if reading.born_on is not None:
        return reading.born_on
    try:
        return judge.past_day(cells[born_at], "birth_date")
    except Fault:
        return None


def _agreeing(number: str, sex: str, born_on: str, judge: Cells) -> Reading:
    """Return what the citizen number says, once the sex and birth date beside it agree."""
    reading = read_strict(number, judge.places, judge.on)
    if reading.number is None or reading.verdict not in (Verdict.VALID, Verdict.WARN):
        raise Fault("id_number", f"citizen_number_{reading.reason.lower()}")
    if word(sex, "sex", SEXES) != reading.sex:
        raise Fault("sex", "sex_differs_from_number")
    if judge.day(born_on, "birth_date") != reading.born_on:
        raise Fault("birth_date", "birth_differs_from_number")
    return reading


def _name(text: str) -> str:
    if text != text.strip():
        raise Fault("name", "name_blank_outside")
    try:
        return check_name(text)
    except InvalidInput as error:
        raise Fault("name", error.code) from None


def _person(key: str, reading: Reading, name: str, ethnic_code: str, division: str, phone: str | None) -> PersonRow:
    assert reading.number is not None
    assert reading.sex is not None
    assert reading.born_on is not None
    remark = f"citizen_number_{reading.reason.lower()}" if reading.verdict is Verdict.WARN else None
    return PersonRow(key, reading.number, name, reading.sex, reading.born_on, ethnic_code, division, phone, remark)

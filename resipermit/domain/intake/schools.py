"""Rows about the schools of the children."""

from datetime import date
from typing import NamedTuple

from resipermit.domain.intake.cells import Cells, count, word
from resipermit.domain.intake.tables import Fault

STAGES = {"K": "kindergarten", "P": "primary", "J": "junior", "S": "senior", "V": "vocational"}
STATUSES = {"enrolled": "attending", "suspended": "suspended"}
LAST_GRADE = 12


class EnrolmentRow(NamedTuple):
    """One stretch at one school; no grade in a kindergarten."""

    key: str
    division: str
    stage: str
    grade: int | None
    since: date
    until: date | None
    status: str

    def __repr__(self) -> str:
        return f"EnrolmentRow({self.key})"


def enrolment_row(cells: list[str], judge: Cells) -> EnrolmentRow:
    """Return a row of *enrolments*; school and reason of leaving are not taken over, nor is a school record claimed."""
    key, _child, _holder, stage, status, division, _code, _name, _type, grade, date_from, date_to, _reason = cells
    level = word(stage, "stage", STAGES)
    state = word(status, "status", STATUSES)
    number = count(grade, "entry_grade")
    if number > LAST_GRADE:
        raise Fault("entry_grade", "grade_unknown")
    since = judge.past_day(date_from, "date_from")
    until = judge.until(date_to, "date_to", since)
    # entry_grade is 0 to 2 in a kindergarten and counts nothing; from the primary school on it is the grade
    grade_on_entry = None if level == "kindergarten" else number
    return EnrolmentRow(key, judge.division(division, "division_code"), level, grade_on_entry, since, until, state)

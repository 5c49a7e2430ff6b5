"""What is asked most at the counter, as changes to the facts: endorsed today, another school in September, moved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts import Facts, PersonFacts, Residence, Schooling
from resipermit.domain.overlay import HOLDER, AddAct, AddRow, Change, CloseRow
from resipermit.domain.permit import ActKind, PermitAct

Changes = tuple[Change, ...]
STAGES = (("primary", 1, 6), ("junior", 7, 9), ("senior", 10, 12))  # by first and last grade
SCHOOL_STAGES = (*(stage for stage, _, _ in STAGES), "vocational")
LAST_GRADE = 12
TERM_BEGINS = (9, 1)


@dataclass(frozen=True, slots=True)
class Preset:
    """One of the three questions by its name, with the division it speaks of, where it speaks of one."""

    name: str
    division: str | None = None

    def changes(self, facts: Facts, day: date) -> Changes:
        """Return what would change on *day*.

        Raises:
            InvalidInput: the facts hold nothing to change: no permit, no child at school, nobody's residence.
        """
        return PRESETS[self.name](facts, day, self.division)


def endorse_today(facts: Facts, day: date, _division: str | None) -> Changes:
    """The permit is endorsed on *day* (今天补签)."""
    return (AddAct(HOLDER, PermitAct(ActKind.ENDORSE, day)),)


def school_transfer(facts: Facts, day: date, division: str | None) -> Changes:
    """Every child at school goes to a school of *division* from the next 1 September on (9月转学)."""
    assert division is not None
    begins = date(day.year if (day.month, day.day) < TERM_BEGINS else day.year + 1, *TERM_BEGINS)
    changes: list[Change] = []
    for index, relative in enumerate(facts.household or ()):
        if relative.relation == "child":
            changes += _transfer(f"household[{index}]", relative.person, begins, division)
    if not changes:
        raise InvalidInput("no_child_at_school", field="school_transfer")
    return tuple(changes)


def move(facts: Facts, day: date, division: str | None) -> Changes:
    """The holder, and everybody who lives with the holder, lives in *division* from *day* on (换住处)."""
    assert division is not None
    changes = _moved(HOLDER, facts.holder, day, division)
    for index, relative in enumerate(facts.household or ()):
        if relative.living_together:
            changes += _moved(f"household[{index}]", relative.person, day, division)
    if not changes:
        raise InvalidInput("no_residence_to_leave", field="move")
    return tuple(changes)


PRESETS: dict[str, Callable[[Facts, date, str | None], Changes]] = {
    "endorse_today": endorse_today,
    "school_transfer": school_transfer,
    "move": move,
}
NEED_DIVISION = ("school_transfer", "move")


def _open_rows(rows: tuple[Any, ...] | None, day: date) -> Iterator[tuple[int, Any]]:
    for index, row in enumerate(rows or ()):
        if (row.since is None or row.since <= day) and not (isinstance(row.until, date) and row.until <= day):
            yield index, row


def _transfer(subject: str, child: PersonFacts, begins: date, division: str) -> Iterator[Change]:
    rows = [(index, row) for index, row in _open_rows(child.schooling, begins) if row.stage in SCHOOL_STAGES]
    if not rows:
        return
    for index, _ in rows:
        yield CloseRow(subject, "schooling", index, begins)
    last = max((row for _, row in rows), key=lambda row: row.since or date.min)
    grade = _grade_on(last, begins)
    if grade is None or grade <= LAST_GRADE:
        stage = last.stage if last.stage == "vocational" else _stage_of(grade, last.stage)
        yield AddRow(subject, "schooling", Schooling(division, stage, grade, begins, None, "attending", last.record))


def _grade_on(row: Schooling, day: date) -> int | None:
    """Return the grade on a 1 September; it rises on each 1 September after the first day."""
    if row.grade is None or row.since is None:
        return None
    begun = row.since.year if (row.since.month, row.since.day) >= TERM_BEGINS else row.since.year - 1
    return row.grade + day.year - begun


def _stage_of(grade: int | None, stage: str) -> str:
    return next((name for name, first, last in STAGES if grade is not None and first <= grade <= last), stage)


def _moved(subject: str, person: PersonFacts, day: date, division: str) -> list[Change]:
    rows = list(_open_rows(person.residences, day))
    if not rows:
        return []
    last: Residence = max((row for _, row in rows), key=lambda row: row.since or date.min)
    closed: list[Change] = [CloseRow(subject, "residences", index, day) for index, _ in rows]
    new = replace(last, division=division, registered_on=day, since=day, until=None)
    return [*closed, AddRow(subject, "residences", new)]

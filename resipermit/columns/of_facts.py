"""Makes a register out of facts: what the record says of each holder and household, laid out in columns."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np

from resipermit.columns.register import NOT_STATED, RELATIONS, Register, Table
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.records import rows_of
from resipermit.domain.facts import Facts, PersonFacts, Relative, Unknown
from resipermit.domain.places import Gazetteer
from resipermit.domain.rules import RuleBook
from resipermit.domain.spans import END

WORDS = {
    "residences": ("dwelling",),
    "employment": ("kind",),
    "insurance": ("scheme", "kind"),
    "tax": ("kind",),
    "housing": ("tenure", "registered"),
    "schooling": ("stage", "status", "record"),
    "registered_divisions": (),
    "earlier_permits": ("kind",),
    "permit": ("standing",),
    "living_together": (),
}
SEXES = ("male", "female")


class Vocabulary:
    """Words as they come, each with its number."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}

    def number(self, word: Any) -> int:
        """Return the number of a word; -1 for none."""
        return -1 if word is None else self.numbers.setdefault(word, len(self.numbers))

    @property
    def words(self) -> tuple[Any, ...]:
        """The words in the order of their numbers."""
        return tuple(self.numbers)


def register_of(facts: Sequence[Facts], place: str, book: RuleBook, gazetteer: Gazetteer, as_of: date) -> Register:
    """Return the register of these holders, whose rules are those of *place*."""
    people, household, relation = _people(facts)
    divisions = Vocabulary()
    words = {name: Vocabulary() for names in WORDS.values() for name in names}

    def permits(number: int) -> Sequence[Any] | None:
        holder = household[number]
        case = Case(facts[holder], book, gazetteer, place, as_of, division=place)
        return rows_of(case, Subject("one", people[number][0]), "permit")

    def together(number: int) -> Sequence[Any]:
        relative = people[number][1]
        return relative.living_together if relative and isinstance(relative.living_together, tuple) else ()

    readers = {"permit": permits, "living_together": together}
    tables = {name: _table(name, fields, people, divisions, words, readers.get(name)) for name, fields in WORDS.items()}
    return Register(
        place=place,
        holders=len(facts),
        household=np.array(household, np.int32),
        relation=np.array(relation, np.int8),
        tables=tables,
        vocabulary={name: vocabulary.words for name, vocabulary in words.items()},
        born_on=_column(
            people, lambda person, _: person.born_on.toordinal() if person.born_on else NOT_STATED, np.int32
        ),
        sex=_column(people, lambda person, _: SEXES.index(person.sex.value) if person.sex else -1, np.int8),
        registered_division=_column(people, lambda person, _: divisions.number(person.registered_division), np.int32),
        married=_column(people, _married, np.int8),
        living_together=_column(people, _together, np.int8),
        points=_points(people),
        divisions=divisions.words,
        facts=facts,
        households_known=np.array([one.household is not None for one in facts], np.bool_),
    )


Person = tuple[PersonFacts, Relative | None]


def _people(facts: Sequence[Facts]) -> tuple[list[Person], list[int], list[int]]:
    people: list[Person] = [(one.holder, None) for one in facts]
    household = list(range(len(facts)))
    relation = [0] * len(facts)
    for number, one in enumerate(facts):
        for relative in one.household or ():
            people.append((relative.person, relative))
            household.append(number)
            relation.append(RELATIONS.index(relative.relation))
    return people, household, relation


def _column(people: Sequence[Person], read: Callable[[PersonFacts, Relative | None], int], kind: Any) -> Any:
    return np.array([read(person, relative) for person, relative in people], kind)


def _married(_person: PersonFacts, relative: Relative | None) -> int:
    return -1 if relative is None or relative.married is None else int(relative.married)


def _together(_person: PersonFacts, relative: Relative | None) -> int:
    """Return 1, 0, -1 not stated, 2 at times; of the holder it is not asked."""
    if relative is None:
        return 1
    told = relative.living_together
    return -1 if told is None else 2 if isinstance(told, tuple) else int(told)


def _points(people: Sequence[Person]) -> dict[str, tuple[Sequence[Any], Any]]:
    names = sorted({name for person, _ in people for name in person.points or {}})
    found: dict[str, tuple[Sequence[Any], Any]] = {}
    for name in names:
        words = Vocabulary()
        numbers = [words.number((person.points or {}).get(name)) for person, _ in people]
        found[name] = (words.words, np.array(numbers, np.int32))
    return found


def _table(
    name: str,
    fields: Iterable[str],
    people: Sequence[Person],
    divisions: Vocabulary,
    words: dict[str, Vocabulary],
    read: Callable[[int], Sequence[Any] | None] | None,
) -> Table:
    rows: list[tuple[int, int, int, int, int]] = []
    codes: dict[str, list[int]] = {field: [] for field in fields}
    unknown = []
    for number, (person, _) in enumerate(people):
        records = read(number) if read else getattr(person, name)
        unknown.append(records is None)
        for record in sorted(records or (), key=lambda one: one.since or date.min):
            rows.append(
                (number, *_days(record), divisions.number(getattr(record, "division", None)), _registered(record))
            )
            for field, column in codes.items():
                column.append(words[field].number(_word(getattr(record, field))))
    table = np.array(rows, np.int32).reshape(-1, 5)
    return Table(
        person=table[:, 0],
        since=table[:, 1],
        until=table[:, 2],
        division=table[:, 3],
        words={field: np.array(column, np.int8) for field, column in codes.items()},
        registered_on=table[:, 4] if name == "residences" else None,
        unknown=np.array(unknown, np.bool_) if any(unknown) else None,
    )


def _days(record: Any) -> tuple[int, int]:
    since = record.since.toordinal() if record.since else NOT_STATED
    if record.until is None:
        return since, END
    return since, NOT_STATED if isinstance(record.until, Unknown) else record.until.toordinal()


def _registered(record: Any) -> int:
    day = getattr(record, "registered_on", None)
    return day.toordinal() if day else NOT_STATED


def _word(value: Any) -> Any:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value

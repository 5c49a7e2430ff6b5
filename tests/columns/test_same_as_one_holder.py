"""The columns answer what the engine of one holder answers: everybody of the families, every condition, many days."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.columns.asking import ANSWERS
from resipermit.columns.layers import first_day
from resipermit.columns.of_facts import register_of
from resipermit.columns.one_by_one import NotInColumns, subjects
from resipermit.columns.reckoning import Reckoning
from resipermit.domain.facts import Facts
from resipermit.domain.facts_document import read_facts
from resipermit.domain.program import days_of
from resipermit.domain.rules import Node
from resipermit.domain.spans import END, first_from

PLACE = "430100"
FAMILIES = Path(__file__).parents[1] / "families"
DAYS = (date(2016, 5, 1), date(2019, 6, 1), date(2023, 3, 31), date(2026, 11, 2), date(2027, 9, 1), date(2030, 1, 1))


def families() -> list[Facts]:
    told = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FAMILIES.glob("*.json"))]
    return [read_facts(one["facts"], load_gazetteer()) for one in told]


def reckoning(facts: list[Facts], day: date) -> Reckoning:
    book, gazetteer = load_book(PLACE), load_gazetteer()
    return Reckoning.of(register_of(facts, PLACE, book, gazetteer, day), book, gazetteer, day)


def nodes(book: object) -> Iterator[tuple[str, Node]]:
    yield from ((name, node) for name, node in book.conditions.items() if name != "opened")
    for exam in book.exams:
        yield from ((f"{exam.id}.{one.outcome}", one.condition) for one in exam.outcomes)
    for row in (*book.entitlements, book.application, book.settlement):
        if row.condition is not None:
            yield row.id, row.condition


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_everybody_is_answered_as_one_holder_is(day: date) -> None:
    asked = reckoning(families(), day)
    groups = [asked.group("holder"), asked.group("child"), asked.group("spouse", "parent")]

    differing = []
    for name, node in nodes(asked.case.book):
        for group in groups:
            answers, days = asked.answers(node, group), asked.days(node, group)
            firsts = first_day(days.certain, asked.today, group.count)
            for place, (case, subject) in enumerate(subjects(asked, group)):
                alone = days_of(case, node, subject)
                right = ANSWERS[alone.answer(asked.today)], first_from(alone.certain, asked.today) or END
                if right != (answers[place], firsts[place]):
                    differing.append((name, subject.label, right, answers[place], firsts[place]))

    assert differing == []


def test_a_condition_of_one_person_alone_is_refused_where_the_register_holds_no_facts() -> None:
    asked = reckoning(families(), DAYS[0])
    without = Reckoning.of(
        type(asked.register)(**{**asked.register.__dict__, "facts": None}),
        asked.case.book,
        asked.case.gazetteer,
        DAYS[0],
    )
    city = Node("somewhere", "some_city", (asked.case.book.conditions["permit_in_use"],))

    with pytest.raises(NotInColumns):
        without.answers(city, without.group("holder"))


def test_nobody_at_all_can_be_asked_too() -> None:
    asked = reckoning([], DAYS[0])

    answers = asked.answers(asked.case.book.conditions["permit_in_use"], asked.group("holder"))

    assert answers.dtype == np.int8
    assert len(answers) == 0

"""Every question of the search reads an index, whatever is typed."""

from datetime import date

import pytest
from builders import a_citizen_number
from sqlalchemy import event
from sqlalchemy.dialects import sqlite

from db.search import grams, statements
from resipermit.domain.application import Stage
from resipermit.domain.search_terms import Term, TermKind, tell_apart

TERMS = {
    "citizen number": a_citizen_number(),
    "beginning of a citizen number": "4301",
    "permit number": "4301110000002025000001",
    "telephone": "14300000001",
    "one character": "王",
    "two characters": "王演",
    "three characters": "王演示",
    "pinyin": "wangy",
}


def plans(store, term):
    """Return what the engine says it will do for each question of a search, and for the lines of its hits."""
    steps = []
    with store.engine.connect() as connection:
        for statement in statements(term):
            compiled = statement.limit(51).compile(dialect=sqlite.dialect(paramstyle="qmark"))
            values = tuple(compiled.params[name] for name in compiled.positiontup)
            steps += [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)]
    return steps


@pytest.mark.parametrize("typed", TERMS.values(), ids=TERMS.keys())
def test_no_question_reads_a_whole_table_or_sorts(store, typed):
    steps = plans(store, tell_apart(typed))

    assert steps
    for step in steps:
        by_index = step.startswith("SEARCH ") and "USING" in step
        # the engine calls reading the index of names a scan; what follows INDEX tells that it is asked for a word (M)
        by_names = step.startswith("SCAN name_gram VIRTUAL TABLE INDEX") and "M" in step.rsplit(" ", 1)[1]
        assert by_index or by_names, step
    assert not any("TEMP B-TREE" in step for step in steps)


@pytest.mark.parametrize("kind", [TermKind.NOTHING, TermKind.QR_TEXT])
def test_what_is_no_name_and_no_number_asks_nothing(kind):
    assert list(statements(Term(kind, "X" * 200))) == []


def watched(store, act):
    """Return the plan of every question that *act* asks of a unit."""
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    with store.unit() as unit:
        act(unit)
    with store.engine.connect() as connection:
        return [
            (row.detail, statement)
            for statement, values in asked.copy()
            if statement.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]


@pytest.mark.parametrize(
    "act",
    [
        lambda unit: unit.people.find(tell_apart("欧阳"), 50),
        lambda unit: unit.people.by_number(a_citizen_number()),
        lambda unit: unit.people.evidence(1),
        lambda unit: unit.people.household(1),
        lambda unit: unit.people.known_numbers([a_citizen_number(sequence=n) for n in (996, 997, 998)]),
        lambda unit: unit.permits.of_person(1),
        lambda unit: unit.permits.ledger(unit.permits.of_person(1)[0].permit.number),
        lambda unit: unit.permits.due_between(date(2026, 1, 1), date(2029, 1, 1), 50),
        lambda unit: unit.applications.of_person(1),
        lambda unit: unit.applications.waiting(Stage.ACCEPTED, 50),
        lambda unit: unit.prints.of_permit(unit.permits.of_person(1)[0].permit.number),
    ],
    ids=lambda act: ", ".join(name for name in act.__code__.co_names[1:2]),
)
def test_what_the_counter_asks_reads_no_whole_table(store, fill, act):
    fill(store)

    for step, statement in watched(store, act):
        scan = step.startswith("SCAN ") and "VIRTUAL TABLE" not in step
        assert not scan, f"{step}: {statement}"


def test_the_index_keeps_each_character_and_each_pair_once():
    assert grams("王小王小") == "738b 5c0f 738bz5c0f 5c0fz738b"
    assert grams("𬭸") == "2cb78"
    assert grams("") == ""

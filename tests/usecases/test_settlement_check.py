"""The pre-check of a settlement: its record, its sheet, who may print it, and that the journal has both."""

import pytest
from builders import ADMINISTRATOR, CLERK, a_person
from fakes import refused_code

ITEM = {"id": "settlement", "answer": "unknown", "family": []}
NAME = "欧阳演示"


@pytest.fixture
def person_id(on_record, assess):
    assess.answer["settlement"] = ITEM
    return on_record(a_person(NAME))


def events(store):
    with store() as unit:
        return [(event, subject) for _, _, event, subject in unit.journal.newest(5)]


def test_the_sheet_tells_whose_it_is_with_a_masked_number_and_which_record_it_is(acts, person_id):
    printed = acts.rule_room.print_settlement(CLERK, person_id, "zh_CN")

    words = printed.pdf.decode()
    assert words.startswith(f"%PDF zh_CN {NAME} 520102********")
    assert words.endswith(f" {printed.decision.id}")
    assert printed.item == ITEM


def test_the_journal_has_that_it_was_looked_at_and_that_it_was_printed(acts, store, person_id):
    printed = acts.rule_room.print_settlement(CLERK, person_id, "zh_CN")

    assert events(store)[:2] == [
        ("print_settlement_check", str(printed.decision.id)),
        ("settlement_check", str(person_id)),
    ]


def test_who_may_not_print_leaves_no_record(acts, store, person_id):
    code, facts = refused_code(lambda: acts.rule_room.print_settlement(ADMINISTRATOR, person_id, "zh_CN"))

    assert (code, facts["right"]) == ("right_missing", "print")
    assert events(store) == []


def test_where_there_are_no_rules_on_settlement_nothing_is_printed(acts, store, assess, person_id):
    assess.answer["settlement"] = None

    code, _ = refused_code(lambda: acts.rule_room.print_settlement(CLERK, person_id, "zh_CN"))

    assert code == "settlement_without_rules"
    assert events(store) == []


def test_neither_the_sheet_nor_what_it_tells_shows_anybody_in_a_log(acts, person_id):
    printed = acts.rule_room.print_settlement(CLERK, person_id, "zh_CN")

    assert NAME not in repr(printed)

"""resipermit assess --what-if: presets by name, or a file of changes; two answers and what differs."""

import json
from pathlib import Path

import pytest
from terminal import command_in_process

FAMILY = Path(__file__).parents[1] / "families" / "02-two-children.json"


@pytest.fixture
def facts(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(json.loads(FAMILY.read_text(encoding="utf-8"))["facts"]), encoding="utf-8")
    return file


def ask(facts, what_if):
    return command_in_process(["assess", str(facts), "--as-of", "2027-10-01", "--what-if", str(what_if)])


def test_a_preset_gives_both_answers_and_what_differs(facts):
    document = ask(facts, "endorse_today").document

    alone = command_in_process(["assess", str(facts), "--as-of", "2027-10-01"]).document
    assert document["before"] == alone
    assert document["after"]["permit"]["standing"] == "in_use"
    assert document["differences"][0] == {
        "id": "permit",
        "subject": "holder",
        "effect": "gained",
        "before": document["differences"][0]["before"],
        "after": document["differences"][0]["after"],
    }


def test_a_file_of_changes_says_the_same_as_the_preset(facts, tmp_path):
    changes = tmp_path / "changes.json"
    changes.write_text('[{"act": {"act": "endorse", "on": "2027-10-01"}}]', encoding="utf-8")

    assert ask(facts, changes).document == ask(facts, "endorse_today").document


@pytest.mark.parametrize(
    ("what_if", "said"),
    [
        ("move", "move"),
        ("move:999999", "move:999999"),
        ("endorse_today:430203", "endorse_today:430203"),
        ("holiday", "holiday"),
    ],
)
def test_a_question_that_cannot_be_read_is_one_line(facts, what_if, said):
    run = ask(facts, what_if)

    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert said in run.err


def test_a_fault_in_the_changes_is_one_line_that_names_the_field(facts, tmp_path):
    changes = tmp_path / "changes.json"
    changes.write_text('[{"close": "residences", "index": 7, "until": "2027-01-01"}]', encoding="utf-8")

    run = ask(facts, changes)

    assert run.code == 2
    assert "residences[7]" in run.err

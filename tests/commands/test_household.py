"""Members of a family and what papers prove, put on record by the commands."""

import json
from datetime import date
from pathlib import Path

import pytest
from builders import a_citizen_number
from terminal import NUMBER, Terminal

GIRL = a_citizen_number(born_on=date(2016, 3, 8), sequence=998)
JOB = {"division": "430111", "kind": "labour_contract", "from": "2025-01-10", "until": None}


@pytest.fixture
def records(tmp_path: Path):
    """Return a function that writes a document of records and gives its path."""

    def write(document: object) -> str:
        path = tmp_path / "records.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(path)

    return write


def add_girl(desk: Terminal, *more: str):
    words = ("--relation", "child", "--citizen-number", GIRL, *more)
    return desk.ask("relative", "add", NUMBER, *words)


def test_a_child_is_added_and_a_second_time_refused(holder_desk: Terminal):
    added = add_girl(holder_desk, "--name", "欧阳小演", "--living-together", "yes")
    again = add_girl(holder_desk, "--name", "欧阳小演")

    assert added.code == 0
    assert "欧阳小演 (child)" in added.out
    assert again.code == 3
    assert "on the file already" in again.err


def test_somebody_on_record_needs_no_name_and_the_answer_in_json_says_who(holder_desk: Terminal):
    holder_desk.done("relative", "add", NUMBER, "--relation", "child", "--citizen-number", GIRL, "--name", "欧阳小演")

    back = holder_desk.done("relative", "add", GIRL, "--relation", "parent", "--citizen-number", NUMBER, "--json")

    assert back.document == {"person_id": 2, "relation": "parent", "relative_id": 1}


@pytest.mark.parametrize(
    ("words", "said"),
    [((), "name"), (("--name", "演示", "--registered-division", "999999"), "registered division")],
)
def test_a_wrong_particular_is_named_and_nobody_is_added(words: tuple[str, ...], said: str, holder_desk: Terminal):
    wrong = add_girl(holder_desk, *words)

    assert wrong.code == 2
    assert said in wrong.err
    assert holder_desk.done("search", GIRL, "--json").document["hits"] == []


def test_records_are_added_and_told_again_with_their_end(holder_desk: Terminal, records):
    first = holder_desk.done("evidence", "add", NUMBER, records({"employment": [JOB], "insurance": []}), "--json")
    ended = holder_desk.ask("evidence", "add", NUMBER, records({"employment": [JOB | {"until": "2026-02-01"}]}))

    assert first.document == {"person_id": 1, "added": {"employment": 1}, "complete": ["insurance"]}
    assert ended.out == "Records added: 1.\n"


def test_that_nothing_else_is_there_can_be_said_of_all_that_is_named(holder_desk: Terminal, records):
    said = holder_desk.done("evidence", "add", NUMBER, records({"employment": [JOB]}), "--complete", "--json")

    assert said.document["complete"] == ["employment"]


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ([], "evidence"),
        ({"pensions": []}, "pensions"),
        ({"residences": []}, "residences"),
        ({"employment": {}}, "employment"),
        ({"employment": [JOB | {"kind": "slave"}]}, "employment[0].kind"),
        ({"employment": [JOB, JOB | {"from": "2025-02-30"}]}, "employment[1].from"),
        ({"employment": [JOB | {"from": "2027-01-01"}]}, "employment[0].from"),
        ({"employment": [JOB | {"division": "439999"}]}, "employment[0].division"),
    ],
)
def test_a_wrong_record_is_named_and_none_is_added(document: object, field: str, holder_desk: Terminal, records):
    wrong = holder_desk.ask("evidence", "add", NUMBER, records(document))

    assert wrong.code == 2
    assert field in wrong.err
    assert wrong.err.count("\n") == 1


def test_a_reviewer_puts_nothing_on_record(holder_desk: Terminal, records):
    wrong = holder_desk.ask("evidence", "add", NUMBER, records({"tax": []}), user="wang")

    assert wrong.code == 3

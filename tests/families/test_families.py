"""Typical families, each with what the contract and the law make of it; see the JSON files beside this one.

A file holds a title, the day asked, facts, variants of the facts (paths to set or to drop) and expectations.
An expectation names a path in the answer, one of `value`, `one_of` or `non_empty`, its provision and its derivation.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = ("value", "one_of", "non_empty")


def agrees(expectation: dict[str, Any], got: Any) -> bool:
    if "one_of" in expectation:
        return got in expectation["one_of"]
    if "non_empty" in expectation:
        return bool(got)
    wanted = expectation["value"]
    return got == wanted and type(got) is type(wanted)


def people(node: Any) -> list[dict[str, Any]]:
    """Return every record with a citizen number, wherever it stands."""
    if isinstance(node, list):
        return [person for entry in node for person in people(entry)]
    if not isinstance(node, dict):
        return []
    own = [node] if "citizen_number" in node else []
    return own + [person for value in node.values() for person in people(value)]


def test_the_answer_is_what_the_provision_says(
    question: Any, expectation: dict[str, Any], answer_to: Callable[..., Any], reach: Callable[..., Any]
) -> None:
    document = answer_to(question)

    got = reach(document, expectation["path"])

    assert agrees(expectation, got), (
        f"{question} {expectation['path']}: got {got!r}, expected "
        f"{ {key: expectation[key] for key in CHECKS if key in expectation} } "
        f"by {expectation['provision']}: {expectation['derivation']}"
    )


def test_every_expected_field_carries_its_provision_and_derivation(family: tuple[str, dict[str, Any]]) -> None:
    _, told = family

    rows = told["expect"]

    assert rows
    assert told["title"].strip()
    for row in rows:
        assert row["provision"].strip()
        assert row["derivation"].strip()
        assert "\n" not in row["derivation"]
        assert sum(check in row for check in CHECKS) == 1
        assert row.get("variant") is None or row["variant"] in told["variants"]


def test_every_variant_is_asked_about(family: tuple[str, dict[str, Any]]) -> None:
    _, told = family

    asked = {row["variant"] for row in told["expect"] if "variant" in row}

    assert asked == set(told.get("variants", {}))


def test_every_person_is_synthetic_and_agrees_with_the_own_number(family: tuple[str, dict[str, Any]]) -> None:
    _, told = family

    everyone = people(told)

    assert everyone
    for person in everyone:
        number = person["citizen_number"]
        total = sum(int(figure) * weight for figure, weight in zip(number[:17], WEIGHTS, strict=True))
        assert number[17] == "10X98765432"[total % 11]
        assert number[14:17] in {"996", "997", "998", "999"}
        assert number[6:14] == person["born_on"].replace("-", "")
        assert (int(number[16]) % 2 == 1) == (person["sex"] == "male")
        assert date.fromisoformat(person["born_on"])


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a.b[1]", 2),
        ("list[id=x,subject=household[1]].answer", "yes"),
        ("list[id=x,subject=holder].spans[0][1]", None),
    ],
)
def test_a_path_leads_to_one_value(path: str, found: Any, reach: Callable[..., Any]) -> None:
    document = {
        "a": {"b": [1, 2]},
        "list": [
            {"id": "x", "subject": "household[1]", "answer": "yes"},
            {"id": "x", "subject": "holder", "spans": [["2026-01-01", None]]},
        ],
    }

    got = reach(document, path)

    assert got == found


@pytest.mark.parametrize("path", ["list[id=y].answer", "list[id=x].answer"])
def test_a_path_that_meets_none_or_several_entries_fails(path: str, reach: Callable[..., Any]) -> None:
    document = {"list": [{"id": "x", "answer": "yes"}, {"id": "x", "answer": "no"}]}

    with pytest.raises(AssertionError, match="entries match"):
        reach(document, path)


@pytest.mark.parametrize("name", ["01-worked-endorsement", "09-county-family", "10-gaokao"])
def test_the_installed_command_gives_the_same_answer(
    name: str, arguments_for: Callable[..., list[str]], answer_to: Callable[..., Any], asked_first: Callable[[str], Any]
) -> None:
    question = asked_first(name)

    done = subprocess.run(
        [str(Path(sys.executable).with_name("resipermit")), *arguments_for(question)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == answer_to(question)


def test_facts_come_from_standard_input_as_well(
    arguments_for: Callable[..., list[str]],
    answer_to: Callable[..., Any],
    command: Callable[..., Any],
    asked_first: Callable[[str], Any],
) -> None:
    question = asked_first("03-back-dated-question")
    _, file, *options = arguments_for(question)

    run = command(["assess", "-", *options], Path(file).read_bytes())

    assert run.document == answer_to(question)

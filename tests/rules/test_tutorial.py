"""The pack that docs/rules.md writes step by step is checked and asked here, word for word as the page has it."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rules.case_tables import tried

from resipermit.__main__ import main
from resipermit.adapters.case_tables import case_table
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_check import words
from resipermit.adapters.rule_check.shapes import Keys, Ref
from resipermit.adapters.rule_files import vocabulary
from resipermit.adapters.rule_shelf import FileShelf
from resipermit.adapters.yaml_trees import read_tree
from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts_document import ROWS, read_row
from resipermit.domain.law import Certainty
from resipermit.domain.places import Band

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
LESSON = PAGE[: PAGE.index("# Part two")]
*PACK, TABLE = re.findall(r"^```yaml\n(.*?)^```$", LESSON, re.MULTILINE | re.DOTALL)
FAMILY, ANSWER = re.findall(r"^```json\n(.*?)^```$", LESSON, re.MULTILINE | re.DOTALL)
DIFFERENCE, COVERAGE = re.findall(r"^```text\n(.*?)^```$", LESSON, re.MULTILINE | re.DOTALL)
CASES = case_table(read_tree(TABLE, "docs/rules.md"), load_gazetteer()).cases


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("mine")
    file = root / "42/4290/429006/10-tianmen.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(PACK), encoding="utf-8")
    return root


def test_the_pack_of_the_page_has_no_fault(folder):
    found = FileShelf(load_gazetteer()).examine([folder], CASES[0].as_of)

    assert found.faults == ()
    assert any("429006" in file for file in found.files)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_cases_of_the_page_come_out_as_it_says(folder, case):
    found = tried(replace(case, rules=folder))

    assert found.agrees, found.compared


@pytest.fixture
def in_the_folder(folder, tmp_path, monkeypatch, capsys):
    """Run commands of the page beside the pack and its files; returns the exit status and what was printed."""
    (tmp_path / "mine").symlink_to(folder)
    (tmp_path / "cases.yaml").write_text(TABLE, encoding="utf-8")
    (tmp_path / "family.json").write_text(FAMILY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    def run(command: str) -> tuple[int, str]:
        assert f"`resipermit {command}`" in LESSON
        status = main(command.split())
        return status, capsys.readouterr().out

    return run


def test_the_cases_are_tried_by_the_command_of_the_page(in_the_folder):
    status, out = in_the_folder("rules try cases.yaml --rules mine")

    assert status == 0
    assert out.endswith(f"共{len(CASES)}个案例：{len(CASES)}个一致，0个不一致。\n")


def test_a_difference_is_shown_as_on_the_page(in_the_folder, tmp_path):
    slipped = TABLE.replace("expect: {settlement: 否, settlement.earliest_on: 2026-03-01}", "expect: {settlement: 是}")
    (tmp_path / "cases.yaml").write_text(slipped, encoding="utf-8")

    status, out = in_the_folder("rules try cases.yaml --rules mine")

    assert slipped != TABLE
    assert status == 1
    assert DIFFERENCE in out


def test_what_no_case_decides_is_said_as_on_the_page(in_the_folder):
    status, out = in_the_folder("rules try cases.yaml --rules mine --coverage")

    assert status == 0
    assert set(COVERAGE.splitlines()) <= set(out.splitlines())


def test_the_family_of_the_page_is_answered_as_on_the_page(in_the_folder):
    status, out = in_the_folder("assess family.json --as-of 2026-03-01 --rules mine")

    settlement = json.loads(out)["settlement"]
    assert status == 0
    assert {key: settlement[key] for key in json.loads(ANSWER)} == json.loads(ANSWER)


def test_the_page_names_every_field_of_a_row_of_the_facts():
    listed = dict(
        re.findall(r"^\| `(\w+)` \| ([a-z_ ]+) \|$", PAGE[PAGE.index("## 8.") : PAGE.index("## 9.")], re.MULTILINE)
    )

    for name in ROWS:
        row = {"division": "430102", "exam": "gaokao", "?": None}
        with pytest.raises(InvalidInput) as refused:
            read_row(
                name, {key: row[key] for key in row if key in (*listed[name].split(), "?")}, name, load_gazetteer()
            )
        assert set(refused.value.facts["known"]) == set(listed[name].split())


def conditions():
    for kind, shape in (*words.LEAVES.items(), *words.OPERATORS.items()):
        keys = words.SHAPES[shape.name] if isinstance(shape, Ref) else shape
        fields = list(keys.fields) if isinstance(keys, Keys) else []
        needed = set(keys.needed) if isinstance(keys, Keys) else set()
        yield f"| `{kind}` | {' '.join(f'**{one}**' if one in needed else one for one in fields) or '—'} |"


def facts():
    for name, fields in words.FIELDS.items():
        told = "; ".join(f"{key}: {' '.join(allowed) if allowed else 'any word'}" for key, allowed in fields.items())
        yield f"| `{name}` | {told or '—'} |"


def lists():
    closed = {
        "sections": words.SECTIONS,
        "of": vocabulary.WHOSE,
        "in": (*vocabulary.SCOPES, "group:NAME", "prefix:CODE"),
        "units": vocabulary.UNITS,
        "marks": tuple(map(str, Certainty)),
        "bands": tuple(map(str, Band)),
        "stage": vocabulary.STAGES,
        "audience": vocabulary.AUDIENCES,
        "subject": vocabulary.SUBJECTS,
        "rests_on": vocabulary.RESTS_ON,
        "outcome": vocabulary.OUTCOMES,
        "combine": vocabulary.COMBINATIONS,
    }
    for name, allowed in closed.items():
        yield f"| {name} | {' '.join(allowed)} |"


def reference() -> str:
    heads = (("condition", "words under it", conditions), ("list", "fields and their words", facts))
    parts = [
        f"| {one} | {two} |\n|---|---|\n" + "\n".join(rows()) for one, two, rows in (*heads, ("what", "words", lists))
    ]
    return "\n\n".join(parts)


def test_the_reference_names_every_word_of_the_language_and_no_other():
    printed = PAGE[PAGE.index("# Part three") :]

    assert reference() in printed

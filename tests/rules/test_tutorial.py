"""The pack that docs/rules.md writes step by step is checked and asked here, word for word as the page has it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rules.case_tables import tried

from resipermit.adapters.case_tables import case_table
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_check import words
from resipermit.adapters.rule_check.shapes import Keys, Ref
from resipermit.adapters.rule_files import vocabulary
from resipermit.adapters.rule_shelf import FileShelf
from resipermit.adapters.yaml_trees import read_tree
from resipermit.domain.law import Certainty
from resipermit.domain.places import Band

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
LESSON = PAGE[: PAGE.index("# Part two")]
*PACK, TABLE = re.findall(r"^```yaml\n(.*?)^```$", LESSON, re.MULTILINE | re.DOTALL)
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

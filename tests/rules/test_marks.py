"""A mark is a promise: no value is marked better than R without a fact that docs/rules-coverage.md names."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from resipermit.adapters.rule_check.walk import CITATION
from resipermit.adapters.yaml_trees import Branch, read_tree
from resipermit.resources import resources

RULES = resources() / "rules"
PACKS = {str(path.relative_to(RULES).with_suffix("")): path for path in sorted(RULES.rglob("*.yaml"))}
COVERAGE = (Path(__file__).parents[2] / "docs" / "rules-coverage.md").read_text(encoding="utf-8")
FACT = re.compile(r"^\| (?P<fact>[A-Z]{3}-[^|]+?) \| [^|]* \| [^|]* \| (?P<known>[^|]*) \|$", re.MULTILINE)
ROW = re.compile(r"^\| `(?P<file>[^`]+)` \| (?P<row>[^|]+(?: \| [^|]+){3}) \| (?P<fact>[^|]+) \|$", re.MULTILINE)
TREES = {name: read_tree(path.read_text(encoding="utf-8"), f"{name}.yaml") for name, path in PACKS.items()}
CERTAINTY = {
    str(key): str(body.entries["certainty"])
    for tree in TREES.values()
    if isinstance(written := tree.entries.get("instruments"), Branch)
    for key, body in written.entries.items()
}
FACTS = {fact: set(re.findall(r"C[123]|\bR\b", known)) for fact, known in FACT.findall(COVERAGE)}


def mark_of(cite: str) -> str:
    found = CITATION.fullmatch(cite)
    assert found is not None
    return found["mark"] or CERTAINTY[found["instrument"]]


def marked_better_than_recalled() -> Iterator[tuple[str, str]]:
    for name, tree in TREES.items():
        values = tree.entries.get("values")
        for value, body in values.entries.items() if isinstance(values, Branch) else ():
            for row in body.entries["values"].entries:
                mark = mark_of(str(row.entries["cite"]))
                if mark != "R":
                    yield name, " | ".join([value, row.entries["since"], row.entries["value"], mark])


def test_every_row_better_than_recalled_stands_in_the_coverage_and_no_other() -> None:
    told = {(file, row) for file, row, _ in ROW.findall(COVERAGE)}

    assert told == set(marked_better_than_recalled())


def test_no_row_is_marked_better_than_its_fact() -> None:
    order = ["C1", "C2", "C3", "R"]
    better = []
    for file, row, fact in ROW.findall(COVERAGE):
        mark = row.rsplit(" | ", 1)[1]
        assert fact in FACTS, f"{file} {row}: there is no fact {fact}"
        if order.index(mark) < min(order.index(known) for known in FACTS[fact]):
            better.append((file, row, fact))

    assert better == []


@pytest.mark.parametrize("name", [name for name in PACKS if "exams" in TREES[name].entries])
def test_the_days_of_an_examination_that_were_set_here_say_so(name: str) -> None:
    for exam in TREES[name].entries["exams"].entries:
        cites = [str(cite) for cite in exam.entries["cite"].entries]

        assert "CHOICE R" in cites, exam.entries["id"]


@pytest.mark.parametrize("name", [name for name in PACKS if name.startswith("examples/")])
def test_a_text_in_force_since_a_day_is_dated_by_the_text_and_not_here(name: str) -> None:
    instruments = TREES[name].entries["instruments"]

    for identifier, body in instruments.entries.items():
        assert "in_force_on" not in body.entries, identifier

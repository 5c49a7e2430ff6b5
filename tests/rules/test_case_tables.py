"""The case tables, asked of the rule book: each case is one test, named by its file, its line and its words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from rules.case_tables import ANSWERS, HERE, RuleCase, Unreadable, cases, cases_of, known_places

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.adapters.rule_shelf import FileShelf
from resipermit.adapters.yaml_trees import read_tree
from resipermit.domain.facts_document import read_facts
from resipermit.usecases.assess_entitlements import AssessEntitlements

TABLES = list(cases())
FAMILY = {"配偶": "spouse", "孩子": "child", "父母": "parent", "监护人": "guardian", "其他家人": "other"}


def answered(case: RuleCase) -> Mapping[str, Any]:
    invented = case.rules is not None and "invented" in case.rules.parts
    gazetteer = known_places() if invented else load_gazetteer()
    assess = AssessEntitlements(lambda place: load_book(place, case.rules), gazetteer)
    return assess(read_facts(case.facts, gazetteer), case.as_of, case.place)


def items(document: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return every answer by its id and its subject."""
    rows = [document["permit"]["application"], *document["entitlements"], *document["exams"]]
    settlement = document["settlement"]
    if settlement is not None:
        rows += [settlement, *({**member, "id": "move_along"} for member in settlement["family"])]
    return {(row["id"], row["subject"]): row for row in rows}


def label(case: RuleCase, who: str) -> str:
    """Return holder or household[i] for 本人, 孩子, 孩子2: the second child on record."""
    if who == "本人":
        return "holder"
    relation = FAMILY[who.rstrip("0123456789")]
    nth = int(who[len(who.rstrip("0123456789")) :] or 1)
    places = [i for i, member in enumerate(case.facts["household"]) if member["relation"] == relation]
    return f"household[{places[nth - 1]}]"


def held(case: RuleCase, document: Mapping[str, Any], name: str) -> Any:
    """Return what the answer says under *name*, written as the table writes it."""
    if name.startswith("居住证."):
        return _told(document["permit"], name.removeprefix("居住证.").split("."))
    found = items(document)
    item_id, who, way = _asked_for(name, {identifier for identifier, _ in found})
    rows = [row for (identifier, subject), row in found.items() if identifier == item_id]
    if who:
        rows = [row for row in rows if row["subject"] == label(case, who)]
    assert len(rows) == 1, f"{name}: {len(rows)} answers; say whose with @本人, @孩子"
    return _told(rows[0], way.split(".") if way else ["answer"])


def _asked_for(name: str, ids: set[str]) -> tuple[str, str, str]:
    """Return the id, whose answer and which field; an id may hold dots, so the longest known one is meant."""
    known = [one for one in ids if name == one or name.startswith((f"{one}.", f"{one}@"))]
    assert known, f"nothing answered is called {name}; there are {sorted(ids)}"
    item_id = max(known, key=len)
    whose, _, way = name[len(item_id) :].partition(".")
    return item_id, whose.removeprefix("@"), way


def _told(node: Any, way: list[str]) -> Any:
    for index, step in enumerate(way):
        if step == "conditions":
            name = ".".join(way[index + 1 :])
            found = [one["answer"] for one in node["conditions"] if one["id"] == name]
            assert found, f"no condition {name} in {[one['id'] for one in node['conditions']]}"
            return found[0]
        if step == "papers":
            return [one["paper"] for one in node["missing_evidence"]]
        node = node[int(step)] if isinstance(node, list) else node[step]
    return node


def as_written(value: Any) -> Any:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return [as_written(one) for one in value] if isinstance(value, list) else str(value)


def expected(case: RuleCase) -> Mapping[str, Any]:
    return {name: ANSWERS.get(value, value) if isinstance(value, str) else value for name, value in case.expect.items()}


@pytest.mark.parametrize("case", TABLES, ids=str)
def test_the_answer_is_what_the_table_says(case: RuleCase) -> None:
    document = answered(case)

    got = {name: as_written(held(case, document, name)) for name in case.expect}

    assert got == expected(case)


def test_every_case_expects_something_and_has_words_of_its_own() -> None:
    names = [(case.file, case.words) for case in TABLES]

    assert len(set(names)) == len(names)
    assert all(case.expect for case in TABLES)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("居往 长沙市芙蓉区 2024-01-01起", "居往"),
        ("居住 长沙市芙容区 2024-01-01起", "芙容区"),
        ("居住证 长沙市芙蓉区 签发2024-02-30号", "2024-02-30号"),
        ("没有 房子", "房子"),
    ],
)
def test_a_row_that_says_nothing_known_is_refused_with_its_line(row: str, why: str) -> None:
    case = f"  - words: a\n    as_of: 2024-01-01\n    本人: [{row}]\n    expect: {{x: 是}}\n"
    table = read_tree(f"place: '430102'\ncases:\n{case}", "table")

    with pytest.raises(Unreadable, match=rf"table\.yaml:3: .*{why}"):
        list(cases_of(table))


@pytest.mark.parametrize("city", ["yunling", "hailan", "shuoquan", "tingzhou"])
def test_the_pack_of_an_invented_city_has_no_fault(city: str) -> None:
    found = FileShelf(known_places()).examine([HERE / "invented" / city], date(2026, 11, 1))

    assert [str(fault) for fault in found.faults] == []
    assert len([case for case in TABLES if case.rules == HERE / "invented" / city]) >= 15

"""Facts that cannot all be true are listed with code, field and day, and the questions are answered all the same."""

import json
from datetime import date
from pathlib import Path

import pytest

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.domain.facts_document import read_facts
from resipermit.usecases.assess_entitlements import AssessEntitlements

GAZETTEER = load_gazetteer()
ASSESS = AssessEntitlements(load_book, GAZETTEER)
DAY = date(2026, 11, 20)
HOLDER = {"born_on": "1990-03-15", "sex": "female", "registered_division": "520102"}
PERMIT = {"number": None, "division": "430111", "acts": [{"act": "issue", "on": "2026-01-05"}]}


def school(division, since, until, **more):
    attending = {"stage": "primary", "grade": 1, "status": "attending", "record": True}
    return {"division": division, "from": since, "until": until, **attending, **more}


def listed(told):
    answer = ASSESS(read_facts({"holder": HOLDER, **told}, GAZETTEER), DAY, "430111")
    assert answer["entitlements"], "the questions are answered all the same"
    return [(one["code"], one["field"], one.get("on")) for one in answer["contradictions"]]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            {
                "permit": PERMIT,
                "earlier_permits": [
                    {"kind": "residence_permit", "division": "430102", "from": "2020-01-01", "until": None}
                ],
            },
            [("two_live_permits", "earlier_permits[0]", None)],
            id="two live permits in one city",
        ),
        pytest.param(
            {
                "permit": PERMIT,
                "earlier_permits": [
                    {"kind": "residence_permit", "division": "430102", "from": "2020-01-01", "until": "2026-03-01"}
                ],
            },
            [("two_live_permits", "earlier_permits[0]", None)],
            id="an earlier permit that ended after the new one was issued",
        ),
        pytest.param(
            {"household": [{"relation": "child", "born_on": "1990-03-14"}]},
            [("child_older_than_parent", "household[0].born_on", "1990-03-14")],
            id="a child older than the parent",
        ),
        pytest.param(
            {"household": [{"relation": "parent", "born_on": "1990-03-16"}]},
            [("parent_younger_than_child", "household[0].born_on", "1990-03-16")],
            id="a parent younger than the child",
        ),
        pytest.param(
            {
                "household": [
                    {
                        "relation": "child",
                        "born_on": "2017-05-01",
                        "schooling": [
                            school("430111", "2023-09-01", "2026-01-20"),
                            school("520102", "2025-09-01", None, grade=3),
                        ],
                    }
                ]
            },
            [("schools_overlap", "household[0].schooling", "2025-09-01")],
            id="enrolments overlapping in two cities",
        ),
        pytest.param(
            {"employment": [{"division": "430111", "from": "1989-01-01", "until": None}]},
            [("before_birth", "employment[0].from", "1989-01-01")],
            id="work before birth",
        ),
        pytest.param(
            {"permit": {**PERMIT, "acts": [*PERMIT["acts"], {"act": "endorse", "on": "2026-06-01"}]}},
            [("endorsed_before_window", "permit.acts", "2026-06-01")],
            id="an endorsement before its window",
        ),
    ],
)
def test_what_cannot_be_is_listed(told, expected):
    assert listed(told) == expected


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            {
                "permit": PERMIT,
                "earlier_permits": [
                    {"kind": "residence_permit", "division": "430102", "from": "2020-01-01", "until": "2026-01-05"}
                ],
            },
            id="one permit ends on the day on which the next is issued",
        ),
        pytest.param(
            {
                "permit": PERMIT,
                "earlier_permits": [
                    {"kind": "residence_permit", "division": "430200", "from": "2020-01-01", "until": None}
                ],
            },
            id="a permit of another city",
        ),
        pytest.param({"household": [{"relation": "child", "born_on": "2008-03-15"}]}, id="a child"),
        pytest.param(
            {
                "household": [
                    {
                        "relation": "child",
                        "born_on": "2017-05-01",
                        "schooling": [
                            school("430111", "2023-09-01", "2025-09-01"),
                            school("520102", "2025-09-01", None, grade=3),
                        ],
                    }
                ]
            },
            id="a change of school",
        ),
    ],
)
def test_what_can_be_is_not_listed(told):
    assert listed(told) == []


def test_settlement_says_of_each_member_of_the_family_whether_it_may_apply_along():
    family = json.loads((Path(__file__).parents[1] / "families" / "09-county-family.json").read_text(encoding="utf-8"))
    facts = read_facts(family["facts"], GAZETTEER)

    settlement = ASSESS(facts, date.fromisoformat(family["as_of"]))["settlement"]

    relations = {"spouse", "child", "parent"}
    told = [relative.relation for relative in facts.household if relative.relation in relations]
    assert [one["relation"] for one in settlement["family"]] == told
    assert {one["id"] for one in settlement["family"]} == {"settlement"}
    assert "可以申请" in load_book("430100").words_of("settlement", "zh_CN")


@pytest.mark.parametrize(
    ("relation", "facts", "answer"),
    [
        ("spouse", {"living_together": True}, "yes"),
        ("spouse", {"living_together": False}, "no"),
        ("parent", {"living_together": True}, "yes"),
        ("parent", {}, "unknown"),
        ("child", {"living_together": True, "married": False}, "yes"),
        ("child", {"living_together": True, "married": True}, "no"),
        ("child", {"living_together": True, "born_on": "1999-01-01"}, "unknown"),
    ],
)
def test_who_may_move_along(relation, facts, answer):
    born = {"spouse": "1991-01-01", "parent": "1960-01-01", "child": "2015-01-01"}[relation]
    member = {"relation": relation, "born_on": born, "registered_division": "520102", **facts}
    dwelling = [
        {
            "division": "430121",
            "registered_on": "2020-01-01",
            "from": "2020-01-01",
            "until": None,
            "dwelling": "rented_registered",
        }
    ]
    told = {"holder": {**HOLDER, "born_on": "1985-03-15"}, "residences": dwelling, "household": [member]}

    settlement = ASSESS(read_facts(told, GAZETTEER), DAY, "430121")["settlement"]

    assert settlement["answer"] == "yes"
    assert [one["answer"] for one in settlement["family"]] == [answer]

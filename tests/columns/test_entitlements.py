"""Whole registers are answered as `assess` answers one holder: every row of the catalogue, every child's exams."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from oracle.columns import of_the_catalogue
from oracle.entitled import disagreements

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.columns.entitled import answers_about, question_of, sittings
from resipermit.columns.legend import LAST_BIT, Legend
from resipermit.columns.of_facts import register_of
from resipermit.columns.one_by_one import NotInColumns, subjects
from resipermit.columns.reckoning import Reckoning
from resipermit.columns.why import Why, answer_reasons
from resipermit.domain.evaluation import evaluate
from resipermit.domain.facts import Facts, PersonFacts
from resipermit.domain.facts_document import read_facts
from resipermit.domain.reasons import reason_of
from resipermit.domain.rules import Node

PLACE, DAY = "430100", date(2026, 11, 2)
FAMILIES = Path(__file__).parents[1] / "families"
DAYS = (date(2016, 5, 1), date(2023, 3, 31), DAY, date(2027, 9, 1))


def families() -> list[Facts]:
    told = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FAMILIES.glob("*.json"))]
    return [read_facts(one["facts"], load_gazetteer()) for one in told]


def reckoning(facts: list[Facts]) -> Reckoning:
    book, gazetteer = load_book(PLACE), load_gazetteer()
    return Reckoning.of(register_of(facts, PLACE, book, gazetteer, DAY), book, gazetteer, DAY)


def test_every_row_and_exam_is_answered_as_one_holder_is() -> None:
    found = list(disagreements(families(), PLACE, load_book(PLACE), DAYS))

    assert found == []


@pytest.mark.parametrize("place", [PLACE, "430600", "431381"])
def test_random_families_are_answered_as_one_holder_is(place: str) -> None:
    found = list(of_the_catalogue(f"columns/{place}", place, families=25))

    assert found == []


def test_the_deciding_reason_is_in_the_mask() -> None:
    asked = reckoning(families())

    told = answers_about(asked, question_of(asked, "settlement"))

    reasons = [Legend(list(told.legend)).read(mask) for mask in told.reasons.tolist()]
    assert all(told.legend[first] in every for first, every in zip(told.reason, reasons, strict=True))


@pytest.mark.parametrize(
    "leaf",
    [
        Node("later", "leaf", kind="age", params={"from": 6}, since=date(2040, 1, 1)),
        Node("later", "leaf", kind="no_live_permit", since=date(2040, 1, 1)),
        Node("later", "leaf", kind="permit_in_use", since=date(2040, 1, 1)),
    ],
    ids=lambda leaf: leaf.kind,
)
def test_a_condition_that_is_not_law_yet_gives_the_reason_that_one_holder_is_given(leaf: Node) -> None:
    asked = reckoning([*families(), Facts(PersonFacts())])
    group, why = asked.group("holder"), Why(asked, Legend())

    told = answer_reasons(why, leaf, group, asked.answers(leaf, group), asked.answers(leaf, group))

    alone = [reason_of(evaluate(case, leaf, holder), "no") for case, holder in subjects(asked, group)]
    assert [why.legend.codes[number] for number in told.first.tolist()] == alone


def test_reasons_past_the_last_bit_share_it() -> None:
    legend = Legend([f"reason {number}" for number in range(LAST_BIT + 3)])

    read = legend.read(int(np.uint64(legend.bit(f"reason {LAST_BIT + 1}"))))

    assert read == tuple(legend.codes[LAST_BIT:])


def test_an_exam_is_refused_where_the_register_holds_no_facts() -> None:
    asked = reckoning([])
    without = Reckoning.of(
        type(asked.register)(**{**asked.register.__dict__, "facts": None}), asked.case.book, asked.case.gazetteer, DAY
    )

    with pytest.raises(NotInColumns):
        list(sittings(without, asked.case.book.exams[0]))

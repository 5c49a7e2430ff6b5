"""A register asked block by block gives what it gives as a whole."""

from datetime import date

import numpy as np
import pytest
from oracle.generate import family

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.columns.blocks import blocks
from resipermit.columns.entitled import Answered, answers_about, days_about, question_of, rows_of
from resipermit.columns.everybody import first_days_of_everybody, statuses_of_everybody
from resipermit.columns.legend import Legend
from resipermit.columns.of_facts import register_of
from resipermit.columns.reckoning import Reckoning
from resipermit.domain.facts_document import read_facts

PLACE, DAY, FAMILIES = "430100", date(2026, 11, 2), 30
SIZES = [1, 7, FAMILIES - 1, FAMILIES]


@pytest.fixture(scope="module")
def whole() -> Reckoning:
    book, gazetteer = load_book(PLACE), load_gazetteer()
    facts = [read_facts(family(f"blocks/{number}"), gazetteer) for number in range(FAMILIES)]
    return Reckoning.of(register_of(facts, PLACE, book, gazetteer, DAY), book, gazetteer, DAY)


def told(answered: Answered) -> list[tuple[object, ...]]:
    legend = Legend(list(answered.legend))
    return [
        (person, answer, legend.codes[reason], sorted(legend.read(reasons)))
        for person, answer, reason, reasons in zip(
            answered.group.people.tolist(),
            answered.answers.tolist(),
            answered.reason.tolist(),
            answered.reasons.tolist(),
            strict=True,
        )
    ]


@pytest.mark.parametrize("size", SIZES)
def test_the_answers_and_reasons_are_those_of_the_whole(whole: Reckoning, size: int) -> None:
    names = sorted(rows_of(whole.case.book))

    in_blocks = statuses_of_everybody(whole, names, size)

    for name in names:
        assert told(in_blocks[name]) == told(answers_about(whole, question_of(whole, name))), name


@pytest.mark.parametrize("size", SIZES)
def test_the_first_days_are_those_of_the_whole(whole: Reckoning, size: int) -> None:
    names = sorted(rows_of(whole.case.book))

    in_blocks = first_days_of_everybody(whole, names, size)

    for name in names:
        at_once = days_about(whole, question_of(whole, name))
        assert in_blocks[name].first.tolist() == at_once.first.tolist(), name
        assert in_blocks[name].possible.tolist() == at_once.possible.tolist(), name


def test_every_person_is_in_one_block_with_their_household(whole: Reckoning) -> None:
    parts = list(blocks(whole.register, 7))

    people = np.concatenate([part.people for part in parts])
    assert sorted(people.tolist()) == list(range(len(whole.register)))
    for part in parts:
        mine = whole.register.household[part.people] - part.parts[0].start
        assert part.register.household.tolist() == mine.tolist()

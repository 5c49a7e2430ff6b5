"""Citizen numbers: the agreed cases, and the algebra of the check character."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.domain.identity import (
    CHECKS,
    Sex,
    Verdict,
    check_character,
    corrections,
    masked,
    read_lenient,
    read_strict,
)

REFERENCE_DAY = date(2026, 6, 30)
with (Path(__file__).parents[1] / "id_number_cases.csv").open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))
SEVENTEEN = st.text(alphabet="0123456789", min_size=17, max_size=17)


def test_all_the_agreed_cases_are_here():
    assert len(CASES) == 125


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['case_id']}-{case['reason']}")
def test_an_agreed_case_reads_as_agreed(case):
    gazetteer = load_gazetteer()

    strict = read_strict(case["input"], gazetteer, REFERENCE_DAY)
    lenient = read_lenient(case["input"], gazetteer, REFERENCE_DAY)

    assert (strict.verdict, strict.reason) == (case["expected_strict"], case["reason"])
    assert lenient.verdict == case["expected_lenient"]
    assert (lenient.number or "") == case["normalised"]
    assert (lenient.born_on.isoformat() if lenient.born_on else "") == case["birth_date"]
    assert (lenient.sex or "") == case["sex"]
    assert (lenient.division or "") == case["division_code"]
    if lenient.division:
        names = {row.name for row in gazetteer._rows[lenient.division]}
        assert case["division_name_zh"] in names


@given(SEVENTEEN)
def test_the_check_character_makes_the_weighted_sum_one(first17):
    number = first17 + check_character(first17)

    total = sum((10 if char == "X" else int(char)) * 2 ** (17 - place) for place, char in enumerate(number))
    assert total % 11 == 1


@given(SEVENTEEN, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(first17, place, shift):
    wrong = first17[:place] + str((int(first17[place]) + shift) % 10) + first17[place + 1 :]

    assert check_character(wrong) != check_character(first17)


@given(SEVENTEEN, st.integers(0, 15))
def test_swapped_neighbours_are_always_caught(first17, place):
    swapped = first17[:place] + first17[place + 1] + first17[place] + first17[place + 2 :]

    assert (check_character(swapped) == check_character(first17)) == (swapped == first17)


def test_corrections_hold_the_number_that_was_meant():
    meant = "430102199001019977"

    one_digit = corrections("430102199001019970")
    swapped = corrections("430102199001109977")

    assert meant in one_digit
    assert meant in swapped
    assert all(check_character(number[:17]) == number[17] for number in one_digit)


def test_a_masked_number_shows_six_and_four():
    assert masked("430102199001019977") == "430102********9977"


def test_a_reading_shows_no_number():
    reading = read_strict("430102199001019977", load_gazetteer(), REFERENCE_DAY)

    assert reading.verdict is Verdict.VALID
    assert reading.sex is Sex.MALE
    assert "4301" not in repr(reading)


def test_the_table_of_check_characters_has_one_for_each_remainder():
    assert len(set(CHECKS)) == 11

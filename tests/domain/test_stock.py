"""Blank cards by serial: each is there once, and every day adds up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resipermit.domain.errors import InvalidInput
from resipermit.domain.stock import BlankState, BlankUse, PrintRates, balances, lot_of, next_blank

MONDAY, TUESDAY, FRIDAY, SATURDAY = (date(2026, 11, day) for day in (2, 3, 6, 7))


def a_lot(first="HN0001001", last="HN0001010", on=MONDAY):
    return lot_of(first, last, on, "li")


def a_use(serial, on=TUESDAY, state=BlankState.USED):
    return BlankUse(serial, state, on, "li")


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("湘1001", "HN0001010", "serial_unreadable"),
        ("HN0001001", "HN12", "serial_unreadable"),
        ("HN0001001", "HB0001010", "serials_differ"),
        ("HN0001001", "HN001010", "serials_differ"),
        ("HN0001010", "HN0001001", "serials_turned"),
        ("HN0000001", "HN9999999", "lot_too_large"),
    ],
)
def test_a_range_that_makes_no_sense_is_refused(first, last, code):
    with pytest.raises(InvalidInput) as refusal:
        a_lot(first, last)

    assert refusal.value.code == code


def test_the_lowest_serial_of_the_oldest_box_is_next():
    lots = (a_lot("HN0001001", "HN0001002"), a_lot("AB0001", "AB0009"))

    assert next_blank(lots, set()) == "HN0001001"
    assert next_blank(lots, {"HN0001001", "HN0001002"}) == "AB0001"
    assert next_blank((a_lot("A001", "A001"),), {"A001"}) is None


def test_each_day_says_what_came_what_went_and_what_is_left():
    lots = (a_lot(), a_lot("HN0002001", "HN0002005", FRIDAY))
    uses = (a_use("HN0001001"), a_use("HN0001002"), a_use("HN0001003", FRIDAY, BlankState.SPOILED))

    days = balances(lots, uses, TUESDAY, SATURDAY)

    assert [(one.day, one.opening, one.received, one.used, one.spoiled, one.closing) for one in days] == [
        (TUESDAY, 10, 0, 2, 0, 8),
        (FRIDAY, 8, 5, 0, 1, 12),
    ]


@given(st.lists(st.integers(1, 28), max_size=20), st.integers(1, 28), st.integers(1, 28))
def test_any_two_periods_in_a_row_meet(days, start, middle):
    lot = a_lot("HN0001001", "HN0001099", date(2026, 10, 1))
    uses = [a_use(lot.serial(1001 + n), date(2026, 11, day)) for n, day in enumerate(days)]
    since, cut = sorted((date(2026, 11, start), date(2026, 11, middle)))

    early = balances((lot,), uses, since, cut) if since < cut else ()
    late = balances((lot,), uses, cut, date(2026, 12, 1))

    assert late[-1].closing == 99 - len(uses)
    assert not early or early[-1].closing == late[0].opening


def test_rates_need_something_to_divide_by():
    assert PrintRates(0, 0, 0, 0, 0).misprint_rate is None
    assert PrintRates(40, 2, 1, 30, 60).misprint_rate == 0.05
    assert PrintRates(40, 2, 1, 30, 60).permit_rate == 0.5

"""Sums of months and days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resipermit.domain.calendar import (
    AmbiguousDate,
    Period,
    Rounding,
    add_months,
    add_years,
    covering,
    full_months,
    full_years,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
MONTHS = st.integers(min_value=-600, max_value=600)


@pytest.mark.parametrize(
    ("day", "months", "down", "up"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29), date(2024, 3, 1)),
        (date(2023, 1, 31), 1, date(2023, 2, 28), date(2023, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28), date(2025, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29), date(2028, 2, 29)),
        (date(2024, 3, 31), -1, date(2024, 2, 29), date(2024, 3, 1)),
        (date(2023, 12, 15), 1, date(2024, 1, 15), date(2024, 1, 15)),
    ],
)
def test_a_sum_of_months_names_its_rounding(day, months, down, up):
    sums = add_months(day, months, Rounding.DOWN), add_months(day, months, Rounding.UP)

    assert sums == (down, up)


def test_a_missing_day_is_refused_when_asked():
    with pytest.raises(AmbiguousDate):
        add_months(date(2024, 1, 31), 1, Rounding.REFUSE)


def test_a_sum_beyond_the_calendar_overflows():
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)


@given(DAYS, DAYS, MONTHS)
def test_sums_keep_the_order_of_days(one, other, months):
    earlier, later = sorted((one, other))

    assert add_months(earlier, months) <= add_months(later, months)


@given(DAYS, MONTHS)
def test_up_and_down_differ_by_a_day_at_most(day, months):
    difference = add_months(day, months, Rounding.UP) - add_months(day, months, Rounding.DOWN)

    assert timedelta(0) <= difference <= timedelta(1)


@given(DAYS, DAYS)
def test_full_months_are_the_most_that_fit(since, day):
    months = full_months(since, day)

    if day >= since:
        assert add_months(since, months) <= day < add_months(since, months + 1)
    else:
        assert months == 0


def test_a_leap_day_has_full_years_on_the_28th():
    since = date(2020, 2, 29)

    assert full_years(since, date(2021, 2, 27)) == 0
    assert full_years(since, date(2021, 2, 28)) == 1
    assert full_years(since, date(2024, 2, 28)) == 3
    assert full_years(since, date(2024, 2, 29)) == 4
    assert add_years(since, 1) == date(2021, 2, 28)


def test_a_period_does_not_hold_the_day_it_ends():
    period = Period(date(2024, 1, 1), date(2024, 2, 1))

    assert date(2024, 1, 1) in period
    assert date(2024, 1, 31) in period
    assert date(2024, 2, 1) not in period
    assert date(2023, 12, 31) not in period


def test_a_period_cannot_run_backwards():
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2024, 2, 1), date(2024, 1, 1))


def test_periods_that_touch_share_no_day():
    january = Period(date(2024, 1, 1), date(2024, 2, 1))

    assert not january.overlaps(Period(date(2024, 2, 1)))
    assert january.overlaps(Period(date(2024, 1, 31)))
    assert covering([january, Period(date(2024, 2, 1))], date(2024, 3, 1)) == Period(date(2024, 2, 1))
    assert covering([january], date(2024, 3, 1)) is None

"""A value of the law through time."""

from datetime import date

import pytest

from resipermit.domain.law import Certainty, Citation, Dated, DatedValue, NotYetInForce

HERE = Citation("D663", "10", "2")
MONTHS = Dated("window", (DatedValue(date(2016, 1, 1), 1, HERE), DatedValue(date(2020, 7, 1), 2, HERE)))


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2016, 1, 1), 1), (date(2020, 6, 30), 1), (date(2020, 7, 1), 2), (date(2099, 1, 1), 2)],
)
def test_the_value_in_force_is_the_newest_that_has_started(day, value):
    assert MONTHS.on(day) == value


def test_before_the_first_row_nothing_is_in_force():
    with pytest.raises(NotYetInForce):
        MONTHS.on(date(2015, 12, 31))


def test_rows_out_of_order_are_a_defect_of_the_file():
    with pytest.raises(ValueError, match="in order of day"):
        Dated("window", tuple(reversed(MONTHS.rows)))


@pytest.mark.parametrize(
    ("mark", "shown"), [(Certainty.C1, False), (Certainty.C2, False), (Certainty.C3, True), (Certainty.R, True)]
)
def test_second_hand_and_recalled_facts_are_shown_as_to_be_verified(mark, shown):
    assert mark.to_be_verified is shown

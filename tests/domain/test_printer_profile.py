"""A printer's profile: what it holds, and how what is measured on the test card mends it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resipermit.domain.errors import InvalidInput
from resipermit.domain.printer_profile import PrinterProfile

OFF = st.floats(-2, 2)
STRETCH = st.floats(0.99, 1.01)


def measured(profile, off_x, off_y, stretch):
    """Return what a ruler says of the test card of a printer that is off by so much and stretches what it prints."""
    edge = 2 * stretch * profile.scale
    return edge + off_x + profile.offset_x_mm, edge + off_y + profile.offset_y_mm, 50 * stretch * profile.scale


@given(OFF, OFF, STRETCH, OFF, OFF, st.floats(0.995, 1.005))
def test_the_next_test_card_comes_out_right_however_the_printer_was_set_before(x, y, stretch, off_x, off_y, scale):
    before = PrinterProfile("P", x, y, scale)

    after = before.corrected(*measured(before, off_x, off_y, stretch))

    assert measured(after, off_x, off_y, stretch) == pytest.approx((2, 2, 50), abs=0.02)


def test_a_card_that_measures_as_it_should_changes_nothing():
    before = PrinterProfile("P", 0.4, -0.2, 1.005, flip_back=True)

    assert before.corrected(2, 2, 50) == before


@pytest.mark.parametrize(
    ("measures", "code"), [((7.5, 2, 50), "printer_offset_too_large"), ((2, 2, 48), "printer_scale_too_far")]
)
def test_a_printer_further_off_than_a_profile_can_mend_is_refused(measures, code):
    with pytest.raises(InvalidInput) as refusal:
        PrinterProfile("P").corrected(*measures)

    assert refusal.value.code == code

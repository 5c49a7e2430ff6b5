"""The engine and the day-by-day oracle answer alike; the long run is `python -m tests.oracle.differential`."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import diary, months
from oracle.differential import run
from oracle.mutations import Mutation, mutations, search

from resipermit.domain.calendar import add_months, full_months, full_years
from resipermit.domain.conditions.lengths import after, days_later, summed
from resipermit.domain.conditions.windows import months_within
from resipermit.domain.spans import Spans, bridged, either, holding

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
SPANS = st.lists(
    st.builds(lambda low, length: (low.toordinal(), low.toordinal() + length), DAYS, st.integers(1, 900)), max_size=4
).map(either)


def written(spans: Spans) -> bytearray:
    page = diary.blank()
    for low, high in spans:
        diary.mark(page, low, high)
    return page


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_spans_and_the_day_by_day_reading_agree_on_random_families_and_conditions(seed: int) -> None:
    tally = run(seed, 400)

    assert tally.holder_days >= 400
    assert min(tally.answers.values()) > tally.asked / 50  # yes, no and unknown all come up
    assert [found.told() for found in tally.disagreements] == []


@given(day=DAYS, count=st.integers(0, 300))
def test_two_reckonings_of_months_agree(day: date, count: int) -> None:
    later = months.months_after(day.toordinal(), count)

    assert date.fromordinal(later) == add_months(day, count)
    assert months.months_before(day.toordinal(), count) == add_months(day, -count).toordinal()


@given(since=DAYS, day=DAYS)
def test_two_countings_of_months_and_years_agree(since: date, day: date) -> None:
    counted = months.whole_months(since.toordinal(), day.toordinal())

    assert counted == full_months(since, day)
    assert months.whole_years(since.toordinal(), day.toordinal()) == full_years(since, day)


@given(spans=SPANS, gap=st.integers(0, 120))
def test_bridging_spans_is_marking_the_days_of_short_gaps(spans: Spans, gap: int) -> None:
    page = diary.bridged(written(spans), gap)

    assert page == written(bridged(spans, gap))


@given(spans=SPANS, length=st.integers(1, 40), unit=st.sampled_from(["months", "days"]))
def test_lengths_that_add_up_are_days_counted_one_by_one(spans: Spans, length: int, unit: str) -> None:
    reached = diary.added_up_on(written(spans), length, unit)

    found = tuple(summed(spans, length, 0, days_later if unit == "days" else after))

    assert reached == (found[0][0] if found else None)


@given(spans=SPANS, needed=st.integers(1, 12), window=st.integers(1, 36), day=DAYS)
def test_months_within_a_window_are_months_of_which_every_day_is_marked(
    spans: Spans, needed: int, window: int, day: date
) -> None:
    full = diary.full_months(written(spans))
    this = day.year * 12 + day.month - 1

    held = holding(months_within(spans, needed, window), day.toordinal())

    assert (held is not None) == (sum(month in full for month in range(this - window, this)) >= needed)


@pytest.mark.slow
@pytest.mark.parametrize("mutation", mutations(), ids=lambda one: one.name)
def test_a_fault_set_into_the_engine_is_found_by_the_family_that_shows_it(mutation: Mutation) -> None:
    found = search(mutation, f"--family={mutation.shown_by}")

    assert found is not None


def test_every_fault_still_has_its_place_in_the_engine() -> None:
    known = mutations()

    texts = {one.name: one.source() for one in known}

    assert len(texts) == len(known) >= 20

"""The algebra of days: what holds for sets of days must hold for spans, and unknown never turns into an answer."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resipermit.domain.spans import (
    ALWAYS,
    END,
    FIRST,
    NEVER,
    OPEN_QUESTION,
    Days,
    all_of,
    any_of,
    at_least,
    both,
    bridged,
    clipped,
    either,
    first_from,
    holding,
    in_years_after,
    known,
    none_of,
    piecewise,
    without,
)

LAST = 60  # the days 1 to 60 stand for the calendar
edges = st.lists(st.integers(FIRST, LAST), max_size=8)
spans = edges.map(lambda days: either(zip(sorted(days)[::2], sorted(days)[1::2], strict=False)))
days = st.tuples(spans, spans).map(lambda pair: Days(both(*pair), either([*pair[0], *pair[1]])))


def as_set(some):
    return {day for low, high in some for day in range(low, min(high, LAST + 1))}


ALL = set(range(FIRST, LAST + 1))


def is_canonical(some):
    return all(low < high for low, high in some) and all(one[1] < other[0] for one, other in pairwise(some))


@given(spans, spans)
def test_both_and_either_are_intersection_and_union(one, other):
    met, joined = both(one, other), either([*one, *other])

    assert as_set(met) == as_set(one) & as_set(other)
    assert as_set(joined) == as_set(one) | as_set(other)
    assert is_canonical(met)
    assert is_canonical(joined)


@given(spans)
def test_what_is_left_out_twice_is_back(some):
    rest = without(some)

    assert as_set(rest) == ALL - as_set(some)
    assert without(rest) == some
    assert both(some, rest) == NEVER
    assert either([*some, *rest]) == ALWAYS


@given(spans, st.integers(0, 10))
def test_a_bridge_closes_gaps_up_to_its_length_and_no_others(some, gap):
    closed = bridged(some, gap)

    wanted = set(as_set(some))
    for one, other in pairwise(some):
        if other[0] - one[1] <= gap:
            wanted |= set(range(one[1], other[0]))
    assert as_set(closed) == wanted


@given(spans, st.integers(FIRST, LAST))
def test_holding_and_first_from_find_the_same_days_as_counting(some, day):
    span, first = holding(some, day), first_from(some, day)

    later = [other for other in as_set(some) if other >= day]
    assert (span is not None) == (day in as_set(some))
    assert first == (min(later) if later else None)


@given(st.lists(days, min_size=1, max_size=4), st.integers(FIRST, LAST))
def test_the_answers_of_a_day_join_as_the_contract_says(parts, day):
    answers = [part.answer(day) for part in parts]

    for_all = next(answer for answer in ("no", "unknown", "yes") if answer in answers)
    for_any = next(answer for answer in ("yes", "unknown", "no") if answer in answers)
    assert all_of(parts).answer(day) == for_all
    assert any_of(parts).answer(day) == for_any


@given(st.lists(days, min_size=1, max_size=5), st.integers(1, 5), st.integers(FIRST, LAST))
def test_at_least_counts_the_sure_and_the_possible(parts, least, day):
    answers = [part.answer(day) for part in parts]

    sure, possible = answers.count("yes"), answers.count("yes") + answers.count("unknown")
    wanted = "yes" if sure >= least else "unknown" if possible >= least else "no"
    assert at_least(least, parts).answer(day) == wanted


@given(days, st.integers(FIRST, LAST))
def test_the_contrary_keeps_what_is_unknown(part, day):
    contrary = none_of(part)

    assert contrary.answer(day) == {"yes": "no", "no": "yes", "unknown": "unknown"}[part.answer(day)]
    assert none_of(contrary) == part


@given(days, days)
def test_what_is_certain_stays_within_what_is_possible(one, other):
    for joined in (all_of([one, other]), any_of([one, other]), none_of(one), clipped(one, 10, 40)):
        assert as_set(joined.certain) <= as_set(joined.possible)


@given(days, days, st.integers(2, LAST), st.integers(FIRST, LAST))
def test_piecewise_takes_each_part_in_its_time(one, other, since, day):
    whole = piecewise([(FIRST, one), (since, other)])

    assert whole.answer(day) == (other if day >= since else one).answer(day)


def test_always_and_never_are_neutral_for_all_and_any():
    some = known(((10, 20),))

    assert all_of([]) == Days(ALWAYS, ALWAYS)
    assert any_of([]) == Days(NEVER, NEVER)
    assert all_of([some, OPEN_QUESTION]) == Days(NEVER, ((10, 20),))


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        ("2023-12-31", "2024-01-01", (2024, 2024)),
        ("2023-12-30", "2023-12-31", None),
        ("2022-06-01", "2024-12-31", (2023, 2024)),
        ("2022-12-31", "2025-01-01", (2023, 2025)),
    ],
)
def test_a_year_follows_each_year_whose_day_is_met(since, until, years):
    met = known(((date.fromisoformat(since).toordinal(), date.fromisoformat(until).toordinal()),))

    following = in_years_after(met, 12, 31)

    wanted = () if years is None else ((date(years[0], 1, 1).toordinal(), date(years[1] + 1, 1, 1).toordinal()),)
    assert following == known(wanted)


def test_what_always_holds_holds_in_every_year():
    following = in_years_after(known(ALWAYS), 12, 31)

    assert following == known(((FIRST, END),))

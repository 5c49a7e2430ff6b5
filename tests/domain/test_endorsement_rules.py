"""The endorsement rule as a value: its parts one by one, its change through time, and what holds under any of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resipermit.domain.calendar import Period, add_years
from resipermit.domain.endorsement import (
    DECREE_663,
    Anchor,
    EndorsementRule,
    EndorsementRules,
    LastOpenDay,
    LateEffect,
    WindowUnit,
    check_endorsement_value,
    endorsement_rules,
)
from resipermit.domain.law import Citation, Dated, DatedValue
from resipermit.domain.permit import ActKind, PermitAct, ResidencePermit, Standing, Window

DECREE = DECREE_663.rules[0]


def under(rule: EndorsementRule, *later: tuple[date, EndorsementRule]) -> EndorsementRules:
    return EndorsementRules((date(2010, 1, 1), *(since for since, _ in later)), (rule, *(one for _, one in later)))


def a_permit(rules: EndorsementRules, issued_on: date, *endorsed: date) -> ResidencePermit:
    acts = (PermitAct(ActKind.ISSUE, issued_on), *(PermitAct(ActKind.ENDORSE, on) for on in endorsed))
    return ResidencePermit("P1", "430102", acts, rules)


def values(**told: object) -> dict[str, Dated[object]]:
    rows = {name: (DatedValue(date(2016, 1, 1), value, Citation("T")),) for name, value in told.items()}
    return {f"endorsement.{name}": Dated(name, row) for name, row in rows.items()}


def test_a_year_from_each_endorsement():
    rules = under(replace(DECREE, anchor=Anchor.LAST_ENDORSEMENT))

    permit = a_permit(rules, date(2021, 1, 1), date(2021, 12, 10), date(2022, 11, 20))

    assert permit.course().due_on == date(2023, 11, 20)
    assert permit.state(date(2022, 12, 1)).counts_from == date(2021, 1, 1)


def test_a_missed_year_is_dropped_and_the_others_count():
    rule = replace(DECREE, late_effect=LateEffect.DROP_MISSED_YEAR)
    acts = (date(2021, 12, 10), date(2022, 12, 10), date(2024, 3, 1))

    moved = a_permit(under(rule), date(2021, 1, 1), *acts)
    kept = a_permit(under(replace(rule, reanchor_on_makeup=False)), date(2021, 1, 1), *acts)

    assert [moved.state(on).years_of_residence for on in (date(2024, 1, 1), acts[-1], date(2025, 3, 1))] == [3, 2, 3]
    assert [kept.state(on).years_of_residence for on in (date(2024, 1, 1), acts[-1], date(2025, 1, 1))] == [3, 2, 3]
    assert (moved.course().due_on, kept.course().due_on) == (date(2025, 3, 1), date(2025, 1, 1))


def test_a_permit_that_stays_unendorsed_ends_by_the_rule():
    permit = a_permit(under(replace(DECREE, cancel_after_days=90)), date(2021, 1, 1))

    standings = [permit.state(on).standing for on in (date(2022, 1, 1), date(2022, 3, 31), date(2022, 4, 1))]

    assert standings == [Standing.SUSPENDED, Standing.SUSPENDED, Standing.CANCELLED]
    assert permit.course().ends_on == date(2022, 4, 1)


def test_an_endorsement_after_that_end_is_history_without_effect():
    rules = under(replace(DECREE, cancel_after_days=90))

    in_time = a_permit(rules, date(2021, 1, 1), date(2022, 3, 31))
    too_late = a_permit(rules, date(2021, 1, 1), date(2022, 4, 1))

    assert in_time.state(date(2022, 4, 1)).standing is Standing.IN_USE
    assert too_late.state(date(2022, 4, 1)).standing is Standing.CANCELLED
    assert [one.code for one in too_late.course().oddities] == ["act_after_end"]


@pytest.mark.parametrize(
    ("issued_on", "closes_on"),
    [
        (date(2023, 6, 1), date(2024, 5, 31)),  # a Friday
        (date(2023, 6, 2), date(2024, 6, 3)),  # a Saturday
        (date(2023, 6, 3), date(2024, 6, 3)),  # a Sunday
        (date(2023, 6, 4), date(2024, 6, 3)),  # a Monday
    ],
)
def test_a_window_that_closes_on_a_day_of_rest_stays_open_to_the_monday(issued_on, closes_on):
    rules = under(replace(DECREE, last_open_day=LastOpenDay.NEXT_WORKING_DAY))

    permit = a_permit(rules, issued_on)
    endorsed = a_permit(rules, issued_on, closes_on)

    assert permit.state(closes_on).standing is Standing.IN_USE
    assert permit.state(closes_on + timedelta(days=1)).standing is Standing.SUSPENDED
    assert endorsed.course().in_use[0].since == issued_on
    assert len(endorsed.course().in_use) == 1
    assert endorsed.state(closes_on).counts_from == issued_on


def test_a_new_card_may_start_a_new_year():
    rules = under(replace(DECREE, replacement_keeps_anchor=False))
    permit = a_permit(rules, date(2021, 1, 1))

    in_use = replace(permit, acts=(*permit.acts, PermitAct(ActKind.REISSUE, date(2021, 8, 1))))
    suspended = replace(permit, acts=(*permit.acts, PermitAct(ActKind.REISSUE, date(2022, 8, 1))))

    assert in_use.course().due_on == date(2022, 8, 1)
    assert in_use.state(date(2022, 1, 1)).years_of_residence == 1
    assert suspended.course().due_on == date(2022, 1, 1)


def test_the_rule_is_that_of_the_anniversary_so_a_later_amendment_leaves_the_past_alone():
    gentle = replace(DECREE, late_effect=LateEffect.EXCLUDE_GAP)
    amended = under(DECREE, (date(2023, 1, 1), gentle))
    acts = (date(2022, 6, 1), date(2024, 1, 1))  # late for 2022-01-01 by the old rule, for 2023-06-01 by the new one

    permit = a_permit(amended, date(2021, 1, 1), *acts)

    for on in (date(2022, 1, 1), date(2022, 12, 31)):
        assert permit.state(on).counts_from == a_permit(DECREE_663, date(2021, 1, 1), *acts).state(on).counts_from
    assert permit.state(date(2022, 6, 1)).years_of_residence == 0
    assert permit.state(date(2024, 1, 1)).years_of_residence == 1


def test_a_longer_window_from_a_day_on_is_that_of_the_anniversaries_after_it():
    amended = under(DECREE, (date(2023, 1, 1), replace(DECREE, window=60, window_unit=WindowUnit.DAYS)))

    permit = a_permit(amended, date(2020, 12, 31), date(2021, 12, 31), date(2022, 12, 1))

    assert a_permit(amended, date(2020, 12, 31)).course().window == Window(date(2021, 11, 30), date(2021, 12, 30))
    assert permit.course().window == Window(date(2023, 11, 1), date(2023, 12, 30))


def test_a_change_from_the_day_of_issue_to_the_year_of_residence_takes_effect_with_the_next_endorsement():
    amended = under(DECREE, (date(2023, 1, 1), replace(DECREE, anchor=Anchor.RESIDENCE)))
    permit = replace(
        a_permit(amended, date(2021, 6, 1), date(2022, 5, 10), date(2023, 5, 10)), resident_since=date(2020, 9, 15)
    )

    assert permit.state(date(2023, 5, 9)).due_on == date(2023, 6, 1)
    assert permit.state(date(2023, 5, 10)).due_on == date(2023, 9, 15)


def test_a_late_application_gives_nothing_back_before_it_is_decided():
    permit = a_permit(DECREE_663, date(2021, 1, 1))
    late = PermitAct(ActKind.ENDORSE, date(2022, 2, 10), applied_on=date(2022, 2, 1))
    permit = replace(permit, acts=(*permit.acts, late))

    state = permit.state(date(2022, 2, 5))

    assert (state.standing, state.suspended_since) == (Standing.SUSPENDED, date(2022, 1, 1))
    assert permit.state(date(2022, 2, 10)).in_use_since == date(2022, 2, 10)


def test_what_a_book_leaves_unsaid_is_as_in_the_decree():
    assert endorsement_rules({}) == DECREE_663
    assert endorsement_rules(values(window=30, window_unit="days", reanchor_on_makeup="false")).rules == (
        replace(DECREE, window=30, window_unit=WindowUnit.DAYS, reanchor_on_makeup=False),
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("window_months", 1), ("window", "one"), ("window", -1), ("late_effect", "forgive"), ("reanchor_on_makeup", 1)],
)
def test_a_value_that_is_no_word_of_the_rule_is_refused(name, value):
    with pytest.raises(ValueError, match=name):
        check_endorsement_value(f"endorsement.{name}", value)


def test_years_reached_are_those_of_each_day():
    rules = under(replace(DECREE, late_effect=LateEffect.EXCLUDE_GAP))
    course = a_permit(rules, date(2021, 1, 1), date(2022, 6, 1), date(2023, 5, 10)).course()

    assert course.years_reached(1) == (Period(date(2022, 1, 1), None),)
    assert course.years_reached(2) == (Period(date(2023, 6, 1), None),)
    assert a_permit(DECREE_663, date(2021, 1, 1), date(2022, 6, 1)).course().years_reached(1) == (
        Period(date(2022, 1, 1), date(2022, 6, 1)),
        Period(date(2023, 6, 1), None),
    )


RULES = st.builds(
    EndorsementRule,
    anchor=st.sampled_from(Anchor),
    window=st.integers(1, 2),
    grace_days=st.sampled_from([0, 15, 30]),
    late_effect=st.sampled_from(LateEffect),
    cancel_after_days=st.sampled_from([0, 0, 400]),
    reanchor_on_makeup=st.booleans(),
    last_open_day=st.sampled_from(LastOpenDay),
    replacement_keeps_anchor=st.booleans(),
)


@st.composite
def permits(draw):
    later = [(date(2019, 7, 1), draw(RULES))] if draw(st.booleans()) else []
    issued_on = draw(st.dates(date(2016, 1, 1), date(2020, 12, 31)))
    day, acts = issued_on, [PermitAct(ActKind.ISSUE, issued_on)]
    for step in draw(st.lists(st.integers(1, 700), max_size=7)):
        day += timedelta(days=step)
        acts.append(PermitAct(draw(st.sampled_from([ActKind.ENDORSE] * 4 + [ActKind.REISSUE])), day))
    since = issued_on - timedelta(days=draw(st.integers(0, 800)))
    return ResidencePermit("P1", "430102", tuple(acts), under(draw(RULES), *later), since)


@given(permits())
def test_in_use_and_suspended_alternate_from_the_issue_to_the_end(permit):
    course = permit.course()

    assert course.in_use[0].since == permit.acts[0].on
    for span, after in zip(course.in_use, course.in_use[1:], strict=False):
        assert span.since < span.until <= after.since  # an exact touch is a grace used on the very first day
    assert course.in_use[-1].until == (min(course.due_on, course.ends_on) if course.ends_on else course.due_on)


@given(permits(), st.integers(0, 3000))
def test_the_standing_of_a_day_is_told_by_the_span_that_holds_it(permit, days):
    day = permit.acts[0].on + timedelta(days=days)
    course = permit.course()

    standing = permit.state(day).standing

    in_use = any(day in span for span in course.in_use)
    assert (standing is Standing.IN_USE) == in_use
    if not in_use:
        ended = course.ends_on is not None and course.ends_on <= day
        assert standing is (Standing.CANCELLED if ended else Standing.SUSPENDED)


@given(permits(), st.integers(0, 40))
def test_an_endorsement_in_the_open_window_never_shortens_use(permit, days):
    before = permit.course()
    on = before.window.opens_on + timedelta(days=days)
    if on not in before.window or on < permit.acts[-1].on:
        return

    after = replace(permit, acts=(*permit.acts, PermitAct(ActKind.ENDORSE, on))).course()

    assert after.in_use[:-1] == before.in_use[:-1]
    assert after.in_use[-1].since == before.in_use[-1].since
    assert after.in_use[-1].until > before.in_use[-1].until
    assert after.counted[-1].start == before.counted[-1].start


@given(permits(), st.integers(1, 900))
def test_a_late_endorsement_adds_use_and_the_two_readings_differ_in_favour_of_the_gap_only(permit, days):
    before = permit.course()
    on = before.due_on + timedelta(days=days)
    if before.ended or (before.lapses_on and before.lapses_on <= on) or on < permit.acts[-1].on:
        return

    after = replace(permit, acts=(*permit.acts, PermitAct(ActKind.ENDORSE, on)))

    state, was, now = after.state(on), before.counted[-1], after.course().counted_on(on)
    assert state.standing is Standing.IN_USE
    assert on < state.due_on <= add_years(on, 2) + timedelta(days=3)
    assert now.gap_left_out <= now.anew
    earned = was.years_since(was.gap_left_out, before.due_on)
    assert earned <= now.years_since(now.gap_left_out, on) <= earned + 1 or before.rule.forgives(before.due_on, on)
    assert now.anew == on or before.rule.forgives(before.due_on, on)


@given(permits(), st.integers(0, 3000), st.integers(0, 6))
def test_years_reached_and_years_of_the_day_are_one(permit, days, years):
    day = permit.acts[0].on + timedelta(days=days)
    course = permit.course()
    if course.ends_on is not None and course.ends_on <= day:
        return

    reached = any(day in period for period in course.years_reached(years))

    assert reached == (course.years_on(day) >= years)

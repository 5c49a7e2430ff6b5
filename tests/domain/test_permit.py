"""The permit's ledger, as stories an official can read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resipermit.domain.calendar import Period, add_months
from resipermit.domain.errors import Refused
from resipermit.domain.permit import ActKind, PermitAct, ResidencePermit, Standing, Window


def a_permit(issued_on: date, *acts: PermitAct) -> ResidencePermit:
    return ResidencePermit("P1", "430102", (PermitAct(ActKind.ISSUE, issued_on), *acts))


def endorsed(*days: str) -> list[PermitAct]:
    return [PermitAct(ActKind.ENDORSE, date.fromisoformat(day)) for day in days]


STORIES = {
    "the published example: endorsed late on 2022-06-01": (
        "2021-01-01",
        ["2022-06-01"],
        """
        2020-12-31  none       -           -
        2021-01-01  in_use     2022-01-01  2021-01-01
        2021-12-31  in_use     2022-01-01  2021-01-01
        2022-01-01  suspended  2022-01-01  2021-01-01
        2022-05-31  suspended  2022-01-01  2021-01-01
        2022-06-01  in_use     2023-06-01  2022-06-01
        2023-05-31  in_use     2023-06-01  2022-06-01
        2023-06-01  suspended  2023-06-01  2022-06-01
        """,
    ),
    "endorsed on the first and on the last day of the window": (
        "2021-03-15",
        ["2022-02-15", "2023-03-14"],
        """
        2022-02-14  in_use     2022-03-15  2021-03-15
        2022-02-15  in_use     2023-03-15  2021-03-15
        2023-03-13  in_use     2023-03-15  2021-03-15
        2023-03-14  in_use     2024-03-15  2021-03-15
        2024-03-15  suspended  2024-03-15  2021-03-15
        """,
    ),
    "endorsed on the due day itself is late": (
        "2021-03-15",
        ["2022-03-15"],
        """
        2022-03-14  in_use     2022-03-15  2021-03-15
        2022-03-15  in_use     2023-03-15  2022-03-15
        """,
    ),
    "twice in one window counts once": (
        "2021-03-15",
        ["2022-02-20", "2022-03-10"],
        """
        2022-03-14  in_use     2023-03-15  2021-03-15
        2023-03-15  suspended  2023-03-15  2021-03-15
        """,
    ),
    "29 February returns in the leap year": (
        "2020-02-29",
        ["2021-02-10", "2022-02-10", "2023-02-10"],
        """
        2020-03-01  in_use     2021-02-28  2020-02-29
        2021-02-10  in_use     2022-02-28  2020-02-29
        2022-02-10  in_use     2023-02-28  2020-02-29
        2023-02-10  in_use     2024-02-29  2020-02-29
        2024-02-28  in_use     2024-02-29  2020-02-29
        2024-02-29  suspended  2024-02-29  2020-02-29
        """,
    ),
    "issued on the 31st, window opens on the last day of a short month": (
        "2021-03-31",
        ["2022-02-28"],
        """
        2022-02-27  in_use     2022-03-31  2021-03-31
        2022-02-28  in_use     2023-03-31  2021-03-31
        """,
    ),
}


@pytest.mark.parametrize(("issued_on", "endorsements", "story"), STORIES.values(), ids=STORIES.keys())
def test_the_story_of_a_permit(issued_on, endorsements, story):
    permit = a_permit(date.fromisoformat(issued_on), *endorsed(*endorsements))

    for line in story.strip().splitlines():
        day, standing, due_on, counts_from = line.split()
        state = permit.state(date.fromisoformat(day))
        told = [state.standing.value, *(str(when) if when else "-" for when in (state.due_on, state.counts_from))]
        assert told == [standing, due_on, counts_from], day


def test_the_window_is_the_month_before_the_anniversary():
    permit = a_permit(date(2021, 1, 1))

    window = permit.state(date(2021, 6, 1)).window

    assert window == Window(date(2021, 12, 1), date(2021, 12, 31))


def test_a_suspended_permit_shows_the_window_it_missed_and_frozen_years():
    permit = a_permit(date(2019, 1, 1), *endorsed("2019-12-10", "2020-12-10"))

    state = permit.state(date(2023, 8, 1))

    assert state.suspended_since == state.due_on == date(2022, 1, 1)
    assert state.window == Window(date(2021, 12, 1), date(2021, 12, 31))
    assert state.years_of_residence == 3


def test_an_application_in_the_window_keeps_the_anniversary_though_it_was_decided_later():
    late_decision = PermitAct(ActKind.ENDORSE, date(2022, 1, 4), applied_on=date(2021, 12, 30))
    permit = a_permit(date(2021, 1, 1), late_decision)

    state = permit.state(date(2022, 1, 2))

    assert state.standing is Standing.IN_USE
    assert state.due_on == date(2023, 1, 1)
    assert state.counts_from == date(2021, 1, 1)


def test_an_endorsement_before_its_window_is_kept_and_listed_without_effect():
    permit = a_permit(date(2021, 1, 1), *endorsed("2021-06-01"))

    course = permit.course()

    assert course.due_on == date(2022, 1, 1)
    assert [(oddity.code, oddity.act.on) for oddity in course.oddities] == [
        ("endorsed_before_window", date(2021, 6, 1))
    ]


def test_a_back_dated_question_sees_only_the_acts_of_its_day():
    permit = a_permit(date(2021, 1, 1), *endorsed("2021-12-15"))

    before, after = permit.state(date(2021, 12, 14)), permit.state(date(2021, 12, 15))

    assert before.due_on == date(2022, 1, 1)
    assert after.due_on == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("kind", "standing"), [(ActKind.CANCEL, Standing.CANCELLED), (ActKind.REVOKE, Standing.REVOKED)]
)
def test_an_ended_permit_stays_ended(kind, standing):
    permit = a_permit(date(2021, 1, 1)).end(date(2021, 5, 1), kind)

    assert permit.state(date(2021, 4, 30)).standing is Standing.IN_USE
    assert permit.state(date(2021, 5, 1)).standing is standing
    assert permit.state(date(2031, 5, 1)).standing is standing
    assert permit.course().in_use == (Period(date(2021, 1, 1), date(2021, 5, 1)),)
    with pytest.raises(Refused, match="permit_not_live"):
        permit.endorse(date(2021, 12, 10))


def test_ending_a_suspended_permit_gives_back_no_days_of_use():
    permit = a_permit(date(2021, 1, 1)).end(date(2022, 6, 1), ActKind.CANCEL)

    assert permit.course().in_use == (Period(date(2021, 1, 1), date(2022, 1, 1)),)


def test_an_endorsement_before_its_window_is_refused_with_the_opening_day():
    with pytest.raises(Refused) as refusal:
        a_permit(date(2021, 1, 1)).endorse(date(2021, 11, 30))

    assert refusal.value.code == "before_window"
    assert refusal.value.facts == {"opens_on": date(2021, 12, 1), "closes_on": date(2021, 12, 31)}


def test_an_endorsement_in_the_window_keeps_the_anniversary():
    permit = a_permit(date(2024, 3, 1)).endorse(date(2025, 2, 10))

    assert permit.course().due_on == date(2026, 3, 1)


def test_acts_cannot_be_dated_before_the_last_one():
    permit = a_permit(date(2024, 3, 1)).endorse(date(2025, 2, 10))

    with pytest.raises(Refused, match="act_before_last_act"):
        permit.replace_card(date(2025, 2, 9), lost=True)


@pytest.mark.parametrize("lost", [True, False])
def test_a_new_card_keeps_years_anniversary_and_standing(lost):
    permit = a_permit(date(2021, 1, 1))
    day = date(2021, 7, 1)

    replaced = permit.replace_card(day, lost=lost)

    assert replaced.state(day) == permit.state(day)
    assert replaced.acts[-1].kind is (ActKind.REISSUE if lost else ActKind.REPLACE)


def test_acts_the_rules_do_not_explain_are_listed_not_dropped():
    acts = (
        PermitAct(ActKind.ENDORSE, date(2020, 1, 1)),
        PermitAct(ActKind.ISSUE, date(2021, 1, 1)),
        PermitAct(ActKind.ISSUE, date(2021, 2, 1)),
        PermitAct(ActKind.CANCEL, date(2021, 3, 1)),
        PermitAct(ActKind.ENDORSE, date(2021, 12, 5)),
    )

    course = ResidencePermit("P1", "430102", acts).course()

    assert [oddity.code for oddity in course.oddities] == ["act_before_issue", "issued_twice", "act_after_end"]


@given(
    st.dates(min_value=date(2016, 1, 1), max_value=date(2020, 12, 31)),
    st.lists(st.integers(min_value=1, max_value=900), max_size=8),
)
def test_spans_of_use_are_in_order_and_agree_with_the_standing_of_each_day(issued_on, steps):
    day, acts = issued_on, []
    for step in steps:
        day += timedelta(days=step)
        acts.append(PermitAct(ActKind.ENDORSE, day))
    permit = a_permit(issued_on, *acts)

    course = permit.course()

    for earlier, later in zip(course.in_use, course.in_use[1:], strict=False):
        assert earlier.until is not None
        assert earlier.until <= later.since
    probes = {issued_on, *(act.on for act in acts), *(add_months(act.on, 12) for act in acts)}
    for probe in probes:
        in_span = any(probe in span for span in course.in_use)
        # a later endorsement can only add days of use after its own day, so the two views agree on every day
        assert (permit.state(probe).standing is Standing.IN_USE) == in_span

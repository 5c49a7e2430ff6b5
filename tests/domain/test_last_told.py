"""A record told again with another end counts as it was told last."""

from datetime import date

from builders import FURONG, a_job, a_schooling, an_insurance
from hypothesis import given
from hypothesis import strategies as st

from resipermit.domain.facts import UNKNOWN
from resipermit.domain.last_told import last_told

END, LATER = date(2026, 7, 1), date(2026, 9, 1)


def test_an_open_record_told_again_with_its_end_has_ended():
    assert last_told((a_job(), a_job(until=END))) == (a_job(until=END),)


def test_an_end_can_be_told_anew_and_an_end_not_known_gets_known():
    assert last_told((a_job(until=LATER), a_job(until=END))) == (a_job(until=END),)
    assert last_told((a_job(until=UNKNOWN), a_job(until=None))) == (a_job(),)


def test_what_differs_in_more_than_the_end_is_another_record():
    jobs = (a_job(), a_job(FURONG, until=END), a_job(since=date(2025, 1, 1)))
    insurances = (an_insurance(), an_insurance("medical", until=END))
    schools = (a_schooling(), a_schooling(grade=5, until=END))

    assert last_told(jobs) == jobs
    assert last_told(insurances) == insurances
    assert last_told(schools) == schools


def test_a_record_keeps_the_place_of_its_first_telling():
    first, second = a_job(), a_job(FURONG)

    assert last_told((first, second, a_job(until=END))) == (a_job(until=END), second)


@given(st.lists(st.sampled_from([a_job(), a_job(until=END), a_job(FURONG), a_job(FURONG, until=LATER)])).map(tuple))
def test_telling_once_more_what_was_told_last_changes_nothing(told):
    once = last_told(told)

    assert last_told(once) == once
    assert last_told(told + once) == once

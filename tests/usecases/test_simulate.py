"""Foreseeing over everybody on record: what is counted, who may ask, and what is noted."""

from datetime import date

import pytest
from builders import (
    ADMINISTRATOR,
    CLERK,
    TODAY,
    YUHUA,
    a_permit,
    a_person,
    a_tie,
)
from fakes import refused_code

from resipermit.domain.actors import Actor, Role
from resipermit.domain.errors import InvalidInput
from resipermit.usecases.simulate import Listed

BOTH = Actor("boss", "演示", frozenset({Role.ADMINISTRATOR, Role.CLERK}))


def test_counting_is_for_administrators_and_listing_for_those_who_may_look_up_too(acts):
    of_clerk, _ = refused_code(lambda: acts.simulate.suspended(CLERK, 30))
    of_administrator, _ = refused_code(lambda: acts.simulate.suspended(ADMINISTRATOR, 30, list_people=True))

    assert (of_clerk, of_administrator) == ("right_missing", "right_missing")


def test_every_question_is_noted_in_the_journal(acts, store):
    acts.simulate.suspended(ADMINISTRATOR, 30)

    with store() as unit:
        _, user, event, subject = unit.journal.newest(1)[0]
    assert (user, event, subject) == (ADMINISTRATOR.user, "simulate", "suspended 30")


def test_nobody_on_record_gives_an_empty_table(acts):
    found = acts.simulate.entitled(ADMINISTRATOR, "residence_permit", date(2026, 12, 1))

    assert (found.divisions, dict(found.total)) == ({}, {"asked": 0, "becomes": 0, "unknown": 0})


def test_a_child_of_two_parents_on_record_counts_once(acts, store, on_record):
    child = a_person("欧阳小演", born_on=date(2010, 5, 1), sequence=996)
    parents = [on_record(a_person(sequence=sequence)) for sequence in (997, 999)]
    with store() as unit:
        kept = unit.people.add(child)
        for parent in parents:
            unit.people.add_tie(parent, a_tie("child", kept))
        unit.commit()

    found = acts.simulate.with_value(ADMINISTRATOR, "vocational_exam.years", "2", "vocational_exam", TODAY)

    assert found.total["asked"] == 1


def test_those_who_would_settle_along_with_a_holder_can_be_asked_about(acts, store, on_record):
    parent = on_record(a_person(sequence=997))
    with store() as unit:
        child = unit.people.add(a_person("欧阳小演", born_on=date(2010, 5, 1), sequence=996))
        unit.people.add_tie(parent, a_tie("child", child))
        unit.commit()

    found = acts.simulate.entitled(ADMINISTRATOR, "settlement.family", date(2026, 12, 1))

    assert found.total["asked"] == 1


def test_listed_people_are_masked_and_say_nothing_in_a_repr(acts, permit_on_record):
    permit_on_record(a_permit())

    found = acts.simulate.suspended(BOTH, 3660, list_people=True)

    assert all("*" in one.number for one in found.people)
    assert repr(Listed(YUHUA, "号码", "suspended")) == "Listed(...)"


def test_a_value_above_the_ceiling_of_the_layer_above_is_refused(acts):
    with pytest.raises(InvalidInput) as refused:
        acts.simulate.with_value(ADMINISTRATOR, "settlement.years_ceiling_months", "9999", "settlement", TODAY)

    assert (refused.value.code, refused.value.facts["most"]) == ("value_above_ceiling", 60)

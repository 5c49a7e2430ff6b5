"""Registering a residence, relatives and evidence, with the live checks."""

from dataclasses import replace
from datetime import date

import pytest
from builders import (
    CLERK,
    LIUYANG,
    REVIEWER,
    WANGCHENG,
    a_citizen_number,
    a_job,
    a_person,
    a_registration,
    a_schooling,
    a_tie,
    an_exam,
    evidence,
)

from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.facts import EarlierPermit
from resipermit.domain.identity import Sex
from resipermit.usecases.gather_facts import gather_facts

SEPTEMBER = date(2026, 9, 1)


def code_of(act):
    with pytest.raises((InvalidInput, Refused)) as error:
        act()
    return error.value.code, error.value.facts.get("field")


def test_a_new_person_is_kept_with_residence_and_portrait(acts, store):
    kept = acts.register(CLERK, a_person("欧阳•演示"), a_registration(), b"portrait")

    with store() as unit:
        assert unit.people.get(kept.id).name == "欧阳·演示"
        assert [one.residence.division for one in unit.people.evidence(kept.id).registrations] == ["430111"]
        assert unit.people.photo(kept.id) == b"portrait"
        assert unit.journal.newest(1)[0][1:] == ("li", "register", str(kept.id))


def test_a_person_known_by_the_number_keeps_the_file_and_the_clock(acts, store):
    first = acts.register(CLERK, a_person(), a_registration(registered_on=date(2026, 1, 5)))

    again = acts.register(
        CLERK,
        a_person(phone=None, registered_address="贵州省贵阳市南明区演示路2号"),
        a_registration(WANGCHENG, SEPTEMBER, address="湖南省长沙市望城区演示路7号"),
    )

    with store() as unit:
        stays = [
            (one.residence.division, one.residence.since, one.residence.until)
            for one in unit.people.evidence(first.id).registrations
        ]
        kept = unit.people.get(again.id)
    assert again.id == first.id
    assert stays == [("430111", date(2026, 1, 5), SEPTEMBER), ("430112", SEPTEMBER, None)]
    assert (kept.phone, kept.registered_address) == ("14300000001", "贵州省贵阳市南明区演示路2号")


def test_the_same_address_again_changes_nothing(acts, store):
    kept = acts.register(CLERK, a_person(), a_registration())

    acts.register(CLERK, a_person(), a_registration(registered_on=SEPTEMBER))

    with store() as unit:
        (only,) = unit.people.evidence(kept.id).registrations
    assert only.residence.registered_on == date(2023, 10, 1)


def test_a_residence_of_the_past_leaves_the_open_one_open(acts, store):
    kept = acts.register(CLERK, a_person(), a_registration())

    acts.register(
        CLERK, a_person(), a_registration(LIUYANG, date(2022, 1, 1), until=date(2022, 6, 1), address="演示路1号")
    )

    with store() as unit:
        ends = [one.residence.until for one in unit.people.evidence(kept.id).registrations]
    assert ends == [None, date(2022, 6, 1)]


def test_a_residence_that_starts_before_the_open_one_is_refused_whole(acts, store):
    kept = acts.register(CLERK, a_person(), a_registration())

    earlier = a_registration(WANGCHENG, date(2023, 1, 1), address="演示路1号")
    wrong = code_of(lambda: acts.register(CLERK, a_person(phone="14300000002"), earlier))

    with store() as unit:
        assert unit.people.get(kept.id).phone == "14300000001"
    assert wrong == ("residence_before_open_one", "from")


WRONG_PEOPLE = [
    ({"citizen_number": a_citizen_number()[:17] + "0"}, "citizen_number_wrong", "citizen_number"),
    ({"citizen_number": a_citizen_number(division="999999")}, "citizen_number_wrong", "citizen_number"),
    ({"citizen_number": "520102900315997"}, "citizen_number_wrong", "citizen_number"),
    ({"born_on": date(1990, 3, 16)}, "birth_disagrees_with_number", "born_on"),
    ({"sex": Sex.FEMALE}, "sex_disagrees_with_number", "sex"),
    ({"registered_division": "520199"}, "division_unknown", "registered_division"),
    ({"registered_address": ""}, "address_missing", "registered_address"),
    ({"phone": "1430000"}, "phone_form", "phone"),
    ({"name": ""}, "name_missing", "name"),
]


@pytest.mark.parametrize(("changes", "code", "field"), WRONG_PEOPLE)
def test_a_wrong_particular_is_named_and_nothing_is_kept(acts, store, changes, code, field):
    wrong = replace(a_person(), **changes)

    assert code_of(lambda: acts.register(CLERK, wrong, a_registration())) == (code, field)
    assert store.state.people == {}


@pytest.mark.parametrize(
    ("registration", "code", "field"),
    [
        (a_registration("430199"), "division_unknown", "division"),
        (a_registration("430100"), "division_unknown", "division"),
        (a_registration(address=" "), "address_missing", "address"),
        (a_registration(dwelling="tent"), "unknown_word", "dwelling"),
        (a_registration(registered_on=date(2026, 11, 3)), "day_in_future", "registered_on"),
        (a_registration(until=date(2023, 9, 30)), "period_reversed", "until"),
    ],
)
def test_a_wrong_residence_is_named_and_nothing_is_kept(acts, store, registration, code, field):
    assert code_of(lambda: acts.register(CLERK, a_person(), registration)) == (code, field)
    assert store.state.people == {}


def test_a_reviewer_does_not_register(acts):
    assert code_of(lambda: acts.register(REVIEWER, a_person(), a_registration()))[0] == "right_missing"


def test_a_relative_is_kept_and_recognised_by_the_number(acts, on_record, store):
    mother, father = on_record(a_person("演示母", sex=Sex.FEMALE)), on_record()

    first = acts.add_relative(CLERK, mother, a_tie())
    second = acts.add_relative(CLERK, father, a_tie())

    with store() as unit:
        assert [tie.relative.id for tie in unit.people.household(father)] == [first.relative.id]
    assert first.relative.id == second.relative.id


def test_a_tie_that_cannot_be_is_refused(acts, on_record):
    holder = on_record()
    elder = a_person("演示老", born_on=date(1960, 1, 1))
    acts.add_relative(CLERK, holder, a_tie())

    assert code_of(lambda: acts.add_relative(CLERK, holder, a_tie()))[0] == "relative_known"
    assert code_of(lambda: acts.add_relative(CLERK, holder, a_tie("child", elder)))[0] == "child_not_younger"
    assert code_of(lambda: acts.add_relative(CLERK, holder, a_tie("friend", elder))) == ("unknown_word", "relation")
    assert code_of(lambda: acts.add_relative(CLERK, holder, a_tie("other", a_person())))[0] == "relative_is_holder"


def test_a_relative_taken_over_without_a_registered_address_is_recognised_too(acts, on_record):
    holder = on_record()
    child = a_person("演示小", born_on=date(2016, 3, 8), sex=Sex.FEMALE, registered_address="")
    known = on_record(child)

    tie = acts.add_relative(CLERK, holder, a_tie("child", child))

    assert tie.relative.id == known


def test_a_wrong_particular_of_a_new_relative_is_named_and_nothing_is_kept(acts, on_record, store):
    holder = on_record()
    nameless = a_person(" ", born_on=date(2016, 3, 8), sex=Sex.FEMALE)

    assert code_of(lambda: acts.add_relative(CLERK, holder, a_tie("child", nameless))) == ("name_missing", "name")
    assert list(store.state.people) == [holder]


def test_evidence_is_appended_and_a_complete_list_is_marked(acts, on_record, store):
    holder = on_record()

    acts.add_evidence(CLERK, holder, evidence(employment=(a_job(),)))
    acts.add_evidence(CLERK, holder, evidence(schooling=(a_schooling(),), complete=frozenset({"exams"})))

    with store() as unit:
        known = unit.people.evidence(holder)
    assert (known.employment, known.schooling, known.complete) == ((a_job(),), (a_schooling(),), {"exams"})


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (evidence(employment=(a_job(until=date(2023, 10, 1)),)), "period_reversed", "employment[0].until"),
        (evidence(schooling=(a_schooling(since=date(2027, 9, 1)),)), "day_in_future", "schooling[0].from"),
        (evidence(employment=(a_job(), a_job("439999"))), "division_unknown", "employment[1].division"),
        (evidence(exams=(an_exam(on=date(2026, 12, 1)),)), "day_in_future", "exams[0].on"),
        (
            evidence(earlier_permits=(EarlierPermit("暂住证", "439999", date(2014, 1, 1), None),)),
            "division_unknown",
            "earlier_permits[0].division",
        ),
        (evidence(complete=frozenset({"pensions"})), "unknown_word", "complete"),
    ],
)
def test_wrong_evidence_names_its_entry_and_keeps_nothing(acts, on_record, store, wrong, code, field):
    holder = on_record()

    assert code_of(lambda: acts.add_evidence(CLERK, holder, wrong)) == (code, field)
    assert store.state.evidence[holder].employment == ()


def test_a_job_told_again_with_its_end_has_ended_in_the_facts_and_both_stay_on_record(acts, on_record, store):
    holder = on_record()
    acts.add_evidence(CLERK, holder, evidence(employment=(a_job(),)))

    acts.add_evidence(CLERK, holder, evidence(employment=(a_job(until=SEPTEMBER),)))

    with store() as unit:
        assert gather_facts(unit, holder).holder.employment == (a_job(until=SEPTEMBER),)
        assert unit.people.evidence(holder).employment == (a_job(), a_job(until=SEPTEMBER))


def test_a_list_said_to_be_all_there_is_is_known_to_be_empty(acts, on_record, store):
    holder = on_record()

    acts.add_evidence(CLERK, holder, evidence(complete=frozenset({"insurance"})))

    with store() as unit:
        facts = gather_facts(unit, holder).holder
    assert (facts.insurance, facts.tax) == ((), None)

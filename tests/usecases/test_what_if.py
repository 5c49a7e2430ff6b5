"""The same question with facts changed: what differs, by the real rule book."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from builders import a_citizen_number, a_job, a_residence, a_schooling
from hypothesis import given
from hypothesis import strategies as st

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.domain.changes_document import read_changes
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.facts import Facts, PermitFacts, PersonFacts, Relative
from resipermit.domain.overlay import AddAct, AddRow, CloseRow, ReplaceRow, overlaid
from resipermit.domain.permit import ActKind, PermitAct, ResidencePermit
from resipermit.domain.presets import Preset
from resipermit.resources import resources
from resipermit.usecases.assess_entitlements import AssessEntitlements
from resipermit.usecases.recheck import check_still_eligible
from resipermit.usecases.what_if import what_if

GAZETTEER = load_gazetteer()
ASSESS = AssessEntitlements(load_book, GAZETTEER)
YUHUA, LIUYANG, ZHUZHOU = "430111", "430181", "430203"
LAPSED = date(2023, 6, 1)  # the permit of the family below was due on 2023-01-01


def an_act(kind, on):
    return PermitAct(ActKind(kind), on)


@pytest.fixture
def family():
    home = a_residence(YUHUA, date(2020, 3, 1))
    child = PersonFacts(
        citizen_number=a_citizen_number(born_on=date(2010, 5, 1), sequence=996),
        born_on=date(2010, 5, 1),
        registered_division="520102",
        residences=(home,),
        schooling=(a_schooling("primary", 5, date(2021, 9, 1)),),
        exams=(),
    )
    holder = PersonFacts(
        citizen_number=a_citizen_number(),
        born_on=date(1990, 3, 15),
        registered_division="520102",
        residences=(home,),
        employment=(a_job(since=date(2020, 3, 1)),),
        permit=PermitFacts(None, YUHUA, (an_act("issue", date(2021, 1, 1)), an_act("endorse", date(2021, 12, 10)))),
    )
    return Facts(holder, (Relative("child", False, True, child),))


def effects(compared):
    return {(one.identifier, one.subject): one.effect for one in compared.differences}


def difference(compared, identifier, subject="holder"):
    return next(one for one in compared.differences if (one.identifier, one.subject) == (identifier, subject))


def test_an_endorsement_today_brings_back_what_rests_on_the_permit_and_nothing_else(family):
    compared = what_if(ASSESS, family, LAPSED, Preset("endorse_today").changes(family, LAPSED))

    found = effects(compared)
    assert found["permit", "holder"] == found["vehicle_registration", "holder"] == "gained"
    assert ("compulsory_education", "household[0]") not in found
    assert "lost" not in found.values()
    assert difference(compared, "vehicle_registration").after["since"] == "2023-06-01"


def test_the_two_timelines_of_the_permit_stand_side_by_side(family):
    compared = what_if(ASSESS, family, LAPSED, Preset("endorse_today").changes(family, LAPSED))

    permit = difference(compared, "permit")
    assert permit.before["spans"] == [["2021-01-01", "2023-01-01"]]
    assert permit.after["spans"] == [["2021-01-01", "2023-01-01"], ["2023-06-01", "2024-06-01"]]
    assert (permit.before["years_of_residence"], permit.after["years_of_residence"]) == (2, 0)
    assert [one["years"] for one in compared.after["permit"]["readings"]] == [0, 2]


def test_an_endorsement_before_its_window_changes_nothing_and_says_so(family):
    day = date(2022, 3, 1)

    compared = what_if(ASSESS, family, day, Preset("endorse_today").changes(family, day))

    assert compared.differences == ()
    assert [one["code"] for one in compared.remarks] == ["endorsed_before_window"]


def test_a_transfer_in_september_goes_up_a_grade_and_from_primary_to_junior_school(family):
    (close, add) = Preset("school_transfer", LIUYANG).changes(family, LAPSED)

    assert close == CloseRow("household[0]", "schooling", 0, date(2023, 9, 1))
    assert (add.row.division, add.row.stage, add.row.grade) == (LIUYANG, "junior", 7)
    assert (add.row.since, add.row.until, add.row.record) == (date(2023, 9, 1), None, True)


def test_a_transfer_asked_about_in_september_is_the_next_one(family):
    changes = Preset("school_transfer", LIUYANG).changes(family, date(2023, 9, 1))

    assert changes[0].until == date(2024, 9, 1)


def test_a_transfer_to_another_province_takes_the_gaokao_here_away(family):
    day, child = date(2022, 10, 1), family.household[0]
    senior = replace(child.person, exams=None, schooling=(a_schooling("senior", 10, date(2022, 9, 1)),))
    facts = replace(family, household=(replace(child, person=senior),))

    compared = what_if(ASSESS, facts, day, Preset("school_transfer", "520102").changes(facts, day))

    gaokao = difference(compared, "gaokao", "household[0]")
    assert gaokao.after["forecast"][0]["answer_if_endorsed"] == "no"
    assert gaokao.before["forecast"][0]["answer_if_endorsed"] != "no"
    assert {one.subject for one in compared.differences} == {"household[0]"}


def test_a_move_takes_everybody_along_who_lives_together(family):
    changes = Preset("move", ZHUZHOU).changes(family, LAPSED)

    moved = overlaid(family, changes)
    for person in (moved.holder, moved.household[0].person):
        assert [row.until for row in person.residences] == [LAPSED, None]
        assert person.residences[-1].division == ZHUZHOU
        assert person.residences[-1].registered_on == LAPSED


def test_a_move_inside_the_city_loses_nothing(family):
    day = date(2022, 6, 1)

    compared = what_if(ASSESS, family, day, Preset("move", "430102").changes(family, day))

    assert "lost" not in effects(compared).values()


def test_a_move_out_of_the_city_is_answered_for_the_city_that_was_asked_about(family):
    compared = what_if(ASSESS, family, date(2022, 6, 1), Preset("move", ZHUZHOU).changes(family, date(2022, 6, 1)))

    assert compared.before["place"] == compared.after["place"] == "430100"
    assert effects(compared)["compulsory_education", "household[0]"] == "lost"


@pytest.mark.parametrize(
    ("preset", "change", "code"),
    [
        (Preset("endorse_today"), lambda holder: replace(holder, permit=None), "no_permit_to_act_on"),
        (Preset("move", LIUYANG), lambda holder: replace(holder, residences=()), "no_residence_to_leave"),
        (Preset("school_transfer", LIUYANG), lambda holder: holder, "no_child_at_school"),
    ],
)
def test_a_preset_that_finds_nothing_to_change_says_so(family, preset, change, code):
    facts = Facts(change(family.holder), ())

    with pytest.raises(InvalidInput) as refused:
        overlaid(facts, preset.changes(facts, LAPSED))

    assert refused.value.code == code


def test_changes_are_read_from_a_document(family):
    document = [
        {"add": "employment", "row": {"division": YUHUA, "kind": "dispatch", "from": "2023-07-01", "until": None}},
        {"close": "schooling", "of": "household[0]", "index": 0, "until": "2023-07-01"},
        {"replace": "residences", "index": 0, "row": {"division": LIUYANG, "from": "2020-01-01", "until": None}},
        {"act": {"act": "endorse", "on": "2023-06-01"}},
    ]

    changes = read_changes(document, GAZETTEER)

    assert [type(change) for change in changes] == [AddRow, CloseRow, ReplaceRow, AddAct]
    changed = overlaid(family, changes)
    assert [row.kind for row in changed.holder.employment] == ["labour_contract", "dispatch"]
    assert changed.household[0].person.schooling[0].until == date(2023, 7, 1)
    assert changed.holder.residences[0].division == LIUYANG
    assert changed.holder.permit.acts[-1].on == LAPSED


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({}, "changes"),
        ([1], "changes[0]"),
        ([{}], "changes[0].add|close|replace|act"),
        ([{"add": "employment", "close": "tax"}], "changes[0].add|close|replace|act"),
        ([{"add": "wages", "row": {}}], "changes[0].add"),
        ([{"add": "employment", "row": {"division": YUHUA, "wage": 1}}], "changes[0].row.wage"),
        ([{"close": "employment", "index": -1, "until": "2023-01-01"}], "changes[0].index"),
        ([{"close": "employment", "index": 0, "until": "2023-02-30"}], "changes[0].until"),
        ([{"close": "employment", "index": 0, "until": "2023-02-03", "row": {}}], "changes[0].row"),
        ([{"act": {"act": "endorse", "on": "soon"}}], "changes[0].act.on"),
        ([{"act": {"act": "endorse", "on": "2023-06-01"}, "of": 1}], "changes[0].of"),
    ],
)
def test_a_fault_in_the_changes_names_its_field(document, field):
    with pytest.raises(InvalidInput) as refused:
        read_changes(document, GAZETTEER)

    assert refused.value.facts["field"] == field


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (CloseRow("household[3]", "schooling", 0, LAPSED), "subject_unknown"),
        (CloseRow("holder", "employment", 1, LAPSED), "row_unknown"),
        (CloseRow("holder", "tax", 0, LAPSED), "row_unknown"),
        (CloseRow("holder", "employment", 0, date(2019, 1, 1)), "period_reversed"),
        (AddAct("household[0]", an_act("endorse", LAPSED)), "no_permit_to_act_on"),
    ],
)
def test_a_change_that_fits_no_fact_is_refused(family, change, code):
    with pytest.raises(InvalidInput) as refused:
        overlaid(family, [change])

    assert refused.value.code == code


@given(st.sampled_from(["employment", "residences"]), st.dates(date(2020, 3, 1), date(2030, 1, 1)))
def test_closing_a_row_leaves_every_other_fact_alone(name, until):
    facts = Facts(PersonFacts(employment=(a_job(), a_job()), residences=(a_residence(), a_residence())), ())

    changed = overlaid(facts, [CloseRow("holder", name, 1, max(until, date(2024, 1, 1)))])

    assert getattr(changed.holder, name)[0] == getattr(facts.holder, name)[0]
    assert replace(changed.holder, **{name: getattr(facts.holder, name)}) == facts.holder


def a_permit_under(place):
    book = load_book(place, resources() / "rules/examples")
    acts = (an_act("issue", date(2021, 1, 1)),)
    return ResidencePermit("P1", place, acts, book.endorsement)


def test_a_place_that_looks_again_refuses_whoever_no_longer_meets_the_conditions(family):
    assess = AssessEntitlements(partial(load_book, folder=resources() / "rules/examples"), GAZETTEER)
    home = a_residence("330102", date(2020, 3, 1), dwelling="none")
    still = Facts(replace(family.holder, residences=(home,), employment=(a_job("330102", date(2020, 3, 1)),)), ())
    jobless = replace(still, holder=replace(still.holder, employment=(), schooling=(), housing=()))
    unclear = replace(still, holder=replace(still.holder, employment=None))
    permit, day = a_permit_under("330100"), date(2021, 12, 5)

    for facts in (still, unclear):
        check_still_eligible(assess, facts, permit, day, "330100")

    with pytest.raises(Refused) as refused:
        check_still_eligible(assess, jobless, permit, day, "330100")

    assert refused.value.code == "no_longer_eligible"
    assert "lawful_employment" in refused.value.facts["conditions"]


def test_a_place_that_does_not_look_again_asks_nothing(family):
    def nobody(*_asked):
        raise AssertionError

    check_still_eligible(nobody, family, a_permit_under("320100"), date(2021, 12, 5), "320100")

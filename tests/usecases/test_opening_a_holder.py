"""The holder's page: what is said aloud, the one act offered first, what can be done today."""

from datetime import date, timedelta

import pytest
from builders import (
    CHANGSHA,
    CLERK,
    REVIEWER,
    YUHUA,
    ZHUZHOU_LUSONG,
    a_job,
    a_permit,
    a_registration,
    a_tie,
    an_act,
    evidence,
)
from fakes import refused_code

from resipermit.domain.application import Ground
from resipermit.domain.facts import UNKNOWN
from resipermit.domain.permit import Standing
from resipermit.domain.printing import PrintKind

NUMBER = "4301110000002025000001"
PAPERS = ({"paper": "enrolment_certificate"}, {"paper": "school_record"})


def codes(advices):
    return [advice.code for advice in advices]


def test_a_suspended_permit_is_said_with_its_days_and_today_mends_it(acts, permit_on_record):
    person_id = permit_on_record(a_permit(date(2025, 1, 1)))

    file = acts.open_holder(CLERK, person_id)

    assert (file.say_aloud.code, file.primary_act) == ("say_suspended", "endorse")
    assert file.say_aloud.facts["closes_on"] == date(2025, 12, 31)
    assert file.say_aloud.facts["suspended_since"] == date(2026, 1, 1)
    assert codes(file.today)[0] == "today_late_endorsement"


def test_with_children_the_sentence_speaks_of_them(acts, permit_on_record):
    person_id = permit_on_record(a_permit(date(2025, 1, 1)))
    acts.add_relative(CLERK, person_id, a_tie("child"))

    assert acts.open_holder(CLERK, person_id).say_aloud.code == "say_suspended_family"


@pytest.mark.parametrize(
    ("issued_on", "code", "primary"),
    [
        (date(2025, 11, 20), "say_window_open", "endorse"),
        (date(2025, 12, 3), "say_in_use", "none"),
        (date(2025, 12, 2), "say_window_open", "endorse"),
        (date(2025, 11, 3), "say_window_open", "endorse"),
        (date(2025, 11, 2), "say_suspended", "endorse"),
    ],
)
def test_the_window_decides_what_is_said_to_the_day(acts, permit_on_record, issued_on, code, primary):
    file = acts.open_holder(CLERK, permit_on_record(a_permit(issued_on)))

    assert (file.say_aloud.code, file.primary_act) == (code, primary)


def test_the_last_day_of_the_window_is_one_day_left(acts, permit_on_record):
    file = acts.open_holder(CLERK, permit_on_record(a_permit(date(2025, 11, 3))))

    assert file.say_aloud.facts["days_left"] == 1


def test_the_way_of_a_file_is_said_step_by_step(acts, on_record):
    person_id = on_record()
    said = []

    def note():
        file = acts.open_holder(CLERK, person_id)
        said.append((file.say_aloud.code, file.primary_act))

    note()
    file = acts.accept(CLERK, person_id, (Ground.DWELLING,))
    note()
    acts.review(REVIEWER, file.id, approve=True)
    note()
    held = acts.issue(CLERK, file.id)
    note()
    acts.print(CLERK, held.permit.number, PrintKind.FIRST, None, lambda pdf: None)
    note()

    assert said == [
        ("say_may_apply", "accept"),
        ("say_under_review", "review"),
        ("say_approved", "issue"),
        ("say_card_to_make", "print"),
        ("say_in_use", "none"),
    ]


def test_a_holder_who_lives_in_another_city_is_told_where_the_permit_has_to_end(acts, permit_on_record, store):
    person_id = permit_on_record()
    before = acts.open_holder(CLERK, person_id)
    acts.register(CLERK, store.state.people[person_id], a_registration(ZHUZHOU_LUSONG, date(2026, 11, 1)))

    after = acts.open_holder(CLERK, person_id)

    moved = [[advice.facts for advice in file.today if advice.code == "today_moved"] for file in (before, after)]
    assert moved == [[], [{"here": "湖南省长沙市", "there": "湖南省株洲市"}]]
    assert "today_change_address" not in [advice.code for advice in after.today]


@pytest.mark.parametrize("lost", [True, False])
def test_a_card_that_was_replaced_is_to_be_made_until_the_new_one_is(acts, permit_on_record, clock, lost):
    person_id = permit_on_record()
    acts.print(CLERK, NUMBER, PrintKind.FIRST, None, lambda pdf: None)
    clock.day += timedelta(days=3)

    acts.replace(CLERK, NUMBER, lost=lost, reason="卡面磨损")
    before = acts.open_holder(CLERK, person_id)
    acts.print(CLERK, NUMBER, PrintKind.LOST if lost else PrintKind.EXCHANGE, "卡面磨损", lambda pdf: None)
    after = acts.open_holder(CLERK, person_id)

    offered = [any(advice.code == "today_print" for advice in file.today) for file in (before, after)]
    assert offered == [True, False]


@pytest.mark.parametrize(
    ("answer", "code", "primary"),
    [
        ({"application": "no", "earliest_on": date(2027, 5, 23)}, "say_not_yet", "none"),
        ({"application": "no"}, "say_no_ground", "none"),
        ({"application": "unknown", "missing": PAPERS}, "say_not_decided", "accept"),
        (
            {"application": "unknown", "missing": PAPERS, "earliest_on": date(2027, 5, 23)},
            "say_not_decided_from",
            "accept",
        ),
        ({"application": "not_applicable"}, "say_other_document", "none"),
    ],
)
def test_not_yet_is_served_too(acts, on_record, assess, answer, code, primary):
    assess.answer = answer

    file = acts.open_holder(CLERK, on_record())

    assert (file.say_aloud.code, file.primary_act) == (code, primary)
    assert file.today != ()


def test_not_decided_counts_its_papers(acts, on_record, assess):
    assess.answer = {"application": "unknown", "missing": PAPERS}

    facts = acts.open_holder(CLERK, on_record()).say_aloud.facts

    assert (facts["count"], facts["papers"]) == (2, ("enrolment_certificate", "school_record"))


def test_somebody_not_registered_hears_from_when_if_registered_today(acts, on_record, assess):
    assess.answer = {"application": "no", "earliest_on": date(2027, 5, 2)}

    file = acts.open_holder(CLERK, on_record(registration=False))

    assert (file.say_aloud.code, file.primary_act) == ("say_register_first", "register")
    assert file.say_aloud.facts["earliest_on"] == date(2027, 5, 2)
    supposed = assess.asked[-1][0].holder.residences[-1]
    assert (supposed.division, supposed.since) == (YUHUA, date(2026, 11, 2))


def test_what_needs_no_permit_is_counted_and_the_clock_is_on_the_certificate(acts, on_record, assess):
    free = {"id": "compulsory_education", "subject": "household[0]", "answer": "yes", "rests_on": "school_record"}
    bound = {"id": "vehicle_registration", "subject": "holder", "answer": "yes", "rests_on": "permit_in_use"}
    assess.answer = {"application": "no", "earliest_on": date(2027, 5, 23), "entitlements": (free, bound)}

    today = {advice.code: advice.facts for advice in acts.open_holder(CLERK, on_record()).today}

    assert today["today_without_permit"] == {"count": 1, "entitlements": ("compulsory_education",)}
    assert today["today_certificate_with_day"] == {"earliest_on": date(2027, 5, 23)}
    assert today["today_reminder"] == {"opens_on": date(2027, 5, 23)}
    assert "today_faster_routes" in today


def test_the_file_is_a_snapshot_of_all_that_is_on_record(acts, permit_on_record, store):
    person_id = permit_on_record()
    acts.add_evidence(CLERK, person_id, evidence(employment=(a_job(),)))
    acts.add_relative(CLERK, person_id, a_tie())

    file = acts.open_holder(CLERK, person_id)

    assert (file.person.id, file.held.permit.number, file.state.standing) == (person_id, NUMBER, Standing.IN_USE)
    assert (file.present.residence.division, file.photo is not None) == (YUHUA, True)
    assert (len(file.ledger), len(file.ties), file.evidence.employment) == (1, 1, (a_job(),))
    assert store.state.journal[-1][2:] == ("open", str(person_id))


def test_what_the_office_does_not_hold_is_not_known(acts, on_record, assess):
    person_id = on_record()
    acts.add_evidence(CLERK, person_id, evidence(complete=frozenset({"insurance"})))
    acts.add_relative(CLERK, person_id, a_tie())

    acts.assess_on(CLERK, person_id, date(2025, 1, 1))

    facts, day, place = assess.asked[-1]
    (child,) = facts.household
    assert (day, place) == (date(2025, 1, 1), None)
    assert (facts.holder.employment, facts.holder.insurance, facts.holder.permit) == (None, (), None)
    assert (child.person.residences, child.person.permit) == (None, UNKNOWN)


def test_a_household_is_known_to_be_empty_only_when_marked(acts, on_record, assess):
    person_id = on_record()

    acts.assess_on(CLERK, person_id, date(2026, 1, 1))
    acts.add_evidence(CLERK, person_id, evidence(complete=frozenset({"household"})))
    acts.assess_on(CLERK, person_id, date(2026, 1, 1))

    assert [asked[0].household for asked in assess.asked] == [None, ()]


def test_somebody_of_whom_no_place_is_known_is_assessed_for_the_halls_own(acts, on_record, assess):
    acts.open_holder(CLERK, on_record(registration=False))

    assert assess.asked[0][2] == YUHUA


def test_the_permit_of_this_city_matters_before_one_of_another(acts, permit_on_record, store):
    from builders import a_line, held

    person_id = permit_on_record(a_permit(date(2026, 5, 1), "4302000000002026000001", "430203"), place="430200")
    with store() as unit:
        unit.permits.add(held(person_id, a_permit(), CHANGSHA), a_line(an_act("issue", date(2025, 11, 20))))
        unit.commit()

    assert acts.open_holder(CLERK, person_id).held.place == CHANGSHA


def test_a_residence_that_ended_is_not_the_present_one(acts, on_record):
    person_id = on_record(registration=a_registration(until=date(2026, 11, 2)))

    assert acts.open_holder(CLERK, person_id).present is None


def test_a_late_endorsement_says_beforehand_what_it_costs(acts, permit_on_record, clock, gazetteer, store):
    from dataclasses import replace

    person_id = permit_on_record(a_permit(date(2021, 1, 1), NUMBER, YUHUA, an_act("endorse", date(2021, 12, 5))))
    clock.day = date(2023, 6, 1)

    def assess(facts, as_of, place=None):
        """Two years of residence open settlement; a permit in use opens vehicles; the school record is its own."""
        from fakes import answer_document

        permit = a_permit(facts.holder.permit.acts[0].on, NUMBER, YUHUA, *facts.holder.permit.acts[1:])
        state = permit.state(as_of)
        in_use = state.standing is Standing.IN_USE
        two_years = max(as_of, state.counts_from.replace(year=state.counts_from.year + 2)) if in_use else None
        items = (
            {"id": "vehicle_registration", "subject": "holder", "answer": "yes" if in_use else "no"},
            {"id": "compulsory_education", "subject": "household[0]", "answer": "yes"},
        )
        settlement = {
            "id": "settlement",
            "answer": "yes" if two_years == as_of else "no",
            "earliest_on": two_years and two_years.isoformat(),
        }
        return answer_document(as_of, entitlements=items) | {"settlement": settlement}

    foreseen = replace(acts.foresee, assess=assess)(CLERK, NUMBER)

    assert (foreseen.late, foreseen.years_lost) == (True, 2)
    assert foreseen.counts_from == (date(2021, 1, 1), date(2023, 6, 1))
    assert [(moved.identifier, moved.before, moved.after) for moved in foreseen.postponed] == [
        ("settlement", date(2023, 6, 1), date(2025, 6, 1))
    ]
    assert foreseen.restored == (("vehicle_registration", "holder"),)
    assert foreseen.untouched == (("compulsory_education", "household[0]"),)
    assert len(store.state.permits[NUMBER].permit.acts) == 2
    assert person_id == 1


def test_an_endorsement_in_time_costs_nothing(acts, permit_on_record):
    permit_on_record()

    foreseen = acts.foresee(CLERK, NUMBER)

    assert (foreseen.late, foreseen.years_lost, foreseen.postponed) == (False, 0, ())


def test_a_foresight_before_the_window_is_refused_like_the_act(acts, permit_on_record):
    permit_on_record(a_permit(date(2026, 5, 1)))

    assert refused_code(lambda: acts.foresee(CLERK, NUMBER))[0] == "before_window"


def test_a_late_endorsement_shows_the_years_by_both_readings(acts, permit_on_record, clock):
    permit_on_record(a_permit(date(2021, 1, 1), NUMBER, YUHUA, an_act("endorse", date(2021, 12, 5))))
    clock.day = date(2023, 6, 1)

    readings = acts.foresee(CLERK, NUMBER).readings

    assert [(one.effect.value, one.years, one.applied) for one in readings] == [
        ("restart", 0, True),
        ("exclude_gap", 2, False),
    ]

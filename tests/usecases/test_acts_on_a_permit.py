"""Endorse, replace, move, end: the acts on a permit, as tables that an official can read."""

from datetime import date

import pytest
from builders import CLERK, LIUYANG, REVIEWER, WANGCHENG, a_permit, a_registration, an_act
from fakes import refused_code

from resipermit.domain.errors import InvalidInput
from resipermit.domain.permit import ActKind, Standing

NUMBER = "4301110000002025000001"
STORY = [  # day, what is done, standing after it, next anniversary
    (date(2021, 12, 1), "endorse", "in_use", date(2023, 1, 1)),
    (date(2022, 12, 31), "endorse", "in_use", date(2024, 1, 1)),
    (date(2024, 6, 1), "late endorse", "in_use", date(2025, 6, 1)),
    (date(2025, 5, 31), "endorse", "in_use", date(2026, 6, 1)),
]


def test_a_permit_through_the_years(acts, permit_on_record, clock, store):
    permit_on_record(a_permit(date(2021, 1, 1)))

    seen = []
    for day, word, *_ in STORY:
        clock.day = day
        state = acts.endorse(CLERK, NUMBER).permit.state(day)
        seen.append((day, word, str(state.standing), state.due_on))

    assert seen == STORY
    with store() as unit:
        assert [line.by for line in unit.permits.ledger(NUMBER)] == ["li"] * 5
        assert unit.permits.get(NUMBER).permit.state(date(2025, 6, 1)).counts_from == date(2024, 6, 1)


def test_the_worked_example_holds_to_the_day(acts, permit_on_record, clock):
    permit_on_record(a_permit(date(2021, 1, 1)))
    clock.day = date(2022, 6, 1)

    before = a_permit(date(2021, 1, 1)).state(clock.day)
    after = acts.endorse(CLERK, NUMBER).permit.state(clock.day)

    assert (before.standing, before.suspended_since) == (Standing.SUSPENDED, date(2022, 1, 1))
    assert (before.window.opens_on, before.window.closes_on) == (date(2021, 12, 1), date(2021, 12, 31))
    assert (after.standing, after.counts_from) == (Standing.IN_USE, date(2022, 6, 1))
    assert (after.window.opens_on, after.window.closes_on) == (date(2023, 5, 1), date(2023, 5, 31))


def test_before_the_window_the_refusal_names_the_day_it_opens(acts, permit_on_record, clock, store):
    permit_on_record(a_permit(date(2025, 11, 20)))
    clock.day = date(2026, 10, 19)

    code, facts = refused_code(lambda: acts.endorse(CLERK, NUMBER))

    assert (code, facts["opens_on"], facts["closes_on"]) == ("before_window", date(2026, 10, 20), date(2026, 11, 19))
    assert len(store.state.ledgers[NUMBER]) == 1


def test_accepted_in_the_window_and_done_later_is_in_time(acts, permit_on_record, clock):
    permit_on_record(a_permit(date(2025, 11, 20)))
    clock.day = date(2026, 11, 25)

    permit = acts.endorse(CLERK, NUMBER, applied_on=date(2026, 11, 18)).permit

    assert permit.course().due_on == date(2027, 11, 20)
    assert permit.state(clock.day).counts_from == date(2025, 11, 20)


def test_an_application_from_the_future_is_bad_input(acts, permit_on_record):
    permit_on_record()

    with pytest.raises(InvalidInput) as error:
        acts.endorse(CLERK, NUMBER, applied_on=date(2026, 11, 3))

    assert (error.value.code, error.value.field) == ("day_in_future", "applied_on")


@pytest.mark.parametrize(("lost", "kind"), [(True, ActKind.REISSUE), (False, ActKind.REPLACE)])
def test_a_new_card_keeps_number_anniversary_and_standing_and_says_why(acts, permit_on_record, store, lost, kind):
    permit_on_record()

    held = acts.replace(CLERK, NUMBER, lost=lost, reason="  卡面磨损 ")

    assert (held.permit.number, held.permit.course().due_on) == (NUMBER, date(2026, 11, 20))
    assert (store.state.ledgers[NUMBER][-1].act.kind, store.state.ledgers[NUMBER][-1].reason) == (kind, "卡面磨损")


def test_a_new_card_without_a_reason_is_refused(acts, permit_on_record):
    permit_on_record()

    assert refused_code(lambda: acts.replace(CLERK, NUMBER, lost=True, reason=" "))[0] == "reason_needed"


def test_a_move_inside_the_city_closes_the_old_residence_and_keeps_the_clock(acts, permit_on_record, store):
    person_id = permit_on_record()
    new = a_registration(WANGCHENG, date(2026, 11, 1), address="湖南省长沙市望城区演示路8号")

    held = acts.change_address(CLERK, NUMBER, new)

    stays = [(one.residence.division, one.residence.until) for one in store.state.evidence[person_id].registrations]
    assert stays == [("430111", date(2026, 11, 1)), ("430112", None)]
    assert held.permit.acts[-1] == an_act("change_address", date(2026, 11, 2))
    assert held.permit.course().due_on == date(2026, 11, 20)


def test_registering_a_new_address_in_the_city_is_the_change_of_address_on_the_permit(acts, permit_on_record, store):
    person_id = permit_on_record()
    new = a_registration(WANGCHENG, date(2026, 11, 1), address="湖南省长沙市望城区演示路8号")

    acts.register(CLERK, store.state.people[person_id], new)
    acts.register(CLERK, store.state.people[person_id], new)

    ledger = [line.act.kind for line in store.state.ledgers[NUMBER]]
    assert ledger.count(ActKind.CHANGE_ADDRESS) == 1
    assert store.state.permits[NUMBER].permit.course().due_on == date(2026, 11, 20)


def test_registering_in_another_place_leaves_the_permit_as_it_is(acts, permit_on_record, store):
    person_id = permit_on_record()

    acts.register(CLERK, store.state.people[person_id], a_registration(LIUYANG, date(2026, 11, 1)))

    assert ActKind.CHANGE_ADDRESS not in [line.act.kind for line in store.state.ledgers[NUMBER]]
    assert len(store.state.evidence[person_id].registrations) == 2


def test_a_move_to_another_place_is_refused_and_nothing_is_written(acts, permit_on_record, store):
    person_id = permit_on_record()

    code, facts = refused_code(lambda: acts.change_address(CLERK, NUMBER, a_registration(LIUYANG)))

    assert (code, facts["there"]) == ("moved_to_another_city", "湖南省长沙市浏阳市")
    assert len(store.state.evidence[person_id].registrations) == 1


@pytest.mark.parametrize(("kind", "standing"), [("cancel", "cancelled"), ("revoke", "revoked")])
def test_a_reviewer_ends_a_permit_with_a_reason(acts, permit_on_record, clock, store, kind, standing):
    permit_on_record()

    held = acts.end(REVIEWER, NUMBER, ActKind(kind), "持证人已落户")

    assert str(held.permit.state(clock.day).standing) == standing
    assert store.state.ledgers[NUMBER][-1].reason == "持证人已落户"
    assert refused_code(lambda: acts.endorse(CLERK, NUMBER))[0] == "permit_not_live"


def test_ending_needs_the_reviewers_role_a_reason_and_an_ending(acts, permit_on_record):
    permit_on_record()

    assert refused_code(lambda: acts.end(CLERK, NUMBER, ActKind.CANCEL, "x"))[0] == "right_missing"
    assert refused_code(lambda: acts.end(REVIEWER, NUMBER, ActKind.CANCEL, ""))[0] == "reason_needed"
    with pytest.raises(InvalidInput):
        acts.end(REVIEWER, NUMBER, ActKind.ENDORSE, "x")


def test_an_unknown_number_is_refused(acts):
    code, facts = refused_code(lambda: acts.endorse(CLERK, "4301110000002025999999"))

    assert (code, facts["number"]) == ("permit_unknown", "4301110000002025999999")


def test_what_is_due_soon_comes_soonest_first(acts, permit_on_record):
    from builders import a_person

    permit_on_record(a_permit(date(2025, 12, 1)))
    permit_on_record(a_permit(date(2025, 11, 20), "4301110000002025000002"), a_person(sequence=999))
    permit_on_record(
        a_permit(date(2025, 12, 20), "4301110000002025000003"), a_person(sequence=997, born_on=date(1991, 1, 1))
    )

    due = acts.due_soon(CLERK, 30)

    assert [hit.held.permit.number[-1] for hit in due] == ["2", "1"]

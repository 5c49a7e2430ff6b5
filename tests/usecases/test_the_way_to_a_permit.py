"""Accept, review, issue: from the application to the permit."""

from datetime import date

import pytest
from builders import CLERK, REVIEWER, a_permit, a_person, an_act, an_actor
from fakes import refused_code

from resipermit.domain.application import Ground, Stage
from resipermit.domain.errors import InvalidInput
from resipermit.domain.permit import ActKind, Standing

DWELLING = (Ground.DWELLING,)


def test_an_application_is_accepted_reviewed_and_issued(acts, on_record, store, clock):
    person_id = on_record()

    accepted = acts.accept(CLERK, person_id, DWELLING)
    clock.day = date(2026, 11, 5)
    acts.review(REVIEWER, accepted.id, approve=True)
    held = acts.issue(CLERK, accepted.id)

    with store() as unit:
        file = unit.applications.get(accepted.id)
        (line,) = unit.permits.ledger(held.permit.number)
    assert held.permit.number == "4301110000002026000001"
    assert (held.place, held.permit.division) == ("430100", "430111")
    assert (line.act.kind, line.act.on, line.act.applied_on) == (ActKind.ISSUE, date(2026, 11, 5), date(2026, 11, 2))
    assert (file.stage, file.permit_number, file.due_on) == (Stage.ISSUED, held.permit.number, date(2026, 11, 17))
    assert held.permit.state(clock.day).standing is Standing.IN_USE


def test_numbers_of_a_year_follow_each_other(acts, on_record):
    numbers = []
    for sequence in (997, 999):
        file = acts.accept(CLERK, on_record(a_person(sequence=sequence)), DWELLING)
        acts.review(REVIEWER, file.id, approve=True)
        numbers.append(acts.issue(CLERK, file.id).permit.number[-6:])

    assert numbers == ["000001", "000002"]


def test_a_no_of_the_rule_book_is_refused_with_the_first_day(acts, on_record, assess, store):
    person_id = on_record()
    assess.answer = {"application": "no", "earliest_on": date(2027, 5, 23)}

    code, facts = refused_code(lambda: acts.accept(CLERK, person_id, DWELLING))

    assert (code, facts["earliest_on"]) == ("application_too_early", date(2027, 5, 23))
    assert store.state.applications == {}


@pytest.mark.parametrize(
    ("answer", "code"), [("no", "application_without_ground"), ("not_applicable", "permit_not_for_this_person")]
)
def test_other_refusals_of_the_rule_book_say_why(acts, on_record, assess, answer, code):
    person_id = on_record()
    assess.answer = {"application": answer}

    assert refused_code(lambda: acts.accept(CLERK, person_id, DWELLING))[0] == code


def test_what_is_not_known_is_never_a_refusal(acts, on_record, assess):
    person_id = on_record()
    assess.answer = {"application": "unknown"}

    assert acts.accept(CLERK, person_id, DWELLING).stage is Stage.ACCEPTED


def test_the_portrait_may_come_with_the_application_but_must_come(acts, on_record, store):
    person_id = on_record(photo=None)

    with pytest.raises(InvalidInput) as error:
        acts.accept(CLERK, person_id, DWELLING)
    acts.accept(CLERK, person_id, DWELLING, b"portrait")

    assert (error.value.code, error.value.field) == ("photo_missing", "photo")
    assert store.state.photos == {person_id: b"portrait"}


def test_nobody_applies_without_a_registered_residence(acts, on_record):
    person_id = on_record(registration=False)

    assert refused_code(lambda: acts.accept(CLERK, person_id, DWELLING))[0] == "register_first"


def test_one_live_permit_for_one_person_in_one_city(acts, permit_on_record):
    person_id = permit_on_record()

    code, facts = refused_code(lambda: acts.accept(CLERK, person_id, DWELLING))

    assert (code, facts["number"]) == ("second_live_permit", "4301110000002025000001")


def test_a_permit_of_another_city_or_one_that_ended_is_no_obstacle(acts, permit_on_record):
    elsewhere = permit_on_record(place="430200")
    ended = permit_on_record(
        a_permit(date(2025, 1, 1), "4301110000002025000002", "430111", an_act("cancel", date(2025, 6, 1))),
        a_person(sequence=999),
    )

    assert acts.accept(CLERK, elsewhere, DWELLING).stage is Stage.ACCEPTED
    assert acts.accept(CLERK, ended, DWELLING).stage is Stage.ACCEPTED


def test_a_permit_made_meanwhile_stops_the_issue_and_counts_no_number(acts, on_record, store):
    from builders import a_line, held

    person_id = on_record()
    file = acts.accept(CLERK, person_id, DWELLING)
    acts.review(REVIEWER, file.id, approve=True)
    with store() as unit:
        unit.permits.add(held(person_id), a_line(a_permit().acts[0]))
        unit.commit()

    assert refused_code(lambda: acts.issue(CLERK, file.id))[0] == "second_live_permit"
    assert store.state.serials == {}


def test_who_accepted_does_not_review_and_nothing_is_issued_unreviewed(acts, on_record):
    both = an_actor("clerk", "reviewer", user="both")
    file = acts.accept(both, on_record(), DWELLING)

    assert refused_code(lambda: acts.review(both, file.id, approve=True))[0] == "second_person_needed"
    assert refused_code(lambda: acts.issue(CLERK, file.id))[0] == "not_approved"


def test_a_refusal_needs_its_reason_and_keeps_it(acts, on_record):
    file = acts.accept(CLERK, on_record(), DWELLING)

    assert refused_code(lambda: acts.review(REVIEWER, file.id, approve=False))[0] == "reason_needed"
    refused = acts.review(REVIEWER, file.id, approve=False, reason="租赁合同不是本人的")
    assert (refused.stage, refused.reason) == (Stage.REFUSED, "租赁合同不是本人的")


def test_each_step_has_its_own_role(acts, on_record):
    person_id = on_record()
    file = acts.accept(CLERK, person_id, DWELLING)

    for act in (
        lambda: acts.accept(REVIEWER, person_id, DWELLING),
        lambda: acts.review(CLERK, file.id, approve=True),
        lambda: acts.issue(REVIEWER, file.id),
    ):
        assert refused_code(act)[0] == "right_missing"


def test_waiting_files_come_soonest_due_first_with_whose_they_are(acts, on_record, clock):
    later = acts.accept(CLERK, on_record(), DWELLING)
    clock.day = date(2026, 11, 1)
    sooner = acts.accept(CLERK, on_record(a_person(sequence=999)), DWELLING)

    waiting = acts.waiting(REVIEWER, Stage.ACCEPTED)

    assert [(file.id, person.id) for file, person in waiting] == [(sooner.id, 2), (later.id, 1)]

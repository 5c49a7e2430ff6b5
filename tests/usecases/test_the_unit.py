"""What every store has to do: the same cases over the fake in memory and over the real, encrypted one."""

from dataclasses import replace
from datetime import date

import pytest
from builders import (
    CLERK,
    NOW,
    a_citizen_number,
    a_job,
    a_line,
    a_permit,
    a_person,
    a_print,
    a_registration,
    a_schooling,
    a_tie,
    a_user,
    an_act,
    an_application,
    evidence,
    held,
)
from fakes import FakeStore, refused_code

from resipermit.domain.actors import Role
from resipermit.domain.application import Ground, Stage
from resipermit.domain.facts import UNKNOWN
from resipermit.domain.printing import PrintState
from resipermit.domain.search_terms import tell_apart

ANOTHER = a_person("田娜娜·演示", sequence=999, phone="14300000002")


@pytest.fixture(params=["fake"])
def open_unit(request):
    return FakeStore()


def kept(open_unit, person=None):
    with open_unit() as unit:
        person = unit.people.add(person or a_person())
        unit.commit()
    return person


def issued(open_unit, person_id, permit=None, place="430100"):
    permit = permit or a_permit()
    with open_unit() as unit:
        unit.permits.add(held(person_id, permit, place), a_line(permit.acts[0]))
        unit.commit()
    return permit


def test_what_was_not_committed_never_was(open_unit):
    with open_unit() as unit:
        unit.people.add(a_person())
    with open_unit() as unit:
        unit.settings.set("division", "430111")

    with open_unit() as unit:
        assert unit.people.by_number(a_citizen_number()) is None
        assert unit.settings.get("division") is None


def test_a_person_comes_back_as_kept_with_an_id(open_unit):
    person = kept(open_unit)

    with open_unit() as unit:
        assert unit.people.get(person.id) == person == replace(a_person(), id=person.id)
        assert unit.people.by_number(person.citizen_number) == person


def test_a_number_belongs_to_one_person(open_unit):
    first = kept(open_unit)

    with open_unit() as unit:
        code, facts = refused_code(lambda: unit.people.add(a_person("同号者")))

    assert (code, facts["person_id"]) == ("number_taken", first.id)


def test_a_changed_number_leaves_the_old_one_in_the_history_and_both_find_the_person(open_unit):
    person = kept(open_unit)
    new = a_citizen_number(sequence=999)
    with open_unit() as unit:
        unit.people.save(replace(person, citizen_number=new, name="欧阳改"))
        unit.commit()

    with open_unit() as unit:
        assert unit.people.numbers(person.id) == (new, a_citizen_number())
        assert unit.people.by_number(a_citizen_number()).name == "欧阳改"
        assert unit.people.by_number(new).id == person.id
        assert refused_code(lambda: unit.people.add(a_person()))[0] == "number_taken"


def test_unknown_ids_are_refused(open_unit):
    with open_unit() as unit:
        for act in (
            lambda: unit.people.get(99),
            lambda: unit.people.evidence(99),
            lambda: unit.people.household(99),
            lambda: unit.people.photo(99),
            lambda: unit.people.add_registration(99, a_registration()),
        ):
            assert refused_code(act)[0] == "person_unknown"
        assert refused_code(lambda: unit.permits.get("none"))[0] == "permit_unknown"
        assert refused_code(lambda: unit.applications.get(99))[0] == "application_unknown"


def test_evidence_is_appended_in_order_and_comes_back_whole(open_unit):
    person = kept(open_unit)
    entries = evidence(
        employment=(a_job(), a_job(until=date(2024, 1, 1))),
        schooling=(replace(a_schooling(), until=UNKNOWN, grade=None, record=None),),
        complete=frozenset({"tax"}),
    )
    with open_unit() as unit:
        one = unit.people.add_registration(person.id, a_registration())
        unit.people.add_evidence(person.id, entries)
        unit.people.add_evidence(person.id, evidence(employment=(a_job("430102"),), complete=frozenset({"exams"})))
        unit.people.close_registration(one.id, date(2026, 1, 1))
        unit.commit()

    with open_unit() as unit:
        known = unit.people.evidence(person.id)
    assert known.employment == (*entries.employment, a_job("430102"))
    assert (known.schooling, known.complete) == (entries.schooling, {"tax", "exams"})
    (closed,) = known.registrations
    assert (closed.id, closed.residence.until, closed.address) == (one.id, date(2026, 1, 1), a_registration().address)


def test_an_end_that_nobody_stated_is_not_an_end_that_has_not_come(open_unit):
    person = kept(open_unit)
    with open_unit() as unit:
        unit.people.add_evidence(person.id, evidence(employment=(a_job(until=UNKNOWN), a_job(until=None))))
        unit.commit()

    with open_unit() as unit:
        assert [job.until for job in unit.people.evidence(person.id).employment] == [UNKNOWN, None]


def test_the_household_shows_the_relatives_as_they_are_now(open_unit):
    person, child = kept(open_unit), kept(open_unit, a_tie().relative)
    with open_unit() as unit:
        unit.people.add_tie(person.id, a_tie("child", child, living_together=None))
        unit.people.save(replace(child, name="欧阳新名"))
        unit.commit()

    with open_unit() as unit:
        (tie,) = unit.people.household(person.id)
    assert (tie.relation, tie.relative.name, tie.living_together, tie.married) == ("child", "欧阳新名", None, False)


def test_the_newest_portrait_counts(open_unit):
    person = kept(open_unit)
    with open_unit() as unit:
        assert unit.people.photo(person.id) is None
        unit.people.keep_photo(person.id, b"first")
        unit.people.keep_photo(person.id, b"second")
        unit.commit()

    with open_unit() as unit:
        assert unit.people.photo(person.id) == b"second"


@pytest.mark.parametrize(
    "typed",
    [
        "520102199003159990",
        "5201021990",
        "田娜娜演示",
        "田娜",
        "演示",
        "娜演",
        "田娜娜•演示",
        "tiannana",
        "tnnys",
        "14300000002",
        "9901110000002025000009",
    ],
)
def test_a_person_is_found_by_everything_that_can_be_typed(open_unit, typed):
    other = kept(open_unit, a_person("马演", born_on=date(1980, 1, 1), division="430281", phone=None))
    person = kept(open_unit, ANOTHER)
    with open_unit() as unit:
        unit.people.add_registration(person.id, a_registration())
        unit.permits.add(held(person.id, a_permit(number="9901110000002025000009")), a_line(a_permit().acts[0]))
        unit.commit()

    with open_unit() as unit:
        found = unit.people.find(tell_apart(a_citizen_number(sequence=999) if typed[-4:] == "9990" else typed), 10)
    (hit,) = found
    assert (hit.person, hit.present_address) == (person, a_registration().address)
    assert hit.held.permit.number == "9901110000002025000009"
    assert other.id != person.id


def test_the_exact_name_comes_before_the_longer_and_the_limit_holds(open_unit):
    for number, name in enumerate(["演示欧阳", "欧阳演", "欧阳"]):
        kept(open_unit, a_person(name, born_on=date(1990, 1, 1 + number)))

    with open_unit() as unit:
        names = [hit.person.name for hit in unit.people.find(tell_apart("欧阳"), 10)]
        assert len(unit.people.find(tell_apart("欧阳"), 2)) == 2
    assert names == ["欧阳", "欧阳演", "演示欧阳"]


def test_known_numbers_are_those_on_record(open_unit):
    kept(open_unit)

    with open_unit() as unit:
        assert unit.people.known_numbers(["520102199003159999", a_citizen_number()]) == (a_citizen_number(),)


def test_a_permit_comes_back_with_its_acts_and_ledger(open_unit):
    person = kept(open_unit)
    permit = issued(open_unit, person.id)
    endorsed = replace(permit, acts=(*permit.acts, an_act("endorse", date(2026, 11, 2), date(2026, 11, 1))))
    with open_unit() as unit:
        unit.permits.append(held(person.id, endorsed), a_line(endorsed.acts[-1], "wang", "代办"))
        unit.commit()

    with open_unit() as unit:
        back = unit.permits.get(permit.number)
        ledger = unit.permits.ledger(permit.number)
    assert (back.permit, back.place, back.person_id) == (endorsed, "430100", person.id)
    assert [(line.act, line.by, line.recorded_at, line.reason) for line in ledger] == [
        (permit.acts[0], "li", NOW, None),
        (endorsed.acts[1], "wang", NOW, "代办"),
    ]


def test_one_live_permit_for_one_person_in_one_place(open_unit):
    person = kept(open_unit)
    first = issued(open_unit, person.id)
    second = a_permit(number="2")
    with open_unit() as unit:
        code, facts = refused_code(lambda: unit.permits.add(held(person.id, second), a_line(second.acts[0])))
    issued(open_unit, person.id, second, place="430200")
    ended = replace(first, acts=(*first.acts, an_act("cancel", date(2026, 1, 1))))
    with open_unit() as unit:
        unit.permits.append(held(person.id, ended), a_line(ended.acts[-1]))
        unit.commit()
    issued(open_unit, person.id, a_permit(date(2026, 2, 1), "3"))

    with open_unit() as unit:
        assert unit.permits.of_person(person.id)[0].permit.number == "3"
    assert (code, facts["number"]) == ("second_live_permit", first.number)


def test_serials_count_by_unit_and_year_and_only_when_committed(open_unit):
    with open_unit() as unit:
        unit.permits.next_serial("430111000000", 2026)
    with open_unit() as unit:
        first = [unit.permits.next_serial("430111000000", 2026) for _ in range(2)]
        unit.commit()
    with open_unit() as unit:
        others = (unit.permits.next_serial("430111000000", 2027), unit.permits.next_serial("430102000000", 2026))
        third = unit.permits.next_serial("430111000000", 2026)

    assert (first, third, others) == ([1, 2], 3, (1, 1))


def test_due_permits_come_soonest_first_and_the_end_is_exclusive(open_unit):
    for number, issued_on in enumerate([date(2025, 12, 1), date(2025, 11, 5), date(2025, 12, 2), date(2025, 11, 1)]):
        person = kept(open_unit, a_person("欧阳演示", born_on=date(1990, 1, 1 + number)))
        issued(open_unit, person.id, a_permit(issued_on, str(number)))

    with open_unit() as unit:
        due = unit.permits.due_between(date(2026, 11, 2), date(2026, 12, 2), 10)
        assert len(unit.permits.due_between(date(2026, 11, 2), date(2026, 12, 2), 1)) == 1
    assert [hit.held.permit.number for hit in due] == ["1", "0"]


def test_an_ended_permit_is_never_due(open_unit):
    person = kept(open_unit)
    permit = issued(open_unit, person.id)
    ended = replace(permit, acts=(*permit.acts, an_act("revoke", date(2026, 1, 1))))
    with open_unit() as unit:
        unit.permits.append(held(person.id, ended), a_line(ended.acts[-1]))
        unit.commit()

    with open_unit() as unit:
        assert unit.permits.due_between(date(2026, 1, 1), date(2028, 1, 1), 10) == ()


def test_one_application_under_way_for_one_person(open_unit):
    person = kept(open_unit)
    with open_unit() as unit:
        first = unit.applications.add(an_application(person.id))
        unit.commit()
    with open_unit() as unit:
        assert refused_code(lambda: unit.applications.add(an_application(person.id)))[0] == "application_open"
    with open_unit() as unit:
        refused = first.refuse("wang", date(2026, 11, 2), "材料不全")
        unit.applications.save(refused)
        second = unit.applications.add(an_application(person.id))
        unit.commit()

    with open_unit() as unit:
        assert unit.applications.of_person(person.id) == (second, refused)
        assert unit.applications.get(first.id).reason == "材料不全"
        assert unit.applications.waiting(Stage.ACCEPTED) == (second,)
        assert second.grounds == (Ground.DWELLING,)


def test_a_print_line_keeps_its_page_and_closes(open_unit):
    permit = issued(open_unit, kept(open_unit).id)
    with open_unit() as unit:
        line = unit.prints.add(a_print(permit.number), b"%PDF-1")
        second = unit.prints.add(a_print(permit.number, qr_text="QR2"), b"%PDF-2")
        unit.prints.close(line.failed("no paper"))
        unit.commit()

    with open_unit() as unit:
        newest, oldest = unit.prints.of_permit(permit.number)
        assert (newest, oldest.state, oldest.reason) == (second, PrintState.FAILED, "no paper")
        assert (unit.prints.pdf(line.id), unit.prints.pdf(second.id)) == (b"%PDF-1", b"%PDF-2")


def test_users_come_back_in_order_of_name_and_names_are_taken_once(open_unit):
    with open_unit() as unit:
        unit.users.add(a_user("wang", Role.REVIEWER, Role.CLERK))
        unit.users.add(a_user("li"))
        unit.users.save(a_user("li", failures=3, locked_until=NOW))
        unit.commit()

    with open_unit() as unit:
        assert [user.name for user in unit.users.all()] == ["li", "wang"]
        assert (unit.users.get("li").failures, unit.users.get("li").locked_until) == (3, NOW)
        assert unit.users.get("wang").roles == {Role.REVIEWER, Role.CLERK}
        assert unit.users.get("nobody") is None
        assert refused_code(lambda: unit.users.add(a_user("li")))[0] == "user_exists"


def test_the_journal_reads_newest_first(open_unit):
    with open_unit() as unit:
        unit.journal.note(CLERK, "search", NOW, "0123456789abcdef")
        unit.journal.note(CLERK, "open", NOW)
        unit.commit()

    with open_unit() as unit:
        assert unit.journal.newest(5) == ((NOW, "li", "open", None), (NOW, "li", "search", "0123456789abcdef"))
        assert len(unit.journal.newest(1)) == 1


def test_a_setting_is_kept_and_overwritten(open_unit):
    with open_unit() as unit:
        unit.settings.set("division", "430111")
        unit.settings.set("division", "430102")
        unit.commit()

    with open_unit() as unit:
        assert (unit.settings.get("division"), unit.settings.get("nothing")) == ("430102", None)

"""From a value to its record and back again nothing is lost."""

from dataclasses import fields, replace
from datetime import date

import pytest
from builders import a_person
from hypothesis import given
from hypothesis import strategies as st

from db import mapping
from db.tables import ApplicationRecord, PermitRecord, PersonRecord
from resipermit.domain.application import Application, Ground, Stage
from resipermit.domain.endorsement import EndorsementRule, EndorsementRules
from resipermit.domain.facts import UNKNOWN, Residence
from resipermit.domain.holder import Evidence, HeldPermit, Person, Registration
from resipermit.domain.identity import Sex
from resipermit.domain.names import normalised
from resipermit.domain.permit import ActKind, PermitAct, ResidencePermit
from resipermit.usecases.ports import User

text = st.text(st.characters(codec="utf-8"), max_size=12)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
untils = st.none() | st.just(UNKNOWN) | days
words = st.none() | text
persons = st.builds(
    Person,
    id=st.integers(1),
    citizen_number=text,
    name=text,
    sex=st.sampled_from(Sex),
    born_on=days,
    ethnic_code=text,
    registered_division=text,
    registered_address=text,
    phone=words,
)
# beyond the 28th and past the last century a sum of years may not exist
acts = st.builds(
    PermitAct,
    st.sampled_from([kind for kind in ActKind if kind is not ActKind.ISSUE]),
    st.dates(date(2016, 1, 1), date(2099, 12, 31)),
    st.none() | st.dates(date(2016, 1, 1), date(2099, 12, 31)),
)


@given(persons)
def test_a_person_comes_back_as_it_was(person):
    record = PersonRecord(id=person.id)
    mapping.write_person(person, record)

    assert mapping.to_person(record) == person
    assert record.name_normalised == normalised(person.name)


@given(st.integers(1), words, st.none() | days, st.none() | days, untils)
def test_a_registration_comes_back_as_it_was(person_id, dwelling, registered_on, since, until):
    registration = Registration(None, Residence("430111", registered_on, since, until, dwelling), "演示路1号")

    record = mapping.from_registration(person_id, registration)

    assert mapping.to_registration(record) == registration
    assert record.person_id == person_id


@pytest.mark.parametrize("name", mapping.EVIDENCE_LISTS)
@given(data=st.data())
def test_an_entry_of_each_list_of_evidence_comes_back_as_it_was(name, data):
    each = mapping.EVIDENCE_LISTS[name]
    values = {
        "since": st.none() | days,
        "on": st.none() | days,
        "until": untils,
        "grade": st.none() | st.integers(1, 12),
    }
    flags = {"registered", "record"}
    entry = each.value(
        **{
            field.name: data.draw(values.get(field.name, st.none() | st.booleans() if field.name in flags else words))
            for field in fields(each.value)
        }
    )

    assert each.read(each.write(7, entry)) == entry


def test_every_list_of_evidence_has_its_table():
    lists = {field.name for field in fields(Evidence)} - {"registrations", "complete"}

    assert set(mapping.EVIDENCE_LISTS) == lists


@given(st.lists(acts, max_size=5), st.integers(1, 3))
def test_a_permit_comes_back_as_it_was_under_the_rules_of_its_place(later, window):
    rules = EndorsementRules((date(2016, 1, 1),), (EndorsementRule(window=window),))
    permit = ResidencePermit.issue("N", "430111", date(2016, 2, 29))
    held = HeldPermit(7, "430100", replace(permit, acts=(*permit.acts, *later), rules=rules))
    record = PermitRecord()
    mapping.write_permit(held, record)

    lines = [
        mapping.from_ledger_line(1, n, mapping.LedgerLine(act, "li", None)) for n, act in enumerate(held.permit.acts)
    ]

    assert mapping.to_held_permit(record, lines, rules) == held
    assert record.due_on == held.permit.course().due_on
    assert record.live == (not any(act.kind in (ActKind.CANCEL, ActKind.REVOKE) for act in later))


@given(
    st.builds(
        Application,
        id=st.integers(1),
        person_id=st.integers(1),
        division=text,
        grounds=st.lists(st.sampled_from(Ground), unique=True).map(tuple),
        accepted_on=days,
        accepted_by=text,
        due_on=days,
        stage=st.sampled_from(Stage),
        reviewed_on=st.none() | days,
        reviewed_by=words,
        reason=words,
        permit_number=words,
    )
)
def test_an_application_comes_back_as_it_was(application):
    record = ApplicationRecord(id=application.id)
    mapping.write_application(application, record)

    assert mapping.to_application(record) == application


@given(
    st.builds(
        User,
        name=text,
        display_name=text,
        roles=st.frozensets(st.sampled_from(mapping.Role)),
        password_hash=text,
        active=st.booleans(),
        failures=st.integers(0, 9),
        locked_until=st.none(),
    )
)
def test_a_user_comes_back_as_it_was(user):
    assert mapping.to_user(mapping.from_user(user)) == user


def test_no_record_shows_whose_it_is():
    record = PersonRecord(id=1)
    mapping.write_person(a_person(), record)

    assert a_person().citizen_number not in repr(record)
    assert a_person().name not in repr(record)

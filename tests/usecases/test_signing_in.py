"""Signing in, and who may sign in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import ADMINISTRATOR, CLERK, a_user
from fakes import A_PACK, FakePasswords, FakeStore, a_clock

from resipermit.domain.actors import Role
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.usecases.hall import read_hall
from resipermit.usecases.initialise_hall import InitialiseHall


@pytest.fixture
def li(store):
    with store() as unit:
        unit.users.add(a_user("li", Role.CLERK))
        unit.commit()


def failing(acts, times, password="wrong-password"):
    codes = []
    for _ in range(times):
        with pytest.raises(Refused) as refusal:
            acts.sign_in("li", password)
        codes.append((refusal.value.code, dict(refusal.value.facts)))
    return codes


def test_the_right_password_gives_an_actor_with_the_roles_of_the_user(acts, li, store):
    actor = acts.sign_in("li", "password-1")

    assert (actor.user, actor.roles) == ("li", {Role.CLERK})
    assert [event for _, _, event, _ in store.state.journal] == ["sign_in"]


def test_no_refusal_says_which_part_was_wrong(acts, li, store):
    with pytest.raises(Refused) as unknown:
        acts.sign_in("nobody", "password-1")
    wrong = failing(acts, 1)
    with store() as unit:
        unit.users.save(replace(unit.users.get("li"), active=False))
        unit.commit()
    inactive = failing(acts, 1, "password-1")

    assert [(unknown.value.code, dict(unknown.value.facts))] == wrong == inactive


def test_five_failures_in_a_row_lock_the_account_for_fifteen_minutes(acts, li, clock):
    failing(acts, 5)

    clock.instant += timedelta(minutes=14, seconds=59)
    locked = failing(acts, 1, "password-1")
    clock.instant += timedelta(seconds=1)
    actor = acts.sign_in("li", "password-1")

    assert locked[0][0] == "sign_in_refused"
    assert actor.user == "li"


def test_after_the_lock_one_more_failure_does_not_lock_again(acts, li, clock):
    failing(acts, 5)
    clock.instant += timedelta(minutes=15)

    failing(acts, 4)

    assert acts.sign_in("li", "password-1").user == "li"


def test_four_failures_and_a_success_start_the_count_anew(acts, li, store):
    failing(acts, 4)
    acts.sign_in("li", "password-1")
    failing(acts, 4)

    assert store.state.users["li"].locked_until is None


def test_the_administrator_adds_a_user_who_can_sign_in_and_is_listed(acts):
    acts.add_user(ADMINISTRATOR, "wang", "王演示", frozenset({Role.REVIEWER}), "password-2")

    assert acts.sign_in("wang", "password-2").roles == {Role.REVIEWER}
    assert [user.name for user in acts.users(ADMINISTRATOR)] == ["wang"]


@pytest.mark.parametrize(
    ("name", "shown", "roles", "password", "code"),
    [
        ("", "王演示", {Role.CLERK}, "password-2", "user_name_form"),
        ("a b", "王演示", {Role.CLERK}, "password-2", "user_name_form"),
        ("wang", " ", {Role.CLERK}, "password-2", "display_name_missing"),
        ("wang", "王演示", set(), "password-2", "role_missing"),
        ("wang", "王演示", {Role.CLERK}, "short", "password_length"),
        ("wang", "王演示", {Role.CLERK}, "x" * 201, "password_length"),
    ],
)
def test_a_user_that_cannot_be_kept_is_refused_with_the_field(acts, store, name, shown, roles, password, code):
    with pytest.raises(InvalidInput) as error:
        acts.add_user(ADMINISTRATOR, name, shown, frozenset(roles), password)

    assert error.value.code == code
    assert store.state.users == {}


def test_only_an_administrator_adds_and_lists_users(acts):
    for act in (
        lambda: acts.add_user(CLERK, "wang", "王演示", frozenset({Role.CLERK}), "password-2"),
        lambda: acts.users(CLERK),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "right_missing"


def initialise(store, gazetteer):
    def make_key(office, since):
        return KeyRecord(b"12345678", bytes(32), office, since)

    return InitialiseHall(store, FakePasswords(), make_key, gazetteer, a_clock(), lambda: A_PACK)


PARTICULARS = {
    "division": "430111",
    "unit_code": "430111000000",
    "authority": "长沙市公安局雨花分局",
    "user": "admin",
    "display_name": "管理员",
    "password": "password-0",
}


def test_a_new_hall_has_its_key_and_its_first_administrator(gazetteer, acts):
    store = FakeStore()

    actor = initialise(store, gazetteer)(**PARTICULARS)

    with store() as unit:
        hall = read_hall(unit.settings)
    assert actor.roles == {Role.ADMINISTRATOR}
    assert (hall.division, hall.unit_code, [key.kid for key in hall.keys]) == ("430111", "430111000000", [b"12345678"])


def test_a_hall_is_set_up_once(gazetteer, store):
    with pytest.raises(Refused) as refusal:
        initialise(store, gazetteer)(**PARTICULARS)

    assert refusal.value.code == "hall_exists"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("division", "430199", "division_unknown"),
        ("division", "430100", "division_unknown"),
        ("unit_code", "43011100000", "unit_code_form"),
        ("unit_code", "430211000000", "unit_code_form"),
        ("authority", " ", "authority_missing"),
        ("password", "short", "password_length"),
    ],
)
def test_a_hall_with_a_wrong_particular_is_not_set_up(gazetteer, field, value, code):
    store = FakeStore()

    with pytest.raises(InvalidInput) as error:
        initialise(store, gazetteer)(**(PARTICULARS | {field: value}))

    assert error.value.code == code
    assert store.commits == 0


def test_a_store_without_a_hall_says_so():
    with FakeStore()() as unit, pytest.raises(Refused) as refusal:
        read_hall(unit.settings)

    assert refusal.value.code == "hall_missing"

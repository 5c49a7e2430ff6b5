"""Passwords are kept as Argon2id hashes."""

import pytest

from resipermit.adapters.passwords import Argon2Passwords

QUICK = Argon2Passwords(memory_kib=64, rounds=1, lanes=1)


def test_a_password_matches_its_hash_and_no_other():
    kept = QUICK.hash("密码-1")

    assert QUICK.matches(kept, "密码-1")
    assert not QUICK.matches(kept, "密码-2")


def test_the_hash_is_argon2id_with_its_own_salt_and_without_the_password():
    first, second = QUICK.hash("password-1"), QUICK.hash("password-1")

    assert first.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert first != second
    assert "password-1" not in first


@pytest.mark.parametrize("unreadable", ["", "no hash", "$argon2id$v=19$m=64"])
def test_a_hash_that_cannot_be_read_matches_nothing(unreadable):
    assert not QUICK.matches(unreadable, "password-1")


def test_the_costs_are_those_for_a_small_computer_and_old_hashes_stay_good():
    kept = QUICK.hash("password-1")

    assert (Argon2Passwords().memory_kib, Argon2Passwords().rounds) == (65536, 3)
    assert Argon2Passwords().matches(kept, "password-1")

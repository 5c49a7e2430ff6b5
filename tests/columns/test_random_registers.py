"""Registers of random families are answered as one holder is; `python -m tests.oracle.columns` asks many more."""

import pytest
from oracle.columns import disagreements
from oracle.generate import CITIES


@pytest.mark.parametrize("number", range(3))
def test_a_register_of_random_families_is_answered_as_one_holder_is(number: int) -> None:
    found = list(disagreements(f"1/{number}", CITIES[number], families=60))

    assert found == []

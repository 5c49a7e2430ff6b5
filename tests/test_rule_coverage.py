"""Every condition, dated value and article of the Hunan and Changsha book has been decided both ways by some case."""

import pytest
from oracle.coverage import coverage, one_sided, undecided


@pytest.mark.slow
def test_everything_in_the_book_has_come_to_yes_and_to_no() -> None:
    reasons = undecided()

    found = coverage()

    names = {f"{kind} {name}" for kind, name, _ in found.rows()}
    assert [name for name in one_sided(found) if name not in reasons] == []
    assert [name for name in reasons if name not in names] == []  # a reason for nothing that is there

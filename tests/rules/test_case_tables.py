"""The case tables, asked of the rule book: each case is one test, named by its file, its line and its words."""

from datetime import date

import pytest
from rules.case_tables import INVENTED, cases, known_places, tables, tried

from resipermit.adapters.rule_shelf import FileShelf
from resipermit.domain.rule_cases import RuleCase
from resipermit.words import say_fault

CASES = list(cases())


def test_no_table_has_a_fault() -> None:
    faults = [f"{fault.file}:{fault.line} {say_fault(fault, 'en')}" for table in tables() for fault in table.faults]

    assert faults == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_answer_is_what_the_table_says(case: RuleCase) -> None:
    found = tried(case)

    assert found.faults == ()
    assert {one.name: one.got for one in found.compared} == {one.name: one.expected for one in found.compared}
    assert len(found.compared) == len(case.expects) > 0


@pytest.mark.parametrize("city", ["yunling", "hailan", "shuoquan", "tingzhou"])
def test_the_pack_of_an_invented_city_has_no_fault(city: str) -> None:
    found = FileShelf(known_places()).examine([INVENTED / city], date(2026, 11, 1))

    assert [str(fault) for fault in found.faults] == []
    assert len([case for case in CASES if case.rules == INVENTED / city]) >= 15

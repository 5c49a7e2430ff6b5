"""The answer document agrees with the day-by-day reading: what is answered, on which days, and from which day first."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from oracle.atlas import the_atlas
from oracle.generate import Dice, family
from oracle.interpreter import Oracle, Who

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.domain.facts_document import read_facts
from resipermit.domain.rules import Entitlement, Node
from resipermit.usecases.assess_entitlements import AssessEntitlements

PLACES = {"430100": "430102", "430800": "430802"}
AROUND = ("430102", "430102", "430802", "430211", "430181")
ORDER = {"no": 0, "unknown": 1, "yes": 2}
WORDS = {value: word for word, value in ORDER.items()}
HERE = Node("registered here", "leaf", kind="registered", params={"in": "place"})


@cache
def opened(place: str, service: str) -> Node:
    """Return the question whether a service is opened; kept, as the oracle knows conditions by who they are."""
    return replace(load_book(place).conditions["opened"], params={"service": service})


class DayByDay:
    """What an entitlement comes to for somebody on a day, part by part."""

    def __init__(self, oracle: Oracle, place: str) -> None:
        self.oracle, self.place, self.book = oracle, place, load_book(place)

    def parts(self, row: Entitlement, day: date) -> Iterator[Node]:
        """Return the conditions that must hold on *day*, what it rests on then among them."""
        rests = [one.value for one in row.rests_on.rows if one.since <= day] or [row.rests_on.rows[0].value]
        if rests[-1] == "local_opening":
            yield opened(self.place, row.id)
            if self.book.openings.get(row.id):  # without a document nobody knows what an endorsement would bring back
                yield self.book.conditions["permit_in_use"]
        elif rests[-1] != "anyone":
            yield self.book.conditions[rests[-1]]
        yield from (node for node in (row.condition, row.applies) if node is not None)

    def says(self, node: Node, who: Who, day: date) -> str:
        return self.oracle.answer(node, who, day.toordinal())

    def holds(self, row: Entitlement, who: Who, day: date) -> str:
        """Return yes, no or unknown, whether or not it concerns the person."""
        if day < row.since:
            return "no"
        return WORDS[min((ORDER[self.says(node, who, day)] for node in self.parts(row, day)), default=2)]

    def concerns(self, row: Entitlement, who: Who, day: date) -> bool:
        here = self.says(HERE, who, day) == "yes"
        return not here and (row.applies is None or self.says(row.applies, who, day) != "no")


def held_on(item: Mapping[str, Any], day: date) -> bool:
    text = day.isoformat()
    return any((low is None or low <= text) and (high is None or text < high) for low, high in item["spans"])


@pytest.mark.parametrize("number", range(24))
def test_every_entitlement_is_answered_as_day_by_day(number: int) -> None:
    dice = Dice(f"answers/{number}")
    place = list(PLACES)[number % 2]
    facts = read_facts(family(f"answers/{number}", AROUND), load_gazetteer())
    day = dice.day(2016, 2026)
    oracle = Oracle(load_book(place), the_atlas(), facts, place, PLACES[place])
    people = {"holder": oracle.holder, **{one.label: one for one in oracle.family("child", "parent", "spouse")}}
    by_days = DayByDay(oracle, place)
    rows = {
        row.id: row for row in (*by_days.book.entitlements, by_days.book.application, by_days.book.settlement) if row
    }

    document = AssessEntitlements(load_book, load_gazetteer())(facts, day, PLACES[place])

    items = [*document["entitlements"], document["permit"]["application"], document["settlement"]]
    assert len(items) >= len(rows) - 6
    for item in items:
        row, who = rows[item["id"]], people[item["subject"]]
        told = (number, item["id"], item["subject"], day.isoformat())
        if not by_days.concerns(row, who, day):
            assert item["answer"] == "not_applicable", told
            continue
        assert item["answer"] == by_days.holds(row, who, day), told
        others = [day + timedelta(dice.randint(-2000, 2000)) for _ in range(12)]
        for other in others:
            assert held_on(item, other) == (by_days.holds(row, who, other) == "yes"), (*told, other)
        if item["earliest_on"] is not None:
            first = date.fromisoformat(item["earliest_on"])
            assert by_days.holds(row, who, first) == "yes", (*told, first)
            assert first == day or by_days.holds(row, who, first - timedelta(1)) != "yes", (*told, first)

"""HN-14 for this program: the pack beside this file through the loader that every place's rules go through."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bench.hn14 import by_hand
from bench.hn14 import rule_set as hn14
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.domain.facts import (
    EarlierPermit,
    Employment,
    Facts,
    Housing,
    Insurance,
    PersonFacts,
    Relative,
    Residence,
    Schooling,
)
from resipermit.usecases.assess_entitlements import AssessEntitlements

RULES = Path(__file__).with_name("rules")


def facts_of(plain: dict[str, Any]) -> Facts:
    """Return a holder of the bench as the facts that the program keeps."""
    city = plain["city"]
    insured_since = by_hand.months_later(plain["insured_on"], -plain["insured_months"])
    insured = plain["still_insured"] or plain["insured_months"] > 0
    holder = PersonFacts(
        residences=tuple(Residence(city, day, day, None) for day in [plain["residence_since"]] if day),
        employment=tuple(Employment(city, "labour_contract", since, until) for since, until in plain["jobs"]),
        insurance=(
            (
                Insurance(
                    city, "pension", "regular", insured_since, None if plain["still_insured"] else plain["insured_on"]
                ),
            )
            if insured
            else ()
        ),
        tax=(),
        housing=((Housing(city, hn14.HOMES[plain["home"]], True, plain["home_since"], None),) if plain["home"] else ()),
        schooling=(),
        exams=(),
        permit=None,
        earlier_permits=(
            EarlierPermit(
                hn14.STATUSES[plain["status"]],
                city,
                plain["permit_from"],
                date.fromordinal(plain["permit_until"].toordinal() + 1),
            ),
        ),
        points={"tier": plain["tier"]},
    )
    children = tuple(
        Relative("child", False, False, PersonFacts(schooling=_schooling(child))) for child in plain["children"]
    )
    return Facts(holder, children)


def _schooling(child: list[Any]) -> tuple[Schooling, ...]:
    return tuple(
        Schooling(city, hn14.STAGES[stage], None, since, until, "attending", True)
        for stage, city, since, until in child
    )


class Ours:
    """The engine behind the window, the papers and the command line."""

    name = "resipermit"

    def __init__(self) -> None:
        self._assess = AssessEntitlements(cache(lambda place: load_book(place, RULES)), load_gazetteer())
        self._city = dict(hn14.CITY_OF_TIER)

    def document(self, facts: Facts, tier: int, day: date) -> dict[str, Any]:
        """Return the whole answer as the contract writes it."""
        return self._assess(facts, day, self._city[tier])

    def statuses(self, facts: Facts, tier: int, day: date) -> dict[str, bool]:
        """Return what holds on *day*."""
        return {name: item.answer == "yes" for name, item in self._items(facts, tier, day).items()}

    def reasons(self, facts: Facts, tier: int, day: date) -> dict[str, str]:
        """Return the reason of each answer."""
        return {name: item.reason_code for name, item in self._items(facts, tier, day).items()}

    def first_days(self, facts: Facts, tier: int, day: date) -> dict[str, date]:
        """Return the first day on or after *day*, before the horizon, on which each output holds."""
        found = {name: item.earliest_on for name, item in self._items(facts, tier, day).items()}
        return {name: first for name, first in found.items() if first is not None and first < hn14.HORIZON}

    def explained(self, facts: Facts, tier: int, day: date) -> int:
        """Read the reason, the first day and every condition of every output; return how many conditions there are."""
        return sum(
            len(item.conditions) + (item.reason_code is not None) + (item.earliest_on is not None)
            for item in self._items(facts, tier, day).values()
        )

    def _items(self, facts: Facts, tier: int, day: date) -> dict[str, Any]:
        answer = self._assess.assessment(facts, day, self._city[tier])
        found = {item.id: item for item in answer.entitlements}
        return {**{name: found[name] for name in hn14.OUTPUTS if name != "settlement"}, "settlement": answer.settlement}

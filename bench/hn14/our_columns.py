"""HN-14 for this program by column: the bench's columns as registers of the four cities, and the book over each."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.hn14 import rule_set as hn14
from bench.hn14.by_hand import months_later
from bench.hn14.people import EPOCH, OPEN, Column, Holders
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.columns.reckoning import Reckoning
from resipermit.columns.register import GOING_ON, RELATIONS, Register, Table

RULES = Path(__file__).with_name("rules")
TO_ORDINAL = EPOCH.toordinal()
ELSEWHERE = "440300"


def registers(holders: Holders) -> Iterator[tuple[Column, Register]]:
    """Return for each city the numbers of its holders and their register."""
    for tier, city in hn14.CITY_OF_TIER.items():
        chosen = np.flatnonzero(holders.tier == tier)
        yield chosen, _register(holders, chosen, city, tier)


def _register(holders: Holders, chosen: Column, city: str, tier: int) -> Register:
    count = len(chosen)
    place = np.full(len(holders), -1, np.int32)
    place[chosen] = np.arange(count)
    divisions = tuple(sorted({*hn14.CITY_OF_TIER.values(), ELSEWHERE}))
    here = divisions.index(city)
    schools = place[holders.school_of] >= 0
    child, of_child = np.unique(holders.school_child[schools], return_inverse=True)
    first = np.searchsorted(holders.school_child[schools], child)
    parents = place[holders.school_of[schools][first]]
    return Register(
        place=city,
        holders=count,
        household=np.concatenate([np.arange(count), parents]).astype(np.int32),
        relation=np.repeat(np.array([0, RELATIONS.index("child")], np.int8), [count, len(child)]),
        tables={
            **_holders_tables(holders, chosen, place, here),
            "schooling": Table(
                person=(count + of_child).astype(np.int32),
                since=holders.school_since[schools] + TO_ORDINAL,
                until=_until(holders.school_until[schools]),
                division=np.searchsorted(np.array(divisions, np.int32), holders.school_city[schools]).astype(np.int32),
                words={"stage": holders.school_stage[schools]},
            ),
        },
        vocabulary={"stage": hn14.STAGES, "kind": hn14.STATUSES, "tenure": hn14.HOMES},
        divisions=divisions,
        points={"tier": ((tier,), np.zeros(count + len(child), np.int32))},
    )


def _holders_tables(holders: Holders, chosen: Column, place: Column, here: int) -> dict[str, Table]:
    count = len(chosen)
    everybody = np.arange(count, dtype=np.int32)

    def table(rows: Column, since: Column, until: Column, **words: Column) -> Table:
        return Table(
            everybody[rows],
            since[rows],
            until[rows],
            np.full(len(rows), here, np.int32),
            {name: column[rows] for name, column in words.items()},
        )

    ever = np.full(count, GOING_ON, np.int32)
    resident = np.flatnonzero(holders.residence_since[chosen] < OPEN)
    housed = np.flatnonzero(holders.home[chosen] > 0)
    months = holders.insured_months[chosen]
    insured = np.flatnonzero(holders.still_insured[chosen] | (months > 0))
    insured_on = int(holders.insured_on[0])
    begins = np.array(
        [months_later(_date(insured_on), -count).toordinal() for count in range(int(months.max()) + 1)], np.int32
    )
    jobs = place[holders.job_of] >= 0
    return {
        "earlier_permits": table(
            everybody,
            holders.permit_from[chosen] + TO_ORDINAL,
            holders.permit_until[chosen] + TO_ORDINAL + 1,
            kind=holders.status[chosen],
        ),
        "residences": table(resident, holders.residence_since[chosen] + TO_ORDINAL, ever),
        "housing": table(housed, holders.home_since[chosen] + TO_ORDINAL, ever, tenure=holders.home[chosen]),
        "insurance": table(
            insured,
            begins[months],
            np.where(holders.still_insured[chosen], GOING_ON, insured_on + TO_ORDINAL).astype(np.int32),
        ),
        "employment": Table(
            place[holders.job_of[jobs]],
            holders.job_since[jobs] + TO_ORDINAL,
            _until(holders.job_until[jobs]),
            np.full(int(jobs.sum()), here, np.int32),
        ),
    }


def _until(days: Column) -> Column:
    return np.where(days >= OPEN, GOING_ON, days + TO_ORDINAL).astype(np.int32)


def _date(day: int) -> object:
    from datetime import timedelta

    return EPOCH + timedelta(days=day)


class OurColumns:
    """The batch side of the engine."""

    name = "resipermit, columns"

    def __init__(self) -> None:
        self._gazetteer = load_gazetteer()
        self._books = {city: load_book(city, RULES) for city in hn14.CITY_OF_TIER.values()}

    def statuses(self, made: list[tuple[Column, Register]]) -> dict[str, Column]:
        """Return for every holder whether each output holds."""
        return self._each(made, lambda reckoning, node: reckoning.answers(node, reckoning.group("holder")) == 2, bool)

    def first_days(self, made: list[tuple[Column, Register]]) -> dict[str, Column]:
        from resipermit.columns.layers import first_day

        def first(reckoning: Reckoning, node: object) -> Column:
            return first_day(
                reckoning.days(node, reckoning.group("holder")).certain, reckoning.today, reckoning.register.holders
            )

        return self._each(made, first, np.int32)

    def _each(self, made, ask, kind) -> dict[str, Column]:
        count = sum(len(chosen) for chosen, _ in made)
        found = {name: np.empty(count, kind) for name in hn14.OUTPUTS}
        for chosen, register in made:
            book = self._books[register.place]
            reckoning = Reckoning.of(register, book, self._gazetteer, hn14.AS_OF)
            rules = {rule.id: rule.condition for rule in (*book.entitlements, book.settlement)}
            for name in hn14.OUTPUTS:
                found[name][chosen] = ask(reckoning, rules[name])
        return found

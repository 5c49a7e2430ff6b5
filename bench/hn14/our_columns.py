"""HN-14 for this program by column: the bench's columns as registers of the four cities, and the book over each."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from bench.hn14 import rule_set as hn14
from bench.hn14.by_hand import months_later
from bench.hn14.people import EPOCH, Column, Holders
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.columns.asking import YES
from resipermit.columns.entitled import Answered
from resipermit.columns.everybody import (
    FirstDays,
    first_days_of_everybody,
    plain_answers_of_everybody,
    statuses_of_everybody,
)
from resipermit.columns.reckoning import Reckoning
from resipermit.columns.register import GOING_ON, RELATIONS, Register, Table

RULES = Path(__file__).with_name("rules")
TO_ORDINAL = np.int32(EPOCH.toordinal())
ELSEWHERE = "440300"
DIVISIONS = tuple(sorted({*hn14.CITY_OF_TIER.values(), ELSEWHERE}))
Made = list[tuple[Column, Register]]


def registers(holders: Holders) -> Made:
    """Return for each city the numbers of its holders and their register; holders are put in order of city once."""
    order = np.argsort(holders.tier, kind="stable")
    edges = np.searchsorted(holders.tier.take(order), np.arange(1, 6, dtype=np.int8)).tolist()
    new = np.empty(len(holders), np.int32)
    new[order] = np.arange(len(holders), dtype=np.int32)
    laid = _Laid(holders, order, new)
    return [
        (order[low:high], laid.register(tier, low, high))
        for tier, (low, high) in zip(hn14.CITY_OF_TIER, pairwise(edges), strict=True)
    ]


class _Laid:
    """Every column in order of city; a register is a slice of each. What somebody has not got begins at no time."""

    def __init__(self, holders: Holders, order: Column, new: Column) -> None:
        insured_on = int(holders.insured_on[0])
        months = holders.insured_months.take(order)
        ends = np.where(holders.still_insured.take(order), np.int32(GOING_ON), TO_ORDINAL + np.int32(insured_on))
        permit_until = holders.permit_until.take(order) + (TO_ORDINAL + np.int32(1))
        self._holders = {
            "earlier_permits": (holders.permit_from.take(order) + TO_ORDINAL, permit_until),
            "residences": (_days(holders.residence_since, order), None),
            "housing": (_days(holders.home_since, order), None),
            "insurance": (_begins(insured_on, int(months.max())).take(months), ends),
        }
        self._words = {"kind": holders.status.take(order), "tenure": holders.home.take(order)}
        at_work = np.argsort(holders.tier.take(holders.job_of), kind="stable")
        self._jobs = _rows(new, at_work, holders.job_of, holders.job_since, holders.job_until)
        at_school = np.argsort(holders.tier.take(holders.school_of), kind="stable")
        self._school = _rows(new, at_school, holders.school_of, holders.school_since, holders.school_until)
        self._child, self._stage = holders.school_child.take(at_school), holders.school_stage.take(at_school)
        self._school_in = _codes(holders.school_city.take(at_school))

    def register(self, tier: int, low: int, high: int) -> Register:
        """Return the register of one city, whose holders stand from *low* to before *high*."""
        count, city = high - low, hn14.CITY_OF_TIER[tier]
        jobs, school = (_between(rows[0], low, high) for rows in (self._jobs, self._school))
        here = np.full(max(count, jobs.stop - jobs.start), DIVISIONS.index(city), np.int32)
        everybody, ever = np.arange(count, dtype=np.int32), np.full(count, GOING_ON, np.int32)
        child = self._child[school]
        other = np.append(True, child[1:] != child[:-1])[: len(child)]
        parents = self._school[0][school].compress(other) - np.int32(low)
        words = {"earlier_permits": "kind", "housing": "tenure"}
        tables = {
            name: Table(
                everybody,
                since[low:high],
                ever if until is None else until[low:high],
                here[:count],
                {words[name]: self._words[words[name]][low:high]} if name in words else {},
            )
            for name, (since, until) in self._holders.items()
        }
        worker, *period = (column[jobs] for column in self._jobs)
        tables["employment"] = Table(worker - np.int32(low), *period, here[: len(worker)])
        tables["schooling"] = Table(
            np.cumsum(other, dtype=np.int32) + np.int32(count - 1),
            *(column[school] for column in self._school[1:]),
            self._school_in[school],
            {"stage": self._stage[school]},
        )
        return Register(
            place=city,
            holders=count,
            household=np.concatenate([everybody, parents]),
            relation=np.repeat(np.array([0, RELATIONS.index("child")], np.int8), [count, len(parents)]),
            tables=tables,
            vocabulary={"stage": hn14.STAGES, "kind": hn14.STATUSES, "tenure": hn14.HOMES},
            divisions=DIVISIONS,
            points={"tier": ((tier,), np.zeros(count + len(parents), np.int32))},
        )


def _days(column: Column, order: Column) -> Column:
    return np.minimum(column.take(order) + TO_ORDINAL, np.int32(GOING_ON))


def _rows(new: Column, rows: Column, owner: Column, since: Column, until: Column) -> tuple[Column, Column, Column]:
    """Return whose each row is, its first day and its end."""
    return new.take(owner.take(rows)), since.take(rows) + TO_ORDINAL, _days(until, rows)


def _between(owner: Column, low: int, high: int) -> slice:
    return slice(*np.searchsorted(owner, np.array([low, high], np.int32)).tolist())


def _codes(cities: Column) -> Column:
    """Return the number of each division."""
    found = np.zeros(len(cities), np.int32)
    for number, division in enumerate(DIVISIONS):
        found += (cities == int(division)) * np.int32(number)
    return found


def _begins(insured_on: int, most: int) -> Column:
    """Return the day so many months before the day insured on, for each number of months."""
    day = EPOCH.fromordinal(EPOCH.toordinal() + insured_on)
    return np.array([months_later(day, -count).toordinal() for count in range(most + 1)], np.int32)


def in_order(made: Made, answered: Sequence[Mapping[str, Any]], read: Callable[[Any], Column]) -> dict[str, Column]:
    """Return a column of every output for all holders in the order they came in."""
    order = np.concatenate([chosen for chosen, _ in made])
    back = np.empty(len(order), np.int64)
    back[order] = np.arange(len(order))
    return {name: np.concatenate([read(city[name]) for city in answered]).take(back) for name in hn14.OUTPUTS}


class OurColumns:
    """The batch side of the engine."""

    name = "resipermit, columns"

    def __init__(self) -> None:
        self._gazetteer = load_gazetteer()
        self._books = {city: load_book(city, RULES) for city in hn14.CITY_OF_TIER.values()}

    def with_reasons(self, made: Made) -> list[dict[str, Answered]]:
        """Return for each city every output's answers, each with its reasons."""
        return [statuses_of_everybody(self._asked(register), hn14.OUTPUTS) for _, register in made]

    def first_days(self, made: Made) -> list[dict[str, FirstDays]]:
        """Return for each city from when on each output holds."""
        return [first_days_of_everybody(self._asked(register), hn14.OUTPUTS) for _, register in made]

    def statuses(self, made: Made) -> dict[str, Column]:
        """Return for every holder, in the order they came in, whether each output holds."""
        cities = [plain_answers_of_everybody(self._asked(register), hn14.OUTPUTS) for _, register in made]
        return in_order(made, cities, lambda told: told[1] == YES)

    def _asked(self, register: Register) -> Reckoning:
        return Reckoning.of(register, self._books[register.place], self._gazetteer, hn14.AS_OF)

"""Many holders at once, HN-14 by columns: statuses and first days, beside OpenFisca on the same people."""

import tracemalloc
from collections.abc import Iterator
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from bench.hn14 import by_hand, people
from bench.hn14 import rule_set as hn14
from bench.hn14.our_columns import OurColumns, registers
from bench.hn14.peer_openfisca import OpenFisca
from bench.hn14.people import EPOCH, OPEN, Column

NAME = "rules, many holders (HN-14)"
MANY, BESIDE, CHECKED, ROUNDS = 1_000_000, 200_000, 3_000, 3
STATUSES_BAR_S, MEMORY_BAR_MB, FIRST_DAYS_BAR_S, PEER_BAR = 0.3, 150, 1.5, 3.0
Runs = tuple[Column, Column, Column]


def run() -> Iterator[str]:
    """Hold the answers against the rules by hand, then time a million holders, then fewer beside the peer."""
    ours = OurColumns()
    yield from _beside(ours)
    made = list(registers(people.make(MANY)))
    statuses = _seconds(lambda: ours.statuses(made))
    tracemalloc.start()
    ours.statuses(made)
    above = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    first_days = _seconds(lambda: ours.first_days(made))
    yield _bar(f"{MANY:,} holders, statuses, s", statuses, STATUSES_BAR_S)
    yield _bar("most memory above the data, MB, the answers among it", above, MEMORY_BAR_MB)
    yield _bar(f"{MANY:,} holders, first days too, s", statuses + first_days, FIRST_DAYS_BAR_S)


def _beside(ours: OurColumns) -> Iterator[str]:
    """Time both from the same columns to the answers, runs bridged for the peer before the clock starts."""
    holders = people.make(BESIDE)
    each = people.plain(holders)
    bridged = _bridged(each)
    fisca = OpenFisca()
    right = [by_hand.statuses(one, hn14.AS_OF) for one in each[:CHECKED]]
    found = {
        "resipermit": ours.statuses(list(registers(holders))),
        "OpenFisca": fisca.population(holders, bridged)(hn14.AS_OF),
    }
    wrong = {
        name: sum(bool(answers[output][one]) != said[output] for one, said in enumerate(right) for output in said)
        for name, answers in found.items()
    }
    yield f"answers other than the rules by hand: {wrong} of {CHECKED * len(hn14.OUTPUTS):,}"
    us = _seconds(lambda: ours.statuses(list(registers(holders))))
    peer = _seconds(lambda: fisca.population(holders, bridged)(hn14.AS_OF))
    yield f"{BESIDE:,} holders end to end: resipermit {us:.2f} s, OpenFisca {peer:.2f} s"
    yield _bar("OpenFisca over resipermit", peer / us, PEER_BAR, at_least=True)


def _bridged(each: list[dict[str, Any]]) -> dict[str, Runs]:
    """Return the owner, since and until of each run at work and at school."""
    rows: dict[str, list[tuple[int, int, int]]] = {"job": [], "junior": [], "senior": []}
    for owner, one in enumerate(each):
        job, juniors, seniors = by_hand.runs(one)
        named = {"job": [job] if job else [], "junior": juniors, "senior": seniors}
        for name, found in named.items():
            rows[name] += [(owner, _day(since), _day(until)) for since, until in found]
    columns = {name: np.array(found, np.int64).reshape(-1, 3).T for name, found in rows.items()}
    return {name: (found[0], found[1].astype(np.int32), found[2].astype(np.int32)) for name, found in columns.items()}


def _day(day: date) -> int:
    return OPEN if day == by_hand.FAR else (day - EPOCH).days


def _seconds(work: Any) -> float:
    spent = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        work()
        spent.append(perf_counter() - begun)
    return median(spent)


def _bar(name: str, value: float, bar: float, at_least: bool = False) -> str:
    met = value >= bar if at_least else value <= bar
    return f"{name}: {value:.2f} (bar {bar:g}: {'met' if met else 'falls short'})"

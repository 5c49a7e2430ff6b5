"""Many holders at once, HN-14 by columns: answers with reasons and first days, and beside OpenFisca on the same people.

Seconds are those that the process spends, on one core; those on the wall stand in brackets.
"""

import random
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from statistics import median
from time import perf_counter, process_time
from typing import Any

from bench.hn14 import by_hand, people
from bench.hn14 import rule_set as hn14
from bench.hn14.our_columns import Made, OurColumns, in_order, registers
from bench.hn14.peer_openfisca import OpenFisca, bridged
from bench.hn14.people import Holders
from resipermit.columns.asking import YES

NAME = "rules, many holders (HN-14)"
MANY, CHECKED, SCANNED, ROUNDS = 1_000_000, 3_000, 20, 7
STATUSES_BAR_S, MEMORY_BAR_MB, FIRST_DAYS_BAR_S, PEER_BAR = 0.3, 150, 1.5, 3.0
Spent = tuple[float, float]  # seconds of the process and on the wall


def run() -> Iterator[str]:
    """Hold the answers against the rules by hand, then time a million holders, alone and beside the peer."""
    ours, fisca, holders = OurColumns(), OpenFisca(), people.make(MANY)
    yield _by_hand(ours, fisca)
    yield from _beside(ours, fisca, holders)
    made = registers(holders)
    spent = _spent({"answers": lambda: ours.with_reasons(made), "first days": lambda: ours.first_days(made)})
    answers, first_days = spent["answers"], spent["first days"]
    yield _bar(f"{MANY:,} holders, answers with reasons, s", answers[0], STATUSES_BAR_S, answers[1])
    yield _bar("most memory above the data, answers and reasons among it, MB", _memory(ours, made), MEMORY_BAR_MB)
    too, on_the_wall = answers[0] + first_days[0], answers[1] + first_days[1]
    yield _bar(f"{MANY:,} holders, first days too, s", too, FIRST_DAYS_BAR_S, on_the_wall)


def _by_hand(ours: OurColumns, fisca: OpenFisca) -> str:
    """Hold every answer against the rules by hand, and some first days against asking them on every day."""
    holders = people.make(CHECKED)
    made = registers(holders)
    found = {
        "resipermit": ours.statuses(made),
        "resipermit, with reasons": in_order(made, ours.with_reasons(made), lambda told: told.answers == YES),
        "OpenFisca": fisca.population(holders, bridged(holders))(hn14.AS_OF),
    }
    first_days = in_order(made, ours.first_days(made), lambda days: days.first)
    wrong = dict.fromkeys((*found, "resipermit, first days"), 0)
    for one, holder in enumerate(people.plain(holders)):
        for output, holds in by_hand.statuses(holder, hn14.AS_OF).items():
            for name, answers in found.items():
                wrong[name] += bool(answers[output][one]) != holds
        for output, day in by_hand.first_days(holder).items() if one < SCANNED else ():
            wrong["resipermit, first days"] += int(first_days[output][one]) != day.toordinal()
    return f"otherwise than by hand, of {CHECKED} holders ({SCANNED} on every day for ten years): {wrong}"


def _beside(ours: OurColumns, fisca: OpenFisca, holders: Holders) -> Iterator[str]:
    """Time both from the same columns, periods as rows, to the same answers in the same order, without reasons.

    OpenFisca has no lists of periods, so NumPy bridges them into runs for it, on its clock; then with runs at hand.
    """
    runs = bridged(holders)
    spent = _spent(
        {
            "resipermit": lambda: ours.statuses(registers(holders)),
            "OpenFisca": lambda: fisca.population(holders, bridged(holders))(hn14.AS_OF),
            "OpenFisca, runs at hand": lambda: fisca.population(holders, runs)(hn14.AS_OF),
        }
    )
    told = ", ".join(f"{name} {once:.3f} s ({on_the_wall:.3f})" for name, (once, on_the_wall) in spent.items())
    yield f"{MANY:,} holders end to end: {told}"
    us, peer, ready = (once for once, _ in spent.values())
    yield _bar("OpenFisca over resipermit", peer / us, PEER_BAR, at_least=True)
    yield f"OpenFisca over resipermit, had its runs been at hand: {ready / us:.2f}"


def _spent(jobs: Mapping[str, Callable[[], Any]]) -> dict[str, Spent]:
    """Return the median seconds of each job, the jobs of a round in random order."""
    draw = random.Random(1)
    found: dict[str, list[Spent]] = {name: [] for name in jobs}
    for at in range(ROUNDS + 1):
        for name in draw.sample(list(jobs), len(jobs)):
            begun, on_the_wall = process_time(), perf_counter()
            jobs[name]()
            if at:  # the first round warms up
                found[name].append((process_time() - begun, perf_counter() - on_the_wall))
    return {name: (median(one for one, _ in times), median(one for _, one in times)) for name, times in found.items()}


def _memory(ours: OurColumns, made: Made) -> float:
    tracemalloc.start()
    ours.with_reasons(made)
    above = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return above


def _bar(name: str, value: float, bar: float, on_the_wall: float | None = None, at_least: bool = False) -> str:
    met = value >= bar if at_least else value <= bar
    beside = "" if on_the_wall is None else f" ({on_the_wall:.2f})"
    return f"{name}: {value:.2f}{beside} (bar {bar:g}: {'met' if met else 'falls short'})"

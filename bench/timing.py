"""Times jobs side by side: in one process, in random order, so that a machine that slows down slows them all."""

import random
import statistics
from collections.abc import Callable, Mapping
from time import perf_counter_ns

Job = Callable[[int], object]


def interleaved(jobs: Mapping[str, tuple[Job, int]], rounds: int, people: int, seed: int = 1) -> dict[str, list[int]]:
    """Return each job's nanoseconds a call; a job is asked so often a round, about a random one of so many people."""
    draw = random.Random(seed)
    found: dict[str, list[int]] = {name: [] for name in jobs}
    for at in range(rounds + 2):
        for name in draw.sample(list(jobs), len(jobs)):
            job, calls = jobs[name]
            for _ in range(calls):
                one = draw.randrange(people)
                begun = perf_counter_ns()
                job(one)
                spent = perf_counter_ns() - begun
                if at >= 2:  # the first rounds warm up
                    found[name].append(spent)
    return found


def median_us(spent: list[int]) -> float:
    """Return the median in microseconds."""
    return statistics.median(spent) / 1000


def row(name: str, spent: list[int]) -> str:
    """Return a line: median, 99th percentile, calls."""
    ordered = sorted(spent)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] / 1000
    return f"{name:52}{median_us(spent):12.1f} us  p99 {late:10.1f} us  {len(spent):6} calls"


def bar(name: str, figure: float, *, at_most: float | None = None, at_least: float | None = None) -> str:
    """Return a line: the figure, the bar, and whether it is met."""
    meets = (at_most is None or figure <= at_most) and (at_least is None or figure >= at_least)
    wanted, asked = (f"<= {at_most:g}", at_most) if at_most is not None else (f">= {at_least:g}", at_least)
    verdict = "meets" if meets else "falls short"
    return f"{name:52}{figure:12.2f}  bar {wanted:8} ratio {figure / (asked or 1):7.2f}  {verdict}"

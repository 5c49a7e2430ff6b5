"""One holder at the counter: HN-14 beside OpenFisca and zen-engine; then the whole book, and its loading."""

import json
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.hn14 import by_hand, people
from bench.hn14 import rule_set as hn14
from bench.hn14.ours import Ours, facts_of
from bench.hn14.peer_openfisca import OpenFisca, situation
from bench.hn14.peer_zen import Zen, context
from bench.timing import bar, interleaved, median_us, row
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.domain.facts import Facts, PersonFacts
from resipermit.domain.facts_document import read_facts
from resipermit.usecases.assess_entitlements import AssessEntitlements

NAME = "rules, one holder"
PEOPLE, CHECKED, SCANNED = 400, 150, 12
STARTS = 15
FAMILY = Path(__file__).parents[1] / "tests" / "families" / "10-gaokao.json"
READY = "from resipermit.adapters.rule_files import load_book; load_book('430100')"


def run() -> Iterator[str]:
    """Hold the answers against each other, then time them."""
    yield from _hn14()
    yield from _whole_book()
    yield from _ready()


def _hn14() -> Iterator[str]:
    holders = people.plain(people.make(PEOPLE, seed=9))
    facts, tier, day = [facts_of(one) for one in holders], [one["tier"] for one in holders], hn14.AS_OF
    bridged = [by_hand.runs(one) for one in holders]
    contexts = [context(one, runs, day) for one, runs in zip(holders, bridged, strict=True)]
    asked = [situation(one, runs) for one, runs in zip(holders, bridged, strict=True)]
    ours, zen, fisca = Ours(), Zen(), OpenFisca()
    months = [by_hand.months_later(day, ahead) for ahead in range(120)]
    yield _agreement(ours, zen, fisca, holders, facts, contexts, asked)
    spent = interleaved(
        {
            "resipermit, first days": (lambda one: ours.first_days(facts[one], tier[one], day), 8),
            "resipermit, statuses and reasons": (lambda one: ours.reasons(facts[one], tier[one], day), 8),
            "resipermit, every condition read": (lambda one: ours.explained(facts[one], tier[one], day), 8),
            "zen-engine, statuses": (lambda one: zen.statuses(contexts[one]), 8),
            "OpenFisca, statuses": (lambda one: fisca.statuses(asked[one], day), 2),
            "OpenFisca, 120-month scan": (lambda one: fisca.first_days(asked[one], months), 1),
        },
        rounds=40,
        people=PEOPLE,
    )
    for name, times in spent.items():
        yield row(name, times)
    us = {name: median_us(times) for name, times in spent.items()}
    lazy, scan = us["resipermit, first days"], us["OpenFisca, 120-month scan"]
    yield bar("HN-14, read lazily, us", lazy, at_most=80)
    yield bar("HN-14, every condition read, us", us["resipermit, every condition read"], at_most=150)
    yield bar("OpenFisca's month scan, times ours", scan / lazy, at_least=300)
    yield bar(
        "statuses with reasons, times zen",
        us["resipermit, statuses and reasons"] / us["zen-engine, statuses"],
        at_most=0.7,
    )


def _agreement(
    ours: Ours,
    zen: Zen,
    fisca: OpenFisca,
    holders: list[Any],
    facts: list[Facts],
    contexts: list[Any],
    asked: list[Any],
) -> str:
    wrong = {"resipermit": 0, "zen-engine": 0, "OpenFisca": 0, "resipermit, first days": 0}
    day = hn14.AS_OF
    for one in range(CHECKED):
        right, tier = by_hand.statuses(holders[one], day), holders[one]["tier"]
        wrong["resipermit"] += ours.statuses(facts[one], tier, day) != right
        wrong["zen-engine"] += zen.statuses(contexts[one]) != right
        wrong["OpenFisca"] += fisca.statuses(asked[one], day) != right
        if one < SCANNED:
            wrong["resipermit, first days"] += ours.first_days(facts[one], tier, day) != by_hand.first_days(
                holders[one]
            )
    return f"answered otherwise than by hand, of {CHECKED} ({SCANNED} of them on every day for ten years): {wrong}"


def _whole_book() -> Iterator[str]:
    """Ask the whole book about a family with one child, with its facts known, and with none of them."""
    gazetteer = load_gazetteer()
    known = read_facts(json.loads(FAMILY.read_text(encoding="utf-8"))["facts"], gazetteer)
    children = [one for one in known.household or () if one.relation == "child"][:1]
    known = replace(known, household=tuple(children))
    unknown = Facts(PersonFacts(), tuple(replace(one, person=PersonFacts()) for one in children))
    assess = AssessEntitlements(load_book, gazetteer)

    def read(facts: Facts, _one: int) -> None:
        asked = assess.assessment(facts, date(2026, 11, 2), "430100")
        for answer in (
            asked.application,
            *asked.entitlements,
            *asked.exams,
            *([asked.settlement] * bool(asked.settlement)),
        ):
            _ = answer.answer, answer.reason_code, answer.earliest_on

    spent = interleaved({"known": (partial(read, known), 4), "unknown": (partial(read, unknown), 4)}, 40, 1)
    us = {name: median_us(times) for name, times in spent.items()}
    yield bar("Changsha, all ids, one child, read lazily, us", us["known"], at_most=500)
    yield bar("the same with unknown facts, times known", us["unknown"] / us["known"], at_most=2)


def _ready() -> Iterator[str]:
    """Time the rules of Changsha in processes of their own, above a bare interpreter; files and byte code are there.

    Warm, the trees of the rule files were kept by an earlier run; cold, nothing was.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def process(code: str, caches: str) -> tuple[float, float]:
        """Return how long a process took, and its processor time, in ms."""
        begun, used = perf_counter(), _processor_time()
        subprocess.run([sys.executable, "-c", code], env=environment | {"XDG_CACHE_HOME": caches}, check=True)
        return (perf_counter() - begun) * 1000, (_processor_time() - used) * 1000

    spent: dict[str, list[tuple[float, float]]] = {"warm": [], "cold": []}
    with TemporaryDirectory() as kept:
        process(READY, kept)
        for _ in range(STARTS):
            with TemporaryDirectory() as empty:
                for name, caches in (("warm", kept), ("cold", empty)):
                    bare, ready = process("pass", caches), process(READY, caches)
                    spent[name].append((ready[0] - bare[0], ready[1] - bare[1]))
    for name, most in (("warm", 60), ("cold", 150)):
        taken, used = (statistics.median(times) for times in zip(*spent[name], strict=True))
        yield bar(f"rules ready, {name}, above a bare interpreter, ms", taken, at_most=most)
        yield f"{f'processor time of it, {name}, ms':52}{used:12.2f}"


def _processor_time() -> float:
    """Return the seconds of all processes that ended: others on the machine do not lengthen them so much."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

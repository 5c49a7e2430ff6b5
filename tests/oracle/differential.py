"""Hold the sides against each other on random families, conditions and days.

    python -m tests.oracle.differential --seed 1 --holder-days 1000000

A holder-day is one family on one day; on each several conditions are asked. Prints the count, the rate and every
disagreement as facts and condition, made as small as it goes. Exits with 1 if there is one.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from resipermit.domain.errors import InvalidInput
from resipermit.domain.rules import Node, RuleBook

from .generate import CITIES, Dice, conditions, family
from .sides import EXAM_YEARS, SIDES, Question, Side, book_with, span_ends

FAMILIES_PER_BOOK = 200
CONDITIONS_PER_BOOK = 120
CONDITIONS_ASKED = 5
DAYS_ASKED = 50
EARLIEST, LATEST = date(2008, 1, 1).toordinal(), date(2035, 12, 31).toordinal()


@dataclass
class Disagreement:
    """Two sides that answer differently about one condition on one day."""

    seed: str
    place: str
    division: str
    subject: str
    year: int | None
    day: str
    name: str
    condition: Any
    facts: Mapping[str, Any]
    answers: Mapping[str, str]

    def told(self) -> str:
        """Return it as one can read and keep it."""
        return "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.__dict__.items())


@dataclass
class Tally:
    """What has been asked so far."""

    holder_days: int = 0
    answers: dict[str, int] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return sum(self.answers.values())


@dataclass
class Bench:
    """One book with random conditions beside its own, and the layer that they were written as."""

    place: str
    book: RuleBook
    layer: Mapping[str, Any]

    def nodes(self) -> dict[str, Node]:
        """Return every condition that can be asked: random ones, named ones, those of exams and entitlements."""
        found = dict(self.book.conditions)
        for row in (*self.book.entitlements, self.book.application, self.book.settlement):
            if row is not None and row.condition is not None:
                found[row.id] = row.condition
            if row is not None and row.applies is not None:
                found[f"{row.id}.applies"] = row.applies
        found |= {f"{exam.id}.{n}": one.condition for exam in self.book.exams for n, one in enumerate(exam.outcomes)}
        return {name: node for name, node in found.items() if name != "opened"}


def bench(seed: str, place: str) -> Bench:
    """Return the bench of a seed."""
    layer = conditions(seed, CONDITIONS_PER_BOOK)
    return Bench(place, book_with(place, layer), layer)


def run(seed: int, holder_days: int, sides: Mapping[str, Side] = SIDES, stop_at: int | None = None) -> Tally:
    """Ask until so many holder-days are done, or *stop_at* disagreements are found."""
    tally = Tally()
    book_number = 0
    while tally.holder_days < holder_days:
        place = CITIES[book_number % len(CITIES)]
        at = bench(f"{seed}/{book_number}", place)
        for number in range(FAMILIES_PER_BOOK):
            ask_family(at, f"{seed}/{book_number}/{number}", tally, sides)
            found = len(tally.disagreements)
            if tally.holder_days >= holder_days or (stop_at is not None and found >= stop_at):
                return tally
        book_number += 1
    return tally


def run_family(seed: str) -> Tally:
    """Ask about the family of one seed, such as 7/3/57: the 58th of the fourth book."""
    tally = Tally()
    book_number = int(seed.split("/")[1])
    ask_family(bench_of(seed, CITIES[book_number % len(CITIES)]), seed, tally, SIDES)
    return tally


def ask_family(at: Bench, seed: str, tally: Tally, sides: Mapping[str, Side]) -> None:
    """Ask several conditions about one family on many days: where answers turn, the day before and after, any day."""
    dice = Dice(f"{seed}/days")
    year = dice.choice(EXAM_YEARS)
    division = dice.choice(("430102", "430104")) if at.place == "430100" else at.place
    question = Question(family(seed), at.book, at.place, division, "holder", year)
    nodes = at.nodes()
    random_ones = [name for name in nodes if name.startswith("r") and name[1:].isdigit()]
    own = [name for name in nodes if name not in random_ones]
    chosen = dice.sample(random_ones, CONDITIONS_ASKED - 2) + dice.sample(own, 2)
    asked = []
    for name in chosen:
        one = question_about(question, "holder" if dice.chance(0.4) else dice.choice(question.subjects()))
        asked.append((name, nodes[name], one))
    days = chosen_days(dice, [(node, one) for _, node, one in asked])
    for day in days:
        for name, node, one in asked:
            answers = {side: answer(one, node, day) for side, answer in sides.items()}
            words = set(answers.values())
            tally.answers[min(words)] = tally.answers.get(min(words), 0) + 1
            if len(words) > 1:
                tally.disagreements.append(disagreement(at, seed, one, name, day, answers))
    tally.holder_days += len(days)


def question_about(question: Question, subject: str) -> Question:
    """Return the same question about somebody else of the family; what was reckoned is shared."""
    other = object.__new__(Question)
    other.__dict__ = {**question.__dict__, "subject": subject}
    return other


def chosen_days(dice: Dice, asked: list[tuple[Node, Question]]) -> list[int]:
    """Return days at the ends of spans, the day before and after each, and days drawn at random."""
    ends = {end + moved for node, one in asked for end in span_ends(one, node) for moved in (-1, 0, 1)}
    near = sorted(end for end in ends if EARLIEST <= end <= LATEST)
    picked = set(dice.sample(near, min(len(near), DAYS_ASKED * 3 // 4)))
    while len(picked) < DAYS_ASKED:
        picked.add(dice.randint(EARLIEST, LATEST))
    return sorted(picked)


def disagreement(at: Bench, seed: str, one: Question, name: str, day: int, answers: Mapping[str, str]) -> Disagreement:
    """Return what is needed to see it again."""
    written = at.layer["conditions"].get(name, f"the book's own condition {name}")
    return Disagreement(
        seed,
        at.place,
        one.division,
        one.subject,
        one.year,
        date.fromordinal(day).isoformat(),
        name,
        written,
        one.document,
        answers,
    )


def shrunk(found: Disagreement, at: Bench, sides: Mapping[str, Side]) -> Disagreement:
    """Return the disagreement with every fact left out that it does not need."""
    node = at.nodes()[found.name]
    facts = json.loads(json.dumps(found.facts))

    def still(document: Mapping[str, Any]) -> dict[str, str] | None:
        try:
            one = Question(document, at.book, at.place, found.division, found.subject, found.year)
            day = date.fromisoformat(found.day).toordinal()
            answers = {side: answer(one, node, day) for side, answer in sides.items()}
        except (InvalidInput, LookupError):
            return None
        return answers if len(set(answers.values())) > 1 else None

    answers = dict(found.answers)
    smaller = True
    while smaller:
        smaller = False
        for candidate in without_one(facts):
            kept = still(candidate)
            if kept:
                facts, answers, smaller = candidate, kept, True
                break
    return Disagreement(**{**found.__dict__, "facts": facts, "answers": answers})


def without_one(facts: Any) -> Iterator[Any]:
    """Return the document with one key or one entry of a list taken out, in every way."""
    keys = list(facts) if isinstance(facts, dict) else list(range(len(facts))) if isinstance(facts, list) else []
    for key in keys:
        if isinstance(facts, dict):
            yield {name: value for name, value in facts.items() if name != key}
        else:
            yield [value for n, value in enumerate(facts) if n != key]
    for key in keys:
        for inner in without_one(facts[key]):
            copy = dict(facts) if isinstance(facts, dict) else list(facts)
            copy[key] = inner
            yield copy


def bench_of(seed: str, place: str) -> Bench:
    """Return the bench of a family's seed, such as 1/3/57."""
    return bench(seed.rsplit("/", 1)[0], place)


def main() -> int:
    """Run as the command line asks; return 1 if the sides disagree."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle.differential", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--holder-days", type=int, default=1_000_000)
    parser.add_argument("--show", type=int, default=5, help="how many disagreements to show in full")
    args = parser.parse_args()
    began = time.perf_counter()
    tally = run(args.seed, args.holder_days)
    took = time.perf_counter() - began
    apart = {(found.seed, found.name): found for found in tally.disagreements}
    for found in list(apart.values())[: args.show]:
        say(shrunk(found, bench_of(found.seed, found.place), SIDES).told())
    by_name: dict[str, int] = {}
    for found in tally.disagreements:
        kinds = ",".join(sorted(_kinds(found.condition)))
        by_name[kinds] = by_name.get(kinds, 0) + 1
    for kinds, count in sorted(by_name.items(), key=lambda pair: -pair[1])[:20]:
        say(f"{count:8}  {kinds}")
    say(
        f"seed {args.seed}: {tally.holder_days} holder-days, {tally.asked} answers {tally.answers}, sides"
        f" {', '.join(SIDES)}: {len(tally.disagreements)} disagreements in {took:.0f} s"
        f" ({tally.holder_days / took:.0f} holder-days a second)"
    )
    return 1 if tally.disagreements else 0


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{text}\n")


def _kinds(condition: Any) -> set[str]:
    if isinstance(condition, str):
        return {condition}
    found = set()
    if isinstance(condition, dict):
        for key, value in condition.items():
            if key not in ("words", "where", "except", "unclear", "list", "in"):
                found |= {key} if isinstance(value, dict | list) else set()
                found |= _kinds(value) if isinstance(value, dict | list) else set()
    if isinstance(condition, list):
        for value in condition:
            found |= _kinds(value) if isinstance(value, dict | list) else set()
    return found


if __name__ == "__main__":
    sys.exit(main())

"""Hold the columns against the spans of one holder: registers of random families, random conditions, random days.

Of each condition the answer, the first day, the first reason and all reasons are compared; then every row of the
catalogue and every exam.

    python -m tests.oracle.columns --seed 1 --holder-days 20000

A register holds as many families as a book of the differential run; a holder-day is one family on one day.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.columns.asking import ANSWERS
from resipermit.columns.layers import first_day
from resipermit.columns.legend import Legend
from resipermit.columns.of_facts import register_of
from resipermit.columns.one_by_one import subjects
from resipermit.columns.reckoning import Reckoning
from resipermit.columns.register import RELATIONS
from resipermit.columns.why import Why, answer_reasons, codes_of
from resipermit.domain.evaluation import Outcome, evaluate
from resipermit.domain.facts_document import read_facts
from resipermit.domain.reasons import reason_of
from resipermit.domain.spans import END, first_from

from . import entitled
from .differential import EARLIEST, FAMILIES_PER_BOOK, LATEST, bench, say
from .generate import CITIES, Dice, family
from .sides import EXAM_YEARS

DAYS_A_REGISTER, CONDITIONS_A_REGISTER = 10, 12


def disagreements(seed: str, place: str, families: int = FAMILIES_PER_BOOK) -> Iterator[tuple[Any, ...]]:
    """Return what one register answers otherwise: day, condition, seed of the family, subject, right, wrong."""
    dice, gazetteer, at = Dice(f"{seed}/columns"), load_gazetteer(), bench(seed, place)
    seeds = [f"{seed}/{number}" for number in range(families)]
    facts = [read_facts(family(one), gazetteer) for one in seeds]
    nodes = at.nodes()
    chosen = dice.sample(sorted(nodes), CONDITIONS_A_REGISTER)
    exam = next((one for one in at.book.exams if one.id == "gaokao"), None)
    register = register_of(facts, place, at.book, gazetteer, date(2024, 1, 1))
    asked = Reckoning.of(register, at.book, gazetteer, date(2024, 1, 1))
    year = dice.choice(EXAM_YEARS)
    if exam is not None and year is not None:
        asked = asked.beside(asked.case.about(exam, year))
    groups = [asked.group("holder"), *(asked.group(name) for name in RELATIONS[1:])]
    where = {id(one.holder): seeds[n] for n, one in enumerate(facts)}
    for day in sorted(dice.randint(EARLIEST, LATEST) for _ in range(DAYS_A_REGISTER)):
        then = asked.beside(asked.case.on(date.fromordinal(day)))
        people = [list(subjects(then, group)) for group in groups]
        for name in chosen:
            for group, members in zip(groups, people, strict=True):
                days, why = then.days(nodes[name], group), Why(then, Legend())
                answers, firsts = then.answers(nodes[name], group), first_day(days.certain, day, group.count)
                reasons = answer_reasons(why, nodes[name], group, answers, answers)
                for place_in_group, (case, subject) in enumerate(members):
                    alone = evaluate(case, nodes[name], subject)
                    right = ANSWERS[alone.answer], first_from(alone.days.certain, day) or END, *_reasons(alone)
                    given = (
                        int(answers[place_in_group]),
                        int(firsts[place_in_group]),
                        why.legend.codes[reasons.first[place_in_group]],
                        tuple(sorted(why.legend.read(int(reasons.mask[place_in_group])))),
                    )
                    if right != given:
                        who = where[id(case.facts.holder)]
                        yield date.fromordinal(day).isoformat(), name, who, subject.label, right, given, nodes[name]


def of_the_catalogue(seed: str, place: str, families: int = FAMILIES_PER_BOOK) -> Iterator[tuple[Any, ...]]:
    """Return what one register answers otherwise about the rows of the place's own book and its exams."""
    dice, gazetteer = Dice(f"{seed}/catalogue"), load_gazetteer()
    facts = [read_facts(family(f"{seed}/{number}"), gazetteer) for number in range(families)]
    days = [date.fromordinal(dice.randint(EARLIEST, LATEST)) for _ in range(DAYS_A_REGISTER)]
    yield from entitled.disagreements(facts, place, load_book(place), days)


def _reasons(outcome: Outcome) -> tuple[str, tuple[str, ...]]:
    """Return the first reason and all of them, in the order of the alphabet."""
    if outcome.answer == "yes":
        return "met", ("met",)
    every = codes_of(outcome) if outcome.answer == "no" else [reason_of(outcome, "unknown")]
    return reason_of(outcome, outcome.answer), tuple(sorted(set(every)))


def main() -> int:
    """Run as the command line asks; return 1 if anything is answered otherwise."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle.columns", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--holder-days", type=int, default=20_000)
    parser.add_argument("--show", type=int, default=10)
    args = parser.parse_args()
    found = 0
    registers = -(-args.holder_days // (FAMILIES_PER_BOOK * DAYS_A_REGISTER))
    for number in range(registers):
        for one in disagreements(f"{args.seed}/{number}", CITIES[number % len(CITIES)]):
            found += 1
            if found <= args.show:
                say(repr(one))
        for row in of_the_catalogue(f"{args.seed}/{number}", CITIES[number % len(CITIES)]):
            found += 1
            if found <= args.show:
                say(repr(row))
    say(f"seed {args.seed}: {registers * FAMILIES_PER_BOOK * DAYS_A_REGISTER} holder-days, {found} disagreements")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Hold the columns against the spans of one holder: registers of random families, random conditions, random days.

    python -m tests.oracle.columns --seed 1 --holder-days 20000

A register holds as many families as a book of the differential run; a holder-day is one family on one day.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.columns.asking import ANSWERS
from resipermit.columns.layers import first_day
from resipermit.columns.of_facts import register_of
from resipermit.columns.one_by_one import subjects
from resipermit.columns.reckoning import Reckoning
from resipermit.columns.register import RELATIONS
from resipermit.domain.evaluation import days_of
from resipermit.domain.facts_document import read_facts
from resipermit.domain.spans import END, first_from

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
    people = [list(subjects(asked, group)) for group in groups]
    where = {id(one.holder): seeds[n] for n, one in enumerate(facts)}
    for day in sorted(dice.randint(EARLIEST, LATEST) for _ in range(DAYS_A_REGISTER)):
        then = asked.beside(asked.case.on(date.fromordinal(day)))
        for name in chosen:
            for group, members in zip(groups, people, strict=True):
                days = then.days(nodes[name], group)
                answers, firsts = then.answers(nodes[name], group), first_day(days.certain, day, group.count)
                for place_in_group, (case, subject) in enumerate(members):
                    alone = days_of(case, nodes[name], subject)
                    right = ANSWERS[alone.answer(day)], first_from(alone.certain, day) or END
                    given = int(answers[place_in_group]), int(firsts[place_in_group])
                    if right != given:
                        who = where[id(case.facts.holder)]
                        yield date.fromordinal(day).isoformat(), name, who, subject.label, right, given, nodes[name]


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
    say(f"seed {args.seed}: {registers * FAMILIES_PER_BOOK * DAYS_A_REGISTER} holder-days, {found} disagreements")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

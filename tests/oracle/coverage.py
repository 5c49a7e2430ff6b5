"""Which conditions, dated values and articles of the Hunan and Changsha book the cases have decided, and which way.

    python -m tests.oracle.coverage

The cases are those of tests/rules and random families around each place, on the days on which answers turn, the day
before and after, and others at random. A condition counts once a family, person and day, wherever it stands below what
is asked; a row of a value on the days for which it is read; an article with every condition and entitlement that cites
it.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

import yaml

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.domain.conditions.case import Subject
from resipermit.domain.evaluation import Outcome, evaluate
from resipermit.domain.rule_coverage import Coverage, asked_of
from resipermit.domain.rules import RuleBook

from .differential import EARLIEST, LATEST
from .generate import Dice, family
from .sides import Question, span_ends

AROUND: Mapping[str, Sequence[str]] = {
    "430100": ("430102", "430102", "430104", "430211", "430302", "430181", "440106"),
    "430200": ("430211", "430211", "430202", "430102", "440106"),
    "430300": ("430302", "430302", "430304", "430102", "440106"),
    "430800": ("430802", "430802", "430811", "430102", "440106"),
    "430181": ("430181", "430181", "430102", "440106"),
}
FAMILIES = 60  # in each place
DAYS = 8
SEED = 4
UNDECIDED = Path(__file__).parent / "undecided.yaml"  # what cannot come to both, and why


def coverage(families: int = FAMILIES, seed: int = SEED) -> Coverage:
    """Return what the tables of cases and the families of a seed decide in the book of each place."""
    found = Coverage()
    tables = import_module(f"{__package__.removesuffix('oracle')}rules.case_tables")  # tests.oracle, or oracle in tests
    for case in tables.cases():
        if case.rules is None and (case.place or "").startswith("43"):
            place = load_gazetteer().place_of(case.place)
            found.expect(load_book(place))
            question = Question(case.document, load_book(place), place, case.place, "holder")
            _ask(found, question, Dice(str(case)), also=case.as_of.toordinal())
    for place, around in AROUND.items():
        book = load_book(place)
        found.expect(book)
        for number in range(families):
            name = f"{seed}/{place}/{number}"
            _ask(found, Question(family(name, around), book, place, around[0], "holder"), Dice(name))
    return found


def undecided() -> Mapping[str, str]:
    """Return what cannot come to both yes and no, with the reason."""
    known: Mapping[str, str] = yaml.safe_load(UNDECIDED.read_text(encoding="utf-8"))
    return known


def one_sided(found: Coverage) -> list[str]:
    """Return what was never yes, or never no."""
    return [f"{kind} {name}" for kind, name, counts in found.rows() if not (counts["yes"] and counts["no"])]


def _ask(found: Coverage, question: Question, dice: Dice, also: int | None = None) -> None:
    book = question.book
    subjects = [question.asked, *_family(question)]
    nodes = list(asked_of(book))
    ends = {end + moved for node, _ in nodes for end in span_ends(question, node) for moved in (-1, 0, 1)}
    near = sorted(end for end in ends if EARLIEST <= end <= LATEST)
    days = [*dice.sample(near, min(DAYS - 2, len(near))), *(dice.randint(EARLIEST, LATEST) for _ in range(2))]
    for day in days if also is None else [*days, also]:
        case = question.case.on(date.fromordinal(day))
        for subject in subjects:
            seen: set[int] = set()
            for node, cited in nodes:
                whole = evaluate(case, node, subject)
                found.count_articles(cited, whole.days.answer(day))
                _walk(found, book, whole, day, seen)


def _family(question: Question) -> Iterator[Subject]:
    for number, relative in enumerate(question.facts.household or ()):
        yield Subject(f"household[{number}]", relative.person, relative)


def _walk(found: Coverage, book: RuleBook, outcome: Outcome, day: int, seen: set[int]) -> None:
    """Count an outcome and its parts, each once."""
    if id(outcome) in seen:
        return
    seen.add(id(outcome))
    found.count(book, outcome.node, outcome.days.answer(day), date.fromordinal(day))
    for part in outcome.parts:
        _walk(found, book, part, day, seen)


def main() -> int:
    """Print the table; return 1 if something was never decided both ways."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle.coverage", description=__doc__)
    parser.add_argument("--families", type=int, default=FAMILIES)
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    found = coverage(args.families, args.seed)
    sys.stdout.write(f"{'yes':>8} {'no':>8} {'unknown':>8}\n")
    for kind, name, counts in found.rows():
        sys.stdout.write(f"{counts['yes']:8} {counts['no']:8} {counts['unknown']:8}  {kind} {name}\n")
    reasons = undecided()
    for name in one_sided(found):
        sys.stdout.write(f"never both ways: {name}: {reasons.get(name, 'NO REASON GIVEN')}\n")
    return int(any(name not in reasons for name in one_sided(found)))


if __name__ == "__main__":
    sys.exit(main())

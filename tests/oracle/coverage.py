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
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path

import yaml

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.domain.conditions.case import Subject
from resipermit.domain.evaluation import Outcome, evaluate
from resipermit.domain.law import Citation
from resipermit.domain.rules import Entitlement, Node, RuleBook

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
ANSWERS = ("yes", "no", "unknown")
UNDECIDED = Path(__file__).parent / "undecided.yaml"  # what cannot come to both, and why


@dataclass
class Coverage:
    """How often each thing came to yes, no and unknown."""

    conditions: dict[str, dict[str, int]] = field(default_factory=dict)
    values: dict[str, dict[str, int]] = field(default_factory=dict)
    articles: dict[str, dict[str, int]] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, str, Mapping[str, int]]]:
        """Return kind, name and counts of everything there is to decide."""
        for kind in ("conditions", "values", "articles"):
            for name, counts in sorted(getattr(self, kind).items()):
                yield kind.removesuffix("s"), name, counts

    def one_sided(self) -> list[str]:
        """Return what was never yes, or never no."""
        return [f"{kind} {name}" for kind, name, counts in self.rows() if not (counts["yes"] and counts["no"])]


def coverage(families: int = FAMILIES, seed: int = SEED) -> Coverage:
    """Return what the tables of cases and the families of a seed decide in the book of each place."""
    found = Coverage()
    tables = import_module(f"{__package__.removesuffix('oracle')}rules.case_tables")  # tests.oracle, or oracle in tests
    for case in tables.cases():
        if case.rules is None and (case.place or "").startswith("43"):
            place = load_gazetteer().place_of(case.place)
            _expect(found, load_book(place))
            question = Question(case.document, load_book(place), place, case.place, "holder")
            _ask(found, question, Dice(str(case)), also=case.as_of.toordinal())
    for place, around in AROUND.items():
        book = load_book(place)
        _expect(found, book)
        for number in range(families):
            name = f"{seed}/{place}/{number}"
            _ask(found, Question(family(name, around), book, place, around[0], "holder"), Dice(name))
    return found


def undecided() -> Mapping[str, str]:
    """Return what cannot come to both yes and no, with the reason."""
    known: Mapping[str, str] = yaml.safe_load(UNDECIDED.read_text(encoding="utf-8"))
    return known


def asked_of(book: RuleBook) -> Iterator[tuple[Node, tuple[Citation, ...]]]:
    """Return every condition that the answers are made of, with what the row itself cites."""
    rows: list[Entitlement | None] = [*book.entitlements, book.application, book.settlement]
    for row in rows:
        if row is not None:
            grounds = [book.conditions[one.value] for one in row.rests_on.rows if one.value in book.conditions]
            for node in (row.condition, row.applies, *grounds):
                if node is not None:
                    yield node, row.citations
    for exam in book.exams:
        for graded in exam.outcomes:
            yield graded.condition, exam.citations
    yield book.conditions["may_move_along"], ()


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
                _count_articles(found, cited, whole.days.answer(day))
                _walk(found, book, whole, day, seen)


def _family(question: Question) -> Iterator[Subject]:
    for number, relative in enumerate(question.facts.household or ()):
        yield Subject(f"household[{number}]", relative.person, relative)


def _walk(found: Coverage, book: RuleBook, outcome: Outcome, day: int, seen: set[int]) -> None:
    """Count an outcome and its parts, each once."""
    if id(outcome) in seen:
        return
    seen.add(id(outcome))
    answer, node = outcome.days.answer(day), outcome.node
    if node.id in found.conditions:
        found.conditions[node.id][answer] += 1
    _count_articles(found, node.citations, answer)
    for name in _values_of(node, book):
        found.values[_row(book, name, day)][answer] += 1
    for part in outcome.parts:
        _walk(found, book, part, day, seen)


def _count_articles(found: Coverage, cited: Sequence[Citation], answer: str) -> None:
    for citation in cited:
        found.articles[_article(citation)][answer] += 1


def _values_of(node: Node, book: RuleBook) -> set[str]:
    """Return the values that a leaf reads: those it names, and those its word reads of itself."""
    named = {one for one in node.params.values() if isinstance(one, str) and one in book.values}
    if node.kind in ("years_in_school", "since_grade"):
        named.add("schooling.gap_days")
    if node.kind == "permit_in_use":
        named |= {name for name in book.values if name.startswith("endorsement.")}
    return named


def _row(book: RuleBook, name: str, day: int) -> str:
    rows = book.values[name].rows
    held = [row for row in rows if row.since.toordinal() <= day] or rows[:1]
    return f"{name} {held[-1].since.isoformat()}"


def _article(citation: Citation) -> str:
    paragraph = f"({citation.paragraph})" if citation.paragraph else ""
    return f"{citation.instrument}:{citation.article or ''}{paragraph}"


def _expect(found: Coverage, book: RuleBook) -> None:
    """Enter everything the book has, so that what is never asked is seen as well."""
    for nodes, cited in _everything(book):
        for node in nodes:
            found.conditions.setdefault(node.id, dict.fromkeys(ANSWERS, 0))
            cited = (*cited, *node.citations)
        for citation in cited:
            found.articles.setdefault(_article(citation), dict.fromkeys(ANSWERS, 0))
    for name, dated in book.values.items():
        for row in dated.rows:
            found.values.setdefault(f"{name} {row.since.isoformat()}", dict.fromkeys(ANSWERS, 0))


def _everything(book: RuleBook) -> Iterator[tuple[list[Node], tuple[Citation, ...]]]:
    for node in book.conditions.values():
        yield list(_below(node)), ()
    for node, cited in asked_of(book):
        yield list(_below(node)), cited


def _below(node: Node) -> Iterator[Node]:
    yield node
    for part in node.children:
        yield from _below(part)


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
    for name in found.one_sided():
        sys.stdout.write(f"never both ways: {name}: {reasons.get(name, 'NO REASON GIVEN')}\n")
    return int(any(name not in reasons for name in found.one_sided()))


if __name__ == "__main__":
    sys.exit(main())

"""Which conditions, dated values and articles of a rule book cases have decided, and which way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from resipermit.domain.law import Citation
from resipermit.domain.rule_description import everything, walked
from resipermit.domain.rules import Node, RuleBook

ANSWERS = ("yes", "no", "unknown")
KINDS = ("condition", "value", "article")
Counts = dict[str, int]


@dataclass
class Coverage:
    """How often each thing came to yes, no and unknown; only what was expected is counted."""

    conditions: dict[str, Counts] = field(default_factory=dict)
    values: dict[str, Counts] = field(default_factory=dict)  # by name and the first day of the row
    articles: dict[str, Counts] = field(default_factory=dict)

    def expect(self, book: RuleBook) -> None:
        """Enter everything the book has, so that what is never asked is seen as well."""
        for node, cited in _everything(book):
            for part in walked(node):
                self.conditions.setdefault(part.id, dict.fromkeys(ANSWERS, 0))
                cited = (*cited, *part.citations)
            for citation in cited:
                self.articles.setdefault(article_of(citation), dict.fromkeys(ANSWERS, 0))
        for name, dated in book.values.items():
            for row in dated.rows:
                self.values.setdefault(_row_of(name, row.since), dict.fromkeys(ANSWERS, 0))

    def leave_out(self, other: "Coverage") -> None:
        """Expect nothing of what *other* expects: a layer that is not the author's."""
        for mine, others in zip(self._tables(), other._tables(), strict=True):
            for name in others:
                mine.pop(name, None)

    def count(self, book: RuleBook, node: Node, answer: str, day: date) -> None:
        """Count what a condition came to on a day: the condition, the values it reads then, what it cites."""
        _add(self.conditions, node.id, answer)
        self.count_articles(node.citations, answer)
        for name in _values_of(node, book):
            _add(self.values, _row_on(book, name, day), answer)

    def count_articles(self, cited: Sequence[Citation], answer: str) -> None:
        """Count what provisions came to."""
        for citation in cited:
            _add(self.articles, article_of(citation), answer)

    def rows(self) -> Iterator[tuple[str, str, Mapping[str, int]]]:
        """Return kind, name and counts of everything there is to decide."""
        for kind, table in zip(KINDS, self._tables(), strict=True):
            for name, counts in sorted(table.items()):
                yield kind, name, counts

    def _tables(self) -> tuple[dict[str, Counts], dict[str, Counts], dict[str, Counts]]:
        return self.conditions, self.values, self.articles


def asked_of(book: RuleBook) -> Iterator[tuple[Node, tuple[Citation, ...]]]:
    """Return every condition that the answers are made of, with what the row itself cites."""
    for row in everything(book):
        grounds = [book.conditions[one.value] for one in row.rests_on.rows if one.value in book.conditions]
        for node in (row.condition, row.applies, *grounds):
            if node is not None:
                yield node, row.citations
    for exam in book.exams:
        for graded in exam.outcomes:
            yield graded.condition, exam.citations
    if "may_move_along" in book.conditions:
        yield book.conditions["may_move_along"], ()


def article_of(citation: Citation) -> str:
    """Return a provision as a rule file cites it, without its mark."""
    paragraph = f"({citation.paragraph})" if citation.paragraph else ""
    return f"{citation.instrument}:{citation.article or ''}{paragraph}"


def _everything(book: RuleBook) -> Iterator[tuple[Node, tuple[Citation, ...]]]:
    yield from ((node, ()) for node in book.conditions.values())
    yield from asked_of(book)


def _values_of(node: Node, book: RuleBook) -> set[str]:
    """Return the values that a leaf reads: those it names, and those its word reads of itself."""
    named = {one for one in node.params.values() if isinstance(one, str) and one in book.values}
    if node.kind in ("years_in_school", "since_grade"):
        named.add("schooling.gap_days")
    if node.kind == "permit_in_use":
        named |= {name for name in book.values if name.startswith("endorsement.")}
    return named


def _row_on(book: RuleBook, name: str, day: date) -> str:
    rows = book.values[name].rows
    held = [row for row in rows if row.since <= day] or rows[:1]
    return _row_of(name, held[-1].since)


def _row_of(name: str, since: date) -> str:
    return f"{name} {since.isoformat()}"


def _add(table: Mapping[str, Counts], name: str, answer: str) -> None:
    if name in table:
        table[name][answer] += 1

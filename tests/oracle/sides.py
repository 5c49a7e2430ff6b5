"""The sides that are held against each other: the engine's spans, the oracle's days, and whatever else can answer.

A side takes a question and gives yes, no or unknown. A further back end joins by standing in SIDES.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import build_book, read_layers
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.evaluation import evaluate
from resipermit.domain.facts import Facts
from resipermit.domain.facts_document import read_facts
from resipermit.domain.rules import ExamRule, Node, RuleBook
from resipermit.domain.spans import END

from .atlas import the_atlas
from .interpreter import Oracle, Who

EXAM_YEARS = (None, 2024, 2025, 2025, 2026, 2026, 2027, 2030)


def book_with(place: str, layer: Mapping[str, Any]) -> RuleBook:
    """Return the book of *place* with one more layer; JSON is YAML too."""
    written = json.dumps(layer, ensure_ascii=False).encode()
    return build_book(place, (*read_layers(place), ("random/layer", written)))


@dataclass
class Question:
    """One family in one place, and one of its people: everything but the condition and the day."""

    document: Mapping[str, Any]
    book: RuleBook
    place: str
    division: str
    subject: str
    year: int | None = None
    facts: Facts = field(init=False)
    exam: ExamRule | None = field(init=False)
    case: Case = field(init=False)
    oracle: Oracle = field(init=False)

    def __post_init__(self) -> None:
        gazetteer = load_gazetteer()
        self.facts = read_facts(self.document, gazetteer)
        self.exam = next((exam for exam in self.book.exams if exam.id == "gaokao"), None) if self.year else None
        self.case = Case(self.facts, self.book, gazetteer, self.place, date(2024, 1, 1), self.division)
        if self.exam is not None:
            self.case = self.case.about(self.exam, self.year)
        self.oracle = Oracle(self.book, the_atlas(), self.facts, self.place, self.division, self.exam)

    @property
    def member(self) -> Any:
        """The household member asked about; None for the holder."""
        return None if self.subject == "holder" else (self.facts.household or ())[int(self.subject[10:-1])]

    @property
    def who(self) -> Who:
        member = self.member
        return Who("holder", self.facts.holder) if member is None else Who(self.subject, member.person, member)

    @property
    def asked(self) -> Subject:
        member = self.member
        return Subject("holder", self.facts.holder) if member is None else Subject(self.subject, member.person, member)

    def subjects(self) -> Sequence[str]:
        return ("holder", *(f"household[{n}]" for n in range(len(self.facts.household or ()))))


def timeline(question: Question, node: Node, day: int) -> str:
    """Answer from the spans of the condition, evaluated once for another day."""
    return evaluate(question.case, node, question.asked).days.answer(day)


def on_the_day(question: Question, node: Node, day: int) -> str:
    """Answer from spans evaluated for that very day, which must be the same; one day in seventeen, for it is slow."""
    if day % 17:
        return timeline(question, node, day)
    return evaluate(question.case.on(date.fromordinal(day)), node, question.asked).days.answer(day)


def by_days(question: Question, node: Node, day: int) -> str:
    """Answer day by day, by the definitions alone."""
    return question.oracle.answer(node, question.who, day, question.year)


Side = Callable[[Question, Node, int], str]
SIDES: dict[str, Side] = {"spans": timeline, "spans on the day": on_the_day, "oracle": by_days}


def span_ends(question: Question, node: Node) -> set[int]:
    """Return the days on which the engine's answer changes."""
    days = evaluate(question.case, node, question.asked).days
    return {end for span in (*days.certain, *days.possible) for end in span if end < END}

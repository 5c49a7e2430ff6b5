"""Tells why a condition holds or not: every part of it, with the figures behind it, looked up when it is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.leaf import NOTHING, Account
from resipermit.domain.conditions.reach import ELSEWHERE
from resipermit.domain.lazy import lazy
from resipermit.domain.measuring import measured_on
from resipermit.domain.program import (
    LEAVES,
    as_a_part,
    as_an_alternative,
    cities_of,
    in_place_of,
    law_of,
    people_of,
    plain_days,
    program_of,
)
from resipermit.domain.rules import Node
from resipermit.domain.spans import Days

Place = Callable[[Case, Node, Days], Days]


@dataclass(eq=False)
class Outcome:
    """A condition with its days. *case* is the question with the day on which it is looked at.

    *days* are those that count where the condition stands. For a group of people there is no *subject*, and *asked* is
    what each of them is asked. *where* tells apart the same condition asked of several people or cities.
    """

    case: Case
    node: Node
    subject: Subject | None
    days: Days
    asked: Node | None = None
    where: str | None = None

    @property
    def is_joined(self) -> bool:
        """Whether it has parts."""
        return bool(self.node.children) if self.subject is not None else bool(self.parts)

    @property
    def label(self) -> str:
        """The subject as the answer writes it; for a group of people the word of the group."""
        return self.subject.label if self.subject else self.node.of

    @lazy
    def answer(self) -> str:
        """Yes, no or unknown on the day on which it is looked at."""
        return self.days.answer(self.case.today)

    @lazy
    def account(self) -> Account:
        """The figures of a leaf on that day."""
        if self.node.kind is None or self.subject is None:
            return NOTHING
        return LEAVES[self.node.kind].account(self.case, self.subject, self.node.params, self.days)

    @lazy
    def parts(self) -> tuple["Outcome", ...]:
        """What it is joined of, in the order of the text."""
        case, node, subject = self.case, self.node, self.subject
        if subject is None or node.op in ("some_city", "measured"):
            return tuple(_parts_elsewhere(self))
        place = in_place_of(node)
        return tuple([_placed(_plain(case, child, subject), place) for child in node.children])

    def first(self, answer: str) -> "Outcome | None":
        """Return the first part that counts and answers so; those behind it are not looked at."""
        case, node, subject = self.case, self.node, self.subject
        if subject is None or node.classes is not None or node.op in ("some_city", "measured"):
            return next((part for part in self.counting if part.answer == answer), None)
        place = in_place_of(node)
        for child in node.children:
            if child.timeless or law_of(case, child).answer(case.today) != "no":
                part = _placed(_plain(case, child, subject), place)
                if part.answer == answer:
                    return part
        return None

    @lazy
    def counting(self) -> tuple["Outcome", ...]:
        """The parts that are law on that day; none while it is not known for which class the question is asked."""
        if self.node.classes is not None and law_of(self.case, self.node).answer(self.case.today) == "unknown":
            return ()
        parts = self.parts
        for part in parts:
            if not part.node.timeless:
                return tuple(one for one in parts if law_of(one.case, one.node).answer(one.case.today) != "no")
        return parts

    @lazy
    def not_opened(self) -> bool:
        """A route that is not opened is ignored; only when all are, the whole is not opened."""
        if not self.node.may_be_opened:
            return False
        if self.node.kind == "opened":
            return bool(self.case.book.openings.get(self.node.params["service"])) and self.answer == "no"
        if self.node.op == "any" and self.subject is not None:
            return bool(self.parts) and all(part.not_opened for part in self.parts)
        return self.node.op == "all" and self.subject is not None and any(part.not_opened for part in self.parts)

    def leaves(self) -> Iterator["Outcome"]:
        """Return the leaves below that count, in the order of the text."""
        if not self.parts:
            yield self
        for part in self.counting:
            yield from part.leaves()


def evaluate(case: Case, node: Node, subject: Subject) -> Outcome:
    """Return what *node* comes to for *subject*: outside its time it does not hold."""
    return _placed(_plain(case, node, subject), as_an_alternative)


def _plain(case: Case, node: Node, subject: Subject) -> Outcome:
    """Return what the condition itself comes to, whether it is law or not."""
    key = (id(node), subject.label)
    outcome: Outcome | None = case.looked_at.get(key)
    if outcome is None:
        days = plain_days(case, node, subject)
        if node.of == "subject":
            outcome = Outcome(case, node, subject, days)
        elif node.of == "holder":
            outcome = Outcome(case, node, case.holder, days)
        else:
            outcome = _group(case, node, days)
        case.looked_at[key] = outcome
    return outcome


def _group(case: Case, node: Node, days: Days) -> Outcome:
    people = people_of(case, node.of)
    head = Node(
        f"{node.id}.{node.of}",
        "all" if node.of == "every_parent" else "any",
        citations=node.citations,
        of=node.of,
        papers=() if people else node.papers,
        reason=None if people else "no_such_person",
        since=node.since,
        until=node.until,
        classes=node.classes,
    )
    return Outcome(case, head, None, days, program_of(case.book).of_one_person(node))


def _placed(outcome: Outcome, place: Place) -> Outcome:
    if outcome.node.timeless:
        return outcome
    return replace(outcome, days=place(outcome.case, outcome.node, outcome.days))


def _parts_elsewhere(outcome: Outcome) -> Iterator[Outcome]:
    case, node = outcome.case, outcome.node
    if outcome.asked is not None:
        for person in people_of(case, node.of):
            yield replace(_plain(case, outcome.asked, person), where=person.label)
        return
    assert outcome.subject is not None
    if node.op == "some_city":
        yield from _in_cities(case, node, outcome.subject)
    else:
        on = measured_on(case, node.params)
        there = case if on is None else case.on(on)
        yield _placed(_plain(there, node.children[0], outcome.subject), as_a_part)


def _in_cities(case: Case, node: Node, subject: Subject) -> Iterator[Outcome]:
    for name in cities_of(case):
        part = _placed(_plain(case.within(name), node.children[0], subject), as_a_part)
        if name != ELSEWHERE or part.days.possible:
            yield replace(part, where=name)

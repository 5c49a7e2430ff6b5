"""Tells why a condition holds or not: every part of it, with the figures behind it, looked up when it is read."""

from collections.abc import Callable, Iterator

from resipermit.domain.conditions.case import Case, Subject, Who
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
    program_of,
)
from resipermit.domain.rules import Node
from resipermit.domain.spans import Days

Place = Callable[[Case, Node, Days], Days]
ELSEWHERE_TOO = ("some_city", "measured")  # asked of other cities, or of another day


class Outcome:
    """A condition with its days. *case* is the question with the day on which it is looked at.

    *days* are those that count where the condition stands, *answer* is yes, no or unknown on that day. For a group of
    people there is no *subject*, and *asked* is what each of them is asked. *where* tells apart the same condition
    asked of several people or cities.
    """

    def __init__(
        self,
        case: Case,
        node: Node,
        subject: Subject | None,
        days: Days,
        *,
        asked: Node | None = None,
        where: str | None = None,
    ) -> None:
        self.case = case
        self.node = node
        self.subject = subject
        self.days = days
        self.answer = days.answer(case.today)
        self.asked = asked
        self.where = where

    def but(self, *, days: Days | None = None, where: str | None = None) -> "Outcome":
        """Return the same condition with other days, or told apart by *where*."""
        return Outcome(
            self.case,
            self.node,
            self.subject,
            self.days if days is None else days,
            asked=self.asked,
            where=where or self.where,
        )

    @property
    def is_joined(self) -> bool:
        """Whether it has parts."""
        return bool(self.node.children) if self.subject is not None else bool(self.parts)

    @property
    def label(self) -> str:
        """The subject as the answer writes it; for a group of people the word of the group."""
        return self.subject.label if self.subject else self.node.of

    @lazy
    def account(self) -> Account:
        """The figures of a leaf on that day."""
        if self.node.kind is None or self.subject is None:
            return NOTHING
        return LEAVES[self.node.kind].account(self.case, self.subject, self.node.params, self.days)

    @lazy
    def parts(self) -> tuple["Outcome", ...]:
        """What it is joined of, in the order of the text."""
        if self.subject is None or self.node.op in ELSEWHERE_TOO:
            return tuple(_parts_elsewhere(self))
        who = self.case.who(self.subject)
        program, place = program_of(self.case.book), in_place_of(self.node)
        return tuple(
            [_placed(_looked_at(self.case, child, who, read(who)), place) for child, read in program.parts(self.node)]
        )

    def answering(self, answer: str) -> Iterator["Outcome"]:
        """Return the parts that count and answer so, one after another; those behind the last read are not made."""
        case, node = self.case, self.node
        if self.subject is None or node.classes is not None or node.op in ELSEWHERE_TOO:
            yield from (part for part in self.counting if part.answer == answer)
            return
        who, place, today = case.who(self.subject), in_place_of(node), case.today
        for child, read in program_of(case.book).parts(node):
            days = counted = read(who)
            if not child.timeless:
                if law_of(case, child).answer(today) == "no":
                    continue
                counted = place(case, child, days)
            if counted.answer(today) == answer:
                yield _placed(_looked_at(case, child, who, days), place)

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
    who = case.who(subject)
    return _looked_at(case, node, who, program_of(case.book).reading(node)(who))


def _looked_at(case: Case, node: Node, who: Who, days: Days) -> Outcome:
    """Return the condition with its *days*; it is made once for each person and day."""
    key = id(node), who.subject.label
    outcome: Outcome | None = case.looked_at.get(key)
    if outcome is None:
        if node.of == "subject":
            outcome = Outcome(case, node, who.subject, days)
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
    return Outcome(case, head, None, days, asked=program_of(case.book).of_one_person(node))


def _placed(outcome: Outcome, place: Place) -> Outcome:
    if outcome.node.timeless:
        return outcome
    return outcome.but(days=place(outcome.case, outcome.node, outcome.days))


def _parts_elsewhere(outcome: Outcome) -> Iterator[Outcome]:
    case, node = outcome.case, outcome.node
    if outcome.asked is not None:
        for person in people_of(case, node.of):
            yield _plain(case, outcome.asked, person).but(where=person.label)
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
            yield part.but(where=name)

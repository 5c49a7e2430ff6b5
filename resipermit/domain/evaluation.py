"""Evaluates a condition: every part of it, never stopping early, so that every reason is there to be shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from resipermit.domain.conditions import city, lengths, permits, persons, records, schooling
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.leaf import NOTHING, Account, Kind
from resipermit.domain.conditions.points import points_kind
from resipermit.domain.conditions.reach import ELSEWHERE
from resipermit.domain.measuring import measured, measured_on
from resipermit.domain.rules import Node
from resipermit.domain.spans import (
    END,
    FIRST,
    NO,
    OPEN_QUESTION,
    YES,
    Days,
    all_of,
    any_of,
    at_least,
    both,
    either,
    known,
    none_of,
)

ONE_OF = {"spouse": ("spouse",), "guardian": ("guardian",), "any_child": ("child",)}
LIVING_TOGETHER = Node("living_together", "leaf", kind="living_together", papers=("cohabitation_statement",))


@dataclass(eq=False)
class Outcome:
    """A condition with its days and its parts. *case* is the question with the day on which it is looked at.

    *where* tells apart the same condition asked of several people or cities.
    """

    case: Case
    node: Node
    subject: Subject | None
    days: Days
    parts: tuple["Outcome", ...] = ()
    not_opened: bool = False
    where: str | None = None

    @property
    def label(self) -> str:
        """The subject as the answer writes it; for a group of people the word of the group."""
        return self.subject.label if self.subject else self.node.of

    @cached_property
    def answer(self) -> str:
        """Yes, no or unknown on the day on which it is looked at."""
        return self.days.answer(self.case.today)

    @cached_property
    def account(self) -> Account:
        """The figures of a leaf on that day."""
        if self.node.kind is None or self.subject is None:
            return NOTHING
        return LEAVES[self.node.kind].account(self.case, self.subject, self.node.params, self.days)

    @cached_property
    def counting(self) -> tuple["Outcome", ...]:
        """The parts that are law on that day; none while it is not known for which class the question is asked."""
        if self.node.classes is not None and law_of(self.case, self.node).answer(self.case.today) == "unknown":
            return ()
        return tuple(part for part in self.parts if law_of(part.case, part.node).answer(part.case.today) != "no")

    def leaves(self) -> Iterator["Outcome"]:
        """Return the leaves below that count, in the order of the text."""
        if not self.parts:
            yield self
        for part in self.counting:
            yield from part.leaves()


def evaluate(case: Case, node: Node, subject: Subject) -> Outcome:
    """Return what *node* comes to for *subject*: outside its time it does not hold."""
    return case.kept(("asked", id(node), subject.label), lambda: _as_an_alternative(_plain(case, node, subject)))


def _plain(case: Case, node: Node, subject: Subject) -> Outcome:
    """Return what the condition itself comes to, whether it is law or not."""
    return case.kept((id(node), subject.label), lambda: _for_whom(case, node, subject))


def days_of(case: Case, node: Node, subject: Subject) -> Days:
    """Return the days on which *node* holds for *subject*."""
    return evaluate(case, node, subject).days


LEAVES: Mapping[str, Kind] = {
    **records.KINDS,
    **lengths.KINDS,
    **permits.KINDS,
    **schooling.KINDS,
    **persons.KINDS,
    **city.KINDS,
    "points": points_kind(days_of),
}


def _for_whom(case: Case, node: Node, subject: Subject) -> Outcome:
    if node.of == "subject":
        return _evaluate(case, node, subject)
    if node.of == "holder":
        return _evaluate(case, node, case.holder)
    inner: Node = case.in_common(
        ("one person", id(node)), lambda: replace(node, of="subject", since=None, until=None, classes=None)
    )
    if node.of in ("any_parent", "every_parent"):
        people = case.parents() if node.of == "any_parent" else (case.holder, *case.relatives("spouse"))
    else:
        people = tuple(case.relatives(*ONE_OF[node.of]))
    if node.of == "spouse":
        inner = _with_the_holder(case, node, inner)
    parts = tuple(_plain(case, inner, person) for person in people)
    return _group(case, node, tuple(replace(part, where=part.label) for part in parts))


def _with_the_holder(case: Case, node: Node, inner: Node) -> Node:
    def build() -> Node:
        return Node(f"{node.id}.spouse_together", "all", (LIVING_TOGETHER, inner), citations=node.citations)

    return case.in_common(("with the holder", id(node)), build)


def _group(case: Case, node: Node, parts: tuple[Outcome, ...]) -> Outcome:
    """Join the answers of several people; while the household is not known there may be another."""
    days = [part.days for part in parts]
    if case.facts.household is None:
        days.append(OPEN_QUESTION)
    operator = "all" if node.of == "every_parent" else "any"
    joined = all_of(days) if operator == "all" else any_of(days)
    head = case.in_common(
        ("group", id(node)),
        lambda: Node(
            f"{node.id}.{node.of}",
            operator,
            citations=node.citations,
            of=node.of,
            papers=() if parts else node.papers,
            reason=None if parts else "no_such_person",
            since=node.since,
            until=node.until,
            classes=node.classes,
        ),
    )
    return Outcome(case, head, None, joined, parts)


def _evaluate(case: Case, node: Node, subject: Subject) -> Outcome:
    if node.op == "leaf":
        return _leaf(case, node, subject)
    if node.op == "some_city":
        return _some_city(case, node, subject)
    if node.op == "measured":
        return _measured(case, node, subject)
    place = _as_a_part if node.op == "all" else _as_an_alternative
    parts = tuple(place(_plain(case, child, subject)) for child in node.children)
    return Outcome(case, node, subject, _combined(node, parts), parts, _shut(node, parts))


def _leaf(case: Case, node: Node, subject: Subject) -> Outcome:
    assert node.kind is not None
    kind = LEAVES[node.kind]
    key = (id(node), subject.label, case.city, case.exam_year)
    days = case.in_common(key, lambda: kind.days(case, subject, node.params))
    shut = node.kind == "opened" and bool(case.book.openings.get(node.params["service"]))
    return Outcome(case, node, subject, days, (), shut and days.answer(case.today) == "no")


def _combined(node: Node, parts: Sequence[Outcome]) -> Days:
    days = [part.days for part in parts]
    if node.op == "all":
        return all_of(days)
    if node.op in ("any", "dated"):
        return any_of(days)
    if node.op == "not":
        return none_of(days[0])
    if node.op == "at_least":
        return at_least(node.least, days)
    assert node.op == "by_band"
    return _by_band(parts)


def law_of(case: Case, node: Node) -> Days:
    """Return the days on which the condition is law; for the classes of other years never."""
    days = YES
    if node.since is not None or node.until is not None:
        low = node.since.toordinal() if node.since else FIRST
        days = known(((low, node.until.toordinal() if node.until else END),))
    if node.classes is None:
        return days
    return all_of([days, _for_class(case.exam_year, *node.classes)])


def _for_class(year: int | None, first: int | None, end: int | None) -> Days:
    if year is None:
        return OPEN_QUESTION
    return YES if (first is None or first <= year) and (end is None or year < end) else NO


def _timeless(node: Node) -> bool:
    return node.since is None and node.until is None and node.classes is None


def _as_a_part(part: Outcome) -> Outcome:
    """Return it as a part of `all`: outside its time it is not asked, as if it held."""
    if _timeless(part.node):
        return part
    return replace(part, days=any_of([part.days, none_of(law_of(part.case, part.node))]))


def _as_an_alternative(part: Outcome) -> Outcome:
    """Return it as one of several, or alone: outside its time it is left out, as if it failed."""
    if _timeless(part.node):
        return part
    return replace(part, days=all_of([part.days, law_of(part.case, part.node)]))


def _by_band(routes: Sequence[Outcome]) -> Days:
    """Return yes where every route whose band is possible says yes."""
    certain, possible, bands = None, [], []
    for route in routes:
        law = law_of(route.case, route.node)
        band = all_of([law, *(part.days for part in route.parts if part.node.kind == "band")])
        rest = all_of([part.days for part in route.parts if part.node.kind != "band"])
        allowed = any_of([none_of(Days(band.possible, band.possible)), Days(rest.certain, rest.certain)]).certain
        certain = allowed if certain is None else both(certain, allowed)
        possible.append(both(band.possible, rest.possible))
        bands.append(band.possible)
    some_band = either(span for spans in bands for span in spans)
    return Days(both(certain or (), some_band), either(span for spans in possible for span in spans))


def _shut(node: Node, parts: Sequence[Outcome]) -> bool:
    """A route that is not opened is ignored; only when all are, the whole is not opened."""
    if node.op == "any" and parts:
        return all(part.not_opened for part in parts)
    return node.op == "all" and any(part.not_opened for part in parts)


def _some_city(case: Case, node: Node, subject: Subject) -> Outcome:
    """Ask it of each city named in the facts, and of one that is not named: where a list is not known, it may be."""
    parts = []
    for name in (*case.cities(), ELSEWHERE):
        there = case.within(name)
        part = _as_a_part(_plain(there, node.children[0], subject))
        if name != ELSEWHERE or part.days.possible:
            parts.append(replace(part, where=name))
    return Outcome(case, node, subject, any_of([part.days for part in parts]), tuple(parts))


def _measured(case: Case, node: Node, subject: Subject) -> Outcome:
    """Look at the part on one stated day, and let the whole hold on every day if it holds on that one."""
    on: date | None = measured_on(case, node.params)
    there = case if on is None else case.on(on)
    part = _as_a_part(_plain(there, node.children[0], subject))
    return Outcome(case, node, subject, measured(case, node.params, part.days), (part,))

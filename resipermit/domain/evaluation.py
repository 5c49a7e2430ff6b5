"""Evaluates a condition: every part of it, never stopping early, so that every reason is there to be shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from resipermit.domain.conditions import persons, records
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.leaf import Leaf
from resipermit.domain.rules import Node
from resipermit.domain.spans import END, OPEN_QUESTION, Days, all_of, any_of, at_least, both, clipped, either, none_of

LEAVES: Mapping[str, records.Evaluate] = {**records.KINDS, **persons.KINDS}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A condition with its days, its parts, and the figures of a leaf."""

    node: Node
    subject: str
    days: Days
    parts: tuple["Outcome", ...] = ()
    leaf: Leaf | None = None
    not_opened: bool = False

    def parts_on(self, day: date) -> tuple["Outcome", ...]:
        """Return the parts that count on *day*: of dated pieces only the one in force."""
        if self.node.op != "dated":
            return self.parts
        return tuple(part for part in self.parts if part.node.in_force(day))

    def leaves(self, day: date) -> Iterator["Outcome"]:
        """Return the leaves below that count on *day*, in the order of the text."""
        if not self.parts:
            yield self
        for part in self.parts_on(day):
            yield from part.leaves(day)


def evaluate(case: Case, node: Node, subject: Subject) -> Outcome:
    """Return what *node* comes to for *subject*."""
    if node.of == "any_parent":
        return _any_parent(case, node)
    if node.of == "holder":
        subject = case.holder
    key = (id(node), subject.label)
    outcome: Outcome = case.kept(key, lambda: _evaluate(case, node, subject))
    return outcome


def _evaluate(case: Case, node: Node, subject: Subject) -> Outcome:
    if node.op == "leaf":
        assert node.kind is not None
        leaf = LEAVES[node.kind](case, subject, node.params)
        shut = node.kind == "opened" and leaf.reason == "not_opened" and leaf.days.answer(case.today) == "no"
        return Outcome(node, subject.label, leaf.days, (), leaf, shut)
    parts = tuple(evaluate(case, child, subject) for child in node.children)
    days = _combined(node, parts)
    if node.since is not None:
        days = clipped(days, node.since.toordinal(), node.until.toordinal() if node.until else END)
    return Outcome(node, subject.label, days, parts, None, _shut(node, parts))


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


def _by_band(routes: Sequence[Outcome]) -> Days:
    """Return yes where every route whose band is possible says yes; routes hold their band as first part."""
    certain, possible = None, []
    for route in routes:
        band, rest = route.parts[0].days, all_of([part.days for part in route.parts[1:]])
        allowed = any_of([none_of(Days(band.possible, band.possible)), Days(rest.certain, rest.certain)]).certain
        certain = allowed if certain is None else both(certain, allowed)
        possible.append(both(band.possible, rest.possible))
    some_band = either(span for route in routes for span in route.parts[0].days.possible)
    return Days(both(certain or (), some_band), either(span for spans in possible for span in spans))


def _shut(node: Node, parts: Sequence[Outcome]) -> bool:
    """A route that is not opened is ignored; only when all are, the whole is not opened."""
    if node.op == "any" and parts:
        return all(part.not_opened for part in parts)
    return node.op == "all" and any(part.not_opened for part in parts)


def _any_parent(case: Case, node: Node) -> Outcome:
    """Ask it of each parent on record; while the household is not known there may be another."""
    # outcomes are kept by the node's identity, so the node as asked of one person is made once
    inner: Node = case.kept(("one person", id(node)), lambda: replace(node, of="subject"))
    parts = tuple(evaluate(case, inner, parent) for parent in case.parents())
    days = [part.days for part in parts]
    if case.facts.household is None:
        days.append(OPEN_QUESTION)
    group = Node(f"{node.id}.any_parent", "any", citations=node.citations)
    return Outcome(group, "any_parent", any_of(days), parts)

"""Makes each condition of a book, once, into a function from a person to days.

The days depend on facts and rules alone. Leaves that ask the same share one answer; what cannot change the days any
more is not worked out for them: the reasons are, when they are read (`evaluation`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from resipermit.domain.conditions import city, lengths, permits, persons, records, schooling
from resipermit.domain.conditions.case import Case, Reading, Subject, Who, kept
from resipermit.domain.conditions.leaf import Kind
from resipermit.domain.conditions.points import points_kind
from resipermit.domain.conditions.reach import ELSEWHERE
from resipermit.domain.measuring import measured
from resipermit.domain.rules import Node, RuleBook
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
    clipped,
    either,
    known,
    met,
    none_of,
)

ONE_OF = {"spouse": ("spouse",), "guardian": ("guardian",), "any_child": ("child",)}
LIVING_TOGETHER = Node("living_together", "leaf", kind="living_together", papers=("cohabitation_statement",))


def days_of(case: Case, node: Node, subject: Subject) -> Days:
    """Return the days on which *node* holds for *subject*; outside its time it does not."""
    return program_of(case.book).as_it_stands(node)(case.who(subject))


LEAVES: Mapping[str, Kind] = {
    **records.KINDS,
    **lengths.KINDS,
    **permits.KINDS,
    **schooling.KINDS,
    **persons.KINDS,
    **city.KINDS,
    "points": points_kind(days_of),
}


def program_of(book: RuleBook) -> "Program":
    """Return the functions of the book; made once."""
    program: Program | None = book.kept.get("program")
    if program is None:
        program = book.kept["program"] = Program(book)
    return program


def law_of(case: Case, node: Node) -> Days:
    """Return the days on which the condition is law; for the classes of other years never."""
    days = YES
    if node.since is not None or node.until is not None:
        low = node.since.toordinal() if node.since else FIRST
        high = node.until.toordinal() if node.until else END
        days = known(((low, high),)) if low < high else NO  # the check of packs refuses one that ends before it begins
    if node.classes is None:
        return days
    return all_of([days, _for_class(case.exam_year, *node.classes)])


def _for_class(year: int | None, first: int | None, end: int | None) -> Days:
    if year is None:
        return OPEN_QUESTION
    return YES if (first is None or first <= year) and (end is None or year < end) else NO


def as_a_part(case: Case, node: Node, days: Days) -> Days:
    """Return the days of a part of `all`: outside its time it is not asked, as if it held."""
    return days if node.timeless else any_of([days, none_of(law_of(case, node))])


def as_an_alternative(case: Case, node: Node, days: Days) -> Days:
    """Return the days of one of several, or of one alone: outside its time it is left out, as if it failed."""
    return days if node.timeless else all_of([days, law_of(case, node)])


def in_place_of(node: Node) -> Callable[[Case, Node, Days], Days]:
    """Return how a part of *node* counts outside its time."""
    return as_a_part if node.op in ("all", "some_city", "measured") else as_an_alternative


def people_of(case: Case, whose: str) -> tuple[Subject, ...]:
    """Return those of the household whom `of` means."""
    if whose in ("any_parent", "every_parent"):
        return case.parents() if whose == "any_parent" else (case.holder, *case.relatives("spouse"))
    return tuple(case.relatives(*ONE_OF[whose]))


@dataclass
class Program:
    """The functions made so far. What is asked of an exam year or of one city is kept apart for each."""

    book: RuleBook
    _made: dict[int, tuple[Node, Reading, bool]] = field(default_factory=dict)
    _leaves: dict[Any, tuple[Reading, bool]] = field(default_factory=dict)
    _persons: dict[int, Node] = field(default_factory=dict)
    _parts: dict[int, tuple[tuple[Node, Reading], ...]] = field(default_factory=dict)

    def reading(self, node: Node) -> Reading:
        """Return the function for the condition itself, whether it is law or not."""
        made = self._made.get(id(node))
        return made[1] if made is not None else self._reading(node)[0]

    def parts(self, node: Node) -> tuple[tuple[Node, Reading], ...]:
        """Return the parts with the function of each, whether it is law or not."""
        parts = self._parts.get(id(node))
        if parts is None:
            self.reading(node)  # which keeps the node, so that its id stays its own
            parts = self._parts[id(node)] = tuple((child, self.reading(child)) for child in node.children)
        return parts

    def since(self, node: Node, day: date) -> Reading:
        """Return the function for the condition in its time, from a day on."""
        read, low = self.as_it_stands(node), day.toordinal()

        def read_on(who: Who) -> Days:
            days = read(who)
            possible = days.possible
            return days if not possible or possible[0][0] >= low else clipped(days, low)

        return read_on

    def as_it_stands(self, node: Node) -> Reading:
        """Return the function for the condition in its time: outside of it, it does not hold."""
        read = self.reading(node)
        return read if node.timeless else lambda who: as_an_alternative(who.case, node, read(who))

    def of_one_person(self, node: Node) -> Node:
        """Return what a condition about several people asks of each: of a spouse, to live with the holder besides."""
        inner = self._persons.get(id(node))
        if inner is None:
            inner = replace(node, of="subject", since=None, until=None, classes=None)
            if node.of == "spouse":
                inner = Node(f"{node.id}.spouse_together", "all", (LIVING_TOGETHER, inner), citations=node.citations)
            self._persons[id(node)] = inner
        return inner

    def _reading(self, node: Node) -> tuple[Reading, bool]:
        made = self._made.get(id(node))
        if made is None:
            read, bound = self._make(node)
            made = self._made[id(node)] = node, read, bound
        return made[1], made[2]

    def _make(self, node: Node) -> tuple[Reading, bool]:
        if node.of == "holder":
            read, bound = self._reading(replace(node, of="subject"))
            return (lambda who: read(who.case.who(who.case.holder))), bound
        if node.of != "subject":
            inner, bound = self._reading(self.of_one_person(node))
            return kept(_of_people(node, inner), bound=bound), bound
        if node.op == "leaf":
            return self._leaf(node)
        parts = [self._part(node, child) for child in _flat(node)]
        bound = any(bound for _, bound in parts) or node.op in ("some_city", "measured")
        if node.op == "all" and len(parts) == 1:
            return parts[0]
        return kept(_join(node, [read for read, _ in parts], self), bound=bound), bound

    def _part(self, node: Node, child: Node) -> tuple[Reading, bool]:
        read, bound = self._reading(child)
        if child.timeless:
            return read, bound
        place = in_place_of(node)
        return (lambda who: place(who.case, child, read(who))), bound or child.classes is not None

    def _leaf(self, node: Node) -> tuple[Reading, bool]:
        assert node.kind is not None
        key = node.kind, _frozen(node.params)
        if key not in self._leaves:
            bound = node.kind == "points" or "city" in str(key)
            self._leaves[key] = kept(LEAVES[node.kind].days(self.book, node.params), bound=bound), bound
        return self._leaves[key]


def _flat(node: Node) -> Iterator[Node]:
    """Return the parts; those of an `all` within an `all` stand in its place."""
    for child in node.children:
        if node.op == child.op == "all" and child.of == "subject" and child.timeless:
            yield from _flat(child)
        else:
            yield child


def _frozen(params: Any) -> Any:
    if isinstance(params, Mapping):
        return tuple((key, _frozen(value)) for key, value in sorted(params.items()))
    return tuple(map(_frozen, params)) if isinstance(params, list | tuple) else params


def _of_people(node: Node, inner: Reading) -> Reading:
    """Join the answers of several people; while the household is not known there may be another."""
    operator = "all" if node.of == "every_parent" else "any"
    join = all_of if operator == "all" else any_of

    def read(who: Who) -> Days:
        case = who.case
        days = [inner(case.who(person)) for person in people_of(case, node.of)]
        if case.facts.household is None:
            days.append(OPEN_QUESTION)
        return join(days)

    return read


def _join(node: Node, parts: Sequence[Reading], program: Program) -> Reading:
    if node.op == "all":
        return _all(parts)
    if node.op in ("any", "dated"):
        return lambda who: any_of([part(who) for part in parts])
    if node.op == "not":
        return lambda who: none_of(parts[0](who))
    if node.op == "at_least":
        return lambda who: at_least(node.least, [part(who) for part in parts])
    if node.op == "by_band":
        return _by_band(node, program)
    if node.op == "some_city":
        return lambda who: any_of([parts[0](who.case.within(name).who(who.subject)) for name in cities_of(who.case)])
    assert node.op == "measured"
    return lambda who: measured(who.case, node.params, parts[0](who))


def _all(parts: Sequence[Reading]) -> Reading:
    if not parts:
        return lambda _who: YES
    first, *others = parts

    def read(who: Who) -> Days:
        days = first(who)
        for part in others:
            if not days.possible:
                break  # whatever the others say; they are asked when the reasons are read
            days = met(days, part(who))
        return days

    return read if others else first


def cities_of(case: Case) -> tuple[str, ...]:
    """Return the cities named in the facts, and one that is not: where a list is not known, it may be."""
    return (*case.cities(), ELSEWHERE)


def _by_band(node: Node, program: Program) -> Reading:
    """Return yes where every route whose band is possible says yes."""
    routes = [
        (
            route,
            [program._part(route, part)[0] for part in route.children if part.kind == "band"],
            _all([program._part(route, part)[0] for part in route.children if part.kind != "band"]),
        )
        for route in node.children
    ]

    def read(who: Who) -> Days:
        certain, possible, bands = None, [], []
        for route, band_parts, others in routes:
            band = all_of([law_of(who.case, route), *(part(who) for part in band_parts)])
            if not band.possible:
                continue
            rest = others(who)
            allowed = any_of([none_of(Days(band.possible, band.possible)), Days(rest.certain, rest.certain)]).certain
            certain = allowed if certain is None else both(certain, allowed)
            possible.append(both(band.possible, rest.possible))
            bands.append(band.possible)
        some_band = either(span for spans in bands for span in spans)
        return Days(both(certain or (), some_band), either(span for spans in possible for span in spans))

    return read

"""Why a condition fails or is open, for a whole group: every reason as a bit, and the first of them by its number.

The reasons are those of the engine of one holder (`domain.reasons`): of a condition that fails, of each part that fails
with it; of one that is open, either that no local document is known, or that facts are missing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from resipermit.columns.answers import counted
from resipermit.columns.asking import NO, UNKNOWN, Answers, Asking, law_today
from resipermit.columns.held import Group
from resipermit.columns.household import asked_of
from resipermit.columns.layers import Positions
from resipermit.columns.legend import Flags, Gathered, Legend, Reasons, small
from resipermit.columns.one_by_one import by_column, subjects
from resipermit.columns.register import NOT_STATED
from resipermit.columns.standing import ONLY_THE_LEDGER, SUSPENDED, permits_not_in_use
from resipermit.domain.evaluation import Outcome, evaluate
from resipermit.domain.reasons import reason_of
from resipermit.domain.rules import Node

OF_KIND = {
    "age": "age",
    "living_together": "not_living_together",
    "unmarried": "married",
    "sex": "sex",
    "no_live_permit": "permit_in_force",
    "points": "points_short",
}


@dataclass(frozen=True)
class Why:
    """Looks up the reasons of one question; *legend* collects the codes."""

    asked: Asking
    legend: Legend

    def constant(self, code: str) -> Reasons:
        """Return one reason for everybody."""
        return Reasons(small(self.legend.number(code)), small(self.legend.bit(code)))

    def failing(self, node: Node, group: Group) -> Reasons:
        """Return why the condition fails, of those for whom it does; what it says of others means nothing."""
        if node.of == "holder":
            if node.op != "leaf" and _class_unknown(self.asked, node):
                return self.constant(node.reason or node.id)
            inner, others = asked_of(self.asked, node)
            if not by_column(inner):
                return self._one_by_one(node, group)  # in its time, which *inner* has not
            return self.failing(inner, others).of_households(self.asked.register, group)
        if node.of != "subject":
            return self._of_people(node, group)
        if not by_column(node):
            return self._one_by_one(node, group)
        if node.op == "leaf":
            return self._leaf(node, group)
        if node.op == "any" and node.reason and node.children:
            return self.constant(node.reason)
        return self._joined(node, group)

    def _joined(self, node: Node, group: Group) -> Reasons:
        found = Gathered.nothing(group.count)
        for child in reversed(counting(self.asked, node)):
            here = counted(self.asked, child, group, node.op) == NO
            if here.any():
                found.add(self.failing(child, group), here)
        return found.or_else(self.constant, node.reason or node.id)

    def _of_people(self, node: Node, group: Group) -> Reasons:
        """Join the reasons of the people that the condition asks, the first of a household before the others."""
        register = self.asked.register
        inner, others = asked_of(self.asked, node)
        whose = others.of(register.household)
        found = Gathered.nothing(register.holders)
        alone = np.ones(register.holders, np.bool_)
        alone[whose] = False
        if alone.any():
            found.add(self.constant("no_such_person"), alone)
        if others.count and not _class_unknown(self.asked, node):
            here = np.flatnonzero(self.asked.answers(inner, others) == NO)[::-1]
            if len(here):
                found.add_of(self.failing(inner, others).of(here), whose.take(here))
        return found.or_else(self.constant, f"{node.id}.{node.of}").of_households(self.asked.register, group)

    def _one_by_one(self, node: Node, group: Group) -> Reasons:
        first, mask = np.zeros(group.count, np.uint32), np.zeros(group.count, np.uint64)
        here = np.flatnonzero(self.asked.answers(node, group) == NO)
        for place, outcome in zip(here.tolist(), _outcomes(self.asked, node, group, here), strict=True):
            codes = list(codes_of(outcome))
            first[place] = self.legend.number(codes[0])
            for code in codes:
                mask[place] |= np.uint64(self.legend.bit(code))
        return Reasons(first, mask)

    def _leaf(self, node: Node, group: Group) -> Reasons:
        if node.kind == "permit_in_use":
            return self._permit(node, group)
        if node.kind in ("age", "no_live_permit") and law_today(self.asked, node) == NO:
            return self._before_its_time(node, group)
        told = OF_KIND.get(node.kind or "")
        if node.kind == "opened":
            opened = self.asked.case.book.openings.get(node.params["service"])
            told = "not_opened" if opened else "no_local_document"
        return self.constant(told or node.reason or node.id)

    def _before_its_time(self, node: Node, group: Group) -> Reasons:
        """Return why a condition fails that is not law: what it would say itself is known of some people only."""
        if node.kind == "no_live_permit":
            return self._one_by_one(node, group)
        found, born = Gathered.nothing(group.count), self.asked.register.born_on
        if born is not None:
            found.add(self.constant(OF_KIND["age"]), group.of(born) != NOT_STATED)
        return found.or_else(self.constant, node.reason or node.id)

    def _permit(self, node: Node, group: Group) -> Reasons:
        found = Gathered.nothing(group.count)
        standing = permits_not_in_use(self.asked, group, node.params.get("in", "place"))
        found.add(self.constant("permit_suspended"), standing == SUSPENDED)
        here = np.flatnonzero((standing == ONLY_THE_LEDGER) & (self.asked.answers(node, group) == NO))
        codes = np.array([reason_of(outcome, "no") for outcome in _outcomes(self.asked, node, group, here)], object)
        for code in sorted(set(codes)):
            mine = np.zeros(group.count, np.bool_)
            mine[here[codes == code]] = True
            found.add(self.constant(code), mine)
        return found.or_else(self.constant, "permit_none")


def counting(asked: Asking, node: Node) -> Sequence[Node]:
    """Return the parts that are law on the day asked; none while the exam class is not known."""
    if _class_unknown(asked, node):
        return ()
    return [child for child in node.children if law_today(asked, child) != NO]


def _class_unknown(asked: Asking, node: Node) -> bool:
    return node.classes is not None and law_today(asked, node) == UNKNOWN


def _outcomes(asked: Asking, node: Node, group: Group, chosen: Positions) -> Iterator[Outcome]:
    for case, subject in subjects(asked, group.some(chosen, len(asked.register))):
        yield evaluate(case, node, subject)


def codes_of(outcome: Outcome) -> Iterator[str]:
    """Return every reason for which a condition of one holder fails, the deciding one first."""
    failing = [part for part in outcome.counting if part.answer == "no"]
    whole = outcome.node.op in ("any", "by_band") and outcome.node.reason
    if not failing or whole:
        yield reason_of(outcome, "no")
    else:
        for part in failing:
            yield from codes_of(part)


def waits_for_a_document(asked: Asking, node: Node, group: Group) -> Flags:
    """Say of those whose answer is unknown whether nothing but a local document is missing."""
    if node.of == "holder":
        if _class_unknown(asked, node):
            return np.zeros(group.count, np.bool_)
        inner, others = asked_of(asked, node)
        waits: Flags = group.of_household(asked.register, waits_for_a_document(asked, inner, others))
        return waits
    if node.of != "subject":
        return _some_wait(asked, node, group)
    if not by_column(node):
        found = np.zeros(group.count, np.bool_)
        here = np.flatnonzero(asked.answers(node, group) == UNKNOWN)
        outcomes = _outcomes(asked, node, group, here)
        found[here] = [reason_of(outcome, "unknown") == "no_local_document" for outcome in outcomes]
        return found
    if node.op == "leaf":
        unread = node.kind == "opened" and not asked.case.book.openings.get(node.params["service"])
        return np.full(group.count, unread, np.bool_)
    waits, open_parts = np.ones(group.count, np.bool_), np.zeros(group.count, np.bool_)
    for child in counting(asked, node):
        here = counted(asked, child, group, node.op) == UNKNOWN
        if here.any():
            waits &= ~here | waits_for_a_document(asked, child, group)
            open_parts |= here
    return waits & open_parts


def _some_wait(asked: Asking, node: Node, group: Group) -> Flags:
    register = asked.register
    inner, others = asked_of(asked, node)
    waits, open_parts = np.ones(register.holders, np.bool_), np.zeros(register.holders, np.bool_)
    if others.count and not _class_unknown(asked, node):
        here = np.flatnonzero(asked.answers(inner, others) == UNKNOWN)
        whose = others.of(register.household).take(here)
        np.logical_and.at(waits, whose, waits_for_a_document(asked, inner, others)[here])
        open_parts[whose] = True
    found: Flags = group.of_household(register, waits & open_parts)
    return found


def answer_reasons(why: Why, node: Node, group: Group, answers: Answers, whole: Answers) -> Reasons:
    """Return the reasons of answers: *whole* is what the condition itself says, before `since` and `applies`."""
    found = Gathered.nothing(group.count)
    for given, look_up in ((UNKNOWN, _open_reasons), (NO, Why.failing)):
        here = answers == given
        if answers is not whole:
            late = here & (whole != given)
            if late.any():
                found.add(why.constant("not_in_force"), late)
                here &= ~late
        if here.any():
            found.add(look_up(why, node, group), here)
    return found.or_else(why.constant, "met").for_each(group.count)


def _open_reasons(why: Why, node: Node, group: Group) -> Reasons:
    waits = waits_for_a_document(why.asked, node, group)
    found = Gathered.nothing(group.count)
    if waits.any():
        found.add(why.constant("no_local_document"), waits)
    return found.or_else(why.constant, "facts_missing")

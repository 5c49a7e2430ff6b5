"""What is not worked out by column: each person is asked with the engine of one holder, through the facts on record."""

from collections.abc import Iterator

import numpy as np

from resipermit.columns import layers as many
from resipermit.columns.asking import Asking
from resipermit.columns.held import Group
from resipermit.columns.layers import DayColumns
from resipermit.columns.leaves import LEAVES
from resipermit.columns.runs import from_rows
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.program import days_of
from resipermit.domain.rules import Node
from resipermit.domain.spans import Days

JOINED = ("all", "any", "dated", "not", "at_least")


class NotInColumns(Exception):
    """A condition has to be worked out person by person, and the register holds no facts for that."""


def by_column(node: Node) -> bool:
    """Say whether the condition itself is worked out by column; its parts may not be."""
    if node.op == "leaf":
        return node.kind == "points" or node.kind in LEAVES
    return node.op in JOINED


def dear(node: Node) -> bool:
    """Say whether the condition is better asked of few."""
    return node.kind == "points" or not by_column(node)


def cheap_first(node: Node) -> list[Node]:
    """Return the parts of a condition, the dear ones last."""
    return sorted(node.children, key=dear)


def each(asked: Asking, node: Node, group: Group) -> list[Days]:
    """Return the days of each person of *group*."""
    return [days_of(case, node, subject) for case, subject in subjects(asked, group)]


def subjects(asked: Asking, group: Group) -> Iterator[tuple[Case, Subject]]:
    """Return each person of *group* as the engine of one holder names them."""
    register = asked.register
    first = np.searchsorted(register.household[register.holders :], np.arange(register.holders))
    for person in group.people.tolist():
        holder = int(register.household[person])
        case = asked.case_of(holder)
        if person < register.holders:
            yield case, case.holder
        else:
            index = person - register.holders - int(first[holder])
            relative = (case.facts.household or ())[index]
            yield case, Subject(f"household[{index}]", relative.person, relative)


def one_by_one(asked: Asking, node: Node, group: Group) -> DayColumns:
    """Return the days of each person as columns."""
    rows: tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]] = ([], [])
    for place, days in enumerate(each(asked, node, group)):
        for found, spans in zip(rows, (days.certain, days.possible), strict=True):
            found.extend((place, low, high) for low, high in spans)
    certain = from_rows(rows[0], group.count, asked.today)
    if rows[0] == rows[1]:
        return many.known(certain)
    return DayColumns(certain, from_rows(rows[1], group.count, asked.today))

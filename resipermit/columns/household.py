"""A condition that is asked of others of the household: the holder, any parent, any child."""

from dataclasses import replace

import numpy as np

from resipermit.columns import joining
from resipermit.columns import layers as many
from resipermit.columns.asking import NO, UNKNOWN, YES, Answers, Asking
from resipermit.columns.held import Group
from resipermit.columns.layers import DayColumns, Layers, layered
from resipermit.columns.one_by_one import one_by_one
from resipermit.columns.runs import in_order
from resipermit.domain.program import LIVING_TOGETHER, ONE_OF
from resipermit.domain.rules import Node
from resipermit.domain.spans import END

RELATIONS = {
    "holder": ("holder",),
    "any_parent": ("holder", "spouse", "guardian"),
    "every_parent": ("holder", "spouse"),
}


def answers_of_others(asked: Asking, node: Node, group: Group) -> Answers:
    """Return what is answered of the people that *node* names, for those whose household they belong to."""
    inner, others = asked_of(asked, node)
    theirs = asked.answers(inner, others)
    if node.of == "holder":
        return _of_household(asked, group, theirs)
    every = node.of == "every_parent"
    found = np.full(asked.register.holders, YES if every else NO, np.int8)
    whose = others.of(asked.register.household)
    for answer in (UNKNOWN, NO if every else YES):  # the last put in outweighs the others
        found[whose.compress(theirs == answer)] = answer
    known = asked.register.households_known
    if known is not None:  # somebody whom nobody named may be there
        left_open = np.minimum(found, UNKNOWN) if every else np.maximum(found, UNKNOWN)
        found = np.where(known, found, left_open).astype(np.int8)
    return _of_household(asked, group, found)


def _of_household(asked: Asking, group: Group, answers: Answers) -> Answers:
    mine: Answers = group.of_household(asked.register, answers)
    return mine


def days_of_others(asked: Asking, node: Node, group: Group) -> DayColumns:
    """Return the days of the people that *node* names, as days of those whose household they belong to."""
    known = asked.register.households_known
    unsure = known is not None and not known.all()
    if node.of == "every_parent" or (node.of != "holder" and (unsure or group.position is not None)):
        undated = asked.kept(("undated", id(node)), lambda: replace(node, since=None, until=None, classes=None))
        return one_by_one(asked, undated, group)
    inner, others = asked_of(asked, node)
    days = asked.days(inner, others)
    if node.of == "holder" and group.position is None:
        return days
    certain = _carried(asked, days.certain, node, group, others)
    if days.certain is days.possible:
        return many.known(certain)
    return DayColumns(certain, _carried(asked, days.possible, node, group, others))


def _carried(asked: Asking, days: Layers, node: Node, group: Group, others: Group) -> Layers:
    household, today = asked.register.household, asked.today
    found: list[Layers] = []
    for layer in days:
        whose = household[others.people if layer.who is None else others.people[layer.who]]
        low, high = np.broadcast_to(layer.low, len(whose)), np.broadcast_to(layer.high, len(whose))
        if node.of != "holder":
            found.append(layered(*in_order(whose.astype(np.int32), low, high), group.count, today))
            continue
        lows, highs = (np.full(asked.register.holders, END, np.int32) for _ in range(2))
        lows[whose], highs[whose] = low, high
        mine = group.of(household)
        found.append(many.trimmed(None, lows[mine], highs[mine], today))
    return joining.fewer(tuple(layer for layers in found for layer in layers), today, group.count)


def asked_of(asked: Asking, node: Node) -> tuple[Node, Group]:
    """Return what *node* asks of each person it names, and who they are."""

    def plain() -> Node:
        inner = replace(node, of="subject", since=None, until=None, classes=None)
        return Node("together", "all", (LIVING_TOGETHER, inner)) if node.of == "spouse" else inner

    inner = asked.kept(("inner", id(node)), plain)
    return inner, asked.group(*RELATIONS.get(node.of, ONE_OF.get(node.of, ())))

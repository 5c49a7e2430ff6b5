"""A condition for a whole group on the day asked: every part of it, joined as the rule book says."""

import numpy as np

from resipermit.columns.asking import ANSWERS, NO, UNKNOWN, YES, Answers, Asking, answered, law_today
from resipermit.columns.held import Group
from resipermit.columns.household import answers_of_others
from resipermit.columns.leaves import LEAVES
from resipermit.columns.one_by_one import by_column, cheap_first, each
from resipermit.columns.points import NotByColumn, totals
from resipermit.domain.rules import Node


def answers_of(asked: Asking, node: Node, group: Group) -> Answers:
    """Return yes, no or unknown for each person of *group*; outside its time a condition does not hold."""
    if node.of != "subject":
        answers = answers_of_others(asked, node, group)
    elif not by_column(node):
        return _one_by_one(asked, node, group)
    elif node.op == "leaf":
        answers = _leaf(asked, node, group)
    else:
        answers = _joined(asked, node, group)
    return answers if node.timeless else np.minimum(answers, law_today(asked, node)).astype(np.int8)


def _joined(asked: Asking, node: Node, group: Group) -> Answers:
    if node.op == "all":
        return _least(asked, node, group)
    if node.op in ("any", "dated"):
        return _most(asked, node, group)
    parts = [counted(asked, child, group, node.op) for child in node.children]
    if node.op == "not":
        return (YES - parts[0]).astype(np.int8)
    sure = sum((part == YES).astype(np.int16) for part in parts)
    maybe = sum((part >= UNKNOWN).astype(np.int16) for part in parts)
    return np.where(sure >= node.least, YES, np.where(maybe >= node.least, UNKNOWN, NO)).astype(np.int8)


def counted(asked: Asking, child: Node, group: Group, operator: str) -> Answers:
    """Return a part's answers in its place; a part of `all` that is not law on the day is not asked, as if it held."""
    answers = asked.answers(child, group)
    if operator != "all" or child.timeless:
        return answers
    return np.maximum(answers, YES - law_today(asked, child)).astype(np.int8)


def _leaf(asked: Asking, node: Node, group: Group) -> Answers:
    if node.kind == "points":
        return _points(asked, node, group)
    leaf = LEAVES[node.kind or ""]
    if leaf.answers is not None:
        return leaf.answers(asked, group, node.params)
    return answered(asked.days(node, group), asked.today, group.count)


def _points(asked: Asking, node: Node, group: Group) -> Answers:
    try:
        least, most = totals(asked, group, asked.case.book.points[node.params["table"]], asked.today)
    except NotByColumn:
        return _one_by_one(asked, node, group)
    worth = node.params["at_least"]
    needed = float(asked.case.value(worth) if isinstance(worth, str) else worth)
    return np.where(least >= needed, YES, np.where(most >= needed, UNKNOWN, NO)).astype(np.int8)


def _one_by_one(asked: Asking, node: Node, group: Group) -> Answers:
    return np.array([ANSWERS[days.answer(asked.today)] for days in each(asked, node, group)], np.int8)


def _least(asked: Asking, node: Node, group: Group) -> Answers:
    """Return what all parts say together; none is asked any more where everybody fails already."""
    found = None
    for child in cheap_first(node):
        part = counted(asked, child, group, node.op)
        found = part if found is None else np.minimum(found, part)
        if not found.any():
            break
    return np.full(group.count, YES, np.int8) if found is None else found


def _most(asked: Asking, node: Node, group: Group) -> Answers:
    """Return what any part says; none is asked any more where everybody has one that holds."""
    found = None
    for child in cheap_first(node):
        part = asked.answers(child, group)
        found = part if found is None else np.maximum(found, part)
        if (found == YES).all():
            break
    return np.full(group.count, NO, np.int8) if found is None else found

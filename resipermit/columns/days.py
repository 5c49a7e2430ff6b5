"""A condition for a whole group through time: the days on and after the day asked on which it holds."""

import numpy as np

from resipermit.columns import joining
from resipermit.columns import layers as many
from resipermit.columns.asking import Asking, law_days
from resipermit.columns.held import Group
from resipermit.columns.household import days_of_others
from resipermit.columns.layers import DayColumns, Layers, Positions
from resipermit.columns.leaves import LEAVES
from resipermit.columns.one_by_one import by_column, dear, one_by_one
from resipermit.columns.points import NotByColumn, days_reached
from resipermit.domain.rules import Node
from resipermit.domain.spans import END


def days_of_group(asked: Asking, node: Node, group: Group) -> DayColumns:
    """Return the days from the day asked on, for each person of *group*; outside its time a condition does not hold."""
    if node.of != "subject":
        days = days_of_others(asked, node, group)
    elif not by_column(node):
        return one_by_one(asked, node, group)
    elif node.op == "leaf":
        days = _leaf(asked, node, group)
    else:
        days = _joined(asked, node, group)
    return days if node.timeless else joining.all_of([days, law_days(asked, node)], asked.today, group.count)


def _leaf(asked: Asking, node: Node, group: Group) -> DayColumns:
    if node.kind != "points":
        return LEAVES[node.kind or ""].days(asked, group, node.params)
    needed = [(since, float(worth)) for since, worth in asked.case.book.through_time(node.params["at_least"])]
    try:
        return days_reached(asked, group, asked.case.book.points[node.params["table"]], needed, asked.today)
    except NotByColumn:
        return one_by_one(asked, node, group)


def _joined(asked: Asking, node: Node, group: Group) -> DayColumns:
    if node.op == "all":
        return _all(asked, node, group)
    parts = [asked.days(child, group) for child in node.children]
    if node.op in ("any", "dated"):
        return joining.any_of(parts, asked.today, group.count)
    if node.op == "not":
        return joining.none_of(parts[0], asked.today, group.count)
    return joining.at_least(node.least, parts, asked.today, group.count)


def _all(asked: Asking, node: Node, group: Group) -> DayColumns:
    """Join the parts; a dear one is worked out only for those who may still meet all the others."""
    parts = [_if_law(asked, child, asked.days(child, group), group.count) for child in node.children if not dear(child)]
    days = joining.all_of(parts, asked.today, group.count)
    for child in filter(dear, node.children):
        left = np.flatnonzero(many.first_day(days.possible, asked.today, group.count) < END)
        part = asked.days(child, group) if len(left) == group.count else _of_some(asked, child, group, left)
        days = joining.all_of([days, _if_law(asked, child, part, group.count)], asked.today, group.count)
    return days


def _of_some(asked: Asking, node: Node, group: Group, chosen: Positions) -> DayColumns:
    """Return the days of some people of a group, as days of the group."""
    if len(chosen) == 0:
        return many.NO
    days = days_of_group(asked, node, group.some(chosen, len(asked.register)))
    certain = _widened(days.certain, chosen)
    if days.certain is days.possible:
        return many.known(certain)
    return DayColumns(certain, _widened(days.possible, chosen))


def _if_law(asked: Asking, child: Node, days: DayColumns, count: int) -> DayColumns:
    if child.timeless:
        return days
    not_law = joining.none_of(law_days(asked, child), asked.today, count)
    return joining.any_of([days, not_law], asked.today, count)


def _widened(days: Layers, chosen: Positions) -> Layers:
    """Return layers of some people as layers of the group that they were chosen from."""
    return tuple(
        layer._replace(
            who=chosen if layer.who is None else chosen[layer.who],
            low=np.broadcast_to(layer.low, len(chosen)) if layer.who is None else layer.low,
            high=np.broadcast_to(layer.high, len(chosen)) if layer.who is None else layer.high,
        )
        for layer in days
    )

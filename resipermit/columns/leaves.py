"""The words of the rule language that are worked out by column; any other is worked out person by person.

Each leaf gives the days from the day asked on, and, where that is quicker, the answers of the day alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from resipermit.columns import joining
from resipermit.columns.asking import Answers, Asking, same_for_all
from resipermit.columns.held import Group, Params
from resipermit.columns.layers import DayColumns
from resipermit.columns.lengths import lasting, lasting_today, record, record_today
from resipermit.columns.particulars import (
    NOBODY,
    age,
    living_together,
    registered,
    sex,
    stated,
    stated_today,
    unmarried,
)
from resipermit.domain.conditions import city


@dataclass(frozen=True)
class Leaf:
    """A word by column: its days, and its answers on the day asked where there is a quicker way than by its days."""

    days: Callable[[Asking, Group, Params], DayColumns]
    answers: Callable[[Asking, Group, Params], Answers] | None = None


# ---- the place: the same for everybody


def _of_the_place(kind: str) -> Leaf:
    make = city.KINDS[kind].days

    def everybody(asked: Asking, _group: Group, params: Params) -> DayColumns:
        days = make(asked.case.book, params)(asked.case.who(NOBODY))
        return same_for_all(days, asked.case.today)

    return Leaf(everybody)


# ---- permits


def _permit_in_use(asked: Asking, group: Group, params: Params) -> DayColumns:
    return record(asked, group, _permits(asked, params))


def _permit_in_use_today(asked: Asking, group: Group, params: Params) -> Answers:
    return record_today(asked, group, _permits(asked, params))


def _no_live_permit(asked: Asking, group: Group, params: Params) -> DayColumns:
    live = record(asked, group, _permits(asked, params, where={"standing": ["in_use", "suspended"]}))
    return joining.none_of(live, asked.case.today, group.count)


def _permits(asked: Asking, params: Params, **more: Any) -> Params:
    """Return the words for permits of a place; the same ones each time, by which what they ask for is kept."""
    asked_for = {"list": ["permit"], "in": params.get("in", "place"), **more}
    return asked.case.book.keep(("words for permits", asked_for["in"], *more), lambda: asked_for)


LEAVES: Mapping[str, Leaf] = {
    "record": Leaf(record, record_today),
    "lasting": Leaf(lasting, lasting_today),
    "age": Leaf(age),
    "registered": Leaf(registered),
    "stated": Leaf(stated, stated_today),
    "sex": Leaf(sex),
    "living_together": Leaf(living_together),
    "unmarried": Leaf(unmarried),
    "permit_in_use": Leaf(_permit_in_use, _permit_in_use_today),
    "no_live_permit": Leaf(_no_live_permit),
    **{kind: _of_the_place(kind) for kind in city.KINDS},
}

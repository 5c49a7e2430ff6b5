"""Days joined for many people are those of each person alone, however many layers they come in."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from resipermit.columns import joining
from resipermit.columns.layers import ALWAYS, NEVER, DayColumns, Layers, layered
from resipermit.columns.runs import in_order
from resipermit.domain.spans import END, FIRST

TODAY, COUNT, LAST = 700_000, 4, 700_040
SPANS = st.tuples(
    st.integers(0, COUNT - 1),
    st.one_of(st.just(FIRST), st.integers(TODAY - 5, LAST)),
    st.one_of(st.just(END), st.integers(TODAY - 5, LAST)),
)


def as_layers(rows: list[tuple[int, int, int]]) -> Layers:
    who, low, high = np.array(rows, np.int32).reshape(-1, 3).T
    return layered(*in_order(who, low, high), COUNT, TODAY)


SETS = st.one_of(st.lists(SPANS, max_size=40).map(as_layers), st.just(ALWAYS), st.just(NEVER))
SOME_SETS = st.lists(SETS, min_size=1, max_size=4)


def held(layers: Layers) -> list[set[int]]:
    """Return the days looked at on which each person's set holds."""
    return [
        {
            day
            for day in range(TODAY, LAST + 2)
            for layer in layers
            for low, high in [edges(layer, person)]
            if low <= day < high
        }
        for person in range(COUNT)
    ]


def edges(layer, person: int) -> tuple[int, int]:
    at = np.flatnonzero(np.arange(COUNT) == person if layer.who is None else layer.who == person)
    if len(at) == 0:
        return END, FIRST
    return tuple(
        int(np.broadcast_to(edge, COUNT if layer.who is None else len(layer.who))[at[0]]) for edge in layer[1:]
    )


@given(SOME_SETS)
def test_days_in_all_of_them(sets: list[Layers]) -> None:
    found = joining.all_of([DayColumns(one, one) for one in sets], TODAY, COUNT)

    assert held(found.certain) == [set.intersection(*mine) for mine in zip(*map(held, sets), strict=True)]


@given(SOME_SETS)
def test_days_in_any_of_them(sets: list[Layers]) -> None:
    found = joining.either(sets, TODAY, COUNT)

    assert held(found) == [set.union(*mine) for mine in zip(*map(held, sets), strict=True)]


@given(SETS)
def test_days_in_none_of_them(one: Layers) -> None:
    found = joining.without(one, TODAY, COUNT)

    assert held(found) == [set(range(TODAY, LAST + 2)) - mine for mine in held(one)]


@given(SOME_SETS, st.integers(0, 4))
def test_days_in_at_least_so_many_of_them(sets: list[Layers], needed: int) -> None:
    found = joining.at_least(needed, [DayColumns(one, ALWAYS) for one in sets], TODAY, COUNT)

    days = [[held(one)[person] for one in sets] for person in range(COUNT)]
    counted = [{day for day in range(TODAY, LAST + 2) if sum(day in one for one in mine) >= needed} for mine in days]
    assert held(found.certain) == counted


def test_many_conditions_joined_again_and_again_come_in_few_layers() -> None:
    rows = [(person, day, day + 3) for person in range(COUNT) for day in range(TODAY, LAST, 4)]
    days = as_layers(rows)

    for _ in range(6):
        kept = DayColumns(days, days)
        days = joining.at_least(2, [kept, joining.none_of(kept, TODAY, COUNT), kept], TODAY, COUNT).certain
        days = joining.both(days, joining.either([days, as_layers(rows)], TODAY, COUNT), TODAY, COUNT)

    assert held(days) == held(as_layers(rows))
    assert len(days) == len(rows) / COUNT

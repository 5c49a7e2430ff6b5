"""A register in blocks of holders, so that what is worked out on the way takes no more memory than one block needs."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from resipermit.columns.register import Register, Table

HOLDERS = 131_072  # measured: smaller blocks cost more in calls than they gain by the cache


class Block(NamedTuple):
    """Some holders of a register with their households as a register of its own; *parts* is where they stand in it."""

    register: Register
    parts: tuple[slice, slice]

    @property
    def people(self) -> npt.NDArray[np.int64]:
        """The number in the whole register of each person of the block."""
        return np.concatenate([np.arange(part.start, part.stop) for part in self.parts])


def blocks(register: Register, holders: int = HOLDERS) -> Iterator[Block]:
    """Return blocks of at most so many holders, in order."""
    if register.holders <= holders:
        yield Block(register, (slice(0, register.holders), slice(register.holders, len(register))))
        return
    relatives = register.household[register.holders :]
    for first in range(0, register.holders, holders):
        edges = np.array([first, first + holders], np.int32)
        begins, ends = (register.holders + np.searchsorted(relatives, edges)).tolist()
        parts = slice(first, min(first + holders, register.holders)), slice(begins, ends)
        yield Block(_of(register, parts), parts)


def _of(register: Register, parts: tuple[slice, slice]) -> Register:
    first, end = parts[0].start, parts[0].stop

    def cut(column: Any) -> Any:
        return None if column is None else _joined(column, parts)

    return replace(
        register,
        holders=end - first,
        household=cut(register.household) - np.int32(first),
        relation=cut(register.relation),
        tables={name: _rows(table, parts, cut(table.unknown)) for name, table in register.tables.items()},
        born_on=cut(register.born_on),
        sex=cut(register.sex),
        registered_division=cut(register.registered_division),
        married=cut(register.married),
        living_together=cut(register.living_together),
        points={name: (words, cut(numbers)) for name, (words, numbers) in register.points.items()},
        facts=None if register.facts is None else register.facts[first:end],
        households_known=None if register.households_known is None else register.households_known[first:end],
    )


def _rows(table: Table, parts: tuple[slice, slice], unknown: Any) -> Table:
    """Return the records of these people, numbered anew: the relatives come right after the holders."""
    holders, relatives = parts
    edges = np.array([holders.start, holders.stop, relatives.start, relatives.stop], np.int32)
    at = np.searchsorted(table.person, edges).tolist()
    rows = slice(at[0], at[1]), slice(at[2], at[3])
    moved = np.int32(holders.start), np.int32(relatives.start - (holders.stop - holders.start))
    person = [table.person[mine] - back for mine, back in zip(rows, moved, strict=True)]
    return Table(
        person[1] if at[0] == at[1] else person[0] if at[2] == at[3] else np.concatenate(person),
        _joined(table.since, rows),
        _joined(table.until, rows),
        _joined(table.division, rows),
        {name: _joined(codes, rows) for name, codes in table.words.items()},
        None if table.registered_on is None else _joined(table.registered_on, rows),
        unknown,
    )


def _joined(column: Any, parts: tuple[slice, slice]) -> Any:
    """Return two parts of a column behind each other; where one is empty, the other as it lies there."""
    one, other = (column[part] for part in parts)
    return one if len(other) == 0 else other if len(one) == 0 else np.concatenate([one, other])

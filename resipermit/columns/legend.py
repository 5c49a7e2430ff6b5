"""Reasons as numbers and bits: what each code is called, whose reasons they are, and how they are gathered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from resipermit.columns.held import Group
from resipermit.columns.layers import Positions
from resipermit.columns.register import Register

Mask = npt.NDArray[np.unsignedinteger[Any]]  # no wider than the reasons met need
Numbers = npt.NDArray[np.unsignedinteger[Any]]
Flags = npt.NDArray[np.bool_]
LAST_BIT = 63  # it stands for all reasons from the 64th on


@dataclass
class Legend:
    """The reason codes met so far; the number of a code is its place, and its bit in a mask."""

    codes: list[str] = field(default_factory=list)

    def number(self, code: str) -> int:
        """Return the number of a code, a new one where it is met for the first time."""
        if code not in self.codes:
            self.codes.append(code)
        return self.codes.index(code)

    def bit(self, code: str) -> int:
        """Return the mask that holds this code alone."""
        return 1 << min(self.number(code), LAST_BIT)

    def read(self, mask: int) -> tuple[str, ...]:
        """Return the codes in a mask."""
        return tuple(code for number, code in enumerate(self.codes) if mask >> min(number, LAST_BIT) & 1)


class Reasons(NamedTuple):
    """For each person, or one for all, the number of the first reason, and all of them as bits."""

    first: Any
    mask: Any

    def of(self, where: Positions | npt.NDArray[np.int32]) -> "Reasons":
        """Return the reasons of people by their positions."""
        return self if np.ndim(self.first) == 0 else Reasons(self.first.take(where), self.mask.take(where))

    def of_households(self, register: Register, group: Group) -> "Reasons":
        """Return the reasons of holders as reasons of those whose household it is."""
        if np.ndim(self.first) == 0:
            return self
        return Reasons(*(group.of_household(register, side) for side in self))

    def for_each(self, count: int) -> "Reasons":
        """Return the reasons with a number for each person."""
        return Reasons(*(np.full(count, side) if np.ndim(side) == 0 else side for side in self))


@dataclass
class Gathered:
    """Reasons as they come, the last part of the text first; no bit is set where there is none yet."""

    first: Numbers
    mask: Mask

    @classmethod
    def nothing(cls, count: int) -> "Gathered":
        """Begin with no reason for so many people."""
        return cls(np.zeros(count, np.uint8), np.zeros(count, np.uint8))

    def add(self, reasons: Reasons, here: Flags) -> None:
        """Put the reasons of these people before those that are there."""
        self.first = _chosen(here, reasons.first, self.first)
        self.mask = self.mask | np.multiply(here, reasons.mask)

    def add_of(self, reasons: Reasons, whose: npt.NDArray[np.int32]) -> None:
        """Put reasons, the last first, to those they belong to."""
        self.first = self.first.astype(np.result_type(self.first, reasons.first))
        self.mask = self.mask.astype(np.result_type(self.mask, reasons.mask))
        self.first[whose] = reasons.first  # of several, the last assigned stays
        np.bitwise_or.at(self.mask, whose, reasons.mask)

    def or_else(self, constant: Callable[[str], Reasons], code: str) -> Reasons:
        """Return what was gathered; the reason *code* stands where nothing was."""
        left = self.mask == 0
        if left.all():
            return constant(code)
        if left.any():
            self.add(constant(code), left)
        return Reasons(self.first, self.mask)


def _chosen(here: Flags, one: Any, other: Numbers) -> Numbers:
    """Return *one* here and *other* elsewhere; single bytes by their bits, which is quicker than to branch."""
    if np.result_type(one, other) != np.uint8:
        found: Numbers = np.where(here, one, other)
        return found
    differing: Numbers = np.negative(here.view(np.uint8)) & (one ^ other)
    differing ^= other
    return differing


def small(number: int) -> Any:
    """Return a number that takes no more bytes than it needs."""
    return np.min_scalar_type(number).type(number)

"""The forms a piece of a rule file can have; `words` says with them what the whole language is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union


@dataclass(frozen=True, slots=True)
class Scalar:
    """One written word: text, day, month_day, whole, number, flag, scope, cite, day_asked or value."""

    kind: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """The name of something that stands elsewhere: a condition, paper, department, service, exam, table, value."""

    of: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of *unit*, or the name of a value that holds one."""

    unit: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of at least *least* pieces."""

    item: "Shape"
    least: int = 1


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """One piece, or a list of them."""

    item: "Shape"


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping with known keys; exactly one of each set of *one_of* must be there."""

    fields: Mapping[str, "Shape"]
    needed: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys are names that the author chooses."""

    item: "Shape"


@dataclass(frozen=True, slots=True)
class Either:
    """A word in one form, or a mapping or list in another."""

    word: "Shape"
    other: "Shape"


@dataclass(frozen=True, slots=True)
class Ref:
    """A form by its name in `words.SHAPES`, so that conditions may hold conditions."""

    name: str


Shape = Union[Scalar, Choice, Name, Amount, ListOf, OneOrMore, Keys, Table, Either, Ref]  # noqa: UP007 - mypy reads it recursively

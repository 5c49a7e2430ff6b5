"""The rule book: values, conditions and entitlements of one place as data, each with its provision.

A book is made for a place out of layers (nation, province, city); this module holds the form, not the reading of files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from resipermit.domain.law import Certainty, Citation, Dated


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal text: what it is called, since when it is in force, when it was last read."""

    id: str
    title: Mapping[str, str]
    number: str | None
    in_force_on: date | None
    checked_on: date
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Node:
    """A condition: a leaf of some *kind*, or *op* (all, any, not, at_least, by_band, dated) over children.

    *of* says whose facts are read: the subject of the question, the holder, or any parent of the child.
    *reason* is the reason code when it fails; *papers* prove it, the first one best. A piece of a dated condition is in
    force from *since* up to, not including, *until*.
    """

    id: str
    op: str
    children: tuple["Node", ...] = ()
    kind: str | None = None
    params: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    of: str = "subject"
    least: int = 0
    citations: tuple[Citation, ...] = ()
    papers: tuple[str, ...] = ()
    reason: str | None = None
    since: date | None = None
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Say whether the piece is in force on *day*; what is not dated always is."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Lead:
    """An office and its part in a task: lead or co."""

    department: str
    role: str


@dataclass(frozen=True, slots=True)
class Department:
    """An office: as the annex names it, and as it is called from a day on."""

    code: str
    annex_name: str
    names: Dated[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Opening:
    """A dated row that says whether a place has opened a gradual service, with the document and the day checked."""

    service: str
    since: date
    opened: bool
    checked_on: date
    citation: Citation


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One row of the catalogue. *rests_on* is dated; *applies* must hold for the row to concern the subject at all."""

    id: str
    part_of: str | None
    stage: str
    audience: str
    subject: str
    since: date
    rests_on: Dated[str]
    applies: Node | None
    condition: Node | None
    leads: tuple[Lead, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ExamRule:
    """An examination: in which grade it is sat, in which month and day, and on what condition."""

    id: str
    stages: tuple[str, ...]
    last_grade: int
    sat_on: tuple[int, int]
    registers_on: tuple[int, int]
    graduates_may: bool
    condition: Node
    leads: tuple[Lead, ...]
    citations: tuple[Citation, ...]
    since: date


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All that is law in one place. *sha256* names the exact bytes of the layers in order."""

    place: str
    version: str
    sha256: str
    layers: tuple[str, ...]
    instruments: Mapping[str, Instrument]
    values: Mapping[str, Dated[Any]]
    conditions: Mapping[str, Node]
    entitlements: tuple[Entitlement, ...]
    exams: tuple[ExamRule, ...]
    application: Entitlement
    settlement: Entitlement | None
    departments: Mapping[str, Department]
    openings: Mapping[str, tuple[Opening, ...]]
    words: Mapping[str, Mapping[str, str]]

    def value(self, name: str, day: date) -> Any:
        """Return the value *name* in force on *day*; raises NotYetInForce, KeyError for an unknown name."""
        return self.values[name].on(day)

    def words_of(self, identifier: str, language: str) -> str:
        """Return the words for an entitlement, condition, paper, department or instrument; the id if there are none."""
        texts = self.words.get(identifier, {})
        return texts.get("zh" if language.startswith("zh") else "en") or identifier

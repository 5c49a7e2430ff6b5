"""The rule book: values, conditions and entitlements of one place as data, each with its provision.

A book is made for a place out of layers (nation, province, city); this module holds the form, not the reading of files.
Plain rows are NamedTuples: a dataclass of them takes half a millisecond to define, and every start waits for them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from resipermit.domain.endorsement import DECREE_663, EndorsementRules
from resipermit.domain.law import Certainty, Citation, Dated
from resipermit.domain.spans import FIRST

T = TypeVar("T")


class Instrument(NamedTuple):
    """A legal text: what it is called, since when it is in force, when it was last read."""

    id: str
    title: Mapping[str, str]
    number: str | None
    in_force_on: date | None
    checked_on: date
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Node:
    """A condition: a leaf of some *kind*, or *op* over children; docs/rules.md says what each word means.

    *op* is leaf, all, any, not, at_least, by_band, some_city, measured (its *params* hold `on` and `year`) or the
    internal dated. *of* says whose facts are read: subject, holder, spouse, any_parent, every_parent, guardian,
    any_child. *reason* is the reason code when it fails; *papers* prove it, the first one best. It is law from *since*
    up to, not including, *until*, and for the exam years of *classes*, the second of them exclusive.
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
    classes: tuple[int | None, int | None] | None = None
    may_be_opened: bool = field(init=False, compare=False)  # a leaf `opened` stands in it
    timeless: bool = field(init=False, compare=False)  # it is law on every day and for every class

    def __post_init__(self) -> None:
        timeless = self.since is None and self.until is None and self.classes is None
        object.__setattr__(self, "timeless", timeless)
        opened = self.kind == "opened" or any(child.may_be_opened for child in self.children)
        object.__setattr__(self, "may_be_opened", opened)

    def in_force(self, day: date) -> bool:
        """Say whether the piece is in force on *day*; what is not dated always is."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Lead(NamedTuple):
    """An office and its part in a task: lead or co."""

    department: str
    role: str


class Department(NamedTuple):
    """An office: as the annex names it, and as it is called from a day on."""

    code: str
    annex_name: str
    names: Dated[Mapping[str, str]]


class Opening(NamedTuple):
    """A dated row that says whether a place has opened a gradual service, with the document and the day checked."""

    service: str
    since: date
    opened: bool
    checked_on: date
    citation: Citation


class Entitlement(NamedTuple):
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
    tasks: tuple[int, ...] = ()  # numbers of the annex


class GradedOutcome(NamedTuple):
    """What an examination gives whoever meets *condition*: full, restricted to *admits*, guest_exam."""

    outcome: str
    admits: tuple[str, ...]
    condition: Node


class ExamRule(NamedTuple):
    """An examination: in which grade it is sat, in which month and day, and with what outcome on what condition.

    The first of *outcomes* that holds is the outcome.
    """

    id: str
    stages: tuple[str, ...]
    last_grade: int
    sat_on: tuple[int, int]
    registers_on: tuple[int, int]
    graduates_may: bool
    outcomes: tuple[GradedOutcome, ...]
    leads: tuple[Lead, ...]
    citations: tuple[Citation, ...]
    since: date
    tasks: tuple[int, ...] = ()  # numbers of the annex


class Occasion(NamedTuple):
    """Days that an office sets each year: registration for an exam, school enrolment; both days belong to it."""

    name: str
    year: int
    opens_on: date
    closes_on: date
    checked_on: date
    citation: Citation


class PointsBand(NamedTuple):
    """So many points for an amount from *low* up to, not including, *high*; None is no bound."""

    low: float | None
    high: float | None
    points: float


class PointsRate(NamedTuple):
    """So many points a unit, counted after the first *after* units, at most *cap* points."""

    points: float
    after: int = 0
    cap: float | None = None


class Indicator(NamedTuple):
    """One line of a points table.

    *measure* is stated (the word or number *name* of the facts' points), age (full years), lasting (whole units of
    the records that the leaf *records* asks for) or record (1 while such a record is open). Points come from
    *words_points*, *bands* or *rate*.
    """

    id: str
    measure: str
    name: str | None = None
    records: Node | None = None
    words_points: Mapping[str, float] | None = None
    bands: tuple[PointsBand, ...] = ()
    rate: PointsRate | None = None
    citations: tuple[Citation, ...] = ()
    papers: tuple[str, ...] = ()


class PointsGroup(NamedTuple):
    """Indicators counted together: *combine* is sum, max or choose_one; *sign* is 1, or -1 for deductions."""

    id: str
    combine: str
    indicators: tuple[Indicator, ...]
    sign: int = 1
    cap: float | None = None


class Ranking(NamedTuple):
    """How applicants are ranked: the value that is the quota, and the indicators that break a tie, in order."""

    quota: str | None
    ties: tuple[str, ...]


class PointsTable(NamedTuple):
    """A points scheme: any *veto* takes all points; a total below *floor* is lifted to it."""

    id: str
    citations: tuple[Citation, ...]
    groups: tuple[PointsGroup, ...]
    veto: tuple[Node, ...] = ()
    floor: float | None = None
    ranking: Ranking | None = None


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
    points: Mapping[str, PointsTable] = field(default_factory=lambda: MappingProxyType({}))
    exam_periods: Mapping[str, tuple[Occasion, ...]] = field(default_factory=lambda: MappingProxyType({}))
    events: Mapping[str, tuple[Occasion, ...]] = field(default_factory=lambda: MappingProxyType({}))
    endorsement: EndorsementRules = DECREE_663
    kept: dict[Any, Any] = field(
        default_factory=dict, compare=False, repr=False
    )  # what is worked out from the book once

    def keep(self, key: Any, work_out: Callable[[], T]) -> T:
        """Return what *work_out* gave for *key* the first time: what follows from the book alone."""
        if key not in self.kept:
            self.kept[key] = work_out()
        kept: T = self.kept[key]
        return kept

    def value(self, name: str, day: date) -> Any:
        """Return the value *name* in force on *day*; raises NotYetInForce, KeyError for an unknown name."""
        return self.values[name].on(day)

    def through_time(self, asked: Any) -> tuple[tuple[int, Any], ...]:
        """Return the values of *asked* (a number, or a value's name) with the first day of each; the first is FIRST."""
        if not isinstance(asked, str):
            return ((FIRST, asked),)
        return self.keep(("rows", asked), lambda: _changes(self.values[asked]))

    def steps(self, *asked: Any) -> tuple[tuple[int, tuple[Any, ...]], ...]:
        """Return the values of several numbers or names side by side, with the first day of each combination."""
        return self.keep(("steps", *asked), lambda: _side_by_side([self.through_time(one) for one in asked]))

    def words_of(self, identifier: str, language: str) -> str:
        """Return the words for an entitlement, condition, office, instrument or `paper.ID`; the id if it has none."""
        texts = self.words.get(identifier, {})
        return texts.get("zh" if language.startswith("zh") else "en") or identifier


def _changes(dated: Dated[Any]) -> tuple[tuple[int, Any], ...]:
    found = [(FIRST, dated.rows[0].value)]
    for row in dated.rows[1:]:
        if row.value != found[-1][1]:
            found.append((row.since.toordinal(), row.value))
    return tuple(found)


def _side_by_side(courses: Sequence[tuple[tuple[int, Any], ...]]) -> tuple[tuple[int, tuple[Any, ...]], ...]:
    days = sorted({since for course in courses for since, _ in course})
    return tuple((day, tuple(_last(course, day) for course in courses)) for day in days)


def _last(course: tuple[tuple[int, Any], ...], day: int) -> Any:
    return next(value for since, value in reversed(course) if since <= day)

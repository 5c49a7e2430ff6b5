"""What an import of tables needs from outside: rows to read, a place to keep them, and what it tells of each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from resipermit.domain.intake.permits import PermitRow
from resipermit.domain.permit import Course


class State(StrEnum):
    """What became of a row. HELD is clean, but waits for the row it rests on."""

    IMPORTED = "imported"
    REFUSED = "refused"
    HELD = "held"


class SourceRow(NamedTuple):
    """A line of a table, its cells in the order of `Table.columns`; *fault* says why it could not be taken apart.

    There is always a first cell, be it empty.
    """

    line: int
    cells: list[str]
    digest: bytes
    fault: str | None = None

    def __repr__(self) -> str:
        return f"SourceRow(line={self.line})"


ReadTable = Callable[[str], Iterable[SourceRow] | None]  # None: there is no such table


class Known(NamedTuple):
    """What the store remembers of a row: what it said and which record it became."""

    state: State
    digest: bytes
    record_id: int | None


class Accepted(NamedTuple):
    """A row to be written; *parents* are the records it rests on, in the order of `Table.parents`."""

    key: str
    digest: bytes
    holder: str
    row: Any
    parents: tuple[int | None, ...]

    def __repr__(self) -> str:
        return f"Accepted({self.key})"


@dataclass(slots=True, repr=False)
class PermitFile:
    """A permit on its way in; *live* says that no other permit of the person and place counts before it."""

    line: int
    holder: str
    row: PermitRow
    place: str
    live: bool = True
    record_id: int | None = None


@dataclass(slots=True, repr=False)
class Batch:
    """Rows of one table that are written in one transaction."""

    table: str
    accepted: list[Accepted] = field(default_factory=list)
    refused: list[tuple[str, bytes]] = field(default_factory=list)
    held: list[tuple[str, bytes, list[str]]] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)  # permits already written that are no longer live
    already_people: dict[str, int] = field(default_factory=dict)  # children who are holders themselves, by key


class Intake(Protocol):
    """The store as an import sees it; `write` and `settle` are one transaction each."""

    def untouched(self) -> bool:
        """Say whether there is neither a person nor a remembered row."""
        ...

    def known(self, table: str, keys: Sequence[str]) -> Mapping[str, Known]: ...

    def birth_dates(self, person_ids: Sequence[int]) -> Mapping[int, date]: ...

    def number_owners(self, numbers: Sequence[str]) -> Mapping[str, int]:
        """Return who has, or once had, which citizen number."""
        ...

    def permits_on_record(self, numbers: Sequence[str]) -> frozenset[str]:
        """Return those of the permit numbers that are taken."""
        ...

    def live_places(self, person_ids: Sequence[int]) -> frozenset[tuple[int, str]]:
        """Return (person, place) of each live permit of these people."""
        ...

    def applying(self, person_ids: Sequence[int]) -> frozenset[int]:
        """Return who of these people has an application under way."""
        ...

    def periods(self, table: str, person_ids: Sequence[int]) -> Mapping[int, Sequence[tuple[date, date | None]]]:
        """Return the residences or jobs on record of each person."""
        ...

    def held(self, table: str) -> Sequence[tuple[str, bytes, list[str]]]:
        """Return (key, digest, cells) of the rows that wait."""
        ...

    def write(self, batch: Batch) -> Sequence[int | None]:
        """Keep a batch; return the record of each accepted row, None where it has none of its own."""
        ...

    def settle(self, permit_ids: Sequence[int]) -> Mapping[int, Course]:
        """Bring what follows from the acts of these permits up to date and return their courses."""
        ...


class ReportLine(NamedTuple):
    """What became of a line that was not simply imported; never what stood in it.

    *outcome* is refused, held, remark or disagreement; *related* names the line of the permit a disagreement is about.
    """

    table: str
    line: int
    column: str
    outcome: str
    reason: str
    related: int | None = None


@dataclass(slots=True)
class Tally:
    """How many rows of a table became what. *imported* includes *already*; *released* came from an earlier run."""

    table: str
    rows: int = 0
    imported: int = 0
    already: int = 0
    refused: int = 0
    held: int = 0
    released: int = 0
    remarks: int = 0
    disagreements: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def accounted_for(self) -> bool:
        return self.rows == self.imported + self.refused + self.held

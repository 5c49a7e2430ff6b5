"""What one run of an import has met so far, by the keys of the tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from resipermit.domain.intake.permits import EventRow
from resipermit.domain.intake.tables import TABLES, Table
from resipermit.usecases.intake_store import Intake, PermitFile, State

Span = tuple[date, date | None]
PARENTS = {parent for table in TABLES for _, parent in table.parents}


class Entry(NamedTuple):
    """A row that others rest on; *holder* is the key of its holder, empty when an earlier run met it."""

    state: State
    record_id: int | None
    holder: str


class Told(NamedTuple):
    """An event with its line."""

    line: int
    event: EventRow


@dataclass(slots=True, repr=False)
class RowsSeen:
    """Grows with the tables. Waiting rows leave their periods and their order here, refused ones do not."""

    place_of: Callable[[str], str]  # of a division
    entries: dict[str, dict[str, Entry]] = field(default_factory=lambda: {name: {} for name in PARENTS})
    born_on: dict[str, date] = field(default_factory=dict)  # by key of holder, refused ones included
    numbers: dict[str, tuple[str, str]] = field(default_factory=dict)  # citizen number -> table, key
    spans: dict[str, list[Span]] = field(default_factory=dict)  # of the table at work, by holder or employment
    last_event: dict[str, date] = field(default_factory=dict)
    permit_numbers: set[str] = field(default_factory=set)
    permits: dict[str, PermitFile] = field(default_factory=dict)
    in_place: dict[tuple[str, str], PermitFile] = field(default_factory=dict)  # by key of holder, and place
    applicants: set[str] = field(default_factory=set)
    events: dict[str, list[Told]] = field(default_factory=dict)  # by key of permit
    # of the batch at work, from the store
    owners: dict[str, int] = field(default_factory=dict)
    numbers_taken: frozenset[str] = frozenset()
    live_places: frozenset[tuple[int, str]] = frozenset()
    applying: frozenset[int] = frozenset()

    def next_table(self) -> None:
        """Drop what only the rows of one table need of each other."""
        self.spans = {}

    def fetch(self, table: Table, rows: Sequence[list[str]], intake: Intake) -> None:
        """Fetch what the store knows that these rows may run up against."""
        holder_at = table.index("holder_id")
        people = {
            entry.record_id: cells[holder_at]
            for cells in rows
            for entry in [self.entries["holders"].get(cells[holder_at])]
            if entry is not None and entry.record_id is not None
        }
        ids = list(people)
        if table.name in ("employment", "children"):
            unread = [person for person in ids if people[person] not in self.born_on]
            for person, born_on in intake.birth_dates(unread).items():
                self.born_on[people[person]] = born_on
        if table.name in ("residences", "employment"):
            unmet = [person for person in ids if people[person] not in self.spans]
            for person, spans in intake.periods(table.name, unmet).items():
                self.spans[people[person]] = list(spans)
        if table.name in ("holders", "children"):
            at = table.index("id_number")
            self.owners = dict(intake.number_owners([cells[at] for cells in rows]))
        if table.name == "permits":
            at = table.index("permit_no")
            self.numbers_taken = intake.permits_on_record([cells[at] for cells in rows])
            self.live_places = intake.live_places(ids)
            self.applying = intake.applying(ids)

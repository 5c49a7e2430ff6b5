"""The nine tables of a take-over: their columns, and which row rests on which."""

from dataclasses import dataclass


class Fault(Exception):
    """A row that breaks a rule; *reason* is a code, *column* may be empty when the row as a whole is at fault."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Table:
    """One table; the first column is its key. *parents* are (column, table) pairs, the nearest parent first."""

    name: str
    columns: tuple[str, ...]
    parents: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        return self.columns[0]

    def index(self, column: str) -> int:
        """Return the position of *column* in a row."""
        return self.columns.index(column)


def _table(name: str, columns: str, *parents: tuple[str, str]) -> Table:
    return Table(name, tuple(columns.split()), parents)


_HOLDER = ("holder_id", "holders")

# in this order: no table rests on a later one
TABLES = (
    _table(
        "holders",
        "holder_id id_number name sex birth_date ethnic_code hukou_division hukou_area education_code marital_code"
        " phone",
    ),
    _table("residences", "residence_id holder_id seq division_code address registered_on date_from date_to", _HOLDER),
    _table("employment", "spell_id holder_id seq employer division_code contract date_from date_to", _HOLDER),
    _table(
        "insurance",
        "run_id holder_id spell_id run_no division_code schemes month_from month_to months_paid back_paid_months",
        ("spell_id", "employment"),
        _HOLDER,
    ),
    _table(
        "housing",
        "housing_id holder_id residence_id kind division_code document_no registered date_from date_to",
        ("residence_id", "residences"),
        _HOLDER,
    ),
    _table(
        "permits",
        "permit_id holder_id residence_id permit_no division_code applied_on issued_on valid_until endorsements status",
        ("residence_id", "residences"),
        _HOLDER,
    ),
    _table(
        "permit_events",
        "event_id permit_id holder_id seq event event_date valid_until",
        ("permit_id", "permits"),
        _HOLDER,
    ),
    _table("children", "child_id holder_id relation id_number name sex birth_date hukou_division", _HOLDER),
    _table(
        "enrolments",
        "enrolment_id child_id holder_id stage status division_code school_code school_name school_type entry_grade"
        " date_from date_to end_reason",
        ("child_id", "children"),
        _HOLDER,
    ),
)

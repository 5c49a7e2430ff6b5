"""Rows about where a holder lives: residences, and the papers of the dwelling that go with each."""

from datetime import date
from typing import NamedTuple

from resipermit.domain.intake.cells import Cells, free_text, word
from resipermit.domain.intake.tables import Fault

TENURES = {kind: kind for kind in ("own", "rent", "dormitory", "relatives")}
REGISTERED = {"Y": "yes", "N": "no"}
# the tables do not say whose dormitory it is; holders work far oftener than they study, and both prove a dwelling
DWELLINGS = {"own": "own", "dormitory": "employer_dormitory", "relatives": "hosted"}


class ResidenceRow(NamedTuple):
    """One residence; the dwelling is told by *housing*."""

    key: str
    division: str
    address: str
    registered_on: date
    since: date
    until: date | None

    def __repr__(self) -> str:
        return f"ResidenceRow({self.key})"


class HousingRow(NamedTuple):
    """One paper about a dwelling, and the kind of dwelling it proves."""

    key: str
    division: str
    tenure: str
    registered: bool
    since: date
    until: date | None
    dwelling: str

    def __repr__(self) -> str:
        return f"HousingRow({self.key})"


def residence_row(cells: list[str], judge: Cells) -> ResidenceRow:
    """Return a row of *residences*."""
    key, _holder, _seq, division, address, registered_on, date_from, date_to = cells
    since = judge.past_day(date_from, "date_from")
    until = judge.until(date_to, "date_to", since)
    return ResidenceRow(
        key,
        judge.division(division, "division_code"),
        free_text(address, "address"),
        judge.past_day(registered_on, "registered_on"),
        since,
        until,
    )


def housing_row(cells: list[str], judge: Cells) -> HousingRow:
    """Return a row of *housing*; the number of the paper is not taken over."""
    key, _holder, _residence, kind, division, _document, registered, date_from, date_to = cells
    tenure = word(kind, "kind", TENURES)
    filed = word(registered, "registered", REGISTERED) == "yes"
    since = judge.past_day(date_from, "date_from")
    until = judge.until(date_to, "date_to", since)
    dwelling = DWELLINGS.get(tenure) or ("rented_registered" if filed else "rented_unregistered")
    return HousingRow(key, judge.division(division, "division_code"), tenure, filed, since, until, dwelling)


def no_overlap(
    earlier: list[tuple[date, date | None]], since: date, until: date | None, column: str = "date_from"
) -> None:
    """Raise Fault when a period shares a day with one of the *earlier* rows of the same person.

    The rows of a person follow one another by `seq`; two at a time contradict the table, whatever the law allows.
    """
    for other_since, other_until in earlier:
        if (other_until is None or since < other_until) and (until is None or other_since < until):
            raise Fault(column, "overlaps_earlier_row")

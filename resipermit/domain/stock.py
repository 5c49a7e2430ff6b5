"""Blank cards (空白卡) by their serials: received in ranges, each used or spoiled once, balanced day by day."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from resipermit.domain.errors import InvalidInput

_SERIAL = re.compile(r"([A-Z]{0,6})([0-9]{3,12})")
LARGEST_LOT = 100_000


class BlankState(StrEnum):
    """已用, 作废."""

    USED = "used"
    SPOILED = "spoiled"


@dataclass(frozen=True, slots=True)
class BlankLot:
    """A range of blanks as received; both ends inclusive."""

    prefix: str
    width: int
    first: int
    last: int
    received_on: date
    received_by: str
    id: int | None = None

    @property
    def count(self) -> int:
        """How many blanks it holds."""
        return self.last - self.first + 1

    def serial(self, number: int) -> str:
        """Return the serial as printed on the blank."""
        return f"{self.prefix}{number:0{self.width}d}"

    def serials(self) -> Iterator[str]:
        """Yield the serials in order."""
        return map(self.serial, range(self.first, self.last + 1))

    def holds(self, serial: str) -> bool:
        """Say whether a serial belongs to it."""
        found = _SERIAL.fullmatch(serial)
        return (
            found is not None
            and (found[1], len(found[2])) == (self.prefix, self.width)
            and self.first <= int(found[2]) <= self.last
        )

    def meets(self, other: "BlankLot") -> bool:
        """Say whether two ranges share a serial."""
        same = (self.prefix, self.width) == (other.prefix, other.width)
        return same and self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class BlankUse:
    """What became of a blank; `line_id` is the line of the print ledger that used it."""

    serial: str
    state: BlankState
    on: date
    by: str
    reason: str | None = None
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class DayBalance:
    """The stock of one day: what lay there in the morning, what came and went, what lies there in the evening."""

    day: date
    opening: int
    received: int
    used: int
    spoiled: int

    @property
    def closing(self) -> int:
        """What lies there in the evening."""
        return self.opening + self.received - self.used - self.spoiled


def lot_of(first: str, last: str, received_on: date, received_by: str) -> BlankLot:
    """Return the range from *first* to *last*, as read from the box.

    Raises:
        InvalidInput: `serial_unreadable`, `serials_differ` (letters or length), `serials_turned`, `lot_too_large`.
    """
    start, end = _SERIAL.fullmatch(first.strip().upper()), _SERIAL.fullmatch(last.strip().upper())
    if start is None or end is None:
        raise InvalidInput("serial_unreadable", field="first_serial" if start is None else "last_serial")
    if (start[1], len(start[2])) != (end[1], len(end[2])):
        raise InvalidInput("serials_differ", field="last_serial")
    lot = BlankLot(start[1], len(start[2]), int(start[2]), int(end[2]), received_on, received_by)
    if lot.count < 1:
        raise InvalidInput("serials_turned", field="last_serial")
    if lot.count > LARGEST_LOT:
        raise InvalidInput("lot_too_large", field="last_serial", count=lot.count, most=LARGEST_LOT)
    return lot


def next_blank(lots: Iterable[BlankLot], gone: Collection[str]) -> str | None:
    """Return the lowest serial of the oldest range that still has one, or None."""
    for lot in lots:
        for serial in lot.serials():
            if serial not in gone:
                return serial
    return None


def balances(
    lots: Collection[BlankLot], uses: Collection[BlankUse], since: date, until: date
) -> tuple[DayBalance, ...]:
    """Return one line a day on which something happened, from *since* on and before *until*, and the last day."""
    opening = sum(lot.count for lot in lots if lot.received_on < since) - sum(use.on < since for use in uses)
    days = {lot.received_on for lot in lots} | {use.on for use in uses} | {until - timedelta(days=1)}
    found = []
    for day in sorted(day for day in days if since <= day < until):
        balance = DayBalance(
            day,
            opening,
            sum(lot.count for lot in lots if lot.received_on == day),
            sum(use.on == day and use.state is BlankState.USED for use in uses),
            sum(use.on == day and use.state is BlankState.SPOILED for use in uses),
        )
        found.append(balance)
        opening = balance.closing
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PrintRates:
    """The figures of the monthly report on cards: counts, and the rates that follow from them (None without a base)."""

    printed: int
    misprints: int
    lost: int
    permits: int
    registered: int

    @property
    def misprint_rate(self) -> float | None:
        """废证率: cards printed anew because one was spoiled, of all printed."""
        return _part(self.misprints, self.printed)

    @property
    def lost_rate(self) -> float | None:
        """遗失补领率: cards printed because one was lost, of all printed."""
        return _part(self.lost, self.printed)

    @property
    def permit_rate(self) -> float | None:
        """办证率: live permits, of the people whose residence is registered."""
        return _part(self.permits, self.registered)


def _part(count: int, whole: int) -> float | None:
    return count / whole if whole else None

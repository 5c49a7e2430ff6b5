"""Sums of months and days with the rounding named, and periods that end on the first day no longer theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY = 1  # counted from 0


class Rounding(Enum):
    """What to do when the target month has no such day."""

    DOWN = auto()
    UP = auto()
    REFUSE = auto()


class AmbiguousDate(ValueError):
    """The target month is shorter and the rounding is REFUSE."""


def add_months(day: date, months: int, rounding: Rounding = Rounding.DOWN) -> date:
    """Return *day* moved by *months* (negative moves back).

    Raises:
        AmbiguousDate: the target month is shorter and *rounding* is REFUSE.
        OverflowError: the result lies outside the years 1 to 9999.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("date out of range")
    last = 29 if month0 == FEBRUARY and _is_leap(year) else MONTH_DAYS[month0]
    if day.day <= last:
        return date(year, month0 + 1, day.day)
    if rounding is Rounding.REFUSE:
        raise AmbiguousDate
    if rounding is Rounding.DOWN:
        return date(year, month0 + 1, last)
    return add_months(date(year, month0 + 1, 1), 1)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def add_years(day: date, years: int) -> date:
    """Return the same day *years* later; 29 February becomes the 28th in a common year."""
    return add_months(day, 12 * years)


def full_months(since: date, day: date) -> int:
    """Return how many whole months lie between *since* and *day*, counted from *since*; 0 if *day* is earlier."""
    if day <= since:
        return 0
    months = (day.year - since.year) * 12 + day.month - since.month
    return months if add_months(since, months) <= day else months - 1


def full_years(since: date, day: date) -> int:
    """Return how many whole years lie between *since* and *day*, counted from *since*; 0 if *day* is earlier."""
    return full_months(since, day) // 12


@dataclass(frozen=True, slots=True)
class Period:
    """Days from *since* up to, not including, *until*; None means that it runs on."""

    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError("a period cannot end before it starts")

    def __contains__(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two share a day."""
        return (other.until is None or self.since < other.until) and (self.until is None or other.since < self.until)


def covering(periods: Iterable[Period], day: date) -> Period | None:
    """Return the first of *periods* that holds *day*, or None."""
    return next((period for period in periods if day in period), None)

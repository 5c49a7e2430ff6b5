"""The oracle's own arithmetic of months, on day ordinals; it shares nothing with the program's calendar."""

from datetime import date
from functools import lru_cache

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in(year: int, month: int) -> int:
    """Return how many days the month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else LENGTHS[month - 1]


@lru_cache(maxsize=100_000)
def months_after(day: int, months: int) -> int:
    """Return the day so many months on; where that month is shorter, its last day."""
    first = date.fromordinal(day)
    year, month, wanted = first.year, first.month, first.day
    year, month = year + months // 12, month + months % 12
    if month > 12:
        year, month = year + 1, month - 12
    return date(year, month, 1).toordinal() + min(wanted, days_in(year, month)) - 1


def months_before(day: int, months: int) -> int:
    """Return the day so many months earlier; where that month is shorter, its last day."""
    first = date.fromordinal(day)
    month = first.year * 12 + first.month - 1 - months
    year, month = month // 12, month % 12 + 1
    return date(year, month, 1).toordinal() + min(first.day, days_in(year, month)) - 1


def whole_years(since: int, day: int) -> int:
    """Return how often the same day of the year has come round since *since*, on *day*."""
    years = 0
    while months_after(since, 12 * (years + 1)) <= day:
        years += 1
    return years


def whole_months(since: int, day: int) -> int:
    """Return how many months have gone by since *since* on *day*."""
    months = 0
    while months_after(since, months + 1) <= day:
        months += 1
    return months


def month_and_day(text: str) -> tuple[int, int]:
    """Return 8, 31 for 08-31."""
    month, day = text.split("-")
    return int(month), int(day)

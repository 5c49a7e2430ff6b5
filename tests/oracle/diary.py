"""A diary: one mark for each day, so that every question about length is answered by counting days.

Index 0 is the first day of 1950. Nothing asked here lies near either end, so that the first day stands for "always" and
the last for "runs on".
"""

from datetime import date

from .months import months_after

FIRST = date(1950, 1, 1).toordinal()
LAST = date(2070, 1, 1).toordinal()
DAYS = LAST - FIRST
SHORTEST_MONTH = 28
MONTHS = tuple(
    (month, first - FIRST, months_after(first, 1) - FIRST)
    for month in range(1950 * 12, 2070 * 12)
    for first in (date(month // 12, month % 12 + 1, 1).toordinal(),)
)


def blank() -> bytearray:
    """Return a diary without a mark."""
    return bytearray(DAYS)


def mark(diary: bytearray, since: int, until: int) -> None:
    """Mark the days (ordinals) from *since* up to, not including, *until*."""
    low, high = max(since - FIRST, 0), min(until - FIRST, DAYS)
    if low < high:
        diary[low:high] = b"\1" * (high - low)


def marked(diary: bytearray, day: int) -> bool:
    """Say whether the day is marked."""
    return bool(diary[day - FIRST])


def bridged(diary: bytearray, gap_days: int) -> bytearray:
    """Return the diary with every gap of at most so many days between marked days marked as well."""
    closed = bytearray(diary)
    at = diary.find(1)
    while gap_days and at >= 0:
        gap = diary.find(0, at)
        at = diary.find(1, gap) if gap >= 0 else -1
        if gap >= 0 and at >= 0 and at - gap <= gap_days:
            closed[gap:at] = b"\1" * (at - gap)
    return closed


def began(diary: bytearray, day: int) -> int | None:
    """Return the first day of the unbroken marks that hold *day*; None if it is not marked."""
    if not marked(diary, day):
        return None
    return diary.rfind(0, 0, day - FIRST) + 1 + FIRST


def ends(diary: bytearray, day: int) -> int:
    """Return the first day on or after *day* that is not marked."""
    gap = diary.find(0, day - FIRST)
    return LAST if gap < 0 else gap + FIRST


def beginnings(diary: bytearray) -> list[int]:
    """Return the first day of each unbroken stretch of marks."""
    found = []
    at = diary.find(1)
    while at >= 0:
        found.append(at + FIRST)
        gap = diary.find(0, at)
        at = diary.find(1, gap) if gap >= 0 else -1
    return found


def after(day: int, length: int, unit: str) -> int:
    """Return the day so many days or months after *day*."""
    return day + length if unit == "days" else months_after(day, length)


def added_up_on(diary: bytearray, length: int, unit: str) -> int | None:
    """Return the first day on which the marked days, put one behind another right before it, make up the length.

    Only days in a stretch, and the day after it, are looked at. None: never.
    """
    least = length if unit == "days" else length * SHORTEST_MONTH
    days = 0
    for begins in beginnings(diary):
        until = ends(diary, begins)
        skipped = max(0, min(least - days, until - begins))  # fewer days cannot be enough
        for day in range(begins + skipped, until + 1):
            if after(max(day - days - (day - begins), FIRST), length, unit) <= day:
                return day
        days += until - begins
    return None


def full_months(diary: bytearray) -> set[int]:
    """Return the calendar months (year * 12 + month - 1) of which every day is marked."""
    return {month for month, low, high in MONTHS if diary.find(0, low, high) < 0}

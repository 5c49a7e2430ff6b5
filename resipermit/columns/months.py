"""Sums of months over columns of days: the target month's last day where it is shorter, as the rule book counts."""

from functools import cache

import numpy as np
import numpy.typing as npt

from resipermit.domain.spans import END, FIRST

Days = npt.NDArray[np.int32]  # day ordinals
_LAST_YEAR = 9999
_NEAR = (1850, 2250)  # years whose days are looked up; the table stays small enough for a processor's cache


@cache
def _months() -> tuple[Days, Days]:
    """Return the ordinal of the first day of each month from year 1 on, and the month's length."""
    months = np.arange("0001-01", f"{_LAST_YEAR + 1:05d}-01", dtype="M8[M]")
    starts = (months.astype("M8[D]") - np.datetime64("0001-01-01")).astype(np.int32) + FIRST
    return starts, np.diff(np.append(starts, np.int32(END))).astype(np.int32)


@cache
def _near() -> tuple[int, int, Days]:
    """Return the first and the last of the days that are looked up, and the number of the month of each."""
    starts, _ = _months()
    low, high = (int(starts[(year - 1) * 12]) for year in _NEAR)
    days = np.arange(low, high, dtype=np.int32)
    return low, high, (np.searchsorted(starts, days, side="right") - 1).astype(np.int32)


def month_of(days: Days) -> Days:
    """Return the number of the month of each day, counted from the first; the last one for END."""
    starts, lengths = _months()
    low, high, table = _near()
    place = days - np.int32(low)
    far = (days < low) | (days >= high)
    if not far.any():
        found: Days = table[place]
        return found
    found = table[np.where(far, 0, place)]
    found[far] = np.minimum(np.searchsorted(starts, days[far], side="right") - 1, len(lengths) - 1)
    return found


def later(days: Days, months: int) -> Days:
    """Return each day moved forward by *months*; END stays, and what would lie beyond the calendar becomes END."""
    if months == 0:
        return days
    starts, lengths = _months()
    month = month_of(days)
    target = month + np.int32(months)
    beyond = (days >= END) | (target >= len(lengths))
    if beyond.any():
        target = np.where(beyond, 0, target)
    moved = starts[target] + np.minimum(days - starts[month], lengths[target] - 1)
    return np.where(beyond, np.int32(END), moved).astype(np.int32, copy=False)


def full_months(since: Days, until: Days) -> Days:
    """Return the whole months from each *since* to its *until*; -1 where it has not begun by then."""
    starts, lengths = _months()
    first, last = month_of(since), month_of(until)
    reached = starts[last] + np.minimum(since - starts[first], lengths[last] - 1)
    months = last - first - (reached > until)
    return np.where(since <= until, months, np.int32(-1)).astype(np.int32, copy=False)

"""Sums of months over columns of days: the target month's last day where it is shorter, as the rule book counts."""

from functools import cache

import numpy as np
import numpy.typing as npt

from resipermit.domain.spans import END, FIRST

Days = npt.NDArray[np.int32]  # day ordinals
_LAST_YEAR = 9999
_OF_MONTH = 5  # bits hold a day of the month, counted from 0


@cache
def _months() -> tuple[Days, Days]:
    """Return the ordinal of the first and the last day of each month from year 1 on; END past the calendar."""
    months = np.arange("0001-01", f"{_LAST_YEAR + 1:05d}-01", dtype="M8[M]")
    starts = (months.astype("M8[D]") - np.datetime64("0001-01-01")).astype(np.int32) + np.int32(FIRST)
    past = np.array([END], np.int32)
    return np.append(starts, past), np.concatenate([starts[1:], past, past + 1]) - np.int32(1)


@cache
def _calendar() -> Days:
    """Return for each ordinal up to END its month, counted from the first, and the day of the month, in one number."""
    starts, ends = _months()
    of_first = (np.arange(len(starts), dtype=np.int32) << _OF_MONTH) - starts
    found = np.zeros(END + 1, np.int32)
    np.add(np.repeat(of_first, ends - starts + 1), np.arange(FIRST, END + 1, dtype=np.int32), out=found[FIRST:])
    return found


def later(days: Days, months: int) -> Days:
    """Return each day moved forward by *months*; END stays, and what would lie beyond the calendar becomes END."""
    if months == 0:
        return days
    starts, ends = _months()
    at = _calendar().take(days)
    month = (at >> _OF_MONTH) + np.int32(months)
    at &= 31
    at += starts.take(month, mode="clip")
    return np.minimum(at, ends.take(month, mode="clip"), out=at)


def full_months(since: Days, until: Days | int) -> Days:
    """Return the whole months from each *since* to its *until*; less than 0 where it has not begun by then."""
    calendar = _calendar()
    at = calendar.take(until)
    last_of_month = (calendar.take(np.minimum(until, END - 1) + 1) & 31) == 0
    passed = np.where(last_of_month, at | 31, at) - calendar.take(since)  # a month's last day completes every month
    passed >>= _OF_MONTH
    return passed

"""School as the oracle counts it: whole school years, since which grade, graduated, compulsory age."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from .diary import FIRST, began, beginnings, bridged, ends, marked
from .months import months_after

LAST_GRADE = {"primary": 6, "junior": 9, "senior": 12, "vocational": 12}


def autumn_of(day: int) -> int:
    """Return the year in whose autumn the school year of *day* began: it begins on 1 September."""
    when = date.fromordinal(day)
    return when.year if when.month >= 9 else when.year - 1


def years_done(attended: bytearray, begins: int, until: int, second_term: bool) -> int:
    """Return the whole school years in an attendance from *begins*, looked at on the day *until*.

    A school year is whole when every day from 1 September to 30 June is attended; with *second_term* also when the
    attendance begins in it by 1 March.
    """
    done = 0
    for autumn in range(autumn_of(begins), date.fromordinal(until).year):
        last_day = date(autumn + 1, 6, 30).toordinal()
        in_time = begins <= date(autumn, 9, 1).toordinal()
        if second_term and begins <= date(autumn + 1, 3, 1).toordinal():
            in_time = True
        if in_time and last_day < until and marked(attended, last_day):
            done += 1
    return done


def years_hold(attended: bytearray, needed: int, gap_days: int, day: int, asked: dict[str, Any]) -> bool:
    """Say whether *needed* whole school years lie behind on *day*, the child still enrolled (or ever after)."""
    closed = bridged(attended, gap_days)
    second_term = int(asked.get("from_term", 1)) == 2
    adds_up = asked.get("mode") == "sum"
    ever_after = asked.get("once_reached") == "true"
    earlier = 0
    for begins in beginnings(closed):
        if begins > day:
            break
        stops = ends(closed, begins)
        looked_at = min(day, stops)
        done = earlier + years_done(closed, begins, looked_at, second_term)
        if done >= needed and (day < stops or ever_after):
            return True
        earlier = done if adds_up else 0
    return False


class Entry(NamedTuple):
    """The beginning of an enrolment: *surely* there, and whether in the right grade (None: not known)."""

    begins: int
    surely: bool
    right: bool | None


def entered_rightly(grade: int | None, since: int | None, asked_grade: int, from_term: int | None) -> bool | None:
    """Say whether an enrolment begins in the grade asked or before; None if nobody can say.

    In that very grade with *from_term* 1 by 31 January, with 2 by 1 March; without it whenever.
    """
    if grade is None:
        return None
    if grade != asked_grade or from_term is None:
        return grade <= asked_grade
    if since is None:
        return None
    when = date.fromordinal(since)
    last = (3, 1) if from_term == 2 else (1, 31)
    return (when.month, when.day) >= (9, 1) or (when.month, when.day) <= last


def since_grade_holds(
    sure: bytearray, perhaps: bytearray, entries: Sequence[Entry], gap_days: int, day: int
) -> tuple[bool, bool]:
    """Say whether the attendance of *day* surely, and possibly, was entered rightly.

    What is merely possible may be there or not: each enrolment from which the attendance may go unbroken up to *day*
    can be its entry, if no attendance that is sure leads up to it.
    """
    reach = began(bridged(perhaps, gap_days), day)
    if reach is None or not marked(perhaps, day):
        return False, False
    surely_since = began(bridged(sure, gap_days), day) if marked(sure, day) else None
    starts: dict[int, list[Entry]] = {}
    for entry in entries:
        in_reach = reach <= entry.begins <= day and (surely_since is None or entry.begins <= surely_since)
        if in_reach and not _leads_up(sure, entry.begins, gap_days):
            starts.setdefault(entry.begins, []).append(entry)
    possibly = any(entry.right is not False for at in starts.values() for entry in at)
    return surely_since is not None and all(map(_surely_right, starts.values())), possibly


def _surely_right(entries: Sequence[Entry]) -> bool:
    """Say whether an attendance that begins with some of these is entered rightly, whichever of them are there."""
    return any(entry.surely and entry.right for entry in entries) or all(entry.right is True for entry in entries)


def _leads_up(sure: bytearray, begins: int, gap_days: int) -> bool:
    """Say whether some sure day lies so close before *begins* that it is one attendance."""
    at = begins - FIRST
    return sure.find(1, max(0, at - gap_days - 1), at) >= 0


def graduated_on(grade: int, since: int, stage: str) -> int:
    """Return 30 June of the last grade for an enrolment that begins in *grade*."""
    return date(autumn_of(since) + 1 + LAST_GRADE[stage] - grade, 6, 30).toordinal()


def compulsory(rows: Sequence[Any], born: int, enters: int, leaves: int, day: int) -> bool:
    """Say whether *day* lies between the age of entry and the end of junior school, by grade where it is known."""
    begins, stops = months_after(born, 12 * enters), months_after(born, 12 * leaves)
    for row in rows:
        if row.grade is not None and row.since is not None and row.stage in ("primary", "junior"):
            stops = date(autumn_of(row.since.toordinal()) + 10 - row.grade, 9, 1).toordinal()
        elif row.stage in ("senior", "vocational") and row.since is not None:
            stops = min(stops, row.since.toordinal())
    return begins <= day < stops

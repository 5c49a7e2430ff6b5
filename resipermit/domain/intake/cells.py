"""What a single cell must be: a day, a month, a division code, a word of a list; each distinct text is judged once."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from resipermit.domain.calendar import add_months
from resipermit.domain.identity import Divisions
from resipermit.domain.intake.tables import Fault
from resipermit.domain.places import Division

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}(0[1-9]|1[0-2])")
_COUNT = re.compile(r"[0-9]{1,4}")
_UNREADABLE = re.compile("[\x00-\x1f\x7f\ufffd\ud800-\udfff]")
LAST_DAY = date(9999, 12, 31)


class Places(Divisions, Protocol):
    """What the tables ask of the division codes."""

    def unit_type(self, code: str) -> str | None: ...

    def divisions_under(self, prefix: str) -> Sequence[Division]: ...


class Cells:
    """Reads cells as at the day of the tables; every method raises `Fault`.

    Millions of cells hold a few thousand distinct texts, so that each judgement is kept.
    """

    def __init__(self, places: Places, ethnic_codes: frozenset[str], on: date) -> None:
        self.places = places
        self.ethnic_codes = ethnic_codes
        self.on = on
        self._days: dict[str, date] = {}
        self._next_days: dict[str, date | None] = {"": None}
        self._months: dict[str, date] = {}
        self._following: dict[date, date] = {}
        self._divisions: dict[str, str | None] = {}

    def day(self, text: str, column: str) -> date:
        """Return the day, written YYYY-MM-DD."""
        day = self._days.get(text)
        if day is None:
            day = self._days[text] = _day(text, column)
        return day

    def past_day(self, text: str, column: str) -> date:
        """Return the day, which does not lie after the day of the tables."""
        day = self._days.get(text)
        if day is None:
            day = self._days[text] = _day(text, column)
        if day > self.on:
            raise Fault(column, "day_future")
        return day

    def until(self, text: str, column: str, since: date) -> date | None:
        """Return the first day no longer so; *text* is the last day that was so, or empty while it goes on."""
        try:
            until = self._next_days[text]
        except KeyError:
            last = self.day(text, column)
            if last == LAST_DAY:
                raise Fault(column, "day_impossible") from None
            until = self._next_days[text] = last + timedelta(days=1)
        if until is not None and until <= since:
            raise Fault(column, "dates_reversed")
        return until

    def month(self, text: str, column: str) -> date:
        """Return the first day of the month, written YYYYMM; it does not lie after the day of the tables."""
        first = self._months.get(text)
        if first is None:
            if not _MONTH.fullmatch(text) or text < "0001":
                raise Fault(column, "month_form")
            first = self._months[text] = date(int(text[:4]), int(text[4:]), 1)
        if first > self.on:
            raise Fault(column, "month_future")
        return first

    def month_after(self, first: date) -> date:
        """Return the first day of the month after the one that begins on *first*."""
        following = self._following.get(first)
        if following is None:
            following = self._following[first] = add_months(first, 1)
        return following

    def division(self, text: str, column: str) -> str:
        """Return the code of a county-level unit, in use or retired, or of a city that has none below it."""
        try:
            reason = self._divisions[text]
        except KeyError:
            reason = self._divisions[text] = _division_fault(text, self.places)
        if reason is not None:
            raise Fault(column, reason)
        return text


def count(text: str, column: str) -> int:
    """Return a whole number of up to four digits."""
    if not _COUNT.fullmatch(text):
        raise Fault(column, "count_form")
    return int(text)


def word(text: str, column: str, words: Mapping[str, str]) -> str:
    """Return what *words* makes of the text."""
    meaning = words.get(text)
    if meaning is None:
        raise Fault(column, "code_unknown")
    return meaning


def free_text(text: str, column: str) -> str:
    """Return a text that is there and holds no control or replacement character."""
    if not text.strip():
        raise Fault(column, "cell_empty")
    if _UNREADABLE.search(text):
        raise Fault(column, "characters_unreadable")
    return text


def _day(text: str, column: str) -> date:
    if not text:
        raise Fault(column, "cell_empty")
    if not _DAY.fullmatch(text):
        raise Fault(column, "day_form")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Fault(column, "day_impossible") from None


def _division_fault(code: str, places: Places) -> str | None:
    standing = places.standing(code)
    if standing is None:
        return "division_unknown"
    if standing == "aggregate":
        return "division_not_county"
    if places.is_county(code):
        return None
    below = places.divisions_under(code[:4]) if places.unit_type(code) == "prefecture" else ()
    # 东莞, 中山, 儋州, 嘉峪关 are cities without any unit below
    undivided = bool(below) and all(division.level == "prefecture" for division in below)
    return None if undivided else "division_not_county"

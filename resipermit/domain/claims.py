"""Claims of a signed document, read strictly: what has the wrong type, form or key is refused, never guessed.

A day is its midnight in UTC; an instant is in whole seconds. Times end before the year 3000.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from resipermit.domain.errors import InvalidInput

ISSUER, SUBJECT, EXPIRES, ISSUED, IDENTITY = 1, 2, 4, 6, 169
DIVISION_FORM = re.compile(r"[1-9][0-9]{5}(?:[0-9]{3}){0,2}")
LONGEST_TEXT = 200
OFFICE_TIME = timezone(timedelta(hours=8))  # the one time of the country

_DAY = re.compile(r"[12][0-9]{7}")
_NOT_TEXT = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_DAY_SECONDS = 86_400


class Claims:
    """One map of claims.

    Raises:
        InvalidInput: `malformed` with the claim as field, or `newer_than_program` when it holds claims of a later
            layout. Each method raises the first.
    """

    def __init__(self, values: Any, path: str, *, needed: set[Any], optional: set[Any] = frozenset()) -> None:  # type: ignore[assignment]
        self.path = path
        if not isinstance(values, Mapping):
            raise InvalidInput("malformed", field=path)
        if missing := needed - values.keys():
            raise InvalidInput("malformed", field=f"{path}.{min(map(str, missing))}")
        if values.keys() - needed - optional:
            raise InvalidInput("newer_than_program", field=path)
        self.values = values

    def __contains__(self, key: Any) -> bool:
        return key in self.values

    def wrong(self, key: Any) -> InvalidInput:
        return InvalidInput("malformed", field=f"{self.path}.{key}")

    def text(self, key: Any, form: re.Pattern[str] | None = None) -> str:
        value = self.values[key]
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_TEXT or not fit_for_print(value):
            raise self.wrong(key)
        if form is not None and not form.fullmatch(value):
            raise self.wrong(key)
        return value

    def number(self, key: Any, most: int) -> int:
        """Return a whole number from 0 to *most*."""
        value = self.values[key]
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise self.wrong(key)
        return value

    def bytes(self, key: Any, size: int | None = None) -> bytes:
        value = self.values[key]
        if not isinstance(value, bytes) or (size is not None and len(value) != size):
            raise self.wrong(key)
        return value

    def list(self, key: Any, most: int) -> list[Any]:
        value = self.values[key]
        if not isinstance(value, list) or len(value) > most:
            raise self.wrong(key)
        return value

    def one_of(self, key: Any, known: Mapping[Any, Any]) -> Any:
        value = self.values[key]
        if not isinstance(value, str | int) or isinstance(value, bool) or value not in known:
            raise self.wrong(key)
        return known[value]

    def written_day(self, key: Any) -> date:
        """Return a day written as YYYYMMDD."""
        text = self.text(key, _DAY)
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError as error:
            raise self.wrong(key) from error

    def day(self, key: Any) -> date:
        """Return a day given as its midnight in UTC."""
        value = self.number(key, _LAST_SECOND)
        if value % _DAY_SECONDS:
            raise self.wrong(key)
        return date(1970, 1, 1) + timedelta(seconds=value)

    def instant(self, key: Any) -> datetime:
        return datetime.fromtimestamp(self.number(key, _LAST_SECOND), UTC)


def seconds(moment: date | datetime) -> int:
    """Return the seconds since 1970 of an instant, or of the midnight in UTC that begins a day."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return int(moment.timestamp())


def office_day(instant: datetime) -> date:
    """Return the day on the wall of the office at an instant."""
    return instant.astimezone(OFFICE_TIME).date()


def fit_for_print(text: str) -> bool:
    """Say whether a text holds nothing unseen: no control or format characters, no blanks at its ends."""
    # str.isprintable would refuse characters newer than Python's own tables; whether a font has one is asked later
    return text == text.strip() and not any(unicodedata.category(letter) in _NOT_TEXT for letter in text)


_LAST_SECOND = seconds(date(2999, 12, 31))

"""Small readers of a rule file's tree: each returns what the schema asks for or names file, line and reason."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from resipermit.adapters.yaml_trees import Branch, Row, Text, fault
from resipermit.domain.errors import InvalidInput

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def branches(tree: Any) -> Iterator[tuple[str, Branch]]:
    """Return the entries of a mapping of mappings."""
    if not isinstance(tree, Branch):
        raise complaint(tree, "a mapping is expected here")
    for key, body in tree.entries.items():
        if not isinstance(body, Branch):
            raise complaint(body, f"“{key}” must be a mapping", tree)
        yield key, body


def rows(tree: Any) -> Iterator[Branch]:
    """Return the entries of a list of mappings."""
    for body in entries(tree):
        if not isinstance(body, Branch):
            raise complaint(body, "a mapping is expected here", tree)
        yield body


def entries(tree: Any) -> list[Any]:
    """Return the entries of a list."""
    if not isinstance(tree, Row):
        raise complaint(tree, "a list is expected here")
    return tree.entries


def need(body: Branch, key: str) -> Any:
    """Return what stands under *key*."""
    if key not in body.entries:
        raise complaint(body, f"“{key}” is missing")
    return body.entries[key]


def need_text(body: Branch, key: str) -> str:
    """Return the text under *key*."""
    text = need(body, key)
    if not isinstance(text, str):
        raise complaint(text, f"“{key}” must be a text", body)
    return str(text)


def text_or_none(body: Branch, key: str) -> str | None:
    """Return the text under *key*, None if there is none."""
    return need_text(body, key) if key in body.entries else None


def words_of(body: Branch, key: str) -> tuple[str, ...]:
    """Return the list of texts under *key*, empty if it is not there."""
    return tuple(map(str, entries(body.entries[key]))) if key in body.entries else ()


def day(text: Any, body: Branch) -> date:
    """Return the day that *text* writes."""
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise complaint(text, f"“{text}” is no day of the calendar", body) from None


def day_or_none(body: Branch, key: str) -> date | None:
    """Return the day under *key*, None if there is none."""
    return day(body.entries[key], body) if key in body.entries else None


def month_day(text: Any, body: Branch) -> tuple[int, int]:
    """Return month and day of a text such as 08-31; the 29th of February comes only every fourth year."""
    found = day(Text(f"2023-{text}"), body)
    return found.month, found.day


def whole(text: Any, body: Branch) -> int:
    """Return the whole number that *text* writes."""
    if not isinstance(text, str) or not re.fullmatch(r"-?\d+", text):
        raise complaint(text, f"“{text}” is no whole number", body)
    return int(text)


def amount(text: Any, body: Branch) -> float:
    """Return the number that *text* writes."""
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise complaint(text, f"“{text}” is no number", body)
    return number(text)  # type: ignore[no-any-return]


def number(text: Any) -> Any:
    """Return a text that writes a number as that number, anything else as text."""
    if isinstance(text, str) and _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return str(text)


def flag(body: Branch, key: str) -> bool:
    """Return the true or false under *key*."""
    return one_of(need_text(body, key), ("true", "false"), body, "word") == "true"


def one_of(word: str, known: Collection[str], body: Any, what: str) -> str:
    """Return *word* if it is known; else the complaint names the nearest one."""
    if word in known:
        return str(word)
    from difflib import get_close_matches  # only a fault needs it

    near = get_close_matches(word, sorted(known), 1)
    raise complaint(word, f"unknown {what} “{word}”" + (f"; did you mean “{near[0]}”?" if near else ""), body)


def only(body: Branch, known: Collection[str]) -> None:
    """Refuse a key that nobody knows."""
    for key in body.entries:
        if key not in known:
            one_of(key, known, body, "word")


def plain(tree: Any) -> Any:
    """Return a tree as dictionaries, lists, numbers and texts."""
    if isinstance(tree, Branch):
        return {key: plain(value) for key, value in tree.entries.items()}
    if isinstance(tree, Row):
        return [plain(value) for value in tree.entries]
    return number(tree)


def complaint(where: Any, why: str, around: Any = None) -> InvalidInput:
    """Return the error for a place in a rule file; *around* is the mapping that a plain text stands in."""
    file = getattr(where, "file", None) or getattr(around, "file", None) or "rules"
    line = getattr(where, "line", None) or getattr(around, "line", None) or 1
    return fault(str(file), int(line), why)

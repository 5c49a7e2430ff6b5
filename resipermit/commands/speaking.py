"""How a command speaks: sentences on the terminal in the language of the locale, or one JSON document."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import Any

from resipermit.domain.errors import InvalidInput, ResipermitError, StoreUnavailable
from resipermit.words import language_of_locale, say


def help_of(code: str) -> str:
    """Return the help sentence ``help.<code>``; argparse reads a percent sign as the start of a field."""
    return say(f"help.{code}", language_of_locale()).replace("%", "%%")


def tell(language: str, code: str, /, **facts: Any) -> None:
    """Write the sentence *code* as one line."""
    sys.stdout.write(f"{say(code, language, **facts)}\n")


def write_json(document: Mapping[str, Any] | list[Any]) -> None:
    """Write a document, readable and with Chinese as it is."""
    sys.stdout.write(as_json(document))


def as_json(document: Mapping[str, Any] | list[Any]) -> str:
    """Return a document as text."""
    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain) + "\n"


def add_json(parser: ArgumentParser) -> None:
    """Let a command answer in JSON."""
    parser.add_argument("--json", action="store_true", help=help_of("json"))


def a_day(args: Namespace, name: str) -> date | None:
    """Return the day of option *name*, or None when it was not given.

    Raises:
        InvalidInput: it is no day of the calendar.
    """
    text: str | None = getattr(args, name)
    if text is None:
        return None
    try:
        if len(text) != len("2026-03-15"):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput("day_impossible", field=f"--{name.replace('_', '-')}", value=text) from error


def read_file(path: str, field: str) -> bytes:
    """Return what is in a file that the operator named; raises InvalidInput."""
    try:
        return Path(path).expanduser().read_bytes()
    except OSError as error:
        raise InvalidInput("file_unreadable", field=field, value=path) from error


def write_file(path: Path, content: bytes, field: str) -> None:
    """Put *content* in the place of a file that the operator named, whole or not at all.

    Raises:
        InvalidInput: it cannot be written there.
        StoreUnavailable: `disk_full`.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):  # where there is no folder there is no draft either
            draft.unlink()
        raise unwritable(error, field, path) from error


def unwritable(error: OSError, field: str, path: Path) -> ResipermitError:
    """Return what to say about a file that could not be written."""
    if error.errno in (ENOSPC, EDQUOT):
        return StoreUnavailable("disk_full")
    return InvalidInput("file_unwritable", field=field, path=str(path))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)

"""Reads the tables of a take-over from a folder of CSV files: UTF-8, commas, a line of column names, a row a line."""

import csv
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from resipermit.domain.errors import InvalidInput
from resipermit.domain.intake.tables import TABLES, Table
from resipermit.usecases.intake_store import ReadTable, SourceRow

DIGEST_BYTES = 8  # tells a changed row from the same one again
_MARK = b"\xef\xbb\xbf"  # some programs begin a UTF-8 file with it

Arrange = Callable[[list[str]], Iterable[str]]


def read_tables(folder: Path) -> ReadTable:
    """Return what reads a table by its name; the column names are checked now, before anything is kept.

    Raises:
        InvalidInput: no such folder, a file cannot be read, or a column is missing or named twice.
    """
    if not folder.is_dir():
        raise InvalidInput("folder_missing", field="DIR", path=str(folder))
    arranged = {}
    for table in TABLES:
        path = folder / f"{table.name}.csv"
        if path.exists():
            with _opened(path) as file:
                arranged[table.name] = (table, path, *_arrangement(table, path, file.readline()))

    def read(name: str) -> Iterator[SourceRow] | None:
        return _rows(*arranged[name]) if name in arranged else None

    return read


def _rows(table: Table, path: Path, count: int, arrange: Arrange | None) -> Iterator[SourceRow]:
    with _opened(path) as file:
        file.readline()
        for line, raw in enumerate(file, 2):
            raw = raw.rstrip(b"\r\n")
            if not raw:
                continue
            digest = blake2b(raw, digest_size=DIGEST_BYTES).digest()
            cells, fault = _cells(raw)
            if fault is None and len(cells) != count:
                fault = "cells_miscounted"
            if arrange is not None and fault is None:
                cells = list(arrange(cells))
            yield SourceRow(line, cells, digest, fault)


def _cells(raw: bytes) -> tuple[list[str], str | None]:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return raw.decode(errors="replace").split(","), "characters_unreadable"
    if '"' not in text:
        return text.split(","), None
    try:
        return next(csv.reader([text], strict=True)), None
    except (csv.Error, StopIteration):  # such as a quotation mark that is never closed
        return text.split(","), "row_unreadable"


def _arrangement(table: Table, path: Path, head: bytes) -> tuple[int, Arrange | None]:
    """Return how many cells a row has, and how to bring them into the order of the table when theirs is another."""
    names, fault = _cells(head.removeprefix(_MARK).rstrip(b"\r\n"))
    missing = [column for column in table.columns if names.count(column) != 1]
    if fault or missing:
        raise InvalidInput("columns_missing", field=path.name, columns=missing)
    if tuple(names) == table.columns:
        return len(names), None
    return len(names), itemgetter(*(names.index(column) for column in table.columns))


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise InvalidInput("file_unreadable", field="DIR", path=str(path)) from error

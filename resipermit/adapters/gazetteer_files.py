"""Reads the divisions, city bands and city groups from the files under resources/divisions."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from resipermit.domain.law import Certainty
from resipermit.domain.places import Band, DatedBand, Division, Gazetteer, GroupSpan
from resipermit.resources import resources


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer of the whole country; read once."""
    return Gazetteer(
        _DivisionLines((resources() / "divisions" / "divisions_national.csv").read_text(encoding="utf-8")),
        (_band(row) for row in _rows("bands_hunan.csv")),
        (GroupSpan(row[0], row[1], date.fromisoformat(row[2])) for row in _rows("groups.csv")),
    )


class _DivisionLines(Mapping[str, Sequence[Division]]):
    """The lines of the national table by code; a line is taken apart when its code is asked for (2 ms, not 60)."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, list[str]] = {}
        for line in text.splitlines()[1:]:
            self._lines.setdefault(line[:6], []).append(line)

    def __getitem__(self, code: str) -> Sequence[Division]:
        return [_division(row) for row in csv.reader(self._lines[code])]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _rows(name: str) -> Iterator[list[str]]:
    with (resources() / "divisions" / name).open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        next(reader)
        yield from reader


def _division(row: list[str]) -> Division:
    # Judging a number takes the widest span known: the corrected list and the lists as they were printed.
    years = [int(row[7])] if row[7] else []
    if row[5] != "current" and row[9]:
        years.append(int(row[9]) + 1)
    return Division(
        code=row[0],
        name=row[1],
        level=row[2],
        province=row[3],
        parent=row[4],
        status=row[5],
        from_year=int(row[6]) if row[6] else None,
        until_year=max(years) if years else None,
        successors=tuple(heir.split("[")[0] for heir in row[10].split(";") if heir),
    )


def _band(row: list[str]) -> DatedBand:
    return DatedBand(row[0], date.fromisoformat(row[1]), Band(row[2]), Certainty(row[3]), row[4])

"""Reads what invented names are made of from resources/names/surnames_given.csv."""

import csv
from functools import cache

from resipermit.domain.identity import Sex
from resipermit.domain.synthetic_people import NamePool
from resipermit.resources import resources


@cache
def load_name_pool() -> NamePool:
    """Return the pool; read once."""
    by_kind: dict[str, list[tuple[str, float]]] = {}
    with (resources() / "names" / "surnames_given.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_kind.setdefault(row["kind"], []).append((row["text"], float(row["weight"])))

    def texts(kind: str) -> tuple[str, ...]:
        return tuple(text for text, _ in by_kind[kind])

    common = by_kind["surname"]
    return NamePool(
        surnames=tuple(text for text, _ in common),
        weights=tuple(weight for _, weight in common),
        rare_surnames=texts("surname_rare") + texts("surname_compound"),
        given={Sex.MALE: texts("given_char_male"), Sex.FEMALE: texts("given_char_female")},
        rare_given=texts("given_rare"),
        whole=texts("full_name_minority"),
    )

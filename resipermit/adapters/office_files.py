"""Reads the tasks of the opinion's annex and the local counters of the departments."""

import csv
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from resipermit.adapters.yaml_trees import Branch, Row, read_tree
from resipermit.domain.places import Gazetteer
from resipermit.resources import resources

Office = Mapping[str, str]
LocalOffice = Callable[[str, str], Office | None]
SHOWN = ("name", "address", "phone", "hours", "checked_on")


@cache
def annex_tasks() -> Sequence[Mapping[str, Any]]:
    """Return the 28 tasks: number, text, departments as named there, responsibility (led, each, sole), others."""
    path = resources() / "annex" / "tasks.yaml"
    listed = read_tree(path.read_text(encoding="utf-8"), path.name).entries["tasks"]
    assert isinstance(listed, Row)
    return tuple(_task(body) for body in listed.entries)


def _task(body: Branch) -> Mapping[str, Any]:
    found = body.entries
    return {
        "number": int(found["number"]),
        "text": str(found["text"]),
        "departments": [str(name) for name in found["departments"].entries],
        "responsibility": str(found["responsibility"]),
        "others": found["others"] == "true",
    }


def local_offices(gazetteer: Gazetteer) -> LocalOffice:
    """Return how to look up the counter of a department: in the division itself, else in its city."""

    def local_office(division: str, department: str) -> Office | None:
        rows = _offices()
        return rows.get((division, department)) or rows.get((gazetteer.place_of(division), department))

    return local_office


@cache
def _offices() -> Mapping[tuple[str, str], Office]:
    path = resources() / "offices" / "offices.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {(row["division"], row["department"]): {key: row[key] for key in SHOWN} for row in rows}

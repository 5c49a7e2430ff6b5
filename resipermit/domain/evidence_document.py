"""Reads what papers prove about one person from a JSON document: lists of rows as in a facts document.

`{"employment": [{...}], "insurance": []}`: the rows are added to what is on record; an empty list says that there is
nothing else of its kind.
"""

from collections.abc import Mapping
from typing import Any

from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts_document import read_row
from resipermit.domain.holder import Evidence
from resipermit.domain.last_told import LASTING_LISTS
from resipermit.domain.places import Gazetteer

LISTS = (*LASTING_LISTS, "exams")


def read_evidence(document: object, gazetteer: Gazetteer, *, complete: bool = False) -> Evidence:
    """Return the evidence; with *complete*, nothing else is there of any kind that the document names.

    Raises:
        InvalidInput: naming the first field that cannot be read.
    """
    if not isinstance(document, Mapping):
        raise InvalidInput("not_an_object", field="evidence")
    lists: dict[str, Any] = {name: _rows(str(name), rows, gazetteer) for name, rows in document.items()}
    return Evidence(**lists, complete=frozenset(name for name, rows in lists.items() if complete or not rows))


def _rows(name: str, rows: object, gazetteer: Gazetteer) -> tuple[Any, ...]:
    if name not in LISTS:
        raise InvalidInput("unknown_key", field=name)
    if not isinstance(rows, list):
        raise InvalidInput("not_a_list", field=name)
    return tuple(read_row(name, row, f"{name}[{index}]", gazetteer) for index, row in enumerate(rows))

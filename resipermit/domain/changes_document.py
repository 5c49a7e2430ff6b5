"""Reads a list of changes from a JSON document: each adds, closes or replaces a row, or adds an act.

`{"add": "schooling", "of": "household[0]", "row": {...}}`, `{"close": "residences", "index": 0, "until": DAY}`,
`{"replace": "employment", "index": 0, "row": {...}}`, `{"act": {"act": "endorse", "on": DAY}}`; *of* is the holder when
it is not said.
"""

from collections.abc import Mapping
from typing import Any

from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts_document import ROWS, read_act, read_day, read_row
from resipermit.domain.overlay import HOLDER, AddAct, AddRow, Change, CloseRow, ReplaceRow
from resipermit.domain.places import Gazetteer

KEYS = {
    "add": {"add", "of", "row"},
    "close": {"close", "of", "index", "until"},
    "replace": {"replace", "of", "index", "row"},
    "act": {"act", "of"},
}


def read_changes(document: object, gazetteer: Gazetteer) -> tuple[Change, ...]:
    """Return the changes in their order; raises InvalidInput naming the first field that cannot be read."""
    if not isinstance(document, list):
        raise InvalidInput("not_a_list", field="changes")
    return tuple(_change(entry, f"changes[{index}]", gazetteer) for index, entry in enumerate(document))


def _change(entry: object, path: str, gazetteer: Gazetteer) -> Change:
    if not isinstance(entry, Mapping):
        raise InvalidInput("not_an_object", field=path)
    verbs = [verb for verb in KEYS if verb in entry]
    if len(verbs) != 1:
        raise InvalidInput("field_missing", field=f"{path}.{'|'.join(KEYS)}")
    verb = verbs[0]
    for key in entry:
        if key not in KEYS[verb]:
            raise InvalidInput("unknown_key", field=f"{path}.{key}")
    subject = entry.get("of", HOLDER)
    if not isinstance(subject, str):
        raise InvalidInput("not_a_text", field=f"{path}.of")
    if verb == "act":
        return AddAct(subject, read_act(entry["act"], f"{path}.act", gazetteer))
    name = entry[verb]
    if name not in ROWS:
        raise InvalidInput("unknown_word", field=f"{path}.{verb}", value=str(name), words=tuple(ROWS))
    return _of_list(verb, subject, name, entry, path, gazetteer)


def _of_list(
    verb: str, subject: str, name: str, entry: Mapping[str, Any], path: str, gazetteer: Gazetteer
) -> AddRow | CloseRow | ReplaceRow:
    if verb == "add":
        return AddRow(subject, name, read_row(name, entry.get("row"), f"{path}.row", gazetteer))
    index = entry.get("index")
    if not isinstance(index, int) or isinstance(index, bool) or index < 0:
        raise InvalidInput("number_out_of_range", field=f"{path}.index", least=0, most=999)
    if verb == "close":
        return CloseRow(subject, name, index, read_day(entry.get("until"), f"{path}.until"))
    return ReplaceRow(subject, name, index, read_row(name, entry.get("row"), f"{path}.row", gazetteer))

"""Reads a file that policy staff wrote: as an editor on Windows leaves it too, and what cannot be read as a fault."""

from resipermit.adapters.yaml_trees import Branch, read_tree
from resipermit.domain.errors import InvalidInput
from resipermit.domain.rule_faults import Fault


def read_whole(raw: bytes, file: str) -> Branch:
    """Return the mapping at the top of a file, with or without a byte order mark; raises InvalidInput."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InvalidInput("rule_file", field=f"{file}:{line}", why="not UTF-8") from None
    return read_tree(text, file)


def fault_of(error: InvalidInput, file: str) -> Fault:
    """Return what a reader of files complained of as a fault; *file* is named when it named none."""
    where, _, line = error.field.rpartition(":")
    why = error.facts.get("why", error.code)
    return Fault(where or file, int(line) if line.isdigit() else 1, "unreadable", {"why": why})

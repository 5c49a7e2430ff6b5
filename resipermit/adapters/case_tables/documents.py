"""Facts that a case writes in the form of the facts document: typed by their keys, and found again by their path."""

import re
from typing import Any

from resipermit.adapters.yaml_trees import Branch, Row

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WORDS = {"null": None, "true": True, "false": False}


def document_of(tree: Any, key: str = "") -> Any:
    """Return the facts as JSON would have them: there are numbers only under `grade` and `points`."""
    if isinstance(tree, Branch):
        return {
            str(name): document_of(value, "points" if key == "points" else str(name))
            for name, value in tree.entries.items()
        }
    if isinstance(tree, Row):
        return [document_of(value) for value in tree.entries]
    text = str(tree)
    if key in ("grade", "points") and _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return _WORDS.get(text, text)


def line_at(tree: Any, path: str) -> int:
    """Return the line of what stands under a path such as ``household[1].born_on``, or of the nearest above it."""
    line: int = tree.line
    for step in re.findall(r"\w+", path):
        if isinstance(tree, Branch) and step in tree.entries:
            key = next(one for one in tree.entries if one == step)
            tree, line = tree.entries[step], getattr(key, "line", line)
        elif isinstance(tree, Row) and step.isdigit() and int(step) < len(tree.entries):
            tree = tree.entries[int(step)]
            line = getattr(tree, "line", line)
        else:
            break
    return line

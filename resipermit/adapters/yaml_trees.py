"""Reads YAML as a tree of texts with line numbers: nothing is guessed (`no`, `043` and `2016-02-30` stay text).

Duplicate keys, aliases, anchors and tags are refused with file and line.
"""

from dataclasses import dataclass
from typing import Any

import yaml

from resipermit.domain.errors import InvalidInput


class Text(str):
    """A scalar as written, with its line."""

    __slots__ = ("line",)
    line: int


@dataclass(slots=True)
class Branch:
    """A mapping with the line it starts on; its keys are `Text` and know their own lines."""

    file: str
    line: int
    entries: dict[str, Any]


@dataclass(slots=True)
class Row:
    """A list with the line it starts on."""

    file: str
    line: int
    entries: list[Any]


def read_tree(text: str, file: str) -> Branch:
    """Return the mapping at the top of *text*; raises InvalidInput with ``file:line`` as its field."""
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):
            _refuse_cleverness(event, file)
        node = yaml.compose(text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise fault(file, mark.line + 1 if mark else 1, str(getattr(error, "problem", "") or "YAML")) from None
    tree = _tree(node, file)
    if not isinstance(tree, Branch):
        raise fault(file, 1, "a mapping is expected at the top")
    return tree


def fault(file: str, line: int, why: str) -> InvalidInput:
    """Return the error for a place in a rule file."""
    return InvalidInput("rule_file", field=f"{file}:{line}", why=why)


def _refuse_cleverness(event: Any, file: str) -> None:
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise fault(file, line, "anchors and aliases are not allowed")
    if getattr(event, "tag", None):
        raise fault(file, line, "tags are not allowed")


def _tree(node: Any, file: str) -> Any:
    if node is None:
        return Branch(file, 1, {})
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        text = Text(node.value)
        text.line = line
        return text
    if isinstance(node, yaml.SequenceNode):
        return Row(file, line, [_tree(child, file) for child in node.value])
    entries: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise fault(file, key.start_mark.line + 1, "a key must be a plain word")
        if key.value in entries:
            raise fault(file, key.start_mark.line + 1, f"the key “{key.value}” stands twice")
        entries[_tree(key, file)] = _tree(value, file)
    return Branch(file, line, entries)

"""Reads YAML as a tree of texts with line numbers: nothing is guessed (`no`, `043` and `2016-02-30` stay text).

Duplicate keys, aliases, anchors and tags are refused with file and line.
"""

from typing import Any, NamedTuple

from resipermit.domain.errors import InvalidInput


class Text(str):
    """A scalar as written, with its line."""

    __slots__ = ("line",)
    line: int

    @classmethod
    def at(cls, line: int, written: str) -> "Text":
        """Return a scalar that stands on *line*."""
        text = cls(written)
        text.line = line
        return text


class Branch(NamedTuple):
    """A mapping with the line it starts on; its keys are `Text` and know their own lines."""

    file: str
    line: int
    entries: dict[str, Any]


class Row(NamedTuple):
    """A list with the line it starts on."""

    file: str
    line: int
    entries: list[Any]


def read_source(raw: bytes, file: str) -> Branch:
    """Return the mapping at the top of the file *raw*; raises InvalidInput with ``file:line`` as its field."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise fault(file, 1, "the file is not UTF-8") from None
    return read_tree(text, file)


def read_tree(text: str, file: str) -> Branch:
    """Return the mapping at the top of *text*; raises InvalidInput with ``file:line`` as its field."""
    from resipermit.adapters.yaml_parsing import parse  # PyYAML takes 10 ms to load; who has the tree does without

    tree = parse(text, file)
    if not isinstance(tree, Branch):
        raise fault(file, 1, "a mapping is expected at the top")
    return tree


def fault(file: str, line: int, why: str) -> InvalidInput:
    """Return the error for a place in a rule file."""
    return InvalidInput("rule_file", field=f"{file}:{line}", why=why)

"""Parses YAML in one pass over its events; `yaml_trees` says what comes of it, and loads this only when it must."""

from collections.abc import Iterator
from typing import Any

import yaml

from resipermit.adapters.yaml_trees import Branch, Row, Text, fault

LOADER = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader


def parse(text: str, file: str) -> Any:
    """Return the tree of *text*, an empty branch if there is nothing; raises InvalidInput with ``file:line``."""
    try:
        return _document(yaml.parse(text, Loader=LOADER), file)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        last = text.count("\n") + 1  # the mark of a file that breaks off lies behind it
        raise fault(
            file, min(mark.line + 1, last) if mark else 1, str(getattr(error, "problem", "") or "YAML")
        ) from None
    except RecursionError:
        raise fault(file, 1, "the file is nested too deeply") from None


def _document(events: Iterator[Any], file: str) -> Any:
    next(events)  # the stream begins
    if isinstance(next(events), yaml.StreamEndEvent):
        return Branch(file, 1, {})
    tree = _tree(next(events), events, file)
    next(events)  # the document ends
    after = next(events)
    if not isinstance(after, yaml.StreamEndEvent):
        raise fault(file, after.start_mark.line + 1, "a file is one document")
    return tree


def _tree(event: Any, events: Iterator[Any], file: str) -> Any:
    """Return what begins with *event*."""
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise fault(file, line, "anchors and aliases are not allowed")
    if event.tag:
        raise fault(file, line, "tags are not allowed")
    if isinstance(event, yaml.ScalarEvent):
        return Text.at(line, event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return Row(file, line, list(_items(events, file)))
    return Branch(file, line, _entries(events, file))


def _items(events: Iterator[Any], file: str) -> Iterator[Any]:
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        yield _tree(event, events, file)


def _entries(events: Iterator[Any], file: str) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _tree(event, events, file)
        if not isinstance(key, Text):
            raise fault(file, key.line, "a key must be a plain word")
        if key in entries:
            raise fault(file, key.line, f"the key “{key}” stands twice")
        entries[key] = _tree(next(events), events, file)
    return entries

"""The layers of one place as trees: what each name means there, and who uses it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from resipermit.adapters.rule_check.walk import Use, Walk
from resipermit.adapters.yaml_trees import Branch, Row, Text

SUFFIX_UNITS = {"months": "months", "days": "days", "years": "years", "age": "years", "yuan": "yuan", "grade": "grade"}


@dataclass(frozen=True, slots=True)
class File:
    """One file of the chain; *layer* is its folder, such as national or 43/4301; the top one has depth 0."""

    name: str
    layer: str
    depth: int
    tree: Branch
    walk: Walk


@dataclass(frozen=True, slots=True)
class Piece:
    """One named piece of a section."""

    section: str
    name: str
    file: File
    body: Any
    line: int


@dataclass
class Chain:
    """All files of a place, top layer first. *groups* are the city groups of the gazetteer."""

    files: tuple[File, ...]
    groups: frozenset[str] = frozenset()
    _known: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Return every piece of every section, in the order of the layers."""
        return tuple(piece for file in self.files for piece in _pieces_of(file))

    def of(self, *sections: str) -> Iterator[Piece]:
        """Return the pieces of some sections."""
        return (piece for piece in self.pieces if piece.section in sections)

    @property
    def uses(self) -> Iterator[Use]:
        return (use for file in self.files for use in file.walk.uses)

    def known(self, what: str) -> Mapping[str, Any]:
        """Return what the names of a kind stand for."""
        if what not in self._known:
            self._known[what] = self._find(what)
        return self._known[what]

    def _find(self, what: str) -> Mapping[str, Any]:
        if what == "group":
            return dict.fromkeys(self.groups)
        if what == "service":
            ids = (text for piece in self.of("conditions", "extend", "entitlements") for text in _ids(piece.body))
            return {**self.known("entitlement"), **self.known("condition"), **dict.fromkeys(ids)}
        return {piece.name: piece.body for piece in self.of(_SECTION_OF[what]) if piece.name}

    def unit_of(self, value: str) -> str | None:
        """Return the unit a value is given in, else the one that its name says, else None."""
        for piece in self.of("values"):
            if piece.name == value and isinstance(piece.body, Branch) and "unit" in piece.body.entries:
                return str(piece.body.entries["unit"])
        return unit_in_name(value)

    def rows_of(self, value: str) -> list[tuple[str, str, Text, File]]:
        """Return (since, value, where, file) of every dated row of a value, in the order written."""
        return [
            (str(row.entries["since"]), str(row.entries["value"]), row.entries["value"], piece.file)
            for piece in self.of("values")
            if piece.name == value
            for row in rows(piece.body, "values")
            if isinstance(row.entries.get("since"), Text) and isinstance(row.entries.get("value"), Text)
        ]


_SECTION_OF = {
    "condition": "conditions",
    "value": "values",
    "paper": "papers",
    "department": "departments",
    "instrument": "instruments",
    "entitlement": "entitlements",
    "exam": "exams",
    "table": "points",
}


def unit_in_name(value: str) -> str | None:
    """Return the unit that the last word of a value's name says: `fee.card_yuan` is in yuan."""
    return SUFFIX_UNITS.get(value.replace(".", "_").rsplit("_", 1)[-1])


def rows(body: Any, key: str) -> Iterator[Branch]:
    """Yield the mappings of the list under *key*."""
    listed = body.entries.get(key) if isinstance(body, Branch) else None
    for row in listed.entries if isinstance(listed, Row) else ():
        if isinstance(row, Branch):
            yield row


def texts(tree: Any) -> Iterator[Text]:
    """Yield every key and every word below *tree*."""
    if isinstance(tree, Branch):
        for key, value in tree.entries.items():
            if isinstance(key, Text):
                yield key
            yield from texts(value)
    elif isinstance(tree, Row):
        for value in tree.entries:
            yield from texts(value)
    elif isinstance(tree, Text):
        yield tree


def branches(tree: Any) -> Iterator[Branch]:
    """Yield every mapping in *tree*, itself included."""
    if isinstance(tree, Branch):
        yield tree
        for value in tree.entries.values():
            yield from branches(value)
    elif isinstance(tree, Row):
        for value in tree.entries:
            yield from branches(value)


def _ids(body: Any) -> Iterable[str]:
    for branch in branches(body):
        for key in ("id", "service"):
            if isinstance(branch.entries.get(key), Text):
                yield str(branch.entries[key])


def _pieces_of(file: File) -> Iterator[Piece]:
    for section, body in file.tree.entries.items():
        if isinstance(body, Branch):
            for key, piece in body.entries.items():
                yield Piece(str(section), str(key), file, piece, getattr(key, "line", 1))
        elif isinstance(body, Row):
            for piece in body.entries:
                if isinstance(piece, Branch):
                    name = piece.entries.get("id", piece.entries.get("service", ""))
                    yield Piece(str(section), str(name) if isinstance(name, Text) else "", file, piece, piece.line)

"""Makes the rule book of a place out of the layers under resources/rules: nation, province, city.

A later layer adds conditions, alternatives (`extend`), values and openings; it never takes away what an earlier gave.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from resipermit import __version__
from resipermit.adapters.yaml_trees import Branch, Row, Text, fault, read_tree
from resipermit.domain.endorsement import check_endorsement_value, endorsement_rules
from resipermit.domain.evaluation import LEAVES
from resipermit.domain.law import Certainty, Citation, Dated, DatedValue
from resipermit.domain.rules import (
    Department,
    Entitlement,
    ExamRule,
    GradedOutcome,
    Instrument,
    Lead,
    Node,
    Opening,
    RuleBook,
)
from resipermit.resources import resources

_CITATION = re.compile(
    r"(?P<instrument>[\w-]+)(?::(?P<article>[^\s()]+)?(?:\((?P<paragraph>[^)]+)\))?)?(?:\s+(?P<mark>C1|C2|C3|R))?"
)
_OPERATORS = ("all", "any", "by_band")
_NODE_KEYS = {"id", "words", "of", "cite", "papers", "reason", "ref", "not", "at_least", "parts", *_OPERATORS}


Layers = tuple[tuple[str, bytes], ...]  # the name of each file, such as 43/20-exams, and its raw bytes, top layer first


@cache
def load_book(place: str, folder: Path | None = None) -> RuleBook:
    """Return the book of *place*; raises InvalidInput with file, line and reason."""
    return build_book(place, read_layers(place, folder))


def build_book(place: str, layers: Layers) -> RuleBook:
    """Return the book made of *layers*; raises InvalidInput with file, line and reason."""
    return _Builder(place, layers).book()


def read_layers(place: str, folder: Path | None = None) -> Layers:
    """Return the files of *place* in *folder*; the program's own national layer where the folder has none."""
    own = resources() / "rules"
    root = folder or own
    national = root if (root / "national").is_dir() else own
    folders = [("national", national)]
    folders += [(name, root) for name in (place[:2], f"{place[:2]}/{place[:4]}", f"{place[:2]}/{place[:4]}/{place}")]
    return tuple(
        (f"{name}/{path.stem}", path.read_bytes())
        for name, base in folders
        for path in sorted((base / name).glob("*.yaml"))
    )


class _Builder:
    """Gathers the layers; every complaint names file and line."""

    def __init__(self, place: str, layers: Layers) -> None:
        self.place = place
        self.layers = layers
        self.instruments: dict[str, Instrument] = {}
        self.values: dict[str, Dated[Any]] = {}
        self.conditions: dict[str, Node] = {}
        self.entitlements: dict[str, Entitlement] = {}
        self.exams: dict[str, ExamRule] = {}
        self.departments: dict[str, Department] = {}
        self.openings: dict[str, list[Opening]] = {}
        self.words: dict[str, dict[str, str]] = {}

    def book(self) -> RuleBook:
        digest = hashlib.sha256()
        for name, raw in self.layers:
            digest.update(raw)
            self._add(read_tree(raw.decode("utf-8"), f"{name}.yaml"))
        if not self.entitlements:
            raise fault("rules", 1, f"there are no rules for {self.place}")
        catalogue = dict(self.entitlements)
        application = catalogue.pop("residence_permit")
        settlement = catalogue.pop("settlement", None)
        return RuleBook(
            place=self.place,
            version=__version__,
            sha256=digest.hexdigest(),
            layers=tuple(name for name, _ in self.layers),
            instruments=self.instruments,
            values=self.values,
            endorsement=endorsement_rules(self.values),
            conditions=self.conditions,
            entitlements=tuple(catalogue.values()),
            exams=tuple(self.exams.values()),
            application=application,
            settlement=settlement,
            departments=self.departments,
            openings={service: tuple(rows) for service, rows in self.openings.items()},
            words=self.words,
        )

    def _add(self, tree: Branch) -> None:
        known: Mapping[str, Callable[[Any], None]] = {
            "instruments": self._instruments,
            "departments": self._departments,
            "values": self._values,
            "papers": self._papers,
            "conditions": self._conditions,
            "extend": self._extend,
            "entitlements": self._entitlements,
            "exams": self._exams,
            "openings": self._openings,
        }
        for key in tree.entries:
            if key not in known:
                raise fault(tree.file, tree.line, f"unknown section “{key}”")
        for key, add in known.items():
            if key in tree.entries:
                add(tree.entries[key])

    def _instruments(self, tree: Branch) -> None:
        for identifier, body in _branches(tree):
            in_force = body.entries.get("in_force_on")
            self.instruments[identifier] = Instrument(
                identifier,
                self._say(identifier, body),
                body.entries.get("number"),
                _day(in_force, body) if in_force else None,
                _day(_need(body, "checked_on"), body),
                Certainty(_need(body, "certainty")),
            )

    def _departments(self, tree: Branch) -> None:
        for code, body in _branches(tree):
            rows: list[DatedValue[Mapping[str, str]]] = [
                DatedValue(_day(_need(row, "since"), row), self._words(row), self._cite(row)[0])
                for row in _rows(_need(body, "names"))
            ]
            self.departments[code] = Department(code, str(_need(body, "annex_name")), Dated(code, rows))
            self.words[code] = dict(rows[-1].value)

    def _values(self, tree: Branch) -> None:
        for name, body in _branches(tree):
            self._say(name, body)
            rows = [
                DatedValue(_day(_need(row, "since"), row), _number(_need(row, "value")), self._cite(row)[0])
                for row in _rows(_need(body, "values"))
            ]
            self._check_endorsement(name, rows, body)
            self.values[name] = self._dated(name, rows, body)

    def _check_endorsement(self, name: str, rows: list[DatedValue[Any]], body: Branch) -> None:
        try:
            for row in rows:
                check_endorsement_value(name, row.value)
        except ValueError as error:
            raise fault(body.file, body.line, str(error)) from None

    def _papers(self, tree: Branch) -> None:
        for identifier, body in _branches(tree):
            self._say(identifier, body)

    def _conditions(self, tree: Branch) -> None:
        for identifier, body in _branches(tree):
            if identifier in self.conditions:
                raise fault(body.file, body.line, f"the condition “{identifier}” exists already; use extend")
            self.conditions[identifier] = self._node(body, identifier)

    def _extend(self, tree: Branch) -> None:
        for identifier, body in _branches(tree):
            base = self.conditions.get(identifier)
            if base is None or base.op != "any":
                raise fault(body.file, body.line, f"“{identifier}” is no condition with alternatives")
            added = tuple(self._node(child, f"{identifier}.{n}") for n, child in enumerate(_rows(_need(body, "any"))))
            grown = _with_children(base, (*base.children, *added))
            self.conditions[identifier] = grown
            self._put_in_place(base, grown)

    def _put_in_place(self, old: Node, new: Node) -> None:
        """Let everything that refers to the old condition refer to the new one."""
        self.conditions = {name: _replaced(node, old, new) for name, node in self.conditions.items()}
        for identifier, entitlement in self.entitlements.items():
            if entitlement.condition is not None:
                condition = _replaced(entitlement.condition, old, new)
                self.entitlements[identifier] = replace(entitlement, condition=condition)
        for identifier, exam in self.exams.items():
            outcomes = tuple(replace(one, condition=_replaced(one.condition, old, new)) for one in exam.outcomes)
            self.exams[identifier] = replace(exam, outcomes=outcomes)

    def _entitlements(self, tree: Row) -> None:
        for body in _rows(tree):
            identifier = str(_need(body, "id"))
            self._say(identifier, body)
            rests_on = body.entries.get("rests_on")
            citations = self._cite(body)
            since = _day(_need(body, "since"), body)
            if isinstance(rests_on, Row):
                rows = [
                    DatedValue(_day(_need(row, "since"), row), str(_need(row, "value")), self._cite(row)[0])
                    for row in _rows(rests_on)
                ]
            else:
                rows = [DatedValue(since, str(rests_on), citations[0])]
            part_of = body.entries.get("part_of")
            self.entitlements[identifier] = Entitlement(
                id=identifier,
                part_of=str(part_of) if part_of else None,
                stage=str(_need(body, "stage")),
                audience=str(_need(body, "audience")),
                subject=str(_need(body, "subject")),
                since=since,
                rests_on=self._dated(identifier, rows, body),
                applies=self._optional(body, "applies", f"{identifier}.applies"),
                condition=self._optional(body, "condition", f"{identifier}.condition"),
                leads=self._leads(body),
                citations=citations,
            )

    def _exams(self, tree: Row) -> None:
        for body in _rows(tree):
            identifier = str(_need(body, "id"))
            self._say(identifier, body)
            self.exams[identifier] = ExamRule(
                id=identifier,
                stages=tuple(map(str, _need(body, "stages").entries)),
                last_grade=int(_need(body, "last_grade")),
                sat_on=_month_day(_need(body, "sat_on"), body),
                registers_on=_month_day(_need(body, "registers_on"), body),
                graduates_may=_need(body, "graduates_may") == "true",
                outcomes=(GradedOutcome("full", (), self._node(_need(body, "condition"), f"{identifier}.condition")),),
                leads=self._leads(body),
                citations=self._cite(body),
                since=_day(_need(body, "since"), body),
            )

    def _openings(self, tree: Row) -> None:
        for body in _rows(tree):
            service = str(_need(body, "service"))
            if service not in self.entitlements:
                raise fault(body.file, body.line, f"unknown service “{service}”")
            self.openings.setdefault(service, []).append(
                Opening(
                    service,
                    _day(_need(body, "since"), body),
                    _need(body, "opened") == "true",
                    _day(_need(body, "checked_on"), body),
                    self._cite(body)[0],
                )
            )

    def _optional(self, body: Branch, key: str, identifier: str) -> Node | None:
        return self._node(body.entries[key], identifier) if key in body.entries else None

    def _node(self, body: Any, identifier: str) -> Node:
        if isinstance(body, Text):
            return self._known(body, body.line, "rules")
        if not isinstance(body, Branch):
            raise fault(getattr(body, "file", "rules"), getattr(body, "line", 1), "a condition is expected here")
        if "ref" in body.entries:
            return self._known(body.entries["ref"], body.line, body.file)
        identifier = str(body.entries.get("id", identifier))
        self._say(identifier, body, needed=False)
        kinds = [key for key in body.entries if key in LEAVES]
        operators = [key for key in body.entries if key in (*_OPERATORS, "not", "at_least")]
        for key in body.entries:
            if key not in _NODE_KEYS and key not in LEAVES:
                raise fault(body.file, body.line, f"unknown word “{key}”")
        if len(kinds) + len(operators) != 1:
            raise fault(body.file, body.line, "a condition is exactly one of: all, any, not, at_least, or one kind")
        shared: dict[str, Any] = {
            "of": str(body.entries.get("of", "subject")),
            "citations": self._cite(body, needed=False),
            "papers": tuple(map(str, body.entries["papers"].entries)) if "papers" in body.entries else (),
            "reason": str(body.entries["reason"]) if "reason" in body.entries else None,
        }
        if kinds:
            params = MappingProxyType(_plain(body.entries[kinds[0]]))
            return Node(identifier, "leaf", kind=kinds[0], params=params, **shared)
        return self._operator(body, operators[0], identifier, shared)

    def _operator(self, body: Branch, operator: str, identifier: str, shared: dict[str, Any]) -> Node:
        if operator == "not":
            return Node(identifier, "not", (self._node(body.entries["not"], f"{identifier}.not"),), **shared)
        parts = body.entries["parts"] if operator == "at_least" else body.entries[operator]
        children = tuple(self._node(part, f"{identifier}.{n}") for n, part in enumerate(parts.entries))
        least = int(body.entries["at_least"]) if operator == "at_least" else 0
        return Node(identifier, operator, children, least=least, **shared)

    def _known(self, name: str, line: int, file: str) -> Node:
        if name not in self.conditions:
            raise fault(file, line, f"unknown condition “{name}”")
        return self.conditions[name]

    def _leads(self, body: Branch) -> tuple[Lead, ...]:
        found = []
        for position, code in enumerate(_need(body, "departments").entries):
            if code not in self.departments:
                raise fault(body.file, body.line, f"unknown department “{code}”")
            found.append(Lead(str(code), "lead" if position == 0 else "co"))
        if not found:
            raise fault(body.file, body.line, "an entitlement needs an office")
        return tuple(found)

    def _cite(self, body: Branch, *, needed: bool = True) -> tuple[Citation, ...]:
        written = body.entries.get("cite")
        if written is None:
            if needed:
                raise fault(body.file, body.line, "a provision (cite) is missing")
            return ()
        texts = written.entries if isinstance(written, Row) else [written]
        return tuple(self._citation(str(text), body) for text in texts)

    def _citation(self, text: str, body: Branch) -> Citation:
        match = _CITATION.fullmatch(text.strip())
        if match is None or match["instrument"] not in self.instruments:
            raise fault(body.file, body.line, f"“{text}” cites no instrument known here")
        mark = match["mark"] or self.instruments[match["instrument"]].certainty
        return Citation(match["instrument"], match["article"], match["paragraph"], None, Certainty(mark))

    def _dated(self, name: str, rows: list[DatedValue[Any]], body: Branch) -> Dated[Any]:
        try:
            return Dated(name, tuple(rows))
        except ValueError as error:
            raise fault(body.file, body.line, str(error)) from None

    def _words(self, body: Branch) -> dict[str, str]:
        words = _need(body, "words")
        return {language: str(words.entries[language]) for language in ("zh", "en") if language in words.entries}

    def _say(self, identifier: str, body: Branch, *, needed: bool = True) -> Mapping[str, str]:
        if "words" not in body.entries:
            if needed:
                raise fault(body.file, body.line, f"“{identifier}” has no words")
            return {}
        self.words[identifier] = self._words(body)
        return self.words[identifier]


def _branches(tree: Any) -> Iterable[tuple[str, Branch]]:
    for key, body in tree.entries.items():
        if not isinstance(body, Branch):
            raise fault(tree.file, tree.line, f"“{key}” must be a mapping")
        yield key, body


def _rows(tree: Any) -> Iterable[Branch]:
    if not isinstance(tree, Row):
        raise fault(getattr(tree, "file", "rules"), getattr(tree, "line", 1), "a list is expected here")
    for body in tree.entries:
        if not isinstance(body, Branch):
            raise fault(tree.file, getattr(body, "line", tree.line), "a mapping is expected here")
        yield body


def _need(body: Branch, key: str) -> Any:
    if key not in body.entries:
        raise fault(body.file, body.line, f"“{key}” is missing")
    return body.entries[key]


def _day(text: str, body: Branch) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise fault(body.file, getattr(text, "line", body.line), f"“{text}” is no day of the calendar") from None


def _month_day(text: str, body: Branch) -> tuple[int, int]:
    day = _day(Text(f"2024-{text}"), body)
    return day.month, day.day


def _number(text: Any) -> Any:
    if isinstance(text, Text) and re.fullmatch(r"-?\d+", text):
        return int(text)
    return str(text)


def _plain(tree: Any) -> Any:
    if isinstance(tree, Branch):
        return {key: _plain(value) for key, value in tree.entries.items()}
    if isinstance(tree, Row):
        return [_plain(value) for value in tree.entries]
    return _number(tree)


def _with_children(node: Node, children: tuple[Node, ...]) -> Node:
    return replace(node, children=children)


def _replaced(node: Node, old: Node, new: Node) -> Node:
    if node is old:
        return new
    children = tuple(_replaced(child, old, new) for child in node.children)
    same = all(one is other for one, other in zip(children, node.children, strict=True))
    return node if same else _with_children(node, children)

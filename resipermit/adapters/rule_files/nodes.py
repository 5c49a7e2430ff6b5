"""Reads conditions: every word checked, names resolved, a circle of names refused."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from resipermit.adapters.rule_files import vocabulary
from resipermit.adapters.rule_files.reading import (
    complaint,
    day,
    day_or_none,
    entries,
    month_day,
    need,
    number,
    one_of,
    only,
    plain,
    text_or_none,
    whole,
    words_of,
)
from resipermit.adapters.rule_files.texts import Texts
from resipermit.adapters.yaml_trees import Branch, Row
from resipermit.domain.rules import Node

NODE_KEYS = {
    "id",
    "words",
    "of",
    "cite",
    "papers",
    "reason",
    "ref",
    "parts",
    "since",
    "until",
    "classes",
    *vocabulary.OPERATORS,
    *vocabulary.TAKES,
}
MEASURED_WORDS = ("on", "year", "without", "that")


class Conditions:
    """The named conditions of all layers, made into nodes when first asked for."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._written: dict[str, Branch] = {}
        self._added: dict[str, list[Branch | str]] = {}
        self._made: dict[str, Node] = {}
        self._making: list[str] = []

    def write(self, identifier: str, body: Branch) -> None:
        """Take down a named condition; raises InvalidInput if the name is taken."""
        if identifier in self._written:
            raise complaint(body, f"the condition “{identifier}” exists already; use extend")
        self._written[identifier] = body

    def extend(self, identifier: str, body: Branch) -> None:
        """Take down further alternatives for a named condition that has alternatives."""
        base = self._written.get(identifier)
        if base is None or "any" not in base.entries:
            raise complaint(body, f"“{identifier}” is no condition with alternatives")
        only(body, ("any",))
        self._added.setdefault(identifier, []).extend(
            part for part in entries(need(body, "any")) if isinstance(part, Branch | str)
        )

    def all(self) -> dict[str, Node]:
        """Return every named condition."""
        return {name: self.named(name, self._written[name]) for name in self._written}

    def named(self, name: str, where: Any) -> Node:
        """Return the named condition; raises InvalidInput for an unknown name or a circle."""
        one_of(name, self._written, where, "condition")
        if name in self._making:
            circle = " → ".join([*self._making[self._making.index(name) :], name])
            raise complaint(where, f"the names go round in a circle: {circle}", self._written[name])
        if name not in self._made:
            self._making.append(name)
            self._made[name] = self.node(self._written[name], name, self._added.get(name, ()))
            self._making.pop()
        return self._made[name]

    def node(self, body: Any, identifier: str, added: Any = ()) -> Node:
        """Return the condition that *body* writes; *added* are alternatives from lower layers."""
        if isinstance(body, str):
            return self.named(str(body), body)
        if not isinstance(body, Branch):
            raise complaint(body, "a condition is expected here")
        if "ref" in body.entries:
            return self.named(str(body.entries["ref"]), body)
        identifier = str(body.entries.get("id", identifier))
        only(body, NODE_KEYS)
        self._texts.say(identifier, body, needed=False)
        words = [key for key in body.entries if key in vocabulary.TAKES or key in vocabulary.OPERATORS]
        if len(words) != 1:
            raise complaint(body, "a condition is exactly one of: all, any, not, at_least, ... or one kind")
        shared = self._shared(body)
        if words[0] in vocabulary.TAKES:
            params = self._params(words[0], body.entries[words[0]], body)
            return Node(identifier, "leaf", kind=words[0], params=MappingProxyType(params), **shared)
        return self._operator(body, words[0], identifier, shared, added)

    def _shared(self, body: Branch) -> dict[str, Any]:
        papers = words_of(body, "papers")
        for paper in papers:
            one_of(paper, self._texts.papers, body, "paper")
        return {
            "of": one_of(str(body.entries.get("of", "subject")), vocabulary.WHOSE, body, "person"),
            "citations": self._texts.cite(body, needed=False),
            "papers": papers,
            "reason": text_or_none(body, "reason"),
            "since": day_or_none(body, "since"),
            "until": day_or_none(body, "until"),
            "classes": self._classes(body),
        }

    def _classes(self, body: Branch) -> tuple[int | None, int | None] | None:
        if "classes" not in body.entries:
            return None
        classes = body.entries["classes"]
        only(classes, ("from", "until"))
        first, end = (
            whole(classes.entries[key], body) if key in classes.entries else None for key in ("from", "until")
        )
        return first, end

    def _operator(self, body: Branch, operator: str, identifier: str, shared: dict[str, Any], added: Any) -> Node:
        written = body.entries[operator]
        if operator in ("not", "some_city"):
            return Node(identifier, operator, (self.node(written, f"{identifier}.{operator}"),), **shared)
        if operator == "measured":
            return self._measured(written, identifier, shared)
        listed = [*entries(need(body, "parts") if operator == "at_least" else written), *added]
        children = tuple(self.node(part, f"{identifier}.{n}") for n, part in enumerate(listed))
        if operator == "by_band":
            self._check_routes(children, body)
        least = whole(written, body) if operator == "at_least" else 0
        if operator == "at_least" and not 1 <= least <= len(children):
            raise complaint(body, f"at_least asks for {least} of {len(children)} parts")
        return Node(identifier, operator, children, least=least, **shared)

    def _check_routes(self, routes: tuple[Node, ...], body: Branch) -> None:
        for route in routes:
            if sum(part.kind == "band" for part in route.children) != 1 or route.op != "all":
                raise complaint(body, f"the route “{route.id}” of by_band must be all: with one band among its parts")

    def _measured(self, written: Any, identifier: str, shared: dict[str, Any]) -> Node:
        if not isinstance(written, Branch):
            raise complaint(written, "measured takes on, year and that")
        only(written, MEASURED_WORDS)
        on, year = str(need(written, "on")), text_or_none(written, "year")
        params = {"on": on}
        if year is not None:
            params["year"] = one_of(year, ("exam_year", "before"), written, "word")
            month_day(on, written)
        elif on != "registration":
            day(need(written, "on"), written)
        if "without" in written.entries:
            params["without"] = one_of(str(written.entries["without"]), ("day_asked",), written, "word")
        part = self.node(need(written, "that"), f"{identifier}.that")
        return Node(identifier, "measured", (part,), params=MappingProxyType(params), **shared)

    def _params(self, kind: str, written: Any, body: Branch) -> dict[str, Any]:
        if not isinstance(written, Branch):
            raise complaint(written, f"“{kind}” takes a mapping", body)
        only(written, vocabulary.TAKES[kind] | ({"per"} if kind == "lasting" else set()))
        for key in vocabulary.NEEDS.get(kind, ()):
            need(written, key)
        self._check_words(kind, written)
        self._check_records(written)
        if kind == "points":
            one_of(str(written.entries["table"]), self._texts.tables, written, "points table")
        if kind == "value_is":
            one_of(str(written.entries["value"]), self._texts.values, written, "value")
        if kind == "opened" and "service" in written.entries:
            self._texts.services.add(str(written.entries["service"]))
        params: dict[str, Any] = plain(written)
        return params

    def _check_words(self, kind: str, written: Branch) -> None:
        for key, value in written.entries.items():
            for word in value.entries if isinstance(value, Row) else [value]:
                if (kind, key) in vocabulary.WORDS:
                    one_of(str(word), vocabulary.WORDS[kind, key], written, "word")
                elif (kind, key) in vocabulary.NUMBERS:
                    self.check_number(word, vocabulary.NUMBERS[kind, key], written)
                elif key in vocabulary.PLAIN_NUMBERS:
                    whole(word, written)
                elif key == "before":
                    day(word, written)
                elif key == "in":
                    check_scope(word, written)

    def check_number(self, word: Any, unit: str, written: Branch) -> None:
        """Take a number, or the name of a value whose unit is *unit*."""
        if not isinstance(number(word), str):
            return
        value = self._texts.values.get(one_of(str(word), self._texts.values, written, "value"))
        if value is not None and value.unit is not None and value.unit != unit:
            raise complaint(word, f"“{word}” is in {value.unit}; {unit} are asked for here", written)

    def _check_records(self, written: Branch) -> None:
        for words in _record_words(written):
            if words is not written:
                only(words, vocabulary.RECORD_WORDS)
            lists = (*(words_of(words, "list") or ("schooling",)), *words_of(words, "also"))
            for name in lists:
                one_of(name, vocabulary.FIELDS, words, "list")
            check_scope(words.entries.get("in", "place"), words)
            if "between" in words.entries:
                only(words.entries["between"], ("from", "until"))
                for text in words.entries["between"].entries.values():
                    day(text, words)
            for key in ("where", "except", "unclear"):
                self._check_fields(lists, words.entries.get(key))

    def _check_fields(self, lists: tuple[str, ...], written: Any) -> None:
        if written is None:
            return
        fields = {field: words for name in lists for field, words in vocabulary.FIELDS[name].items()}
        for field, listed in written.entries.items():
            allowed = fields[one_of(field, fields, written, "fact")]
            for word in entries(listed):
                if allowed is not None:
                    one_of(str(word), allowed, written, "word")


def check_scope(word: Any, written: Branch) -> None:
    """Take a place word such as place, province, group:NAME or prefix:4301."""
    head, colon, names = str(word).partition(":")
    if colon and names and head in vocabulary.LISTS_OF_SCOPES:
        return
    one_of(str(word), vocabulary.SCOPES, written, "place")


def _record_words(written: Branch) -> Iterator[Branch]:
    if "options" in written.entries:
        yield from (option for option in entries(written.entries["options"]))
        return
    if {"list", "where", "except", "unclear"} & set(written.entries):
        yield written
    if "still" in written.entries:
        yield written.entries["still"]

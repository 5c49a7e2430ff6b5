"""Walks a rule file beside the table of words and notes every word that does not belong, and every name used."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from resipermit.adapters.rule_check.shapes import (
    Amount,
    Choice,
    Either,
    Keys,
    ListOf,
    Name,
    OneOrMore,
    Ref,
    Scalar,
    Shape,
    Table,
)
from resipermit.adapters.rule_check.words import SECTIONS, SHAPES
from resipermit.adapters.rule_files.vocabulary import FIELDS, SCOPES, SUBJECTS, TRUTH
from resipermit.adapters.yaml_trees import Branch, Row, Text
from resipermit.domain.rule_faults import Fault, nearest

CITATION = re.compile(
    r"(?P<instrument>[\w-]+)(?::(?P<article>[^\s()]+)?(?:\((?P<paragraph>[^)]+)\))?)?(?:\s+(?P<mark>C1|C2|C3|R))?"
)
NUMBER = re.compile(r"-?\d+(\.\d+)?")
CASES = ("where", "except", "unclear")
WHOLE_UNITS = frozenset({"months", "days", "years", "grade", "people"})  # the engine counts in these without fractions


@dataclass(frozen=True, slots=True)
class Use:
    """A name used: *what* it should be, where it stands, in which piece of which section, and its wanted unit."""

    what: str
    name: str
    file: str
    line: int
    owner: tuple[str, str]
    unit: str | None = None
    word: str | None = None  # under which it stands


@dataclass(slots=True)
class Walk:
    """One file: what is wrong in it, and which names it uses."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    owner: tuple[str, str] = ("", "")
    word: str = ""

    def read(self, tree: Branch) -> None:
        """Walk the whole file."""
        for key, body in tree.entries.items():
            if key not in SECTIONS:
                self.fault(key, "unknown_section", near=nearest(key, SECTIONS), word=str(key))
                continue
            for name, piece in _pieces(body):
                self.owner = (str(key), name)
                self.check(piece, _piece_shape(SECTIONS[key]))
            self.owner = (str(key), "")
            if not isinstance(body, Branch if isinstance(SECTIONS[key], Table) else Row):
                self.fault(body, "wrong_form", expected="mapping" if isinstance(SECTIONS[key], Table) else "list")

    def check(self, tree: Any, shape: Shape) -> None:
        """Check one piece."""
        _CHECKS[type(shape)](self, tree, shape)

    def fault(self, at: Any, code: str, /, near: str | None = None, **facts: Any) -> None:
        """Note a fault at the line of *at*."""
        self.faults.append(Fault(self.file, getattr(at, "line", 1), code, facts, near))

    def _ref(self, tree: Any, shape: Ref) -> None:
        self.check(tree, SHAPES[shape.name])

    def _either(self, tree: Any, shape: Either) -> None:
        self.check(tree, shape.word if isinstance(tree, Text) else shape.other)

    def _one_or_more(self, tree: Any, shape: OneOrMore) -> None:
        for piece in tree.entries if isinstance(tree, Row) else [tree]:
            self.check(piece, shape.item)

    def _list(self, tree: Any, shape: ListOf) -> None:
        if not isinstance(tree, Row):
            self.fault(tree, "wrong_form", expected="list")
            return
        if len(tree.entries) < shape.least:
            self.fault(tree, "empty_list")
        for piece in tree.entries:
            self.check(piece, shape.item)

    def _table(self, tree: Any, shape: Table) -> None:
        if not isinstance(tree, Branch):
            self.fault(tree, "wrong_form", expected="mapping")
            return
        for piece in tree.entries.values():
            self.check(piece, shape.item)

    def _keys(self, tree: Any, shape: Keys) -> None:
        if not isinstance(tree, Branch):
            self.fault(tree, "wrong_form", expected="mapping")
            return
        for key, piece in tree.entries.items():
            if key in shape.fields:
                self.word = str(key)
                self.check(piece, shape.fields[key])
            elif piece == "":
                self.fault(key, "torn_at_comma", word=str(key))
            else:
                self.fault(key, "unknown_word", near=nearest(key, shape.fields), word=str(key))
        for key in shape.needed:
            if key not in tree.entries:
                code = "missing_citation" if key == "cite" else "missing_word"
                self.fault(tree, code, word=key, owner=self.owner[1])
        for words in shape.one_of:
            found = [word for word in words if word in tree.entries]
            if len(found) > 1:
                self.fault(tree, "more_than_one", words=found)
            elif not found and all(key in shape.fields for key in tree.entries):
                self.fault(tree, "not_exactly_one", words=_some(words))
        if "parts" in shape.fields and ("parts" in tree.entries) != ("at_least" in tree.entries):
            missing = "parts" if "at_least" in tree.entries else "at_least"
            self.fault(tree, "missing_word", word=missing, owner=self.owner[1])
        if "list" in shape.fields and isinstance(tree.entries.get("list"), Row):
            self._cases(tree)

    def _cases(self, tree: Branch) -> None:
        """Check the fields and words of the facts that a record must, or must not, have."""
        lists = [str(name) for name in tree.entries["list"].entries if name in FIELDS]
        fields = {name: words for one in lists for name, words in FIELDS[one].items()}
        for case in CASES:
            asked = tree.entries.get(case)
            for name, words in asked.entries.items() if isinstance(asked, Branch) else ():
                if name not in fields:
                    self.fault(name, "unknown_field", near=nearest(name, fields), field=str(name), lists=lists)
                else:
                    self._field_words(words, lists, str(name))

    def _field_words(self, words: Any, lists: list[str], name: str) -> None:
        known = [FIELDS[one][name] for one in lists if name in FIELDS[one]]
        if any(one is None for one in known):
            return
        allowed = [word for one in known if one is not None for word in one]
        for word in words.entries if isinstance(words, Row) else [words]:
            if isinstance(word, Text) and word not in allowed:
                near = nearest(word, allowed)
                self.fault(word, "unknown_field_word", near=near, field=name, word=str(word), words=_some(allowed))

    def _choice(self, tree: Any, shape: Choice) -> None:
        if self._is_word(tree) and tree not in shape.words:
            near = nearest(tree, shape.words)
            self.fault(tree, "not_one_of", near=near, word=str(tree), words=_some(shape.words))

    def _name(self, tree: Any, shape: Name) -> None:
        if self._is_word(tree):
            self._use(shape.of, tree)

    def _use(self, what: str, word: Text, name: str | None = None, unit: str | None = None) -> None:
        self.uses.append(Use(what, str(name or word), self.file, word.line, self.owner, unit, self.word))

    def _amount(self, tree: Any, shape: Amount) -> None:
        if not self._is_word(tree):
            return
        if re.fullmatch(r"\d+(\.\d+)?", tree):
            if "." in tree and shape.unit in WHOLE_UNITS:
                self.fault(tree, "not_a_whole_number", word=str(tree))
            return
        if re.fullmatch(r"[A-Za-z_][\w.]*", tree):
            self._use("value", tree, unit=shape.unit)
        else:
            self.fault(tree, "not_an_amount", word=str(tree), unit=shape.unit or "number")

    def _scalar(self, tree: Any, shape: Scalar) -> None:
        if self._is_word(tree):
            _SCALARS[shape.kind](self, tree)

    def _is_word(self, tree: Any) -> bool:
        if isinstance(tree, Text):
            return True
        self.fault(tree, "wrong_form", expected="word")
        return False

    def _any_text(self, word: Text) -> None:
        if not word.strip():
            self.fault(word, "empty_word")

    def _day(self, word: Text) -> None:
        if not (re.fullmatch(r"\d{4}-\d{2}-\d{2}", word) and _is_day(word)):
            self.fault(word, "not_a_day", word=str(word))

    def _month_day(self, word: Text) -> None:
        if not (re.fullmatch(r"\d{2}-\d{2}", word) and _is_day(f"2024-{word}")):
            self.fault(word, "not_a_month_day", word=str(word))

    def _day_asked(self, word: Text) -> None:
        if word != "registration":
            (self._month_day if re.fullmatch(r"\d{2}-\d{2}", word) else self._day)(word)

    def _whole(self, word: Text) -> None:
        if not re.fullmatch(r"\d+", word):
            self.fault(word, "not_a_whole_number", word=str(word))

    def _number(self, word: Text) -> None:
        if not NUMBER.fullmatch(word):
            self.fault(word, "not_a_number", word=str(word))

    def _flag(self, word: Text) -> None:
        if word not in TRUTH:
            self.fault(word, "not_one_of", near=nearest(word, TRUTH), word=str(word), words=list(TRUTH))

    def _subjects(self, word: Text) -> None:
        for one in word.split("+"):
            if one not in SUBJECTS:
                self.fault(word, "not_one_of", near=nearest(one, SUBJECTS), word=one, words=list(SUBJECTS))

    def _scope(self, word: Text) -> None:
        kind, colon, names = word.partition(":")
        if not colon and word in SCOPES:
            return
        if kind == "group" and names:
            for name in names.split(","):
                self._use("group", word, name)
        elif not (kind == "prefix" and re.fullmatch(r"\d{2,6}(,\d{2,6})*", names)):
            known = (*SCOPES, "group:", "prefix:")
            self.fault(word, "not_one_of", near=nearest(word, known), word=str(word), words=list(known))

    def _cite(self, word: Text) -> None:
        match = CITATION.fullmatch(word.strip())
        if match is None:
            self.fault(word, "citation_malformed", word=str(word))
        else:
            self._use("instrument", word, match["instrument"])


def _pieces(body: Any) -> Iterable[tuple[str, Any]]:
    """Yield the pieces of a section with their names."""
    if isinstance(body, Branch):
        yield from ((str(key), piece) for key, piece in body.entries.items())
    elif isinstance(body, Row):
        for piece in body.entries:
            name = piece.entries.get("id", "") if isinstance(piece, Branch) else ""
            yield (str(name) if isinstance(name, Text) else "", piece)


def _piece_shape(section: Shape) -> Shape:
    assert isinstance(section, Table | ListOf)
    return section.item


def _some(words: Iterable[str], most: int = 12) -> list[str]:
    shown = list(dict.fromkeys(words))
    return shown if len(shown) <= most else [*shown[:most], "…"]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_CHECKS: Mapping[type, Callable[[Walk, Any, Any], None]] = {
    Ref: Walk._ref,
    Either: Walk._either,
    OneOrMore: Walk._one_or_more,
    ListOf: Walk._list,
    Table: Walk._table,
    Keys: Walk._keys,
    Choice: Walk._choice,
    Name: Walk._name,
    Amount: Walk._amount,
    Scalar: Walk._scalar,
}
_SCALARS: Mapping[str, Callable[[Walk, Text], None]] = {
    "text": Walk._any_text,
    "value": Walk._any_text,
    "day": Walk._day,
    "month_day": Walk._month_day,
    "day_asked": Walk._day_asked,
    "whole": Walk._whole,
    "number": Walk._number,
    "flag": Walk._flag,
    "scope": Walk._scope,
    "subjects": Walk._subjects,
    "cite": Walk._cite,
}

"""The rows about one person, taken down as facts in the form of the facts document."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from resipermit.adapters.case_tables.days import day_of, span_of
from resipermit.adapters.case_tables.places import Places
from resipermit.adapters.case_tables.vocabulary import ACTS, LISTS, MARRIED, SEXES, TRUTH, WORDS
from resipermit.adapters.yaml_trees import Text
from resipermit.domain.rule_faults import Slip, nearest

_ACT = re.compile(rf"(?P<act>{'|'.join(ACTS)})(?P<on>[\d-]+)(?:[（(]受理(?P<applied>[\d-]+)[）)])?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_REST, _WITHOUT, _FAMILY, _PERMIT = "其余没有", "没有", "家人", "居住证"
_WITHOUT_PLACE = ("exams",)  # where an examination was sat need not be known


class PersonRows:
    """One person: the facts, and the line on which each of them stands."""

    def __init__(self, places: Places, *, is_holder: bool) -> None:
        self.facts: dict[str, Any] = {}
        self.lines: dict[str, int] = {}
        self.alone = False
        self._places = places
        self._is_holder = is_holder
        self._none_of: set[str] = set()
        self._rest_is_none = False

    def take(self, row: Text) -> None:
        """Take down one row; raises Slip for what nobody has defined."""
        label, *words = re.split(r"[\s，、]+", row.strip())
        if label == _REST and not words:
            self._rest_is_none = True
        elif label in LISTS:
            self._add(LISTS[label], label, words, row.line)
        elif label in _ROWS:
            key, take = _ROWS[label]
            if key in self.facts:
                raise Slip("case_row_twice", word=label)
            if not words:
                raise Slip("case_row_empty", word=label)
            self.lines[key] = row.line
            take(self, words)
        else:
            raise Slip("case_row_unknown", nearest(label, (*LISTS, *_ROWS, _REST)), word=label)

    def finish(self) -> dict[str, Any]:
        """Return the facts, once all rows are taken down."""
        if self._rest_is_none:
            for name in LISTS.values():
                if name != "registered_divisions":
                    self.facts.setdefault(name, [])
            self.facts.setdefault("permit", None)
        return self.facts

    def _add(self, name: str, label: str, words: list[str], line: int) -> None:
        if name in self._none_of:
            raise Slip("case_none_and_some", word=label)
        rows = self.facts.setdefault(name, [])
        self.lines[f"{name}[{len(rows)}]"] = line
        rows.append(self._record(name, label, words))

    def _record(self, name: str, label: str, words: list[str]) -> dict[str, Any]:
        record: dict[str, Any] = {}
        for word in words:
            meant = self._meaning(name, word)
            if record.keys() & meant.keys():
                raise Slip("case_said_twice", word=word)
            record |= meant
        if "division" not in record and name not in _WITHOUT_PLACE:
            raise Slip("case_row_without_place", word=label)
        if name == "residences" and "from" in record:
            record.setdefault("registered_on", record["from"])
        return record

    def _meaning(self, name: str, word: str) -> dict[str, Any]:
        """Return the fields that one word of a record states."""
        if word in WORDS[name]:
            return dict([WORDS[name][word]])
        if name == "residences" and word.startswith("登记"):
            return {"registered_on": day_of(word.removeprefix("登记"))}
        if name == "schooling" and (match := re.fullmatch(r"(\d{1,2})年级", word)):
            return {"grade": int(match[1])}
        if name == "exams" and word[:1].isdigit() and "-" in word:
            return {"on": day_of(word)}
        days = span_of(word)
        return {"division": self._places.code(word, *WORDS[name])} if days is None else days

    def _none(self, words: list[str]) -> None:
        for word in words:
            name = "permit" if word == _PERMIT else LISTS.get(word)
            if word == _FAMILY and self._is_holder:
                self.alone = True
            elif name is None:
                raise Slip("case_nothing_of", nearest(word, (*LISTS, _PERMIT, _FAMILY)), word=word)
            elif self.facts.get(name):
                raise Slip("case_none_and_some", word=word)
            else:
                self._none_of.add(name)
                self.facts[name] = None if word == _PERMIT else []

    def _permit(self, words: list[str]) -> None:
        place, *acts = words
        self.facts["permit"] = {"number": None, "division": self._places.code(place), "acts": list(map(_act, acts))}

    def _together(self, words: list[str]) -> None:
        self._of_a_relative("同住")
        if words[0] in TRUTH:
            self.facts["living_together"] = _one_of(TRUTH, words)
            return
        spans = [span_of(word) for word in words]
        if None in spans:
            raise Slip("not_one_of", word=words[spans.index(None)], words=[*TRUTH, "2024-01-01起"])
        self.facts["living_together"] = spans

    def _points(self, words: list[str]) -> None:
        points = self.facts["points"] = {}
        for word in words:
            name, equals, value = word.partition("=")
            if not (name and equals and value):
                raise Slip("case_points", word=word)
            if name in points:
                raise Slip("case_said_twice", word=word)
            points[name] = (float(value) if "." in value else int(value)) if _NUMBER.fullmatch(value) else value

    def _born(self, words: list[str]) -> None:
        self.facts["born_on"] = day_of(_only(words))

    def _sex(self, words: list[str]) -> None:
        self.facts["sex"] = _one_of(SEXES, words)

    def _number(self, words: list[str]) -> None:
        self.facts["citizen_number"] = _only(words)

    def _registered(self, words: list[str]) -> None:
        self.facts["registered_division"] = self._places.code(_only(words))

    def _married(self, words: list[str]) -> None:
        self._of_a_relative("婚姻")
        self.facts["married"] = _one_of(MARRIED, words)

    def _of_a_relative(self, label: str) -> None:
        if self._is_holder:
            raise Slip("case_not_of_holder", word=label)


def _only(words: list[str]) -> str:
    if len(words) > 1:
        raise Slip("case_word_too_much", word=words[1])
    return words[0]


def _one_of(known: Mapping[str, Any], words: list[str]) -> Any:
    word = _only(words)
    if word not in known:
        raise Slip("not_one_of", nearest(word, known), word=word, words=list(known))
    return known[word]


def _act(word: str) -> dict[str, str]:
    match = _ACT.fullmatch(word)
    if match is None:
        raise Slip("case_no_act", nearest(word[:2], ACTS), word=word, words=list(ACTS))
    act = {"act": ACTS[match["act"]], "on": day_of(match["on"])}
    return {**act, "applied_on": day_of(match["applied"])} if match["applied"] else act


# The first word of a row that is no record: the fact it states, and who takes it down.
_ROWS: Mapping[str, tuple[str, Callable[[PersonRows, list[str]], None]]] = {
    "出生": ("born_on", PersonRows._born),
    "性别": ("sex", PersonRows._sex),
    "号码": ("citizen_number", PersonRows._number),
    "户籍": ("registered_division", PersonRows._registered),
    _PERMIT: ("permit", PersonRows._permit),
    _WITHOUT: (_WITHOUT, PersonRows._none),
    "婚姻": ("married", PersonRows._married),
    "同住": ("living_together", PersonRows._together),
    "积分": ("points", PersonRows._points),
}

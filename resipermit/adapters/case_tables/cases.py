"""Reads one case: whom it is about, on which day and where, and what is expected of the answer."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from resipermit.adapters.case_tables.days import day_of
from resipermit.adapters.case_tables.documents import document_of, line_at
from resipermit.adapters.case_tables.fault_list import FaultList
from resipermit.adapters.case_tables.places import Places
from resipermit.adapters.case_tables.rows import PersonRows
from resipermit.adapters.case_tables.vocabulary import PEOPLE
from resipermit.adapters.yaml_trees import Branch, Row, Text
from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts import Facts
from resipermit.domain.facts_document import read_facts
from resipermit.domain.rule_cases import Expectation, RuleCase
from resipermit.domain.rule_faults import Slip, nearest

HOLDER, FACTS = "本人", "facts"
WORDS, NEEDED = ("words", "as_of", "place"), ("words", "as_of", "expect")
OWN = (*WORDS, "expect", FACTS, HOLDER)
IDENTITY = ("citizen_number", "sex", "born_on")  # of the holder they stand under `holder`


class CaseReader:
    """Reads the cases of one table; *place* and *rules* are those of a case that names none."""

    def __init__(self, places: Places, faults: FaultList, place: str | None, rules: Path | None) -> None:
        self._places = places
        self._faults = faults
        self._place = place
        self._rules = rules

    def read(self, body: Branch) -> RuleCase | None:
        """Return the case, or None when it has a fault, which has been noted."""
        before = len(self._faults)
        self._check_keys(body)
        head = self._head(body.entries)
        family = self._as_written if FACTS in body.entries else self._by_rows
        people, document, line_of = family(body)
        expects = tuple(self._expects(body))
        facts = self._facts(document, line_of) if len(self._faults) == before else None
        if facts is None:
            return None
        return RuleCase(
            file=self._faults.file,
            line=body.line,
            words=head["words"],
            place=head["place"],
            rules=self._rules,
            as_of=date.fromisoformat(head["as_of"]),
            document=document,
            facts=facts,
            people=people,
            expects=expects,
            line_of=line_of,
        )

    def _check_keys(self, body: Branch) -> None:
        told = body.entries
        for key in told:
            if key not in OWN and _relation(key) is None:
                self._faults.note(key, Slip("case_unknown_key", nearest(key, (*OWN, *PEOPLE)), word=str(key)))
        for key in NEEDED:
            if key not in told:
                self._faults.note(body, Slip("missing_word", word=key, owner=str(told.get("words", "cases"))))
        by_rows = any(key == HOLDER or _relation(key) for key in told)
        if FACTS in told and by_rows:
            self._faults.note(body, Slip("more_than_one", words=[FACTS, HOLDER]))
        elif FACTS not in told and HOLDER not in told:
            self._faults.note(body, Slip("not_exactly_one", words=[HOLDER, FACTS]))

    def _head(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Return words, place and day of a case; what is wrong with them is noted."""
        head: dict[str, Any] = {"words": "", "place": self._place, "as_of": ""}
        for key in WORDS:
            if key in told:
                with self._faults.watching(told[key]):
                    head[key] = self._word(key, told[key])
        return head

    def _word(self, key: str, written: Any) -> str:
        if not isinstance(written, Text) or not written:
            raise Slip("wrong_form", expected="word")
        if key == "as_of":
            return day_of(written)
        return self._places.code(written) if key == "place" else str(written)

    def _by_rows(self, body: Branch) -> "Family":
        """Return the family that the rows under each person tell of."""
        people: dict[str, str] = {}
        taken: dict[str, PersonRows] = {}
        household: list[dict[str, Any]] = []
        for key, rows in body.entries.items():
            relation = _relation(key)
            if key != HOLDER and relation is None:
                continue
            people[str(key)] = label = "holder" if relation is None else f"household[{len(household)}]"
            taken[label] = person = self._person(rows, is_holder=relation is None)
            if relation is not None:
                household.append({"relation": relation, **person.finish()})
        holder = taken.get("holder") or PersonRows(self._places, is_holder=True)
        document = _document(holder, household)
        return people, document, lambda path: _line_of(taken, path) or body.line

    def _person(self, rows: Any, *, is_holder: bool) -> PersonRows:
        person = PersonRows(self._places, is_holder=is_holder)
        if not isinstance(rows, Row):
            self._faults.note(rows, Slip("wrong_form", expected="list"))
            return person
        for row in rows.entries:
            with self._faults.watching(row):
                if not isinstance(row, Text):
                    raise Slip("wrong_form", expected="word")
                person.take(row)
        return person

    def _as_written(self, body: Branch) -> "Family":
        """Return the family that is written in the form of the facts document."""
        tree = body.entries[FACTS]
        document = document_of(tree)
        people = {HOLDER: "holder"}
        household = document.get("household") if isinstance(document, dict) else None
        for number, member in enumerate(household if isinstance(household, list) else ()):
            relation = member.get("relation") if isinstance(member, dict) else None
            word = next((one for one, meant in PEOPLE.items() if meant == relation), "")
            before = sum(1 for one in people if _relation(one) == relation)
            people[f"{word}{before + 1}" if before else word] = f"household[{number}]"
        return people, document, lambda path: line_at(tree, path)

    def _facts(self, document: Any, line_of: Callable[[str], int]) -> Facts | None:
        try:
            return read_facts(document, self._places.gazetteer)
        except InvalidInput as error:
            known = error.facts.get("words") or error.facts.get("known") or ()
            word = str(error.facts.get("value") or error.field.rpartition(".")[2])
            self._faults.note(line_of(error.field), Slip("case_fact", nearest(word, known), why=error))
            return None

    def _expects(self, body: Branch) -> Iterator[Expectation]:
        written = body.entries.get("expect")
        if written is not None and not (isinstance(written, Branch) and written.entries):
            self._faults.note(written, Slip("wrong_form", expected="mapping"))
        for name, value in written.entries.items() if isinstance(written, Branch) else ():
            if isinstance(value, Branch) or value == "":
                self._faults.note(name, Slip("wrong_form", expected="word"))
            yield Expectation(str(name), _plain(value), getattr(name, "line", body.line))


Family = tuple[dict[str, str], Any, Callable[[str], int]]  # labels by word, the facts document, the line of a path


def _document(holder: PersonRows, household: list[dict[str, Any]]) -> dict[str, Any]:
    facts = dict(holder.finish())
    document: dict[str, Any] = {"holder": {key: facts.pop(key) for key in IDENTITY if key in facts}, **facts}
    if household or holder.alone:
        document["household"] = household
    return document


def _line_of(taken: Mapping[str, PersonRows], path: str) -> int | None:
    """Return the line of the row that a path of the facts document came from."""
    label = next((one for one in taken if path.startswith(f"{one}.")), "holder")
    way = path.removeprefix(f"{label}.")
    lines = taken[label].lines if label in taken else {}
    return next((line for key, line in lines.items() if way == key or way.startswith((f"{key}.", f"{key}["))), None)


def _relation(key: str) -> str | None:
    return PEOPLE.get(re.sub(r"\d+$", "", key))


def _plain(tree: Any) -> Any:
    return [_plain(one) for one in tree.entries] if isinstance(tree, Row) else str(tree)

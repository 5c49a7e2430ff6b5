"""What everything else in a rule book refers to: legal texts, offices, dated values, papers, and the words for them."""

import re
from collections.abc import Mapping
from typing import Any

from resipermit.adapters.rule_files import vocabulary
from resipermit.adapters.rule_files.reading import (
    branches,
    complaint,
    day,
    day_or_none,
    need,
    need_text,
    number,
    one_of,
    only,
    rows,
    text_or_none,
)
from resipermit.adapters.yaml_trees import Branch, Row
from resipermit.domain.endorsement import check_endorsement_value
from resipermit.domain.law import Certainty, Citation, Dated, DatedValue
from resipermit.domain.rules import Department, Instrument, Lead

_CITATION = re.compile(
    r"(?P<instrument>[\w-]+)(?::(?P<article>[^\s()]+)?(?:\((?P<paragraph>[^)]+)\))?)?(?:\s+(?P<mark>C1|C2|C3|R))?"
)


class Texts:
    """Gathers the first sections of every layer; a later layer may add rows to a value, and take nothing away."""

    def __init__(self) -> None:
        self.instruments: dict[str, Instrument] = {}
        self.departments: dict[str, Department] = {}
        self.values: dict[str, Dated[Any]] = {}
        self.papers: set[str] = set()
        self.tables: set[str] = set()
        self.services: set[str] = set()
        self.words: dict[str, Mapping[str, str]] = {}

    def add_instruments(self, tree: Branch) -> None:
        """Take down the legal texts."""
        for identifier, body in branches(tree):
            only(body, ("words", "number", "in_force_on", "checked_on", "certainty"))
            self.instruments[identifier] = Instrument(
                identifier,
                self.say(identifier, body),
                text_or_none(body, "number"),
                day_or_none(body, "in_force_on"),
                day(need(body, "checked_on"), body),
                Certainty(one_of(need_text(body, "certainty"), [mark.value for mark in Certainty], body, "certainty")),
            )

    def add_departments(self, tree: Branch) -> None:
        """Take down the offices with their names through time."""
        for code, body in branches(tree):
            only(body, ("annex_name", "names"))
            found: list[DatedValue[Mapping[str, str]]] = [
                DatedValue(day(need(row, "since"), row), _languages(row), self.cite(row)[0])
                for row in rows(need(body, "names"))
            ]
            names = dated(code, found, body)
            self.departments[code] = Department(code, need_text(body, "annex_name"), names)
            self.words[code] = names.rows[-1].value

    def add_values(self, tree: Branch) -> None:
        """Take down dated values, or the rows that this layer adds to one of a layer above."""
        for name, body in branches(tree):
            only(body, ("words", "unit", "at_most", "values"))
            earlier = self.values.get(name)
            self.say(name, body, needed=earlier is None)
            unit = text_or_none(body, "unit") or (earlier.unit if earlier else None)
            if unit is not None:
                one_of(unit, vocabulary.UNITS, body, "unit")
            at_most = text_or_none(body, "at_most") or (earlier.at_most if earlier else None)
            added = [self._value(name, row) for row in rows(need(body, "values"))]
            above = [row for row in earlier.rows if row.since < added[0].since] if earlier and added else []
            whole = [*above, *added]  # from its first row on, the layer's own rows stand
            self.values[name] = dated(name, whole, body, unit=unit, at_most=at_most)
            self._check_ceiling(self.values[name], added, body)

    def _value(self, name: str, row: Branch) -> DatedValue[Any]:
        only(row, ("since", "value", "cite", "words"))
        value = number(need_text(row, "value"))
        try:
            check_endorsement_value(name, value)
        except ValueError as error:
            raise complaint(row, str(error)) from None
        return DatedValue(day(need(row, "since"), row), value, self.cite(row)[0])

    def _check_ceiling(self, value: Dated[Any], added: list[DatedValue[Any]], body: Branch) -> None:
        """Refuse a row above the ceiling that a layer above sets on that day."""
        if value.at_most is None:
            return
        ceiling = self.values[one_of(value.at_most, self.values, body, "value")]
        for row in added:
            limits = [limit.value for limit in ceiling.rows if limit.since <= row.since] or [ceiling.rows[0].value]
            if row.value > limits[-1]:
                raise complaint(body, f"“{value.name}” is {row.value}; “{value.at_most}” allows {limits[-1]} at most")

    def add_papers(self, tree: Branch) -> None:
        """Take down what proves things."""
        for identifier, body in branches(tree):
            only(body, ("words",))
            self.say(f"paper.{identifier}", body)  # an entitlement may have the same name: 居住证, 申领居住证
            self.papers.add(identifier)

    def add_reasons(self, tree: Branch) -> None:
        """Take down what is said for the reason codes of these rules."""
        for code, body in branches(tree):
            only(body, ("words",))
            self.say(f"reason.{code}", body)

    def leads(self, body: Branch) -> tuple[Lead, ...]:
        """Return the offices in charge, the first one leading; raises InvalidInput when there is none."""
        listed = need(body, "departments")
        codes = [str(code) for code in listed.entries] if isinstance(listed, Row) else []
        if not codes:
            raise complaint(body, "an entitlement needs an office")
        for code in codes:
            one_of(code, self.departments, body, "department")
        return tuple(Lead(code, "co" if place else "lead") for place, code in enumerate(codes))

    def cite(self, body: Branch, *, needed: bool = True) -> tuple[Citation, ...]:
        """Return the provisions under `cite`."""
        written = body.entries.get("cite")
        if written is None:
            if needed:
                raise complaint(body, "a provision (cite) is missing")
            return ()
        texts = written.entries if isinstance(written, Row) else [written]
        return tuple(self._citation(str(text), body) for text in texts)

    def _citation(self, text: str, body: Branch) -> Citation:
        match = _CITATION.fullmatch(text.strip())
        if match is None or match["instrument"] not in self.instruments:
            raise complaint(body, f"“{text}” cites no instrument known here")
        mark = match["mark"] or self.instruments[match["instrument"]].certainty
        return Citation(match["instrument"], match["article"], match["paragraph"], None, Certainty(mark))

    def say(self, identifier: str, body: Branch, *, needed: bool = True) -> Mapping[str, str]:
        """Keep the words for *identifier* and return them."""
        if "words" not in body.entries:
            if needed:
                raise complaint(body, f"“{identifier}” has no words")
            return {}
        self.words[identifier] = _languages(body)
        return self.words[identifier]


def _languages(body: Branch) -> dict[str, str]:
    words = need(body, "words")
    if not isinstance(words, Branch):
        raise complaint(words, "words are written {zh: ..., en: ...}", body)
    only(words, ("zh", "en"))
    return {language: str(text) for language, text in words.entries.items()}


def dated(
    name: str, found: list[DatedValue[Any]], body: Branch, *, unit: str | None = None, at_most: str | None = None
) -> Dated[Any]:
    """Return the rows as one value through time; raises InvalidInput if they are out of order or one day is twice."""
    if not found:
        raise complaint(body, f"“{name}” has no rows")
    try:
        return Dated(name, tuple(found), unit, at_most)
    except ValueError as error:
        raise complaint(body, str(error)) from None

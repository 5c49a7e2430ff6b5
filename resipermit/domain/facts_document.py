"""Reads facts from a JSON document: every field checked, the first fault named by its path.

Absent is not known, empty is none; a list that is present is complete. Unknown keys and words are refused.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from resipermit.domain.errors import InvalidInput
from resipermit.domain.fact_words import (
    DWELLINGS,
    EMPLOYMENT_KINDS,
    EXAMS,
    HIGHEST_GRADE,
    INSURANCE_KINDS,
    RELATIONS,
    SCHEMES,
    SCHOOL_STAGES,
    SCHOOL_STATUSES,
    TENURES,
)
from resipermit.domain.facts import (
    UNKNOWN,
    EarlierPermit,
    Employment,
    Exam,
    Facts,
    Housing,
    Insurance,
    PermitFacts,
    PersonFacts,
    RegisteredDivision,
    Relative,
    Residence,
    Schooling,
    Spell,
    Tax,
    Until,
)
from resipermit.domain.identity import Sex, Verdict, read_lenient
from resipermit.domain.permit import ActKind, PermitAct
from resipermit.domain.places import Gazetteer

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"\d{6}")


class _Fields:
    """One object of the document: hands out its fields, and refuses those nobody asked for."""

    def __init__(self, value: object, path: str, gazetteer: Gazetteer) -> None:
        if not isinstance(value, Mapping):
            raise InvalidInput("not_an_object", field=path or "facts")
        self._value: Mapping[str, Any] = value
        self._path = path
        self._gazetteer = gazetteer
        self._asked: set[str] = set()

    def at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._value

    def raw(self, key: str) -> Any:
        self._asked.add(key)
        return self._value.get(key)

    def finish(self) -> None:
        for key in self._value:
            if key not in self._asked:
                raise InvalidInput("unknown_key", field=self.at(str(key)), known=sorted(self._asked))

    def text(self, key: str) -> str | None:
        value = self.raw(key)
        if value is None or isinstance(value, str):
            return value or None
        raise InvalidInput("not_a_text", field=self.at(key))

    def word(self, key: str, words: tuple[str, ...], *, needed: bool = False) -> str | None:
        value = self.raw(key)
        if value is None:
            if needed:
                raise InvalidInput("field_missing", field=self.at(key))
            return None
        if value not in words:
            raise InvalidInput("unknown_word", field=self.at(key), value=str(value), words=words)
        return str(value)

    def flag(self, key: str) -> bool | None:
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return value
        raise InvalidInput("not_true_or_false", field=self.at(key))

    def number(self, key: str, least: int, most: int) -> int | None:
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise InvalidInput("number_out_of_range", field=self.at(key), least=least, most=most)
        return value

    def day(self, key: str, *, needed: bool = False) -> date | None:
        value = self.raw(key)
        if value is None:
            if needed:
                raise InvalidInput("field_missing", field=self.at(key))
            return None
        return read_day(value, self.at(key))

    def until(self) -> Until:
        return self.day("until") if self.has("until") else UNKNOWN

    def division(self, key: str = "division", *, needed: bool = True) -> str | None:
        value = self.raw(key)
        if value is None:
            if needed:
                raise InvalidInput("field_missing", field=self.at(key))
            return None
        if not isinstance(value, str) or not _CODE.fullmatch(value) or not self._gazetteer.known(value):
            raise InvalidInput("division_unknown", field=self.at(key), value=str(value))
        return value

    def place(self) -> str:
        division = self.division()
        assert division is not None
        return division

    def list_of(self, key: str, read: Callable[["_Fields"], T]) -> tuple[T, ...] | None:
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, list):
            raise InvalidInput("not_a_list", field=self.at(key))
        found = []
        for index, item in enumerate(value):
            fields = _Fields(item, f"{self.at(key)}[{index}]", self._gazetteer)
            found.append(read(fields))
            fields.finish()
        return tuple(found)

    def period(self) -> tuple[date | None, Until]:
        since, until = self.day("from"), self.until()
        if since is not None and isinstance(until, date) and until < since:
            raise InvalidInput("period_reversed", field=self.at("until"))
        return since, until


def read_day(value: object, path: str) -> date:
    """Return the day written YYYY-MM-DD; raises InvalidInput naming *path*."""
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise InvalidInput("day_impossible", field=path, value=str(value))


def read_facts(document: object, gazetteer: Gazetteer, today: date = date.max) -> Facts:
    """Return the facts of *document*; raises InvalidInput naming the first field that cannot be read.

    *today* bounds birth dates in citizen numbers.
    """
    fields = _Fields(document, "", gazetteer)
    holder_fields = _Fields(fields.raw("holder"), "holder", gazetteer)
    holder = _person(holder_fields, fields, today)
    holder_fields.finish()
    household = fields.list_of("household", lambda member: _relative(member, today))
    fields.finish()
    return Facts(holder, household)


def read_row(name: str, value: object, path: str, gazetteer: Gazetteer) -> Any:
    """Return one row of the list *name*; raises InvalidInput naming the field below *path*."""
    fields = _Fields(value, path, gazetteer)
    row = ROWS[name](fields)
    fields.finish()
    return row


def read_act(value: object, path: str, gazetteer: Gazetteer) -> PermitAct:
    """Return one act on a permit; raises InvalidInput naming the field below *path*."""
    fields = _Fields(value, path, gazetteer)
    act = _act(fields)
    fields.finish()
    return act


def _relative(fields: _Fields, today: date) -> Relative:
    relation = fields.word("relation", RELATIONS, needed=True)
    assert relation is not None
    together = fields.raw("living_together")
    if together is not None and not isinstance(together, bool):
        together = fields.list_of("living_together", lambda spell: Spell(*spell.period()))
    return Relative(relation, fields.flag("married"), together, _person(fields, fields, today))


def _person(identity: _Fields, evidence: _Fields, today: date) -> PersonFacts:
    number, born_on, sex = _identity(identity, today)
    return PersonFacts(
        citizen_number=number,
        name=identity.text("name"),
        sex=sex,
        born_on=born_on,
        registered_division=identity.division("registered_division", needed=False)
        or evidence.division("registered_division", needed=False),
        permit=_permit(evidence),
        points=_points(evidence),
        **{name: evidence.list_of(name, read) for name, read in ROWS.items()},
    )


def _identity(fields: _Fields, today: date) -> tuple[str | None, date | None, Sex | None]:
    number, born_on = fields.text("citizen_number"), fields.day("born_on")
    word = fields.word("sex", tuple(Sex))
    sex = Sex(word) if word else None
    if number is None:
        return None, born_on, sex
    reading = read_lenient(number, fields._gazetteer, today)
    if reading.verdict is Verdict.INVALID and reading.reason not in ("FOREIGN_PR_CARD", "DIVISION_UNKNOWN"):
        raise InvalidInput("citizen_number_wrong", field=fields.at("citizen_number"), reason=reading.reason)
    return reading.number or number, born_on or reading.born_on, sex or reading.sex


def _permit(fields: _Fields) -> Any:
    if not fields.has("permit"):
        return UNKNOWN
    value = fields.raw("permit")
    if value is None:
        return None
    inner = _Fields(value, fields.at("permit"), fields._gazetteer)
    acts = inner.list_of("acts", _act)
    permit = PermitFacts(inner.text("number"), inner.place(), acts or ())
    inner.finish()
    return permit


def _act(fields: _Fields) -> PermitAct:
    kind, on = fields.word("act", tuple(ActKind), needed=True), fields.day("on", needed=True)
    assert kind is not None
    assert on is not None
    return PermitAct(ActKind(kind), on, fields.day("applied_on"))


def _registered(fields: _Fields) -> RegisteredDivision:
    return RegisteredDivision(fields.place(), *fields.period())


def _residence(fields: _Fields) -> Residence:
    since, until = fields.period()
    return Residence(fields.place(), fields.day("registered_on"), since, until, fields.word("dwelling", DWELLINGS))


def _employment(fields: _Fields) -> Employment:
    return Employment(fields.place(), fields.word("kind", EMPLOYMENT_KINDS), *fields.period())


def _insurance(fields: _Fields) -> Insurance:
    kind = fields.word("kind", INSURANCE_KINDS) or "regular"
    return Insurance(fields.place(), fields.word("scheme", SCHEMES), kind, *fields.period())


def _tax(fields: _Fields) -> Tax:
    return Tax(fields.place(), fields.text("kind"), *fields.period())


def _housing(fields: _Fields) -> Housing:
    return Housing(fields.place(), fields.word("tenure", TENURES), fields.flag("registered"), *fields.period())


def _schooling(fields: _Fields) -> Schooling:
    since, until = fields.period()
    return Schooling(
        fields.place(),
        fields.word("stage", SCHOOL_STAGES),
        fields.number("grade", 0, HIGHEST_GRADE),
        since,
        until,
        fields.word("status", SCHOOL_STATUSES),
        fields.flag("record"),
    )


def _exam(fields: _Fields) -> Exam:
    exam = fields.word("exam", EXAMS, needed=True)
    assert exam is not None
    return Exam(exam, fields.division(needed=False), fields.day("on"))


def _earlier(fields: _Fields) -> EarlierPermit:
    return EarlierPermit(fields.text("kind"), fields.place(), *fields.period())


def _points(fields: _Fields) -> Mapping[str, float | str] | None:
    value = fields.raw("points")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise InvalidInput("not_an_object", field=fields.at("points"))
    for name, points in value.items():
        if not isinstance(points, (int, float, str)) or isinstance(points, bool):
            raise InvalidInput("not_a_number", field=f"{fields.at('points')}.{name}")
    return dict(value)


ROWS: Mapping[str, Callable[[_Fields], Any]] = {
    "registered_divisions": _registered,
    "residences": _residence,
    "employment": _employment,
    "insurance": _insurance,
    "tax": _tax,
    "housing": _housing,
    "schooling": _schooling,
    "exams": _exam,
    "earlier_permits": _earlier,
}

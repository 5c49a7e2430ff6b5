"""Records of the file as days: where someone lived, worked, was insured or went to school."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.calendar import Period
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.conditions.leaf import Kind, Params
from resipermit.domain.facts import Unknown, Until
from resipermit.domain.permit import ResidencePermit
from resipermit.domain.spans import (
    END,
    FIRST,
    NEVER,
    NO,
    OPEN_QUESTION,
    Days,
    Spans,
    any_of,
    both,
    either,
)

LISTS = frozenset(
    {
        "residences",
        "employment",
        "insurance",
        "tax",
        "housing",
        "schooling",
        "registered_divisions",
        "earlier_permits",
        "permit",
    }
)
RECORD_WORDS = frozenset({"list", "also", "in", "where", "except", "unclear", "between"})


@dataclass(frozen=True, slots=True)
class PermitSpell:
    """Days on which a permit had one standing, as a record like any other."""

    division: str
    standing: str
    since: date
    until: Until


def record(case: Case, subject: Subject, params: Params) -> Days:
    """Return when a record of `list` is open that matches `in`, `where` and `except`.

    The lists of `also` count when they are stated. A word listed under `unclear`, like one that is not known, makes the
    record a possible one only.
    """
    parts = []
    stated = (name for name in params.get("also", ()) if rows_of(case, subject, name) is not None)
    for name in (*params["list"], *stated):
        rows = rows_of(case, subject, name)
        parts.append(OPEN_QUESTION if rows is None else any_of([days_of(case, row, params) for row in rows]))
    return parts[0] if len(parts) == 1 else any_of(parts)


def first_known_of(case: Case, subject: Subject, params: Params) -> Days:
    """Return when one of several lists proves it; a list that is not known counts only if none is known."""
    parts = [
        record(case, subject, option)
        for option in params["options"]
        if any(rows_of(case, subject, name) is not None for name in option["list"])
    ]
    return any_of(parts) if parts else OPEN_QUESTION


def rows_of(case: Case, subject: Subject, name: str) -> Sequence[Any] | None:
    """Return the records of a list; None when nobody stated them."""
    if name == "permit":
        return case.in_common(("permit rows", subject.label), lambda: _permit_rows(case, subject))
    rows: Sequence[Any] | None = getattr(subject.person, name)
    return rows


def _permit_rows(case: Case, subject: Subject) -> Sequence[PermitSpell] | None:
    course = case.course_of(subject)
    if course is None:
        return ()
    if isinstance(course, Unknown):
        return None
    permit = case.permit_of(subject)
    assert isinstance(permit, ResidencePermit)
    rows: list[PermitSpell] = []
    ended = course.ends_on
    for use in course.in_use:
        if rows and isinstance(rows[-1].until, date) and rows[-1].until < use.since:
            rows.append(PermitSpell(permit.division, "suspended", rows[-1].until, use.since))
        rows.append(PermitSpell(permit.division, "in_use", use.since, use.until))
    last = rows[-1].until if rows else None
    if isinstance(last, date) and (ended is None or last < ended):
        rows.append(PermitSpell(permit.division, "suspended", last, ended))
    return rows


def days_of(case: Case, row: Any, params: Params, since: date | None | Unknown = Unknown.UNKNOWN) -> Days:
    """Return the days of one record so far as it matches; *since* stands in for the record's own beginning."""
    if row.division is None:
        return NO
    frame = case.frame(row.division, params.get("in", "place"))
    sure = matches(row, params)
    if not frame or sure is None:
        return NO
    days = span_of(row.since if isinstance(since, Unknown) else since, row.until)
    spans = both(days.possible, frame)
    if "between" in params:
        spans = both(spans, _cut(params["between"]))
    if not sure:
        return Days(NEVER, spans)
    return Days(spans if days.certain is days.possible else both(days.certain, spans), spans)


def matches(row: Any, params: Params) -> bool | None:
    """Say whether a record surely matches `where` and `except`; None if it does not, False if nobody can say."""
    sure = True
    if not isinstance(row, PermitSpell) and "where" not in params and "except" not in params:
        return sure
    unclear = params.get("unclear", {})
    if not isinstance(row, PermitSpell):
        wanted = params.get("where", {})
    else:
        wanted = {"standing": ("in_use",), **params.get("where", {})}
    for field, words in wanted.items():
        word = _word(getattr(row, field, None))
        if word is None or (word not in words and word in unclear.get(field, ())):
            sure = False
        elif word not in words:
            return None
    for field, words in params.get("except", {}).items():
        word = _word(getattr(row, field, None))
        if word is None or word in unclear.get(field, ()):
            sure = False
        elif word in words:
            return None
    return sure


def _word(value: Any) -> str | None:
    if value is None:
        return None
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _cut(between: Mapping[str, str]) -> Spans:
    low = date.fromisoformat(between["from"]).toordinal() if "from" in between else FIRST
    high = date.fromisoformat(between["until"]).toordinal() if "until" in between else END
    return ((low, high),)


def span_of(since: date | None, until: date | Unknown | None) -> Days:
    """Return the days of a record; an end that nobody stated leaves all but the first day merely possible."""
    low = since.toordinal() if since else None
    if until is None:
        high: int | None = END
    else:
        high = None if isinstance(until, Unknown) else until.toordinal()
    if low is None:
        return Days(NEVER, ((FIRST, high or END),))
    if high is None:
        return Days(((low, low + 1),), ((low, END),))
    spans = ((low, high),) if low < high else NEVER
    return Days(spans, spans)


def information(case: Case, subject: Subject, params: Params) -> Days:
    """Return the days covered by records; with `from: registration` a residence counts from when it was registered."""
    if params.get("from") != "registration" or "residences" not in params["list"]:
        return record(case, subject, params)
    others = [name for name in params["list"] if name != "residences"]
    parts = [record(case, subject, {**params, "list": others})] if others or "also" in params else []
    rows = subject.person.residences
    if rows is None:
        parts.append(OPEN_QUESTION)
    parts += [_since_registered(case, row, params) for row in rows or ()]
    return any_of(parts) if parts else NO


def _since_registered(case: Case, row: Any, params: Params) -> Days:
    if row.registered_on is None:
        return Days(NEVER, days_of(case, row, params).possible)
    return days_of(case, row, params, since=row.registered_on)


def spans_of(periods: tuple[Period, ...]) -> Spans:
    """Return periods as spans; empty ones are dropped."""
    return either((period.since.toordinal(), period.until.toordinal() if period.until else END) for period in periods)


KINDS: Mapping[str, Kind] = {
    "record": Kind(record, takes=RECORD_WORDS, needs=frozenset({"list"})),
    "first_known_of": Kind(first_known_of, takes=frozenset({"options"}), needs=frozenset({"options"})),
}

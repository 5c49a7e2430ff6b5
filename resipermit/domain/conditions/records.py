"""Records of the file as days: where someone lived, worked, was insured or went to school."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.calendar import Period
from resipermit.domain.conditions.case import Case, Reading, Subject, Who, kept
from resipermit.domain.conditions.leaf import Kind, Params, plain
from resipermit.domain.facts import Unknown, Until
from resipermit.domain.permit import ResidencePermit
from resipermit.domain.rules import RuleBook
from resipermit.domain.spans import (
    ALWAYS,
    END,
    FIRST,
    NEVER,
    NO,
    OPEN_QUESTION,
    Days,
    Span,
    Spans,
    any_of,
    both,
    either,
    known,
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
    """Return the days of `records_of` for a person."""
    return records_of(case.book, params)(case.who(subject))


def records_of(book: RuleBook, params: Params) -> Reading:
    """Return the days covered by records; conditions that ask for the same records share them."""
    found = book.kept.get(("records", id(params)))
    if found is None:
        words = tuple((word, repr(params[word])) for word in sorted({*RECORD_WORDS, "from"}) if word in params)
        reading = book.keep(("records", words), lambda: kept(_covered(params), bound="'city'" in str(words)))
        found = book.kept["records", id(params)] = params, reading  # with the params, so that their id stays theirs
    shared: Reading = found[1]
    return shared


def _covered(params: Params) -> Reading:
    """Return when a record of `list` is open that matches `in`, `where` and `except`.

    The lists of `also` count when they are stated. A word listed under `unclear`, like one that is not known, makes the
    record a possible one only. With `from: registration` a residence counts from when it was registered.
    """
    lists = tuple(params["list"])
    names = *lists, *params.get("also", ())
    scope, choosy = params.get("in", "place"), "where" in params or "except" in params
    between = _cut(params["between"]) if "between" in params else ALWAYS
    registered = params.get("from") == "registration" and "residences" in lists

    def read(who: Who) -> Days:
        case, subject = who.case, who.subject
        certain: list[Span] = []
        merely_possible: list[Span] = []
        for name in names:
            rows = rows_of(case, subject, name)
            if rows is None:
                merely_possible += ALWAYS if name in lists else NEVER
                continue
            for row in rows:
                frame = both(case.frame(row.division, scope), between) if row.division else NEVER
                sure = matches(row, params) if frame and (choosy or name == "permit") else True
                if not frame or sure is None:
                    continue
                since = row.since
                if registered and name == "residences":
                    since, sure = row.registered_on or since, sure and row.registered_on is not None
                days = span_of(since, row.until)
                if sure:
                    certain += both(days.certain, frame)
                if not sure or days.certain is not days.possible:
                    merely_possible += both(days.possible, frame)
        surely = either(certain) if len(certain) > 1 else tuple(certain)
        return Days(surely, either((*surely, *merely_possible))) if merely_possible else known(surely)

    return read


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


def days_of(case: Case, row: Any, params: Params) -> Days:
    """Return the days of one record so far as it matches."""
    if row.division is None:
        return NO
    frame = case.frame(row.division, params.get("in", "place"))
    sure = matches(row, params)
    if not frame or sure is None:
        return NO
    days = span_of(row.since, row.until)
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
    return known(((low, high),) if low < high else NEVER)


def spans_of(periods: tuple[Period, ...]) -> Spans:
    """Return periods as spans; empty ones are dropped."""
    return either((period.since.toordinal(), period.until.toordinal() if period.until else END) for period in periods)


KINDS: Mapping[str, Kind] = {
    "record": Kind(records_of),
    "first_known_of": Kind(plain(first_known_of)),
}

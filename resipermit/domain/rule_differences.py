"""What differs between two books, or between two days of one: in the book itself, and in the answers of one family."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from resipermit.domain.law import Dated, NotYetInForce
from resipermit.domain.rule_description import catalogue, describe, everything, plain, walked
from resipermit.domain.rules import RuleBook

Line = dict[str, Any]
Spans = list[list[str | None]]


def between_books(one: RuleBook, other: RuleBook) -> Iterator[Line]:
    """Yield every id that only one book has, or that reads otherwise in the other."""
    before, after = _described(one), _described(other)
    for identifier in dict.fromkeys([*before, *after]):
        if identifier not in before or identifier not in after:
            yield {"id": identifier, "change": "added" if identifier in after else "removed", "what": []}
        elif before[identifier] != after[identifier]:
            what = [key for key in after[identifier] if before[identifier].get(key) != after[identifier][key]]
            yield {"id": identifier, "change": "changed", "what": what}


def _described(book: RuleBook) -> dict[str, Line]:
    found = {}
    for line in catalogue(book):
        if line["kind"] != "instrument":
            found[line["id"]] = describe(book, line["id"])
    return found


def between_days(book: RuleBook, one: date, other: date) -> Iterator[Line]:
    """Yield the values, openings and entitlements that are not on the later day what they are on the earlier."""
    for value in book.values.values():
        before, after = _on(value, one), _on(value, other)
        if before != after:
            yield {
                "id": value.name,
                "change": "value",
                "from": _row_since(value, other),
                "before": before,
                "after": after,
            }
    for service, rows in book.openings.items():
        states = [[row for row in rows if row.since <= day][-1:] for day in (one, other)]
        said = [str(state[0].opened).lower() if state else None for state in states]
        if said[0] != said[1]:
            since = states[1][0].since.isoformat() if states[1] else None
            yield {"id": service, "change": "opening", "from": since, "before": said[0], "after": said[1]}
    for entitlement in book.entitlements:
        if one < entitlement.since <= other:
            since = entitlement.since.isoformat()
            yield {"id": entitlement.id, "change": "begins", "from": since, "before": None, "after": "in force"}
        before, after = _on(entitlement.rests_on, one), _on(entitlement.rests_on, other)
        if before != after:
            since = _row_since(entitlement.rests_on, other)
            yield {"id": entitlement.id, "change": "rests_on", "from": since, "before": before, "after": after}
    yield from _conditions_between(book, one, other)


def _conditions_between(book: RuleBook, one: date, other: date) -> Iterator[Line]:
    """Yield the conditions that begin or cease to be law after the earlier day and up to the later, each once."""
    roots = [*book.conditions.values(), *(graded.condition for exam in book.exams for graded in exam.outcomes)]
    roots += [root for row in everything(book) for root in (row.applies, row.condition) if root is not None]
    for node in {node.id: node for root in roots for node in walked(root)}.values():
        for day, change in ((node.since, "condition_begins"), (node.until, "condition_ends")):
            if day is not None and one < day <= other:
                yield {"id": node.id, "change": change, "from": day.isoformat(), "before": None, "after": None}


def _on(value: Dated[Any], day: date) -> Any:
    try:
        return plain(value.on(day))
    except NotYetInForce:
        return plain(value.rows[0].value)


def _row_since(value: Dated[Any], day: date) -> str:
    rows = [row for row in value.rows if row.since <= day] or [value.rows[0]]
    return rows[-1].since.isoformat()


def between_answers(one: Mapping[str, Any], other: Mapping[str, Any], since: date) -> Iterator[Line]:
    """Yield every answer that differs, and from which day on or after *since* it does."""
    before, after = _items(one), _items(other)
    for key in dict.fromkeys([*before, *after]):
        left, right = before.get(key), after.get(key)
        line = {"id": key[0], "subject": key[1], "before": _answer(left), "after": _answer(right)}
        if left is None or right is None:
            yield {**line, "from": since.isoformat()}
            continue
        first = first_difference(left["spans"], right["spans"], since)
        if line["before"] != line["after"] or first is not None:
            days = {"before_earliest_on": left["earliest_on"], "after_earliest_on": right["earliest_on"]}
            now = since.isoformat() if line["before"] != line["after"] else first
            yield {**line, **days, "from": now}


def between_times(one: Mapping[str, Any], other: Mapping[str, Any], days: tuple[date, date]) -> Iterator[Line]:
    """Yield every answer that differs between two days, and on which day it turns."""
    before, after = _items(one), _items(other)
    for key in dict.fromkeys([*before, *after]):
        left, right = before.get(key), after.get(key)
        if _answer(left) == _answer(right):
            continue
        line = {"id": key[0], "subject": key[1], "before": _answer(left), "after": _answer(right)}
        bounds = {day for item in (left, right) if item for span in item["spans"] for day in span if day}
        inside = sorted(day for day in bounds if days[0].isoformat() < day <= days[1].isoformat())
        yield {**line, "from": inside[-1] if inside else None}


def first_difference(one: Spans, other: Spans, since: date) -> str | None:
    """Return the first day on or after *since* on which only one of two sets of spans holds; None if there is none."""
    day = since.isoformat()
    bounds = sorted({bound for span in (*one, *other) for bound in span if bound is not None and bound > day} | {day})
    return next((bound for bound in bounds if _holds(one, bound) != _holds(other, bound)), None)


def _holds(spans: Spans, day: str) -> bool:
    return any((low is None or low <= day) and (high is None or day < high) for low, high in spans)


def _items(answer: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    found = [answer["permit"]["application"], *answer["entitlements"], *answer["exams"]]
    if answer["settlement"]:
        found += [answer["settlement"], *answer["settlement"]["family"]]
    return {(item["id"], item["subject"]): item for item in found}


def _answer(item: Mapping[str, Any] | None) -> str | None:
    return None if item is None else item["answer"]

"""What differs between two books, or between two days of one: in the book itself, and in the answers of one family."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from resipermit.domain.law import Dated, NotYetInForce
from resipermit.domain.rule_description import catalogue, describe, plain, roots, walked
from resipermit.domain.rules import RuleBook

Line = dict[str, Any]
Item = Mapping[str, Any]
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
    yield from _classes_between(book, one, other)


def _conditions_between(book: RuleBook, one: date, other: date) -> Iterator[Line]:
    """Yield the conditions that begin or cease to be law after the earlier day and up to the later, each once."""
    for node in {node.id: node for root in roots(book) for node in walked(root)}.values():
        for day, change in ((node.since, "condition_begins"), (node.until, "condition_ends")):
            if day is not None and one < day <= other:
                yield {"id": node.id, "change": change, "from": day.isoformat(), "before": None, "after": None}


def _classes_between(book: RuleBook, one: date, other: date) -> Iterator[Line]:
    """Yield the conditions that a class of an examination is the first, or the first no longer, to be asked for.

    A class is up from the day after the class before it sat the examination.
    """
    for exam in book.exams:
        found = {node.id: node for graded in exam.outcomes for node in walked(graded.condition)}
        for node in found.values():
            for year, change in zip(node.classes or (), ("class_begins", "class_ends"), strict=False):
                up = date(year - 1, *exam.sat_on) + timedelta(days=1) if year is not None else None
                if up is not None and one < up <= other:
                    line = {"id": node.id, "change": change, "from": up.isoformat(), "before": None, "after": None}
                    yield {**line, "exam": exam.id, "class": year}


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
        at_once = _told_of(left) != _told_of(right)
        if at_once or first is not None:
            days = {"before_earliest_on": left["earliest_on"], "after_earliest_on": right["earliest_on"]}
            now = since.isoformat() if at_once else first
            yield {**line, **_of_class(left, right), **days, "from": now}
        yield from _later_classes(left, right, line)


def between_times(one: Mapping[str, Any], other: Mapping[str, Any], days: tuple[date, date]) -> Iterator[Line]:
    """Yield every answer that differs between two days, and on which day it turns."""
    before, after = _items(one), _items(other)
    for key in dict.fromkeys([*before, *after]):
        left, right = before.get(key), after.get(key)
        line = {"id": key[0], "subject": key[1], "before": _answer(left), "after": _answer(right)}
        if left is not None and right is not None:
            yield from _later_classes(left, right, line)
            line |= _of_class(left, right)
        if _told_of(left) == _told_of(right):
            continue
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


def _of_class(left: Item, right: Item) -> Line:
    """Return the exam years that two answers are about, and their outcomes where those differ; nothing elsewhere."""
    if "exam_year" not in left:
        return {}
    more = {"before_exam_year": left["exam_year"], "after_exam_year": right["exam_year"]}
    if left["outcome"] != right["outcome"]:
        more |= {"before_outcome": left["outcome"], "after_outcome": right["outcome"]}
    return more


def _later_classes(left: Item, right: Item, line: Line) -> Iterator[Line]:
    """Yield each exam year of which another answer is to be expected, from its day to register on.

    An answer for years ahead supposes that the permit is endorsed; without, hardly any would be yes.
    """
    before, after = ({one["exam_year"]: one for one in item.get("forecast", ())} for item in (left, right))
    for year in sorted(before.keys() & after.keys()):
        for expected in ("answer_if_endorsed", "answer"):
            if before[year][expected] != after[year][expected]:
                told = {"exam_year": year, "before": before[year][expected], "after": after[year][expected]}
                yield {**line, **told, "from": after[year]["registers_on"]}
                break


def _told_of(item: Item | None) -> tuple[str | None, str | None]:
    """Return the answer, and with what outcome where it is yes."""
    answer = _answer(item)
    return answer, item.get("outcome") if item is not None and answer == "yes" else None


def _items(answer: Mapping[str, Any]) -> dict[tuple[str, str], Item]:
    found = [answer["permit"]["application"], *answer["entitlements"], *answer["exams"]]
    if answer["settlement"]:
        found += [answer["settlement"], *answer["settlement"]["family"]]
    return {(item["id"], item["subject"]): item for item in found}


def _answer(item: Item | None) -> str | None:
    return None if item is None else item["answer"]

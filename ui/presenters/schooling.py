"""A child's schooling for the bar: years by grade, gaps, the exam years; and what is said of each exam."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.facts import Schooling
from resipermit.usecases.desk import Desk
from ui.text import Text

TERM = (9, 1)
BRIDGED_DAYS = 92  # a summer between two schools is no gap worth drawing
HERE, ELSEWHERE, GAP = "here", "elsewhere", "gap"


@dataclass(frozen=True, slots=True, repr=False)
class School:
    """A stretch of the bar, up to and without *until*: a year of one school, here or elsewhere, or a gap."""

    words: str
    since: date
    until: date
    kind: str


@dataclass(frozen=True, slots=True, repr=False)
class ExamMark:
    """The last day to register for an exam, on the bar."""

    words: str
    on: date


def schools(rows: Sequence[Schooling], place: str, day: date, text: Text, desk: Desk) -> tuple[School, ...]:
    """Return the years of school in order, and the gaps between them; one that goes on is drawn to *day*."""
    found: list[School] = []
    for row in sorted((row for row in rows if row.since is not None), key=lambda row: row.since or date.min):
        assert row.since is not None
        until = max(row.until if isinstance(row.until, date) else day, row.since)
        if found and (row.since - found[-1].until).days > BRIDGED_DAYS:
            days = (row.since - found[-1].until).days
            found.append(School(text.say("family.gap", days=days), found[-1].until, row.since, GAP))
        kind = HERE if desk.gazetteer.place_of(row.division) == place else ELSEWHERE
        found += [School(words, low, high, kind) for words, low, high in _years(row, row.since, until, text)]
    return tuple(found)


def _years(row: Schooling, since: date, until: date, text: Text) -> Iterator[tuple[str, date, date]]:
    """Yield the years of one enrolment: the grade rises on each 1 September."""
    if row.grade is None:
        yield text.say("family.school", stage=row.stage), since, until
        return
    grade, low = row.grade, since
    while low < until:
        next_term = date(low.year if (low.month, low.day) < TERM else low.year + 1, *TERM)
        high = min(next_term, until)
        yield text.say("family.grade", grade=grade), low, high
        grade, low = grade + 1, high


def exam_marks(items: Sequence[Mapping[str, Any]], text: Text) -> tuple[ExamMark, ...]:
    """Return the registration day of the first year of each exam that the child comes to."""
    return tuple(
        ExamMark(
            text.say("family.exam_mark", exam=item["id"], year=item["exam_year"]),
            date.fromisoformat(item["forecast"][0]["registers_on"]),
        )
        for item in items
        if item.get("forecast")
    )


def forecast_lines(item: Mapping[str, Any], text: Text) -> tuple[str, ...]:
    """Return what is said of an exam ahead: whether it can be expected, what must go on, and by when to endorse."""
    if not item.get("forecast"):
        return ()
    first = item["forecast"][0]
    answer = first["answer_if_endorsed"]
    points = _to_keep(first, text) if answer == "yes" else [text.rule(one["condition"]) for one in first["must_come"]]
    on = text.iso(first["registers_on"])
    said = [
        text.say(f"family.forecast_{answer}", exam=item["id"], year=first["exam_year"], on=on, points=_once(points))
    ]
    if first["endorse_by"]:
        said.append(text.say("family.endorse_by", exam=item["id"], day=text.iso(first["endorse_by"]), on=on))
    return tuple(said)


def _to_keep(forecast: Mapping[str, Any], text: Text) -> list[str]:
    return [
        text.say(f"family.keep_{loss['kind']}" + ("_days" if _bridges(loss) else ""), days=loss.get("more_than_days"))
        for loss in forecast["lost_if"]
    ]


def _bridges(loss: Mapping[str, Any]) -> bool:
    return bool(loss["kind"] == "schooling_gap" and loss["more_than_days"])


def _once(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(words))

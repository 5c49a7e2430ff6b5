"""Reads what is asked: entitlements, examinations, and the dated rows that a place enters each year."""

from datetime import date
from typing import Any

from resipermit.adapters.rule_files import vocabulary
from resipermit.adapters.rule_files.nodes import Conditions
from resipermit.adapters.rule_files.reading import (
    complaint,
    day,
    entries,
    flag,
    month_day,
    need,
    need_text,
    one_of,
    only,
    rows,
    text_or_none,
    whole,
    words_of,
)
from resipermit.adapters.rule_files.texts import Texts, dated
from resipermit.adapters.yaml_trees import Branch, Row
from resipermit.domain.fact_words import SCHOOL_STAGES
from resipermit.domain.law import Dated, DatedValue
from resipermit.domain.rules import Entitlement, ExamRule, GradedOutcome, Node, Occasion, Opening

ENTITLEMENT_WORDS = {
    "id",
    "words",
    "part_of",
    "stage",
    "audience",
    "subject",
    "since",
    "rests_on",
    "applies",
    "condition",
    "departments",
    "tasks",
    "cite",
}
EXAM_WORDS = {
    "id",
    "words",
    "stages",
    "last_grade",
    "sat_on",
    "registers_on",
    "graduates_may",
    "since",
    "condition",
    "outcomes",
    "departments",
    "tasks",
    "cite",
}


def entitlement(body: Branch, texts: Texts, conditions: Conditions) -> Entitlement:
    """Return one row of the catalogue."""
    only(body, ENTITLEMENT_WORDS)
    identifier = need_text(body, "id")
    texts.say(identifier, body)
    since = day(need(body, "since"), body)
    subject = need_text(body, "subject")
    for word in subject.split("+"):
        one_of(word, vocabulary.SUBJECTS, body, "subject")
    return Entitlement(
        id=identifier,
        part_of=text_or_none(body, "part_of"),
        stage=one_of(need_text(body, "stage"), vocabulary.STAGES, body, "stage"),
        audience=one_of(need_text(body, "audience"), vocabulary.AUDIENCES, body, "audience"),
        subject=subject,
        since=since,
        rests_on=_rests_on(identifier, body, since, texts),
        applies=_optional(body, "applies", identifier, conditions),
        condition=_optional(body, "condition", identifier, conditions),
        leads=texts.leads(body),
        citations=texts.cite(body),
        tasks=_tasks(body),
    )


def _rests_on(identifier: str, body: Branch, since: date, texts: Texts) -> Dated[str]:
    written = need(body, "rests_on")
    if isinstance(written, Row):
        found = [
            DatedValue(day(need(row, "since"), row), need_text(row, "value"), texts.cite(row)[0])
            for row in rows(written)
        ]
    else:
        found = [DatedValue(since, str(written), texts.cite(body)[0])]
    for row in found:
        one_of(row.value, vocabulary.RESTS_ON, body, "ground")
    return dated(identifier, found, body)


def _optional(body: Branch, key: str, identifier: str, conditions: Conditions) -> Node | None:
    return conditions.node(body.entries[key], f"{identifier}.{key}") if key in body.entries else None


def exam(body: Branch, texts: Texts, conditions: Conditions) -> ExamRule:
    """Return one examination."""
    only(body, EXAM_WORDS)
    identifier = need_text(body, "id")
    texts.say(identifier, body)
    stages = words_of(body, "stages")
    for stage in stages:
        one_of(stage, SCHOOL_STAGES, body, "stage")
    return ExamRule(
        id=identifier,
        stages=stages,
        last_grade=whole(need(body, "last_grade"), body),
        sat_on=month_day(need(body, "sat_on"), body),
        registers_on=month_day(need(body, "registers_on"), body),
        graduates_may=flag(body, "graduates_may"),
        outcomes=_outcomes(body, identifier, texts, conditions),
        leads=texts.leads(body),
        citations=texts.cite(body),
        since=day(need(body, "since"), body),
        tasks=_tasks(body),
    )


def _tasks(body: Branch) -> tuple[int, ...]:
    return tuple(whole(task, body) for task in entries(body.entries["tasks"])) if "tasks" in body.entries else ()


def _outcomes(body: Branch, identifier: str, texts: Texts, conditions: Conditions) -> tuple[GradedOutcome, ...]:
    if ("condition" in body.entries) == ("outcomes" in body.entries):
        raise complaint(body, "an examination has either a condition or outcomes")
    if "condition" in body.entries:
        return (GradedOutcome("full", (), conditions.node(body.entries["condition"], f"{identifier}.condition")),)
    found = []
    for place, row in enumerate(rows(body.entries["outcomes"])):
        only(row, ("outcome", "admits", "condition", "words"))
        outcome = one_of(need_text(row, "outcome"), vocabulary.OUTCOMES, row, "outcome")
        condition = conditions.node(need(row, "condition"), f"{identifier}.{outcome}.{place}")
        found.append(GradedOutcome(outcome, words_of(row, "admits"), condition))
    if not found:
        raise complaint(body, "outcomes must name one at least")
    return tuple(found)


def opening(body: Branch, texts: Texts) -> Opening:
    """Return a dated row that says whether the place has opened a service or a route."""
    only(body, ("service", "since", "opened", "checked_on", "cite"))
    return Opening(
        need_text(body, "service"),
        day(need(body, "since"), body),
        flag(body, "opened"),
        day(need(body, "checked_on"), body),
        texts.cite(body)[0],
    )


def occasion(body: Branch, texts: Texts, name: str) -> Occasion:
    """Return the days that an office set for one year; the name stands under *name*."""
    only(body, (name, "year", "opens_on", "closes_on", "checked_on", "cite"))
    opens_on, closes_on = day(need(body, "opens_on"), body), day(need(body, "closes_on"), body)
    if closes_on < opens_on:
        raise complaint(body, "the last day lies before the first")
    return Occasion(
        need_text(body, name),
        whole(need(body, "year"), body),
        opens_on,
        closes_on,
        day(need(body, "checked_on"), body),
        texts.cite(body)[0],
    )


def in_order(found: dict[str, list[Any]], row: Any, body: Branch, key: str, at: str) -> None:
    """Put a dated row behind the others of its name; raises InvalidInput if it is out of order or there twice."""
    earlier = found.setdefault(key, [])
    if earlier and getattr(earlier[-1], at) >= getattr(row, at):
        raise complaint(body, f"{key}: rows must be in order of {at}, each once")
    earlier.append(row)

"""The answer document as rows: what is open, and what needs attention."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from resipermit.answer_words import ANSWER_SIGNS, answer_words, whose
from ui.text import ANSWER_TONES, Text

STAGES = ("equal_now", "gradual", "conditional", "national", "duty")
NEEDS_ATTENTION = frozenset({"no", "unknown", "not_opened"})


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One line: what, whose, the answer in words, the day that matters; *item* has the reasons."""

    title: str
    whose: str
    answer: str
    tone: str
    day: str
    attention: bool
    item: Mapping[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Group:
    """The rows of one stage and how many of them are usable today."""

    stage: str
    title: str
    usable: int
    rows: tuple[Row, ...]

    @property
    def attention(self) -> bool:
        """Whether some row wants to be looked at."""
        return any(row.attention for row in self.rows)


def groups(answer: Mapping[str, Any], names: Mapping[str, str], text: Text) -> tuple[Group, ...]:
    """Return the entitlements by stage, in the order of the talk; stages without rows are left out."""
    items = [*answer["entitlements"], *answer["exams"]]
    if answer.get("settlement"):
        items.append(answer["settlement"])
    found = []
    for stage in STAGES:
        rows = tuple(row_of(item, names, text) for item in items if item["stage"] == stage and _concerns(item))
        if rows:
            usable = sum(row.item["answer"] == "yes" for row in rows)
            found.append(Group(stage, text.say(f"stage.{stage}"), usable, rows))
    return tuple(found)


def row_of(item: Mapping[str, Any], names: Mapping[str, str], text: Text) -> Row:
    """Return one item as a line."""
    title = text.rule(item["id"])
    if item.get("exam_year"):
        title = f"{title} {item['exam_year']}"
    answer = item["answer"]
    return Row(
        title=title,
        whose=whose(item["subject"], names),
        answer=f"{ANSWER_SIGNS[answer]} {answer_words(item, text)}",
        tone=ANSWER_TONES[answer],
        day=_day(item, text),
        attention=answer in NEEDS_ATTENTION,
        item=item,
    )


def _concerns(item: Mapping[str, Any]) -> bool:
    return item["answer"] != "not_applicable" or item["reason_code"] not in ("age", "other_stage", "men_only")


def _day(item: Mapping[str, Any], text: Text) -> str:
    if item["answer"] == "yes":
        if item["until"]:
            last = date.fromisoformat(item["until"]) - timedelta(days=1)
            return text.say("row.until", day=text.day(last))
        return text.say("row.since", day=text.iso(item["since"])) if item["since"] else ""
    if item["restore"]:
        return text.say("row.restore")
    if item["earliest_on"]:
        return text.say("row.earliest", day=text.iso(item["earliest_on"]))
    return ""

"""The answer document as rows and reasons: what is open, what needs attention, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ui.text import ANSWER_SIGNS, ANSWER_TONES, Text

STAGES = ("equal_now", "gradual", "conditional", "national", "duty")
NEEDS_ATTENTION = frozenset({"no", "unknown", "not_opened"})
INDENT = "　"


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


def whose(subject: str, names: Mapping[str, str]) -> str:
    """Return the name behind ``holder`` or ``household[1]``."""
    return names.get(subject, subject)


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


def reasons(item: Mapping[str, Any], names: Mapping[str, str], text: Text) -> tuple[str, ...]:
    """Return the lines behind a row: the sentence, each condition with its figures, papers, offices, provisions."""
    lines = [text.say("reasons.head", title=text.rule(item["id"]), whose=whose(item["subject"], names))]
    lines.append(f"{ANSWER_SIGNS[item['answer']]} {_sentence(item, text)}")
    if item["restore"]:
        lines.append(text.say("reasons.restore"))
    lines += _conditions(item, names, text)
    if item["missing_evidence"]:
        lines.append(text.say("reasons.papers", count=len(item["missing_evidence"])))
        for number, paper in enumerate(item["missing_evidence"], 1):
            others = [text.paper(other) for other in paper["alternatives"]]
            either = text.say("reasons.or", others=others) if others else ""
            lines.append(f"{INDENT}{number}. {text.paper(paper['paper'])}{either}")
    for forecast in item.get("forecast", ()):
        lines.append(INDENT + _forecast(forecast, text))
    offices = [text.rule(office["code"]) for office in item["departments"]]
    lines.append(text.say("reasons.offices", offices=offices))
    lines += [INDENT + _counter(office["local"], text) for office in item["departments"] if office["local"]]
    lines.append(text.say("reasons.provisions", provisions=[text.citation(one) for one in item["citations"]]))
    lines += _how_sure(item, text)
    return tuple(lines)


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


def answer_words(item: Mapping[str, Any], text: Text) -> str:
    """Return the answer in a few words: an examination and a settlement are things to apply for."""
    if item["restore"]:
        return text.say("answer.no_but_restorable")
    if item["reason_code"] == "no_local_document":
        return text.say("answer.to_verify")  # no paper of the holder's would help
    if item["answer"] == "yes" and item["stage"] == "conditional":
        return text.say("answer.yes_settlement" if item["id"] == "settlement" else "answer.yes_exam")
    return text.say(f"answer.{item['answer']}")


def _sentence(item: Mapping[str, Any], text: Text) -> str:
    return answer_words(item, text) + text.say("reasons.because", reason=text.reason(item["reason_code"]))


def _conditions(item: Mapping[str, Any], names: Mapping[str, str], text: Text) -> Iterator[str]:
    title = text.rule(item["id"])
    depth: dict[str | None, int] = {None: -1}
    for condition in item["conditions"]:
        level = depth.get(condition["parent"], 0) + 1
        depth[condition["id"]] = level
        name = condition["id"].rsplit("/", 1)[-1].split("@")[0]
        words = text.rule(name)
        if words in (name, title):
            depth[condition["id"]] = level - 1  # a group without words of its own is not a line
            continue
        person = f"（{whose(condition['subject'], names)}）" if "@" in condition["id"] else ""
        yield f"{INDENT * (level + 1)}{ANSWER_SIGNS[condition['answer']]} {words}{person}{_figures(condition, text)}"


def _counter(local: Mapping[str, Any], text: Text) -> str:
    """Return the counter to go to; what the office list does not say is left out."""
    phone = text.say("reasons.phone", phone=local["phone"]) if local["phone"] else ""
    return text.say(
        "reasons.counter", name=local["name"], rest=[part for part in (local["address"], phone, local["hours"]) if part]
    )


def _how_sure(item: Mapping[str, Any], text: Text) -> Iterator[str]:
    if item["to_verify"]:
        yield text.say("reasons.to_verify")
    if item["checked_on"]:
        code = "reasons.beyond_checked" if item["beyond_checked"] else "reasons.checked"
        yield text.say(code, day=text.iso(item["checked_on"]))


def _figures(condition: Mapping[str, Any], text: Text) -> str:
    parts = []
    if condition["actual"] is not None:
        parts.append(text.say("figure.actual", value=text.figure(condition["actual"])))
    if condition["required"] is not None and condition["required"]["unit"] != "standing":
        parts.append(text.say("figure.required", value=text.figure(condition["required"])))
    shortfall = condition["shortfall"]
    if shortfall is not None and shortfall["value"]:
        parts.append(text.say("figure.shortfall", value=text.figure(shortfall)))
    if condition["answer"] != "yes" and condition["earliest_on"]:
        parts.append(text.say("row.earliest", day=text.iso(condition["earliest_on"])))
    return " · " + "，".join(parts) if parts else ""


def _forecast(forecast: Mapping[str, Any], text: Text) -> str:
    answer = forecast["answer_if_endorsed"]
    return text.say(
        f"forecast.{answer}" + ("_endorse" if answer == "yes" and forecast["answer"] != "yes" else ""),
        year=forecast["exam_year"],
        on=text.iso(forecast["registers_on"]),
        endorse_by=text.iso(forecast["endorse_by"]),
    )

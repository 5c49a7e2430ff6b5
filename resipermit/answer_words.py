"""The items of an answer in words: the answer in short, the reasons behind it, each condition with its figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from resipermit.speech import Speech

ANSWER_SIGNS = {"yes": "●", "no": "✕", "unknown": "◐", "not_opened": "○", "not_applicable": "–"}
INDENT = "　"


@dataclass(frozen=True, slots=True, repr=False)
class ConditionLine:
    """One condition in words; *depth* counts from 0, *mark* says that its provision still has to be verified.

    *elsewhere*: it asks for a city of another size, so that whatever stands beside it concerns other places.
    """

    depth: int
    answer: str
    words: str
    figures: str
    mark: str
    has_parts: bool
    elsewhere: bool


def whose(subject: str, names: Mapping[str, str]) -> str:
    """Return the name behind ``holder`` or ``household[1]``."""
    return names.get(subject, subject)


def reasons(item: Mapping[str, Any], names: Mapping[str, str], speech: Speech) -> tuple[str, ...]:
    """Return the lines behind a row: the sentence, each condition with its figures, papers, offices, provisions."""
    lines = [speech.say("reasons.head", title=speech.rule(item["id"]), whose=whose(item["subject"], names))]
    lines.append(f"{ANSWER_SIGNS[item['answer']]} {answer_sentence(item, speech)}")
    if item["restore"]:
        lines.append(speech.say("reasons.restore"))
    lines += [
        f"{INDENT * (one.depth + 1)}{ANSWER_SIGNS[one.answer]} {one.words}{one.figures and f' · {one.figures}'}"
        for one in _without_other_sizes(tuple(condition_lines(item, names, speech)))
    ]
    if item["missing_evidence"]:
        lines.append(speech.say("reasons.papers", count=len(item["missing_evidence"])))
        for number, paper in enumerate(item["missing_evidence"], 1):
            others = [speech.paper(other) for other in paper["alternatives"]]
            either = speech.say("reasons.or", others=others) if others else ""
            lines.append(f"{INDENT}{number}. {speech.paper(paper['paper'])}{either}")
    for forecast in item.get("forecast", ()):
        lines.append(INDENT + _forecast(forecast, speech))
    offices = [speech.rule(office["code"]) for office in item["departments"]]
    lines.append(speech.say("reasons.offices", offices=offices))
    lines += [INDENT + counter_words(office["local"], speech) for office in item["departments"] if office["local"]]
    lines.append(speech.say("reasons.provisions", provisions=[speech.citation(one) for one in item["citations"]]))
    lines += _how_sure(item, speech)
    return tuple(lines)


def answer_words(item: Mapping[str, Any], speech: Speech) -> str:
    """Return the answer in a few words: an examination and a settlement are things to apply for."""
    if item["restore"]:
        return speech.say("answer.no_but_restorable")
    if item["reason_code"] == "no_local_document":
        return speech.say("answer.to_verify")  # no paper of the holder's would help
    if item["answer"] == "yes" and item["stage"] == "conditional":
        return speech.say("answer.yes_settlement" if item["id"] == "settlement" else "answer.yes_exam")
    return speech.say(f"answer.{item['answer']}")


def answer_sentence(item: Mapping[str, Any], speech: Speech) -> str:
    """Return the answer with the reason that decides."""
    return answer_words(item, speech) + speech.say("reasons.because", reason=speech.reason(item["reason_code"]))


def condition_lines(item: Mapping[str, Any], names: Mapping[str, str], speech: Speech) -> Iterator[ConditionLine]:
    """Yield the conditions in the order of the text; a group without words of its own is no line."""
    title = speech.rule(item["id"])
    groups = {condition["parent"] for condition in item["conditions"]}
    together = {condition["id"] for condition in item["conditions"] if condition["op"] == "all"}
    depth: dict[str | None, int] = {None: -1}
    for condition in item["conditions"]:
        level = depth.get(condition["parent"], 0) + 1
        depth[condition["id"]] = level
        name = condition["id"].rsplit("/", 1)[-1].split("@")[0]
        words = speech.rule(name)
        if words in (name, title):
            depth[condition["id"]] = level - 1
            continue
        person = speech.say("reasons.person", who=whose(condition["subject"], names)) if "@" in condition["id"] else ""
        marks = [speech.mark(citation["certainty"]) for citation in condition["citations"]]
        yield ConditionLine(
            depth=level,
            answer=condition["answer"],
            words=words + person,
            figures=figures(condition, speech),
            mark=max(marks, default=""),
            has_parts=condition["id"] in groups,
            elsewhere=condition["answer"] == "no"
            and condition["parent"] in together
            and (condition["actual"] or {}).get("unit") == "band",
        )


def lines_below(lines: Sequence[ConditionLine], at: int) -> list[ConditionLine]:
    """Return what stands below the line at *at*."""
    return list(takewhile(lambda line: line.depth > lines[at].depth, lines[at + 1 :]))


def _without_other_sizes(lines: Sequence[ConditionLine]) -> Iterator[ConditionLine]:
    """Yield the lines; of what concerns cities of another size only the head, with the size of this one."""
    at = 0
    while at < len(lines):
        head, below = lines[at], lines_below(lines, at)
        size = next((one for one in below if one.elsewhere and one.depth == head.depth + 1), None)
        yield head if size is None else replace(head, figures=size.figures)
        at += 1 if size is None else 1 + len(below)


def figures(condition: Mapping[str, Any], speech: Speech) -> str:
    """Return how much of what is asked there is, how much is missing, and from when it is enough."""
    parts = []
    if condition["actual"] is not None and condition["actual"]["unit"] != "word":  # a word of the rule files
        parts.append(speech.say("figure.actual", value=speech.figure(condition["actual"])))
    if condition["required"] is not None and condition["required"]["unit"] != "standing":
        parts.append(speech.say("figure.required", value=speech.figure(condition["required"])))
    shortfall = condition["shortfall"]
    if shortfall is not None and shortfall["value"]:
        parts.append(speech.say("figure.shortfall", value=speech.figure(shortfall)))
    if condition["answer"] != "yes" and condition["earliest_on"]:
        parts.append(speech.say("row.earliest", day=speech.iso(condition["earliest_on"])))
    return speech.say("reasons.figures", figures=parts) if parts else ""


def counter_words(local: Mapping[str, Any], speech: Speech) -> str:
    """Return the counter to go to; what the office list does not say is left out."""
    phone = speech.say("reasons.phone", phone=local["phone"]) if local["phone"] else ""
    return speech.say(
        "reasons.counter", name=local["name"], rest=[part for part in (local["address"], phone, local["hours"]) if part]
    )


def _how_sure(item: Mapping[str, Any], speech: Speech) -> Iterator[str]:
    if item["to_verify"]:
        yield speech.say("reasons.to_verify")
    if item["checked_on"]:
        yield checked_words(item, speech)


def checked_words(item: Mapping[str, Any], speech: Speech) -> str:
    """Return until when the rule was checked."""
    code = "reasons.beyond_checked" if item["beyond_checked"] else "reasons.checked"
    return speech.say(code, day=speech.iso(item["checked_on"]))


def _forecast(forecast: Mapping[str, Any], speech: Speech) -> str:
    answer = forecast["answer_if_endorsed"]
    return speech.say(
        f"forecast.{answer}" + ("_endorse" if answer == "yes" and forecast["answer"] != "yes" else ""),
        year=forecast["exam_year"],
        on=speech.iso(forecast["registers_on"]),
        endorse_by=speech.iso(forecast["endorse_by"]),
    )

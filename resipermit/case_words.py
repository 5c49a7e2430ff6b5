"""Cases of a rule book in words: what was asked, expected and answered, and the conditions behind a difference."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from resipermit.answer_words import ANSWER_SIGNS, figures
from resipermit.domain.findings import Item
from resipermit.domain.places import Gazetteer
from resipermit.domain.rule_cases import ANSWERS
from resipermit.domain.rule_coverage import KINDS
from resipermit.domain.rule_faults import Fault
from resipermit.domain.rules import RuleBook
from resipermit.speech import Speech
from resipermit.usecases.try_rules import Compared, TriedCase
from resipermit.words import say, say_fault

AGREES, DIFFERS = "=", "≠"
_AS_A_TABLE_WRITES = {answer: word for word, answer in ANSWERS.items()}
_INDENT = "  "
_WIDEST = 44  # columns of the terminal for what was asked
_PERMIT_FIELDS = ("standing", "in_use_since", "suspended_since", "due_on", "counts_from", "years_of_residence")


def case_lines(file: str, tried: Sequence[TriedCase], gazetteer: Gazetteer, language: str) -> Iterator[str]:
    """Yield the cases of one table as a table, a difference followed by what is behind it."""
    heads = tuple(say(f"try.{head}", language) for head in ("asked", "expected", "got"))
    rows = {id(one): [_cells(line, language) for line in one.compared] for one in tried}
    every = [heads, *(row for of_case in rows.values() for row in of_case)]
    widths = [min(max(map(_width, column)), _WIDEST) for column in zip(*every, strict=True)]
    yield file
    yield _line(" ", heads, widths)
    for one in tried:
        place = gazetteer.full_name(one.assessment.case.division)
        facts = {"line": one.case.line, "words": one.case.words, "as_of": one.case.as_of.isoformat(), "place": place}
        yield say("try.case", language, **facts)
        for compared, cells in zip(one.compared, rows[id(one)], strict=True):
            yield _line(AGREES if compared.agrees else DIFFERS, cells, widths)
        for odd in _contradictions(one, language):
            yield say("try.contradiction", language, **odd)
        yield from _behind(one, language)


def case_document(tried: TriedCase, language: str) -> dict[str, Any]:
    """Return a case with what came of it as JSON writes it."""
    case = tried.case
    return {
        "file": case.file,
        "line": case.line,
        "words": case.words,
        "place": tried.assessment.case.place,
        "as_of": case.as_of,
        "agrees": tried.agrees,
        "contradictions": _contradictions(tried, language),
        "asked": [_asked_document(one, _speech(tried, language)) for one in tried.compared],
    }


def coverage_lines(
    rows: Sequence[tuple[str, str, Mapping[str, int]]], books: Sequence[RuleBook], language: str
) -> Iterator[str]:
    """Yield what no case has asked, then what has only ever come to one answer."""
    words = {name: say(f"rule_name.{name}", language) for name in KINDS}
    told = [(f"{words[kind]} {name}{_words_of(name, books, language)}", counts) for kind, name, counts in rows]
    for name, counts in told:
        if not any(counts.values()):
            yield say("try.not_asked", language, name=name)
    for name, counts in told:
        if any(counts.values()) and not (counts["yes"] and counts["no"]):
            answers = [_shown(answer, language) for answer, count in counts.items() if count]
            yield say("try.one_sided", language, name=name, answers=answers)


def _words_of(name: str, books: Sequence[RuleBook], language: str) -> str:
    """Return the rule book's words for a condition or a value, with a space before; nothing when it has none."""
    identifier = name.partition(" ")[0]
    words = (book.words_of(identifier, language) for book in books)
    return next((f" {found}" for found in words if found != identifier), "")


def fault_document(fault: Fault, language: str) -> dict[str, Any]:
    """Return a fault with its place, its sentence and the word that was probably meant."""
    reason = say_fault(fault, language)
    return {
        "file": fault.file,
        "line": fault.line,
        "code": fault.code,
        "reason": reason,
        "did_you_mean": fault.near,
    }


def _contradictions(tried: TriedCase, language: str) -> list[dict[str, Any]]:
    """Return what in the facts of a case cannot all be true, with its line: a slip, where it is not what is tried."""
    return [
        {"line": tried.case.line_of(one["field"]), "what": say(f"contradiction.{one['code']}", language)}
        for one in tried.document["contradictions"]
    ]


def _asked_document(compared: Compared, speech: Speech) -> dict[str, Any]:
    said = {"name": compared.name, "expected": compared.expected, "got": compared.got, "agrees": compared.agrees}
    item = compared.item
    if item is None or compared.agrees:
        return said
    code = item["reason_code"]
    return {**said, "reason_code": code, "reason": speech.reason(code), "conditions": item["conditions"]}


def _speech(tried: TriedCase, language: str) -> Speech:
    return Speech(language, tried.assessment.case.book.words_of)


def _cells(compared: Compared, language: str) -> tuple[str, str, str]:
    return compared.name, _shown(compared.expected, language), _shown(compared.got, language)


def _shown(value: Any, language: str) -> str:
    """Return a value as the table writes it, answers in the words of the language."""
    if isinstance(value, list):
        return "[" + ", ".join(_shown(one, language) for one in value) + "]"
    return _AS_A_TABLE_WRITES.get(value, value) if language == "zh_CN" else str(value)


def _line(mark: str, cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)]
    return f"{_INDENT}{mark} {'  '.join(padded)}".rstrip()


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese letter takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _behind(tried: TriedCase, language: str) -> Iterator[str]:
    """Yield what the answers that differ rest on, each once."""
    speech = _speech(tried, language)
    differing = [one for one in tried.compared if not one.agrees]
    items = {(one.item["id"], one.item["subject"]): one.item for one in differing if one.item is not None}
    people = {label: word for word, label in tried.case.people.items()}
    for item in items.values():
        yield from _item_lines(item, people, speech)
    if any(one.item is None for one in differing):
        permit = tried.document["permit"]
        told = [f"{field} {permit[field]}" for field in _PERMIT_FIELDS if permit[field] is not None]
        yield _INDENT * 2 + say("try.permit", language, told=told)


def _item_lines(item: Item, people: Mapping[str, str], speech: Speech) -> Iterator[str]:
    code, whose = item["reason_code"], people.get(item["subject"], item["subject"])
    facts = {"id": item["id"], "words": speech.rule(item["id"]), "whose": whose, "cause": code}
    yield _INDENT * 2 + speech.say("try.why", **facts, reason=speech.reason(code))
    if item["missing_evidence"]:
        papers = [f"{one['paper']} {speech.paper(one['paper'])}" for one in item["missing_evidence"]]
        yield _INDENT * 3 + speech.say("try.papers", named=papers)
    depth: dict[str | None, int] = {None: 2}
    for condition in item["conditions"]:
        depth[condition["id"]] = level = depth.get(condition["parent"], 2) + 1
        name = condition["id"].rsplit("/", 1)[-1].split("@")[0]
        words = "" if speech.rule(name) == name else f" {speech.rule(name)}"
        beside = figures(condition, speech)
        head = f"{_INDENT * level}{ANSWER_SIGNS[condition['answer']]} {condition['id']}{words}"
        yield head + (f" · {beside}" if beside else "")

"""Cases of a rule book: what is on record of a family, and what the answer should be; and what an answer says of it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from resipermit.domain.facts import Facts
from resipermit.domain.findings import Item
from resipermit.domain.rule_description import stated_words
from resipermit.domain.rule_faults import Fault, Slip, nearest
from resipermit.domain.rules import RuleBook

ANSWERS: Mapping[str, str] = {
    "是": "yes",
    "否": "no",
    "不能判断": "unknown",
    "未开通": "not_opened",
    "不适用": "not_applicable",
}
FLAGS: Mapping[str, str] = {"是": "true", "否": "false"}
PERMIT, FAMILY = "居住证", "move_along"
_ANSWER_FIELDS = ("answer", "answer_if_endorsed")
_DAY_FIELDS = ("since", "until", "counts_from")


class Expectation(NamedTuple):
    """What a case expects under a name such as `settlement.since`: a text, or a list of texts; *line* is its own."""

    name: str
    value: Any
    line: int


@dataclass(frozen=True, slots=True)
class RuleCase:
    """One case: whom and what, on which day and where, by which folder of rules, and what is to be answered.

    *document* are the facts as the contract writes them; *people* are the labels of the answer by the words of the
    table, such as household[0] for 孩子; *line_of* gives the line of a path of the facts. Without a *place* it is told
    from the facts.
    """

    file: str
    line: int
    words: str
    place: str | None
    rules: Path | None
    as_of: date
    document: Mapping[str, Any]
    facts: Facts
    people: Mapping[str, str]
    expects: tuple[Expectation, ...]
    line_of: Callable[[str], int] = field(compare=False, repr=False)

    def __str__(self) -> str:
        return f"{Path(self.file).stem}:{self.line} {self.words}"


class CaseTable(NamedTuple):
    """What a file of cases holds: the cases that can be asked, and what is wrong with the others."""

    file: str
    cases: tuple[RuleCase, ...]
    faults: tuple[Fault, ...]


class Told(NamedTuple):
    """What an answer says under the name that a case gives: the *item* it stands in (none for the permit), the value.

    *field* is what the value is: `answer` for whatever answers yes or no, else the last word of the name.
    """

    item: Item | None
    value: Any
    field: str


def told(document: Mapping[str, Any], people: Mapping[str, str], name: str) -> Told:
    """Return what the answer says under *name*; raises Slip when nothing is called so."""
    if name == PERMIT or name.startswith(f"{PERMIT}."):
        way = name.split(".")[1:] or ["standing"]
        return Told(None, _value(document["permit"], way, name), way[-1])
    items = _items(document)
    item_id, who, path = _asked_for(name, {str(item["id"]) for item in items})
    item = _of_whom([item for item in items if item["id"] == item_id], name, who, people)
    way = path.split(".") if path else ["answer"]
    return Told(item, _value(item, way, name), "answer" if "conditions" in way else way[-1])


def unheard(case: RuleCase, book: RuleBook) -> Iterator[Fault]:
    """Yield a fault for every word under `points` that nothing in the book asks for."""
    known = stated_words(book)
    people = [("", case.facts.holder)]
    people += [(f"household[{n}].", one.person) for n, one in enumerate(case.facts.household or ())]
    for path, person in people:
        for name in person.points or ():
            if name not in known:
                slip = Slip("case_unheard", nearest(name, known), word=name, words=sorted(known) or ["—"])
                yield slip.at(case.file, case.line_of(f"{path}points.{name}"))


def meant(expected: Any, found: Told) -> Any:
    """Return *expected* in the words of the answer; raises Slip for a word that no answer of its kind can be."""
    if not isinstance(expected, str):
        return expected
    if isinstance(found.value, bool):
        return FLAGS.get(expected, expected)
    if found.field in _ANSWER_FIELDS and expected not in (*ANSWERS, *ANSWERS.values()):
        raise Slip("not_one_of", nearest(expected, ANSWERS), word=expected, words=list(ANSWERS))
    is_day = found.field in _DAY_FIELDS or found.field.endswith("_on")
    if is_day and expected != "null" and not _is_day(expected):
        raise Slip("not_a_day", word=expected)
    return ANSWERS.get(expected, expected)


def written(value: Any) -> Any:
    """Return a value of the answer as a table writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return [written(one) for one in value] if isinstance(value, list) else str(value)


def _items(document: Mapping[str, Any]) -> list[Item]:
    settlement = document["settlement"]
    family = [{**member, "id": FAMILY} for member in settlement["family"]] if settlement else []
    settling = [settlement, *family] if settlement else []
    return [document["permit"]["application"], *document["entitlements"], *document["exams"], *settling]


def _asked_for(name: str, ids: Collection[str]) -> tuple[str, str, str]:
    """Return the id, whose answer and which field; an id may hold dots, so the longest known one is meant."""
    known = [one for one in ids if name == one or name.startswith((f"{one}.", f"{one}@"))]
    if not known:
        head = name.partition("@")[0]
        near = nearest(head, [*ids, PERMIT]) or nearest(head.partition(".")[0], [*ids, PERMIT])
        raise Slip("case_unknown_answer", near, name=name)
    item_id = max(known, key=len)
    whose, _, way = name[len(item_id) :].partition(".")
    return item_id, whose.removeprefix("@"), way


def _of_whom(items: Sequence[Item], name: str, who: str, people: Mapping[str, str]) -> Item:
    """Return the one answer that is meant."""
    if who and who not in people:
        raise Slip("case_unknown_person", nearest(who, people), name=name, word=who, words=list(people))
    found = [item for item in items if item["subject"] == people[who]] if who else list(items)
    if len(found) == 1:
        return found[0]
    whose = [word for word, label in people.items() if label in {item["subject"] for item in items}]
    raise Slip("case_whose", name=name, words=whose)


def _value(node: Any, way: Sequence[str], name: str) -> Any:
    for index, step in enumerate(way):
        if step == "conditions":
            return _condition(node["conditions"], ".".join(way[index + 1 :]), name)
        if step == "papers" and isinstance(node, dict) and "missing_evidence" in node:
            return [one["paper"] for one in node["missing_evidence"]]
        if node is None:
            return None
        node = _step(node, step, name)
    if isinstance(node, dict) or (isinstance(node, list) and any(isinstance(one, dict) for one in node)):
        fields = list(node) if isinstance(node, dict) else [str(number) for number in range(len(node))]
        raise Slip("case_goes_on", name=name, words=fields)
    return node


def _step(node: Any, step: str, name: str) -> Any:
    if isinstance(node, list):
        known = [str(number) for number in range(len(node))]
        if step in known:
            return node[int(step)]
        raise Slip("case_unknown_field", None, name=name, word=step, words=known or ["—"])
    fields = [*node, *(["papers"] if "missing_evidence" in node else [])] if isinstance(node, dict) else []
    if step in fields:
        return node[step]
    raise Slip("case_unknown_field", nearest(step, fields), name=name, word=step, words=fields or ["—"])


def _condition(conditions: Sequence[Item], wanted: str, name: str) -> str:
    answers = {one["id"]: str(one["answer"]) for one in conditions}
    if wanted not in answers:
        raise Slip("case_unknown_condition", nearest(wanted, answers), name=name, word=wanted, words=list(answers))
    return answers[wanted]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

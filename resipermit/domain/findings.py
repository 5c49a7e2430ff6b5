"""Every condition behind an answer as the contract writes it: its name, what it comes to, figures and provisions."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from resipermit.domain.evaluation import Outcome
from resipermit.domain.law import Citation
from resipermit.domain.rules import Node, RuleBook
from resipermit.domain.spans import END, first_from, holding

Item = dict[str, Any]
WRITTEN_AS = {"by_band": "any", "dated": "any", "some_city": "any", "measured": "all"}


class Finding(NamedTuple):
    """A part of the condition under the name that it has in this answer."""

    name: str
    parent: str | None
    outcome: Outcome

    def document(self) -> Item:
        """Return the part as the contract writes it; what stands in it is shared, and not to be changed."""
        return {"id": self.name, "parent": self.parent, **_written(self.outcome)}


def findings_of(whole: Outcome) -> tuple[Finding, ...]:
    """Return the parts that count on the day, from the whole downwards; every name is there once."""
    found: dict[str, Finding] = {}

    def walk(outcome: Outcome, parent: str | None, where: str | None) -> None:
        where = outcome.where or where
        name = f"{outcome.node.id}@{where}" if where else outcome.node.id
        if name in found:
            name = f"{parent}/{name}"  # the same condition under another branch
        found[name] = Finding(name, parent, outcome)
        if outcome.node.children or outcome.subject is None:
            for part in outcome.counting:
                walk(part, name, where)

    walk(whole, None, None)
    return tuple(found.values())


def _written(outcome: Outcome) -> Item:
    """Return what is written of the part wherever it stands; made once, for many answers rest on the same."""
    written: Item | None = outcome.__dict__.get("written")
    if written is None:
        written = outcome.__dict__["written"] = _write(outcome)
    return written


def _write(outcome: Outcome) -> Item:
    node, account, certain, today = outcome.node, outcome.account, outcome.days.certain, outcome.case.today
    holds = outcome.answer == "yes"
    span = holding(certain, today) if holds else None
    return {
        "op": WRITTEN_AS.get(node.op, node.op),
        "subject": outcome.label,
        "answer": "not_opened" if node.kind == "opened" and outcome.not_opened else outcome.answer,
        "actual": _figure(account.actual),
        "required": {"value": node.least, "unit": "conditions"} if node.least else _figure(account.required),
        "shortfall": None if holds else _figure(account.shortfall),
        "since": day_of(span[0]) if span else None,
        "earliest_on": day_of(today if span else first_from(certain, today)),
        "citations": _citations(outcome.case.book, node),
    }


def _citations(book: RuleBook, node: Node) -> list[Item]:
    key = "cited", id(node.citations)
    if key not in book.kept:
        book.kept[key] = node.citations, [cited(citation) for citation in node.citations]
    written: list[Item] = book.kept[key][1]
    return written


def cited(citation: Citation) -> Item:
    """Return a citation as the answer writes it."""
    return {
        "instrument": citation.instrument,
        "article": citation.article,
        "paragraph": citation.paragraph,
        "certainty": citation.certainty.value,
    }


def day_of(ordinal: int | None) -> str | None:
    """Return the day as it is written; None for none, and for what has no end."""
    return None if ordinal is None or ordinal >= END else date.fromordinal(ordinal).isoformat()


def _figure(figure: tuple[Any, str] | None) -> Mapping[str, Any] | None:
    return None if figure is None else {"value": figure[0], "unit": figure[1]}

"""Say what of a rule book the cases of some tables have decided: only what stands behind an answer that they judge."""

from collections.abc import Iterator, Mapping, Sequence

from resipermit.domain.findings import Item
from resipermit.domain.law import Certainty, Citation
from resipermit.domain.rule_coverage import Coverage, asked_of
from resipermit.domain.rule_description import walked
from resipermit.domain.rules import Node, RuleBook
from resipermit.usecases.try_rules import TriedCase

_SIDES = {"yes": "yes", "no": "no", "not_opened": "no", "unknown": "unknown"}


def coverage_of(tried: Sequence[TriedCase], above: RuleBook | None = None) -> Coverage:
    """Return what the cases have decided; what *above* holds is not their author's, and is left out."""
    found = Coverage()
    for one in tried:
        found.expect(one.assessment.case.book)
    if above is not None:
        others = Coverage()
        others.expect(above)
        found.leave_out(others)
    for one in tried:
        _count(found, one)
    return found


def _count(found: Coverage, tried: TriedCase) -> None:
    book = tried.assessment.case.book
    nodes: Mapping[str, Node] = book.keep("nodes by id", lambda: dict(_nodes(book)))
    items = {(one.item["id"], one.item["subject"]): one.item for one in tried.compared if one.item is not None}
    for item in items.values():
        if item["answer"] in _SIDES:
            found.count_articles(_cited(item), _SIDES[item["answer"]])
        for condition in item["conditions"]:
            node = nodes.get(condition["id"].rsplit("/", 1)[-1].split("@")[0])
            if node is not None:
                found.count(book, node, _SIDES[condition["answer"]], tried.case.as_of)


def _nodes(book: RuleBook) -> Iterator[tuple[str, Node]]:
    for root, _ in asked_of(book):
        yield from ((node.id, node) for node in walked(root))


def _cited(item: Item) -> list[Citation]:
    return [
        Citation(one["instrument"], one["article"], one["paragraph"], None, Certainty(one["certainty"]))
        for one in item["citations"]
    ]

"""What waits for somebody in a rule book that has no fault: services nobody asked about, rules to be verified."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from resipermit.domain.calendar import Rounding, add_months
from resipermit.domain.law import Citation
from resipermit.domain.rule_description import everything, roots, walked
from resipermit.domain.rule_faults import Remark, nearest
from resipermit.domain.rules import RuleBook

LOCAL_OPENING, READ_EVERY_MONTHS = "local_opening", 12
REASON = "reason."  # before a code, in the words of a book


def remarks(book: RuleBook, today: date, sentences: Collection[str]) -> Iterator[Remark]:
    """Yield what should be looked into: first what a holder would miss, then what may be wrong, then what is old.

    *sentences* are the reason codes that the program has a sentence for.
    """
    for service in without_row(book):
        yield Remark(book.place, "no_row", {"id": service})
    for name, reason, near in without_sentence(book, sentences):
        code = "no_sentence_near" if near else "no_sentence"
        yield Remark(book.place, code, {"id": name, "reason": reason, "near": near})
    for name, since, citation in to_verify(book):
        facts = {"id": name, "since": since, "certainty": str(citation.certainty), "instrument": citation.instrument}
        yield Remark(book.place, "to_verify", facts)
    for kind, name, citations in rules_to_verify(book):
        marks = list(dict.fromkeys(str(citation.certainty) for citation in citations))
        texts = list(dict.fromkeys(citation.instrument for citation in citations))
        yield Remark(book.place, f"to_verify_{kind}", {"id": name, "certainty": marks, "instrument": texts})
    for instrument in book.instruments.values():
        if instrument.checked_on <= add_months(today, -READ_EVERY_MONTHS, Rounding.DOWN):
            yield Remark(book.place, "not_read", {"id": instrument.id, "checked_on": instrument.checked_on})


def without_row(book: RuleBook) -> Iterator[str]:
    """Yield the gradual services that the place has neither opened nor said not to have opened."""
    for entitlement in book.entitlements:
        resting = {row.value for row in entitlement.rests_on.rows}
        if entitlement.stage == "gradual" and LOCAL_OPENING in resting and not book.openings.get(entitlement.id):
            yield entitlement.id


def without_sentence(book: RuleBook, sentences: Collection[str]) -> Iterator[tuple[str, str, str | None]]:
    """Yield every reason that nobody has a sentence for, once, with its condition and the code probably meant."""
    own = {name.removeprefix(REASON) for name in book.words if name.startswith(REASON)}
    found = {node.reason: node.id for root in roots(book) for node in walked(root) if node.reason}
    for reason, name in found.items():
        if reason not in own and reason not in sentences:
            yield name, reason, nearest(reason, (*own, *sentences))


def to_verify(book: RuleBook) -> Iterator[tuple[str, date, Citation]]:
    """Yield every dated row, of values, of what services rest on, of openings, that was not read in a text or an
    official page.
    """
    resting = ((row.id, row.rests_on) for row in everything(book))
    for name, value in (*book.values.items(), *resting):
        for row in value.rows:
            if row.citation.certainty.to_be_verified:
                yield name, row.since, row.citation
    for rows in book.openings.values():
        for opening in rows:
            if opening.citation.certainty.to_be_verified:
                yield opening.service, opening.since, opening.citation


def rules_to_verify(book: RuleBook) -> Iterator[tuple[str, str, list[Citation]]]:
    """Yield kind, id and provisions of every entitlement, exam, points table and condition that rests on such a text.

    A condition that is used in several places is told once.
    """
    for kind, name, cited in _cited(book):
        if found := [citation for citation in cited if citation.certainty.to_be_verified]:
            yield kind, name, found


def _cited(book: RuleBook) -> Iterator[tuple[str, str, Iterable[Citation]]]:
    for row in everything(book):
        yield "entitlement", row.id, row.citations
    for exam in book.exams:
        yield "exam", exam.id, exam.citations
    for table in book.points.values():
        indicators = (one for group in table.groups for one in group.indicators)
        yield "points", table.id, [*table.citations, *(cite for one in indicators for cite in one.citations)]
    nodes = {node.id: node for root in roots(book) for node in walked(root)}
    for node in nodes.values():
        yield "condition", node.id, node.citations

"""Why an answer is what it is: the reason code, whether only a suspended permit stands in the way, how sure it is."""

from collections.abc import Iterable, Iterator
from datetime import date

from resipermit.domain.evaluation import Outcome
from resipermit.domain.law import Citation
from resipermit.domain.program import LEAVES
from resipermit.domain.rules import RuleBook

PERMIT_LEAVES = ("permit_in_use",)
ALTERNATIVES = ("any", "by_band", "some_city", "dated")


def reason_of(outcome: Outcome, answer: str) -> str:
    """Return the reason code of the first part that decides."""
    if outcome.answer != answer:
        return "not_in_force"
    if answer == "unknown":
        return "no_local_document" if _waits_for_a_document(outcome) else "facts_missing"
    if not outcome.is_joined:
        return _told(outcome) or outcome.node.reason or outcome.node.id
    if outcome.node.op in ("any", "by_band") and outcome.node.reason:
        return outcome.node.reason
    first = next(outcome.answering(answer), None)
    return reason_of(first, answer) if first else outcome.node.reason or outcome.node.id


def _waits_for_a_document(outcome: Outcome) -> bool:
    """Say whether nothing is open but what a local document would say."""
    if not outcome.is_joined:
        return _told(outcome) == "no_local_document"
    waits = False
    for part in outcome.answering("unknown"):
        if not _waits_for_a_document(part):
            return False
        waits = True
    return waits


def _told(leaf: Outcome) -> str | None:
    kind = LEAVES.get(leaf.node.kind or "")
    return leaf.account.reason if kind is None or kind.gives_reason else None


def waits_for_the_permit(outcome: Outcome) -> bool:
    """Say whether a suspended permit, and nothing else, stands in the way."""
    return _would_hold(outcome) and any(map(is_suspended, outcome.leaves()))


def is_suspended(outcome: Outcome) -> bool:
    """Say whether this is the leaf of a permit in use that fails because the permit is suspended."""
    return (
        outcome.node.kind in PERMIT_LEAVES and outcome.answer == "no" and outcome.account.reason == "permit_suspended"
    )


def _would_hold(outcome: Outcome) -> bool:
    if is_suspended(outcome):
        return True
    if not outcome.parts or outcome.node.op == "not":
        return outcome.answer != "no"
    checks = [_would_hold(part) for part in outcome.counting]
    if outcome.node.op == "at_least":
        return sum(checks) >= outcome.node.least
    return any(checks) if outcome.node.op in ALTERNATIVES else all(checks)


def deciding(outcome: Outcome) -> Iterator[Outcome]:
    """Return the parts on which the answer of the day rests, the whole first.

    Where one of several alternatives is enough, it is the one whose source is surest.
    """
    yield outcome
    parts = [part for part in outcome.counting if outcome.node.op == "not" or part.answer == outcome.answer]
    one_is_enough = (outcome.node.op in ALTERNATIVES) == (outcome.answer == "yes")
    if outcome.node.op in ("all", "measured", *ALTERNATIVES) and one_is_enough and parts:
        parts = [min(parts, key=lambda part: _has_doubt(deciding(part)))]
    for part in parts:
        yield from deciding(part)


def _has_doubt(outcomes: Iterable[Outcome]) -> bool:
    return any(citation.certainty.to_be_verified for citation in cited_by(outcomes))


def cited_by(outcomes: Iterable[Outcome]) -> Iterator[Citation]:
    """Return the provisions of conditions, and those of the dated values they read on the day."""
    for outcome in outcomes:
        yield from outcome.node.citations
        yield from _of_values(outcome)


def _of_values(outcome: Outcome) -> Iterator[Citation]:
    values = outcome.case.book.values
    for word in outcome.node.params.values():
        if isinstance(word, str) and word in values:
            dated = values[word]
            rows = [row for row in dated.rows if row.since <= outcome.case.as_of]
            yield (rows[-1] if rows else dated.rows[0]).citation


def to_verify(outcome: Outcome | None, head: Iterable[Citation]) -> bool:
    """Say whether the answer rests on a source that was read second hand or recalled (C3, R)."""
    citations = cited_by(deciding(outcome)) if outcome else head
    return any(citation.certainty.to_be_verified for citation in citations)


def checked_on(book: RuleBook, outcome: Outcome | None, head: Iterable[Citation]) -> date | None:
    """Return the earliest day on which one of the texts that the answer cites was last read."""
    citations = [*head, *(cited_by(_everything(outcome)) if outcome else ())]
    return min((book.instruments[one.instrument].checked_on for one in citations), default=None)


def _everything(outcome: Outcome) -> Iterator[Outcome]:
    yield outcome
    for part in outcome.counting:
        yield from _everything(part)

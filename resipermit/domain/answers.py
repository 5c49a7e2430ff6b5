"""From an evaluated condition to the answer a clerk reads: what, since when, why, and what would settle it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.evaluation import Outcome
from resipermit.domain.law import Citation, NotYetInForce
from resipermit.domain.permit import Standing
from resipermit.domain.rules import Entitlement, Lead, RuleBook
from resipermit.domain.spans import END, FIRST, Days, both, clipped, first_from, holding

Item = dict[str, Any]
PERMIT_LEAVES = ("permit_in_use",)


@dataclass(frozen=True, slots=True)
class Head:
    """What an item says of itself before anything is evaluated."""

    id: str
    part_of: str | None
    stage: str
    audience: str
    rests_on: str
    leads: tuple[Lead, ...]
    citations: tuple[Citation, ...]

    @classmethod
    def of(cls, entitlement: Entitlement, day: date) -> "Head":
        """Return the head of *entitlement* as it reads on *day*."""
        try:
            rests_on = entitlement.rests_on.on(day)
        except NotYetInForce:
            rests_on = entitlement.rests_on.rows[0].value
        return cls(
            entitlement.id,
            entitlement.part_of,
            entitlement.stage,
            entitlement.audience,
            rests_on,
            entitlement.leads,
            entitlement.citations,
        )


def item(
    case: Case,
    head: Head,
    subject: Subject,
    outcome: Outcome | None,
    *,
    since: int = FIRST,
    aside: str | None = None,
    applies: Days | None = None,
) -> Item:
    """Return the answer about *head* for *subject*.

    *aside* is the reason code when the question does not concern the subject; *applies* says when it does.
    """
    days = clipped(outcome.days, since) if outcome else Days((), ())
    if applies is not None:
        if aside is None and applies.answer(case.today) == "no":
            aside = "age" if head.stage != "conditional" else "other_stage"
        days = Days(both(days.certain, applies.certain), both(days.possible, applies.possible))
    answer, reason = _answer(case, outcome, days, aside)
    suspended = _suspended(case, outcome) if answer == "no" else False
    certain = () if aside in REFERRALS else days.certain
    named = _named(outcome, case.as_of) if outcome else ()
    span = holding(certain, case.today) if answer == "yes" else None
    return {
        "id": head.id,
        "part_of": head.part_of,
        "stage": head.stage,
        "audience": head.audience,
        "rests_on": head.rests_on,
        "subject": subject.label,
        "answer": answer,
        "outcome": "full" if answer == "yes" else ("none" if answer in ("no", "not_opened") else None),
        "usable_now": answer == "yes",
        "restore": {"act": "late_endorsement", "on": case.as_of.isoformat()} if suspended else None,
        "reason_code": reason,
        "since": _day(span[0]) if span else None,
        "until": _day(span[1]) if span else None,
        "earliest_on": _day(first_from(certain, case.today)),
        "latest_act_on": _latest_act(case, outcome, answer),
        "spans": [[_day(low), _day(high)] for low, high in certain],
        "conditions": [_condition(case, one) for one in named],
        "missing_evidence": missing_evidence(case, outcome, named) if outcome and answer == "unknown" else [],
        "departments": departments(case.book, head.leads, case.as_of),
        "citations": [cited(citation) for citation in head.citations],
    }


REFERRALS = frozenset({"local_household_registration", "refer_hmt", "refer_foreigner", "no_such_person"})


def _answer(case: Case, outcome: Outcome | None, days: Days, aside: str | None) -> tuple[str, str]:
    if aside is not None:
        return "not_applicable", aside
    assert outcome is not None
    if outcome.not_opened:
        return "not_opened", "not_opened"
    answer = days.answer(case.today)
    if answer == "yes":
        return answer, "met"
    return answer, _reason(case, outcome, answer)


def _reason(case: Case, outcome: Outcome, answer: str) -> str:
    """Return the reason code of the first part that decides."""
    if outcome.days.answer(case.today) != answer:
        return "not_in_force"
    if not outcome.parts:
        leaf_reason = outcome.leaf.reason if outcome.leaf else None
        if answer == "no":
            return leaf_reason or outcome.node.reason or outcome.node.id
        return "no_local_document" if leaf_reason == "no_local_document" else "facts_missing"
    deciding = [part for part in outcome.parts_on(case.as_of) if part.days.answer(case.today) == answer]
    if answer == "unknown":
        reasons = [_reason(case, part, answer) for part in deciding]
        return "no_local_document" if reasons and set(reasons) == {"no_local_document"} else "facts_missing"
    if outcome.node.op in ("any", "by_band") and outcome.node.reason:
        return outcome.node.reason
    return _reason(case, deciding[0], answer) if deciding else outcome.node.id


def _suspended(case: Case, outcome: Outcome | None) -> bool:
    """Say whether a suspended permit, and nothing else, stands in the way."""
    return (
        outcome is not None and _would_hold(case, outcome) and any(map(_is_suspended(case), outcome.leaves(case.as_of)))
    )


def _is_suspended(case: Case) -> Any:
    def check(outcome: Outcome) -> bool:
        return (
            outcome.node.kind in PERMIT_LEAVES
            and outcome.leaf is not None
            and outcome.leaf.reason == "permit_suspended"
            and outcome.days.answer(case.today) == "no"
        )

    return check


def _would_hold(case: Case, outcome: Outcome) -> bool:
    """Say whether *outcome* would not be no if suspended permits were in use."""
    if _is_suspended(case)(outcome):
        return True
    if not outcome.parts or outcome.node.op == "not":
        return outcome.days.answer(case.today) != "no"
    checks = [_would_hold(case, part) for part in outcome.parts_on(case.as_of)]
    return any(checks) if outcome.node.op in ("any", "by_band") else all(checks)


def _latest_act(case: Case, outcome: Outcome | None, answer: str) -> str | None:
    """Return the last day to endorse so that what rests on a permit in use goes on."""
    if outcome is None or answer != "yes":
        return None
    closing = []
    for part in outcome.leaves(case.as_of):
        if part.node.kind in PERMIT_LEAVES and part.days.answer(case.today) == "yes":
            subject = next(one for one in case.parents() if one.label == part.subject)
            window = case.state_of(subject).window
            if window is not None and case.state_of(subject).standing is Standing.IN_USE:
                closing.append(window.closes_on)
    return max(closing).isoformat() if closing else None


@dataclass(frozen=True, slots=True)
class _Named:
    """A part of the condition under the name that it has in this answer."""

    name: str
    parent: str | None
    outcome: Outcome


def _named(whole: Outcome, day: date) -> tuple[_Named, ...]:
    """Return the parts that count on *day*, from the whole downwards; every name is there once."""
    found: dict[str, _Named] = {}

    def walk(outcome: Outcome, parent: str | None) -> None:
        name = _name(outcome, parent)
        if name in found:
            name = f"{parent}/{name}"  # the same condition under another branch
        found[name] = _Named(name, parent, outcome)
        for part in outcome.parts_on(day):
            walk(part, name)

    walk(whole, None)
    return tuple(found.values())


def _condition(case: Case, named: _Named) -> Item:
    outcome = named.outcome
    answer = outcome.days.answer(case.today)
    span = holding(outcome.days.certain, case.today) if answer == "yes" else None
    leaf = outcome.leaf
    return {
        "id": named.name,
        "parent": named.parent,
        "op": "any" if outcome.node.op in ("by_band", "dated") else outcome.node.op,
        "subject": outcome.subject,
        "answer": "not_opened" if outcome.not_opened and leaf is not None else answer,
        "actual": _figure(leaf.actual if leaf else None),
        "required": _figure(leaf.required if leaf else None),
        "shortfall": _figure(leaf.shortfall if leaf and answer != "yes" else None),
        "since": _day(span[0]) if span else None,
        "earliest_on": _day(first_from(outcome.days.certain, case.today)),
        "citations": [cited(citation) for citation in outcome.node.citations],
    }


def _name(outcome: Outcome, parent: str | None) -> str:
    """Return the node's id; for one of several parents, with that person behind it."""
    if parent is not None and parent.endswith(".any_parent"):
        return f"{outcome.node.id}@{outcome.subject}"
    return f"{outcome.node.id}@{parent.rsplit('@', 1)[1]}" if parent and "@" in parent else outcome.node.id


def missing_evidence(case: Case, outcome: Outcome, named: Sequence[_Named]) -> list[Item]:
    """Return the smallest set of papers that would decide; the other ways to the same end as alternatives."""
    wanted: dict[str, Item] = {}
    for part in _undecided(case, outcome):
        papers = part.node.papers
        if not papers:
            continue
        entry = wanted.setdefault(papers[0], {"paper": papers[0], "proves": [], "alternatives": list(papers[1:])})
        names = [one.name for one in named if one.outcome is part]
        entry["proves"] += [name for name in names if name not in entry["proves"]]
    return list(wanted.values())


def _undecided(case: Case, outcome: Outcome) -> Sequence[Outcome]:
    if outcome.days.answer(case.today) != "unknown":
        return ()
    if not outcome.parts or outcome.node.papers:
        return (outcome,)
    sets = [found for part in outcome.parts_on(case.as_of) if (found := _undecided(case, part))]
    if outcome.node.op in ("any", "by_band"):
        proving = [found for found in sets if any(one.node.papers for one in found)]
        return min(proving or sets, key=len, default=())
    return tuple(one for found in sets for one in found)


def departments(book: RuleBook, leads: Iterable[Lead], day: date) -> list[Item]:
    """Return the offices by their names of that day, the lead first."""
    found = []
    for lead in leads:
        department = book.departments[lead.department]
        try:
            name = department.names.on(day)
        except NotYetInForce:
            name = department.names.rows[0].value
        found.append(
            {"code": department.code, "name": name["zh"], "annex_name": department.annex_name, "role": lead.role}
        )
    return found


def cited(citation: Citation) -> Item:
    """Return a citation as the answer writes it."""
    return {
        "instrument": citation.instrument,
        "article": citation.article,
        "paragraph": citation.paragraph,
        "certainty": citation.certainty.value,
    }


def _figure(figure: tuple[Any, str] | None) -> Mapping[str, Any] | None:
    return None if figure is None else {"value": figure[0], "unit": figure[1]}


def _day(ordinal: int | None) -> str | None:
    if ordinal is None or ordinal >= END:
        return None
    return date.fromordinal(ordinal).isoformat()

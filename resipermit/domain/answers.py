"""From an evaluated condition to the answer a clerk reads: what, since when, why, and what would settle it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.deadlines import endorse_by
from resipermit.domain.evaluation import Outcome
from resipermit.domain.evidence import wanted
from resipermit.domain.law import Citation, NotYetInForce
from resipermit.domain.reasons import checked_on, reason_of, to_verify, waits_for_the_permit
from resipermit.domain.rules import Entitlement, Lead, RuleBook
from resipermit.domain.spans import END, FIRST, Days, both, clipped, first_from, holding

Item = dict[str, Any]
WRITTEN_AS = {"by_band": "any", "dated": "any", "some_city": "any", "measured": "all"}


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
    suspended = waits_for_the_permit(outcome) if outcome and answer == "no" else False
    certain = () if aside in REFERRALS else days.certain
    named = _named(outcome) if outcome else ()
    span = holding(certain, case.today) if answer == "yes" else None
    read_on = checked_on(case.book, outcome if aside is None else None, head.citations)
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
        "latest_act_on": _latest_act(outcome, answer),
        "spans": [[_day(low), _day(high)] for low, high in certain],
        "conditions": [_condition(one) for one in named],
        "missing_evidence": missing_evidence(outcome, named) if outcome and answer == "unknown" else [],
        "departments": departments(case.book, head.leads, case.as_of),
        "citations": [cited(citation) for citation in head.citations],
        "checked_on": read_on.isoformat() if read_on else None,
        "beyond_checked": read_on is not None and case.as_of > read_on,
        "to_verify": to_verify(outcome if aside is None else None, head.citations),
    }


REFERRALS = frozenset({"local_household_registration", "refer_hmt", "refer_foreigner", "no_such_person"})


def _answer(case: Case, outcome: Outcome | None, days: Days, aside: str | None) -> tuple[str, str]:
    if aside is not None:
        return "not_applicable", aside
    assert outcome is not None
    if outcome.not_opened:
        return "not_opened", "not_opened"
    answer = days.answer(case.today)
    return answer, "met" if answer == "yes" else reason_of(outcome, answer)


def _latest_act(outcome: Outcome | None, answer: str) -> str | None:
    """Return the last day to endorse so that what rests on a permit in use goes on."""
    act = endorse_by(outcome) if outcome is not None and answer == "yes" else None
    return act.on.isoformat() if act else None


@dataclass(frozen=True, slots=True)
class _Named:
    """A part of the condition under the name that it has in this answer."""

    name: str
    parent: str | None
    outcome: Outcome


def _named(whole: Outcome) -> tuple[_Named, ...]:
    """Return the parts that count on the day, from the whole downwards; every name is there once."""
    found: dict[str, _Named] = {}

    def walk(outcome: Outcome, parent: str | None, where: str | None) -> None:
        where = outcome.where or where
        name = f"{outcome.node.id}@{where}" if where else outcome.node.id
        if name in found:
            name = f"{parent}/{name}"  # the same condition under another branch
        found[name] = _Named(name, parent, outcome)
        for part in outcome.counting:
            walk(part, name, where)

    walk(whole, None, None)
    return tuple(found.values())


def _condition(named: _Named) -> Item:
    outcome = named.outcome
    today = outcome.case.today
    span = holding(outcome.days.certain, today) if outcome.answer == "yes" else None
    account = outcome.account
    least = outcome.node.least
    return {
        "id": named.name,
        "parent": named.parent,
        "op": WRITTEN_AS.get(outcome.node.op, outcome.node.op),
        "subject": outcome.label,
        "answer": "not_opened" if outcome.not_opened and not outcome.parts else outcome.answer,
        "actual": _figure(account.actual),
        "required": _figure((least, "conditions") if least else account.required),
        "shortfall": _figure(account.shortfall if outcome.answer != "yes" else None),
        "since": _day(span[0]) if span else None,
        "earliest_on": _day(first_from(outcome.days.certain, today)),
        "citations": [cited(citation) for citation in outcome.node.citations],
    }


def missing_evidence(outcome: Outcome, named: Sequence[_Named]) -> list[Item]:
    """Return the smallest set of papers that would decide; other papers for the same as alternatives."""
    papers: dict[str, Item] = {}
    for part in wanted(outcome):
        if not part.node.papers:
            continue
        best, *others = part.node.papers
        entry = papers.setdefault(best, {"paper": best, "proves": [], "alternatives": others})
        names = [one.name for one in named if one.outcome is part]
        entry["proves"] += [name for name in names if name not in entry["proves"]]
    return list(papers.values())


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

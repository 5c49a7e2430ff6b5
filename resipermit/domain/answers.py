"""From an evaluated condition to the answer a clerk reads: what, since when, why, and what would settle it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from resipermit.domain.conditions.case import Case, Reading, Subject, Who
from resipermit.domain.deadlines import endorse_by
from resipermit.domain.evaluation import Outcome, evaluate
from resipermit.domain.evidence import wanted
from resipermit.domain.findings import Finding, Item, cited, day_of, findings_of
from resipermit.domain.law import NotYetInForce
from resipermit.domain.lazy import lazy
from resipermit.domain.program import program_of
from resipermit.domain.reasons import checked_on, reason_of, to_verify, waits_for_the_permit
from resipermit.domain.rules import Entitlement, Lead, Node, RuleBook
from resipermit.domain.spans import END, NEVER, Days, Span, Spans, holding, met


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of the catalogue as it is asked of anybody, made once a book.

    *condition* is the whole condition, *days* those on which it holds from the row's first day on; *concerned* are the
    days on which the row concerns the person at all, None where it concerns everybody it is about.
    """

    row: Entitlement
    condition: Node
    days: Reading
    concerned: Reading | None


def asked_of(book: RuleBook, row: Entitlement, condition: Node, applies: Node | None = None) -> Asked:
    """Return the row as it is asked of anybody."""
    program = program_of(book)
    concerned = None if applies is None else program.as_it_stands(applies)
    return Asked(row, condition, program.since(condition, row.since), concerned)


class Answer:
    """The answer about one row of the catalogue for one person; each of its parts is worked out when it is read.

    *aside* is the reason code when the question does not concern the person.
    """

    def __init__(self, case: Case, who: Who, asked: Asked, aside: str | None = None) -> None:
        self.case = case
        self.who = who
        self._asked = asked
        self._aside = aside

    @property
    def row(self) -> Entitlement:
        """The row of the catalogue."""
        return self._asked.row

    @property
    def id(self) -> str:
        """The id of the row."""
        return self._asked.row.id

    @property
    def person(self) -> Subject:
        """Whom it is about."""
        return self.who.subject

    @property
    def subject(self) -> str:
        """Whom it is about, as the answer writes it."""
        return self.who.subject.label

    @property
    def condition(self) -> Node:
        """The whole condition."""
        return self._asked.condition

    @lazy
    def days(self) -> Days:
        """The days on which the answer is surely, and possibly, yes."""
        days = self._asked.days(self.who)
        return days if self._asked.concerned is None else met(days, self._asked.concerned(self.who))

    @lazy
    def aside(self) -> str | None:
        """The reason code when the question does not concern the person."""
        concerned = self._asked.concerned
        if concerned and self._aside is None and concerned(self.who).answer(self.case.today) == "no":
            return "age" if self.row.stage != "conditional" else "other_stage"
        return self._aside

    @lazy
    def outcome(self) -> Outcome:
        """The condition with its parts."""
        return evaluate(self.case, self.condition, self.person)

    @lazy
    def answer(self) -> str:
        """Yes, no, unknown, not_opened or not_applicable."""
        if self.aside is not None:
            return "not_applicable"
        answer = self.days.answer(self.case.today)
        not_opened = answer == "no" and self.condition.may_be_opened and self.outcome.not_opened
        return "not_opened" if not_opened else answer

    @lazy
    def reason_code(self) -> str:
        """Why: met, the reason of the first part that decides, or what is missing."""
        if self.answer == "yes":
            return "met"
        if self.answer == "not_opened":
            return "not_opened"
        return self.aside or reason_of(self.outcome, self.answer)

    @lazy
    def certain(self) -> Spans:
        """The days on which the answer is yes, as pairs of ordinals."""
        return NEVER if self.aside in REFERRALS else self.days.certain

    @lazy
    def _span(self) -> Span | None:
        return holding(self.certain, self.case.today) if self.answer == "yes" else None

    @lazy
    def since(self) -> date | None:
        """The first of the days without a break that hold the day asked."""
        return _date(self._span[0]) if self._span else None

    @lazy
    def until(self) -> date | None:
        """The first day no longer so; None runs on."""
        return _date(self._span[1]) if self._span else None

    @lazy
    def earliest_on(self) -> date | None:
        """The first day with the answer yes, on or after the day asked."""
        today = self.case.today
        for low, high in self.days.certain if self.aside not in REFERRALS else NEVER:
            if high > today:
                return date.fromordinal(low if low > today else today)
        return None

    @lazy
    def latest_act_on(self) -> date | None:
        """The last day to endorse so that what rests on a permit in use goes on."""
        act = endorse_by(self.outcome) if self.answer == "yes" else None
        return act.on if act else None

    @lazy
    def usable_now(self) -> bool:
        """Whether the holder can make use of it today."""
        return self.answer == "yes"

    @lazy
    def restored_by_endorsing(self) -> bool:
        """Whether a late endorsement, and nothing else, brings it back."""
        return self.answer == "no" and waits_for_the_permit(self.outcome)

    @lazy
    def rests_on(self) -> str:
        """What it rests on, on the day asked."""
        try:
            return self.row.rests_on.on(self.case.as_of)
        except NotYetInForce:
            return self.row.rests_on.rows[0].value

    @lazy
    def spans(self) -> list[list[str | None]]:
        """The days on which the answer is yes, as the document writes them."""
        return [[day_of(low), day_of(high)] for low, high in self.certain]

    @lazy
    def findings(self) -> tuple[Finding, ...]:
        """Every part that counts on the day, under the name that it has in this answer."""
        return findings_of(self.outcome)

    @lazy
    def conditions(self) -> list[Item]:
        """Every part that counts on the day, with the figures behind it."""
        return [one.document() for one in self.findings]

    @lazy
    def missing_evidence(self) -> list[Item]:
        """The smallest set of papers that would decide."""
        return missing_evidence(self.outcome, self.findings) if self.answer == "unknown" else []

    @lazy
    def checked_on(self) -> date | None:
        """The earliest day on which one of the texts that it cites was last read."""
        return checked_on(self.case.book, self.outcome if self.aside is None else None, self.row.citations)

    @lazy
    def to_verify(self) -> bool:
        """Whether it rests on a source that was read second hand or recalled."""
        return to_verify(self.outcome if self.aside is None else None, self.row.citations)

    def document(self) -> Item:
        """Return the answer as the contract writes it."""
        answer, read_on = self.answer, self.checked_on
        restore = {"act": "late_endorsement", "on": self.case.as_of.isoformat()}
        return {
            "id": self.id,
            "part_of": self.row.part_of,
            "stage": self.row.stage,
            "audience": self.row.audience,
            "rests_on": self.rests_on,
            "subject": self.subject,
            "answer": answer,
            "outcome": "full" if answer == "yes" else ("none" if answer in ("no", "not_opened") else None),
            "usable_now": self.usable_now,
            "restore": restore if self.restored_by_endorsing else None,
            "reason_code": self.reason_code,
            "since": _iso(self.since),
            "until": _iso(self.until),
            "earliest_on": _iso(self.earliest_on),
            "latest_act_on": _iso(self.latest_act_on),
            "spans": self.spans,
            "conditions": self.conditions,
            "missing_evidence": self.missing_evidence,
            "departments": departments(self.case.book, self.row.leads, self.case.as_of),
            "citations": [cited(citation) for citation in self.row.citations],
            "checked_on": _iso(read_on),
            "beyond_checked": read_on is not None and self.case.as_of > read_on,
            "to_verify": self.to_verify,
        }


REFERRALS = frozenset({"local_household_registration", "refer_hmt", "refer_foreigner", "no_such_person"})


def missing_evidence(outcome: Outcome, findings: Sequence[Finding]) -> list[Item]:
    """Return the smallest set of papers that would decide; other papers for the same as alternatives."""
    papers: dict[str, Item] = {}
    for part in wanted(outcome):
        if not part.node.papers:
            continue
        best, *others = part.node.papers
        entry = papers.setdefault(best, {"paper": best, "proves": [], "alternatives": others})
        names = [one.name for one in findings if one.outcome is part]
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


def _date(ordinal: int | None) -> date | None:
    return None if ordinal is None or ordinal >= END else date.fromordinal(ordinal)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

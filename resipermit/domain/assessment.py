"""What a holder and the household are entitled to on a day in a place; every part is worked out when it is read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from resipermit.domain.answers import Answer, Asked, asked_of
from resipermit.domain.conditions import persons
from resipermit.domain.conditions.case import Case, Subject, Who
from resipermit.domain.contradictions import contradictions
from resipermit.domain.exams import ExamAnswer, exam_answers
from resipermit.domain.findings import Item
from resipermit.domain.lazy import lazy
from resipermit.domain.permit import Course, Reading
from resipermit.domain.rules import Entitlement, Node, RuleBook


class Assessment:
    """All answers about one family; `document` writes them as the contract says."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @lazy
    def _aside(self) -> str | None:
        return _aside(self.case, self.case.holder)

    @lazy
    def application(self) -> Answer:
        """Whether the holder may apply for a permit."""
        return self._of_the_holder(self.case.book.application)

    def _of_the_holder(self, row: Entitlement) -> Answer:
        return Answer(self.case, self.case.who(self.case.holder), whole_row(self.case.book, row), self._aside)

    @lazy
    def entitlements(self) -> tuple[Answer, ...]:
        """One answer for each row of the catalogue and each person it is about."""
        case, book = self.case, self.case.book
        catalogue = book.keep("catalogue", lambda: tuple(whole_row(book, row) for row in book.entitlements))
        people: dict[str, list[tuple[Who, str | None]]] = {}
        found = []
        for asked in catalogue:
            words = asked.row.subject
            if words not in people:
                people[words] = [(case.who(one), self._aside_of(one)) for one in _subjects(case, words)]
            for who, aside in people[words]:
                found.append(Answer(case, who, asked, aside))
        return tuple(found)

    def _aside_of(self, subject: Subject) -> str | None:
        return self._aside if subject is self.case.holder else _aside(self.case, subject)

    @lazy
    def exams(self) -> list[ExamAnswer]:
        """One answer for each child and examination."""
        return exam_answers(self.case, self._aside if self._aside in ("refer_hmt", "refer_foreigner") else None)

    @lazy
    def settlement(self) -> Answer | None:
        """Whether the holder may apply to settle; None where the book has no such rule."""
        rule = self.case.book.settlement
        return self._of_the_holder(rule) if rule else None

    @lazy
    def family(self) -> tuple[Answer, ...]:
        """Who may move along with the holder."""
        rule = self.case.book.settlement
        if rule is None:
            return ()
        book = self.case.book
        asked = book.keep("with the holder", lambda: asked_of(book, rule, with_the_holder(book, rule)))
        relatives = self.case.relatives("spouse", "child", "parent")
        return tuple(Answer(self.case, self.case.who(relative), asked, self._aside) for relative in relatives)

    def permit(self) -> Item:
        """Return how the permit stands, and whether the holder may apply for one."""
        return {**_permit(self.case), "application": self.application.document()}

    def document(self) -> dict[str, Any]:
        """Return everything as the contract writes it."""
        case = self.case
        book = case.book
        return {
            "as_of": case.as_of.isoformat(),
            "place": case.place,
            "rules": {"version": book.version, "sha256": book.sha256, "layers": list(book.layers)},
            "contradictions": contradictions(case),
            "permit": self.permit(),
            "entitlements": [one.document() for one in self.entitlements],
            "exams": [one.document() for one in self.exams],
            "settlement": self._settlement(),
        }

    def _settlement(self) -> Item | None:
        if self.settlement is None:
            return None
        family = [
            {**one.document(), "relation": one.person.relative.relation if one.person.relative else None}
            for one in self.family
        ]
        return {**self.settlement.document(), "family": family}


def _permit(case: Case) -> Item:
    state, course = case.state_of(case.holder), case.course_of(case.holder)
    window = state.window
    in_use = course.in_use if isinstance(course, Course) else ()
    return {
        "standing": state.standing.value,
        "in_use_since": _day(state.in_use_since),
        "suspended_since": _day(state.suspended_since),
        "due_on": _day(state.due_on),
        "window": {"opens_on": _day(window.opens_on), "closes_on": _day(window.closes_on)} if window else None,
        "counts_from": _day(state.counts_from),
        "years_of_residence": state.years_of_residence,
        "in_use": [[_day(period.since), _day(period.until)] for period in in_use],
        "readings": [_reading(one) for one in state.readings],
    }


def _reading(reading: Reading) -> Item:
    return {
        "effect": reading.effect.value,
        "counts_from": _day(reading.counts_from),
        "years": reading.years,
        "applied": reading.applied,
    }


def _aside(case: Case, subject: Subject) -> str | None:
    """Return why the permit and what hangs on it do not concern this person at all."""
    referral = persons.referral(subject)
    if referral is not None:
        return referral
    local = persons.registered(case, subject, {"in": "place"}).answer(case.today)
    return "local_household_registration" if local == "yes" else None


def _subjects(case: Case, words: str) -> Sequence[Subject]:
    """Return whom a row is about: the holder first, then the household in its order."""
    relations = words.split("+")
    return [*([case.holder] if "holder" in relations else ()), *case.relatives(*relations)]


def whole_row(book: RuleBook, row: Entitlement) -> Asked:
    """Return the row as it is asked of anybody, with its whole condition."""
    return book.keep(("asked", row.id), lambda: asked_of(book, row, whole_condition(book, row), row.applies))


def whole_condition(book: RuleBook, row: Entitlement) -> Node:
    """Return the whole condition: what the entitlement rests on, through time, and what it asks besides."""
    return book.keep(("resting", row.id), lambda: _whole_condition(book, row))


def _whole_condition(book: RuleBook, row: Entitlement) -> Node:
    rows = row.rests_on.rows
    pieces = tuple(
        Node(
            f"{row.id}.rests_on.{ground.value}",
            "all",
            (*_ground_of(book, ground.value, row.id),),
            citations=(ground.citation,),
            since=ground.since if len(rows) > 1 else None,
            until=rows[index + 1].since if index + 1 < len(rows) else None,
        )
        for index, ground in enumerate(rows)
    )
    resting = pieces[0] if len(pieces) == 1 else Node(f"{row.id}.rests_on", "dated", pieces)
    children = (resting, row.condition) if row.condition else (resting,)
    return Node(row.id, "all", children, citations=row.citations)


def _ground_of(book: RuleBook, rests_on: str, service: str) -> tuple[Node, ...]:
    if rests_on == "anyone":
        return ()
    if rests_on == "local_opening":
        opened = replace(book.conditions["opened"], id=f"{service}.opened", params={"service": service})
        if not book.openings.get(service):
            return (opened,)  # no endorsement brings back what nobody knows to be open
        return (opened, book.conditions["permit_in_use"])
    return (book.conditions[rests_on],)


def with_the_holder(book: RuleBook, rule: Entitlement) -> Node:
    """Return what is asked of a relative who would settle along with the holder."""
    holders_own = replace(whole_condition(book, rule), of="holder")
    return Node("settlement.with_holder", "all", (holders_own, book.conditions["may_move_along"]))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""Answer what a holder and the household are entitled to on a day: one document for window, papers and command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from resipermit.domain.answers import Head, Item, item
from resipermit.domain.conditions import persons
from resipermit.domain.conditions.case import Case, Subject
from resipermit.domain.contradictions import contradictions
from resipermit.domain.errors import InvalidInput
from resipermit.domain.evaluation import evaluate
from resipermit.domain.exams import exam_items
from resipermit.domain.facts import Facts, PermitFacts
from resipermit.domain.permit import Course, Reading
from resipermit.domain.places import Gazetteer
from resipermit.domain.rules import Entitlement, Node, RuleBook

Answer = dict[str, Any]
LocalOffice = Callable[[str, str], Mapping[str, str] | None]  # of a division and a department


def no_counter_on_file(_division: str, _department: str) -> Mapping[str, str] | None:
    """Return None: the local counters are not known here."""
    return None


def items_of(answer: Mapping[str, Any]) -> list[Item]:
    """Return every item of an answer document, the application first, the family's settlement last."""
    settlement = answer["settlement"]
    settling = [settlement, *settlement["family"]] if settlement else []
    return [answer["permit"]["application"], *answer["entitlements"], *answer["exams"], *settling]


@dataclass(frozen=True)
class AssessEntitlements:
    """Answer about facts on a day in a place; the place is that of the permit, else of the open residence."""

    book_for: Callable[[str], RuleBook]
    gazetteer: Gazetteer
    local_office: LocalOffice = no_counter_on_file

    def __call__(self, facts: Facts, as_of: date, place: str | None = None) -> Answer:
        """Return the answer document.

        Raises:
            InvalidInput: no place is given and none can be told from the facts.
        """
        division = place or division_of(facts, as_of)
        place = self.gazetteer.place_of(division)
        book = self.book_for(place)
        case = Case(facts, book, self.gazetteer, place, as_of, division=division)
        aside = _aside(case, case.holder)
        answer = {
            "as_of": as_of.isoformat(),
            "place": place,
            "rules": {"version": book.version, "sha256": book.sha256, "layers": list(book.layers)},
            "contradictions": contradictions(case),
            "permit": {**_permit(case), "application": _entitled(case, book.application, aside)},
            "entitlements": _entitlements(case, aside),
            "exams": exam_items(case, aside if aside in ("refer_hmt", "refer_foreigner") else None),
            "settlement": _settlement(case, aside),
        }
        self._name_counters(answer, division)
        return answer

    def _name_counters(self, answer: Answer, division: str) -> None:
        """Put beside each department the counter where people of this division go, None when none is on file."""
        for one in items_of(answer):
            for office in one["departments"]:
                office["local"] = self.local_office(division, office["code"])


def division_of(facts: Facts, as_of: date) -> str:
    """Return the division of the permit, else of the open residence; raises InvalidInput when there is neither."""
    if isinstance(facts.holder.permit, PermitFacts):
        return facts.holder.permit.division
    open_now = [
        row
        for row in facts.holder.residences or ()
        if (row.since is None or row.since <= as_of) and not (isinstance(row.until, date) and row.until <= as_of)
    ]
    if not open_now:
        raise InvalidInput("place_needed", field="--place")
    return max(open_now, key=lambda row: row.since or date.min).division


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


def _entitlements(case: Case, holder_aside: str | None) -> list[Item]:
    found = []
    for entitlement in case.book.entitlements:
        for subject in _subjects(case, entitlement):
            aside = holder_aside if subject.relative is None else _aside(case, subject)
            found.append(_entitled(case, entitlement, aside, subject))
    return found


def _subjects(case: Case, entitlement: Entitlement) -> list[Subject]:
    who = entitlement.subject.split("+")
    subjects = [case.holder] if "holder" in who else []
    return [*subjects, *case.relatives(*(word for word in who if word != "holder"))]


def _entitled(case: Case, entitlement: Entitlement, aside: str | None, subject: Subject | None = None) -> Item:
    subject = subject or case.holder
    node = whole_condition(case, entitlement)
    applies = evaluate(case, entitlement.applies, subject).days if entitlement.applies else None
    return item(
        case,
        Head.of(entitlement, case.as_of),
        subject,
        evaluate(case, node, subject),
        since=entitlement.since.toordinal(),
        aside=aside,
        applies=applies,
    )


def whole_condition(case: Case, entitlement: Entitlement) -> Node:
    """Return the whole condition: what the entitlement rests on, through time, and what it asks besides."""

    def build() -> Node:
        rows = entitlement.rests_on.rows
        pieces = tuple(
            Node(
                f"{entitlement.id}.rests_on.{row.value}",
                "all",
                (*_ground_of(case.book, row.value, entitlement.id),),
                citations=(row.citation,),
                since=row.since if len(rows) > 1 else None,
                until=rows[index + 1].since if index + 1 < len(rows) else None,
            )
            for index, row in enumerate(rows)
        )
        resting = pieces[0] if len(pieces) == 1 else Node(f"{entitlement.id}.rests_on", "dated", pieces)
        children = (resting, entitlement.condition) if entitlement.condition else (resting,)
        return Node(entitlement.id, "all", children, citations=entitlement.citations)

    return case.in_common(("resting", entitlement.id), build)


def _ground_of(book: RuleBook, rests_on: str, service: str) -> tuple[Node, ...]:
    if rests_on == "anyone":
        return ()
    if rests_on == "local_opening":
        opened = replace(book.conditions["opened"], id=f"{service}.opened", params={"service": service})
        if not book.openings.get(service):
            return (opened,)  # no endorsement brings back what nobody knows to be open
        return (opened, book.conditions["permit_in_use"])
    return (book.conditions[rests_on],)


def _settlement(case: Case, aside: str | None) -> Item | None:
    rule = case.book.settlement
    if rule is None:
        return None
    answer = _entitled(case, rule, aside)
    family = []
    for relative in case.relatives("spouse", "child", "parent"):
        asked = case.in_common("with the holder", lambda: _with_the_holder(case, rule))
        family.append(
            {
                **item(case, Head.of(rule, case.as_of), relative, evaluate(case, asked, relative), aside=aside),
                "relation": relative.relative.relation if relative.relative else None,
            }
        )
    answer["family"] = family
    return answer


def _with_the_holder(case: Case, rule: Entitlement) -> Node:
    holders_own = replace(whole_condition(case, rule), of="holder")
    return Node("settlement.with_holder", "all", (holders_own, case.book.conditions["may_move_along"]))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

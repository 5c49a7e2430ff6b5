"""Hold the answers of whole registers against those of one holder: every row of the catalogue, every child's exams."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.columns.entitled import (
    WORDS,
    Answered,
    Entitled,
    answers_about,
    days_about,
    question_of,
    rows_of,
    sittings,
)
from resipermit.columns.legend import LAST_BIT
from resipermit.columns.of_facts import register_of
from resipermit.columns.reckoning import Reckoning
from resipermit.domain.facts import Facts
from resipermit.domain.rules import RuleBook
from resipermit.domain.spans import END
from resipermit.usecases.assess_entitlements import AssessEntitlements

Row = tuple[Any, ...]
Key = tuple[str, str]  # the id and the subject


def disagreements(facts: Sequence[Facts], place: str, book: RuleBook, days: Sequence[date]) -> Iterator[Row]:
    """Return what the columns answer otherwise: day, number of the family, id and subject, right, wrong."""
    gazetteer = load_gazetteer()
    assess = AssessEntitlements(lambda _: book, gazetteer)
    asked = Reckoning.of(register_of(facts, place, book, gazetteer, days[0]), book, gazetteer, days[0])
    for day in days:
        then = asked.beside(asked.case.on(day))
        given = _given(then)
        for number, one in enumerate(facts):
            right = _right(assess(one, day, place))
            mine = {key[1:]: row for key, row in given.items() if key[0] == number}
            for key in {**right, **mine}:
                if right.get(key) != mine.get(key):
                    yield day.isoformat(), number, key, right.get(key), mine.get(key)


def _right(answer: Mapping[str, Any]) -> dict[Key, Row]:
    rows = [answer["permit"]["application"], *answer["entitlements"], *answer["exams"]]
    found = {(one["id"], one["subject"]): _item(one, answer["as_of"]) for one in rows}
    if answer["settlement"] is not None:
        rows = [answer["settlement"], *answer["settlement"]["family"]]
        found |= {(one["id"], one["subject"]): _item(one, answer["as_of"]) for one in rows}
    return found


def _item(one: Mapping[str, Any], as_of: str) -> Row:
    left = [span for span in one["spans"] if span[1] is None or span[1] > as_of]
    return (one["answer"], one["reason_code"], one["earliest_on"], left[0][1] if left else None, one.get("exam_year"))


def _given(asked: Reckoning) -> dict[tuple[int, str, str], Row]:
    found = {}
    for identifier in rows_of(asked.case.book):
        question = question_of(asked, identifier)
        row = rows_of(asked.case.book)[identifier].id
        found |= _read(asked, row, answers_about(asked, question), days_about(asked, question), None)
    for rule in asked.case.book.exams:
        for one in sittings(asked, rule):
            found |= _read(asked, rule.id, one.answered, one.days, one.year)
    return found


def _read(
    asked: Reckoning, identifier: str, told: Answered, days: Entitled, year: int | None
) -> dict[tuple[int, str, str], Row]:
    register, found = asked.register, {}
    begins = [int((register.household[register.holders :] < one).sum()) for one in range(register.holders)]
    for place, person in enumerate(told.group.people.tolist()):
        holder = int(register.household[person])
        subject = "holder" if person < register.holders else f"household[{person - register.holders - begins[holder]}]"
        answer, reason = WORDS[told.answers[place]], told.legend[told.reason[place]]
        assert int(told.reasons[place]) >> min(int(told.reason[place]), LAST_BIT) & 1
        first, until = int(days.first[place]), int(days.until[place])
        assert (first < END) <= (days.possible[place] <= first)
        when = None if answer == "not_applicable" else year
        found[holder, identifier, subject] = (answer, reason, _day(first), _day(until if first < END else END), when)
    return found


def _day(ordinal: int) -> str | None:
    return None if ordinal >= END else date.fromordinal(ordinal).isoformat()

"""Asks one condition, written as in a rule file, of facts written as in a facts document."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import build_book
from resipermit.domain.conditions.case import Case
from resipermit.domain.evaluation import Outcome, evaluate
from resipermit.domain.facts_document import read_facts

PACK = """
instruments:
  T: {words: {zh: 演示文件, en: a text}, checked_on: 2026-11-02, certainty: C1}
departments:
  desk: {annex_name: 演示, names: [{since: 2000-01-01, words: {zh: 窗口, en: desk}, cite: T}]}
papers:
  proof: {words: {zh: 证明, en: proof}}
  other_proof: {words: {zh: 其他证明, en: other proof}}
  lease: {words: {zh: 租赁合同, en: lease}}
values:
  schooling.gap_days:
    words: {zh: 间隔, en: gap}
    values: [{since: 2000-01-01, value: 92, cite: T}]
%(values)s
conditions:
  asked:
%(condition)s
%(conditions)s
entitlements:
  - id: residence_permit
    words: {zh: 演示, en: demo}
    stage: national
    audience: resident
    subject: holder
    since: 2000-01-01
    rests_on: anyone
    departments: [desk]
    cite: T
%(more)s
"""
HOLDER = {"sex": "male", "born_on": "1980-01-01"}


def indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line for line in text.strip("\n").splitlines())


def case_for(
    condition: str, facts: Mapping[str, Any], day: str, *, place: str, values: str, conditions: str, more: str
) -> Case:
    gazetteer = load_gazetteer()
    pack = PACK % {
        "condition": indented(condition, 4),
        "values": indented(values, 2),
        "conditions": indented(conditions, 2),
        "more": more,
    }
    book = build_book(gazetteer.place_of(place), (("national/test", pack.encode()),))
    told = {"holder": {**HOLDER, **facts.get("holder", {})}, **{k: v for k, v in facts.items() if k != "holder"}}
    return Case(
        read_facts(told, gazetteer), book, gazetteer, gazetteer.place_of(place), date.fromisoformat(day), division=place
    )


@pytest.fixture(scope="session")
def asked() -> Callable[..., Outcome]:
    """Evaluate a condition: ``asked(condition, facts, day, of="child", ...)``."""

    def ask(
        condition: str,
        facts: Mapping[str, Any],
        day: str = "2024-01-01",
        *,
        of: str = "holder",
        place: str = "430100",
        values: str = "",
        conditions: str = "",
        more: str = "",
        exam: tuple[str, int | None] | None = None,
    ) -> Outcome:
        case = case_for(condition, facts, day, place=place, values=values, conditions=conditions, more=more)
        subject = case.holder if of == "holder" else next(iter(case.relatives(of)))
        if exam is not None:
            case = case.about(next(rule for rule in case.book.exams if rule.id == exam[0]), exam[1])
        return evaluate(case, case.book.conditions["asked"], subject)

    return ask


@pytest.fixture(scope="session")
def answers(asked: Callable[..., Outcome]) -> Callable[..., list[str]]:
    """Return the answers of a condition on several days."""

    def ask(condition: str, facts: Mapping[str, Any], *days: str, **more: Any) -> list[str]:
        return [asked(condition, facts, day, **more).answer for day in days]

    return ask

"""The sheet of a settlement pre-check: what it says, that all of it stands on one page, and how it looks."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from golden_pictures import compare

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.office_files import local_offices
from resipermit.adapters.page_pictures import page_pictures
from resipermit.adapters.rule_files import load_book
from resipermit.adapters.settlement_sheet import settlement_sheet
from resipermit.domain.facts_document import read_facts
from resipermit.speech import Speech
from resipermit.usecases.assess_entitlements import AssessEntitlements
from resipermit.usecases.settlement_check import SettlementSheet

TODAY = date(2026, 11, 2)
A4_MM, EDGE_MM, LOST = (210, 297), 14.0, 0.4
WORDS = {
    "settlement": "落户",
    "settlement_routes": "落户途径",
    "small": "城区人口50万以下",
    "band.small": "城区人口50万以下的城市",
    "large": "城区人口300万以上",
    "band.large": "城区人口300万以上的城市",
    "dwelling": "合法稳定住所（含租赁）",
    "insured": "连续参保达到年限",
    "may_move_along": "共同居住的家人",
    "together": "与申请人共同居住生活",
    "police": "公安机关",
    "human_resources": "人力资源和社会保障部门",
    "paper.insurance_record": "社会保险参保缴费证明",
    "paper.tax_record": "个人所得税纳税记录",
    "T15": "演示省户籍制度改革意见",
    "N19": "演示重点任务（转述）",
}
SPEECH = Speech("zh_CN", lambda identifier, _: WORDS.get(identifier, identifier))
ENGLISH = Speech("en", lambda identifier, _: identifier)
SURE = {"instrument": "T15", "article": "3", "paragraph": "2", "certainty": "C1"}
RETOLD = {"instrument": "N19", "article": None, "paragraph": None, "certainty": "C3"}
COUNTER = {
    "name": "雨花区公安户政窗口（演示）",
    "address": "雨花区演示路6号",
    "phone": "14300000111",
    "hours": "工作日9:00-12:00、13:30-17:00",
    "checked_on": "2026-11-02",
}


def a_condition(identifier: str, parent: str | None, answer: str, **more: Any) -> dict[str, Any]:
    figures = {"actual": None, "required": None, "shortfall": None, "earliest_on": None}
    return (
        {"id": identifier, "parent": parent, "op": "leaf", "subject": "holder", "answer": answer, "citations": [SURE]}
        | figures
        | more
    )


def an_item(answer: str = "unknown", **more: Any) -> dict[str, Any]:
    size = {"value": "gt3m", "unit": "band"}
    conditions = [
        a_condition("settlement", None, answer, op="all"),
        a_condition("settlement_routes", "settlement", answer, op="any"),
        a_condition("small", "settlement_routes", "no", op="all"),
        a_condition("band.small", "small", "no", actual=size),
        a_condition("small/dwelling", "small", "yes"),
        a_condition("large", "settlement_routes", answer, op="all", citations=[RETOLD]),
        a_condition("band.large", "large", "yes", actual=size),
        a_condition("dwelling", "large", "yes"),
        a_condition(
            "insured",
            "large",
            answer,
            actual={"value": 30, "unit": "months"},
            required={"value": 36, "unit": "months"},
            shortfall={"value": 6, "unit": "months"},
            earliest_on="2027-05-02",
            citations=[RETOLD],
        ),
    ]
    missing = {"paper": "insurance_record", "proves": ["insured"], "alternatives": ["tax_record"]}
    offices = [
        {"code": "police", "role": "lead", "local": COUNTER},
        {"code": "human_resources", "role": "co", "local": None},
    ]
    item = {
        "id": "settlement",
        "subject": "holder",
        "stage": "conditional",
        "answer": answer,
        "restore": None,
        "reason_code": "facts_missing",
        "earliest_on": "2027-05-02",
        "conditions": conditions,
        "missing_evidence": [missing],
        "departments": offices,
        "citations": [SURE],
        "checked_on": "2026-11-02",
        "beyond_checked": False,
        "to_verify": True,
    }
    return item | {"family": [a_relative(item, 0, "spouse", "yes"), a_relative(item, 1, "child", answer)]} | more


def a_relative(item: dict[str, Any], number: int, relation: str, answer: str) -> dict[str, Any]:
    conditions = [
        a_condition("settlement.with_holder", None, answer),
        a_condition("settlement", "settlement.with_holder", answer),
        a_condition("insured", "settlement", answer),
        a_condition("may_move_along", "settlement.with_holder", answer),
        a_condition("together", "may_move_along", answer),
    ]
    return {**item, "subject": f"household[{number}]", "relation": relation, "answer": answer, "conditions": conditions}


def told(item: dict[str, Any] | None = None, **changes: Any) -> SettlementSheet:
    names = {"holder": "欧阳演示", "household[0]": "王演示", "household[1]": "欧阳演示甲"}
    usual = SettlementSheet(
        name="欧阳演示",
        number="520102********9970",
        place="湖南省长沙市",
        authority="长沙市公安局雨花分局",
        on=TODAY,
        item=item or an_item(),
        names=names,
        version="0.1.0",
        pack="0123456789abcdef" * 4,
        record=12,
    )
    return replace(usual, **changes)


def pages_of(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return ["".join(text.split()) for text in texts]


def said(sheet: SettlementSheet, speech: Speech = SPEECH) -> str:
    (page,) = pages_of(settlement_sheet(sheet, speech))
    return page


@cache
def changsha(language: str, family: int = 3) -> tuple[SettlementSheet, Speech]:
    """Return the pre-check of a family by the whole book of Changsha."""
    gazetteer = load_gazetteer()
    home = {"division": "430111", "registered_on": "2023-01-01", "from": "2023-01-01", "until": None}
    child = {"relation": "child", "born_on": "2015-05-01", "living_together": True}
    facts = {
        "holder": {"registered_division": "520102", "born_on": "1990-03-15"},
        "residences": [{**home, "dwelling": "rented_registered"}],
        "household": [child] * family,
    }
    assess = AssessEntitlements(load_book, gazetteer, local_offices(gazetteer))
    answer = assess(read_facts(json.loads(json.dumps(facts)), gazetteer), TODAY, "430111")
    book = load_book("430100")
    return told(answer["settlement"]), Speech(language, book.words_of)


def test_the_sheet_says_whose_it_is_what_is_met_and_what_to_bring():
    words = said(told())

    assert "姓名：欧阳演示" in words
    assert "520102********9970" in words
    assert "◐现在还不能下结论" in words
    assert "1.社会保险参保缴费证明（或：个人所得税纳税记录）——用来证明：连续参保达到年限" in words
    assert "◐连续参保达到年限（现有30个月、要求36个月、还差6个月、最早2027年5月2日）〔待核实C3〕" in words
    assert "●合法稳定住所（含租赁）" in words


def test_it_says_that_it_is_no_decision_and_by_which_rules_it_was_made():
    words = said(told())

    assert "本单是预审提示，不是决定" in words
    assert "规则版本0.1.0" in words
    assert "0123456789abcdef" * 4 in words
    assert "第12号" in words


def test_it_names_offices_with_address_and_telephone_and_says_where_none_is_on_file():
    words = said(told())

    assert "公安机关（主办）——雨花区公安户政窗口（演示）：雨花区演示路6号、电话14300000111" in words
    assert "人力资源和社会保障部门（协办）——本机没有收录窗口地址" in words


def test_each_relative_has_an_own_answer_with_the_conditions_of_the_relative_alone():
    words = said(told())

    assert "●配偶王演示：可以一并申请。●与申请人共同居住生活" in words
    assert "◐子女欧阳演示甲：还不能下结论。" in words
    assert words.count("连续参保达到年限") == 2  # as a condition of the holder, and what the paper proves


def test_a_route_for_cities_of_another_size_says_only_that():
    words = said(told())

    assert "×城区人口50万以下：×城区人口50万以下的城市（现有300万以上）" in words
    assert words.count("合法稳定住所") == 1


def test_provisions_to_be_verified_are_marked_and_the_marks_explained():
    words = said(told())

    assert "《演示省户籍制度改革意见》第3条第2款；《演示重点任务（转述）》〔待核实C3〕。" in words
    assert "C3是转述，R是尚未核对原文" in words


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [("yes", "●按现有记录，可以申请落户"), ("no", "×按现有记录，现在还不能申请落户"), ("not_opened", "○这一途径")],
)
def test_every_answer_has_its_sentence(answer: str, sentence: str):
    words = said(told(an_item(answer, missing_evidence=[], reason_code="no_insurance")))

    assert sentence in words
    assert "没有哪份材料能改变上面的结论" in words
    assert ("最早2027年5月2日可以申请" in words) == (answer != "yes")


def test_nobody_of_the_family_on_record_is_said():
    assert "没有登记在案的家庭成员" in said(told(an_item(family=[])))


def test_the_sheet_speaks_english_when_the_program_does():
    words = said(told(), ENGLISH)

    assert "Apre-check,notadecision" in words
    assert "[tobeverified,C3]" in words


def test_rare_characters_print_and_one_that_no_font_has_stands_as_its_code_point():
    words = said(told(name="㛃𠀀演示", authority="演示\ue000局"))

    assert "姓名：㛃𠀀演示" in words
    assert "演示〔U+E000〕局" in words


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_whole_book_of_changsha_stands_on_one_page(language: str):
    sheet, speech = changsha(language)

    pdf = settlement_sheet(sheet, speech)

    assert len(pages_of(pdf)) == 1
    assert nothing_at_the_edge(pdf)


def test_long_texts_wrap_inside_the_margins():
    long = "演示花园居民委员会" * 12
    item = an_item(departments=[{"code": "police", "role": "lead", "local": {**COUNTER, "address": long}}])

    pdf = settlement_sheet(told(item, name="阿卜杜热西提·麦麦提图尔荪" * 3, authority=long), SPEECH)

    (words,) = pages_of(pdf)
    assert long in words
    assert nothing_at_the_edge(pdf)


def test_what_no_page_holds_goes_on_on_the_next_and_nothing_is_cut():
    sheet, speech = changsha("zh_CN", 90)

    pdf = settlement_sheet(sheet, speech)

    pages = pages_of(pdf)
    assert len(pages) > 1
    assert "".join(pages).count("与申请人共同居住生活") == 90
    assert "规则校验值" in pages[-1]
    assert nothing_at_the_edge(pdf)


def test_the_same_pre_check_gives_the_same_bytes():
    assert settlement_sheet(told(), SPEECH) == settlement_sheet(told(), SPEECH)


def test_the_hall_s_own_fonts_are_asked_too(tmp_path: Path):
    pdf = settlement_sheet(told(), SPEECH, tmp_path)

    assert pdf == settlement_sheet(told(), SPEECH)


@pytest.mark.parametrize(("name", "answer"), [("unknown", "unknown"), ("yes", "yes")])
def test_the_sheet_looks_as_it_did(name: str, answer: str):
    (actual,) = page_pictures(settlement_sheet(told(an_item(answer)), SPEECH), 100)

    assert compare(f"settlement_{name}.png", actual, LOST) < LOST


def nothing_at_the_edge(pdf: bytes) -> bool:
    """Say whether the outermost millimetres of every page, and those below the foot, are white."""
    for page in page_pictures(pdf, 72, grey=True):
        edge = round(EDGE_MM * 72 / 25.4)
        inside = page.point(lambda level: 255 if level < 200 else 0).getbbox()
        if page.size != tuple(round(side * 72 / 25.4) for side in A4_MM) or inside is None:
            return False
        left, top, right, bottom = inside
        if min(left, top, page.width - right, page.height - bottom) < edge:
            return False
    return True

"""Tables of cases with one thing wrong each: the fault that must be named at the marked line, and the word meant.

The line of the fault ends in ``#!``.
"""

from dataclasses import dataclass

CASE = """place: 长沙市芙蓉区
cases:
  - words: 登记满半年可以申领
    as_of: 2024-07-01
    本人:
      - 户籍 邵阳市邵东市
      - 居住 长沙市芙蓉区 2024-01-01起 租房已备案
      - 其余没有
    expect: {residence_permit: 是, residence_permit.since: 2024-07-01}
"""
LIVES = "      - 居住 长沙市芙蓉区 2024-01-01起 租房已备案\n"
EXPECTS = "    expect: {residence_permit: 是, residence_permit.since: 2024-07-01}\n"
HOLDER = "    本人:\n      - 户籍 邵阳市邵东市\n" + LIVES + "      - 其余没有\n"


@dataclass(frozen=True)
class BadTable:
    """One table; *near* is the word that must be proposed."""

    title: str
    code: str
    text: str
    near: str | None = None

    def __str__(self) -> str:
        return self.title

    @property
    def line(self) -> int:
        return 1 + [line.endswith("#!") for line in self.text.splitlines()].index(True)


def a_row(row: str) -> str:
    """Return the table with one more row about the holder."""
    return CASE.replace(LIVES, f"{LIVES}      - {row}  #!\n")


def a_child(row: str) -> str:
    return CASE.replace(EXPECTS, f"    孩子:\n      - {row}  #!\n{EXPECTS}")


def expecting(expect: str) -> str:
    return CASE.replace(EXPECTS, f"    expect: {{{expect}}}  #!\n")


def a_document(body: str) -> str:
    return CASE.replace(HOLDER, f"    facts:\n{body}")


BAD_TABLES = (
    BadTable("an empty file", "case_table_empty", "#!\n"),
    BadTable("a table without cases", "case_table_empty", "cases: []  #!\n"),
    BadTable("no YAML", "unreadable", "cases:\n  - [a\nb: c  #!\n"),
    BadTable("a key twice", "unreadable", CASE + "place: 长沙市芙蓉区  #!\n"),
    BadTable("a rule file", "case_is_a_pack", "instruments: {}  #!\n"),
    BadTable(
        "an unknown word at the head", "unknown_word", CASE.replace("place: 长沙市芙蓉区", "plase: 430102  #!"), "place"
    ),
    BadTable(
        "a place misspelt at the head",
        "case_word_unknown",
        CASE.replace("place: 长沙市芙蓉区", "place: 长沙市芙容区  #!"),
        "长沙市芙蓉区",
    ),
    BadTable("a folder of rules that is not there", "case_no_folder", "rules: exampels  #!\n" + CASE, "examples"),
    BadTable("a case that is a word", "wrong_form", CASE + "  - nothing  #!\n"),
    BadTable(
        "the same words twice", "name_twice", CASE + CASE.partition("cases:\n")[2].replace("申领\n", "申领  #!\n")
    ),
    BadTable(
        "an unknown word of a case",
        "case_unknown_key",
        CASE.replace(EXPECTS, EXPECTS + "    expects: {}  #!\n"),
        "expect",
    ),
    BadTable(
        "an unknown person", "case_unknown_key", CASE.replace(EXPECTS, "    监互人: []  #!\n" + EXPECTS), "监护人"
    ),
    BadTable("a day that does not exist", "not_a_day", CASE.replace("as_of: 2024-07-01", "as_of: 2024-06-31  #!")),
    BadTable("no day", "missing_word", CASE.replace("可以申领\n    as_of: 2024-07-01\n", "可以申领  #!\n")),
    BadTable("nothing expected", "missing_word", CASE.replace("可以申领\n", "可以申领  #!\n").replace(EXPECTS, "")),
    BadTable("an empty expectation", "wrong_form", CASE.replace(EXPECTS, "    expect: {}  #!\n")),
    BadTable("nobody", "not_exactly_one", CASE.replace(HOLDER, "").replace("可以申领\n", "可以申领  #!\n")),
    BadTable(
        "people and a document",
        "more_than_one",
        CASE.replace("可以申领\n", "可以申领  #!\n") + "    facts: {holder: {}}\n",
    ),
    BadTable("rows that are a word", "wrong_form", CASE.replace(HOLDER, "    本人: 居住  #!\n")),
    BadTable("a row that is a mapping", "wrong_form", a_row("{居住: 长沙市芙蓉区}")),
    BadTable("an unknown fact", "case_row_unknown", a_row("就学业 长沙市芙蓉区 2024-01-01起"), "就学"),
    BadTable("a place that is none", "case_word_unknown", a_row("就业 长沙市芙容区 2024-01-01起"), "长沙市芙蓉区"),
    BadTable(
        "a word of another row", "case_word_unknown", a_row("就业 长沙市芙蓉区 劳动合约 2024-01-01起"), "劳动合同"
    ),
    BadTable("a code that nobody has", "case_code_unknown", a_row("就业 430199 2024-01-01起")),
    BadTable("a row without a place", "case_row_without_place", a_row("就业 2024-01-01起")),
    BadTable("a wrong day in a row", "not_a_day", a_row("就业 长沙市芙蓉区 2024-02-30起")),
    BadTable("days in another form", "case_days", a_row("就业 长沙市芙蓉区 2024年1月起")),
    BadTable("days of the wrong length", "case_days", a_row("就业 长沙市芙蓉区 2024-1-1起")),
    BadTable("days backwards", "case_days_backwards", a_row("就业 长沙市芙蓉区 2024-06-30至2024-01-01")),
    BadTable("two kinds in a row", "case_said_twice", a_row("就业 长沙市芙蓉区 2024-01-01起 劳动合同 个体经营")),
    BadTable("a particular twice", "case_row_twice", a_row("性别 男\n      - 性别 女")),
    BadTable("a particular left out", "case_row_empty", a_row("出生")),
    BadTable("one word too many", "case_word_too_much", a_row("性别 男 女")),
    BadTable("an unknown sex", "not_one_of", a_row("性别 男性"), "男"),
    BadTable("a birth on no day", "not_a_day", a_row("出生 2001-02-29")),
    BadTable("a wrong citizen number", "case_fact", a_row("号码 430102199003070000")),
    BadTable("an act that is none", "case_no_act", a_row("居住证 长沙市芙蓉区 变跟2024-01-10"), "变更"),
    BadTable("an act on no day", "not_a_day", a_row("居住证 长沙市芙蓉区 签发2024-02-30")),
    BadTable("none of what there is not", "case_nothing_of", a_row("没有 社宝"), "社保"),
    BadTable("none and some", "case_none_and_some", a_row("没有 居住")),
    BadTable("points without a value", "case_points", a_row("积分 education")),
    BadTable("living together of the holder", "case_not_of_holder", a_row("同住 是")),
    BadTable("living together at no time", "not_one_of", a_child("同住 有时")),
    BadTable(
        "an unknown key of the document",
        "case_fact",
        a_document("      holder: {}\n      residence: []  #!\n"),
        "residences",
    ),
    BadTable(
        "an unknown word of the document",
        "case_fact",
        a_document(
            "      holder: {}\n      residences:\n        - division: '430102'\n          dwelling: owned  #!\n"
        ),
        "own",
    ),
    BadTable("a day of the document", "case_fact", a_document("      holder: {born_on: 2001-02-29}  #!\n")),
    BadTable("no document", "case_fact", a_document("      - holder  #!\n")),
    BadTable("an unknown answer", "case_unknown_answer", expecting("residence_permitt: 是"), "residence_permit"),
    BadTable("an answer that is no answer", "not_one_of", expecting("residence_permit: 能判断"), "不能判断"),
    BadTable("an expected day that does not exist", "not_a_day", expecting("residence_permit.since: 2024-06-31")),
    BadTable(
        "an expected field that does not exist",
        "case_unknown_field",
        expecting("residence_permit.sinse: 2024-07-01"),
        "since",
    ),
    BadTable(
        "a field of the permit that does not exist", "case_unknown_field", expecting("居住证.due: 2024-07-01"), "due_on"
    ),
    BadTable(
        "a condition that does not exist",
        "case_unknown_condition",
        expecting("residence_permit.conditions.half_yeer: 是"),
        "half_year",
    ),
    BadTable("a field that goes on", "case_goes_on", expecting("residence_permit.departments: police")),
    BadTable("a person who is not there", "case_unknown_person", expecting("residence_permit@孩子: 是")),
    BadTable(
        "an answer about two",
        "case_whose",
        expecting("compulsory_education: 是").replace(
            "    expect", "    孩子: [出生 2015-01-01]\n    孩子2: [出生 2016-01-01]\n    expect"
        ),
    ),
)

"""Packs with one thing wrong each: what is wrong, the file, and the fault that must be named at the marked line.

The line of the fault ends in ``#!``. Every pack stands on the program's own national layer, as a place of Guangdong.
"""

from dataclasses import dataclass
from pathlib import Path

PLACE = "440100"
HEAD = """instruments:
  GZ: {words: {zh: 某市办法, en: a city's measure}, checked_on: 2026-01-01, certainty: C1}
"""
SOUND = (
    HEAD
    + """values:
  gz.months: {words: {zh: 月数, en: months}, unit: months, values: [{since: 2020-01-01, value: 12, cite: GZ}]}
conditions:
  gz.insured:
    words: {zh: 参保满一年, en: a year of insurance}
    lasting: {list: [insurance], in: place, where: {scheme: [pension]}, months: gz.months}
    papers: [insurance_record]
    cite: "GZ:3"
"""
)
SETTLEMENT = """entitlements:
  - id: settlement
    words: {zh: 落户, en: settlement}
    stage: conditional
    audience: resident
    subject: holder
    since: 2016-01-01
    rests_on: anyone
    departments: [police]
    cite: GZ
    condition:
"""


@dataclass(frozen=True)
class BadPack:
    """One pack; *near* is the word that must be proposed."""

    title: str
    code: str
    text: str
    near: str | None = None

    def __str__(self) -> str:
        return self.title

    @property
    def line(self) -> int:
        return 1 + [line.endswith("#!") for line in self.text.splitlines()].index(True)


def a_condition(body: str) -> str:
    return HEAD + "conditions:\n  gz.one:\n    cite: GZ\n" + body


def a_value(rows: str, more: str = "") -> str:
    return HEAD + f"values:\n  gz.length:\n    words: {{zh: 值, en: value}}\n{more}    values:\n{rows}"


def a_birth(body: str) -> str:
    return a_condition(body).replace("gz.one", "birth_registration") + (
        "papers:\n  birth_certificate: {words: {zh: 出生医学证明, en: medical certificate of birth}}\n"
    )


ROW = "      - {since: %s, value: %s, cite: GZ}%s\n"
BAD_PACKS = (
    BadPack("anchors are not allowed", "unreadable", HEAD + "values: &a {}  #!\n"),
    BadPack("a key stands twice", "unreadable", HEAD + "papers: {}\npapers: {}  #!\n"),
    BadPack("an unknown section", "unknown_section", HEAD + "conditons: {}  #!\n", "conditions"),
    BadPack("an unknown word in a condition", "unknown_word", a_condition("    recrod: {list: [tax]}  #!\n"), "record"),
    BadPack(
        "an unknown word in a record",
        "unknown_word",
        a_condition("    record: {list: [tax], wehre: {}}  #!\n"),
        "where",
    ),
    BadPack("an unknown list", "not_one_of", a_condition("    record: {list: [insurence]}  #!\n"), "insurance"),
    BadPack(
        "an unknown field of the facts",
        "unknown_field",
        a_condition("    record: {list: [housing], where: {tenurre: [own]}}  #!\n"),
        "tenure",
    ),
    BadPack(
        "a word that the list does not have",
        "unknown_field_word",
        a_condition("    record: {list: [housing], where: {tenure: [owner]}}  #!\n"),
        "own",
    ),
    BadPack("an unknown place word", "not_one_of", a_condition("    registered: {in: provnce}  #!\n"), "province"),
    BadPack(
        "an unknown group of cities",
        "unknown_name",
        a_condition("    place_in_group: {group: chang_zhu_tan}  #!\n"),
        "chang_zhu_tan_districts",
    ),
    BadPack("an unknown condition", "unknown_name", a_condition("    all: [half_yaer]  #!\n"), "half_year"),
    BadPack(
        "an unknown paper",
        "unknown_name",
        a_condition("    unmarried: {}\n    papers: [insurance_rekord]  #!\n"),
        "insurance_record",
    ),
    BadPack(
        "an unknown value",
        "unknown_name",
        a_condition("    lasting: {list: [tax], months: residence.half_year_month}  #!\n"),
        "residence.half_year_months",
    ),
    BadPack(
        "a value in another unit",
        "wrong_unit",
        a_condition("    lasting: {list: [tax], months: schooling.gap_days}  #!\n"),
    ),
    BadPack(
        "a length that is no number", "not_an_amount", a_condition("    lasting: {list: [tax], months: 6个月}  #!\n")
    ),
    BadPack(
        "a unit that the name contradicts",
        "wrong_unit",
        a_value(ROW % ("2020-01-01", "3", ""), "    unit: months  #!\n").replace("gz.length", "gz.days"),
    ),
    BadPack(
        "a unit nobody knows", "not_one_of", a_value(ROW % ("2020-01-01", "3", ""), "    unit: monhts  #!\n"), "months"
    ),
    BadPack(
        "a number that is none",
        "not_an_amount",
        a_value(ROW % ("2020-01-01", "three", "  #!"), "    unit: months\n"),
    ),
    BadPack(
        "two kinds in one condition",
        "more_than_one",
        a_condition("    unmarried: {}\n    living_together: {}\n").replace(
            "  gz.one:\n    cite: GZ\n", "  gz.one:\n    cite: GZ  #!\n"
        ),
    ),
    BadPack(
        "no kind in a condition",
        "not_exactly_one",
        HEAD + "conditions:\n  gz.one:\n    cite: GZ  #!\n",
    ),
    BadPack(
        "half a year where whole ones are counted",
        "not_a_whole_number",
        a_condition("    lasting: {list: [tax], years: 2.5}  #!\n"),
    ),
    BadPack(
        "a value below nothing",
        "not_a_whole_number",
        a_value(ROW % ("2020-01-01", "-3", "  #!"), "    unit: days\n"),
    ),
    BadPack(
        "a text torn at its comma",
        "torn_at_comma",
        HEAD + "papers:\n  gz.paper: {words: {zh: 证明, en: proof, of work}}  #!\n",
    ),
    BadPack(
        "rows for a value that no layer has",
        "value_without_words",
        HEAD + "values:\n  endorsement.grace:  #!\n    values:\n" + ROW % ("2020-01-01", "30", ""),
        "endorsement.grace_days",
    ),
    BadPack("a service left out", "missing_word", a_condition("    opened: {}  #!\n")),
    BadPack("a service left out by name", "missing_word", a_condition("    all: [opened]  #!\n")),
    BadPack(
        "an examination of the year 7",
        "year_far_away",
        HEAD
        + "exam_periods:\n"
        + "  - {exam: x, year: 7, opens_on: 2026-11-01, closes_on: 2026-11-09, checked_on: 2026-01-01, cite: GZ}  #!\n",
    ),
    BadPack("a row without provision", "missing_citation", a_value("      - {since: 2020-01-01, value: 3}  #!\n")),
    BadPack(
        "a condition without provision",
        "missing_citation",
        HEAD + "conditions:\n  gz.one:  #!\n    unmarried: {}\n",
    ),
    BadPack(
        "an unknown instrument", "unknown_name", a_value("      - {since: 2020-01-01, value: 3, cite: GZ2}  #!\n"), "GZ"
    ),
    BadPack(
        "a provision that cannot be read",
        "citation_malformed",
        a_value("      - {since: 2020-01-01, value: 3, cite: 'GZ art 3'}  #!\n"),
    ),
    BadPack("a day that does not exist", "not_a_day", a_value(ROW % ("2021-02-29", "3", "  #!"))),
    BadPack(
        "rows out of order",
        "rows_out_of_order",
        a_value(ROW % ("2021-01-01", "3", "") + ROW % ("2020-01-01", "4", "  #!")),
    ),
    BadPack(
        "two rows of one day",
        "rows_same_day",
        a_value(ROW % ("2021-01-01", "3", "") + ROW % ("2021-01-01", "4", "  #!")),
    ),
    BadPack(
        "a period that runs backwards",
        "period_backwards",
        a_condition("    unmarried: {}\n    since: 2020-01-01\n    until: 2019-01-01  #!\n"),
    ),
    BadPack(
        "a cycle of names",
        "cycle",
        HEAD + "conditions:\n  gz.a: {all: [gz.b], cite: GZ}\n  gz.b: {any: [gz.a], cite: GZ}  #!\n",
    ),
    BadPack("a condition that is its own part", "cycle", HEAD + "conditions:\n  gz.a: {not: gz.a, cite: GZ}  #!\n"),
    BadPack(
        "a name of the layer above written anew",
        "name_twice",
        HEAD + "conditions:\n  half_year: {unmarried: {}, cite: GZ}  #!\n",
    ),
    BadPack(
        "an id twice in one condition",
        "id_twice",
        a_condition("    all:\n      - {id: gz.x, unmarried: {}}\n      - {id: gz.x, living_together: {}}  #!\n"),
    ),
    BadPack(
        "an id twice by way of a named condition",
        "id_twice",
        HEAD
        + "conditions:\n"
        + "  gz.one: {any: [{id: gz.x, unmarried: {}}], cite: GZ}\n"
        + "  gz.two: {any: [gz.one, {id: gz.x, living_together: {}}], cite: GZ}  #!\n",
    ),
    BadPack(
        "an id that is the name of a condition below it",
        "id_twice",
        a_condition("    any:\n      - {id: half_year, unmarried: {}}  #!\n      - half_year\n"),
    ),
    BadPack(
        "a reason on what is looked at on a day",
        "reason_not_said",
        a_condition("    measured: {on: 2024-08-31, that: {unmarried: {}}}\n    reason: married  #!\n"),
    ),
    BadPack(
        "a reason on what all parts must meet",
        "reason_not_said",
        a_condition("    all: [half_year]\n    reason: half_year_not_reached  #!\n"),
    ),
    BadPack(
        "an extension of what has no alternatives",
        "no_alternatives",
        HEAD + "extend:\n  lives_here:  #!\n    any: [{unmarried: {}, cite: GZ}]\n",
    ),
    BadPack(
        "settlement without who may come too",
        "unknown_name",
        HEAD + SETTLEMENT.replace("id: settlement", "id: settlement  #!") + "      unmarried: {}\n",
    ),
    BadPack(
        "an entitlement without office",
        "no_office",
        HEAD
        + SETTLEMENT.replace("    departments: [police]\n", "").replace("id: settlement", "id: settlement  #!")
        + "      unmarried: {}\n",
    ),
    BadPack(
        "a value above its ceiling",
        "above_ceiling",
        a_value(
            ROW % ("2020-01-01", "61", "  #!"), "    unit: months\n    at_most: settlement.insurance_ceiling_months\n"
        ),
    ),
    BadPack(
        "a ceiling raised by a lower layer",
        "above_ceiling",
        HEAD + "values:\n  settlement.insurance_ceiling_months:\n    values:\n" + ROW % ("2020-01-01", "84", "  #!"),
    ),
    BadPack(
        "more months for settlement than allowed, as a number",
        "settlement_years",
        HEAD + SETTLEMENT + "      lasting: {list: [insurance], in: place, months: 72}  #!\n",
    ),
    BadPack(
        "more years for settlement than allowed, in a named condition",
        "settlement_years",
        HEAD
        + "conditions:\n  gz.long:\n    cite: GZ\n    lasting: {list: [insurance], in: place, years: 6}  #!\n"
        + SETTLEMENT
        + "      all: [gz.long]\n",
    ),
    BadPack(
        "more months for settlement than allowed, by a value",
        "settlement_years",
        HEAD
        + "values:\n  gz.months: {words: {zh: 月, en: months}, values: [{since: 2020-01-01, value: 61, cite: GZ}]}\n"
        + SETTLEMENT
        + "      lasting: {list: [insurance], in: place, months: gz.months}  #!\n",
    ),
    BadPack(
        "giving up the homestead, in Chinese words",
        "guard_rural_rights",
        a_condition("    words: {zh: 已自愿退出宅基地使用权, en: a condition}  #!\n    unmarried: {}\n"),
    ),
    BadPack(
        "giving up contracted land, as a paper",
        "guard_rural_rights",
        HEAD
        + "papers:\n  gz.surrender: {words: {zh: 某证明, en: certificate that contracted land was given back}}  #!\n",
    ),
    BadPack(
        "giving up collective income, as a stated word",
        "guard_rural_rights",
        a_condition("    stated: {indicator: gave_up_collective_income, from: 1}  #!\n"),
    ),
    BadPack(
        "the distinction of non-agricultural registration",
        "guard_hukou_kind",
        a_condition("    words: {zh: 非农业户口, en: a condition}  #!\n    unmarried: {}\n"),
    ),
    BadPack(
        "the distinction in English",
        "guard_hukou_kind",
        a_condition("    stated: {indicator: non_agricultural_hukou, from: 1}  #!\n"),
    ),
    BadPack(
        "birth papers before the registration of a birth",
        "guard_birth_papers",
        a_birth("    unmarried: {}\n    words: {zh: 新生儿户口登记须有准生证, en: registration of a birth}  #!\n"),
    ),
    BadPack(
        "birth papers behind a harmless name",
        "guard_birth_papers",
        a_birth("    unmarried: {}\n    papers: [gz.paper]  #!\n")
        + "  gz.paper: {words: {zh: 社会抚养费征收票据, en: receipt}}\n",
    ),
    BadPack(
        "two registration periods over one another",
        "periods_overlap",
        HEAD
        + """exams:
  - id: gaokao
    words: {zh: 高考, en: gaokao}
    stages: [senior]
    last_grade: 12
    sat_on: 06-07
    registers_on: 11-01
    graduates_may: "true"
    since: 2016-01-01
    departments: [education]
    cite: GZ
    condition: {unmarried: {}}
exam_periods:
  - {exam: gaokao, year: 2026, opens_on: 2025-11-01, closes_on: 2025-11-10, checked_on: 2025-10-01, cite: GZ}
  - {exam: gaokao, year: 2026, opens_on: 2025-11-05, closes_on: 2025-11-20, checked_on: 2025-10-01, cite: GZ}  #!
""",
    ),
)


def write_pack(folder: Path, text: str, place: str = PLACE) -> Path:
    """Lay a pack out in the folder of its place and return the root of the rules."""
    home = folder / place[:2] / place[:4] / place
    home.mkdir(parents=True, exist_ok=True)
    (home / "10-pack.yaml").write_text(text, encoding="utf-8")
    return folder

"""A child's schooling in words and stretches: years by grade, gaps, the exam year and what is said of it."""

from datetime import date
from types import SimpleNamespace

import pytest
from builders import a_schooling

from resipermit.adapters.gazetteer_files import load_gazetteer
from ui.presenters.schooling import ELSEWHERE, GAP, HERE, exam_marks, forecast_lines, schools
from ui.text import Text

TEXT = Text("zh_CN", lambda identifier, _language: {"gaokao": "普通高考"}.get(identifier, identifier))
DESK = SimpleNamespace(gazetteer=load_gazetteer())
TODAY = date(2026, 11, 2)


def bar(*rows):
    return [(one.words, one.since, one.until, one.kind) for one in schools(rows, "430100", TODAY, TEXT, DESK)]


def gaokao(answer, **more):
    first = {
        "exam_year": 2028,
        "registers_on": "2027-11-01",
        "answer": answer,
        "answer_if_endorsed": answer,
        "endorse_by": None,
        "must_come": [{"condition": "gaokao.proficiency"}],
        "lost_if": [{"kind": "schooling_gap", "more_than_days": 92}, {"kind": "permit_not_endorsed", "by": None}],
    }
    return {"id": "gaokao", "exam_year": 2028, "forecast": [first | more]}


def test_each_first_of_september_begins_a_grade():
    assert bar(a_schooling("primary", 4, date(2024, 9, 1))) == [
        ("4年级", date(2024, 9, 1), date(2025, 9, 1), HERE),
        ("5年级", date(2025, 9, 1), date(2026, 9, 1), HERE),
        ("6年级", date(2026, 9, 1), TODAY, HERE),
    ]


def test_a_gap_longer_than_a_summer_is_drawn_and_a_school_elsewhere_is_marked():
    found = bar(
        a_schooling("junior", 7, date(2025, 9, 1)),
        a_schooling("primary", 6, date(2024, 9, 1), division="520102", until=date(2025, 1, 20)),
    )

    assert found == [
        ("6年级", date(2024, 9, 1), date(2025, 1, 20), ELSEWHERE),
        ("间断224天", date(2025, 1, 20), date(2025, 9, 1), GAP),
        ("7年级", date(2025, 9, 1), date(2026, 9, 1), HERE),
        ("8年级", date(2026, 9, 1), TODAY, HERE),
    ]


def test_a_summer_between_two_schools_is_no_gap():
    found = bar(
        a_schooling("primary", 6, date(2024, 9, 1), until=date(2025, 7, 1)), a_schooling("junior", 7, date(2025, 9, 1))
    )

    assert GAP not in [kind for *_, kind in found]


def test_the_registration_of_the_exam_year_stands_over_the_bar():
    (mark,) = exam_marks([gaokao("yes"), {"id": "zhongkao", "exam_year": None, "forecast": []}], TEXT)

    assert (mark.words, mark.on) == ("2028年普通高考报名", date(2027, 11, 1))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("yes", "请保持：学籍和就读不中断（间断不超过92天）、居住证按时签注"),
        ("no", "还差：gaokao.proficiency"),
        ("unknown", "不等于不符合"),
    ],
)
def test_the_forecast_says_what_to_keep_or_what_is_missing(answer, said):
    (line,) = forecast_lines(gaokao(answer), TEXT)

    assert said in line


def test_the_last_day_to_endorse_before_registration_is_a_line_of_its_own():
    *_, reminder = forecast_lines(gaokao("yes", endorse_by="2027-10-28"), TEXT)

    assert "签注最后一天是2027年10月28日" in reminder

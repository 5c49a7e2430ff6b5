"""resipermit simulate: three questions about everybody on record, as table, JSON and CSV; a bad one is one line."""

import pytest
from terminal import NUMBER

from resipermit.domain.identity import masked


@pytest.fixture
def boss_desk(holder_desk):
    """The hall of one holder with a user who keeps the system and may look people up."""
    words = ("--role", "administrator", "--role", "clerk", "--new-password-file", str(holder_desk.password_file))
    holder_desk.done("user", "add", "boss", *words, user="admin")
    return holder_desk


def test_who_becomes_entitled_in_a_month_is_counted_by_division(holder_desk):
    month = holder_desk.done("simulate", "entitled", "residence_permit", "--in", "2025-07", "--json", user="admin")
    later = holder_desk.done("simulate", "entitled", "residence_permit", "--in", "2025-08", "--json", user="admin")

    assert month.document["divisions"] == [
        {"division": "430111", "name": "雨花区", "asked": 1, "becomes": 1, "unknown": 0}
    ]
    assert (later.document["total"]["becomes"], month.document["people"]) == (0, [])


def test_whose_permit_will_be_suspended_is_counted_and_listed_masked(boss_desk):
    far = boss_desk.done("simulate", "suspended", "--days", "139", "--json", user="boss")
    near = boss_desk.done("simulate", "suspended", "--days", "140", "--list", "--json", user="boss")

    assert far.document["total"] == {"suspended": 0}
    assert near.document["total"] == {"suspended": 1}
    assert near.document["people"] == [
        {"division": "430111", "number": masked(NUMBER), "figure": "suspended", "on": "2026-07-20"}
    ]


def test_another_value_changes_how_many_are_entitled(holder_desk):
    about = ("--for", "residence_permit", "--on", "2025-07-15")

    run = holder_desk.done("simulate", "set", "residence.half_year_months=24", *about, "--json", user="admin")

    total = run.document["total"]

    assert (total["before"], total["after"], total["gained"], total["lost"]) == (1, 0, 0, 1)


def test_the_table_speaks_chinese_and_the_file_opens_in_a_spreadsheet(boss_desk, monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    file = tmp_path / "table.csv"

    run = boss_desk.done("simulate", "suspended", "--days", "200", "--list", "--csv", str(file), user="boss")

    assert run.out.splitlines()[:3] == ["区划    将中止", "雨花区       1", "合计         1"]
    assert masked(NUMBER) in run.out
    assert NUMBER not in run.out
    assert file.read_bytes().decode("utf-8-sig").splitlines()[:2] == ["区划代码,区划,将中止", "430111,雨花区,1"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("entitled", "residence_pemit", "--in", "2026-12"), "residence_permit"),
        (("entitled", "residence_permit", "--in", "2026-13"), "2026-13"),
        (("suspended", "--days", "0"), "0"),
        (("set", "vocational_exam.yeers=2", "--for", "vocational_exam"), "vocational_exam.years"),
        (("set", "vocational_exam.years=two", "--for", "vocational_exam"), "two"),
        (("set", "vocational_exam.years", "--for", "vocational_exam"), "VALUE=NUMBER"),
        (("set", "vocational_exam.years=2", "--for", "vocational_exams"), "vocational_exam"),
    ],
)
def test_a_question_that_cannot_be_read_is_one_line(holder_desk, words, said):
    run = holder_desk.ask("simulate", *words, user="admin")

    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert said in run.err


def test_a_clerk_may_not_simulate_and_an_administrator_alone_may_not_list(holder_desk):
    clerk = holder_desk.ask("simulate", "suspended", user="li")
    listed = holder_desk.ask("simulate", "suspended", "--list", user="admin")

    assert (clerk.code, listed.code) == (3, 3)

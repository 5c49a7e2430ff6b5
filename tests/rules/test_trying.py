"""`rules try`: a table of cases asked at the counter of policy staff, and every slip in one named with its line."""

import inspect
import json
import re
from pathlib import Path

import pytest
from bad_packs import HEAD, SETTLEMENT, SOUND, write_pack
from hypothesis import given, settings
from hypothesis import strategies as st
from rules.bad_tables import BAD_TABLES, CASE, expecting

from resipermit.__main__ import main
from resipermit.adapters.case_tables import read_case_table
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.domain.contradictions import contradictions
from resipermit.words import LANGUAGES, catalogue

GAZETTEER = load_gazetteer()


@pytest.fixture
def a_table(tmp_path):
    def write(text: str, name: str = "cases.yaml") -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def tried(capsys):
    def ask(*arguments: str) -> tuple[int, str]:
        status = main(["rules", "try", *arguments])
        return status, capsys.readouterr().out

    return ask


@pytest.mark.parametrize("bad", BAD_TABLES, ids=str)
def test_a_slip_is_named_with_file_line_reason_and_the_word_meant(a_table, tried, bad):
    path = a_table(bad.text)

    status, out = tried(path, "--json")

    faults = json.loads(out)["faults"]
    assert status == 2
    assert [(fault["code"], fault["line"]) for fault in faults] == [(bad.code, bad.line)], faults
    assert faults[0]["file"] == path
    assert faults[0]["did_you_mean"] == bad.near
    assert "…" not in faults[0]["reason"].replace("……", "")


PUT_IN = st.sampled_from(["", "@孩子", "起", "至", ": ", "- ", "[", "}", "没有 ", "9"])
SPLICES = st.lists(st.tuples(st.integers(0, len(CASE)), st.integers(0, 6), PUT_IN), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(splices=SPLICES)
def test_whatever_is_cut_out_of_a_table_and_put_in_it_is_read_or_named_with_its_line(tmp_path_factory, splices):
    text = CASE
    for start, length, put_in in splices:
        text = text[:start] + put_in + text[start + length :]
    path = tmp_path_factory.getbasetemp() / "spliced.yaml"
    path.write_text(text, encoding="utf-8")

    table = read_case_table(path, GAZETTEER)

    assert table.cases or table.faults
    assert all(0 < fault.line <= text.count("\n") + 1 for fault in table.faults)


def test_all_slips_of_a_table_are_named_and_the_sound_cases_are_asked(a_table, tried):
    other = CASE.partition("cases:\n")[2].replace("可以申领", "另一个").replace("其余没有", "其余没")
    path = a_table(CASE + other.replace("租房已备案", "租房"))

    status, out = tried(path)

    assert status == 2
    assert f"{path}:14: “租房” is no word of this row" in out
    assert f"{path}:15: no row begins with “其余没”; did you mean “其余没有”?" in out
    assert "1 cases: 1 agree, 0 differ." in out


def test_a_table_that_agrees_is_said_line_by_line(a_table, tried):
    status, out = tried(a_table(CASE))

    assert status == 0
    assert "line 3 登记满半年可以申领 (2024-07-01, 湖南省长沙市芙蓉区)" in out
    assert "  = residence_permit        yes         yes" in out.splitlines()


def test_a_difference_is_told_with_its_reason_and_the_conditions_behind_it(a_table, tried):
    status, out = tried(a_table(CASE.replace("as_of: 2024-07-01", "as_of: 2024-06-30")))

    assert status == 1
    assert "≠ residence_permit        yes         no" in out
    assert "reason half_year_not_reached: " in out
    assert "✕ half_year " in out
    assert out.count("reason half_year_not_reached") == 1  # two expectations, one answer behind them


def test_of_an_answer_that_nobody_can_give_the_papers_are_named_that_would(a_table, tried):
    status, out = tried(a_table(CASE.replace("      - 户籍 邵阳市邵东市\n", "")))

    assert status == 1
    assert "papers that would decide: household_register " in out


def test_a_difference_about_the_permit_shows_how_it_stands(a_table, tried):
    text = expecting("居住证.due_on: 2026-01-10").replace("其余没有", "居住证 长沙市芙蓉区 签发2026-01-10")

    status, out = tried(a_table(text.replace("as_of: 2024-07-01", "as_of: 2026-02-01")))

    assert status == 1
    assert "the permit: standing in_use" in out
    assert "due_on 2027-01-10" in out


def test_in_json_each_case_has_what_was_expected_and_what_came(a_table, tried):
    status, out = tried(
        a_table(CASE.replace("residence_permit.since: 2024-07-01", "residence_permit.papers: []")), "--json"
    )

    document = json.loads(out)
    assert status == 0
    assert (document["agree"], document["differ"], document["faults"]) == (1, 0, [])
    assert document["cases"][0]["asked"] == [
        {"name": "residence_permit", "expected": "yes", "got": "yes", "agrees": True},
        {"name": "residence_permit.papers", "expected": [], "got": [], "agrees": True},
    ]


def test_a_flag_of_the_answer_may_be_written_as_yes_or_no(a_table, tried):
    status, _ = tried(a_table(expecting("residence_permit.usable_now: 是")))

    assert status == 0


def test_the_rules_and_the_place_named_on_the_command_line_stand_in_place_of_the_tables(tmp_path, a_table, tried):
    pack = write_pack(tmp_path / "mine", SOUND)
    path = a_table(CASE.replace("place: 长沙市芙蓉区", "place: 430100").replace("长沙市芙蓉区", "广州市天河区"))

    status, out = tried(path, "--rules", str(pack), "--place", "440106", "--json")

    assert status == 0
    assert json.loads(out)["cases"][0]["place"] == "440100"


def test_a_table_may_name_its_rules_beside_itself(tmp_path, a_table, tried):
    write_pack(tmp_path / "mine", SOUND)

    status, _ = tried(a_table("rules: mine\n" + CASE.replace("长沙市芙蓉区", "广州市天河区")))

    assert status == 0


def test_faults_of_the_rules_are_listed_and_nothing_is_asked_by_them(tmp_path, a_table, tried):
    pack = write_pack(tmp_path / "mine", HEAD + "conditons: {}\n")

    status, out = tried(a_table(CASE), "--rules", str(pack))

    assert status == 2
    assert "10-pack.yaml:3: there is no section “conditons”; did you mean “conditions”?" in out
    assert "0 cases: 0 agree" in out


def test_a_folder_without_a_layer_of_the_place_is_named_with_the_one_above(tmp_path, a_table, tried):
    pack = write_pack(tmp_path / "mine", SOUND)
    path = a_table(CASE.replace("长沙市芙蓉区", "广州市天河区"))

    status, out = tried(path, "--rules", str(pack / "44"), "--json")

    (fault,) = json.loads(out)["faults"]
    assert status == 2
    assert (fault["code"], fault["line"], fault["did_you_mean"]) == ("case_rules_silent", 3, str(pack))


@pytest.mark.parametrize("row", ["积分 edukation=master", "积分 area=0 edukation=master"])
def test_a_word_of_the_points_that_nothing_asks_for_is_named(a_table, tried, row):
    text = CASE.replace("长沙市芙蓉区", "北京市海淀区").replace("其余没有", row)

    status, out = tried(a_table("rules: examples\n" + text), "--json")

    (fault,) = json.loads(out)["faults"]
    assert status == 2
    assert (fault["code"], fault["line"], fault["did_you_mean"]) == ("case_unheard", 9, "education")


def test_coverage_counts_what_stands_behind_the_answers_that_a_case_judges(tmp_path, a_table, tried):
    pack = write_pack(tmp_path / "mine", SOUND + SETTLES)
    text = CASE.replace("长沙市芙蓉区", "广州市天河区")
    judged = text.replace("expect: {", "expect: {settlement: 否, ")

    _, without = tried(a_table(text), "--rules", str(pack), "--coverage", "--json")
    _, with_it = tried(a_table(judged), "--rules", str(pack), "--coverage", "--json")

    assert counts_of(without, "gz.insured") == {"yes": 0, "no": 0, "unknown": 0}
    assert counts_of(with_it, "gz.insured") == {"yes": 0, "no": 1, "unknown": 0}
    assert counts_of(with_it, "gz.months 2020-01-01") == {"yes": 0, "no": 1, "unknown": 0}
    assert counts_of(with_it, "GZ:3") == {"yes": 0, "no": 1, "unknown": 0}
    names = {row["name"] for row in json.loads(with_it)["coverage"]}  # the national layer is not its author's
    others = {"may_move_along", "settlement.condition", "GZ:"}
    assert names == {"gz.insured", "gz.months 2020-01-01", "GZ:3", *others}


SETTLES = "  may_move_along: {living_together: {}, cite: GZ}\n" + SETTLEMENT + "      all: [gz.insured]\n"


def counts_of(out, name):
    row = next(row for row in json.loads(out)["coverage"] if row["name"] == name)
    return {answer: row[answer] for answer in ("yes", "no", "unknown")}


def test_facts_that_cannot_all_be_true_are_told_with_their_line(a_table, tried):
    text = CASE.replace("其余没有", "居住证 长沙市芙蓉区 签发2022-01-10 签注2022-02-01")

    _, out = tried(a_table(text.replace("residence_permit.since: 2024-07-01", "居住证.standing: suspended")))
    _, document = tried(a_table(text), "--json")

    assert "  ! line 8, please check: an endorsement lies before its window" in out.splitlines()
    assert json.loads(document)["cases"][0]["contradictions"] == [
        {"line": 8, "what": "an endorsement lies before its window"}
    ]


def test_whatever_cannot_be_true_has_words_in_both_languages():
    domain = Path(inspect.getfile(contradictions)).parent
    source = "".join((domain / name).read_text(encoding="utf-8") for name in ("contradictions.py", "ledger_course.py"))
    codes = set(re.findall(r"""(?:"code": |_odd\()"(\w+)\"""", source))

    assert len(codes) > 10
    assert [code for code in codes for one in LANGUAGES if f"contradiction.{code}" not in catalogue(one)] == []


def test_the_manual_is_handed_over_as_it_stands(tmp_path, capsys):
    out = tmp_path / "rules.md"

    status = main(["rules", "manual", "--out", str(out)])

    assert status == 0
    assert str(out) in capsys.readouterr().out
    assert out.read_text(encoding="utf-8") == (Path(__file__).parents[2] / "docs/rules.md").read_text(encoding="utf-8")


def test_without_a_place_it_is_told_from_the_facts(a_table, tried):
    status, _ = tried(a_table(CASE.replace("place: 长沙市芙蓉区\n", "")))

    assert status == 0


def test_a_case_of_no_place_at_all_is_named(a_table, tried):
    text = CASE.replace("place: 长沙市芙蓉区\n", "").replace("      - 居住 长沙市芙蓉区 2024-01-01起 租房已备案\n", "")

    status, out = tried(a_table(text), "--json")

    assert status == 2
    assert [(fault["code"], fault["line"]) for fault in json.loads(out)["faults"]] == [("case_fact", 2)]


def test_a_folder_and_a_file_that_is_not_there_are_named_with_the_table_that_was_meant(tmp_path, a_table, tried):
    path = a_table(CASE)

    _, of_folder = tried(str(tmp_path), "--json")
    status, of_file = tried(str(tmp_path / "casse.yaml"), "--json")

    assert status == 2
    faults = [json.loads(out)["faults"][0] for out in (of_folder, of_file)]
    assert [fault["code"] for fault in faults] == ["case_is_a_folder", "case_no_file"]
    assert [fault["did_you_mean"] for fault in faults] == [path, path]


def test_bytes_that_are_no_text_are_named(tmp_path, tried):
    path = tmp_path / "cases.yaml"
    path.write_bytes("place: 长沙".encode("gbk"))

    status, out = tried(str(path), "--json")

    assert status == 2
    assert json.loads(out)["faults"][0]["code"] == "unreadable"


def test_a_byte_order_mark_is_no_fault(tmp_path, tried):
    path = tmp_path / "cases.yaml"
    path.write_bytes(CASE.encode("utf-8-sig"))

    assert tried(str(path))[0] == 0


@pytest.mark.parametrize(("option", "value"), [("--rules", "nowhere"), ("--place", "430199")])
def test_a_folder_or_a_place_that_is_not_there_is_bad_input(a_table, capsys, option, value):
    status = main(["rules", "try", a_table(CASE), option, value])

    assert status == 2
    assert capsys.readouterr().err.startswith(f"{option}: ")


def test_chinese_comes_first(a_table, tried, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    status, out = tried(a_table(CASE))

    assert status == 0
    assert "第3行 登记满半年可以申领（2024-07-01，湖南省长沙市芙蓉区）" in out
    assert out.endswith("共1个案例：1个一致，0个不一致。\n")


def test_the_columns_stand_below_one_another_whatever_letters_are_in_them(a_table, tried, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    _, out = tried(a_table(CASE))

    head, first = (line for line in out.splitlines() if line.startswith(("    问的是", "  = residence_permit ")))
    assert len(head.partition("应为")[0].encode("gbk")) == len(first.partition("是")[0].encode("gbk"))

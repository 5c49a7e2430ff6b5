"""`rules check`: every fault has its file, its line, its reason and the word that was probably meant."""

import ast
import json
from datetime import date
from pathlib import Path

import pytest
from bad_packs import BAD_PACKS, HEAD, PLACE, SOUND, write_pack

from resipermit.__main__ import main
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_shelf import FileShelf
from resipermit.domain.errors import InvalidInput
from resipermit.speech import Speech
from resipermit.words import LANGUAGES, catalogue, say, say_fault

DAY = date(2026, 11, 20)
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shelf():
    return FileShelf(load_gazetteer())


def test_the_programs_own_rules_have_no_fault(shelf):
    found = shelf.examine([], DAY)

    assert [say_fault(fault, "en") for fault in found.faults] == []
    assert any("430100" in file for file in found.files)


def test_a_sound_pack_has_no_fault(shelf, tmp_path):
    found = shelf.examine([write_pack(tmp_path, SOUND)], DAY)

    assert found.faults == ()


@pytest.mark.parametrize("bad", BAD_PACKS, ids=str)
def test_a_bad_pack_is_named_with_line_and_reason(shelf, tmp_path, bad):
    found = shelf.examine([write_pack(tmp_path, bad.text)], DAY)

    named = [fault for fault in found.faults if fault.code == bad.code and fault.line == bad.line]
    assert named, [(fault.line, fault.code) for fault in found.faults]
    assert named[0].near == bad.near
    assert named[0].file.endswith("10-pack.yaml")


@pytest.mark.parametrize("bad", BAD_PACKS, ids=str)
def test_a_bad_pack_answers_nobody(shelf, tmp_path, bad):
    root = write_pack(tmp_path, bad.text)

    with pytest.raises(InvalidInput) as refused:
        shelf.book(PLACE, root)

    assert refused.value.code == "rule_file"
    assert refused.value.field.startswith("44/4401/440100/10-pack.yaml:")


def test_all_faults_of_all_files_are_listed(shelf, tmp_path):
    write_pack(tmp_path, HEAD + "conditons: {}\nvalus: {}\n")
    (tmp_path / "44/20-province.yaml").write_text("papres: {}\n", encoding="utf-8")

    found = shelf.examine([tmp_path], DAY)

    assert [(Path(fault.file).name, fault.line, fault.near) for fault in found.faults] == [
        ("20-province.yaml", 1, "papers"),
        ("10-pack.yaml", 3, "conditions"),
        ("10-pack.yaml", 4, "values"),
    ]


def test_years_of_insurance_beside_a_points_table_are_no_ceiling_broken(shelf, tmp_path):
    table = """points:
  gz.points:
    cite: GZ
    groups: [{id: base, combine: sum, indicators: [{id: degree, stated: degree, words_points: {bachelor: 60}}]}]
conditions:
  gz.settles:
    cite: GZ
    all:
      - {lasting: {list: [insurance], in: place, years: 7}, cite: GZ}
      - {points: {table: gz.points, at_least: 100}, cite: GZ}
"""

    found = shelf.examine([write_pack(tmp_path, HEAD + table)], DAY)

    assert "settlement_years" not in [fault.code for fault in found.faults]


def test_a_place_hears_what_is_neither_opened_nor_said_not_to_be(shelf):
    found = shelf.examine([ROOT / "resources/rules/43/4301"], DAY)

    silent = {remark.facts["id"] for remark in found.remarks if remark.code == "no_row"}
    assert "vocational_grant" in silent
    assert "vocational_fee_waiver" not in silent  # works now for everybody
    assert {remark.place for remark in found.remarks} == {"430100", "430121"}


def test_values_to_be_verified_and_texts_not_read_for_a_year_are_listed(shelf):
    found = shelf.examine([], date(2028, 1, 1))

    codes = {remark.code for remark in found.remarks}
    assert {"to_verify", "not_read"} <= codes
    assert not [one for one in shelf.examine([], DAY).remarks if one.code == "not_read"]


UNSURE = (
    HEAD
    + """conditions:
  gz.sure: {words: {zh: 甲, en: a}, unmarried: {}, cite: GZ}
  gz.retold:
    words: {zh: 乙, en: b}
    all:
      - gz.sure
      - {id: gz.recalled, words: {zh: 丙, en: c}, unmarried: {}, cite: ["GZ:2 R", "GZ:3 C3"]}
    cite: ["GZ:1 C3", GZ]
points:
  gz.points:
    words: {zh: 丁, en: d}
    cite: GZ
    veto: [{id: gz.veto, words: {zh: 戊, en: e}, unmarried: {}, cite: GZ C3}]
    groups:
      - id: gz.base
        words: {zh: 己, en: f}
        combine: sum
        indicators: [{id: gz.age, age: "true", bands: [{from: 16, until: 60, points: 1}], cite: GZ R}]
entitlements:
  - id: social_welfare
    words: {zh: 庚, en: g}
    stage: national
    audience: holder
    subject: holder
    since: 2016-01-01
    rests_on: [{since: 2016-01-01, value: permit_in_use, cite: GZ}, {since: 2020-01-01, value: anyone, cite: GZ C3}]
    departments: [police]
    cite: GZ R
exams:
  - id: gaokao
    words: {zh: 辛, en: h}
    stages: [senior]
    last_grade: 12
    sat_on: 06-10
    registers_on: 11-10
    graduates_may: "true"
    since: 2016-01-01
    condition: gz.retold
    departments: [education]
    cite: GZ C3
"""
)


def test_whatever_rests_on_a_text_that_nobody_has_read_is_listed_once_by_its_kind(shelf, tmp_path):
    found = shelf.examine([write_pack(tmp_path, UNSURE)], DAY)

    assert found.faults == ()
    own = {
        (one.code.removeprefix("to_verify").strip("_"), one.facts["id"]): one.facts["certainty"]
        for one in found.remarks
        if "GZ" in one.facts.get("instrument", ())
    }
    assert own == {
        ("", "social_welfare"): "C3",  # the row from 2020 on
        ("entitlement", "social_welfare"): ["R"],
        ("exam", "gaokao"): ["C3"],
        ("points", "gz.points"): ["R"],
        ("condition", "gz.retold"): ["C3"],
        ("condition", "gz.recalled"): ["R", "C3"],
        ("condition", "gz.veto"): ["C3"],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_to_be_verified_is_said_with_kind_text_and_mark(shelf, tmp_path, language):
    found = shelf.examine([write_pack(tmp_path, UNSURE)], DAY)

    said = [say(f"rule_remark.{one.code}", language, **one.facts) for one in found.remarks if "to_verify_" in one.code]

    assert [sentence for sentence in said if sentence.startswith("rule_remark") or "…" in sentence] == []
    assert any("gz.recalled" in sentence and "GZ" in sentence and "C3" in sentence for sentence in said)


def test_an_id_that_stands_twice_is_told_with_both_lines(shelf, tmp_path):
    twice = (
        "conditions:\n  gz.one:\n    cite: GZ\n    any:\n"
        "      - {id: gz.x, unmarried: {}}\n      - {id: gz.x, living_together: {}}\n"
    )

    (fault,) = shelf.examine([write_pack(tmp_path, HEAD + twice)], DAY).faults

    assert (fault.line, fault.facts["where"]) == (8, "44/4401/440100/10-pack.yaml:7")


def test_the_same_condition_named_twice_is_no_id_twice(shelf, tmp_path):
    named = "conditions:\n  gz.one: {any: [half_year, {all: [half_year, {unmarried: {}}]}], cite: GZ}\n"

    assert shelf.examine([write_pack(tmp_path, HEAD + named)], DAY).faults == ()


REASONED = "conditions:\n  gz.one: {unmarried: {}, cite: GZ, reason: %s}\n"
OWN_WORDS = "reasons:\n  gz.too_young: {words: {zh: 年龄还没有到, en: too young as yet}}\n"


@pytest.mark.parametrize(
    ("reason", "code", "near"),
    [
        ("insurance_years_shrot", "no_sentence_near", "insurance_years_short"),
        ("gz.too_yuong", "no_sentence_near", "gz.too_young"),
        ("qqqq", "no_sentence", None),
    ],
)
def test_a_reason_that_nobody_has_a_sentence_for_is_remarked(shelf, tmp_path, reason, code, near):
    found = shelf.examine([write_pack(tmp_path, HEAD + OWN_WORDS + REASONED % reason)], DAY)

    remark = next(one for one in found.remarks if one.code.startswith("no_sentence"))
    assert found.faults == ()
    assert (remark.code, remark.facts) == (code, {"id": "gz.one", "reason": reason, "near": near})


@pytest.mark.parametrize("reason", ["married", "gz.too_young"])
def test_a_reason_with_a_sentence_in_the_program_or_in_the_pack_is_not_remarked(shelf, tmp_path, reason):
    found = shelf.examine([write_pack(tmp_path, HEAD + OWN_WORDS + REASONED % reason)], DAY)

    assert not [one for one in found.remarks if one.code.startswith("no_sentence")]


def test_the_program_has_a_sentence_for_every_reason_of_its_own_rules(shelf):
    assert not [one for one in shelf.examine([], DAY).remarks if one.code.startswith("no_sentence")]


def test_a_pack_brings_the_sentence_for_a_reason_of_its_own(shelf, tmp_path):
    book = shelf.book(PLACE, write_pack(tmp_path, HEAD + OWN_WORDS + REASONED % "gz.too_young"))

    assert Speech("zh_CN", book.words_of).reason("gz.too_young") == "年龄还没有到"
    assert Speech("en", book.words_of).reason("gz.too_young") == "too young as yet"
    assert Speech("en", book.words_of).reason("half_year_not_reached") == catalogue("en")["half_year_not_reached"]


def test_the_command_lists_on_the_terminal_and_ends_with_2(tmp_path, capsys):
    root = write_pack(tmp_path, HEAD + "conditons: {}\n")

    status = main(["rules", "check", str(root)])

    out = capsys.readouterr().out
    assert status == 2
    assert "10-pack.yaml:3: there is no section “conditons”; did you mean “conditions”?" in out


def test_the_command_answers_in_json(tmp_path, capsys):
    root = write_pack(tmp_path, HEAD + "conditons: {}\n")

    status = main(["rules", "check", "--json", str(root)])

    (fault,) = json.loads(capsys.readouterr().out)["faults"]
    assert status == 2
    assert (fault["line"], fault["code"], fault["did_you_mean"]) == (3, "unknown_section", "conditions")


def test_a_folder_without_rules_is_bad_input(tmp_path, capsys):
    status = main(["rules", "check", str(tmp_path)])

    assert status == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_every_fault_and_remark_has_words_in_both_languages():
    codes = set()
    folders = ("adapters/rule_check", "adapters/case_tables", "domain", "usecases")
    for path in [path for folder in folders for path in ROOT.glob(f"resipermit/{folder}/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = {"Fault": 2, "Slip": 0, "fault": 1, "Remark": 1}.get(called)
            if at is not None and len(node.args) > at and isinstance(node.args[at], ast.Constant):
                kind = "rule_remark" if called == "Remark" else "rule_fault"
                codes.add(f"{kind}.{node.args[at].value}")

    assert len(codes) > 20
    assert {code for language in LANGUAGES for code in codes if code not in catalogue(language)} == set()

"""Policy staff look into the book: list, show, compare; editors are given its schema; the annex stands behind it."""

import json
import re
from datetime import date
from pathlib import Path
from shutil import copytree

import jsonschema
import pytest
import yaml
from bad_packs import HEAD, SOUND, write_pack

from resipermit.__main__ import main
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.office_files import annex_tasks, local_offices
from resipermit.adapters.rule_check import words
from resipermit.adapters.rule_check.json_schema import json_schema
from resipermit.adapters.rule_check.shapes import Keys, Ref
from resipermit.adapters.rule_files import load_book, vocabulary
from resipermit.domain.calendar import add_months
from resipermit.domain.rule_description import catalogue, describe, everything, walked
from resipermit.domain.rule_differences import between_answers, between_days, between_times, first_difference
from resipermit.resources import resources
from resipermit.words import LANGUAGES
from resipermit.words import catalogue as catalogue_of

RULES = sorted((resources() / "rules").rglob("*.yaml"))
FAMILY = Path(__file__).parents[1] / "families" / "10-gaokao.json"
BOOK = load_book("430100")
POINTS = (
    HEAD
    + """points:
  gz.points:
    words: {zh: 积分, en: points}
    cite: GZ
    veto:
      - {id: gz.crime, words: {zh: 犯罪, en: crime}, since: 2026-03-01, stated: {indicator: crime, is: [a]}, cite: GZ}
      - {id: gz.fraud, words: {zh: 造假, en: fraud}, until: 2026-07-01, stated: {indicator: fraud, is: [a]}, cite: GZ}
    groups:
      - id: gz.base
        words: {zh: 基础, en: base}
        combine: sum
        indicators:
          - {id: gz.age, words: {zh: 年龄, en: age}, age: "true", bands: [{from: 16, until: 60, points: 10}], cite: GZ}
"""
)
DAY_BEFORE, NEW_YEAR = date(2025, 12, 31), date(2026, 1, 1)


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(json.loads(FAMILY.read_text(encoding="utf-8"))["facts"]), encoding="utf-8")
    return str(path)


def answered(capsys, *arguments):
    assert main(["rules", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_table_of_words_says_what_the_loader_takes():
    told = {}
    for kind, shape in words.LEAVES.items():
        keys = words.SHAPES[shape.name] if isinstance(shape, Ref) else shape
        assert isinstance(keys, Keys)
        told[kind] = (set(keys.fields), set(keys.needed))

    loader = {kind: (set(taken), set(vocabulary.NEEDS.get(kind, ()))) for kind, taken in vocabulary.TAKES.items()}
    assert told == loader


def test_the_schema_that_is_shipped_is_current():
    shipped = json.loads((resources() / "rules" / "schema.json").read_text(encoding="utf-8"))

    assert shipped == json.loads(json.dumps(json_schema()))


def as_an_editor_reads(tree):
    """Return what YAML 1.2 makes of words: `12` is a number and `true` a truth; the program reads both as text."""
    if isinstance(tree, dict):
        return {key: as_an_editor_reads(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [as_an_editor_reads(value) for value in tree]
    if tree in ("true", "false"):
        return tree == "true"
    return int(tree) if re.fullmatch("0|[1-9][0-9]*", tree) else tree


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(resources())))
def test_every_rule_file_fits_the_schema(path):
    validator = jsonschema.Draft202012Validator(json_schema())

    tree = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)

    assert [error.message for error in validator.iter_errors(tree)] == []
    assert [error.message for error in validator.iter_errors(as_an_editor_reads(tree))] == []


@pytest.mark.parametrize("wrong", ["conditons: {}", "values: {a: {values: [{since: 2016-1-1, value: 1, cite: GZ}]}}"])
def test_the_schema_refuses_what_the_check_refuses(wrong):
    tree = yaml.load(HEAD + wrong, yaml.BaseLoader)

    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(tree)


def test_the_command_writes_the_schema(tmp_path, capsys):
    out = tmp_path / "schema.json"

    assert main(["rules", "schema", "--out", str(out)]) == 0

    assert json.loads(out.read_text(encoding="utf-8"))["$defs"]["condition"]


def test_everything_that_is_listed_can_be_shown(capsys):
    listed = answered(capsys, "list")

    assert {"settlement", "gaokao", "half_year", "issue.days", "D663", "police"} <= {line["id"] for line in listed}
    for line in catalogue(BOOK):
        assert describe(BOOK, line["id"])["id"] == line["id"]


def test_a_points_table_is_shown_with_every_row_its_cap_its_source_and_its_mark(capsys):
    rules = str(resources() / "rules" / "examples")

    assert main(["rules", "show", "sh.points", "--place", "310000", "--rules", rules]) == 0

    said = capsys.readouterr().out
    assert "“doctor”: 110" in said
    assert "44 – 45: 29" in said
    assert "4 points a unit, counted after 0, cap 40" in said
    assert "CHOICE R" in said


def test_a_paper_keeps_its_words_beside_an_entitlement_of_the_same_name():
    assert BOOK.words_of("paper.residence_permit", "zh_CN") == "居住证"
    assert BOOK.words_of("residence_permit", "zh_CN") == "申领居住证"
    for paper in (paper for root in BOOK.conditions.values() for node in walked(root) for paper in node.papers):
        assert BOOK.words_of(f"paper.{paper}", "zh_CN") != f"paper.{paper}"


def test_two_days_differ_by_the_conditions_that_begin_or_end_between_them():
    rules = str(Path(__file__).parent / "invented" / "hailan")
    book = load_book("980100", Path(rules))

    lines = {(line["id"], line["change"], line["from"]) for line in between_days(book, DAY_BEFORE, NEW_YEAR)}

    assert {
        ("hl.reaches_2020", "condition_ends", "2026-01-01"),
        ("hl.reaches_2026", "condition_begins", "2026-01-01"),
    } <= lines
    assert not list(between_days(book, NEW_YEAR, NEW_YEAR))


def test_an_entitlement_is_shown_with_history_sources_offices_papers_and_conditions(capsys):
    shown = answered(capsys, "show", "gaokao")

    assert shown["values"][0]["rows"][0]["cite"].startswith("HN2012")
    assert {source["id"] for source in shown["sources"]} >= {"HN2012", "HNEXAM"}
    assert shown["departments"][0]["annex_name"] == "省教育厅"
    assert [task["number"] for task in shown["tasks"]] == [10, 17]
    assert "school_record_certificate" in {paper["id"] for paper in shown["papers"]}
    assert shown["conditions"][0]["parts"][0]["op"] == "since_grade"


@pytest.mark.parametrize(("language", "word"), [("C", "office (lead)"), ("zh_CN.UTF-8", "部门（牵头）")])
def test_it_is_shown_in_both_languages_with_task_and_local_counter(capsys, monkeypatch, language, word):
    monkeypatch.setenv("LC_ALL", language)

    assert main(["rules", "show", "housing_security"]) == 0

    said = capsys.readouterr().out
    assert word in said
    assert "省住房城乡建设厅" in said
    assert "14300000106" in said


def test_it_is_told_whose_facts_which_years_and_what_for(capsys):
    assert main(["rules", "show", "gaokao"]) == 0
    assert main(["rules", "show", "housing_security"]) == 0

    said = capsys.readouterr().out
    assert "of=any_parent classes={from: 2019}" in said
    assert "outcome full" in said
    assert "rests_on local_opening" in said


def test_the_text_behind_a_later_row_is_among_the_sources(capsys):
    sources = answered(capsys, "show", "driving_licence")["sources"]

    assert {source["id"] for source in sources} >= {"D663", "MPS2019"}


def test_an_id_is_shown_as_an_author_writes_it(capsys):
    assert main(["rules", "list"]) == 0

    said = capsys.readouterr().out
    assert "paper labour_contract " in said
    assert "exam vocational_exam " in said


def test_every_reason_of_a_rule_file_has_a_sentence():
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    given = {code for path in RULES for code in re.findall(r"reason: (\w+)", path.read_text(encoding="utf-8"))}
    told = page[page.index("is one of the codes that the program") : page.index("A condition without one")]

    codes = given | set(re.findall(r"`(\w+)`", told)) - {"reason"}

    assert [code for code in sorted(codes) for language in LANGUAGES if code not in catalogue_of(language)] == []


def test_an_unknown_id_is_answered_with_the_nearest(capsys):
    assert main(["rules", "show", "half_yaer"]) == 2

    assert "half_year" in capsys.readouterr().err


def test_two_days_of_one_book_differ_by_the_rows_between_them(capsys):
    lines = answered(capsys, "diff", "2018-01-01", "2020-01-01")["book"]

    assert {"id": "driving_licence", "change": "rests_on", "from": "2019-06-01"}.items() <= next(
        line for line in lines if line["id"] == "driving_licence"
    ).items()


def test_two_books_differ_by_what_one_adds(tmp_path, capsys):
    one = write_pack(tmp_path / "one", SOUND)
    other = write_pack(tmp_path / "other", SOUND.replace("value: 12", "value: 24"))

    lines = answered(capsys, "diff", str(one), str(other), "--place", "440100")["book"]

    assert {line["id"]: line["change"] for line in lines} == {"gz.months": "changed", "gz.insured": "changed"}


def test_the_answers_of_a_family_that_change_are_named_with_their_day(tmp_path, capsys):
    changed = tmp_path / "changed"
    copytree(resources() / "rules", changed, ignore=lambda *_: ["examples"])
    decree = changed / "national" / "20-decree-663.yaml"
    text = decree.read_text(encoding="utf-8")
    decree.write_text(text.replace('value: 6, cite: "D663:2"', 'value: 12, cite: "D663:2"'), encoding="utf-8")
    told = json.loads((FAMILY.parent / "16-not-yet-half-a-year.json").read_text(encoding="utf-8"))
    (tmp_path / "facts.json").write_text(json.dumps(told["facts"]), encoding="utf-8")
    sides = (str(resources() / "rules"), str(changed), "--for", str(tmp_path / "facts.json"))

    found = answered(capsys, "diff", *sides, "--as-of", told["as_of"])

    (line,) = [line for line in found["answers"] if line["id"] == "residence_permit"]
    before = date.fromisoformat(line["before_earliest_on"])
    assert line["from"] == line["before_earliest_on"]
    assert line["after_earliest_on"] == add_months(before, 6).isoformat()
    assert {"id": "residence.half_year_months", "change": "changed", "what": ["values"]} in found["book"]


def test_the_answers_of_two_days_are_compared(capsys, facts):
    found = answered(capsys, "diff", "2018-01-01", "2027-11-01", "--for", facts)

    assert all(line["before"] != line["after"] for line in found["answers"])


def test_a_class_that_comes_up_between_two_days_is_named_with_its_day(capsys):
    lines = answered(capsys, "diff", "2018-01-01", "2018-12-31")["book"]
    later = answered(capsys, "diff", "2018-06-11", "2018-12-31")["book"]

    begun = {
        line["id"]: (line["from"], line["exam"], line["class"]) for line in lines if line["change"] == "class_begins"
    }
    ended = {line["id"]: line["class"] for line in lines if line["change"] == "class_ends"}
    assert begun["parent_year"] == ("2018-06-11", "gaokao", 2019)
    assert set(ended.values()) == {2019}
    assert [line for line in later if "class" in line] == []


def test_what_begins_and_ends_inside_a_points_table_is_named(tmp_path, capsys):
    pack = write_pack(tmp_path / "points", POINTS)

    lines = answered(capsys, "diff", "2025-12-31", "2026-12-31", "--rules", str(pack), "--place", "440100")["book"]

    assert [(line["id"], line["change"], line["from"]) for line in lines] == [
        ("gz.crime", "condition_begins", "2026-03-01"),
        ("gz.fraud", "condition_ends", "2026-07-01"),
    ]


def test_an_exam_year_for_which_a_rule_changes_is_told_with_its_day_to_register(tmp_path, capsys, facts):
    changed = tmp_path / "changed"
    copytree(resources() / "rules", changed, ignore=lambda *_: ["examples"])
    exams = changed / "43" / "20-exams.yaml"
    text = exams.read_text(encoding="utf-8")
    asked = "{id: never, words: {zh: 演示, en: invented}, classes: {from: 2028}, age: {from: 90}, cite: HN2012 C3}"
    place = "        - id: gaokao.proficiency\n"
    exams.write_text(text.replace(place, f"        - {asked}\n{place}"), encoding="utf-8")
    sides = (str(resources() / "rules"), str(changed), "--for", facts, "--as-of", "2026-10-15")

    answers = answered(capsys, "diff", *sides)["answers"]
    assert main(["rules", "diff", *sides]) == 0

    first = next(line for line in answers if line.get("exam_year"))
    assert {line["exam_year"] for line in answers if line["subject"] == "household[1]"} == {2028, 2029}
    assert (first["before"], first["after"], first["from"]) == ("yes", "no", "2027-11-01")
    assert "expected gaokao (household[1], class of 2028, registers 2027-11-01): yes → no" in capsys.readouterr().out


def an_exam(answer, outcome, year=2027):
    spans = [["2026-01-01", None]] if answer == "yes" else []
    of_year = {"exam_year": year, "forecast": [], "outcome": outcome}
    item = {"id": "gaokao", "subject": "household[0]", "answer": answer, "spans": spans, "earliest_on": None}
    return {"permit": {"application": item}, "entitlements": [], "exams": [item | of_year], "settlement": None}


def test_another_outcome_is_a_difference_though_both_answers_are_yes():
    full, guest = an_exam("yes", "full"), an_exam("yes", "guest_exam")

    (by_book,) = between_answers(full, guest, date(2026, 5, 1))
    (by_day,) = between_times(full, guest, (date(2026, 5, 1), date(2026, 6, 1)))

    for line in (by_book, by_day):
        assert (line["before"], line["after"]) == ("yes", "yes")
        assert (line["before_outcome"], line["after_outcome"]) == ("full", "guest_exam")


def test_the_exam_years_of_two_days_stand_beside_their_answers():
    (line,) = between_times(an_exam("no", "none"), an_exam("yes", "full", 2028), (date(2026, 5, 1), date(2027, 7, 1)))

    assert (line["before_exam_year"], line["after_exam_year"]) == (2027, 2028)


def test_two_folders_or_two_days_are_needed(tmp_path, capsys):
    assert main(["rules", "diff", str(tmp_path), "2020-01-01"]) == 2
    assert main(["rules", "diff", str(tmp_path / "nowhere"), str(tmp_path)]) == 2


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ([["2020-01-01", None]], [["2020-01-01", None]], None),
        ([["2020-01-01", None]], [["2020-01-01", "2026-01-01"]], "2026-01-01"),
        ([["2020-01-01", "2021-01-01"]], [], None),
        ([[None, None]], [], "2025-01-01"),
    ],
)
def test_the_first_day_on_which_two_answers_part(one, other, first):
    assert first_difference(one, other, date(2025, 1, 1)) == first


def test_an_answer_that_only_one_book_gives_is_a_difference():
    item = {"id": "x", "subject": "holder", "answer": "yes", "spans": [], "earliest_on": None}
    document = {"permit": {"application": item}, "entitlements": [], "exams": [], "settlement": None}
    more = {**document, "entitlements": [{**item, "id": "y"}]}

    (line,) = between_answers(document, more, date(2025, 1, 1))

    assert (line["id"], line["before"], line["after"]) == ("y", None, "yes")


# the annex and the offices


def test_the_annex_has_28_tasks_the_lead_first_or_each_for_itself():
    tasks = annex_tasks()

    assert [task["number"] for task in tasks] == list(range(1, 29))
    assert tasks[9]["responsibility"] == "each"
    assert tasks[16]["departments"][0] == "省教育厅"
    assert {task["responsibility"] for task in tasks if len(task["departments"]) > 1} == {"led", "each"}


def test_an_entitlement_is_led_by_an_office_that_its_tasks_name():
    named = {task["number"]: set(task["departments"]) for task in annex_tasks()}
    astray = {}
    for entitlement in everything(BOOK):
        if entitlement.tasks:
            offices = set().union(*(named[task] for task in entitlement.tasks))
            lead = BOOK.departments[entitlement.leads[0].department].annex_name
            if not set(lead.split("、")) & offices:
                astray[entitlement.id] = lead

    assert astray == {}


def test_every_entitlement_of_the_opinion_knows_its_tasks():
    stages = ("equal_now", "gradual", "conditional")
    without = [one.id for one in everything(BOOK) if one.stage in stages and not one.tasks]

    assert without == []


def test_a_counter_is_that_of_the_district_else_of_the_city():
    office = local_offices(load_gazetteer())

    assert office("430111", "housing")["name"].startswith("雨花区")
    assert office("430102", "housing")["name"].startswith("长沙市")
    assert office("430200", "housing") is None


def test_the_answer_names_the_local_counter_of_each_department(capsys, facts):
    assert main(["assess", facts, "--as-of", "2026-11-20", "--place", "430111"]) == 0

    answer = json.loads(capsys.readouterr().out)
    offices = [office for item in answer["entitlements"] for office in item["departments"]]
    assert all(office["local"] is None or office["local"]["checked_on"] for office in offices)
    assert any(office["local"] and "雨花区" in office["local"]["name"] for office in offices)

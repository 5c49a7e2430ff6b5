"""Rules come into force by two people, a bad pack changes nothing; a decision is made again to the byte."""

import json
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from bad_packs import BAD_PACKS, write_pack
from terminal import ACCEPTED_ON, NUMBER, REGISTERED_ON, Terminal, register

from resipermit.resources import resources

HALF_YEAR = "residence.half_year_months"


@pytest.fixture
def years_for_half(tmp_path: Path) -> Path:
    """The program's own rules, with three years in place of half a year from 2024 on."""
    folder = tmp_path / "changed"
    copytree(resources() / "rules", folder, ignore=lambda *_: ["examples"])
    rows = f"values:\n  {HALF_YEAR}:\n    values:\n      - {{since: 2024-01-01, value: 36, cite: CS16}}\n"
    (folder / "43/4301/430100/20-three-years.yaml").write_text(rows, encoding="utf-8")
    return folder


def in_force(desk: Terminal) -> str:
    return desk.done("rules", "packs", "--json", user="admin").document["in_force"]


def propose(desk: Terminal, folder: Path) -> str:
    return desk.done("rules", "propose", str(folder), "--json", user="admin").document["sha256"]


def test_a_new_hall_has_the_programs_own_rules_in_force(desk: Terminal):
    (step,) = desk.done("rules", "packs", "--json", user="admin").document["steps"]

    assert (step["step"], step["by"], step["sha256"]) == ("accepted", "admin", in_force(desk))


def test_a_proposed_pack_changes_nothing_until_a_second_person_accepts_its_hash(desk: Terminal, years_for_half: Path):
    before = in_force(desk)

    sha256 = propose(desk, years_for_half)
    between = in_force(desk)
    accepted = desk.ask("rules", "accept", sha256, user="wang")

    assert between == before != sha256
    assert accepted.code == 0
    assert in_force(desk) == sha256


def test_whoever_proposed_it_cannot_accept_it(desk: Terminal, years_for_half: Path):
    desk.done("user", "add", "both", "--role", "administrator", "--role", "reviewer", *new_password(desk), user="admin")
    sha256 = desk.done("rules", "propose", str(years_for_half), "--json", user="both").document["sha256"]

    refused = desk.ask("rules", "accept", sha256, user="both")

    assert refused.code == 3
    assert in_force(desk) != sha256


def new_password(desk: Terminal) -> tuple[str, str]:
    return ("--new-password-file", str(desk.password_file))


@pytest.mark.parametrize("user", ["li", "admin"])
def test_only_a_reviewer_accepts(desk: Terminal, years_for_half: Path, user: str):
    sha256 = propose(desk, years_for_half)

    assert desk.ask("rules", "accept", sha256, user=user).code == 3


def test_only_an_administrator_proposes(desk: Terminal, years_for_half: Path):
    assert desk.ask("rules", "propose", str(years_for_half), user="wang").code == 3


@pytest.mark.parametrize("sha256", ["0" * 64, "12ab", "not a hash"])
def test_a_hash_that_nobody_proposed_is_refused(desk: Terminal, sha256: str):
    refused = desk.ask("rules", "accept", sha256, user="wang")

    assert refused.code == 3
    assert sha256 in refused.err


def test_the_rules_in_force_cannot_be_proposed_again(desk: Terminal):
    refused = desk.ask("rules", "propose", user="admin")

    assert refused.code == 3


def test_every_bad_pack_is_refused_with_file_and_line_and_the_previous_one_stays(desk: Terminal, tmp_path: Path):
    before = in_force(desk)

    said = {}
    for number, bad in enumerate(BAD_PACKS):
        said[bad.title] = desk.ask("rules", "propose", str(write_pack(tmp_path / str(number), bad.text)), user="admin")

    assert {title for title, run in said.items() if run.code != 2} == set()
    assert {title for title, run in said.items() if "10-pack.yaml:" not in run.err} == set()
    assert in_force(desk) == before
    assert len(desk.done("rules", "packs", "--json", user="admin").document["steps"]) == 1


def test_the_accepted_rules_answer_at_the_counter(desk: Terminal, years_for_half: Path):
    desk.on(REGISTERED_ON)
    register(desk)
    desk.done("rules", "accept", propose(desk, years_for_half), user="wang")
    desk.on(ACCEPTED_ON)

    desk.done("accept", NUMBER, "--ground", "dwelling")

    conditions = desk.done("decision", "1", "--json").document["record"]["answer"]["permit"]["application"][
        "conditions"
    ]
    (first,) = [one for one in conditions if one["id"] == "half_year.first_information"]
    assert first["required"] == {"value": 36, "unit": "months"}


def test_acceptance_issue_and_endorsement_leave_a_record_that_can_be_made_again(
    holder_desk: Terminal, permit_number: str, years_for_half: Path
):
    holder_desk.on(date(2026, 7, 1))
    holder_desk.done("endorse", permit_number)
    holder_desk.done("rules", "accept", propose(holder_desk, years_for_half), user="wang")
    holder_desk.on(date(2031, 1, 1))

    listed = holder_desk.done("decision", "--of", NUMBER, "--json").document
    replays = [holder_desk.ask("decision", str(one["id"]), "--replay", "--json") for one in listed]

    assert [one["kind"] for one in listed] == ["endorse", "issue", "accept"]
    assert [(run.code, run.document["equal"]) for run in replays] == [(0, True)] * 3


def test_the_record_names_rules_engine_facts_and_every_condition(holder_desk: Terminal):
    record = holder_desk.done("decision", "1", "--json").document["record"]

    assert record["pack"] == in_force(holder_desk)
    assert record["engine"]["name"] == "resipermit"
    assert record["facts"]["holder"]["citizen_number"] == NUMBER
    assert {"may_apply", "half_year"} <= {one["id"] for one in record["answer"]["permit"]["application"]["conditions"]}


def test_a_refused_application_leaves_a_record(desk: Terminal):
    desk.on(REGISTERED_ON)
    register(desk)
    desk.on(ACCEPTED_ON)
    desk.done("accept", NUMBER, "--ground", "dwelling")
    desk.done("review", "1", "--refuse", "租约未核实", user="wang")

    listed = desk.done("decision", "--of", NUMBER, "--json").document

    assert [(one["kind"], one["by"]) for one in listed] == [("refuse", "wang"), ("accept", "li")]


def test_the_pre_check_of_a_settlement_is_kept_and_promises_nothing(holder_desk: Terminal):
    checked = holder_desk.done("settlement-check", NUMBER, "--json").document

    kept = json.loads(json.dumps(holder_desk.done("decision", str(checked["decision"]), "--json").document))
    assert kept["kind"] == "settlement_check"
    assert checked["settlement"]["conditions"] == kept["record"]["answer"]["settlement"]["conditions"]
    assert checked["settlement"]["id"] == "settlement"


@pytest.mark.parametrize("words", [("decision",), ("decision", "1", "--of", NUMBER), ("decision", "x")])
def test_a_decision_is_named_in_one_way(desk: Terminal, words: tuple[str, ...]):
    assert desk.ask(*words).code == 2


def test_a_decision_that_is_not_there_is_refused(desk: Terminal):
    assert desk.ask("decision", "99").code == 3


def test_a_refused_pack_waits_no_more_and_what_was_in_force_stays(desk: Terminal, years_for_half: Path):
    before, sha256 = in_force(desk), propose(desk, years_for_half)

    desk.done("rules", "refuse", sha256, "--reason", "依据未核实", user="wang")

    steps = desk.done("rules", "packs", "--json").document["steps"]
    assert [(step["step"], step["reason"]) for step in steps][1:] == [("proposed", None), ("refused", "依据未核实")]
    assert desk.ask("rules", "accept", sha256, user="wang").code == 3
    assert in_force(desk) == before


def test_a_refused_pack_may_be_proposed_again(desk: Terminal, years_for_half: Path):
    desk.done("rules", "refuse", propose(desk, years_for_half), "--reason", "依据未核实", user="wang")

    sha256 = propose(desk, years_for_half)

    assert desk.done("rules", "accept", sha256, user="wang").code == 0
    assert in_force(desk) == sha256


@pytest.mark.parametrize(("user", "reason"), [("admin", "x"), ("li", "x"), ("wang", " ")])
def test_only_a_second_person_refuses_and_says_why(desk: Terminal, years_for_half: Path, user: str, reason: str):
    sha256 = propose(desk, years_for_half)

    assert desk.ask("rules", "refuse", sha256, "--reason", reason, user=user).code == 3

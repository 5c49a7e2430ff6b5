"""A permit from the first registration to its end, told by the commands alone."""

import json
from datetime import date
from pathlib import Path

from terminal import ACCEPTED_ON, ADDRESS, ISSUED_ON, NUMBER, REGISTERED_ON, REVIEWED_ON, Terminal, register


def test_register_accept_review_and_issue_each_say_what_was_done(desk: Terminal):
    desk.on(REGISTERED_ON)
    registered = register(desk)
    desk.on(ACCEPTED_ON)
    accepted = desk.ask("accept", NUMBER, "--ground", "dwelling", "--ground", "employment")
    desk.on(REVIEWED_ON)
    approved = desk.ask("review", "1", "--approve", user="wang")
    desk.on(ISSUED_ON)
    issued = desk.ask("issue", "1")

    assert [run.code for run in (registered, accepted, approved, issued)] == [0, 0, 0, 0]
    assert "欧阳演示" in registered.out
    assert "file 1" in accepted.out
    assert "2025-07-30" in accepted.out
    assert "approved" in approved.out
    assert "4301110000002025000001" in issued.out


def test_the_same_steps_answer_in_json(desk: Terminal):
    desk.on(REGISTERED_ON)
    registered = register(desk, NUMBER, "欧阳演示", "--json").document
    desk.on(ACCEPTED_ON)
    accepted = desk.done("accept", NUMBER, "--ground", "dwelling", "--json").document
    approved = desk.done("review", "1", "--approve", "--json", user="wang").document
    issued = desk.done("issue", "1", "--json").document

    assert registered == {"person_id": 1}
    assert accepted == {"application": 1, "stage": "accepted", "due_on": "2025-07-30", "reason": None}
    assert approved["stage"] == "approved"
    assert issued == {"permit": "4301110000002025000001", "place": "430100"}


def test_a_refusal_keeps_its_reason_and_nothing_is_issued(desk: Terminal):
    desk.on(REGISTERED_ON)
    register(desk)
    desk.on(ACCEPTED_ON)
    desk.done("accept", NUMBER, "--ground", "dwelling")

    refused = desk.ask("review", "1", "--refuse", "租约未核实", user="wang")
    issue = desk.ask("issue", "1")

    assert refused.code == 0
    assert "租约未核实" in refused.out
    assert issue.code == 3
    assert desk.done("show", NUMBER, "--json").document["permit"] is None


def test_an_endorsement_in_the_window_keeps_the_anniversary(holder_desk: Terminal, permit_number: str):
    holder_desk.on(date(2026, 7, 1))

    said = holder_desk.ask("endorse", permit_number, "--json").document

    assert said == {
        "permit": permit_number,
        "standing": "in_use",
        "due_on": "2027-07-20",
        "window": {"opens_on": "2027-06-20", "closes_on": "2027-07-19"},
    }


def test_a_late_endorsement_says_what_it_costs(holder_desk: Terminal):
    holder_desk.on(date(2026, 9, 1))

    said = holder_desk.ask("endorse", NUMBER)

    assert said.code == 0
    assert "late endorsement" in said.out
    assert "2027-08-01 to 2027-08-31" in said.out


def test_an_endorsement_accepted_in_the_window_and_done_later_is_in_time(holder_desk: Terminal, permit_number: str):
    holder_desk.on(date(2026, 8, 1))

    said = holder_desk.ask("endorse", permit_number, "--applied-on", "2026-07-10", "--json").document

    assert said["due_on"] == "2027-07-20"


def test_a_card_is_replaced_or_reissued_with_its_reason(holder_desk: Terminal, permit_number: str):
    exchanged = holder_desk.ask("replace", permit_number, "--exchange", "--reason", "磨损")
    lost = holder_desk.ask("replace", permit_number, "--lost", "--reason", "遗失")

    assert exchanged.code == lost.code == 0
    assert "old card" in exchanged.out
    shown = holder_desk.done("show", permit_number, "--json").document
    told = [(line["act"], line["reason"]) for line in shown["ledger"]]
    assert told[-2:] == [
        ("replace", "磨损"),
        ("reissue", "遗失"),
    ]


def test_an_address_changes_inside_the_city_and_the_old_one_closes(holder_desk: Terminal, permit_number: str):
    said = holder_desk.ask("change", permit_number, "--division", "430102", "--address", "湖南省长沙市芙蓉区演示街2号")

    assert said.code == 0
    assert (
        holder_desk.done("show", permit_number, "--json").document["present_address"] == "湖南省长沙市芙蓉区演示街2号"
    )


def test_a_reviewer_cancels_and_revokes(holder_desk: Terminal, permit_number: str):
    cancelled = holder_desk.ask("cancel", permit_number, "--reason", "迁出", "--json", user="wang").document
    again = holder_desk.ask("revoke", permit_number, "--reason", "骗领", user="wang")

    assert cancelled["standing"] == "cancelled"
    assert again.code == 3
    assert again.err.count("\n") == 1


def test_a_holder_is_found_by_number_name_sound_and_permit(holder_desk: Terminal, permit_number: str):
    for text in (NUMBER, "欧阳", "oyys", "ouyangyanshi", permit_number):
        found = holder_desk.done("search", text, "--json").document

        assert [hit["permit"] for hit in found["hits"]] == [permit_number], text
        assert NUMBER not in json.dumps(found)


def test_finding_nobody_is_an_answer(holder_desk: Terminal):
    found = holder_desk.ask("search", "诸葛演示")

    assert found.code == 0
    assert found.out.strip()


def test_the_number_is_masked_until_it_is_revealed(holder_desk: Terminal, permit_number: str):
    masked = holder_desk.done("show", permit_number)
    revealed = holder_desk.done("show", permit_number, "--reveal")

    assert NUMBER not in masked.out
    assert NUMBER in revealed.out


def test_a_back_dated_question_answers_for_that_day(holder_desk: Terminal, permit_number: str):
    said = holder_desk.done("show", permit_number, "--on", "2025-03-01", "--json").document

    assert said["answer"]["as_of"] == "2025-03-01"
    assert said["answer"]["permit"]["standing"] == "none"


def test_a_card_is_made_verified_and_no_first_card_is_made_twice(holder_desk: Terminal, permit_number, tmp_path: Path):
    out = tmp_path / "card.pdf"
    preview = holder_desk.done("card", permit_number, "--out", str(tmp_path / "preview.pdf"), "--preview")
    made = holder_desk.done("card", permit_number, "--out", str(out), "--json").document
    verified = holder_desk.ask("verify", str(out), "--expect", permit_number, "--json", user=None).document
    again = holder_desk.ask("card", permit_number, "--out", str(tmp_path / "again.pdf"))

    assert "not in the print ledger" in preview.out
    assert made["state"] == "made"
    assert verified["genuine"] is True
    assert verified["standing"] == "in_use"
    assert again.code == 3
    assert not (tmp_path / "again.pdf").exists()


def test_a_genuine_card_of_a_suspended_permit_is_not_good_today(holder_desk: Terminal, permit_number, tmp_path: Path):
    holder_desk.done("card", permit_number, "--out", str(tmp_path / "card.pdf"))
    holder_desk.on(date(2026, 9, 1))

    said = holder_desk.ask("verify", str(tmp_path / "card.pdf"), user=None)

    assert said.code == 3
    assert said.out.startswith("Genuine")
    assert "suspended" in said.out


def test_a_card_of_somebody_else_is_not_the_one_expected(holder_desk: Terminal, permit_number, tmp_path: Path):
    holder_desk.done("card", permit_number, "--out", str(tmp_path / "card.pdf"))

    said = holder_desk.ask("verify", str(tmp_path / "card.pdf"), "--expect", "4301110000002025000009", user=None)

    assert said.code == 3


def test_the_address_on_record_is_the_one_that_was_typed(holder_desk: Terminal):
    assert holder_desk.done("show", NUMBER, "--json").document["present_address"] == ADDRESS

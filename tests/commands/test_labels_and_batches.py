"""Labels, paper permits and many cards in one go, as typed."""

import json
from datetime import date

import pytest
from terminal import Terminal

from resipermit.adapters.page_pictures import page_pictures


@pytest.fixture
def endorsed(holder_desk: Terminal, permit_number: str) -> Terminal:
    holder_desk.on(date(2026, 7, 1))
    holder_desk.done("endorse", permit_number)
    return holder_desk


def test_a_label_follows_an_endorsement_and_says_until_when(endorsed, permit_number, tmp_path):
    endorsed.done("label", permit_number, "--out", str(tmp_path / "label.pdf"))

    (page,) = page_pictures((tmp_path / "label.pdf").read_bytes(), 300)
    assert round(page.width / 300 * 25.4) == 64
    verdict = endorsed.ask("verify", str(tmp_path / "label.pdf"), "--json", user=None)
    assert json.loads(verdict.out)["reason"] == "label_alone"


def test_a_second_label_of_one_endorsement_needs_a_reason(endorsed, permit_number, tmp_path):
    endorsed.done("label", permit_number, "--out", str(tmp_path / "label.pdf"))

    refused = endorsed.ask("label", permit_number, "--out", str(tmp_path / "second.pdf"))
    endorsed.done("label", permit_number, "--out", str(tmp_path / "third.pdf"), "--reason", "torn")

    assert (refused.code, (tmp_path / "second.pdf").exists()) == (3, False)
    assert "give the reason" in refused.err
    assert (tmp_path / "third.pdf").exists()


def test_the_first_year_has_no_label(holder_desk, permit_number, tmp_path):
    refused = holder_desk.ask("label", permit_number, "--out", str(tmp_path / "label.pdf"))

    assert refused.code == 3
    assert "not been endorsed" in refused.err
    assert not (tmp_path / "label.pdf").exists()


def test_a_suspended_permit_has_no_label(endorsed, permit_number, tmp_path):
    endorsed.on(date(2027, 9, 1))

    refused = endorsed.ask("label", permit_number, "--out", str(tmp_path / "label.pdf"))

    assert (refused.code, "not in use" in refused.err) == (3, True)


def test_a_paper_permit_is_one_sheet_and_takes_no_blank(holder_desk, permit_number, tmp_path):
    holder_desk.done("stock", "receive", "HN0001001", "HN0001001")

    holder_desk.done("card", permit_number, "--paper", "--out", str(tmp_path / "paper.pdf"))

    assert len(page_pictures((tmp_path / "paper.pdf").read_bytes(), 50)) == 1
    assert holder_desk.done("stock", "balance", "--json").document[-1]["closing"] == 1
    assert holder_desk.ask("verify", str(tmp_path / "paper.pdf"), user=None).code == 0


def test_all_cards_that_wait_become_one_file_and_then_none_waits(holder_desk, permit_number, tmp_path):
    made = holder_desk.done("card", "--batch", "waiting", "--out", str(tmp_path / "bureau.pdf"), "--json").document
    again = holder_desk.done("card", "--batch", "waiting", "--out", str(tmp_path / "again.pdf"), "--json").document

    assert (made, again) == ([{"permit": permit_number, "state": "made", "code": None}], [])
    assert len(page_pictures((tmp_path / "bureau.pdf").read_bytes(), 50)) == 2
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["bureau.pdf"]
    assert not (tmp_path / "bureau.cards").exists()


def test_a_batch_from_a_file_gives_each_card_its_result(holder_desk, permit_number, tmp_path):
    (tmp_path / "list.txt").write_text(f"{permit_number}\n\nUNKNOWN\n", encoding="utf-8")

    result = holder_desk.ask("card", "--batch", str(tmp_path / "list.txt"), "--out", str(tmp_path / "cards"))

    assert result.code == 3
    assert [path.name for path in (tmp_path / "cards").iterdir()] == [f"{permit_number}.pdf"]
    assert "UNKNOWN: not made" in result.out
    assert "1 of 2 made" in result.out

"""A card that somebody shows: genuine or not, and separately how its permit stands."""

import re

import pytest
from keyboard import press, type_
from PySide6.QtWidgets import QFileDialog


@pytest.fixture
def number(desk, actors, somebody):
    return desk.open_holder(actors.clerk, somebody("demo").id).held.permit.number


@pytest.fixture
def proof(desk, actors, number):
    return desk.preview_card(actors.clerk, number)


def verify(text):
    press("F7")
    type_(text)
    press("Ctrl+Enter")


def test_a_genuine_card_shows_its_standing_and_what_it_says(window, proof, number):
    verify(proof.qr_text)
    page = window.verify_page

    assert (page.genuine.text(), page.standing.text()) == ("● 真卡", "● 居住证使用中")
    said = [page.claims.itemAt(row, page.claims.ItemRole.FieldRole).widget().text() for row in range(9)]
    assert number in said
    assert page.compare.isVisible()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda text: text[:300] + ("A" if text[300] != "A" else "B") + text[301:], "改动|不对"),
        (lambda text: text[:-40], "不完整"),
        (lambda text: "HTTPS://EXAMPLE.ORG/SOMETHING ELSE", "不是居住证的码"),
    ],
    ids=["forged", "truncated", "foreign"],
)
def test_a_card_that_is_not_ours_says_why_and_shows_nothing_of_what_it_claims(spoil, why, window, proof):
    verify(spoil(proof.qr_text))
    page = window.verify_page

    assert page.genuine.text() == "✕ 没有通过核验"
    assert page.standing.text() == ""
    assert re.search(why, page.reason.text())
    assert page.claims.rowCount() == 0


def test_a_genuine_card_of_another_permit_than_expected_is_said_to_be_another(window, proof):
    press("F7")
    type_(proof.qr_text)
    press("Alt+E")
    type_("4301110000002025999999")

    press("Ctrl+Enter")

    assert window.verify_page.reason.property("tone") == "bad"
    assert "不是要核对的证" in window.verify_page.reason.text()


def test_a_suspended_permit_is_said_beside_the_genuine_card(window, desk, actors, somebody):
    permit = desk.open_holder(actors.clerk, somebody("suspended").id).held.permit

    verify(desk.preview_card(actors.clerk, permit.number).qr_text)

    assert window.verify_page.genuine.text() == "● 真卡"
    assert window.verify_page.standing.text() == "◐ 居住证暂停使用，补办签注当天恢复"


def test_a_picture_of_the_card_is_read(window, hall, proof, tmp_path, monkeypatch, qtbot):
    picture = tmp_path / "back.png"
    picture.write_bytes(hall.pictures(proof.pdf)[1])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(picture), ""))
    press("F7")

    press("Alt+P")

    qtbot.waitUntil(lambda: window.verify_page.genuine.text() == "● 真卡")


def test_a_picture_without_a_code_is_said_plainly(window, tmp_path, monkeypatch, qtbot):
    picture = tmp_path / "back.png"
    picture.write_bytes(b"no picture")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(picture), ""))
    press("F7")

    press("Alt+P")

    qtbot.waitUntil(lambda: window.strip.text().startswith("✕"))

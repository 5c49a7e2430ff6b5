"""A card that somebody shows: genuine or not, and separately how its permit stands."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from keyboard import press, show, type_
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from scanner import FakeCamera, drop, file_mime, scan

from resipermit.domain.permit import ActKind
from resipermit.usecases.verify_card import no_record
from ui.main_window import MainWindow
from ui.tasks import run_now


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


@pytest.fixture
def newcomer(hall, desk, actors, app, text, qtbot):
    """A window whose record does not know the permit: only a list and a label tell how it stands."""
    reading = replace(desk.verify_card, verify=replace(desk.verify_card.verify, standing_of=no_record))
    window = MainWindow(replace(desk, verify_card=reading), actors.clerk, run_now, text)
    qtbot.addWidget(window)
    show(window, qtbot)
    press("F7")
    return window.verify_page


@pytest.fixture
def endorsed(desk, actors, number):
    desk.endorse_permit(actors.clerk, number)
    return desk.card_room.make_label(actors.clerk, number)


def said(page):
    return page.genuine.text(), page.standing.text(), page.reason.text()


def a_list(desk, actors, folder):
    path = folder / "status.cwt"
    path.write_bytes(desk.keys.status_list(actors.clerk)[1])
    return path


def choose(page, monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page.status_list.setCurrentIndex(2)
    page.status_list.activated.emit(2)


def test_without_list_and_label_a_card_that_the_desk_does_not_know_is_genuine_and_its_standing_unknown(newcomer, proof):
    scan(proof.qr_text)

    genuine, standing, reason = said(newcomer)
    assert (genuine, reason) == ("● 真卡", "没有状态名单可查")
    assert standing.startswith("◐ 本机不知道")


def test_the_halls_newest_list_says_that_a_card_is_in_use(newcomer, desk, actors, proof):
    desk.keys.status_list(actors.clerk)
    newcomer.status_list.setCurrentIndex(1)

    scan(proof.qr_text)

    assert said(newcomer)[1] == "● 居住证使用中"


def test_a_hall_that_made_no_list_says_so(newcomer, proof):
    newcomer.status_list.setCurrentIndex(1)

    scan(proof.qr_text)

    assert "还没有做过状态名单" in newcomer.window().strip.text()


def test_a_list_of_the_dead_cancels_and_one_too_old_says_so(
    newcomer, desk, actors, hall, proof, number, tmp_path, monkeypatch
):
    choose(newcomer, monkeypatch, a_list(desk, actors, tmp_path))
    hall.set_day(desk.today() + timedelta(days=20))
    scan(proof.qr_text)
    old = said(newcomer)
    desk.end_permit(actors.reviewer, number, ActKind.CANCEL, "本人申请")
    choose(newcomer, monkeypatch, a_list(desk, actors, tmp_path))

    scan(proof.qr_text)

    assert "状态名单已过期" in old[2]
    assert said(newcomer)[1] == "✕ 这张卡已经不能使用"


def test_a_file_that_is_no_list_is_left_out_and_that_is_said(newcomer, proof, tmp_path, monkeypatch):
    (tmp_path / "notes.cwt").write_bytes(b"nothing of ours")
    choose(newcomer, monkeypatch, tmp_path / "notes.cwt")

    scan(proof.qr_text)

    assert "名单不可信，未采用" in said(newcomer)[2]


def test_no_file_chosen_leaves_it_at_the_desks_record(newcomer, monkeypatch):
    choose(newcomer, monkeypatch, "")

    assert newcomer.status_list.currentIndex() == 0


@pytest.mark.parametrize("first", ["card", "label"])
def test_a_label_scanned_before_or_after_its_card_joins_it(first, newcomer, proof, endorsed):
    codes = [proof.qr_text, endorsed.qr_text]

    for code in codes if first == "card" else reversed(codes):
        scan(code)

    genuine, standing, _ = said(newcomer)
    assert (genuine, standing) == ("● 真卡", "● 居住证使用中")
    assert newcomer.label.text() == endorsed.qr_text


def test_a_label_scanned_into_its_own_field_takes_the_place_of_another(newcomer, proof, endorsed):
    newcomer.code.setPlainText(proof.qr_text)
    newcomer.label.setText("what was there before")
    newcomer.label.setFocus()

    scan(endorsed.qr_text)

    assert said(newcomer)[1] == "● 居住证使用中"
    assert newcomer.label.text() == endorsed.qr_text


def test_the_longest_verdict_fits_the_smallest_screen(newcomer, proof, tmp_path, monkeypatch):
    (tmp_path / "notes.cwt").write_bytes(b"nothing of ours")
    choose(newcomer, monkeypatch, tmp_path / "notes.cwt")
    newcomer.expect.setText("4301110000002025999999")
    newcomer.label.setText("no label")

    scan(proof.qr_text)

    least = newcomer.window().minimumSizeHint()
    assert (least.width() <= 1366, max(720, least.height())) == (True, 720)


def test_a_picture_of_the_label_is_read(newcomer, hall, proof, endorsed, tmp_path):
    picture = tmp_path / "label.png"
    picture.write_bytes(hall.pictures(endorsed.pdf)[0])
    newcomer.code.setPlainText(proof.qr_text)

    drop(newcomer.label, file_mime(picture))

    assert said(newcomer)[1] == "● 居住证使用中"


def test_a_picture_dropped_on_the_code_is_verified_and_its_text_shown(newcomer, hall, proof, tmp_path):
    picture = tmp_path / "back.png"
    picture.write_bytes(hall.pictures(proof.pdf)[1])

    drop(newcomer.code.viewport(), file_mime(picture))

    assert said(newcomer)[0] == "● 真卡"
    assert newcomer.code.toPlainText() == proof.qr_text


def test_a_second_scan_takes_the_place_of_the_first(newcomer, proof):
    scan(proof.qr_text)
    newcomer.code.setFocus()

    scan("HTTPS://EXAMPLE.ORG/SOMETHING")

    assert said(newcomer)[0] == "✕ 没有通过核验"
    assert newcomer.code.toPlainText() == "HTTPS://EXAMPLE.ORG/SOMETHING"


def test_a_card_before_the_camera_is_verified(newcomer, hall, proof, tmp_path):
    picture = tmp_path / "back.png"
    picture.write_bytes(hall.pictures(proof.pdf)[1])
    camera = FakeCamera()
    newcomer.camera = lambda: camera
    newcomer.open_camera()

    camera.show(QImage(str(picture)))

    assert said(newcomer)[0] == "● 真卡"
    assert not camera.running

"""A card is looked up without typing: a scanner, a picture of it, the camera; verified first, then opened."""

import sys
from datetime import timedelta

import pytest
from keyboard import press, question
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from scanner import SLOW, FakeCamera, FakeMultimedia, drop, file_mime, scan

from resipermit.domain.demo_family import HOLDER_NAME
from ui.camera import QtCamera


def opened(window):
    """Return whose page is shown, or None."""
    return window.holder_page.name.text() if window.stack.currentWidget() is window.holder_page else None


def searches(hall):
    with hall.open_unit() as unit:
        return [event for _, _, event, _ in unit.journal.newest(20) if event == "search"]


@pytest.fixture
def permit(desk, actors, somebody):
    return desk.open_holder(actors.clerk, somebody("demo").id).held.permit


@pytest.fixture
def proof(desk, actors, permit):
    return desk.preview_card(actors.clerk, permit.number)


@pytest.fixture
def back(hall, proof, tmp_path):
    """A picture of the back of the card."""
    picture = tmp_path / "back.png"
    picture.write_bytes(hall.pictures(proof.pdf)[1])
    return picture


@pytest.mark.parametrize("caps_lock", [False, True], ids=["plain", "caps lock on"])
def test_a_scanned_card_is_verified_and_opens_its_file_and_that_is_noted(window, hall, proof, caps_lock):
    press("F3")
    before = len(searches(hall))

    scan(proof.qr_text.lower() if caps_lock else proof.qr_text)

    assert opened(window) == HOLDER_NAME
    assert "真卡" in window.strip.text()
    assert "使用中" in window.strip.text()
    assert len(searches(hall)) == before + 1


def test_what_stood_in_the_field_is_no_part_of_what_is_scanned(window, somebody):
    press("F3")
    window.search.setText("欧阳")

    scan(somebody("demo").citizen_number)

    assert opened(window) == HOLDER_NAME
    assert window.search.text() == ""


@pytest.mark.parametrize("what", ["citizen number", "permit number", "telephone", "acceptance number"])
def test_a_scanned_number_opens_its_file(what, window, desk, actors, somebody, permit):
    holder = somebody("demo")
    application = desk.open_holder(actors.clerk, holder.id).applications[0]
    press("F3")

    scan(
        {
            "citizen number": holder.citizen_number,
            "permit number": permit.number,
            "telephone": holder.phone,
            "acceptance number": f"受理号{application.id:06}",
        }[what]
    )

    assert opened(window) == HOLDER_NAME


def test_the_same_characters_typed_slowly_are_an_ordinary_search(window):
    press("F3")

    scan("HTTPS://EXAMPLE.ORG", gap=SLOW)

    assert "没有通过核验" not in window.search_page._offer_words.text()
    assert window.search.text() == "HTTPS://EXAMPLE.ORG"


@pytest.mark.parametrize("foreign", ["https://example.org/a", "WIFI:S:hall;;", "6901234567892", "A1B2C3D4"])
def test_a_foreign_code_is_said_in_words_and_opens_nothing(foreign, window):
    press("F3")

    scan(foreign)

    words = window.search_page._offer_words.text()
    assert opened(window) is None
    assert "不是居住证的码" in words
    assert "请扫居住证背面的二维码" in words
    assert window.search_page.typed == ""


def test_a_forged_card_opens_nothing(window, proof):
    middle = len(proof.qr_text) // 2
    other = "A" if proof.qr_text[middle] != "A" else "B"
    press("F3")

    scan(proof.qr_text[:middle] + other + proof.qr_text[middle + 1 :])

    assert opened(window) is None
    assert "没有通过核验" in window.search_page._offer_words.text()


def test_a_suspended_permit_is_opened_and_its_standing_is_said_loudly(window, hall, proof, permit):
    hall.set_day(permit.state(hall.today).due_on + timedelta(days=1))
    press("F3")

    scan(proof.qr_text)

    assert opened(window) == HOLDER_NAME
    assert window.strip.property("kind") == "bad"
    assert "暂停使用" in window.strip.text()


def test_a_picture_file_is_looked_up(window, back, monkeypatch, qtbot):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(back), ""))
    press("F3")

    press("Alt+P")

    qtbot.waitUntil(lambda: opened(window) == HOLDER_NAME)


@pytest.mark.parametrize("where", ["page", "search field"])
def test_a_picture_that_is_dropped_is_looked_up(where, window, back):
    widget = {"page": window.search_page, "search field": window.search}[where]

    accepted = drop(widget, file_mime(back))

    assert accepted
    assert opened(window) == HOLDER_NAME


def test_several_files_at_once_are_not_taken(window, back, tmp_path):
    drop(window.search_page, file_mime(back, tmp_path / "other.png"))

    assert opened(window) is None


def test_a_picture_in_the_clipboard_is_looked_up_and_a_text_is_pasted_as_ever(window, back):
    press("F3")
    QGuiApplication.clipboard().setText("oyy")
    press("Ctrl+V")
    pasted = window.search.text()
    QGuiApplication.clipboard().setImage(QImage(str(back)))

    press("Ctrl+V")

    assert pasted == "oyy"
    assert opened(window) == HOLDER_NAME


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no picture", "图片打不开"),
        (b"%PDF-1.4 broken", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40_000_100, "图片太大"),
        (None, "打不开"),
    ],
    ids=["broken", "broken pdf", "too large", "gone"],
)
def test_a_bad_picture_is_said_in_a_sentence(content, words, window, tmp_path):
    file = tmp_path / "card.png"
    if content is not None:
        file.write_bytes(content)

    drop(window.search_page, file_mime(file))

    assert words in window.strip.text()
    assert opened(window) is None


def test_a_card_before_the_camera_opens_its_file_and_the_camera_is_let_go(window, back):
    camera = FakeCamera()
    window.search_page.camera = lambda: camera
    window.search_page.open_camera()
    dialog = question()

    camera.show(QImage(320, 240, QImage.Format.Format_RGB32))
    still_looking = camera.running
    camera.show(QImage(str(back)))

    assert still_looking
    assert not camera.running
    assert not dialog.isVisible()
    assert opened(window) == HOLDER_NAME


def test_without_a_camera_the_dialog_says_what_to_do_instead(window, back, monkeypatch, qtbot):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(back), ""))
    window.search_page.camera = lambda: FakeCamera("camera.none")
    window.search_page.open_camera()
    words = question().words.text()

    question().picture_button.click()

    assert "没有摄像头" in words
    assert "扫码枪" in words
    qtbot.waitUntil(lambda: opened(window) == HOLDER_NAME)


def test_closing_the_dialog_lets_the_camera_go(window):
    camera = FakeCamera()
    window.search_page.camera = lambda: camera
    window.search_page.open_camera()
    asked = question()

    press("Escape")

    assert (camera.running, asked is not None, question()) == (False, True, None)


def test_an_installation_without_the_camera_part_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    told = []

    QtCamera().start(lambda _frame: None, told.append)

    assert told == ["camera.not_supported"]


def test_a_desk_without_a_camera_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", FakeMultimedia(devices=0))
    told = []

    QtCamera().start(lambda _frame: None, told.append)

    assert told == ["camera.none"]


def test_the_desks_camera_gives_its_frames_says_its_trouble_and_is_let_go(monkeypatch):
    part = FakeMultimedia(devices=1)
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", part)
    frames, told, camera = [], [], QtCamera()
    camera.start(frames.append, told.append)
    picture = QImage(8, 8, QImage.Format.Format_RGB32)

    part.sink.videoFrameChanged.tell(part.frame(picture))
    part.camera.errorOccurred.tell("error", "in use")
    running = part.camera.running
    camera.stop()

    assert (frames, told) == ([picture], ["camera.trouble"])
    assert (running, part.camera.running) == (True, False)


def test_a_code_that_is_only_a_label_says_so(window, desk, actors, permit):
    desk.endorse_permit(actors.clerk, permit.number)
    label = desk.card_room.make_label(actors.clerk, permit.number)
    press("F3")

    scan(label.qr_text)

    assert opened(window) is None
    assert "签注标签" in window.search_page._offer_words.text()


def test_a_clipboard_of_another_kind_is_left_alone(window):
    mime = QMimeData()
    mime.setData("application/x-nothing", QByteArray(b"1"))

    assert not drop(window.search_page, mime)

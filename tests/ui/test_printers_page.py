"""The printers page, by the keyboard alone."""

import pytest
from keyboard import focused, press, type_
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog

import ui.pages.printers_page
from resipermit.adapters.printer_card import printer_card
from resipermit.domain.printer_profile import Duplex, PrinterProfile
from ui.pages.print_page import PRINTER_DPI, pages, paint_card

DOT = PRINTER_DPI / 25.4
ZEBRA, EVOLIS = "Zebra ZC300", "Evolis Primacy"


@pytest.fixture
def page(window):
    """The page with two printers on the computer, neither of them set."""
    window.printers_page.system = lambda: (ZEBRA, EVOLIS)
    press("Ctrl+J")
    return window.printers_page


@pytest.fixture
def printed(monkeypatch):
    """What the printer was given: pages and profile."""
    sent = []
    monkeypatch.setattr(ui.pages.printers_page, "to_printer", lambda pdf, profile: sent.append((pdf, profile)))
    return sent


def retype(words):
    press("Ctrl+A")
    type_(words)


def test_a_printer_is_set_without_a_mouse(page, desk, window):
    press("Down")
    press("Alt+R")
    retype("0.4")
    press("Tab")
    retype("-0.2")
    press("Alt+B")
    press("Down")
    press("Tab")
    press("Space")
    press("Ctrl+Enter")

    assert desk.card_room.printers() == (PrinterProfile(EVOLIS, 0.4, -0.2, 1.0, Duplex.LONG_EDGE, flip_back=True),)
    assert page.rows.row_at(page.list.currentIndex()).profile.name == EVOLIS
    assert window.strip.text().startswith("✓")


def test_a_setting_beyond_measure_is_refused_beside_its_field_as_it_is_typed(page, desk):
    press("Alt+R")
    retype("51")
    beside = page.wrong["right"].text()
    press("Ctrl+Enter")
    retype("0.5")

    assert "最多5毫米" in beside
    assert desk.card_room.printers() == ()
    assert page.wrong["right"].text() == ""
    assert page.save_button.isEnabled()


def test_the_test_card_is_seen_printed_measured_and_mends_the_printer(page, desk, printed):
    seen = [side.picture.isNull() for side in page.sides]
    press("Ctrl+Enter")
    at = focused()
    type_("1.8")
    press("Tab")
    type_("2.1")
    press("Enter")
    then = focused()
    press("Space")

    assert seen == [False, False]
    assert printed == [(printer_card("zh_CN"), PrinterProfile(ZEBRA))]
    assert (at, then) == (page.measures[0], page.save_button)
    assert desk.card_room.printers() == (PrinterProfile(ZEBRA, 0.2, -0.1),)


def printed_too_far(profile):
    """Return the front as made by a printer that is 0.6 mm off to the right, 0.4 mm up, and prints 1 % too large."""
    card = QImage(1011, 638, QImage.Format.Format_RGB32)
    card.fill(0xFFFFFFFF)
    painter = QPainter(card)
    painter.translate(0.6 * DOT, -0.4 * DOT)
    painter.scale(1.01, 1.01)
    paint_card(painter, pages(printer_card("zh_CN"), PRINTER_DPI)[:1], profile, lambda: True)
    painter.end()
    return card


def ruler_on(card):
    """Return what a ruler says: frame to the left and the upper edge, and the whole ruler, in millimetres."""
    row, column, across = round(15 * DOT), round(20 * DOT), round(42 * DOT)
    left = next(x for x in range(card.width()) if card.pixelColor(x, row).red() < 160)
    top = next(y for y in range(card.height()) if card.pixelColor(column, y).red() < 160)
    ticks = [x for x in range(round(8 * DOT), round(78 * DOT)) if card.pixelColor(x, across).red() < 160]
    return left / DOT, top / DOT, (ticks[-1] - ticks[0]) / DOT


def test_a_printer_that_is_off_prints_right_after_one_card_was_measured(app):
    before = PrinterProfile(ZEBRA)
    measured = ruler_on(printed_too_far(before))

    after = ruler_on(printed_too_far(before.corrected(*measured)))

    assert measured == pytest.approx((2.6, 1.6, 50.5), abs=0.12)
    assert after == pytest.approx((2, 2, 50), abs=0.12)


def test_after_printing_a_sentence_says_how_to_measure(page, printed, qtbot):
    before = page.advice.text()

    press("Alt+P")
    qtbot.waitUntil(lambda: printed != [])

    assert before == ""
    assert "用尺量" in page.advice.text()
    assert len(printed) == 1


def test_the_test_card_is_kept_as_the_pdf_that_was_shown(page, tmp_path, monkeypatch, qtbot):
    path = tmp_path / "test.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    press("Alt+K")
    qtbot.waitUntil(path.exists)

    assert path.read_bytes() == printer_card("zh_CN")


def test_the_preview_is_a_white_card_in_either_theme(page):
    picture = page.sides[0].picture

    assert picture.format() == QImage.Format.Format_RGB32
    assert picture.pixelColor(60, 60).name() == "#ffffff"


def test_without_a_printer_nothing_can_be_set_and_the_card_can_be_kept(window):
    window.printers_page.system = tuple

    press("Ctrl+J")

    page = window.printers_page
    assert [page.save_button.isEnabled(), page.print_button.isEnabled(), page.file_button.isEnabled()] == [
        False,
        False,
        True,
    ]
    assert "没有打印机" in page.way.text()


def test_the_administrator_has_no_printers_page(open_window):
    window = open_window("administrator")

    window.go("printers")

    assert window.stack.currentWidget() is not window.printers_page


def test_the_printers_page_fits_the_smallest_screen(page, window):
    page.presenter.print(lambda _pdf, _profile: None)

    least = window.minimumSizeHint()

    assert (least.width() <= 1366, least.height() <= 720) == (True, True)

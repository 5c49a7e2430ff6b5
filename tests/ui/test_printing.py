"""The preview is the very page that is printed, and a print that fails leaves everything as it was."""

from dataclasses import replace

import pytest
from keyboard import focused, press, type_
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog

from resipermit.domain.errors import Refused
from resipermit.domain.holder import Registration
from resipermit.domain.printer_profile import PrinterProfile
from resipermit.usecases.card_settings import CardDesign
from ui.pages.print_page import PREVIEW_DPI, pages, paint_card


@pytest.fixture
def holder(window, somebody):
    """A holder whose card has never been made, with the preview open."""
    person = somebody("demo")
    window.open_holder(person.id)
    press("Ctrl+P")
    return person


@pytest.fixture
def prints(desk, actors):
    return lambda person: desk.open_holder(actors.clerk, person.id).prints


def save_to(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_the_preview_shows_both_pages_and_whose_they_are(window, holder):
    page = window.print_page

    assert [side.picture.isNull() for side in page.sides] == [False, False]
    assert holder.name in page.whose.person.text()
    assert holder.citizen_number[-4:] in page.whose.person.text()
    assert focused() is page.button


def test_what_is_sent_to_the_printer_is_what_was_shown_and_archived(
    window, hall, holder, prints, tmp_path, monkeypatch
):
    save_to(monkeypatch, tmp_path / "card.pdf")

    press("Ctrl+Enter")

    sent = (tmp_path / "card.pdf").read_bytes()
    (line,) = prints(holder)
    with hall.open_unit() as unit:
        assert unit.prints.pdf(line.id) == sent
    assert line.state == "made"
    assert [side.picture for side in window.print_page.sides] == pages(sent, PREVIEW_DPI)
    assert window.print_page.result.text().startswith("✓")


def test_a_printer_that_fails_leaves_no_card_that_counts(window, desk, actors, holder, prints, tmp_path, monkeypatch):
    save_to(monkeypatch, tmp_path / "no such folder" / "card.pdf")
    before = desk.open_holder(actors.clerk, holder.id).held

    press("Ctrl+Enter")

    assert [line.state for line in prints(holder)] == ["failed"]
    assert desk.open_holder(actors.clerk, holder.id).held == before
    assert window.print_page.result.text().startswith("✕")
    assert window.print_page.button.isEnabled()


def test_a_print_that_is_called_off_writes_nothing(window, holder, prints, monkeypatch):
    save_to(monkeypatch, "")

    press("Ctrl+Enter")

    assert prints(holder) == ()


def test_a_second_card_asks_for_its_reason(window, holder, prints, tmp_path, monkeypatch):
    save_to(monkeypatch, tmp_path / "card.pdf")
    press("Ctrl+Enter")
    press("Escape")
    press("Ctrl+P")
    kind = window.print_page.kind.currentData()

    press("Ctrl+Enter")
    without = [line.state for line in prints(holder)]
    type_("花了")
    press("Ctrl+Enter")

    assert kind == "misprint"
    assert without == ["made"]
    assert [line.kind for line in prints(holder)] == ["misprint", "first"]


def test_nothing_of_the_card_before_stays_on_the_screen(window, holder, somebody):
    other = somebody("in_use")
    shown = window.holder_page.presenter.shown
    held_back = []
    window.print_page.presenter._run = lambda job, done, failed: held_back.append((job, done))

    window.open_holder(other.id)
    press("Ctrl+P")
    window.print_page.print()

    assert shown.permit is not None
    assert other.name in window.print_page.whose.person.text()
    assert [side.picture for side in window.print_page.sides] == [QImage(), QImage()]
    assert len(held_back) == 2  # the designs and the preview that were asked for; no print


def test_what_stands_against_a_card_takes_the_place_of_its_sides(window, desk, actors, somebody):
    person = somebody("in_use")
    file = desk.open_holder(actors.clerk, person.id)
    residence = replace(file.present.residence, since=desk.today(), registered_on=desk.today())
    address = "长沙市雨花区演示街道演示路" + "一百九十九号" * 20 + "\U000323af室"
    desk.change_address(actors.clerk, file.held.permit.number, Registration(None, residence, address))

    window.open_holder(person.id)
    press("Ctrl+P")

    page = window.print_page
    assert [tone for tone, _ in page.objections.lines] == ["bad", "bad"]
    assert (page.objections.isVisible(), page.sides[0].isVisible(), page.button.isEnabled()) == (True, False, False)
    assert "U+323AF" in page.objections.accessibleDescription()


def test_the_preview_fits_the_smallest_screen(window, holder):
    least = window.minimumSizeHint()

    assert (least.width() <= 1366, least.height() <= 720) == (True, True)


class NewPages:
    """Counts the pages a printer was asked for; gone when there is none."""

    def __init__(self, there=True):
        self.there, self.asked = there, 0

    def __call__(self):
        self.asked += 1
        return self.there


@pytest.fixture
def painted():
    """Return a function that paints two sides, black with a white corner, by a profile and gives the last page."""

    def paint(new_page=None, **changes):
        side = QImage(100, 60, QImage.Format.Format_Grayscale8)
        side.fill(0)
        for x in range(10):
            for y in range(10):
                side.setPixel(x, y, 0xFFFFFFFF)
        page = QImage(200, 160, QImage.Format.Format_Grayscale8)
        page.fill(128)
        painter = QPainter(page)
        try:
            paint_card(painter, [side, side], PrinterProfile("P", **changes), new_page or NewPages())
        finally:
            painter.end()
        return page

    return paint


def level(picture, x, y):
    return picture.pixelColor(x, y).red()


def test_a_card_is_moved_as_the_printer_is_set(painted):
    page = painted(offset_x_mm=1.0, offset_y_mm=0.5)

    assert (level(page, 11, 6), level(page, 13, 7), level(page, 30, 30)) == (128, 255, 0)


def test_the_back_is_turned_when_the_printer_turns_it(painted):
    page = painted(flip_back=True)

    assert (level(page, 95, 55), level(page, 50, 30)) == (255, 0)


def test_a_printer_gone_between_front_and_back_is_a_refusal(painted):
    with pytest.raises(Refused) as refusal:
        painted(NewPages(there=False))

    assert refusal.value.code == "printer_failed"


def test_the_design_chosen_here_is_the_halls_and_is_shown_at_once(window, hall, holder):
    page = window.print_page
    before = page.sides[0].picture
    other = next(n for n in range(page.design.count()) if page.design.itemData(n) == CardDesign("wulingyuan", True))

    page.design.setCurrentIndex(other)
    page.design.activated.emit(other)

    assert (hall.card_template().name, hall.card_template().bilingual) == ("wulingyuan", True)
    assert page.sides[0].picture != before
    assert page.design.currentText() == "武陵西兰卡普（中英文）"
    assert page.button.isEnabled()

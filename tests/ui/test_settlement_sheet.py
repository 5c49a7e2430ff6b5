"""The sheet of the settlement pre-check from the holder's page: where the answer is shown, by keyboard alone."""

import pypdfium2 as pdfium
import pytest
from keyboard import press
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog

from resipermit.domain.errors import Refused
from ui.pages.print_page import paint_paper
from ui.pages.send_dialog import SendDialog
from ui.widgets.whose import Whose


@pytest.fixture
def out(tmp_path, monkeypatch):
    """The file that the sheet is saved into."""
    path = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def open_question():
    """Return the question about a sheet that is open, or None."""
    QApplication.processEvents()
    found = (one for one in QApplication.topLevelWidgets() if isinstance(one, SendDialog) and one.isVisible())
    return next(found, None)


def choose(page, identifier):
    """Lay the cursor on the row of an entitlement."""
    for group in map(page.tree.topLevelItem, range(page.tree.topLevelItemCount())):
        for line in map(group.child, range(group.childCount())):
            if line.data(0, 256).item["id"] == identifier:
                group.setExpanded(True)
                page.tree.setCurrentItem(line)
                return
    raise AssertionError(f"no row {identifier}")


@pytest.fixture
def ask(qtbot):
    """Return a function that presses the key of the sheet and gives the question; such a button lets go late."""

    def by_key():
        press("Alt+S")
        qtbot.waitUntil(lambda: open_question() is not None)
        return open_question()

    return by_key


def words_of(file):
    document = pdfium.PdfDocument(file.read_bytes())
    words = "".join("".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    return words


def test_the_sheet_is_offered_where_the_answer_is_shown_and_nowhere_else(window, somebody):
    window.open_holder(somebody("demo").id)
    page = window.holder_page

    choose(page, "settlement")
    there = page.settlement.isVisible()
    choose(page, "compulsory_education")

    assert (there, page.settlement.isVisible()) == (True, False)


def test_the_sheet_is_made_by_keyboard_alone_and_its_record_is_kept(window, hall, desk, actors, somebody, out, ask):
    holder = somebody("demo")
    window.open_holder(holder.id)
    choose(window.holder_page, "settlement")

    dialog = ask()
    whose = dialog.findChild(Whose).person.text()
    press("Enter")

    (newest, *_) = desk.rule_room.decisions(actors.clerk, holder.id)
    words = words_of(out)
    assert holder.name in whose
    assert f"第{newest.id}号" in words
    assert newest.pack in words
    assert holder.name in words
    assert holder.citizen_number not in words
    assert f"第{newest.id}号" in window.strip.text()
    with hall.open_unit() as unit:
        events = [event for _, _, event, _ in unit.journal.newest(3)]
    assert "print_settlement_check" in events


def test_leaving_the_question_makes_no_record(window, hall, somebody, out, ask):
    window.open_holder(somebody("demo").id)
    choose(window.holder_page, "settlement")
    ask()

    press("Escape")

    assert not out.exists()
    with hall.open_unit() as unit:
        assert "settlement_check" not in [event for _, _, event, _ in unit.journal.newest(3)]


def test_a_folder_that_cannot_be_written_is_said(window, somebody, tmp_path, monkeypatch, ask):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "sheet.pdf"), ""))
    window.open_holder(somebody("demo").id)
    choose(window.holder_page, "settlement")

    ask().accept()

    assert window.strip.text().startswith("✕")
    assert "sheet.pdf" in window.strip.text()


def test_a_paper_of_two_pages_is_printed_in_order_and_a_printer_gone_between_them_is_a_refusal():
    sides = [QImage(20, 10, QImage.Format.Format_Grayscale8) for _ in range(2)]
    paper = QImage(20, 10, QImage.Format.Format_Grayscale8)
    for side, level in zip(sides, (0, 255), strict=True):
        side.fill(level)
    painter = QPainter(paper)

    try:
        paint_paper(painter, sides, "P", lambda: True)
        last = paper.pixelColor(5, 5).red()
        with pytest.raises(Refused) as refusal:
            paint_paper(painter, sides, "P", lambda: False)
    finally:
        painter.end()

    assert last == 255
    assert refusal.value.code == "printer_failed"

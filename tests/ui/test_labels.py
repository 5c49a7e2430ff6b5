"""The label of the yearly endorsement: offered at once, made again with a reason, refused as its act refuses."""

import pytest
from keyboard import press, question
from PySide6.QtWidgets import QApplication, QFileDialog

from ui.pages.label_dialog import LabelDialog
from ui.widgets.whose import Whose


@pytest.fixture
def out(tmp_path, monkeypatch):
    """The file that the label is saved into."""
    path = tmp_path / "label.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def open_question():
    """Return the question about a label that is open, or None."""
    QApplication.processEvents()
    found = (one for one in QApplication.topLevelWidgets() if isinstance(one, LabelDialog) and one.isVisible())
    return next(found, None)


def endorse(window, person):
    window.open_holder(person.id)
    press("Ctrl+Enter")
    question()
    press("Enter")
    return open_question()


def make(dialog, reason=""):
    dialog.why.setText(reason)
    dialog.accept()


def test_an_endorsement_offers_its_label_at_once(window, desk, actors, somebody, out):
    holder = somebody("demo")

    dialog = endorse(window, holder)
    whose = dialog.windowTitle(), dialog.findChild(Whose).person.text()
    make(dialog)

    assert whose[0] == "签注标签"
    assert holder.name in whose[1]
    assert out.read_bytes().startswith(b"%PDF")
    assert desk.open_holder(actors.clerk, holder.id).held.permit.number in window.strip.text()


def test_a_label_is_made_from_its_page_too_and_a_second_one_needs_a_reason(window, somebody, out):
    window.holder_page.offer_label = lambda shown: None
    endorse(window, somebody("demo"))
    window.holder_page.label.click()
    make(open_question())
    out.unlink()

    window.holder_page.label.click()
    make(open_question())
    refused, kept = window.strip.text(), out.exists()
    window.holder_page.label.click()
    make(open_question(), reason="标签撕坏")

    assert "已经做过" in refused
    assert not kept
    assert out.read_bytes().startswith(b"%PDF")


def test_later_leaves_everything_as_it_was(window, hall, somebody, out):
    dialog = endorse(window, somebody("demo"))

    press("Escape")

    assert dialog is not None
    assert open_question() is None
    assert not out.exists()
    with hall.open_unit() as unit:
        assert all(event != "make_label" for _, _, event, _ in unit.journal.newest(20))


def test_a_file_that_nobody_names_leaves_the_question_open(window, somebody, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog = endorse(window, somebody("demo"))

    make(dialog)

    assert dialog.isVisible()


@pytest.mark.parametrize(("story", "why"), [("suspended", "不在使用状态"), ("demo", "还没有签注过")])
def test_a_permit_that_has_no_label_is_refused_with_the_reason(story, why, window, somebody, out):
    window.open_holder(somebody(story).id)

    window.holder_page.label.click()
    make(open_question())

    assert why in window.strip.text()
    assert not out.exists()


def test_a_folder_that_cannot_be_written_is_said(window, somebody, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "label.pdf"), ""))

    make(endorse(window, somebody("demo")))

    assert window.strip.text().startswith("✕")
    assert "label.pdf" in window.strip.text()


def test_the_reason_is_asked_only_for_a_label_made_again(window, somebody):
    dialog = endorse(window, somebody("demo"))
    offered = dialog.why.isVisible()
    dialog.reject()

    window.holder_page.label.click()

    assert (offered, open_question().why.isVisible()) == (False, True)

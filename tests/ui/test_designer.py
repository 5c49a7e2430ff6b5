"""The administrator moves the boxes of the card by keys alone; what may not be is said and cannot be kept."""

import pytest
from PySide6.QtCore import QPoint, Qt

from resipermit.domain.card_design import BoxChange
from resipermit.usecases.card_settings import DEFAULT_DESIGN
from ui.main_window import MainWindow
from ui.tasks import run_now
from ui.text import Text

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot, desk, actors):
    window = MainWindow(desk, actors.administrator, run_now, Text("zh_CN", desk.words))
    qtbot.addWidget(window)
    window.go("designer")
    window.designer_page.presenter.choose_box("front.name")
    return window


def kept(desk, actors):
    return desk.designs.open(actors.administrator, DEFAULT_DESIGN)


def test_a_box_is_moved_and_kept_by_keys_and_the_next_card_has_it(qtbot, window, hall, actors):
    page = window.designer_page

    qtbot.keyClick(page.boxes, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(page.boxes, Qt.Key.Key_Up, ALT | Qt.KeyboardModifier.ControlModifier)
    window._primary()

    assert kept(hall.desk, actors).changes == {"front.name": BoxChange(0.5, -0.1)}
    assert hall.card_template().mark == "hunan_card/2+1"
    assert "第1次" in window.strip.text()
    assert not page.save.isEnabled()


def test_a_box_over_the_photo_is_objected_to_and_cannot_be_kept(window, desk, actors):
    page = window.designer_page

    page.presenter.change(right=4.0)
    window._primary()

    assert [tone for tone, _ in page.objections.lines] == ["bad"]
    assert "照片" in page.objections.lines[0][1]
    assert not page.save.isEnabled()
    assert kept(desk, actors).revision == 0


def test_steps_are_undone_and_done_again_and_all_go_back_as_shipped(window, desk):
    page = window.designer_page
    at_first = page.boxes.currentItem().text()
    page.presenter.change(down=0.5)
    moved = page.boxes.currentItem().text()

    page.undo.click()
    undone = page.boxes.currentItem().text()
    page.presenter.redo()
    redone = page.boxes.currentItem().text()
    page.shipped.click()

    assert (undone, redone, page.boxes.currentItem().text()) == (at_first, moved, at_first)
    assert moved != at_first


def test_a_box_is_chosen_and_dragged_by_the_mouse(qtbot, window):
    page = window.designer_page
    view = page.views[0]
    window.resize(1366, 720)
    window.show()
    box = next(box for box in view._boxes if box.key == "front.sex")
    start = view._place(box).center().toPoint()

    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, start + QPoint(0, 4))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 4))

    after = next(box for box in view._boxes if box.key == "front.sex")
    assert page.boxes.currentItem().data(Qt.ItemDataRole.UserRole) == "front.sex"
    assert after.y_mm > box.y_mm


def test_the_pictures_follow_every_step(window):
    page = window.designer_page
    before = page.views[0]._picture

    page.presenter.change(right=1.0)

    assert page.views[0]._picture != before


def test_a_clerk_has_no_designer(qtbot, desk, actors):
    window = MainWindow(desk, actors.clerk, run_now, Text("zh_CN", desk.words))
    qtbot.addWidget(window)

    window.go("designer")

    assert window.stack.currentWidget() is not window.designer_page


def test_a_box_too_narrow_for_the_longest_texts_is_not_kept(window, desk, actors):
    page = window.designer_page
    page.presenter.choose_box("front.residence_address")
    page.presenter.change(taller=-6.0)

    window._primary()

    assert kept(desk, actors).revision == 0
    assert "居住地址" in window.strip.text()

"""The stock page, by the keyboard alone."""

from keyboard import focused, press, type_


def test_a_box_and_a_spoiled_blank_are_entered_without_a_mouse(window, desk, actors):
    press("F10")
    type_("HN0001001")
    press("Enter")
    type_("HN0001100")
    press("Enter")
    window.stock_page.serial.setFocus()
    type_("HN0001007")
    press("Enter")
    type_("折断")
    press("Ctrl+Enter")

    assert desk.card_room.balance_blanks(actors.clerk)[-1].closing == 99
    assert window.stock_page.days.rowCount() == 1
    assert "99" in window.stock_page.left.text()
    assert focused() is window.stock_page.serial


def test_the_table_of_missing_characters_shows_only_when_something_waits(window):
    press("F10")

    assert [part.isVisible() for part in window.stock_page.glyph_parts] == [False] * 3


def test_the_administrator_has_no_stock_page(open_window):
    window = open_window("administrator")

    window.go("stock")

    assert window.stack.currentWidget() is not window.stock_page


def test_the_stock_page_fits_the_smallest_screen(window):
    press("F10")

    least = window.minimumSizeHint()

    assert (least.width() <= 1366, least.height() <= 720) == (True, True)

"""The window as a whole: its keys, its names for whoever cannot see it, its words, its sizes, its two themes."""

import re
import sys
from collections import Counter
from xml.etree import ElementTree

import pytest
from keyboard import press, question
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)

from resipermit.resources import resources
from ui.actions import BY_NAME, COMMANDS
from ui.main_window import RAIL
from ui.theme import DARK, LIGHT, dress, palette_in_use

INPUTS = (QLineEdit, QComboBox, QPlainTextEdit, QTextBrowser, QAbstractSpinBox, QAbstractItemView, QAbstractButton)
PAGES = ("search", "register", "queue", "due", "verify", "rules", "help")


def spoken_name(widget, window):
    """Return what a screen reader says: the accessible name, the buddy's words, or the button's own."""
    if widget.accessibleName():
        return widget.accessibleName()
    for label in window.findChildren(QLabel):
        if label.buddy() is widget:
            return label.text()
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def inner(widget):
    """Whether Qt made *widget* for itself, inside another one that has the name."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, (QComboBox, QLineEdit, QAbstractItemView)):
            return True
        around = around.parentWidget()
    return widget.objectName().startswith("qt_") or (widget.isWindow() and isinstance(widget, QAbstractItemView))


def letters(widget):
    """Return the letters that are pressed with Alt on what is visible of *widget*."""
    texts = [one.text() for one in widget.findChildren(QAbstractButton) if one.isVisibleTo(widget)]
    texts += [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget) and one.buddy() is not None]
    return Counter(match.upper() for text in texts for match in re.findall(r"&([A-Za-z])", text))


def test_no_two_commands_share_a_key():
    keys = Counter(QKeySequence(command.key).toString() for command in COMMANDS)

    assert [key for key, count in keys.items() if count > 1] == []
    assert "" not in keys


@pytest.mark.parametrize("role", ["clerk", "reviewer", "administrator"])
def test_every_input_has_a_name_for_whoever_cannot_see_it(role, open_window):
    window = open_window(role)

    inputs = [one for one in window.findChildren(QWidget) if isinstance(one, INPUTS) and not inner(one)]
    inputs = [one for one in inputs if not one.isHidden()]

    assert len(inputs) > 40
    assert [f"{type(one).__name__} {one.objectName()}" for one in inputs if not spoken_name(one, window)] == []


def test_no_two_things_on_one_page_are_pressed_by_the_same_letter(window, somebody):
    window.open_holder(somebody("suspended").id)
    pages = {name: window._pages[name] for name in window._pages}

    twice = {name: [one for one, count in letters(page).items() if count > 1] for name, page in pages.items()}

    assert {name: found for name, found in twice.items() if found} == {}


@pytest.mark.parametrize("kind", range(7))
def test_a_question_with_fields_names_each_and_presses_no_two_by_the_same_letter(kind, window, somebody):
    window.open_holder(somebody("demo").id)
    press("Ctrl+N")
    evidence = question()
    evidence.kind.setCurrentIndex(kind)
    evidence.ending.setCurrentIndex(1)

    inputs = [one for one in evidence.findChildren(QWidget) if isinstance(one, INPUTS) and not inner(one)]

    assert [letter for letter, count in letters(evidence).items() if count > 1] == []
    assert [one.objectName() for one in inputs if not spoken_name(one, evidence)] == []
    assert evidence.minimumSizeHint().height() <= 720


def test_the_question_about_a_relative_names_each_field_and_presses_no_two_by_the_same_letter(window, somebody):
    window.open_holder(somebody("demo").id)
    press("Ctrl+M")
    relative = question()

    inputs = [one for one in relative.findChildren(QWidget) if isinstance(one, INPUTS) and not inner(one)]

    assert [letter for letter, count in letters(relative).items() if count > 1] == []
    assert [one.objectName() for one in inputs if not spoken_name(one, relative)] == []


@pytest.mark.parametrize("key", ["F3", "F4", "F5", "F6", "F7", "F1"])
def test_each_page_is_a_key_away_and_escape_leads_back(key, window):
    names = {"F3": "search", "F4": "register", "F5": "queue", "F6": "due", "F7": "verify", "F1": "help"}

    press(key)
    there = window.stack.currentWidget()
    press("Escape")

    assert there is window._pages[names[key]]
    assert window.stack.currentWidget() is window.search_page


def test_the_cursor_walks_through_a_form_in_the_order_of_reading(window):
    press("F4")
    page = window.register_page
    order = [page.number, page.name, page.person.ethnic, page.registered, page.registered_address, page.phone]
    order += [page.division, page.address, page.dwelling, page.since, page.choose, page.keep_button]

    walked = []
    for _ in order:
        walked.append(window.focusWidget())
        press("Tab")

    assert walked == order


def test_the_keys_of_the_rail_go_up_from_page_to_page():
    numbers = [int(BY_NAME[name].key.removeprefix("F")) for name in RAIL if name not in ("help", "rules", "printers")]

    assert numbers == sorted(numbers)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_the_smallest_screen(name, window):
    window.go(name)

    least = window.minimumSizeHint()

    assert (least.width() <= 1366, least.height() <= 720) == (True, True)


def test_opening_a_window_shows_no_other_window_for_a_moment(open_window, app):
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == event.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    app.installEventFilter(watch)
    window = open_window()
    app.removeEventFilter(watch)

    assert shown == [window]


def test_an_administrator_begins_with_the_users_and_is_not_asked_to_search(open_window):
    window = open_window("administrator")

    assert window.stack.currentWidget() is window.users_page
    assert not window.search.isEnabled()


@pytest.mark.parametrize("key", ["Ctrl+R", "Ctrl+P", "Ctrl+T"])
def test_no_key_acts_on_a_file_that_is_not_on_the_screen(key, window, somebody):
    window.open_holder(somebody("demo").id)
    masked = window.holder_page.number.text()
    press("F7")

    press(key)

    assert window.stack.currentWidget() is window.verify_page
    assert question() is None
    assert window.holder_page.number.text() == masked


def test_a_number_that_goes_from_the_file_into_the_form_is_noted_as_seen(window, hall, somebody):
    person = somebody("demo")
    window.open_holder(person.id)

    window.holder_page.register_wanted.emit(person.citizen_number)

    assert window.register_page.number.text() == person.citizen_number
    with hall.open_unit() as unit:
        assert unit.journal.newest(1)[0][2:] == ("reveal_citizen_number", str(person.id))


@pytest.mark.parametrize("role", ["clerk", "reviewer", "administrator"])
def test_the_page_of_keys_names_only_pages_that_the_role_can_open(role, open_window):
    window = open_window(role)
    said = {label.text() for label in window.keys_page.findChildren(QLabel)}
    named = [name for name in RAIL if BY_NAME[name].key in said]

    opened = []
    for name in named:
        window.go(name)
        opened.append(window.stack.currentWidget() is window._pages[name])

    assert "help" in named
    assert all(opened)
    assert [name for name in RAIL if name not in named and window._allowed(name)] == []


def test_escape_leads_an_administrator_back_to_the_users(open_window):
    window = open_window("administrator")
    press("F12")

    press("Escape")

    assert window.stack.currentWidget() is window.users_page


def test_ctrl_d_changes_the_theme_and_keeps_the_file_open(window, app, somebody):
    window.open_holder(somebody("suspended").id)

    press("Ctrl+D")
    dark = palette_in_use()
    window.holder_page.tree.setFocus()
    press("Ctrl+D")

    assert (dark, palette_in_use()) == (DARK, LIGHT)
    assert window.holder_page.name.text() == somebody("suspended").name
    dress(app, LIGHT)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(palette):
    pairs = [(getattr(palette, ink), palette.panel) for ink in ("text", "quiet", "good", "warn", "bad")]
    pairs += [(palette.text, palette.soft), (palette.quiet, palette.window), (palette.on_accent, palette.accent)]

    assert [(ink, paper) for ink, paper in pairs if contrast(ink, paper) < 4.5] == []


def contrast(one, other):
    """Return the contrast of two colours as WCAG 2 counts it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_word_of_the_window_is_said_in_chinese():
    tree = ElementTree.parse(resources() / "i18n" / "resipermit_zh_CN.ts")

    messages = [(one.findtext("source"), one.find("translation")) for one in tree.iter("message")]

    assert len(messages) > 100
    assert [source for source, said in messages if said.get("type") or not said.text] == []


def test_a_new_user_signs_in_after_the_administrator_added_them(open_window, desk, password):
    window = open_window("administrator")
    page = window.users_page
    page.name.setText("zhou")
    page.display_name.setText("周演示")
    page.password.setText(password)
    next(iter(page.roles.values())).setChecked(True)

    press("Ctrl+Enter")

    assert window.strip.text().startswith("✓")
    assert desk.sign_in("zhou", password).display_name == "周演示"


def test_a_refusal_needs_a_reason_and_the_reviewer_sees_whose_file_it_is(open_window, qtbot):
    window = open_window("reviewer")
    press("F5")
    line = window.queue_page.line()

    press("Alt+R")
    qtbot.waitUntil(lambda: question() is not None)
    words = " ".join(label.text() for label in question().findChildren(QLabel))
    press("Escape")

    assert line.name in words
    assert window.queue_page.line() == line


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_qt_takes_no_reference_to_none_with_it(app):
    label = QLabel()
    before = sys.getrefcount(None)

    for count in range(1000):
        label.setText(str(count))

    assert sys.getrefcount(None) - before > -100

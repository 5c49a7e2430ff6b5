"""Who is at the desk: sign-in, the lock, and what stays on the screen."""

import pytest
from keyboard import press, question, show, type_
from scanner import FakeCamera

from ui.app import Desktop
from ui.tasks import run_now


@pytest.fixture
def desktop(app, desk, text, qtbot):
    opened = Desktop(desk, run_now, text)
    qtbot.addWidget(opened)
    show(opened, qtbot)
    return opened


def sign_in(user, password):
    type_(user)
    press("Enter")
    type_(password)
    press("Enter")


def test_the_right_password_opens_the_window(desktop, password):
    sign_in("li", password)

    assert desktop.currentWidget() is desktop.window_of["li"]
    assert desktop.sign_in.password.text() == ""


def test_a_wrong_password_says_neither_which_was_wrong_nor_lets_in(desktop, text):
    sign_in("li", "wrong")
    of_a_known_name = desktop.sign_in.message.text()
    desktop.sign_in.user.setText("nobody")
    press("Enter")

    assert "用户名或密码不对" in of_a_known_name
    assert desktop.sign_in.message.text() == of_a_known_name
    assert desktop.currentWidget() is desktop.sign_in


def test_five_wrong_passwords_lock_the_account_for_the_right_one_too(desktop, password):
    sign_in("li", "wrong")
    for _ in range(4):
        press("Enter")

    type_(password)
    press("Enter")

    assert desktop.currentWidget() is desktop.sign_in
    assert "暂时锁定" in desktop.sign_in.message.text()


def test_the_lock_keeps_what_was_typed(desktop, password):
    sign_in("li", password)
    press("F4")
    type_("52010219900315")

    press("Ctrl+L")
    type_(password)
    press("Enter")

    assert desktop.window_of["li"].register_page.number.text() == "52010219900315"


def test_idleness_locks_the_desk_and_takes_an_open_question_from_the_screen(desktop, password, somebody):
    sign_in("li", password)
    desktop.window_of["li"].open_holder(somebody("suspended").id)
    press("Ctrl+Enter")
    asked = question()

    desktop._idle.timeout.emit()
    hidden = question()
    type_(password)
    press("Enter")

    assert asked is not None
    assert hidden is None
    assert question() is asked


def test_another_person_finds_nothing_of_the_one_before(desktop, password):
    sign_in("li", password)
    press("F4")
    type_("52010219900315")
    press("Ctrl+L")

    desktop.sign_in.user.setText("wang")
    type_(password)
    press("Enter")

    assert set(desktop.window_of) == {"wang"}
    assert desktop.window_of["wang"].register_page.number.text() == ""


def test_a_window_that_is_closed_asks_for_nothing_more(desktop, password):
    sign_in("li", password)

    desktop.close()

    assert not desktop.isVisible()
    assert question() is None


def test_the_lock_lets_the_camera_go(desktop, password):
    camera = FakeCamera()
    sign_in("li", password)
    page = desktop.currentWidget().search_page
    page.camera = lambda: camera
    page.open_camera()
    looking = camera.running

    desktop.lock()

    assert (looking, camera.running, question()) == (True, False, None)

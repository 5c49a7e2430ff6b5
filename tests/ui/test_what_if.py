"""What if, by keyboard: three questions, the differences first, two lines of days each; nothing on record changes."""

from keyboard import press, question
from PySide6.QtWidgets import QLabel

from ui.pages.what_if_dialog import WhatIfDialog
from ui.widgets.timeline import Timeline


def ask(window, person):
    window.open_holder(person.id)
    press("Ctrl+T")
    dialog = question()
    assert isinstance(dialog, WhatIfDialog)
    return dialog


def words(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_an_endorsement_today_shows_the_permit_first_with_both_readings(window, somebody, desk, actors):
    person = somebody("suspended")
    ledger = desk.open_holder(actors.clerk, person.id).ledger
    dialog = ask(window, person)

    press("1")

    said = words(dialog)
    assert "（本地适用）" in dialog.head.text()
    assert next(line for line in said if line.startswith("居住证")).startswith("居住证　")
    assert any(line.startswith("现在：使用功能中止") for line in said)
    assert any(line.startswith("假设以后：使用中") for line in said)
    assert len(dialog.findChildren(Timeline)) > 5
    assert desk.open_holder(actors.clerk, person.id).ledger == ledger


def test_a_question_that_finds_nothing_to_change_says_why(window, somebody):
    dialog = ask(window, somebody("suspended"))
    dialog.presenter.ask("school_transfer", "430181")

    said = dialog.head.text()

    assert said
    assert not said.startswith("请选一个假设")


def test_a_move_inside_the_city_tells_that_little_or_nothing_differs(window, somebody):
    dialog = ask(window, somebody("suspended"))

    press("3")

    assert "失去" not in words(dialog)

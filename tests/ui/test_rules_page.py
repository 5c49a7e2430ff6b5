"""The rules page by keyboard: find and read a rule; propose, accept and refuse a pack, never one's own."""

import pytest
from keyboard import focused, press, type_
from PySide6.QtWidgets import QFileDialog, QInputDialog

from resipermit.domain.rule_packs import in_force, waiting
from ui.main_window import MainWindow
from ui.tasks import run_now
from ui.theme import DARK, LIGHT, dress

CHANGE = """\
values:
  residence.half_year_months:
    values:
      - {since: 2027-01-01, value: 9, cite: "CS16 R"}
"""


@pytest.fixture
def answers(monkeypatch):
    """Answer the dialogs to come, in order: a folder or a typed text."""
    coming = []
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (coming.pop(0), True))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: coming.pop(0))
    return coming


@pytest.fixture
def folder(tmp_path):
    """Rules of the place that change one value."""
    place = tmp_path / "rules" / "43" / "4301" / "430100"
    place.mkdir(parents=True)
    instrument = "instruments:\n  CS16: {words: {zh: 演示, en: invented}, checked_on: 2026-11-02, certainty: R}\n"
    (place / "10-changed.yaml").write_text(instrument + CHANGE, encoding="utf-8")
    return tmp_path / "rules"


@pytest.fixture
def packs(desk, actors):
    """Return a function that gives every step of a pack so far."""
    return lambda: desk.rule_room.packs(actors.clerk)


@pytest.fixture
def proposed(desk, actors, folder):
    """Return the hash of a pack that waits for a second person."""
    return desk.rule_room.propose(actors.administrator, desk.rule_room.pack_of(folder))


def packs_tab(window):
    window.go("rules")
    window.rules_page.tabs.setCurrentIndex(1)
    return window.rules_page


def test_a_clerk_finds_a_rule_and_reads_it_without_a_mouse(window):
    press("Ctrl+B")
    page = window.rules_page

    type_("half_year_m")
    press("Down")
    words = page.rule.toPlainText()

    assert window.stack.currentWidget() is page
    assert focused() is page.list
    assert page.rows.row_at(page.list.currentIndex()).identifier == "residence.half_year_months"
    assert "《居住证暂行条例》第2条" in words


def test_the_rule_under_the_cursor_is_the_one_that_is_told(window):
    press("Ctrl+B")
    page = window.rules_page
    type_("half_year")
    press("Enter")
    first = page.rule.toPlainText().split()[0]

    press("Down")

    assert page.rule.toPlainText().split()[0] != first


def test_what_is_to_be_verified_is_marked_in_words_and_not_by_colour_alone(window):
    window.go("rules")

    window.rules_page.search.setText("issue.promised_days_city")

    assert "〔待核实 R〕" in window.rules_page.rule.toPlainText()


def test_what_is_marked_stands_out_in_the_dark_theme_too(window, app):
    window.go("rules")
    window.rules_page.search.setText("issue.promised_days_city")

    press("Ctrl+D")

    assert DARK.warn in window.rules_page.rule.toHtml()
    dress(app, LIGHT)


def test_a_search_without_a_hit_leaves_no_rule_on_the_page(window):
    window.go("rules")

    window.rules_page.search.setText("没有这样的规则")

    assert window.rules_page.rows.rowCount() == 0
    assert window.rules_page.rule.toPlainText() == ""
    assert window.rules_page.found.text() == "共0条"


def test_a_clerk_reads_what_is_in_force_and_decides_nothing(window, packs, proposed):
    page = packs_tab(window)

    buttons = (page.accept_button, page.refuse_button, page.folder_button, page.own_button)

    assert in_force(packs())[:8] in page.current.text()
    assert page.proposals.rowCount() == 1
    assert [button.isEnabled() for button in buttons] == [False] * 4


def test_an_administrator_proposes_a_folder_and_does_not_accept_it(open_window, packs, folder, answers):
    window = open_window("administrator")
    before, page = in_force(packs()), packs_tab(window)
    answers += [str(folder)]

    page.folder_button.click()

    (proposal,) = waiting(packs())
    assert in_force(packs()) == before
    assert proposal.sha256 in window.strip.text()
    assert not page.accept_button.isEnabled()
    assert "另一位审核人员" in page.advice.text()
    assert "(1)" in page.tabs.tabText(1)


def test_a_second_person_sees_what_changes_and_accepts_by_key(open_window, packs, proposed, answers):
    window = open_window("reviewer")
    page = packs_tab(window)
    changes = page.changes.toPlainText()
    answers += [proposed[:8]]

    press("Ctrl+Enter")

    assert "居住半年（月）（residence.half_year_months）：取值" in changes
    assert in_force(packs()) == proposed
    assert proposed[:8] in page.current.text()
    assert page.proposals.rowCount() == 0
    page.tabs.setCurrentIndex(0)
    page.search.setText("residence.half_year_months")
    assert "2027-01-01起：9" in page.rule.toPlainText()


def test_other_characters_than_those_of_the_hash_change_nothing(open_window, packs, proposed, answers):
    window = open_window("reviewer")
    before, page = in_force(packs()), packs_tab(window)
    answers += ["00000000"]

    page.accept_button.click()

    assert in_force(packs()) == before
    assert window.strip.text().startswith("✕")


def test_a_refusal_needs_a_reason_and_is_kept_with_it(open_window, packs, proposed, answers):
    window = open_window("reviewer")
    page = packs_tab(window)
    answers += ["  ", "依据还没有核实"]

    page.refuse_button.click()
    kept = len(packs())
    page.refuse_button.click()

    assert kept == len(packs()) - 1
    assert packs()[-1].reason == "依据还没有核实"
    assert page.proposals.rowCount() == 0
    assert page.history.row_at(page.history.index(0, 0)).reason == "依据还没有核实"


def test_whoever_both_proposes_and_reviews_does_not_decide_about_an_own_proposal(
    desk, actors, text, qtbot, packs, folder, password
):
    roles = actors.reviewer.roles | actors.administrator.roles
    desk.add_user(actors.administrator, "both", "周演示", roles, password)
    both = desk.sign_in("both", password)
    desk.rule_room.propose(both, desk.rule_room.pack_of(folder))
    window = MainWindow(desk, both, run_now, text)
    qtbot.addWidget(window)

    page = packs_tab(window)

    assert (page.accept_button.isEnabled(), page.refuse_button.isEnabled()) == (False, False)
    assert "这是您提交的" in page.advice.text()


def test_a_faulty_folder_is_refused_with_file_and_line(open_window, packs, folder, answers):
    window = open_window("administrator")
    page = packs_tab(window)
    (folder / "43" / "4301" / "430100" / "20-bad.yaml").write_text("valuse: {}\n", encoding="utf-8")
    answers += [str(folder)]

    page.folder_button.click()

    assert waiting(packs()) == ()
    assert "20-bad.yaml:1" in window.strip.text()


def test_the_rules_that_come_with_the_program_cannot_be_proposed_while_they_are_in_force(open_window, packs):
    window = open_window("administrator")

    packs_tab(window).own_button.click()

    assert waiting(packs()) == ()
    assert "已经在用" in window.strip.text()

"""The keeper of the keys makes keys, the root and its list, and ends keys, without leaving the window."""

import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog

from resipermit.adapters.signed_lists import open_key_list, open_status_list
from resipermit.usecases.sign_key_list import KeyRoom
from ui.main_window import MainWindow
from ui.tasks import run_now
from ui.text import Text

PASSPHRASE = "演示 root passphrase"


@pytest.fixture
def keeper(qtbot, desk, actors):
    window = MainWindow(desk, actors.administrator, run_now, Text("zh_CN", desk.words))
    qtbot.addWidget(window)
    window.go("signing_keys")
    return window


@pytest.fixture
def answers(monkeypatch):
    """Answer the dialogs to come, in order: paths and typed texts."""
    coming = []
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (coming.pop(0), True))
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (coming.pop(0), ""))
    return coming


def room(desk, actors) -> KeyRoom:
    return desk.keys.show(actors.administrator)


def test_a_key_made_at_the_desk_joins_the_list(keeper, desk, actors):
    keeper.signing_keys_page.buttons["make"].click()

    kids = [key.kid.hex() for key in room(desk, actors).hall.keys]
    page = keeper.signing_keys_page
    assert [page.model.row_at(page.model.index(row, 0)).kid for row in range(2)] == kids
    assert kids[1] in keeper.strip.text()


def test_the_ceremony_makes_root_list_and_sheet(keeper, desk, actors, answers, tmp_path):
    stick, listing, sheet = tmp_path / "root.key", tmp_path / "keys.cwt", tmp_path / "keys.pdf"
    answers += [str(stick), PASSPHRASE, PASSPHRASE, str(stick), PASSPHRASE, str(listing), str(sheet)]

    for name in ("root", "sign", "sheet"):
        keeper.signing_keys_page.buttons[name].click()

    root = room(desk, actors).root
    assert open_key_list(listing.read_bytes(), root.public_key).keys == room(desk, actors).hall.keys
    assert sheet.read_bytes().startswith(b"%PDF")
    assert root.fingerprint in keeper.signing_keys_page.root.text()
    assert "与现状一致" in keeper.signing_keys_page.state.text()


def test_two_different_passphrases_make_no_root(keeper, desk, actors, answers, tmp_path):
    answers += [str(tmp_path / "root.key"), PASSPHRASE, PASSPHRASE + "x"]

    keeper.signing_keys_page.buttons["root"].click()

    assert room(desk, actors).root is None
    assert not (tmp_path / "root.key").exists()


def test_a_key_is_retired_only_by_who_types_its_name_and_reported_with_day_and_reason(keeper, desk, actors, answers):
    kid = room(desk, actors).hall.keys[0].kid.hex()
    answers += ["zzzz"]
    keeper.signing_keys_page.buttons["retire"].click()
    slipped = room(desk, actors).hall.keys[0].retired_on
    answers += [kid[:4], desk.today().isoformat(), "U 盘丢失"]

    keeper.signing_keys_page.buttons["retire"].click()
    keeper.signing_keys_page.buttons["compromise"].click()

    key = room(desk, actors).hall.keys[0]
    assert slipped is None
    assert (key.retired_on, key.compromised_on) == (desk.today(), desk.today())


def test_an_impossible_day_and_a_folder_that_is_not_there_are_said(keeper, desk, actors, answers, tmp_path):
    answers += ["2026-02-30", "U 盘丢失", str(tmp_path / "no" / "keys.pdf")]

    keeper.signing_keys_page.buttons["compromise"].click()
    day = keeper.strip.text()
    keeper.signing_keys_page.buttons["sheet"].click()

    assert "2026-02-30" in day
    assert "keys.pdf" in keeper.strip.text()
    assert room(desk, actors).hall.keys[0].compromised_on is None


def test_a_clerk_has_no_page_of_keys(window):
    assert window._rail_buttons["signing_keys"].isHidden()


def test_the_status_list_is_made_as_a_signed_file_and_as_one_code_on_paper(keeper, desk, actors, answers, tmp_path):
    listing, paper = tmp_path / "status.cwt", tmp_path / "status.pdf"
    answers += [str(listing), str(paper)]

    for name in ("status", "status_paper"):
        keeper.signing_keys_page.buttons[name].click()

    keys = {key.kid: key for key in room(desk, actors).hall.keys}
    opened, _ = open_status_list(listing.read_bytes(), keys.get)
    on_paper, _ = open_status_list(desk.read_code(paper.read_bytes()), keys.get)
    assert (opened.bits, on_paper.bits) == (2, 1)
    assert desk.keys.newest_list() == listing.read_bytes()
    assert "名单已写入" in keeper.strip.text()

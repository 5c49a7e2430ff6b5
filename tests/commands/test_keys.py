"""Keys, root and status list by command, from the key ceremony to a card that is checked."""

from datetime import date
from pathlib import Path

import pytest
from terminal import Terminal

from resipermit.adapters.signed_lists import open_key_list, open_status_list
from resipermit.domain.status_list import CardStatus


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.write_text("a root passphrase for the demo\n", encoding="utf-8")
    file.chmod(0o600)
    return file


def test_the_key_ceremony(desk: Terminal, tmp_path: Path, passphrase_file: Path):
    root = ("--root", str(tmp_path / "root.key"), "--passphrase-file", str(passphrase_file))

    desk.done("key", "make", user="admin")
    desk.done("key", "root", "init", *root, user="admin")
    before = desk.done("key", "list", "--json").document
    desk.done("key", "root", "sign", *root, "--out", str(tmp_path / "keys.cwt"), user="admin")
    after = desk.done("key", "list", "--json").document
    desk.done("key", "sheet", "--out", str(tmp_path / "sheet.pdf"))

    assert (before["list_is_current"], after["list_is_current"]) == (False, True)
    listing = open_key_list((tmp_path / "keys.cwt").read_bytes(), bytes.fromhex(after["root"]["public_key"]))
    assert [key.kid.hex() for key in listing.keys] == [key["kid"] for key in after["keys"]]
    assert len(listing.keys) == 2
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert after["root"]["fingerprint"] in desk.done("key", "list").out


def test_the_root_key_never_lies_in_the_home(desk: Terminal, passphrase_file: Path):
    inside = ("--root", str(desk.home / "root.key"), "--passphrase-file", str(passphrase_file))

    run = desk.ask("key", "root", "init", *inside, user="admin")

    assert run.code == 3
    assert "root.key" not in desk.files()


def test_a_key_is_retired_and_reported_by_the_beginning_of_its_name(desk: Terminal):
    kid = desk.done("key", "list", "--json").document["keys"][0]["kid"]

    desk.done("key", "retire", kid[:6], "--on", "2026-04-01", user="admin")
    desk.done("key", "compromise", kid, "--on", "2026-03-01", "--reason", "desk stolen", user="admin")

    (key,) = desk.done("key", "list", "--json").document["keys"]
    assert (key["retired_on"], key["compromised_on"]) == ("2026-04-01", "2026-03-01")
    assert desk.ask("key", "retire", kid, user="admin").code == 3
    assert desk.ask("key", "retire", "ffff", user="admin").code == 2
    assert desk.ask("key", "retire", kid).code == 3


def test_a_card_and_the_lists_of_the_office(holder_desk: Terminal, permit_number: str, tmp_path: Path):
    card, listing, page = tmp_path / "card.pdf", tmp_path / "list.cwt", tmp_path / "list.pdf"

    holder_desk.done("card", permit_number, "--out", str(card))
    holder_desk.done("status-list", "--out", str(listing))
    holder_desk.done("replace", permit_number, "--lost", "--reason", "lost on the bus")
    made = holder_desk.done("status-list", "--out", str(page), "--pdf", "--json").document

    assert made["bits"] == 1
    verdict = holder_desk.ask("verify", str(card), "--status-list", str(listing), "--json", user=None)
    assert '"standing_reason": "card_replaced"' in verdict.out
    assert page.read_bytes().startswith(b"%PDF")


def test_the_list_says_who_was_replaced(holder_desk: Terminal, permit_number: str, tmp_path: Path):
    first, second, listing = tmp_path / "first.pdf", tmp_path / "second.pdf", tmp_path / "list.cwt"
    holder_desk.done("card", permit_number, "--out", str(first))
    holder_desk.done("replace", permit_number, "--lost", "--reason", "lost on the bus")
    holder_desk.done("card", permit_number, "--kind", "lost", "--reason", "lost on the bus", "--out", str(second))

    holder_desk.done("status-list", "--out", str(listing))

    keys = holder_desk.done("key", "list", "--json").document["keys"]
    from resipermit.domain.card_keys import read_key

    read, _ = open_status_list(listing.read_bytes(), lambda kid: read_key(keys[0]))
    assert [read.status(index) for index in (1, 2)] == [CardStatus.DEAD, CardStatus.VALID]
    assert read.good_until == date(2026, 3, 10)


def test_without_a_key_that_may_sign_there_is_no_list(holder_desk: Terminal, tmp_path: Path):
    kid = holder_desk.done("key", "list", "--json").document["keys"][0]["kid"]
    holder_desk.done("key", "retire", kid, user="admin")

    run = holder_desk.ask("status-list", "--out", str(tmp_path / "list.cwt"))

    assert run.code == 3
    assert not (tmp_path / "list.cwt").exists()

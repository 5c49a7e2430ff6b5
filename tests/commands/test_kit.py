"""The verification kit by command: whole or not at all, and never with a list that says less than the hall knows."""

from hashlib import sha256
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from terminal import Terminal

from resipermit.adapters.signed_lists import open_key_list, open_status_list


@pytest.fixture
def root(tmp_path: Path) -> tuple[str, ...]:
    passphrase = tmp_path / "passphrase.txt"
    passphrase.write_text("a root passphrase for the demo\n", encoding="utf-8")
    passphrase.chmod(0o600)
    return "--root", str(tmp_path / "root.key"), "--passphrase-file", str(passphrase)


@pytest.fixture
def signed(desk: Terminal, tmp_path: Path, root: tuple[str, ...]) -> Terminal:
    desk.done("key", "root", "init", *root, user="admin")
    desk.done("key", "root", "sign", *root, "--out", str(tmp_path / "keys.cwt"), user="admin")
    return desk


def test_a_kit_holds_page_keys_lists_and_instructions(signed: Terminal, tmp_path: Path):
    folder = tmp_path / "kit"

    told = signed.done("kit", "--out", str(folder), "--json").document

    room = signed.done("key", "list", "--json").document
    listing = open_key_list((folder / "keys.cwt").read_bytes(), bytes.fromhex(room["root"]["public_key"]))
    (status,) = folder.glob("status-*.cwt")
    assert open_status_list(status.read_bytes(), listing.key_of)[0].office == status.stem.removeprefix("status-")
    assert {path.stem for path in (folder / "keys").glob("*.pem")} == {key["kid"] for key in room["keys"]}
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == told["files"]


def test_the_sheet_names_the_page_by_its_digest_and_the_root_by_its_fingerprint(signed: Terminal, tmp_path: Path):
    folder = tmp_path / "kit"

    signed.done("kit", "--out", str(folder))

    text = "".join(PdfDocument(folder / "instructions.pdf")[0].get_textpage().get_text_bounded().split())
    root = signed.done("key", "list", "--json").document["root"]
    assert sha256((folder / "verify.html").read_bytes()).hexdigest() in text
    assert root["fingerprint"].replace(" ", "") in text


def test_without_a_root_no_kit_is_made(desk: Terminal, tmp_path: Path):
    run = desk.ask("kit", "--out", str(tmp_path / "kit"))

    assert run.code == 3
    assert not (tmp_path / "kit").exists()


def test_with_a_key_list_that_has_aged_no_kit_is_made(signed: Terminal, tmp_path: Path):
    signed.done("key", "make", user="admin")

    run = signed.ask("kit", "--out", str(tmp_path / "kit"))

    assert run.code == 3
    assert "key root sign" in run.err
    assert not (tmp_path / "kit").exists()

"""What the command line is given wrongly: one sentence, the right exit status, and nothing lost or half written."""

import random
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import base45
import keyring
import pytest
import sqlcipher3.dbapi2 as sqlcipher
from builders import a_citizen_number
from keyring.backends import fail
from PIL import Image
from sqlalchemy import Engine, event
from terminal import NUMBER, Run, Terminal, register

from resipermit.private_files import write_private

BAD_INPUT, REFUSED, STORE_UNAVAILABLE = 2, 3, 4
STRANGER = a_citizen_number(born_on=date(1988, 8, 8))


def said_once(run: Run, code: int, *words: str) -> None:
    """Hold that one line was said on standard error, none elsewhere, and the exit status is *code*."""
    assert run.code == code, run.err
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert "Traceback" not in run.err
    for word in words:
        assert word in run.err, run.err


def nobody_but(desk: Terminal, *names: str) -> None:
    """Hold that these are the only people on record."""
    found = desk.done("search", "演示", "--json").document["hits"]
    assert sorted(hit["name"] for hit in found) == sorted(names)


def wrong_check(number: str) -> str:
    return number[:-1] + ("1" if number[-1] != "1" else "2")


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (wrong_check(STRANGER), "check"),
        ("520102199002309978", "date"),
        (a_citizen_number("439999"), "division"),
        (STRANGER[:-1], "length"),
        ("52010219900315997O", "character"),
        ("", ""),
    ],
)
def test_a_wrong_citizen_number_is_named_with_its_reason(desk: Terminal, number: str, reason: str):
    said = register(desk, number, "赵演示")

    said_once(said, BAD_INPUT, "--citizen-number", reason)
    nobody_but(desk)


def test_a_wrong_check_digit_opens_no_file_and_offers_what_is_on_record(holder_desk: Terminal):
    said = holder_desk.ask("show", wrong_check(NUMBER))

    said_once(said, REFUSED, "check character", "…" if "…" in said.err else "*")
    assert NUMBER not in said.err


@pytest.mark.parametrize("option", ["--registered-on", "--from", "--until"])
@pytest.mark.parametrize("day", ["2025-02-30", "20250101", "2025-1-1", "yesterday", ""])
def test_an_impossible_day_is_named_by_its_option(desk: Terminal, option: str, day: str):
    said = register(desk, STRANGER, "赵演示", option, day)

    said_once(said, BAD_INPUT, {"--from": "--since"}.get(option, option))
    nobody_but(desk)


@pytest.mark.parametrize("division", ["439999", "43", "430111000000", "abcdef", ""])
def test_an_unknown_division_is_named(desk: Terminal, division: str):
    told = ("--citizen-number", STRANGER, "--name", "赵演示", "--address", "演示路1号")

    said = desk.ask("register", *told, "--division", division)

    said_once(said, BAD_INPUT, "division")
    nobody_but(desk)


def test_a_reversed_period_is_refused(desk: Terminal):
    said = register(desk, STRANGER, "赵演示", "--from", "2025-05-01", "--until", "2025-04-01")

    said_once(said, BAD_INPUT, "before the beginning")
    nobody_but(desk)


def test_a_day_that_has_not_come_is_refused(desk: Terminal):
    said = register(desk, STRANGER, "赵演示", "--registered-on", "2026-03-03")

    said_once(said, BAD_INPUT, "2026-03-03")
    nobody_but(desk)


def test_no_second_permit_for_one_person_in_one_city(holder_desk: Terminal, permit_number: str):
    said = holder_desk.ask("accept", NUMBER, "--ground", "dwelling")

    said_once(said, REFUSED, permit_number)
    assert len(holder_desk.done("show", NUMBER, "--json").document["applications"]) == 1


def test_an_endorsement_before_its_window_names_the_window(holder_desk: Terminal, permit_number: str):
    said = holder_desk.ask("endorse", permit_number)

    said_once(said, REFUSED, "2026-06-20", "2026-07-19")
    assert len(holder_desk.done("show", NUMBER, "--json").document["ledger"]) == 1


def a_small_picture() -> bytes:
    file = BytesIO()
    Image.frombytes("RGB", (100, 120), random.Random(1).randbytes(36000)).save(file, "JPEG")
    return file.getvalue()


@pytest.mark.parametrize("photo", [b"no picture at all", b"", a_small_picture(), a_small_picture()[:200]])
def test_an_unreadable_or_small_photo_keeps_nobody(desk: Terminal, photo: bytes):
    desk.photo.write_bytes(photo)

    said = register(desk, STRANGER, "赵演示")

    said_once(said, BAD_INPUT, "hoto")
    nobody_but(desk)


def test_a_photo_that_is_not_there_is_named(desk: Terminal):
    desk.photo.unlink()

    said = register(desk, STRANGER, "赵演示")

    said_once(said, BAD_INPUT, "--photo", desk.photo.name)
    nobody_but(desk)


@pytest.fixture
def qr_text(holder_desk: Terminal, permit_number: str, tmp_path: Path) -> str:
    from resipermit.adapters.card_reader import code_in_picture

    holder_desk.done("card", permit_number, "--out", str(tmp_path / "card.pdf"))
    return code_in_picture((tmp_path / "card.pdf").read_bytes())


def test_a_forged_truncated_or_foreign_code_is_not_genuine(holder_desk: Terminal, qr_text: str):
    middle = len(qr_text) // 2
    changed = qr_text[:middle] + ("A" if qr_text[middle] != "A" else "B") + qr_text[middle + 1 :]
    codes = (changed, qr_text[:-40], "https://example.org/pay", base45.b45encode(bytes(200)).decode(), "你好")

    verdicts = {code: holder_desk.ask("verify", code, user=None) for code in (qr_text, *codes)}

    assert verdicts.pop(qr_text).code == 0
    for code, verdict in verdicts.items():
        assert verdict.code == REFUSED, code
        assert verdict.out.startswith("Not genuine"), verdict.out
        assert verdict.out.count("\n") == 1


def test_a_code_from_standard_input_is_the_same_code(holder_desk: Terminal, qr_text: str):
    from terminal import command_in_process

    assert command_in_process(["verify", "-"], f"{qr_text}\n".encode()).code == 0
    assert command_in_process(["verify", "-"], b"").code == BAD_INPUT


def test_a_card_of_another_hall_is_a_card_of_an_unknown_key(qr_text: str, empty_beside: Terminal):
    empty_beside.on(date(2026, 3, 2))
    empty_beside.done("init", "--division", "430111", user="admin")

    said = empty_beside.ask("verify", qr_text, user=None)

    assert said.code == REFUSED
    assert said.out.startswith("Not genuine")


@pytest.fixture
def empty_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    (tmp_path / "beside").mkdir()
    return Terminal(tmp_path / "beside" / "home", monkeypatch)


@pytest.mark.parametrize("picture", [b"no picture", b""])
def test_a_picture_that_cannot_be_read_is_unreadable_and_not_a_forgery(desk: Terminal, tmp_path: Path, picture: bytes):
    (tmp_path / "scan.png").write_bytes(picture)

    said_once(desk.ask("verify", str(tmp_path / "scan.png"), user=None), BAD_INPUT)
    said_once(desk.ask("verify", str(tmp_path / "missing.png"), user=None), BAD_INPUT, "missing.png")


def test_a_picture_without_a_code_is_unreadable(desk: Terminal, tmp_path: Path):
    Image.new("RGB", (300, 300), "white").save(tmp_path / "white.png")

    said_once(desk.ask("verify", str(tmp_path / "white.png"), user=None), BAD_INPUT)


def test_a_wrong_key_of_the_store_is_said_and_the_store_is_left_as_it_was(holder_desk: Terminal, keyring_in_memory):
    kept = dict(keyring_in_memory.kept)
    before = holder_desk.files()
    for name in kept:
        keyring_in_memory.kept[name] = "5a" * 32

    said = holder_desk.ask("show", NUMBER)

    keyring_in_memory.kept.update(kept)
    said_once(said, STORE_UNAVAILABLE)
    assert holder_desk.files() == before
    assert holder_desk.ask("show", NUMBER).code == 0


def test_a_damaged_store_is_said_and_not_written_over(holder_desk: Terminal):
    store = holder_desk.home / "resipermit.db"
    content = bytearray(store.read_bytes())
    content[4096:8192] = bytes(4096)
    store.write_bytes(content)

    said = holder_desk.ask("show", NUMBER)

    said_once(said, STORE_UNAVAILABLE)
    assert store.read_bytes() == bytes(content)


def test_a_truncated_store_is_said(holder_desk: Terminal):
    store = holder_desk.home / "resipermit.db"
    store.write_bytes(store.read_bytes()[:1000])

    said_once(holder_desk.ask("show", NUMBER), STORE_UNAVAILABLE)


def test_a_store_newer_than_the_program_is_refused_and_left_alone(holder_desk: Terminal, keyring_in_memory):
    store = holder_desk.home / "resipermit.db"
    _write_version(store, keyring_in_memory, "9999_from_the_future")
    before = store.read_bytes()

    said = holder_desk.ask("show", NUMBER)

    said_once(said, STORE_UNAVAILABLE, "newer")
    assert store.read_bytes() == before


def _write_version(store: Path, memory, version: str) -> None:
    for key in memory.kept.values():
        connection = sqlcipher.connect(str(store))
        try:
            connection.execute(f"PRAGMA key = \"x'{key}'\"")
            connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
            connection.commit()
        except (sqlcipher.DatabaseError, sqlcipher.OperationalError):
            continue
        finally:
            connection.close()
        return
    raise AssertionError("no key of the keyring opens the store")


def test_without_a_hall_every_command_says_where_to_begin(empty: Terminal):
    said = empty.ask("show", NUMBER)

    said_once(said, STORE_UNAVAILABLE)
    assert not empty.home.exists()


def test_without_keyring_and_passphrase_no_hall_is_set_up(empty: Terminal):
    keyring.set_keyring(fail.Keyring())

    said = empty.ask("init", "--division", "430111", user="admin")

    said_once(said, BAD_INPUT, "RESIPERMIT_PASSPHRASE_FILE")
    assert not empty.home.exists()


def test_a_keyring_that_has_gone_is_said_and_the_store_is_left_alone(holder_desk: Terminal):
    before = holder_desk.files()
    keyring.set_keyring(fail.Keyring())

    said = holder_desk.ask("show", NUMBER)

    said_once(said, STORE_UNAVAILABLE, "keyring")
    assert holder_desk.files() == before


@pytest.fixture
def passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "passphrase"
    write_private(file, "一句足够长的口令\n".encode())
    monkeypatch.setenv("RESIPERMIT_PASSPHRASE_FILE", str(file))
    keyring.set_keyring(fail.Keyring())
    return file


def test_a_passphrase_file_does_where_there_is_no_keyring(empty: Terminal, passphrase: Path, monkeypatch):
    made = empty.ask("init", "--division", "430111", user="admin")
    monkeypatch.delenv("RESIPERMIT_PASSPHRASE_FILE")
    without = empty.ask("user", "list", user="admin")

    assert made.code == 0
    said_once(without, STORE_UNAVAILABLE, "RESIPERMIT_PASSPHRASE_FILE")


@pytest.mark.parametrize("fault", ["open to others", "missing", "empty"])
def test_a_passphrase_file_that_does_not_do_sets_up_nothing(empty: Terminal, passphrase: Path, fault: str):
    if fault == "open to others":
        passphrase.chmod(0o644)
    elif fault == "missing":
        passphrase.unlink()
    else:
        passphrase.write_bytes(b"\n")

    said = empty.ask("init", "--division", "430111", user="admin")

    said_once(said, BAD_INPUT, "RESIPERMIT_PASSPHRASE_FILE")
    assert not empty.home.exists()


def test_without_a_display_the_window_says_what_else_can_be_done(desk: Terminal, monkeypatch: pytest.MonkeyPatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    said = desk.ask(user=None)

    said_once(said, BAD_INPUT, "display", "demo")


@pytest.fixture
def full_disk():
    """Let no store of this test grow any more."""

    def limit(connection, _record) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", limit)
    yield
    event.remove(Engine, "connect", limit)


def test_a_full_disk_loses_nothing_that_was_kept(holder_desk: Terminal, full_disk):
    said = register(holder_desk, STRANGER, "赵演示")

    said_once(said, STORE_UNAVAILABLE, "full")
    nobody_but(holder_desk, "欧阳演示")


def test_a_full_disk_under_the_card_leaves_no_half_page_and_no_card_that_counts(
    holder_desk: Terminal, permit_number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    out = tmp_path / "card.pdf"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", _no_space)
        said = holder_desk.ask("card", permit_number, "--out", str(out))

    said_once(said, STORE_UNAVAILABLE, "full")
    assert list(tmp_path.glob("card.pdf*")) == []
    shown = holder_desk.done("show", permit_number, "--json").document
    assert [line["state"] for line in shown["prints"]] == ["failed"]
    assert holder_desk.ask("card", permit_number, "--out", str(out)).code == 0


def _no_space(path: Path, content: bytes) -> int:
    raise OSError(28, "No space left on device", str(path))


def test_a_place_that_cannot_be_written_is_named(holder_desk: Terminal, permit_number: str, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    said = holder_desk.ask("card", permit_number, "--out", str(tmp_path / "file" / "card.pdf"))

    said_once(said, BAD_INPUT, "--out")


def test_a_demo_does_not_touch_a_folder_with_something_else_in_it(empty: Terminal, tmp_path: Path):
    empty.home.mkdir()
    (empty.home / "notes.txt").write_text("mine")

    said = empty.ask("demo", "--out", str(tmp_path / "out"), user=None)

    said_once(said, REFUSED)
    assert empty.files() == {"notes.txt": b"mine"}


def test_a_defect_is_said_without_a_word_of_what_was_typed(holder_desk: Terminal, monkeypatch: pytest.MonkeyPatch):
    from resipermit.usecases.find_holder import FindHolder

    def broken(self, actor, text):
        raise KeyError(text)

    monkeypatch.setattr(FindHolder, "__call__", broken)

    said = holder_desk.ask("search", NUMBER)

    said_once(said, 1, "resipermit.log")
    log = (holder_desk.home / "resipermit.log").read_text(encoding="utf-8")
    assert "KeyError" in log
    assert NUMBER not in log + said.err


def test_a_hall_that_is_there_is_not_set_up_again(desk: Terminal):
    said = desk.ask("init", "--division", "430111", user="second")

    said_once(said, REFUSED, "already")
    assert [user["name"] for user in desk.done("user", "list", "--json", user="admin").document] == [
        "admin",
        "li",
        "wang",
    ]


def test_a_store_that_was_lost_is_said_and_no_new_one_is_made(desk: Terminal):
    shutil.rmtree(desk.home)
    desk.home.mkdir(mode=0o700)

    said = desk.ask("search", "欧阳")

    said_once(said, STORE_UNAVAILABLE)
    assert not (desk.home / "resipermit.db").exists()

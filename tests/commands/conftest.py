"""A hall set up by the commands themselves, its users, and ways to ask it anything on any day."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import keyring
import pytest
from keyrings_in_memory import MemoryKeyring
from terminal import ACCEPTED_ON, ISSUED_ON, NUMBER, REGISTERED_ON, REVIEWED_ON, Terminal, register


@pytest.fixture(scope="session")
def memory() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture(autouse=True)
def keyring_in_memory(memory: MemoryKeyring) -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak English, whatever the computer of whoever runs the tests does."""
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.delenv("RESIPERMIT_PASSPHRASE_FILE", raising=False)


@pytest.fixture(scope="session")
def halls(tmp_path_factory: pytest.TempPathFactory, memory: MemoryKeyring) -> dict[str, Path]:
    """Two homes made once: a hall with its users, and the same with a holder whose permit is in use."""
    before = keyring.get_keyring()
    keyring.set_keyring(memory)
    folder = tmp_path_factory.mktemp("halls")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "C")
        terminal = Terminal(folder / "users", patch)
        terminal.on(date(2024, 1, 2))
        terminal.done("init", "--division", "430111", user="admin")
        for name, role in (("li", "clerk"), ("wang", "reviewer")):
            words = ("user", "add", name, "--role", role, "--new-password-file", str(terminal.password_file))
            terminal.done(*words, user="admin")
        shutil.copytree(folder / "users", folder / "permit", ignore=_run_folders)
        terminal = Terminal(folder / "permit", patch)
        _to_a_permit(terminal)
    keyring.set_keyring(before)
    return {"users": folder / "users", "permit": folder / "permit"}


def _to_a_permit(terminal: Terminal) -> None:
    terminal.on(REGISTERED_ON)
    assert register(terminal).code == 0
    terminal.on(ACCEPTED_ON)
    terminal.done("accept", NUMBER, "--ground", "dwelling")
    terminal.on(REVIEWED_ON)
    terminal.done("review", "1", "--approve", user="wang")
    terminal.on(ISSUED_ON)
    terminal.done("issue", "1")


def _run_folders(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "tmp"]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in a home that is not there yet."""
    return Terminal(tmp_path / "home", monkeypatch)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, halls: dict[str, Path]) -> Terminal:
    """A terminal in a hall with the administrator admin, the clerk li and the reviewer wang, on 2026-03-02."""
    return _copy(halls["users"], tmp_path, monkeypatch)


@pytest.fixture
def holder_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, halls: dict[str, Path]) -> Terminal:
    """The same with one holder, whose permit was issued on 2025-07-20."""
    return _copy(halls["permit"], tmp_path, monkeypatch)


def _copy(hall: Path, folder: Path, patch: pytest.MonkeyPatch) -> Terminal:
    shutil.copytree(hall, folder / "home", ignore=_run_folders)
    os.chmod(folder / "home", 0o700)  # noqa: PTH101 - the copy keeps no mode of its own
    terminal = Terminal(folder / "home", patch)
    terminal.on(date(2026, 3, 2))
    return terminal


@pytest.fixture
def permit_number(holder_desk: Terminal) -> str:
    """Return the number of the permit of the one holder."""
    number = holder_desk.done("show", NUMBER, "--json").document["permit"]
    assert isinstance(number, str)
    return number

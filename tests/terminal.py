"""Runs the command line in this process, through its public entry point; and a terminal in a home on a day."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import a_citizen_number

PASSWORD = "hall-2026-words"
REGISTERED_ON, ACCEPTED_ON, REVIEWED_ON = date(2025, 1, 10), date(2025, 7, 15), date(2025, 7, 16)
ISSUED_ON = date(2025, 7, 20)
NUMBER = a_citizen_number()
ADDRESS = "湖南省长沙市雨花区演示路10号3栋402室"


@dataclass(frozen=True)
class Run:
    """What one run of the command gave back."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        assert self.code == 0, f"exit {self.code}: {self.err}"
        return json.loads(self.out)


def command_in_process(arguments: list[str], typed: bytes = b"") -> Run:
    """Run the command line; *typed* is what stands on its standard input."""
    from resipermit.__main__ import main

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(arguments)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    finally:
        sys.stdin = before
    return Run(code or 0, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


class Terminal:
    """A terminal in one home on one day; *ask* adds who acts, by a password file that nobody else may read."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch) -> None:
        from resipermit.adapters.photo import placeholder_portrait
        from resipermit.wiring.parts import Parts

        self.home = home
        self._patch = patch
        self._begin = Parts.__init__
        self.password_file = home.parent / "password.txt"
        self.password_file.write_text(f"{PASSWORD}\n", encoding="utf-8")
        self.password_file.chmod(0o600)
        self.photo = home.parent / "portrait.jpg"
        self.photo.write_bytes(placeholder_portrait("1"))
        patch.setenv("RESIPERMIT_HOME", str(home))

    def on(self, day: date) -> None:
        """Let it be *day* at the desk from now on."""
        from resipermit.wiring.parts import Parts

        begin = self._begin

        def begun(parts: Parts, *arguments: object, **named: object) -> None:
            begin(parts, *arguments, **named)  # type: ignore[arg-type]
            parts._day = day

        self._patch.setattr(Parts, "__init__", begun)

    def ask(self, *words: str, user: str | None = "li") -> Run:
        """Run a command, signed in as *user*; None for a command that asks for nobody."""
        who = [] if user is None else ["--user", user, "--password-file", str(self.password_file)]
        return command_in_process([*map(str, words), *who])

    def done(self, *words: str, user: str | None = "li") -> Run:
        """Run a command that has to succeed."""
        run = self.ask(*words, user=user)
        assert run.code == 0, f"exit {run.code}: {run.err}"
        return run

    def files(self) -> dict[str, bytes]:
        """Return what lies in the home, the store's own journal left out."""
        return {
            str(file.relative_to(self.home)): file.read_bytes()
            for file in sorted(self.home.rglob("*"))
            if file.is_file() and not file.name.endswith(("-wal", "-shm"))
        }


def register(terminal: Terminal, number: str = NUMBER, name: str = "欧阳演示", *more: str) -> Run:
    """Register somebody at the usual address."""
    where = ("--division", "430111", "--address", ADDRESS)
    told = ("--citizen-number", number, "--name", name, "--registered-address", "贵州省贵阳市南明区演示路1号")
    return terminal.ask("register", *told, *where, "--photo", str(terminal.photo), *more)

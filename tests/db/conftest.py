"""A hall's store in a folder of its own, empty or with one holder, and ways to look into it."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import a_job, a_line, a_permit, a_person, a_print, a_registration, an_act, an_application, evidence, held
from fakes import sounds_of

from db import Store, new_key, open_store
from resipermit.domain.permit import ActKind

KEY = "5a" * 32


def _readings(name):
    return (sounds_of(name),)


@pytest.fixture
def readings():
    return _readings


@pytest.fixture
def key():
    return KEY


@pytest.fixture
def other_key():
    return new_key()


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """An empty store of the newest form, made once."""
    path = tmp_path_factory.mktemp("template") / "store.db"
    open_store(path, KEY, _readings, create=True).close()
    return path


@pytest.fixture
def path(tmp_path: Path, template) -> Path:
    """Where an empty store lies, with its fingerprint beside it."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    for file in template.parent.iterdir():
        (home / file.name).write_bytes(file.read_bytes())
        (home / file.name).chmod(0o600)
    return home / template.name


@pytest.fixture
def store(path: Path):
    """The empty store, open; it does not wait long for another writer."""
    opened = open_store(path, KEY, _readings, busy_ms=50)
    yield opened
    opened.close()


@pytest.fixture
def fill():
    """Return a function that puts one holder with everything on record and gives the person as kept."""

    def put(store: Store, name: str = "欧阳演示", born_on: date = date(1990, 3, 15)):
        with store.unit() as unit:
            kept = unit.people.add(a_person(name, born_on=born_on))
            unit.people.add_registration(kept.id, a_registration())
            unit.people.add_evidence(kept.id, evidence(employment=(a_job(),), complete=frozenset({"employment"})))
            unit.people.keep_photo(kept.id, b"\xff\xd8 a portrait")
            unit.applications.add(an_application(kept.id))
            permit = a_permit(number=f"43011100000020250{kept.id:05d}")
            unit.permits.add(held(kept.id, permit), a_line(permit.acts[0]))
            act = an_act(ActKind.ENDORSE, date(2026, 11, 2))
            unit.permits.append(held(kept.id, replace(permit, acts=(*permit.acts, act))), a_line(act))
            line = unit.prints.add(a_print(permit.number), b"%PDF page")
            unit.prints.close(line.made("QR"))
            unit.commit()
        return kept

    return put


@pytest.fixture
def in_a_process():
    """Return a function that runs Python text in a process of its own and gives what it printed."""

    def run(program: str, *arguments: object) -> str:
        command = [sys.executable, "-W", "error", "-c", program, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run

"""Keys in the system's keyring: what is kept, and what is said when there is none, or it is locked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from keyring import errors
from keyring.backends import fail, null
from keyring.backends.chainer import ChainerBackend
from keyrings_in_memory import MemoryKeyring

from resipermit.adapters.keyring_secrets import KeyringSecrets
from resipermit.adapters.secret_store import secrets_for_new_hall, secrets_of
from resipermit.domain.errors import InvalidInput, StoreUnavailable

ROOT = Path(__file__).parents[2]
KEY = "5a" * 32


@pytest.fixture
def use():
    """Return a function that makes a keyring the one in use; what was in use comes back afterwards."""
    before = keyring.get_keyring()

    def chosen(backend):
        keyring.set_keyring(backend)
        return backend

    yield chosen
    keyring.set_keyring(before)


def code_of(refused):
    return refused.value.code


def test_a_secret_is_kept_in_the_keyring_under_the_name_of_the_program(use):
    backend = use(MemoryKeyring())

    KeyringSecrets().set("store-key", KEY)

    assert backend.kept == {("resipermit", "store-key"): KEY}
    assert KeyringSecrets().get("store-key") == KEY
    assert KeyringSecrets().get("other") is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (errors.NoKeyringError(), "keyring_missing"),
        (errors.KeyringLocked(), "keyring_locked"),
        (errors.InitError(), "keyring_failed"),
        (errors.KeyringError(), "keyring_failed"),
        (OSError("the bus is gone"), "keyring_failed"),
    ],
)
def test_each_fault_of_the_keyring_has_its_own_name(use, fault, code):
    use(MemoryKeyring(fault))

    for act in (KeyringSecrets().check, lambda: KeyringSecrets().get("a"), lambda: KeyringSecrets().set("a", "1")):
        with pytest.raises(StoreUnavailable) as refused:
            act()

        assert code_of(refused) == code


def test_a_keyring_that_forgets_is_not_trusted(use):
    use(MemoryKeyring(forgets=True))

    with pytest.raises(StoreUnavailable) as refused:
        KeyringSecrets().set("a", "1")

    assert code_of(refused) == "keyring_failed"


class PlaintextKeyring(MemoryKeyring):
    """What keyrings.alt offers: plain text in a file."""

    __module__ = "keyrings.alt.file"
    priority = 9


@pytest.mark.parametrize("unfit", [fail.Keyring, null.Keyring, PlaintextKeyring])
def test_a_keyring_that_keeps_nothing_or_plain_text_counts_as_none(use, unfit):
    use(unfit())

    with pytest.raises(StoreUnavailable) as refused:
        KeyringSecrets().set("a", "1")

    assert code_of(refused) == "keyring_missing"


def test_of_several_keyrings_the_first_that_is_fit_is_used(use):
    fit, unfit = MemoryKeyring(), PlaintextKeyring()

    class Chain(ChainerBackend):
        backends = (unfit, fit)

    use(Chain())
    KeyringSecrets().set("a", "1")

    assert (len(fit.kept), unfit.kept) == (1, {})


def test_a_home_without_key_file_and_passphrase_keeps_its_keys_in_the_keyring(use, tmp_path):
    use(MemoryKeyring())

    secrets_for_new_hall(tmp_path, {}).set("a", "1")

    assert secrets_of(tmp_path, {}).get("a") == "1"
    assert list(tmp_path.iterdir()) == []


def test_a_new_hall_without_keyring_and_passphrase_is_bad_input_and_writes_nothing(use, tmp_path):
    use(fail.Keyring())

    with pytest.raises(InvalidInput) as refused:
        secrets_for_new_hall(tmp_path / "home", {})

    assert (code_of(refused), refused.value.field) == ("keyring_missing", "RESIPERMIT_PASSPHRASE_FILE")
    assert list(tmp_path.iterdir()) == []


def test_a_new_hall_with_a_locked_keyring_is_told_so(use, tmp_path):
    use(MemoryKeyring(errors.KeyringLocked()))

    with pytest.raises(StoreUnavailable) as refused:
        secrets_for_new_hall(tmp_path, {})

    assert code_of(refused) == "keyring_locked"


# the real thing


SESSION = """
printf "$2" | gnome-keyring-daemon --daemonize --unlock --components=secrets --control-directory="$XDG_RUNTIME_DIR" \
    >/dev/null 2>&1
"$1" -c "$3"
status=$?
# it leaves the session by itself: it is ended by its id, found by the runtime folder that only it has
for entry in /proc/[0-9]*; do
    if [ "$(cat $entry/comm 2>/dev/null)" = gnome-keyring-d ] && \
        tr '\\0' '\\n' < $entry/environ 2>/dev/null | grep -qx "XDG_RUNTIME_DIR=$XDG_RUNTIME_DIR"; then
        kill "${entry#/proc/}"
    fi
done
exit $status
"""
ASK = """
from resipermit.adapters.keyring_secrets import KeyringSecrets
from resipermit.domain.errors import StoreUnavailable
secrets = KeyringSecrets()
try:
    {act}
except StoreUnavailable as fault:
    print(fault.code)
"""


@pytest.fixture
def in_a_session(tmp_path):
    """Return a function that runs Python text beside a Secret Service of its own and gives what it printed."""
    missing = [name for name in ("dbus-run-session", "gnome-keyring-daemon") if shutil.which(name) is None]
    if missing:
        pytest.fail(f"please install {', '.join(missing)} (packages dbus and gnome-keyring): `make system-packages`")
    folders = {}
    for name in ("XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME"):
        folders[name] = str(tmp_path / name)
        Path(folders[name]).mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LD_LIBRARY_PATH")}

    def run(act, password="testpw"):
        done = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", SESSION, "sh", sys.executable, password, ASK.format(act=act)],
            env=kept | folders,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


@pytest.mark.service
def test_the_secret_service_keeps_a_key_from_one_session_to_the_next(in_a_session):
    kept = in_a_session(f"secrets.set('store-key', '{KEY}'); print(secrets.get('store-key') == '{KEY}')")

    assert kept == "True"
    assert in_a_session("print(secrets.get('store-key'), secrets.get('other'))") == f"{KEY} None"


@pytest.mark.service
def test_a_locked_secret_service_is_said_without_waiting_for_anybody(in_a_session):
    in_a_session("secrets.set('store-key', 'x')")

    assert in_a_session("print(secrets.get('store-key'))", password="wrong") == "keyring_locked"


@pytest.mark.service
def test_a_computer_without_secret_service_is_said(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(act="secrets.check()")],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout.strip()) == (0, "keyring_missing")

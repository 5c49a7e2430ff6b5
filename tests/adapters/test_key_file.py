"""Where the computer has no keyring, a passphrase wraps the keys; they are never in plain text."""

import json
import stat

import pytest

from resipermit.adapters.key_file import COST, KeyFileSecrets, passphrase_from
from resipermit.adapters.secret_store import secrets_for_new_hall, secrets_of
from resipermit.domain.errors import InvalidInput, StoreUnavailable

VARIABLE = "RESIPERMIT_PASSPHRASE_FILE"
QUICK = 2**4
VALUE = "5a" * 32


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "keys.json"


@pytest.fixture
def secrets(path):
    return KeyFileSecrets(path, "correct horse", QUICK)


@pytest.fixture
def passphrase_file(tmp_path):
    """Return a function that writes a file with a mode and gives its path."""

    def write(content="correct horse\n", mode=0o600):
        file = tmp_path / "passphrase"
        file.write_text(content, encoding="utf-8")
        file.chmod(mode)
        return file

    return write


def code_of(refused):
    return refused.value.code


def test_a_secret_comes_back_from_the_file(path, secrets):
    secrets.set("store-key", VALUE)
    secrets.set("card-key:00", "另一个")

    again = KeyFileSecrets(path, "correct horse", QUICK)
    assert (again.get("store-key"), again.get("card-key:00"), again.get("other")) == (VALUE, "另一个", None)


def test_a_secret_set_again_is_the_last_one(secrets):
    secrets.set("a", "1")
    secrets.set("a", "2")

    assert secrets.get("a") == "2"


def test_without_a_file_there_is_no_secret_and_none_is_made_by_asking(path, secrets):
    assert secrets.get("store-key") is None
    assert not path.exists()


def test_the_file_belongs_to_the_owner_alone_and_holds_neither_keys_nor_passphrase(path, secrets):
    secrets.set("store-key", VALUE)

    content = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for needle in (VALUE.encode(), bytes.fromhex(VALUE), b"store-key", b"correct horse"):
        assert needle not in content


def test_nothing_shows_the_passphrase(secrets):
    secrets.set("store-key", VALUE)

    assert "correct horse" not in repr(secrets)
    assert VALUE not in repr(secrets)


@pytest.mark.parametrize("act", [lambda it: it.get("a"), lambda it: it.set("a", "2"), lambda it: it.check()])
def test_a_wrong_passphrase_is_told_and_changes_nothing(path, secrets, act):
    secrets.set("a", "1")
    before = path.read_bytes()

    with pytest.raises(StoreUnavailable) as refused:
        act(KeyFileSecrets(path, "wrong horse", QUICK))

    assert code_of(refused) == "passphrase_wrong"
    assert path.read_bytes() == before


def test_a_passphrase_is_the_same_however_its_letters_are_composed(path):
    KeyFileSecrets(path, "caf\u00e9", QUICK).set("a", "1")

    assert KeyFileSecrets(path, "cafe\u0301", QUICK).get("a") == "1"


def change_header(document, **changes):
    return json.dumps(document | {"header": document["header"] | changes})


@pytest.mark.parametrize(
    "damage",
    [
        lambda document: "",
        lambda document: "[]",
        lambda document: json.dumps({"header": document["header"]}),
        lambda document: json.dumps(document | {"sealed": document["sealed"][:-8]}),
        lambda document: json.dumps(document | {"sealed": "no base 64!"}),
        lambda document: change_header(document, n=2**30),
        lambda document: change_header(document, n=3),
        lambda document: change_header(document, n="16"),
        lambda document: change_header(document, version=2),
        lambda document: change_header(document, salt="00"),
    ],
)
def test_a_damaged_file_is_told_from_a_wrong_passphrase(path, secrets, damage):
    secrets.set("a", "1")
    path.write_text(damage(json.loads(path.read_text())))

    with pytest.raises(StoreUnavailable) as refused:
        KeyFileSecrets(path, "correct horse", QUICK).get("a")

    assert code_of(refused) == "key_file_damaged"


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "home").write_text("a file in the place of the folder")

    with pytest.raises(StoreUnavailable) as refused:
        KeyFileSecrets(tmp_path / "home" / "keys.json", "correct horse", QUICK).set("a", "1")

    assert code_of(refused) == "key_file_not_written"


def test_a_file_that_cannot_be_read_is_said(path, secrets):
    path.mkdir(parents=True)

    with pytest.raises(StoreUnavailable) as refused:
        secrets.get("a")

    assert code_of(refused) == "key_file_unreadable"


def test_the_cost_in_use_takes_128_mebibytes(path):
    secrets = KeyFileSecrets(path, "correct horse")
    secrets.set("a", "1")

    assert json.loads(path.read_text())["header"]["n"] == COST == 2**17
    assert KeyFileSecrets(path, "correct horse", QUICK).get("a") == "1"


# the file of the passphrase


def test_the_passphrase_is_the_first_line(passphrase_file):
    assert passphrase_from(passphrase_file("正确的 马\r\nmore\n")) == "正确的 马"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o777])
def test_a_file_open_to_others_is_refused(passphrase_file, mode):
    with pytest.raises(InvalidInput) as refused:
        passphrase_from(passphrase_file(mode=mode))

    assert code_of(refused) == "passphrase_file_open_to_others"
    assert refused.value.field == VARIABLE


@pytest.mark.parametrize("content", ["", "\n", "   \nsecond line\n"])
def test_an_empty_passphrase_is_refused(passphrase_file, content):
    with pytest.raises(InvalidInput) as refused:
        passphrase_from(passphrase_file(content))

    assert code_of(refused) == "passphrase_empty"


def test_a_missing_file_or_a_folder_is_refused(tmp_path):
    for wrong in (tmp_path / "none", tmp_path):
        with pytest.raises(InvalidInput) as refused:
            passphrase_from(wrong)

        assert code_of(refused) == "passphrase_file_missing"


# which keeper of keys a home has


def test_a_passphrase_that_is_named_leads_to_the_key_file(tmp_path, passphrase_file):
    named = {VARIABLE: str(passphrase_file())}

    secrets = secrets_for_new_hall(tmp_path / "home", named)
    secrets.set("a", "1")

    assert secrets_of(tmp_path / "home", named).get("a") == "1"


def test_a_home_with_a_key_file_needs_its_passphrase(tmp_path, passphrase_file):
    secrets_of(tmp_path, {VARIABLE: str(passphrase_file())}).set("a", "1")

    with pytest.raises(StoreUnavailable) as refused:
        secrets_of(tmp_path, {})

    assert code_of(refused) == "passphrase_needed"


def test_a_new_hall_in_a_home_with_a_key_file_needs_the_right_passphrase(tmp_path, passphrase_file):
    secrets_of(tmp_path, {VARIABLE: str(passphrase_file())}).set("a", "1")

    with pytest.raises(StoreUnavailable) as refused:
        secrets_for_new_hall(tmp_path, {VARIABLE: str(passphrase_file("wrong horse"))})

    assert code_of(refused) == "passphrase_wrong"

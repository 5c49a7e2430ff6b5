"""A store is made whole or not at all, and whatever keeps it from opening has its own name."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from db import kept_fingerprint, key_name, make_store, open_store, unlock_store
from db.engine import connect
from resipermit.domain.errors import Refused, ResipermitError, StoreUnavailable

PAGE = 4096


class KeptSecrets:
    """Secrets in memory."""

    def __init__(self):
        self.kept = {}

    def get(self, name):
        return self.kept.get(name)

    def set(self, name, value):
        self.kept[name] = value


@pytest.fixture
def code_of_opening(key, readings):
    """Return a function that opens a store and gives the code of the refusal."""

    def opening(path, with_key=key, **options):
        with pytest.raises(ResipermitError) as refused:
            open_store(path, with_key, readings, **options)
        return refused.value.code

    return opening


@pytest.fixture
def filled(path, key, readings, fill):
    """Where a store with many holders lies, closed."""
    store = open_store(path, key, readings)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE ballast (filler TEXT)")
        connection.exec_driver_sql("INSERT INTO ballast VALUES (hex(zeroblob(400000)))")
    fill(store)
    store.close()
    return path


def test_a_new_store_and_all_beside_it_belong_to_the_owner_alone(tmp_path, key, readings, fill):
    path = tmp_path / "new" / "home" / "store.db"

    store = open_store(path, key, readings, create=True)
    fill(store)

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == dict.fromkeys(("store.db", "store.db-wal", "store.db-shm", "store.fingerprint"), 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    store.close()


def test_a_closed_store_is_one_file_and_its_fingerprint(path, store, fill):
    fill(store)

    store.close()

    assert {file.name for file in path.parent.iterdir()} == {"store.db", "store.fingerprint"}


def test_what_was_kept_is_there_after_opening_again(filled, key, readings):
    store = open_store(filled, key, readings)

    with store.unit() as unit:
        assert unit.people.get(1).name == "欧阳演示"
    store.close()


def test_a_store_is_not_made_over_another(path, code_of_opening):
    before = path.read_bytes()

    assert code_of_opening(path, create=True) == "store_exists"
    assert path.read_bytes() == before


def test_a_missing_store_is_not_made_by_opening(tmp_path, code_of_opening):
    assert code_of_opening(tmp_path / "store.db") == "store_missing"
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_key_is_told_by_the_fingerprint(filled, other_key, code_of_opening):
    before = filled.read_bytes()

    assert code_of_opening(filled, other_key) == "store_key_wrong"
    assert filled.read_bytes() == before


@pytest.mark.parametrize("malformed", ["", "5a" * 31, "zz" * 32, "5A" * 32, "'; --" + "5" * 59])
def test_a_key_that_is_no_key_is_refused(path, code_of_opening, malformed):
    assert code_of_opening(path, malformed) == "store_key_malformed"


def test_without_its_fingerprint_a_wrong_key_is_not_told_from_damage(filled, other_key, code_of_opening):
    filled.with_suffix(".fingerprint").unlink()

    assert code_of_opening(filled, other_key) == "store_unreadable"
    assert kept_fingerprint(filled) is None


def test_the_right_key_brings_a_lost_fingerprint_back(filled, key, readings):
    kept = kept_fingerprint(filled)
    filled.with_suffix(".fingerprint").write_text("not a fingerprint")

    open_store(filled, key, readings).close()

    assert kept_fingerprint(filled) == kept


@pytest.mark.parametrize(
    "damage",
    [
        lambda sound: b"",
        lambda sound: b"no database at all" * 1000,
        lambda sound: sound[: len(sound) // 2],
        lambda sound: sound[:100] + bytes([sound[100] ^ 1]) + sound[101:],
        lambda sound: bytes(PAGE) + sound[PAGE:],
    ],
    ids=["empty", "foreign", "truncated", "one bit of the first page", "first page gone"],
)
def test_a_damaged_file_is_told_from_a_wrong_key(filled, code_of_opening, damage):
    filled.write_bytes(damage(filled.read_bytes()))

    assert code_of_opening(filled) == "store_damaged"


def test_damage_in_the_middle_is_said_when_it_is_met(filled, key, readings):
    sound = filled.read_bytes()
    half = len(sound) // 2 // PAGE * PAGE
    filled.write_bytes(sound[:half] + bytes(PAGE) + sound[half + PAGE :])
    store = open_store(filled, key, readings)

    with pytest.raises(StoreUnavailable) as refused, store.engine.connect() as connection:
        connection.exec_driver_sql("SELECT max(length(filler)) FROM ballast").all()

    assert refused.value.code == "store_damaged"
    store.close()


def test_a_newer_store_is_refused_and_left_alone(path, key, readings, code_of_opening):
    store = open_store(path, key, readings)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    before = path.read_bytes()

    assert code_of_opening(path) == "store_newer_than_program"
    assert path.read_bytes() == before


def test_a_store_of_a_form_nobody_knows_is_refused(path, key, readings, code_of_opening):
    store = open_store(path, key, readings)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000x'")
    store.close()

    assert code_of_opening(path) == "store_form_unknown"


def test_a_store_that_cannot_be_made_leaves_no_file(tmp_path, in_a_process):
    program = """
import os, resource, signal, sys
from pathlib import Path
from db import open_store
from resipermit.domain.errors import StoreUnavailable
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
home = Path(sys.argv[1])
try:
    open_store(home / "store.db", "5a" * 32, lambda name: (), create=True)
except StoreUnavailable as fault:
    print(fault.code, sorted(os.listdir(home)))
"""

    assert in_a_process(program, tmp_path) == "store_disk_fault []"


def test_a_start_that_was_cut_off_does_not_hinder_the_next(tmp_path, key, readings):
    path = tmp_path / "store.db"
    (tmp_path / "store.db.new").write_bytes(b"half a store")
    (tmp_path / "store.db.new-wal").write_bytes(b"half a log")

    open_store(path, key, readings, create=True).close()

    assert {file.name for file in tmp_path.iterdir()} == {"store.db", "store.fingerprint"}


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path, code_of_opening):
    (tmp_path / "home").write_text("a file")

    assert code_of_opening(tmp_path / "home" / "store.db", create=True) == "store_cannot_open"


# the key in the keeping of the secret store


def test_a_store_is_made_under_a_new_key_and_unlocked_with_it(tmp_path, readings, fill):
    secrets, path = KeptSecrets(), tmp_path / "store.db"
    store = make_store(path, secrets, readings)
    kept = fill(store)
    store.close()

    store = unlock_store(path, secrets, readings)

    with store.unit() as unit:
        assert unit.people.get(kept.id) == kept
    store.close()
    assert len(secrets.get(key_name(kept_fingerprint(path)))) == 64


def test_two_stores_have_two_keys(tmp_path, readings):
    secrets = KeptSecrets()

    for name in ("a", "b"):
        make_store(tmp_path / name / "store.db", secrets, readings).close()

    unlock_store(tmp_path / "a" / "store.db", secrets, readings).close()
    first, second = (kept_fingerprint(tmp_path / name / "store.db") for name in ("a", "b"))
    assert secrets.get(key_name(first)) != secrets.get(key_name(second))


def test_a_store_that_was_moved_still_finds_its_key(tmp_path, readings):
    secrets = KeptSecrets()
    make_store(tmp_path / "a" / "store.db", secrets, readings).close()

    (tmp_path / "a").rename(tmp_path / "b")

    unlock_store(tmp_path / "b" / "store.db", secrets, readings).close()
    assert (tmp_path / "b" / "store.db").is_file()


def test_a_lost_fingerprint_does_not_lose_the_key(tmp_path, readings):
    secrets, path = KeptSecrets(), tmp_path / "store.db"
    make_store(path, secrets, readings).close()
    kept = kept_fingerprint(path)
    path.with_suffix(".fingerprint").unlink()

    unlock_store(path, secrets, readings).close()

    assert kept_fingerprint(path) == kept


def test_a_key_that_is_not_in_the_keyring_is_said(path, readings):
    with pytest.raises(StoreUnavailable) as refused:
        unlock_store(path, KeptSecrets(), readings)

    assert refused.value.code == "store_key_missing"


def test_unlocking_where_there_is_no_store_is_said(tmp_path, readings):
    with pytest.raises(StoreUnavailable) as refused:
        unlock_store(tmp_path / "store.db", KeptSecrets(), readings)

    assert refused.value.code == "store_missing"


def test_no_key_is_made_where_there_is_a_store(path, readings):
    secrets = KeptSecrets()

    with pytest.raises(Refused):
        make_store(path, secrets, readings)

    assert secrets.kept == {}


# while it is open


def test_another_writer_is_waited_for_and_then_said(path, key, store):
    other = connect(path, key)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnavailable) as refused, store.unit() as unit:
        unit.settings.get("division")

    assert refused.value.code == "store_locked"
    other.execute("ROLLBACK")
    other.close()


def test_after_the_other_writer_has_gone_the_store_works_again(path, key, store, fill):
    other = connect(path, key)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable):
        fill(store)
    other.execute("ROLLBACK")
    other.close()

    assert fill(store).id == 1


def test_a_full_disk_is_said_and_loses_nothing_that_was_kept(store, fill):
    first = fill(store)
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")

    def keep_something_large():
        with store.unit() as unit:
            unit.settings.set("one", "small")
            unit.people.keep_photo(first.id, bytes(500_000))
            unit.commit()

    with pytest.raises(StoreUnavailable) as refused:
        keep_something_large()

    assert refused.value.code == "store_full"
    with store.unit() as unit:
        assert unit.people.photo(first.id) == b"\xff\xd8 a portrait"
        assert unit.settings.get("one") is None
        unit.settings.set("after", "works")
        unit.commit()


def test_no_fault_shows_what_was_to_be_written(store, fill):
    fill(store)
    with pytest.raises(Exception) as defect, store.engine.begin() as connection:  # noqa: PT011
        connection.exec_driver_sql("INSERT INTO person_number (number) VALUES (?)", ("520102199003159975",))

    assert "520102199003159975" not in f"{defect.value!s} {defect.value!r}"


def test_units_in_several_threads_lose_no_number(path, key, readings):
    store = open_store(path, key, readings)

    def take(_):
        with store.unit() as unit:
            given = unit.permits.next_serial("430111000000", 2026)
            unit.commit()
        return given

    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(take, range(40)))

    assert sorted(given) == list(range(1, 41))
    store.close()


def test_a_unit_inside_one_that_has_asked_nothing_yet_works(store, fill):
    kept = fill(store)

    with store.unit() as outer:
        with store.unit() as inner:
            assert inner.people.get(kept.id) == kept
        assert outer.people.get(kept.id) == kept

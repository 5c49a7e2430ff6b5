"""The store of a hall: opened with its key, brought to the form this program knows, and closed again."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from db import migrate
from db.engine import BUSY_MS, make_engine
from db.faults import store_fault
from db.found import RulesOf
from db.keys import (
    fingerprint_of,
    fingerprint_path,
    keep_fingerprint,
    kept_fingerprint,
    key_name,
    new_key,
    place_name,
)
from db.people import Readings
from db.unit import SqlUnit
from resipermit.domain.endorsement import DECREE_663, EndorsementRules
from resipermit.domain.errors import Refused, StoreUnavailable
from resipermit.private_files import open_private, private_folder, sync_folder
from resipermit.usecases.ports import Secrets


def by_the_decree(_place: str) -> EndorsementRules:
    """Endorse everywhere as decree 663 says."""
    return DECREE_663


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `unit` opens one transaction; it may be called from any thread, each job its own unit."""

    path: Path
    engine: Engine
    readings: Readings
    rules_of: RulesOf
    copy_made: Path | None = None  # of the file before its form was changed at this start

    def unit(self) -> SqlUnit:
        """Return a new unit; see `ports.OpenUnit`."""
        return SqlUnit(self.engine, self.readings, self.rules_of)

    def close(self) -> None:
        """Let go of the file; the write-ahead log is folded in by the last one to leave."""
        self.engine.dispose()


def open_store(
    path: Path,
    key_hex: str,
    readings: Readings,
    rules_of: RulesOf = by_the_decree,
    *,
    create: bool = False,
    busy_ms: int = BUSY_MS,
) -> Store:
    """Open the store at *path*, or make it when *create* is set; *busy_ms* is how long it waits for another writer.

    Raises:
        Refused: `store_exists`, when there is one to be made.
        StoreUnavailable: `store_missing`, `store_key_malformed`, `store_key_wrong`, `store_unreadable` (without its
            fingerprint a wrong key looks like damage), `store_damaged`, `store_newer_than_program` and the disk's own
            faults. A store that could not be made leaves no file behind.
    """
    fingerprint = fingerprint_of(key_hex)
    if create:
        return _made(path, key_hex, readings, rules_of, busy_ms)
    if not path.is_file():
        raise StoreUnavailable("store_missing", path=str(path))
    kept = kept_fingerprint(path)
    if kept is not None and kept != fingerprint:
        raise StoreUnavailable("store_key_wrong", path=str(path))
    if path.stat().st_size == 0:
        raise StoreUnavailable("store_damaged", path=str(path))
    try:
        store = _opened(path, key_hex, readings, rules_of, busy_ms)
    except StoreUnavailable as fault:
        if fault.code == "store_damaged" and kept is None:
            raise StoreUnavailable("store_unreadable", path=str(path)) from fault
        raise
    if kept is None:
        keep_fingerprint(path, key_hex)
    return store


def make_store(path: Path, secrets: Secrets, readings: Readings, rules_of: RulesOf = by_the_decree) -> Store:
    """Make a store under a new key and keep the key in *secrets*; raises as `open_store`."""
    if path.exists():
        raise Refused("store_exists", path=str(path))
    key_hex = new_key()
    fingerprint = fingerprint_of(key_hex)
    secrets.set(key_name(fingerprint), key_hex)
    secrets.set(place_name(path), fingerprint)
    return open_store(path, key_hex, readings, rules_of, create=True)


def unlock_store(path: Path, secrets: Secrets, readings: Readings, rules_of: RulesOf = by_the_decree) -> Store:
    """Open the store with its key from *secrets*; raises as `open_store`, and StoreUnavailable("store_key_missing")."""
    if not path.is_file():
        raise StoreUnavailable("store_missing", path=str(path))
    # the name of the key lies beside the store, so that it may be moved; if it is lost, the place still tells
    fingerprint = kept_fingerprint(path) or secrets.get(place_name(path))
    key_hex = fingerprint and secrets.get(key_name(fingerprint))
    if not key_hex:
        raise StoreUnavailable("store_key_missing", path=str(path))
    return open_store(path, key_hex, readings, rules_of)


def _made(path: Path, key_hex: str, readings: Readings, rules_of: RulesOf, busy_ms: int) -> Store:
    if path.exists():
        raise Refused("store_exists", path=str(path))
    draft = path.with_name(f"{path.name}.new")  # takes its name when it is whole
    try:
        private_folder(path.parent)
        _remove(draft, *_beside(draft))  # left by a start that was cut off
        open_private(draft).close()  # the log and its index take over the mode of the file
        _opened(draft, key_hex, readings, rules_of, busy_ms).close()
        keep_fingerprint(path, key_hex)
        draft.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        _remove(fingerprint_path(path))
        raise store_fault(error, path) or error from error
    finally:
        _remove(draft, *_beside(draft))
    return _opened(path, key_hex, readings, rules_of, busy_ms)


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _opened(path: Path, key_hex: str, readings: Readings, rules_of: RulesOf, busy_ms: int) -> Store:
    engine = make_engine(path, key_hex, busy_ms)
    try:
        copy = migrate.upgrade(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return Store(path, engine, readings, rules_of, copy)


def _beside(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm", "-journal"))

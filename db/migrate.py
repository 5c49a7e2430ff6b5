"""Bring the store to the form this program knows: at start, in process, after a copy of the file.

Alembic is imported only when the form differs. Foreign keys are off meanwhile, because a step that rebuilds a table
drops the old one, which would delete its children; they are checked at the end, inside the same transaction.
"""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from db.faults import store_fault
from resipermit.domain.errors import StoreUnavailable
from resipermit.private_files import open_private, private_folder, sync_folder

HEAD = "0013"  # the newest step under migrations/versions; a test compares the two
SCRIPTS = Path(__file__).parent / "migrations"
COPIES_KEPT = 3


def upgrade(engine: Engine, path: Path, *, scripts: Path = SCRIPTS, head: str = HEAD) -> Path | None:
    """Bring the store to *head* and return the copy made before, or None when there was nothing to do or to copy.

    Raises:
        StoreUnavailable: `store_newer_than_program`, `store_form_unknown`, `store_migration_broken`, or the disk's own
            faults; the store is as it was.
    """
    with engine.connect() as connection:
        found = revision(connection)
        if found == head:
            return None
        if found is not None:
            _needs_known(found, head, scripts)
        connection.rollback()
        copy = None if found is None else copy_store(connection, path, f"before-{head}")
        _run(connection, scripts, head)
    return copy


def revision(connection: Connection) -> str | None:
    """Return the form the store has; None for an empty one."""
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").scalar()
    if not tables:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def copy_store(connection: Connection, path: Path, label: str) -> Path:
    """Copy the store, encrypted under the same key, into `copies` beside it; the oldest copies beyond three go.

    Raises:
        StoreUnavailable: the disk is full, or a page of the store is damaged.
    """
    folder = path.parent / "copies"
    target = folder / f"{path.stem}-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{label}{path.suffix}"
    draft = target.with_name(f"{target.name}.draft")
    try:
        private_folder(folder)
        draft.unlink(missing_ok=True)
        open_private(draft).close()
        _write_copy(connection.connection.driver_connection, draft)
        draft.replace(target)
        sync_folder(folder)
    except Exception as error:
        fault = store_fault(error, draft)
        if fault is None:
            raise
        raise fault from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    for old in sorted(folder.glob(f"{path.stem}-*{path.suffix}"))[:-COPIES_KEPT]:
        old.unlink()
    return target


def _needs_known(found: str, head: str, scripts: Path) -> None:
    # steps are numbered 0001, 0002, ...: a higher number comes from a newer program
    if found > head:
        raise StoreUnavailable("store_newer_than_program", found=found, known=head)
    if not any(scripts.glob(f"versions/{found}_*")):
        raise StoreUnavailable("store_form_unknown", found=found)


def _write_copy(source: Any, draft: Path) -> None:
    # reads every page of the store as of one moment, so damage shows, and writes it under the same key
    source.execute("VACUUM INTO ?", (str(draft),))
    with draft.open("rb+") as written:
        os.fsync(written.fileno())


def _run(connection: Connection, scripts: Path, head: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
    try:
        with connection.begin():
            command.upgrade(config, head)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise StoreUnavailable("store_migration_broken", to=head)
    finally:
        driver.execute("PRAGMA foreign_keys = ON")

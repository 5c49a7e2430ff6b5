"""How a store is opened: encrypted by a raw key, one writer at a time, every commit on the disk before it counts."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from db.faults import say_faults_of

BUSY_MS = 5000
CACHE_KIB = 32 * 1024  # for each connection; filled only as far as pages are read
_PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",  # a wrong key would be told on standard error
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA cache_size = -{CACHE_KIB}",
)


def connect(path: Path, key_hex: str, busy_ms: int = BUSY_MS) -> Any:
    """Return a bare connection that waits *busy_ms* for another writer."""
    # without an isolation level nothing begins by itself, so that changes of the schema can be undone too
    connection = sqlcipher.connect(str(path), check_same_thread=False, isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{key_hex}'\"")
        connection.execute(f"PRAGMA busy_timeout = {busy_ms}")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def make_engine(path: Path, key_hex: str, busy_ms: int = BUSY_MS) -> Engine:
    """Return the engine of the store at *path*; it opens no connection yet."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key_hex, busy_ms),
        poolclass=QueuePool,  # with an empty address the default would be one connection a thread, never closed
        hide_parameters=True,  # what is written to the store is personal, also in the text of an error
    )
    say_faults_of(engine, path)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # taking the writer's lock at once: a reader that turns writer would fail, not wait, when somebody wrote in between
    connection.exec_driver_sql("BEGIN IMMEDIATE")

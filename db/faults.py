"""The world's faults told from our own: what the database engine reports, as refusals that can be said to a clerk."""

from errno import EDQUOT, ENOSPC
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from resipermit.domain.errors import StoreUnavailable

# The beginning of the engine's own name of a fault, and the code under which we say it.
_CODES = {
    "SQLITE_BUSY": "store_locked",
    "SQLITE_LOCKED": "store_locked",
    "SQLITE_FULL": "store_full",
    "SQLITE_NOTADB": "store_damaged",
    "SQLITE_CORRUPT": "store_damaged",
    "SQLITE_READONLY": "store_read_only",
    "SQLITE_CANTOPEN": "store_cannot_open",
    "SQLITE_PERM": "store_cannot_open",
    "SQLITE_IOERR": "store_disk_fault",
}


def store_fault(error: BaseException | None, path: Path) -> StoreUnavailable | None:
    """Return the refusal that *error* stands for, or None when it is a defect of the program."""
    if isinstance(error, OSError):
        full = error.errno in (ENOSPC, EDQUOT)
        return StoreUnavailable("store_full" if full else "store_cannot_open", path=str(path))
    name = getattr(error, "sqlite_errorname", None) or ""
    for beginning, code in _CODES.items():
        if name.startswith(beginning):
            return StoreUnavailable(code, path=str(path))
    return None


def say_faults_of(engine: Engine, path: Path) -> None:
    """Raise StoreUnavailable in the place of the engine's own errors, wherever they come up."""

    @event.listens_for(engine, "handle_error")
    def _raise(context: ExceptionContext) -> None:
        fault = store_fault(context.original_exception, path)
        if fault is not None:
            raise fault from context.original_exception

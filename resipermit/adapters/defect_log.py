"""Where defects are written down: the kind of fault and the lines of the program it went through, nothing personal."""

import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from resipermit.private_files import private_folder

LOG = "resipermit.log"
LARGEST = 1_000_000


def log_defect(error: BaseException, folder: Path, at: datetime) -> Path:
    """Append where *error* lies to the log in *folder* and return the log.

    The text of an error may quote what was typed, so that it is left out. A log that cannot be written is no second
    fault.
    """
    log = folder / LOG
    lines = [f"{at.isoformat(timespec='seconds')} {_kinds(error)}\n"]
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}\n" for frame in _frames(error)]
    with suppress(OSError):
        private_folder(folder)
        if log.exists() and log.stat().st_size > LARGEST:
            log.replace(log.with_suffix(".old.log"))
        log.touch(mode=0o600)
        with log.open("a", encoding="utf-8") as file:
            file.writelines(lines)
    return log


def _kinds(error: BaseException) -> str:
    kinds = [type(error).__qualname__]
    while (error.__cause__ or error.__context__) is not None:
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
        kinds.append(type(error).__qualname__)
    return " <- ".join(kinds)


def _frames(error: BaseException) -> traceback.StackSummary:
    return traceback.extract_tb(error.__traceback__)

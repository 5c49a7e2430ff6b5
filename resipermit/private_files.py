"""Files and folders that nobody but the owner may open, written whole or not at all."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

FILE_MODE, FOLDER_MODE = 0o600, 0o700


def private_folder(path: Path) -> Path:
    """Return *path* as a folder; what has to be made is made for the owner alone, what is there stays as it is."""
    if not path.is_dir():
        private_folder(path.parent)
        path.mkdir(mode=FOLDER_MODE, exist_ok=True)
    return path


def write_private(path: Path, content: bytes) -> None:
    """Put *content* in the place of *path* in one step; a fault on the way leaves the old file as it was."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with open_private(draft) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def open_private(path: Path) -> BinaryIO:
    """Return a new file open for writing bytes; raises FileExistsError."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb")


def sync_folder(folder: Path) -> None:
    """Make a new or renamed name in *folder* last through a loss of power, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_to_others(path: Path) -> bool:
    """Say whether somebody else may read or change *path*, or owns it; Windows keeps no such bits."""
    if os.name == "nt":
        return False
    found = path.stat()
    return bool(stat.S_IMODE(found.st_mode) & 0o077) or found.st_uid not in (os.getuid(), 0)

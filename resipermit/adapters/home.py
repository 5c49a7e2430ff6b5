"""The folder in which the program keeps what is its own: 0700, with a temporary folder that is emptied."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from resipermit.domain.errors import StoreUnavailable

HOME = "RESIPERMIT_HOME"


@dataclass(frozen=True, slots=True)
class Home:
    """Where things lie; nothing outside *folder* is ever written but what a person asked for, and `kept_trees`."""

    folder: Path

    @property
    def store(self) -> Path:
        """The encrypted store."""
        return self.folder / "resipermit.db"

    @property
    def log(self) -> Path:
        """Defects, without personal data."""
        return self.folder / "resipermit.log"

    @property
    def temporary(self) -> Path:
        """The folder of this run; gone at its end, and what a crashed run left is gone at the next start."""
        return self.folder / "tmp" / str(os.getpid())

    @property
    def fonts(self) -> Path:
        """Fonts that the hall adds for characters of its own."""
        return self.folder / "fonts" / "local"

    @property
    def templates(self) -> Path:
        """The hall's own layers over the card templates."""
        return self.folder / "templates"


def home_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder by RESIPERMIT_HOME, else the platform's own for user data; it need not exist."""
    named = environment.get(HOME)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("resipermit", appauthor=False)


def open_home(folder: Path) -> Home:
    """Return the home in *folder*, made if it was not there and closed to others; temporary files go into it.

    Raises:
        StoreUnavailable: `home_unavailable`, when the folder cannot be made or written.
    """
    home = Home(folder)
    try:
        home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.folder.chmod(0o700)
        _sweep(home.temporary.parent)
        home.temporary.mkdir(mode=0o700, parents=True)
        home.temporary.parent.chmod(0o700)
    except OSError as error:
        raise StoreUnavailable("home_unavailable", path=str(home.folder)) from error
    tempfile.tempdir = str(home.temporary)
    atexit.register(shutil.rmtree, home.temporary, ignore_errors=True)
    return home


def forbid_core_dumps() -> None:
    """Keep a crash from writing what is in memory to disk."""
    try:
        import resource
    except ImportError:  # Windows writes none unless told to
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def _sweep(folder: Path) -> None:
    """Remove what runs that are over have left; another window may be open on the same hall."""
    for entry in folder.glob("*"):
        if entry.name.isdigit() and int(entry.name) != os.getpid() and _running(int(entry.name)):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)


def _running(process: int) -> bool:
    if os.name == "nt":  # os.kill would end it there
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

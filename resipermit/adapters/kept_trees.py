"""Keeps what rule files were parsed to, in the user's cache folder: a tree is found by the SHA-256 of its file's bytes.

A kept tree is checked word by word like any other, and has no lines: whoever finds a fault in it parses the file, which
has the last word. Where nothing can be kept, and whenever an entry is not what it should be, the file is parsed too.
`docs/decisions/0014-kept-trees-of-rule-files.md` says whom to trust with it.
"""

import hashlib
import json
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from resipermit import __version__
from resipermit.adapters.yaml_trees import Branch, Row, read_source

FORM = 2  # one more whenever other trees come of the same bytes, or they are written in another way
MOST = 200  # entries; a place has about ten files


class KeptTrees:
    """A folder of trees, one file each; several processes may share it."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder if folder is not None and _closed_to_others(folder) else None

    def read(self, raw: bytes, file: str) -> Branch:
        """Return the tree of a file, all on line 0 if it was kept; raises InvalidInput with ``file:line``."""
        if self._folder is None:
            return read_source(raw, file)
        sha256 = hashlib.sha256(raw).hexdigest()
        entry = self._folder / f"{sha256}.json"
        tree = _kept(entry, _head(sha256), file)
        if tree is None:
            tree = read_source(raw, file)
            with suppress(OSError, ValueError):  # no room, no right, or a text that UTF-8 cannot write
                _keep(entry, _head(sha256), tree)
        return tree


def trees_folder(environment: Mapping[str, str]) -> Path | None:
    """Return the folder in the platform's own for caches; it need not exist. None when the user has no folder."""
    try:
        if sys.platform != "linux":
            from platformdirs import user_cache_path

            return user_cache_path("resipermit", appauthor=False) / "trees"
        named = Path(environment.get("XDG_CACHE_HOME", ""))  # as platformdirs does, which takes 7 ms to load
        caches = named if named.is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    return caches / "resipermit" / "trees"


def _closed_to_others(folder: Path) -> bool:
    """Make the folder if need be, and say whether nobody but the user may write in it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    if os.name == "nt":  # the folder has the rights of the user's profile
        return True
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _head(sha256: str) -> list[Any]:
    return [FORM, __version__, sha256]


def _kept(entry: Path, head: list[Any], file: str) -> Branch | None:
    """Return the tree of an entry; None if there is none or it is not whole, of another form or of another file."""
    try:
        first, written = entry.read_bytes().split(b"\n")
        if json.loads(first) != [*head, hashlib.sha256(written).hexdigest()]:
            return None
        tree = _tree(json.loads(written), file)
    except (OSError, ValueError, RecursionError):
        return None
    return tree if isinstance(tree, Branch) else None


def _keep(entry: Path, head: list[Any], tree: Branch) -> None:
    """Write an entry beside its place and move it there whole; raises OSError."""
    written = _json(_plain(tree))
    draft = entry.with_name(f"{os.urandom(8).hex()}.json")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(_json([*head, hashlib.sha256(written).hexdigest()]) + b"\n" + written)
        draft.replace(entry)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    _sweep(entry.parent)


def _sweep(folder: Path) -> None:
    """Remove the oldest entries, and drafts of runs that were cut off, beyond the number that may be kept."""
    ages: list[tuple[float, Path]] = []
    for entry in folder.iterdir():
        with suppress(OSError):  # another process swept it
            ages.append((entry.stat().st_mtime, entry))
    for _, entry in sorted(ages)[:-MOST]:
        with suppress(OSError):
            entry.unlink()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _plain(tree: Any) -> Any:
    if isinstance(tree, Branch):
        return {key: _plain(piece) for key, piece in tree.entries.items()}
    return [_plain(piece) for piece in tree.entries] if isinstance(tree, Row) else tree


def _tree(plain: Any, file: str) -> Any:
    """Return the tree that `_plain` wrote; raises ValueError for anything else."""
    if type(plain) is str:
        return plain
    if type(plain) is dict:
        return Branch(file, 0, {key: _tree(piece, file) for key, piece in plain.items()})
    if type(plain) is list:
        return Row(file, 0, [_tree(piece, file) for piece in plain])
    raise ValueError(type(plain))

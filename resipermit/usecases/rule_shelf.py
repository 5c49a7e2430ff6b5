"""The rule files as policy staff work with them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from resipermit.domain.rule_faults import Examination
from resipermit.domain.rule_packs import Pack
from resipermit.domain.rules import RuleBook


class RuleShelf(Protocol):
    """Examines rule files and makes books of them."""

    def examine(self, paths: Sequence[Path], today: date) -> Examination:
        """Return every fault of the files at *paths* (none: the program's own) and what waits for somebody."""
        ...

    def pack(self, folder: Path | None = None) -> Pack:
        """Return the files of a folder (none: the program's own) as a pack; raises InvalidInput."""
        ...

    def book(self, place: str, folder: Path | None = None) -> RuleBook:
        """Return the examined book of a place; raises InvalidInput with file, line and reason."""
        ...

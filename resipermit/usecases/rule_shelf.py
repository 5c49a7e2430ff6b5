"""The rule files as policy staff work with them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from resipermit.domain.rule_cases import CaseTable
from resipermit.domain.rule_faults import Examination
from resipermit.domain.rule_packs import Pack
from resipermit.domain.rules import RuleBook


class RuleShelf(Protocol):
    """Examines rule files and makes books of them."""

    def examine(self, paths: Sequence[Path], today: date) -> Examination:
        """Return every fault of the files at *paths* (none: the program's own) and what waits for somebody."""
        ...

    def cases(self, path: Path, rules: Path | None = None, place: str | None = None) -> CaseTable:
        """Return the cases of a table with all its faults.

        *rules* and *place* stand in place of those that the table names for all its cases.
        """
        ...

    def pack(self, folder: Path | None = None) -> Pack:
        """Return the files of a folder (none: the program's own) as a pack; raises InvalidInput."""
        ...

    def schema(self) -> dict[str, Any]:
        """Return the schema of rule files for editors."""
        ...

    def manual(self) -> str:
        """Return the page that teaches to write rules, in Markdown."""
        ...

    def tasks(self) -> Sequence[Mapping[str, Any]]:
        """Return the tasks of the annex with the departments that it names."""
        ...

    def local_office(self, division: str, department: str) -> Mapping[str, Any] | None:
        """Return the counter of a department in a division, or None."""
        ...

    def book(self, place: str, folder: Path | None = None) -> RuleBook:
        """Return the examined book of a place; raises InvalidInput with file, line and reason."""
        ...

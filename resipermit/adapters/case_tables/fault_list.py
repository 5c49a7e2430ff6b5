"""What is wrong with one table, noted while it is read on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from resipermit.domain.rule_faults import Fault, Slip


class FaultList:
    """The faults of one file, in the order of its lines."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Fault] = []

    def __len__(self) -> int:
        return len(self._found)

    def note(self, at: Any, slip: Slip) -> None:
        """Note a fault at the line of *at*: a piece of the tree, or a line."""
        self._found.append(slip.at(self.file, at if isinstance(at, int) else getattr(at, "line", 1)))

    @contextmanager
    def watching(self, at: Any) -> Iterator[None]:
        """Note what slips in the block at the line of *at*."""
        try:
            yield
        except Slip as slip:
            self.note(at, slip)

    def sorted(self) -> tuple[Fault, ...]:
        """Return all that was noted."""
        return tuple(sorted(self._found, key=lambda fault: fault.line))

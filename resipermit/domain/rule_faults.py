"""What is wrong with a rule file, where, and what the author may have meant; facts only, the words are made later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: *code* names the sentence ``rule_fault.<code>``; *near* is the nearest known word, if there is one."""

    file: str
    line: int
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    near: str | None = None


class Slip(Exception):
    """A fault at a place that whoever catches it knows; *near* is the nearest known word, if there is one."""

    def __init__(self, code: str, near: str | None = None, /, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.near = near
        self.facts: Mapping[str, Any] = facts

    def at(self, file: str, line: int) -> Fault:
        """Return the fault with its place."""
        return Fault(file, line, self.code, self.facts, self.near)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is no fault but waits for somebody: *code* names the sentence ``rule_remark.<code>``."""

    place: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examination:
    """What an examination of rule files found."""

    files: tuple[str, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Remark, ...]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that *word* was probably meant to be, or None."""
    cutoff = 0.6 if len(word) > 2 else 0.5  # of a Chinese word one letter is half
    found = get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return found[0] if found else None

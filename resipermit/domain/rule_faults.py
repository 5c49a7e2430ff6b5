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
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None

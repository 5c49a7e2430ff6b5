"""A pack: the raw rule files of every layer, named by their SHA-256, and how one comes into force.

A changed pack takes effect only after an administrator has proposed it and a second person has accepted its hash.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from resipermit.domain.errors import Refused

Layers = tuple[tuple[str, bytes], ...]  # the name of each file, such as 43/20-exams, and its raw bytes, top layer first


@dataclass(frozen=True)
class Pack:
    """The files of all layers, the top layer first, within a layer by name."""

    layers: Layers

    @classmethod
    def of(cls, files: Iterable[tuple[str, bytes]]) -> "Pack":
        """Return the pack of some files in any order."""
        return cls(
            tuple(sorted(files, key=lambda file: (file[0].count("/"), not file[0].startswith("national/"), file)))
        )

    @cached_property
    def sha256(self) -> str:
        """Return the hex hash of names, lengths and bytes; a file moved to another layer makes another pack."""
        digest = hashlib.sha256()
        for name, raw in self.layers:
            digest.update(f"{name}\n{len(raw)}\n".encode())
            digest.update(raw)
        return digest.hexdigest()

    def of_place(self, place: str) -> Layers:
        """Return the files that a place's book is made of."""
        folders = ("national", place[:2], f"{place[:2]}/{place[:4]}", f"{place[:2]}/{place[:4]}/{place}")
        return tuple((name, raw) for folder in folders for name, raw in self.layers if _folder(name) == folder)

    @property
    def places(self) -> tuple[str, ...]:
        """Return one place for every layer, so that whoever reads all their books has read every file."""
        folders = dict.fromkeys(_folder(name) for name, _ in self.layers)
        return tuple(folder.rpartition("/")[2].ljust(6, "0") for folder in folders if folder != "national") or (
            "000000",
        )


class Step(StrEnum):
    """提交, 启用, 退回."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PackStep:
    """Somebody proposed a pack, accepted it (from then on it is in force), or refused it, for a *reason*."""

    sha256: str
    step: Step
    by: str
    at: datetime
    reason: str | None = None


def accepted_last(steps: Iterable[PackStep]) -> PackStep | None:
    """Return the step that put the rules in force; *steps* are oldest first."""
    accepted = [step for step in steps if step.step is Step.ACCEPTED]
    return accepted[-1] if accepted else None


def in_force(steps: Iterable[PackStep]) -> str | None:
    """Return the hash accepted last; *steps* are oldest first."""
    last = accepted_last(steps)
    return last.sha256 if last else None


def waiting(steps: Iterable[PackStep]) -> tuple[PackStep, ...]:
    """Return the proposals that nobody has accepted or refused since, oldest first."""
    newest = {step.sha256: step for step in steps}
    return tuple(sorted((step for step in newest.values() if step.step is Step.PROPOSED), key=lambda step: step.at))


def open_proposal(steps: Iterable[PackStep], sha256: str) -> PackStep:
    """Return the proposal that waits for a second person.

    Raises:
        Refused: `rules_not_proposed`, nobody has proposed it since it was last accepted or refused.
    """
    for step in waiting(steps):
        if step.sha256 == sha256:
            return step
    raise Refused("rules_not_proposed", sha256=sha256)


def _folder(name: str) -> str:
    return name.rpartition("/")[0]

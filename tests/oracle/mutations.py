"""Faults set into the engine on purpose: each must be found by the differential run, or the proof proves little.

    python -m tests.oracle.mutations            search for every fault, one after another, and write down who shows it
    python -m tests.oracle.mutations NAME       one

A fault is a piece of a module's text and what stands in its place. It is set in a process of its own, before the module
is first imported; a piece that is not there exactly once is an error, so that a fault cannot quietly become none.
"""

import argparse
import importlib.abc
import importlib.machinery
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import yaml

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).parent / "mutations.yaml"
HEAD = (
    "# Faults set into the engine on purpose: the module under resipermit.domain, a piece of its text, what stands in\n"
    "# its place; and the seed of a family that shows it, as the last search wrote it down."
)
SEED = 7
MOST_HOLDER_DAYS = 40_000


@dataclass(frozen=True)
class Mutation:
    """One fault: the module under resipermit.domain, and the pieces of text that change."""

    name: str
    module: str
    changes: tuple[tuple[str, str], ...]
    shown_by: str | None = None  # the seed of a family that shows it

    @property
    def path(self) -> Path:
        return ROOT / "resipermit" / "domain" / f"{self.module.replace('.', '/')}.py"

    def source(self) -> str:
        """Return the text of the module with the fault in it; raises ValueError if a piece is not there just once."""
        text = self.path.read_text(encoding="utf-8")
        for old, new in self.changes:
            if text.count(old) != 1:
                raise ValueError(f"{self.name}: {old!r} stands {text.count(old)} times in {self.path.name}")
            text = text.replace(old, new)
        return text


def mutations() -> Sequence[Mutation]:
    """Return the faults of mutations.yaml."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [
        Mutation(
            row["name"],
            row["module"],
            tuple((one["old"], one["new"]) for one in row["changes"]),
            row.get("shown_by"),
        )
        for row in rows
    ]


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module with the fault in it."""

    def __init__(self, mutation: Mutation) -> None:
        self.name = f"resipermit.domain.{mutation.module}"
        self.code = compile(mutation.source(), str(mutation.path), "exec")

    def find_spec(self, name: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        return importlib.machinery.ModuleSpec(name, self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)


def set_fault(mutation: Mutation) -> None:
    """Let the module be imported with the fault in it; it must not have been imported yet."""
    finder = _Faulty(mutation)
    if finder.name in sys.modules:
        raise ValueError(f"{finder.name} is imported already")
    sys.meta_path.insert(0, finder)


@dataclass(frozen=True)
class Found:
    """How a fault was found: after how many holder-days, and by which family."""

    holder_days: int
    family: str


def search(mutation: Mutation, *arguments: str) -> Found | None:
    """Return how the fault is found, in a process of its own; None if it is not."""
    command = [sys.executable, "-m", "tests.oracle.mutations", mutation.name, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    holder_days, *family = done.stdout.split()
    return Found(int(holder_days), family[0]) if family else None


def main() -> int:
    """Run one fault in this process, or each in its own; return 1 if one was not found."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle.mutations", description=__doc__)
    parser.add_argument("name", nargs="?")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--holder-days", type=int, default=MOST_HOLDER_DAYS)
    parser.add_argument("--family", help="ask one family only, by its seed such as 7/3/57")
    args = parser.parse_args()
    if args.name is None:
        return _search_all(f"--seed={args.seed}", f"--holder-days={args.holder_days}")
    set_fault(next(one for one in mutations() if one.name == args.name))
    from .differential import run, run_family  # only now: the fault must be set before the engine is imported

    tally = run_family(args.family) if args.family else run(args.seed, args.holder_days, stop_at=1)
    sys.stdout.write(" ".join([str(tally.holder_days), *(one.seed for one in tally.disagreements[:1])]))
    return int(not tally.disagreements)


def _search_all(*arguments: str) -> int:
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    missed = 0
    for row, one in zip(rows, mutations(), strict=True):
        found = search(one, *arguments)
        missed += found is None
        row["shown_by"] = found.family if found else None
        sys.stdout.write(f"{found.holder_days if found else 'NOT FOUND':>9}  {one.name}\n")
        sys.stdout.flush()
    written = yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, width=110)
    FILE.write_text(f"{HEAD}\n{written}", encoding="utf-8")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())

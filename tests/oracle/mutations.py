"""Faults set into the engine on purpose: each must be found by the differential run, or the proof proves little.

    python -m tests.oracle.mutations            every fault, one after another
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
SEED = 7
MOST_HOLDER_DAYS = 40_000


@dataclass(frozen=True)
class Mutation:
    """One fault: the module under resipermit.domain, and the pieces of text that change."""

    name: str
    module: str
    changes: tuple[tuple[str, str], ...]

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
    rows = yaml.safe_load((Path(__file__).parent / "mutations.yaml").read_text(encoding="utf-8"))
    return [
        Mutation(row["name"], row["module"], tuple((one["old"], one["new"]) for one in row["changes"])) for row in rows
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


def found_after(mutation: Mutation, seed: int = SEED, holder_days: int = MOST_HOLDER_DAYS) -> int | None:
    """Return after how many holder-days the fault was found, in a process of its own; None if it was not."""
    command = [
        sys.executable,
        "-m",
        "tests.oracle.mutations",
        mutation.name,
        f"--seed={seed}",
        f"--holder-days={holder_days}",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return int(done.stdout.rsplit(maxsplit=1)[-1]) if done.returncode == 0 else None


def main() -> int:
    """Run one fault in this process, or each in its own; return 1 if one was not found."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle.mutations", description=__doc__)
    parser.add_argument("name", nargs="?")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--holder-days", type=int, default=MOST_HOLDER_DAYS)
    args = parser.parse_args()
    if args.name is None:
        missed = 0
        for one in mutations():
            after = found_after(one, args.seed, args.holder_days)
            missed += after is None
            sys.stdout.write(f"{'NOT FOUND' if after is None else after:>9}  {one.name}\n")
            sys.stdout.flush()
        return int(missed > 0)
    set_fault(next(one for one in mutations() if one.name == args.name))
    from .differential import run  # only now: the fault must be set before the engine is imported

    tally = run(args.seed, args.holder_days, stop_at=1)
    sys.stdout.write(f"{tally.holder_days}\n")
    return int(not tally.disagreements)


if __name__ == "__main__":
    sys.exit(main())

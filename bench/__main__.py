"""Runs the benches: python -m bench [NAME ...]. Each prints its figures beside the peer's, measured in the same run."""

import importlib
import pkgutil
import sys
from pathlib import Path


def benches() -> dict[str, str]:
    """Return the modules of this folder that have something to run, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return {name: f"bench.{name}" for name in names if name.startswith("bench_")}


def main(asked: list[str]) -> int:
    """Run the benches asked for, or all; return how many could not run."""
    known = benches()
    failed = 0
    for name in asked or [name.removeprefix("bench_") for name in known]:
        module = known.get(f"bench_{name}")
        if module is None:
            print(f"there is no bench {name}; there are: {', '.join(one.removeprefix('bench_') for one in known)}")
            return 2
        bench = importlib.import_module(module)
        print(f"\n== {bench.NAME}", flush=True)
        try:
            for line in bench.run():
                print(line, flush=True)
        except ModuleNotFoundError as missing:
            print(f"not run: {missing}")
            failed += 1
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

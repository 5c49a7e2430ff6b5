"""Import a folder of tables into a store made for it, and hold what was refused against the folder's bad_rows.csv.

    python bench/import_check.py DIR [--as-of 2026-06-30] [--twice]

bad_rows.csv (table, row_key, kind, ...) names the rows that were spoiled on purpose. Printed: for each kind how many
were spoiled, refused, held and imported; clean rows that were refused (there must be none); rows a second.
"""

import argparse
import csv
import tempfile
import time
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import db
from db.intake import SqlIntake
from resipermit.adapters.ethnic_groups import ethnic_groups
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.readings import readings
from resipermit.adapters.table_files import read_tables
from resipermit.domain.actors import Actor, Role
from resipermit.usecases.import_tables import ImportTables
from resipermit.usecases.intake_store import ReportLine
from resipermit.usecases.ports import Clock

ACTOR = Actor("importer", "importer", frozenset({Role.ADMINISTRATOR}))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat)
    parser.add_argument("--twice", action="store_true", help="import a second time and show that nothing changes")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        store = db.open_store(Path(home) / "store.db", db.new_key(), readings, create=True)
        told = run(args, store)
        print(f"file of {(Path(home) / 'store.db').stat().st_size / 1e6:.0f} MB")
        if args.twice:
            again = run(args, store)
            print("the same again:", Counter(line.outcome for line in told) == Counter(line.outcome for line in again))
        store.close()
    return compare(args.folder, told)


def run(args: argparse.Namespace, store: db.Store) -> list[ReportLine]:
    """Import once and print the tallies."""
    now = datetime.now(UTC)
    importing = ImportTables(
        open_intake=lambda actor: SqlIntake(store.engine, store.readings, actor.user, now),
        open_unit=store.unit,
        gazetteer=load_gazetteer(),
        ethnic_codes=frozenset(ethnic_groups()),
        clock=Clock(now.date, lambda: now),
    )
    told: list[ReportLine] = []
    begun = time.perf_counter()
    outcome = importing(ACTOR, read_tables(args.folder), told.append, args.as_of)
    seconds = time.perf_counter() - begun
    columns = ("table", "rows", "imported", "already", "refused", "held", "released", "remarks", "disagreements")
    print(("{:14}" + "{:>13}" * 8).format(*columns))
    for tally in outcome.tallies:
        print(("{:14}" + "{:13,}" * 8).format(*(getattr(tally, column) for column in columns)))
    print(f"{outcome.rows:,} rows, accounted for: {outcome.accounted_for}, {seconds:.1f} s, ", end="")
    print(f"{outcome.rows / seconds:,.0f} rows a second")
    return told


def compare(folder: Path, told: list[ReportLine]) -> int:
    """Print what became of each kind of spoiled row, and return 1 when a clean row was refused."""
    became = {(line.table, line.line): line for line in told if line.outcome in ("refused", "held")}
    print("disagreements:", dict(Counter(line.reason for line in told if line.outcome == "disagreement")))
    print("remarks:", dict(Counter(line.reason for line in told if line.outcome == "remark")))
    spoiled = spoiled_lines(folder)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    for where, kind in spoiled.items():
        line = became.get(where)
        kinds[kind]["spoiled"] += 1
        kinds[kind][line.outcome if line else "imported"] += 1
        reasons[kind][line.reason if line else "-"] += 1
    print(f"\n{'kind':36}{'spoiled':>9}{'refused':>9}{'held':>9}{'imported':>9}  reasons")
    for kind, count in sorted(kinds.items()):
        counts = (count[column] for column in ("spoiled", "refused", "held", "imported"))
        print(("{:36}" + "{:>9}" * 4).format(kind, *counts), "", ", ".join(reasons[kind]))
    clean = [line for where, line in became.items() if line.outcome == "refused" and where not in spoiled]
    print("clean rows refused:", len(clean), dict(Counter((line.table, line.column, line.reason) for line in clean)))
    return 1 if clean else 0


def spoiled_lines(folder: Path) -> dict[tuple[str, int], str]:
    """Return table and line of every spoiled row; of an exact copy it is the second of the two lines."""
    file = folder / "bad_rows.csv"
    if not file.exists():
        return {}
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            kinds[row["table"]][row["row_key"]] = row["kind"]
    found = {}
    for table, of_key in kinds.items():
        last: dict[str, int] = {}
        with (folder / f"{table}.csv").open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                last[line.split(",", 1)[0]] = number
        found |= {(table, last[key]): f"{table}.{kind}" for key, kind in of_key.items()}
    return found


if __name__ == "__main__":
    raise SystemExit(main())

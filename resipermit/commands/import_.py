"""Take over the tables of another office's record, and say what became of every row."""

import csv
import os
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import a_day, add_json, help_of, tell, unwritable, write_json
from resipermit.commands.workplace import Workplace
from resipermit.words import say

if TYPE_CHECKING:
    from resipermit.usecases.import_tables import ImportOutcome, ImportTables
    from resipermit.usecases.intake_store import ReadTable, ReportLine

REPORT = "import-report.csv"
COLUMNS = ("file", "line", "column", "outcome", "reason", "permit_line")


class ImportWorkplace(Workplace, Protocol):
    """What this command needs beyond the other ones."""

    @property
    def import_tables(self) -> "ImportTables": ...

    @property
    def read_tables(self) -> "Callable[[Path], ReadTable]":
        """Reads a folder of CSV files."""
        ...


def add_parser(subparsers: Any) -> None:
    """Add `import`."""
    parser = subparsers.add_parser("import", help=help_of("import"), description=help_of("import"))
    parser.add_argument("folder", metavar="DIR", type=Path, help=help_of("import.folder"))
    parser.add_argument("--as-of", metavar="DAY", help=help_of("import.as_of"))
    parser.add_argument("--report", metavar="FILE", type=Path, default=Path(REPORT), help=help_of("import.report"))
    add_user(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: Namespace, place: ImportWorkplace) -> int:
    """Import a folder; rows that are refused or held are an answer, so the exit status is 0 when every row has one."""
    on = a_day(args, "as_of")
    actor = signed_in(args, place)
    read = place.read_tables(args.folder)
    begun = time.perf_counter()
    with _report(args.report) as report:
        outcome = place.import_tables(actor, read, report, on)
    document = summary(outcome, time.perf_counter() - begun, args.report)
    if args.json:
        write_json(document)
    else:
        _tell(document, place.language)
    return 0 if outcome.accounted_for else 1


def summary(outcome: "ImportOutcome", seconds: float, report: Path) -> dict[str, Any]:
    """Return what became of the rows, as one document."""
    return {
        "tables": [
            {
                "table": tally.table,
                "rows": tally.rows,
                "imported": tally.imported,
                "already_on_record": tally.already,
                "refused": tally.refused,
                "held": tally.held,
                "released": tally.released,
                "remarks": tally.remarks,
                "disagreements": tally.disagreements,
                "reasons": dict(sorted(tally.reasons.items())),
            }
            for tally in outcome.tallies
        ],
        "missing": [f"{name}.csv" for name in outcome.missing],
        "rows": outcome.rows,
        "accounted_for": outcome.accounted_for,
        "seconds": round(seconds, 2),
        "rows_per_second": round(outcome.rows / max(seconds, 1e-9)),
        "report": str(report),
    }


def _tell(document: dict[str, Any], language: str) -> None:
    tell(language, "import.head")
    for tally in document["tables"]:
        tell(language, "import.line", **{**tally, "table": f"{tally['table']}.csv"})
        for reason, count in tally["reasons"].items():
            tell(language, "import.reason", reason=say(f"intake.{reason}", language), count=count)
    if document["missing"]:
        tell(language, "import.missing", files=document["missing"])
    disagreements = sum(tally["disagreements"] for tally in document["tables"])
    if disagreements:
        tell(language, "import.disagreements", count=disagreements)
    totals = ("rows", "seconds", "rows_per_second", "report")
    tell(language, "import.total", **{name: document[name] for name in totals})


@contextmanager
def _report(path: Path) -> "Iterator[Callable[[ReportLine], None]]":
    """Write the report beside its name and put it in place when the import is through; it holds no cell of a row."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():  # said before the tables come in, not after
            raise IsADirectoryError(path)
        file = draft.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise unwritable(error, "--report", path) from error
    try:
        with file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow(COLUMNS)

            def report(line: "ReportLine") -> None:
                table, number, column, outcome, reason, related = line
                lines.writerow((f"{table}.csv", number, column, outcome, reason, "" if related is None else related))

            yield report
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)

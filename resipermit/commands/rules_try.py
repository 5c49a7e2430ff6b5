"""Ask tables of cases of the rule book: what was expected, what came of it, and why where the two differ."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from resipermit.case_words import case_document, case_lines, coverage_lines, fault_document
from resipermit.commands.speaking import add_json, help_of, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.errors import InvalidInput
from resipermit.domain.rule_coverage import Coverage
from resipermit.usecases.try_tables import Trial, TryTables

AGREE, DIFFER, FAULTY = 0, 1, 2


def add_action(actions: Any) -> None:
    """Add `try`."""
    parser = actions.add_parser("try", help=help_of("rules.try"), description=help_of("rules.try"))
    parser.add_argument("tables", nargs="+", type=Path, metavar="TABLE", help=help_of("rules.try.tables"))
    parser.add_argument("--rules", type=Path, metavar="DIR", help=help_of("rules.try.folder"))
    parser.add_argument("--place", metavar="CODE", help=help_of("rules.try.place"))
    parser.add_argument("--coverage", action="store_true", help=help_of("rules.try.coverage"))
    add_json(parser)
    parser.set_defaults(run=run_try)


def run_try(args: Namespace, place: Workplace) -> int:
    """Ask every case; 1 when an answer is another one than expected, 2 when a table or the rules are faulty."""
    if args.rules is not None and not args.rules.is_dir():
        raise InvalidInput("rules_folder_missing", field="--rules", value=str(args.rules))
    if args.place is not None and not place.gazetteer.known(args.place):
        raise InvalidInput("division_unknown", field="--place", value=args.place)
    ask = TryTables(place.rules, place.assess, place.today)
    trial = ask(args.tables, args.rules, args.place)
    covered = ask.coverage(trial.tried) if args.coverage else None
    if args.json:
        write_json(_document(trial, covered, place.language))
    else:
        _say(trial, place)
        if covered is not None:
            _say_coverage(covered, trial, place.language)
    if trial.faults:
        return FAULTY
    return AGREE if trial.agreeing == len(trial.tried) else DIFFER


def _say(trial: Trial, place: Workplace) -> None:
    for fault in trial.faults:
        tell(place.language, "rules.fault", where=f"{fault.file}:{fault.line}", why=fault)
    for file in dict.fromkeys(one.case.file for one in trial.tried):
        of_file = [one for one in trial.tried if one.case.file == file]
        sys.stdout.writelines(f"{line}\n" for line in case_lines(file, of_file, place.gazetteer, place.language))
    agree, cases = trial.agreeing, len(trial.tried)
    tell(place.language, "try.total", cases=cases, agree=agree, differ=cases - agree)
    if trial.faults:
        tell(place.language, "try.faults", count=len(trial.faults))


def _say_coverage(covered: Coverage, trial: Trial, language: str) -> None:
    rows = list(covered.rows())
    both = sum(bool(counts["yes"] and counts["no"]) for _, _, counts in rows)
    asked = sum(any(counts.values()) for _, _, counts in rows)
    tell(language, "try.coverage", count=len(rows), asked=asked, both=both)
    books = [one.assessment.case.book for one in trial.tried]
    sys.stdout.writelines(f"{line}\n" for line in coverage_lines(rows, books, language))


def _document(trial: Trial, covered: Coverage | None, language: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "agree": trial.agreeing,
        "differ": len(trial.tried) - trial.agreeing,
        "cases": [case_document(one, language) for one in trial.tried],
        "faults": [fault_document(fault, language) for fault in trial.faults],
    }
    if covered is not None:
        document["coverage"] = [{"kind": kind, "name": name, **counts} for kind, name, counts in covered.rows()]
    return document

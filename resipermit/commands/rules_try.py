"""Ask tables of cases of the rule book: what was expected, what came of it, and why where the two differ."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from resipermit.case_words import case_document, case_lines, coverage_lines, fault_document
from resipermit.commands.speaking import add_json, help_of, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.errors import InvalidInput
from resipermit.domain.rule_cases import CaseTable
from resipermit.domain.rule_coverage import Coverage
from resipermit.domain.rule_faults import Fault
from resipermit.domain.rules import RuleBook
from resipermit.usecases.cover_rules import coverage_of
from resipermit.usecases.try_rules import TriedCase, TryRules, fault_of_case

AGREE, DIFFER, FAULTY = 0, 1, 2
NOWHERE = "000000"  # has the national layer alone


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
    tables = [place.rules.cases(path, args.rules, args.place) for path in args.tables]
    faults = [fault for table in tables for fault in table.faults]
    tried = list(_tried(tables, place, faults))
    faults += [fault for one in tried for fault in one.faults]
    covered = coverage_of(tried, _above(tried, place)) if args.coverage else None
    if args.json:
        write_json(_document(tried, faults, covered, place))
    else:
        _say(tried, faults, place)
        if covered is not None:
            _say_coverage(covered, tried, place.language)
    if faults:
        return FAULTY
    return AGREE if all(one.agrees for one in tried) else DIFFER


def _tried(tables: Sequence[CaseTable], place: Workplace, faults: list[Fault]) -> Iterator[TriedCase]:
    """Yield every case that could be asked; what is wrong with the rules, or keeps a case from it, joins *faults*."""
    cases = [case for table in tables for case in table.cases]
    faulty = set()
    for folder in dict.fromkeys(case.rules for case in cases if case.rules is not None):
        found = place.rules.examine([folder], place.today).faults
        faults += found
        faulty |= {folder} if found else set()
    ask = TryRules(place.assess)
    for case in cases:
        if case.rules not in faulty:
            try:
                yield ask(case)
            except InvalidInput as error:
                faults.append(fault_of_case(error, case))


def _say(tried: Sequence[TriedCase], faults: Sequence[Fault], place: Workplace) -> None:
    for fault in faults:
        tell(place.language, "rules.fault", where=f"{fault.file}:{fault.line}", why=fault)
    for file in dict.fromkeys(one.case.file for one in tried):
        of_file = [one for one in tried if one.case.file == file]
        sys.stdout.writelines(f"{line}\n" for line in case_lines(file, of_file, place.gazetteer, place.language))
    agree = sum(one.agrees for one in tried)
    tell(place.language, "try.total", cases=len(tried), agree=agree, differ=len(tried) - agree)
    if faults:
        tell(place.language, "try.faults", count=len(faults))


def _above(tried: Sequence[TriedCase], place: Workplace) -> RuleBook | None:
    """Return the national book below a pack; None where the cases ask the program's own rules."""
    return place.rules.book(NOWHERE) if all(one.case.rules is not None for one in tried) else None


def _say_coverage(covered: Coverage, tried: Sequence[TriedCase], language: str) -> None:
    rows = list(covered.rows())
    both = sum(bool(counts["yes"] and counts["no"]) for _, _, counts in rows)
    asked = sum(any(counts.values()) for _, _, counts in rows)
    tell(language, "try.coverage", count=len(rows), asked=asked, both=both)
    books = [one.assessment.case.book for one in tried]
    sys.stdout.writelines(f"{line}\n" for line in coverage_lines(rows, books, language))


def _document(
    tried: Sequence[TriedCase], faults: Sequence[Fault], covered: Coverage | None, place: Workplace
) -> dict[str, Any]:
    found = (
        {}
        if covered is None
        else {"coverage": [{"kind": kind, "name": name, **counts} for kind, name, counts in covered.rows()]}
    )
    return {
        "agree": sum(one.agrees for one in tried),
        "differ": sum(not one.agrees for one in tried),
        "cases": [case_document(one, place.language) for one in tried],
        "faults": [fault_document(fault, place.language) for fault in faults],
        **found,
    }

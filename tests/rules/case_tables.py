"""The case tables beside this file, and those of the invented cities, each asked by its own rules."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path

from resipermit.adapters.case_tables import read_case_table
from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.domain.law import Certainty
from resipermit.domain.places import Band, DatedBand, Division, Gazetteer
from resipermit.domain.rule_cases import CaseTable, RuleCase
from resipermit.usecases.assess_entitlements import AssessEntitlements
from resipermit.usecases.try_rules import TriedCase, TryRules

HERE = Path(__file__).parent
INVENTED = HERE / "invented"


def tables() -> Iterator[CaseTable]:
    """Return every table in the order of the files: here, and of the invented cities."""
    for path in sorted(HERE.glob("*.yaml")):
        yield read_case_table(path, load_gazetteer())
    for path in sorted(INVENTED.glob("*.yaml")):
        yield read_case_table(path, known_places())


def cases() -> Iterator[RuleCase]:
    """Return every case of every table."""
    for table in tables():
        yield from table.cases


def tried(case: RuleCase) -> TriedCase:
    """Return what comes of a case."""
    return _ask(case.rules is not None and INVENTED in case.rules.parents)(case)


@cache
def _ask(invented: bool) -> TryRules:
    gazetteer = known_places() if invented else load_gazetteer()
    return TryRules(lambda rules: AssessEntitlements(partial(load_book, folder=rules), gazetteer))


@cache
def known_places() -> Gazetteer:
    """Return the divisions in use with the invented ones beside them, and the bands of the invented cities."""
    with (INVENTED / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    real = load_gazetteer()
    invented = {
        row["code"]: [Division(row["code"], row["name"], row["level"], "", row["parent"], "current", 2016, None, ())]
        for row in rows
    }
    assert not [code for code in invented if real.known(code)]
    bands = [
        DatedBand(row["code"], date.fromisoformat(row["since"]), Band(row["band"]), Certainty.C1, "invented")
        for row in rows
        if row["band"]
    ]
    return Gazetteer({row.code: [row] for row in real.divisions_under("")} | invented, bands)

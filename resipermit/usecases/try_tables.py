"""Ask whole tables of cases: what can be asked is asked, and every fault of tables and rules is named."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from resipermit.domain.errors import InvalidInput
from resipermit.domain.rule_cases import RuleCase
from resipermit.domain.rule_coverage import Coverage
from resipermit.domain.rule_faults import Fault, Slip
from resipermit.domain.rules import RuleBook
from resipermit.usecases.assess_entitlements import AssessEntitlements
from resipermit.usecases.cover_rules import coverage_of
from resipermit.usecases.rule_shelf import RuleShelf
from resipermit.usecases.try_rules import TriedCase, TryRules

NOWHERE = "000000"  # has the national layer alone


class Trial(NamedTuple):
    """What came of some tables."""

    tried: tuple[TriedCase, ...]
    faults: tuple[Fault, ...]

    @property
    def agreeing(self) -> int:
        """How many cases are answered as expected."""
        return sum(one.agrees for one in self.tried)


@dataclass(frozen=True)
class TryTables:
    """Asks tables by the rules they name. *assess_by* gives the answers by a folder of rules."""

    shelf: RuleShelf
    assess_by: Callable[[Path | None], AssessEntitlements]
    today: date

    def __call__(self, paths: Sequence[Path], rules: Path | None = None, place: str | None = None) -> Trial:
        """Return what came of the tables; *rules* and *place* stand in place of those at their heads.

        Raises:
            InvalidInput: a folder of rules holds no rule files.
        """
        tables = [self.shelf.cases(path, rules, place) for path in paths]
        cases = [case for table in tables for case in table.cases]
        faults = [fault for table in tables for fault in table.faults]
        faulty = self._faulty_rules(cases)
        faults += (fault for found in faulty.values() for fault in found)
        tried = []
        for came in self._asked([case for case in cases if case.rules not in faulty]):
            if isinstance(came, Fault):
                faults.append(came)
            else:
                tried.append(came)
                faults += came.faults
        return Trial(tuple(tried), tuple(faults))

    def coverage(self, tried: Sequence[TriedCase]) -> Coverage:
        """Return what the cases have decided; below a pack the nation's layer is not its author's."""
        of_packs = all(one.case.rules is not None for one in tried)
        return coverage_of(tried, self._nation() if of_packs else None)

    def _nation(self) -> RuleBook:
        return self.shelf.book(NOWHERE)

    def _faulty_rules(self, cases: Sequence[RuleCase]) -> dict[Path | None, tuple[Fault, ...]]:
        folders = dict.fromkeys(case.rules for case in cases if case.rules is not None)
        found = {folder: self.shelf.examine([folder], self.today).faults for folder in folders}
        return {folder: faults for folder, faults in found.items() if faults}

    def _asked(self, cases: Sequence[RuleCase]) -> Iterator[TriedCase | Fault]:
        ask = TryRules(self.assess_by)
        nation = self._nation().sha256 if any(case.rules for case in cases) else ""
        for case in cases:
            try:
                tried = ask(case)
            except InvalidInput as error:
                yield Slip("case_fact", why=error).at(case.file, case.line)
                continue
            if case.rules is not None and tried.assessment.case.book.sha256 == nation:
                yield _silent(case, case.rules, tried.assessment.case.place)
            else:
                yield tried


def _silent(case: RuleCase, folder: Path, place: str) -> Fault:
    """Return the fault of a folder of rules without a layer of the place: the nation's alone would answer."""
    above = next((one for one in folder.parents if not one.name.isdigit()), None)
    near = str(above) if above is not None and folder.name.isdigit() else None
    return Slip("case_rules_silent", near, folder=str(folder), place=place).at(case.file, case.line)

"""Ask the cases of a table of the rule book, and say where the answer is another one than the table expects."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from resipermit.domain.assessment import Assessment
from resipermit.domain.findings import Item
from resipermit.domain.rule_cases import Expectation, RuleCase, meant, told, unheard, written
from resipermit.domain.rule_faults import Fault, Slip
from resipermit.usecases.assess_entitlements import AssessEntitlements


@dataclass(frozen=True, slots=True)
class Compared:
    """One expectation beside the answer: both as a table writes them; *item* is the answer it is read from."""

    name: str
    expected: Any
    got: Any
    item: Item | None

    @property
    def agrees(self) -> bool:
        """Whether the answer is what the table expects."""
        return bool(self.expected == self.got)


@dataclass(frozen=True, slots=True)
class TriedCase:
    """A case that was asked, with what came of it; *faults* are expectations of what no answer has."""

    case: RuleCase
    assessment: Assessment
    document: dict[str, Any]
    compared: tuple[Compared, ...]
    faults: tuple[Fault, ...]

    @property
    def agrees(self) -> bool:
        """Whether all answers are what the table expects."""
        return not self.faults and all(one.agrees for one in self.compared)


@dataclass(frozen=True)
class TryRules:
    """Asks cases one after another; each book is made once. *assess_by* gives the answers by a folder of rules."""

    assess_by: Callable[[Path | None], AssessEntitlements]
    _kept: dict[Path | None, AssessEntitlements] = field(default_factory=dict, repr=False)

    def __call__(self, case: RuleCase) -> TriedCase:
        """Return what came of a case; raises InvalidInput when the rules are faulty or nobody names a place."""
        assessment = self._assess(case.rules).assessment(case.facts, case.as_of, case.place)
        document = assessment.document()
        compared, faults = [], list(unheard(case, assessment.case.book))
        for expectation in case.expects:
            try:
                compared.append(_compared(document, case, expectation))
            except Slip as slip:
                faults.append(slip.at(case.file, expectation.line))
        return TriedCase(case, assessment, document, tuple(compared), tuple(faults))

    def _assess(self, rules: Path | None) -> AssessEntitlements:
        if rules not in self._kept:
            assess = self.assess_by(rules)
            self._kept[rules] = replace(assess, book_for=cache(assess.book_for))
        return self._kept[rules]


def _compared(document: dict[str, Any], case: RuleCase, expectation: Expectation) -> Compared:
    found = told(document, case.people, expectation.name)
    return Compared(expectation.name, meant(expectation.value, found), written(found.value), found.item)

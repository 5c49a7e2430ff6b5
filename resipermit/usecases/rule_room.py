"""The rules in force and the decisions made by them, as the window and the command line see them: already wired."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from resipermit.domain.rule_packs import Pack
from resipermit.usecases.keep_decision import ListDecisions, OpenDecision, ReplayDecision
from resipermit.usecases.look_into_rules import LookIntoRules
from resipermit.usecases.rules_in_force import AcceptRules, ListPacks, ProposeRules, RefuseRules
from resipermit.usecases.settlement_check import CheckSettlement, PrintSettlementCheck


@dataclass(frozen=True)
class RuleRoom:
    """Plain functions; each names its actor first and raises the errors of `resipermit.domain.errors`."""

    propose: ProposeRules
    accept: AcceptRules
    refuse: RefuseRules
    packs: ListPacks
    pack_of: Callable[[Path | None], Pack]  # the rule files of a folder, or the program's own; raises InvalidInput
    look: LookIntoRules
    decision: OpenDecision
    decisions: ListDecisions
    replay: ReplayDecision
    check_settlement: CheckSettlement
    print_settlement: PrintSettlementCheck

"""The rules in force and the decisions made by them, as the window and the command line see them: already wired."""

from dataclasses import dataclass

from resipermit.usecases.keep_decision import ListDecisions, OpenDecision, ReplayDecision
from resipermit.usecases.rules_in_force import AcceptRules, ListPacks, ProposeRules
from resipermit.usecases.settlement_check import CheckSettlement, PrintSettlementCheck


@dataclass(frozen=True)
class RuleRoom:
    """Plain functions; each names its actor first and raises the errors of `resipermit.domain.errors`."""

    propose: ProposeRules
    accept: AcceptRules
    packs: ListPacks
    decision: OpenDecision
    decisions: ListDecisions
    replay: ReplayDecision
    check_settlement: CheckSettlement
    print_settlement: PrintSettlementCheck

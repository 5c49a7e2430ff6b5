"""One desk with every act wired: what the window and the command line are given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from resipermit.domain.places import Gazetteer
from resipermit.domain.verdict import VerificationResult
from resipermit.usecases.accept_application import AcceptApplication
from resipermit.usecases.add_evidence import AddEvidence
from resipermit.usecases.add_relative import AddRelative
from resipermit.usecases.add_user import AddUser
from resipermit.usecases.assess_on import AssessOn
from resipermit.usecases.card_room import CardRoom
from resipermit.usecases.change_address import ChangeAddress
from resipermit.usecases.design_cards import DesignCards
from resipermit.usecases.end_permit import EndPermit
from resipermit.usecases.endorse_permit import EndorsePermit
from resipermit.usecases.find_holder import FindHolder
from resipermit.usecases.foresee_endorsement import ForeseeEndorsement
from resipermit.usecases.issue_permit import IssuePermit
from resipermit.usecases.key_acts import KeyActs
from resipermit.usecases.list_users import ListUsers
from resipermit.usecases.list_waiting import ListDueSoon, ListWaiting
from resipermit.usecases.open_holder import OpenHolder
from resipermit.usecases.ports import IdentityReader
from resipermit.usecases.print_card import PreviewCard, PrintCard
from resipermit.usecases.register_residence import RegisterResidence
from resipermit.usecases.replace_card import ReplaceCard
from resipermit.usecases.reveal import Reveal
from resipermit.usecases.review_application import ReviewApplication
from resipermit.usecases.rule_room import RuleRoom
from resipermit.usecases.sign_in import SignIn
from resipermit.usecases.simulate import Simulate
from resipermit.usecases.what_if import WhatIf

VerifyCard = Callable[..., VerificationResult]


@dataclass(frozen=True)
class WiredDesk:
    """The acts as plain functions; see `usecases.desk.Desk`."""

    identity_reader: IdentityReader
    today: Callable[[], date]
    gazetteer: Gazetteer
    ethnic_groups: Mapping[str, str]
    words: Callable[[str, str], str]
    sign_in: SignIn
    find_holder: FindHolder
    open_holder: OpenHolder
    assess_on: AssessOn
    reveal: Reveal
    register_residence: RegisterResidence
    add_relative: AddRelative
    add_evidence: AddEvidence
    accept_application: AcceptApplication
    review_application: ReviewApplication
    issue_permit: IssuePermit
    endorse_permit: EndorsePermit
    foresee_endorsement: ForeseeEndorsement
    what_if: WhatIf
    replace_card: ReplaceCard
    change_address: ChangeAddress
    end_permit: EndPermit
    preview_card: PreviewCard
    print_card: PrintCard
    card_room: CardRoom
    designs: DesignCards
    rule_room: RuleRoom
    read_code: Callable[[bytes], str]
    verify_card: VerifyCard
    keys: KeyActs
    waiting: ListWaiting
    due_soon: ListDueSoon
    simulate: Simulate
    add_user: AddUser
    users: ListUsers

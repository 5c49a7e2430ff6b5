"""One desk: every act with what it needs from outside."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from resipermit import __version__
from resipermit.domain.card import CardClaims, CardFace
from resipermit.domain.card_design import Arrangement, Changes, DesignName, DesignPicture, OpenedDesign, Specimen
from resipermit.domain.card_keys import KeyRecord, Signer
from resipermit.domain.endorsement_label import LabelFace
from resipermit.domain.facts import Facts
from resipermit.domain.facts_document import read_facts
from resipermit.domain.key_list import KeyList
from resipermit.domain.label import LabelClaims
from resipermit.domain.places import Gazetteer
from resipermit.domain.preflight import Preflight
from resipermit.domain.rule_packs import Layers, Pack
from resipermit.domain.rules import RuleBook
from resipermit.domain.status_list import StatusList
from resipermit.usecases.accept_application import AcceptApplication
from resipermit.usecases.add_evidence import AddEvidence
from resipermit.usecases.add_relative import AddRelative
from resipermit.usecases.add_user import AddUser
from resipermit.usecases.assess_on import AssessOn
from resipermit.usecases.card_room import card_room
from resipermit.usecases.change_address import ChangeAddress
from resipermit.usecases.design_cards import DesignCards
from resipermit.usecases.desk import CardProof
from resipermit.usecases.end_permit import EndPermit
from resipermit.usecases.endorse_permit import EndorsePermit
from resipermit.usecases.find_holder import FindHolder
from resipermit.usecases.foresee_endorsement import ForeseeEndorsement
from resipermit.usecases.hall import read_hall
from resipermit.usecases.issue_permit import IssuePermit
from resipermit.usecases.keep_decision import KeepDecision, ListDecisions, OpenDecision, ReplayDecision
from resipermit.usecases.keep_keys import MakeSigningKey, ReportKeyCompromised, RetireKey
from resipermit.usecases.key_acts import KeyActs, PrintKeySheet
from resipermit.usecases.list_users import ListUsers
from resipermit.usecases.list_waiting import ListDueSoon, ListWaiting
from resipermit.usecases.look_into_rules import LookIntoRules
from resipermit.usecases.make_kit import KitContents, KitSheet, MakeKit
from resipermit.usecases.make_status_list import MakeStatusList, NewestStatusList
from resipermit.usecases.open_holder import OpenHolder
from resipermit.usecases.permit_on_record import LookUpKey, LookUpPermit, VerifyToday
from resipermit.usecases.print_card import CheckCard, PreviewCard, PrintCard
from resipermit.usecases.register_residence import RegisterResidence
from resipermit.usecases.replace_card import ReplaceCard
from resipermit.usecases.reveal import Reveal
from resipermit.usecases.review_application import ReviewApplication
from resipermit.usecases.rule_room import RuleRoom
from resipermit.usecases.rules_in_force import AcceptRules, ListPacks, ProposeRules, RefuseRules
from resipermit.usecases.settlement_check import CheckSettlement, PrintSettlementCheck, SettlementSheet
from resipermit.usecases.sign_in import SignIn
from resipermit.usecases.sign_key_list import KeyRoom, MakeRoot, ShowKeys, SignKeyList
from resipermit.usecases.simulate import Simulate, Told
from resipermit.usecases.verify_card import KeyOf, VerifyCard
from resipermit.usecases.what_if import WhatIf
from resipermit.usecases.wired_desk import WiredDesk

if TYPE_CHECKING:
    from resipermit.adapters.design_board import DesignBoard
    from resipermit.adapters.root_key import RootKeyFile
    from resipermit.usecases.print_card import CardMaker
    from resipermit.wiring.parts import Parts


def wire_desk(parts: "Parts") -> WiredDesk:
    """Return the desk; neither the store nor a drawing library is touched before an act needs it."""
    from resipermit.adapters.ethnic_groups import ethnic_groups, ethnic_word
    from resipermit.adapters.passwords import Argon2Passwords

    unit, gazetteer, clock = parts.open_unit, parts.gazetteer, parts.clock
    assess, term, passwords = parts.assess_in_force, parts.days_to_issue, Argon2Passwords()
    keep = KeepDecision(assess, lambda: parts.rules_in_force.pack, gazetteer, clock, __version__)
    press = _Press(parts)
    print_card = PrintCard(unit, press, ethnic_word, clock)
    reading = VerifyCard(_read_code, _find_code, LookUpKey(unit), LookUpPermit(unit), _read_list, _read_label)
    verify = VerifyToday(reading, clock.today)
    return WiredDesk(
        identity_reader=parts.identity_reader,
        today=clock.today,
        gazetteer=gazetteer,
        ethnic_groups=ethnic_groups(),
        words=parts.words,
        sign_in=SignIn(unit, passwords, clock.now, parts.rules_in_force.refresh),
        find_holder=FindHolder(unit, verify, parts.hash_term, clock.now),
        open_holder=OpenHolder(unit, assess, gazetteer, clock, term),
        assess_on=AssessOn(unit, assess, gazetteer, clock.now),
        reveal=Reveal(unit, clock.now),
        register_residence=RegisterResidence(unit, gazetteer, _check_photo, clock),
        add_relative=AddRelative(unit, gazetteer, clock),
        add_evidence=AddEvidence(unit, gazetteer, clock),
        accept_application=AcceptApplication(unit, assess, gazetteer, _check_photo, clock, term, keep),
        review_application=ReviewApplication(unit, clock, keep),
        issue_permit=IssuePermit(unit, gazetteer, clock, keep),
        endorse_permit=EndorsePermit(unit, assess, gazetteer, clock, keep),
        foresee_endorsement=ForeseeEndorsement(unit, assess, gazetteer, clock),
        what_if=WhatIf(unit, assess, gazetteer, clock),
        replace_card=ReplaceCard(unit, clock),
        change_address=ChangeAddress(unit, gazetteer, clock),
        end_permit=EndPermit(unit, clock),
        preview_card=PreviewCard(unit, press, ethnic_word, clock),
        print_card=print_card,
        card_room=card_room(unit, CheckCard(unit, press, ethnic_word, clock), print_card, clock),
        designs=DesignCards(_Board(parts), unit, clock),
        rule_room=_rule_room(parts, keep),
        read_code=_find_code,
        verify_card=verify,
        keys=_key_acts(parts),
        waiting=ListWaiting(unit),
        due_soon=ListDueSoon(unit, clock.today),
        simulate=Simulate(unit, parts.rules_in_force.book, _ask_many, gazetteer, clock),
        add_user=AddUser(unit, passwords, clock.now),
        users=ListUsers(unit),
    )


def _ask_many(facts: Sequence[Facts], book: RuleBook, gazetteer: Gazetteer, day: date, identifier: str) -> list[Told]:
    from resipermit.columns.telling import ask_many

    return ask_many(facts, book, gazetteer, day, identifier)


def _rule_room(parts: "Parts", keep: KeepDecision) -> RuleRoom:
    unit, gazetteer, clock = parts.open_unit, parts.gazetteer, parts.clock

    def build(place: str, layers: Layers) -> RuleBook:
        from resipermit.adapters.rule_files import build_book

        return build_book(place, layers)

    def examine(pack: Pack) -> None:
        parts.rules.refuse_faulty(pack)

    check = CheckSettlement(unit, keep, clock)
    return RuleRoom(
        propose=ProposeRules(unit, examine, clock),
        accept=AcceptRules(unit, examine, parts.rules_in_force, clock),
        refuse=RefuseRules(unit, clock),
        packs=ListPacks(unit),
        pack_of=parts.rules.pack,
        look=LookIntoRules(unit, parts.rules_in_force, parts.rules, gazetteer),
        decision=OpenDecision(unit, clock),
        decisions=ListDecisions(unit, clock),
        replay=ReplayDecision(unit, partial(read_facts, gazetteer=gazetteer), build, gazetteer, clock, __version__),
        check_settlement=check,
        print_settlement=PrintSettlementCheck(unit, check, partial(_settlement_sheet, parts), gazetteer, clock),
    )


def _key_acts(parts: "Parts") -> KeyActs:
    unit, clock = parts.open_unit, parts.clock
    show, roots = ShowKeys(unit), _Roots(parts)
    status_list = MakeStatusList(unit, parts.signer_of, _seal_status_list, clock)
    return KeyActs(
        show=show,
        make=MakeSigningKey(unit, partial(_make_key, parts), clock),
        retire=RetireKey(unit, clock),
        compromise=ReportKeyCompromised(unit, clock),
        make_root=MakeRoot(unit, roots, clock),
        sign_list=SignKeyList(unit, roots, clock),
        sheet=PrintKeySheet(show, _fingerprint_sheet, clock.today),
        status_list=status_list,
        newest_list=NewestStatusList(unit),
        kit=MakeKit(show, status_list, _kit_page, _kit_sheet, _public_pem, clock),
        status_sheet=partial(_status_sheet, parts),
    )


class _Roots:
    """The file of the root key; its library is loaded with the key ceremony."""

    def __init__(self, parts: "Parts") -> None:
        self._parts = parts

    def make(self, file: Path, passphrase: str) -> bytes:
        return self._files.make(file, passphrase)

    def sign(self, file: Path, passphrase: str, public_key: bytes, listing: KeyList) -> bytes:
        return self._files.sign(file, passphrase, public_key, listing)

    @property
    def _files(self) -> "RootKeyFile":
        from resipermit.adapters.root_key import RootKeyFile

        return RootKeyFile(self._parts.home_folder)


class _Board:
    """The drawing board; the libraries that draw are loaded with the first picture."""

    def __init__(self, parts: "Parts") -> None:
        self._parts = parts

    def names(self) -> Sequence[DesignName]:
        return self._board.names()

    def opened(self, name: str) -> OpenedDesign:
        return self._board.opened(name)

    def arrange(self, name: str, changes: Changes) -> Arrangement:
        return self._board.arrange(name, changes)

    def pictures(self, name: str, changes: Changes, specimen: Specimen) -> Sequence[DesignPicture]:
        return self._board.pictures(name, changes, specimen)

    def save(self, name: str, changes: Changes) -> OpenedDesign:
        return self._board.save(name, changes)

    @property
    def _board(self) -> "DesignBoard":
        from resipermit.adapters.design_board import DesignBoard

        return DesignBoard(self._parts.home.templates, self._parts.home.fonts)


class _Press:
    """Makes cards; the libraries that draw and read them are loaded with the first one."""

    def __init__(self, parts: "Parts") -> None:
        self._parts = parts

    def make(self, face: CardFace, photo: bytes, *, paper: bool = False) -> CardProof:
        return self._maker.make(face, photo, paper=paper)

    def label(self, face: LabelFace) -> CardProof:
        return self._maker.label(face)

    def join(self, pdfs: Iterable[bytes]) -> bytes:
        return self._maker.join(pdfs)

    def test_card(self, language: str) -> bytes:
        return self._maker.test_card(language)

    def check(self, face: CardFace, photo: bytes) -> Preflight:
        return self._maker.check(face, photo)

    def read_back(self, pdf: bytes) -> str:
        return self._maker.read_back(pdf)

    def read_scan(self, picture: bytes) -> str:
        return self._maker.read_scan(picture)

    @property
    def _maker(self) -> "CardMaker":
        from resipermit.adapters.card_maker import PdfCardMaker

        return PdfCardMaker(self._parts.signer, self._parts.card_template, self._parts.home.fonts)


def _check_photo(file: bytes) -> bytes:
    from resipermit.adapters.photo import check_photo

    return check_photo(file)


def _read_code(text: str, key_of: KeyOf) -> tuple[CardClaims, KeyRecord]:
    from resipermit.adapters.card_code import decode

    return decode(text, key_of)


def _find_code(picture: bytes) -> str:
    from resipermit.adapters.card_reader import code_in_picture

    return code_in_picture(picture)


def _read_list(shown: bytes | str, key_of: KeyOf) -> tuple[StatusList, KeyRecord]:
    from resipermit.adapters.signed_lists import open_status_list

    return open_status_list(shown, key_of)


def _read_label(text: str, key_of: KeyOf) -> tuple[LabelClaims, KeyRecord]:
    from resipermit.adapters.card_code import decode_label

    return decode_label(text, key_of)


def _make_key(parts: "Parts", office: str, since: date) -> KeyRecord:
    from resipermit.adapters.signing_keys import make_key

    return make_key(office, since, parts.secrets)


def _fingerprint_sheet(room: KeyRoom, on: date) -> bytes:
    from resipermit.adapters.key_sheet import fingerprint_sheet

    return fingerprint_sheet(room, on)


def _status_sheet(parts: "Parts", listing: StatusList, token: bytes) -> bytes:
    from resipermit.adapters.key_sheet import status_sheet

    with parts.open_unit() as unit:
        authority = read_hall(unit.settings).authority
    return status_sheet(listing, token, authority)


def _settlement_sheet(parts: "Parts", told: SettlementSheet, language: str) -> bytes:
    from resipermit.adapters.settlement_sheet import settlement_sheet
    from resipermit.speech import Speech

    return settlement_sheet(told, Speech(language, parts.words), parts.home.fonts)


def _seal_status_list(listing: StatusList, signer: Signer) -> bytes:
    from resipermit.adapters.signed_lists import seal_status_list

    return seal_status_list(listing, signer)


def _kit_page(contents: KitContents) -> bytes:
    from resipermit.adapters.kit_page import kit_page

    return kit_page(contents)


def _kit_sheet(told: KitSheet) -> bytes:
    from resipermit.adapters.kit_sheet import kit_sheet

    return kit_sheet(told)


def _public_pem(key: KeyRecord) -> str:
    from resipermit.adapters.signing_keys import public_pem

    return public_pem(key)

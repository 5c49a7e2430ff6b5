"""Find a holder by whatever was typed or scanned into the one search field."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from resipermit.domain.actors import Actor, Right
from resipermit.domain.errors import Refused
from resipermit.domain.holder import FoundHolder
from resipermit.domain.identity import CHECKS, check_character, corrections
from resipermit.domain.search_terms import Term, TermKind, read_scan, tell_apart
from resipermit.domain.verdict import VerificationResult
from resipermit.usecases.desk import SearchResult
from resipermit.usecases.ports import OpenUnit, Unit

NO_CARD = ("not_a_permit", "label_alone")  # nobody shows a false card with these
LONGEST_ACCEPTANCE = 9
Verify = Callable[[str], VerificationResult]

# 续期 in speech is 签注: typing the act leads to the right one with a line of explanation
ACT_WORDS = {
    "续期": "typed_endorse",
    "续签": "typed_endorse",
    "签注": "typed_endorse",
    "换领": "typed_exchange",
    "换证": "typed_exchange",
    "补领": "typed_reissue",
    "补证": "typed_reissue",
    "延期": "typed_extension",
}


@dataclass(frozen=True)
class FindHolder:
    """Return who answers to a text; a settled search is noted in the journal by a keyed hash of its term.

    What was *scanned* is a whole number or the code of a card: a code is verified, and one that is not genuine, or
    something else altogether, finds nobody.
    """

    open_unit: OpenUnit
    verify_card: Verify
    hash_term: Callable[[str], str]
    now: Callable[[], datetime]
    limit: int = 50

    def __call__(self, actor: Actor, text: str, *, settled: bool = True, scanned: bool = False) -> SearchResult:
        actor.needs(Right.FIND)
        term = read_scan(text) if scanned else tell_apart(text)
        if term.kind is TermKind.NOTHING:
            return SearchResult(term.kind, (), hint="nothing_typed")
        # before the unit opens: the verdict asks the store in a unit of its own
        card = self.verify_card(term.text) if term.kind is TermKind.QR_TEXT else None
        with self.open_unit() as unit:
            found = self._find(unit, term) if card is None else _scanned(unit, card)
            if settled:
                unit.journal.note(actor, "search", self.now(), self.hash_term(term.text))
                unit.commit()
        return found

    def _find(self, unit: Unit, term: Term) -> SearchResult:
        if term.text in ACT_WORDS:
            return SearchResult(term.kind, (), hint=ACT_WORDS[term.text])
        hits = unit.people.find(term, self.limit + 1) if term.kind is not TermKind.ACCEPTANCE_NUMBER else ()
        if not hits and term.text.isdigit() and len(term.text) <= LONGEST_ACCEPTANCE:
            hits = _accepted(unit, int(term.text))
        more = len(hits) > self.limit
        if term.kind is TermKind.CITIZEN_NUMBER and term.whole and _mistyped(term.text):
            known = unit.people.known_numbers(corrections(term.text))
            return SearchResult(term.kind, hits[: self.limit], more, known, hint="check_digit_wrong")
        return SearchResult(term.kind, hits[: self.limit], more, hint=None if hits else "nobody_found")


def _scanned(unit: Unit, card: VerificationResult) -> SearchResult:
    if not card.genuine or card.claims is None:
        hint = "foreign_code" if card.reason in NO_CARD else "card_not_genuine"
        return SearchResult(TermKind.QR_TEXT, (), hint=hint, card=card)
    hits = unit.people.find(Term(TermKind.PERMIT_NUMBER, card.claims.permit_number, whole=True), 1)
    return SearchResult(TermKind.QR_TEXT, hits, hint=None if hits else "card_of_another_hall", card=card)


def _accepted(unit: Unit, number: int) -> tuple[FoundHolder, ...]:
    """Return whose application was accepted under *number*; nobody when there is none."""
    try:
        person = unit.people.get(unit.applications.get(number).person_id)
    except Refused:
        return ()
    return unit.people.find(Term(TermKind.CITIZEN_NUMBER, person.citizen_number, whole=True), 1)


def _mistyped(number: str) -> bool:
    return number[-1] not in CHECKS or check_character(number[:17]) != number[17]

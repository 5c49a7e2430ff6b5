"""What can be said of a card that somebody shows, from whatever is at hand: the store, a status list, a label.

Two statements are kept apart: whether the office made the card, and whether its permit may be used on the day asked.
Each has its reason, a code of `docs/card-code.md`; the verification page follows the same table.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from resipermit.domain.card import CardClaims
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.claims import seconds
from resipermit.domain.label import LabelClaims
from resipermit.domain.permit import Standing
from resipermit.domain.status_list import CardStatus, StatusList


class CardStanding(StrEnum):
    """Whether the permit behind a card may be used on a day: 使用中, 中止, 已注销, 不知道."""

    IN_USE = "in_use"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, repr=False)
class VerificationResult:
    """Two separate statements on a card: whether the office made it, and whether its permit is in use on `asked_on`.

    `reason` says why it is not genuine, or `other_card` when it is genuine but another permit's than the one expected;
    `standing_reason` says why it stands so; both are codes. `expected` is None when nobody said which permit it should
    be. `claims` is None unless the card is genuine. `cautions` say what the verdict could not lean on.
    """

    asked_on: date
    genuine: bool
    reason: str | None
    standing: CardStanding
    standing_reason: str
    standing_since: date | None = None
    expected: bool | None = None
    kid: bytes | None = None
    claims: CardClaims | None = None
    cautions: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"VerificationResult(genuine={self.genuine}, reason={self.reason!r}, standing={self.standing!s})"

    @property
    def good_today(self) -> bool:
        """Genuine, in use, and not another card than the one expected."""
        return self.genuine and self.standing is CardStanding.IN_USE and self.expected is not False

    def document(self) -> dict[str, Any]:
        """Return the result as plain words; it holds the holder's particulars."""
        return {
            "asked_on": self.asked_on.isoformat(),
            "genuine": self.genuine,
            "reason": self.reason,
            "standing": str(self.standing),
            "standing_reason": self.standing_reason,
            "standing_since": self.standing_since and self.standing_since.isoformat(),
            "expected": self.expected,
            "cautions": list(self.cautions),
            "kid": self.kid and self.kid.hex(),
            "card": None if self.claims is None else _plain(self.claims),
        }


def _plain(claims: CardClaims) -> dict[str, str | int | None]:
    values = ((item, getattr(claims, item)) for item in CardClaims.__slots__)
    return {item: value.isoformat() if isinstance(value, date) else value for item, value in values}


@dataclass(frozen=True, slots=True)
class PermitOnRecord:
    """What the store says of a permit on a day: `since` when it stands so, and the date of its newest card."""

    standing: Standing
    since: date | None = None
    card_issued_on: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class AtHand:
    """What a verifier has besides the card; signatures were checked. The store, when it answers, knows best.

    `refused` names what was given and could not be used: `list_refused`, `label_refused`.
    """

    record: PermitOnRecord | None = None
    status_list: StatusList | None = None
    label: LabelClaims | None = None
    refused: tuple[str, ...] = ()


def not_genuine(on: date, reason: str) -> VerificationResult:
    """Return the verdict on a code that cannot be trusted; nothing is said of what it claims."""
    return VerificationResult(on, False, reason, CardStanding.NOT_KNOWN, "not_genuine")


def judge(
    claims: CardClaims, key: KeyRecord, on: date, at_hand: AtHand | None = None, *, expect: str | None = None
) -> VerificationResult:
    """Return the verdict on a card whose signature by *key* holds; *expect* is the permit number it should have."""
    if reason := key.objection(claims.issuing_division, claims.issued_on):
        return not_genuine(on, reason)
    if claims.issued_on > on:
        return not_genuine(on, "not_yet_valid")
    at_hand = at_hand or AtHand()
    standing, reason, since, cautions = _standing(claims, on, at_hand)
    cautions = (*cautions, *at_hand.refused)
    if key.compromised_on is not None:
        cautions = (*cautions, "key_compromised_later")
    expected = None if expect is None else claims.permit_number == expect.strip().upper()
    return VerificationResult(
        asked_on=on,
        genuine=True,
        reason="other_card" if expected is False else None,
        standing=standing,
        standing_reason=reason,
        standing_since=since,
        expected=expected,
        kid=key.kid,
        claims=claims,
        cautions=cautions,
    )


_Said = tuple[CardStanding, str, date | None, tuple[str, ...]]

_OF_RECORD = {
    Standing.IN_USE: (CardStanding.IN_USE, "in_use"),
    Standing.SUSPENDED: (CardStanding.SUSPENDED, "endorsement_missed"),
    Standing.CANCELLED: (CardStanding.CANCELLED, "permit_cancelled"),
    Standing.REVOKED: (CardStanding.CANCELLED, "permit_revoked"),
}


def _standing(claims: CardClaims, on: date, at_hand: AtHand) -> _Said:
    record = at_hand.record
    if record is not None and record.standing in _OF_RECORD:
        if record.card_issued_on is not None and claims.issued_on < record.card_issued_on:
            return CardStanding.CANCELLED, "card_replaced", record.card_issued_on, ()
        return *_OF_RECORD[record.standing], record.since, ()
    paper = _paper(claims, on, at_hand.label)
    objection, listed = _listed(claims, on, at_hand.status_list)
    if listed is CardStatus.DEAD:
        return CardStanding.CANCELLED, "dead_in_list", None, ()
    if objection is None and at_hand.status_list is not None and at_hand.status_list.bits > 1:
        return _by_list(claims, on, at_hand.status_list, listed, paper)
    return _by_paper(on, at_hand.status_list, objection, paper)


@dataclass(frozen=True, slots=True)
class _Paper:
    """A label, or the code of a card that is printed anew each year: both say until when."""

    kind: str
    signed: float
    until: date


def _paper(claims: CardClaims, on: date, label: LabelClaims | None) -> _Paper | None:
    if label is not None and _belongs(label, claims, on):
        return _Paper("label", label.signed_at.timestamp(), label.due_on)
    if claims.expires_on is not None:
        return _Paper("code", float(seconds(claims.issued_on)), claims.expires_on)
    return None


def _belongs(label: LabelClaims, claims: CardClaims, on: date) -> bool:
    same = (label.permit_number, label.issuing_division) == (claims.permit_number, claims.issuing_division)
    return same and label.signed_on <= on


def _listed(claims: CardClaims, on: date, listing: StatusList | None) -> tuple[str | None, CardStatus | None]:
    """Return why the list cannot be relied on, if so, and what it says; dead is dead however old the list is."""
    if listing is None or listing.office != claims.issuing_division:
        return "no_list", None
    if claims.status_index is None:
        return "no_index", None
    if listing.made_on > on:
        return "list_from_future", None
    status = listing.status(claims.status_index)
    if on >= listing.good_until:
        return "list_too_old", status
    return ("not_in_list" if status is None else None), status


def _by_list(
    claims: CardClaims, on: date, listing: StatusList, listed: CardStatus | None, paper: _Paper | None
) -> _Said:
    if listed is CardStatus.SUSPENDED:
        if paper is None or paper.signed <= listing.made_at.timestamp():
            return CardStanding.SUSPENDED, "suspended_in_list", None, ()
        if on < paper.until:
            return CardStanding.IN_USE, f"{paper.kind}_newer", None, ()
        return CardStanding.SUSPENDED, f"{paper.kind}_expired", paper.until, ()
    if paper is not None and listing.made_on < paper.until <= on:
        return CardStanding.SUSPENDED, f"{paper.kind}_expired", paper.until, ()
    if paper is None and claims.due_on is not None and listing.made_on < claims.due_on <= on:
        return CardStanding.NOT_KNOWN, "list_before_due", None, ()
    return CardStanding.IN_USE, "valid_in_list", None, ()


def _by_paper(on: date, listing: StatusList | None, objection: str | None, paper: _Paper | None) -> _Said:
    """Answer where no list of 2 bits speaks of the card today; one of 1 bit has only said that it is not dead."""
    caution = () if objection is None else (objection,)
    if paper is None:
        return CardStanding.NOT_KNOWN, objection or "endorsement_not_known", None, ()
    if on < paper.until:
        return CardStanding.IN_USE, f"{paper.kind}_in_date", None, caution
    if objection == "list_too_old" and listing is not None and listing.made_on >= paper.until:
        return CardStanding.NOT_KNOWN, "list_too_old", None, ()
    return CardStanding.SUSPENDED, f"{paper.kind}_expired", paper.until, caution

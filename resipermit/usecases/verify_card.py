"""Verify a card that somebody shows: did the office make it, and is its permit in use today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from resipermit.domain.card import CardClaims, CardStanding, VerificationResult
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.permit import Standing


@dataclass(frozen=True, slots=True)
class PermitOnRecord:
    """What the store says of a permit on a day: `since` when it stands so, and the date of its newest card."""

    standing: Standing
    since: date | None = None
    card_issued_on: date | None = None


KeyOf = Callable[[bytes], KeyRecord | None]


class ReadCode(Protocol):
    """Checks the text of a code; raises Refused with the reason why it is not genuine."""

    def __call__(self, text: str, key_of: KeyOf) -> tuple[CardClaims, KeyRecord]: ...


class StandingOf(Protocol):
    """Asks the store; None when it does not know the permit, or there is no store."""

    def __call__(self, permit_number: str, on: date) -> PermitOnRecord | None: ...


def no_record(permit_number: str, on: date) -> PermitOnRecord | None:
    """Answer for a desk that has no store to ask."""
    return None


_STANDINGS = {
    Standing.IN_USE: (CardStanding.IN_USE, "in_use"),
    Standing.SUSPENDED: (CardStanding.SUSPENDED, "endorsement_missed"),
    Standing.CANCELLED: (CardStanding.CANCELLED, "permit_cancelled"),
    Standing.REVOKED: (CardStanding.CANCELLED, "permit_revoked"),
}


@dataclass(frozen=True, slots=True)
class VerifyCard:
    """Says of a card, from the text of its code or a picture of it, whether it is genuine and how its permit stands."""

    read_code: ReadCode
    find_code: Callable[[bytes], str]
    key_of: KeyOf
    standing_of: StandingOf = no_record

    def __call__(self, shown: str | bytes, *, on: date, expect: str | None = None) -> VerificationResult:
        """Return both statements; *expect* is the permit number that the card should have.

        Raises:
            InvalidInput: nothing was given, or the picture cannot be read or holds no code.
        """
        text = self.find_code(shown) if isinstance(shown, bytes) else shown
        if not text.strip():
            raise InvalidInput("code_missing", field="code")
        try:
            claims, key = self.read_code(text, self.key_of)
        except Refused as refusal:
            return VerificationResult(on, False, refusal.code, CardStanding.NOT_KNOWN, "not_genuine")
        standing, reason, since = self._standing(claims, on)
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
        )

    def _standing(self, claims: CardClaims, on: date) -> tuple[CardStanding, str, date | None]:
        if on < claims.issued_on:
            return CardStanding.NOT_KNOWN, "issued_later", None
        record = self.standing_of(claims.permit_number, on)
        if record is None:
            if claims.expires_on is not None and on >= claims.expires_on:
                return CardStanding.SUSPENDED, "code_expired", claims.expires_on
            return CardStanding.NOT_KNOWN, "no_record", None
        if record.card_issued_on is not None and claims.issued_on < record.card_issued_on:
            return CardStanding.CANCELLED, "card_replaced", record.card_issued_on
        standing, reason = _STANDINGS.get(record.standing, (CardStanding.NOT_KNOWN, "no_record"))
        return standing, reason, record.since

"""Verify a card that somebody shows: did the office make it, and is its permit in use today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from resipermit.domain.card import CardClaims
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.label import LabelClaims
from resipermit.domain.status_list import StatusList
from resipermit.domain.verdict import AtHand, PermitOnRecord, VerificationResult, judge, not_genuine

KeyOf = Callable[[bytes], KeyRecord | None]


class ReadCode(Protocol):
    """Checks the text of a code; raises Refused with the reason why it is not genuine."""

    def __call__(self, text: str, key_of: KeyOf) -> tuple[CardClaims, KeyRecord]: ...


class StandingOf(Protocol):
    """Asks the store; None when it does not know the permit, or there is no store."""

    def __call__(self, permit_number: str, on: date) -> PermitOnRecord | None: ...


class ReadList(Protocol):
    """Checks a status list, a file or the text of a printed code; raises Refused."""

    def __call__(self, shown: bytes | str, key_of: KeyOf) -> tuple[StatusList, KeyRecord]: ...


class ReadLabel(Protocol):
    """Checks the text of a label; raises Refused."""

    def __call__(self, text: str, key_of: KeyOf) -> tuple[LabelClaims, KeyRecord]: ...


def no_record(permit_number: str, on: date) -> PermitOnRecord | None:
    """Answer for a desk that has no store to ask."""
    return None


@dataclass(frozen=True, slots=True)
class VerifyCard:
    """Says of a card, from the text of its code or a picture of it, whether it is genuine and how its permit stands."""

    read_code: ReadCode
    find_code: Callable[[bytes], str]
    key_of: KeyOf
    standing_of: StandingOf = no_record
    read_list: ReadList | None = None
    read_label: ReadLabel | None = None

    def __call__(
        self,
        shown: str | bytes,
        *,
        on: date,
        expect: str | None = None,
        status_list: bytes | str | None = None,
        label: str | bytes | None = None,
    ) -> VerificationResult:
        """Return both statements; *expect* is the permit number that the card should have.

        A status list or label that is refused is left out, and the verdict says so among its cautions.

        Raises:
            InvalidInput: nothing was given, or the picture cannot be read or holds no code.
        """
        text = self.find_code(shown) if isinstance(shown, bytes) else shown
        if not text.strip():
            raise InvalidInput("code_missing", field="code")
        try:
            claims, key = self.read_code(text, self.key_of)
        except Refused as refusal:
            return not_genuine(on, refusal.code)
        record = self.standing_of(claims.permit_number, on)
        return judge(claims, key, on, self._at_hand(record, status_list, label), expect=expect)

    def _at_hand(self, record: PermitOnRecord | None, shown: bytes | str | None, label: str | bytes | None) -> AtHand:
        listing, good_label, refused = None, None, []
        if shown is not None and self.read_list is not None:
            try:
                listing, _ = self.read_list(shown, self.key_of)
            except Refused:
                refused.append("list_refused")
        if label is not None and self.read_label is not None:
            try:
                text = self.find_code(label) if isinstance(label, bytes) else label
                good_label, _ = self.read_label(text, self.key_of)
            except Refused:
                refused.append("label_refused")
        return AtHand(record, listing, good_label, tuple(refused))

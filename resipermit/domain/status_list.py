"""The status list of one issuing office: for each card that it made, whether the card's permit is dead or suspended.

The form is that of the IETF Token Status List as a CWT. A card carries its place on the list (`index`), given when the
card is made and never given again. A list of 1 bit names dead cards only, so that a county fits on one printed code;
a list of 2 bits also tells suspension apart.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from resipermit.domain.claims import DIVISION_FORM, EXPIRES, ISSUED, ISSUER, SUBJECT, Claims, office_day, seconds
from resipermit.domain.errors import InvalidInput

STATUS_CLAIM, LIST_CLAIM = 65535, 65533  # registered early for draft-ietf-oauth-status-list; here alone if they change
MOST_CARDS = 8_000_000
_REFERENCE, _INDEX, _URI, _BITS, _LIST = "status_list", "idx", "uri", "bits", "lst"


class CardStatus(IntEnum):
    """What a list says of a card; the numbers are those of the IETF draft."""

    VALID = 0
    DEAD = 1
    SUSPENDED = 2


def list_name(office: str) -> str:
    """Return the name under which the cards of an office point to its list."""
    return f"jzz:{office}"


def reference_to(office: str, index: int) -> dict[str, Any]:
    """Return the claim by which a card says where on its office's list it stands."""
    return {_REFERENCE: {_INDEX: index, _URI: list_name(office)}}


def read_reference(claim: Any, office: str) -> int:
    """Return the card's place on the list of its own office; raises InvalidInput."""
    outer = Claims(claim, "65535", needed={_REFERENCE})
    inner = Claims(outer.values[_REFERENCE], "65535.status_list", needed={_INDEX, _URI})
    if inner.text(_URI) != list_name(office):
        raise inner.wrong(_URI)
    return inner.number(_INDEX, MOST_CARDS - 1)


@dataclass(frozen=True, slots=True, repr=False)
class StatusList:
    """One signed list: made at an instant (UTC), good up to, not including, `good_until`.

    `packed` holds `bits` (1 or 2) for each card, the first card in the lowest bits of the first byte.
    """

    office: str
    made_at: datetime
    good_until: date
    bits: int
    packed: bytes

    def __repr__(self) -> str:
        return f"StatusList(office={self.office!r}, made_at={self.made_at!s}, bits={self.bits})"

    @property
    def made_on(self) -> date:
        """The day at the office."""
        return office_day(self.made_at)

    @property
    def room(self) -> int:
        """How many cards it speaks of; up to seven at its end are padding and valid."""
        return len(self.packed) * 8 // self.bits

    def status(self, index: int) -> CardStatus | None:
        """Return what it says of the card with this index; None when the card is newer than the list.

        A number that the draft leaves to applications (3) is taken as dead: nobody vouches for such a card.
        """
        if not 0 <= index < self.room:
            return None
        place = index * self.bits
        number = self.packed[place // 8] >> place % 8 & (1 << self.bits) - 1
        return CardStatus.DEAD if number > CardStatus.SUSPENDED else CardStatus(number)

    def tokens(self) -> dict[int, Any]:
        """Return the list as a claims set; the same list gives the same bytes with the same zlib."""
        return {
            ISSUER: self.office,
            SUBJECT: list_name(self.office),
            EXPIRES: seconds(self.good_until),
            ISSUED: seconds(self.made_at),
            LIST_CLAIM: {_BITS: self.bits, _LIST: zlib.compress(self.packed, 9)},
        }


def pack_list(
    office: str, made_at: datetime, good_until: date, statuses: Iterable[CardStatus], *, bits: int = 2
) -> StatusList:
    """Return the list of these statuses, the card with index 0 first; with 1 bit the suspended count as valid."""
    packed = bytearray()
    for index, status in enumerate(statuses):
        place = index * bits
        if place % 8 == 0:
            packed.append(0)
        if status is CardStatus.DEAD or bits > 1:
            packed[-1] |= status << place % 8
    return StatusList(office, made_at.replace(microsecond=0), good_until, bits, bytes(packed))


def read_status_list(tokens: Any) -> StatusList:
    """Return what a claims set says; the signature is checked elsewhere. Raises InvalidInput, see `Claims`."""
    top = Claims(tokens, "claims", needed={ISSUER, SUBJECT, EXPIRES, ISSUED, LIST_CLAIM})
    inner = Claims(top.values[LIST_CLAIM], str(LIST_CLAIM), needed={_BITS, _LIST})
    office = top.text(ISSUER, DIVISION_FORM)
    if top.text(SUBJECT) != list_name(office):
        raise top.wrong(SUBJECT)
    bits = inner.one_of(_BITS, {1: 1, 2: 2})
    packed = _inflated(inner.bytes(_LIST), MOST_CARDS * bits // 8)
    return StatusList(office, top.instant(ISSUED), top.day(EXPIRES), bits, packed)


def _inflated(compressed: bytes, most: int) -> bytes:
    """Return the content of one whole zlib stream; one that would grow beyond *most* bytes is refused unread."""
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(compressed, most + 1)
    except zlib.error as error:
        raise InvalidInput("malformed", field=f"{LIST_CLAIM}.{_LIST}") from error
    if len(content) > most or not stream.eof or stream.unused_data:
        raise InvalidInput("malformed", field=f"{LIST_CLAIM}.{_LIST}")
    return content

"""The texts of the QR codes on card and label: claims signed by the office, as a CWT in COSE_Sign1 with claim 169.

Writing: claims -> CBOR -> Ed25519 signature -> zlib, not compressed -> base45. Reading accepts only what writing could
have made, so one card has one text and one changed character is always refused; nothing is ever inflated.
"""

import zlib
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import base45

from resipermit.adapters.cose import KeyOf, seal, unseal
from resipermit.domain.card import CardClaims, read_claims
from resipermit.domain.card_keys import KeyRecord, Signer
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.label import LABEL_STATUS, LabelClaims, read_label

ALPHABET = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
LONGEST_TEXT = 4296  # the most that any QR code holds
_ZLIB_HEAD = b"\x78\x01\x01"  # deflate, and one last block, stored as it is

Read = TypeVar("Read")


def encode(claims: CardClaims, signer: Signer) -> str:
    """Return the text of the code for *claims*, signed; the same claims and key give the same text.

    Raises:
        Refused: `key_retired` and the other reasons for which the key may not sign this card.
    """
    _check_key(signer.key, claims.issuing_division, claims.issued_on)
    return as_text(seal(claims.tokens(), signer))


def label_code(label: LabelClaims, signer: Signer) -> str:
    """Return the text of the code for a label, signed; raises Refused as `encode`."""
    _check_key(signer.key, label.issuing_division, label.signed_on)
    return as_text(seal(label.tokens(), signer))


def decode(text: str, key_of: KeyOf) -> tuple[CardClaims, KeyRecord]:
    """Return what a genuine code says and the key that signed it.

    Raises:
        Refused: with the reason why it is not genuine: `not_a_permit`, `truncated`, `malformed`, `wrong_algorithm`,
            `unknown_key`, `bad_signature`, `newer_than_program`, `label_alone`, or an objection to the key.
    """
    tokens, key = unseal(as_token(text), key_of)
    if is_label(tokens):
        raise Refused("label_alone")
    claims = claims_from(read_claims, tokens)
    _check_key(key, claims.issuing_division, claims.issued_on)
    return claims, key


def decode_label(text: str, key_of: KeyOf) -> tuple[LabelClaims, KeyRecord]:
    """Return what a genuine label says and the key that signed it; raises Refused as `decode`."""
    tokens, key = unseal(as_token(text), key_of)
    if not is_label(tokens):
        raise Refused("not_a_label")
    label = claims_from(read_label, tokens)
    _check_key(key, label.issuing_division, label.signed_on)
    return label, key


def is_label(tokens: Any) -> bool:
    """Tell a label from a card by the legal status in claim 169."""
    identity = tokens.get(169) if isinstance(tokens, dict) else None
    return isinstance(identity, dict) and identity.get(22) == LABEL_STATUS


def claims_from(read: Callable[[Any], Read], tokens: Any) -> Read:
    """Return what *read* makes of a signed claims set; what it cannot read is refused, not the caller's bad input."""
    try:
        return read(tokens)
    except InvalidInput as error:
        raise Refused(error.code, claim=error.field) from error


def _check_key(key: KeyRecord, office: str, day: date) -> None:
    if reason := key.objection(office, day):
        raise Refused(reason, kid=key.kid.hex())


def as_text(token: bytes) -> str:
    """Return the text of a signed document, for a QR code in alphanumeric mode."""
    return _text(_wrapped(token))


def _text(packed: bytes) -> str:
    return str(base45.b45encode(packed), "ascii")


def _wrapped(token: bytes) -> bytes:
    """Return *token* as a zlib stream of one stored block: what any inflater reads, and the same bytes everywhere."""
    size = len(token)
    return _ZLIB_HEAD + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + token + _checksum(token)


def _checksum(token: bytes) -> bytes:
    return zlib.adler32(token).to_bytes(4)


def as_token(text: str) -> bytes:
    """Return the signed document inside a text; every other text for the same document is refused.

    Raises:
        Refused: `not_a_permit`, `truncated` or `malformed`.
    """
    text = text.strip("\r\n\t")  # as a wedge scanner ends it
    if not len(_ZLIB_HEAD) < len(text) <= LONGEST_TEXT or not ALPHABET.issuperset(text):
        raise Refused("not_a_permit")
    if not text.startswith(_text(_ZLIB_HEAD[:2])):
        raise Refused("not_a_permit")
    if len(text) % 3 == 1:
        raise Refused("truncated")
    try:
        packed: bytes = base45.b45decode(text)
    except ValueError as error:
        raise Refused("malformed") from error
    token = packed[7:-4]
    size = int.from_bytes(packed[3:5], "little")
    if size > len(token) and size ^ 0xFFFF == int.from_bytes(packed[5:7], "little"):
        raise Refused("truncated")
    if packed != _wrapped(token) or _text(packed) != text:
        raise Refused("malformed")
    return token

"""The text of the QR code on a card: claims signed by the office, as a CWT in COSE_Sign1 with claim 169.

Writing: claims -> CBOR -> Ed25519 signature -> zlib, not compressed -> base45. Reading accepts only what writing could
have made, so one card has one text and one changed character is always refused; nothing is ever inflated.
"""

import zlib
from collections.abc import Callable
from typing import Any

import base45
import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from resipermit.domain.card import CardClaims, read_claims
from resipermit.domain.card_keys import ED25519, KeyRecord, Signer, kid_of
from resipermit.domain.errors import InvalidInput, Refused

ALPHABET = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
LONGEST_TEXT = 4296  # the most that any QR code holds
COSE_ALGORITHMS = {ED25519: -8}
_SIGN1_TAG = b"\xd2"  # COSE tag 18; CWT tag 61 around it is refused by public verifiers
_ZLIB_HEAD = b"\x78\x01\x01"  # deflate, and one last block, stored as it is
_ALGORITHM, _KID = 1, 4
_DEEPEST = 3

KeyOf = Callable[[bytes], KeyRecord | None]


def encode(claims: CardClaims, signer: Signer) -> str:
    """Return the text of the code for *claims*, signed; the same claims and key give the same text.

    Raises:
        Refused: `key_retired` and the other reasons for which the key may not sign this card.
    """
    if reason := signer.key.objection(claims.issuing_division, claims.issued_on):
        raise Refused(reason, kid=signer.key.kid.hex())
    protected = _packed({_ALGORITHM: COSE_ALGORITHMS[signer.key.algorithm], _KID: signer.key.kid})
    payload = _packed(claims.tokens())
    signature = signer.sign(_to_be_signed(protected, payload))
    token = _SIGN1_TAG + _packed([protected, {}, payload, signature])
    return _text(_wrapped(token))


def decode(text: str, key_of: KeyOf) -> tuple[CardClaims, KeyRecord]:
    """Return what a genuine code says and the key that signed it.

    Raises:
        Refused: with the reason why it is not genuine: `not_a_card_code`, `code_truncated`, `code_altered`,
            `code_malformed`, `wrong_algorithm`, `unknown_key`, `signature_wrong`, `code_claim_invalid`,
            `code_newer_than_program`, or an objection to the key.
    """
    protected, payload, signature = _opened(_unpacked(text.strip("\r\n\t")))
    kid = _kid(protected)
    key = key_of(kid)
    if key is None or kid_of(key.public_key) != kid or key.algorithm != ED25519:
        raise Refused("unknown_key", kid=kid.hex())
    try:
        Ed25519PublicKey.from_public_bytes(key.public_key).verify(signature, _to_be_signed(protected, payload))
    except (InvalidSignature, ValueError) as error:
        raise Refused("signature_wrong", kid=kid.hex()) from error
    try:
        claims = read_claims(_plain(payload))
    except InvalidInput as error:
        raise Refused(error.code, claim=error.field) from error
    if reason := key.objection(claims.issuing_division, claims.issued_on):
        raise Refused(reason, kid=kid.hex())
    return claims, key


def _packed(value: Any) -> bytes:
    packed: bytes = cbor2.dumps(value, canonical=True)
    return packed


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return _packed(["Signature1", protected, b"", payload])


def _text(packed: bytes) -> str:
    return str(base45.b45encode(packed), "ascii")


def _wrapped(token: bytes) -> bytes:
    """Return *token* as a zlib stream of one stored block: what any inflater reads, and the same bytes everywhere."""
    size = len(token)
    return _ZLIB_HEAD + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + token + _checksum(token)


def _checksum(token: bytes) -> bytes:
    return zlib.adler32(token).to_bytes(4)


def _unpacked(text: str) -> bytes:
    """Return the token inside the text; every other text for the same token is refused."""
    if not len(_ZLIB_HEAD) < len(text) <= LONGEST_TEXT or not ALPHABET.issuperset(text):
        raise Refused("not_a_card_code")
    if not text.startswith(_text(_ZLIB_HEAD[:2])):
        raise Refused("not_a_card_code")
    if len(text) % 3 == 1:
        raise Refused("code_truncated")
    try:
        packed: bytes = base45.b45decode(text)
    except ValueError as error:
        raise Refused("code_altered") from error
    token = packed[7:-4]
    size = int.from_bytes(packed[3:5], "little")
    if size > len(token) and size ^ 0xFFFF == int.from_bytes(packed[5:7], "little"):
        raise Refused("code_truncated")
    if packed != _wrapped(token) or _text(packed) != text:
        raise Refused("code_altered")
    return token


def _opened(token: bytes) -> tuple[bytes, bytes, bytes]:
    if not token.startswith(_SIGN1_TAG):
        raise Refused("code_malformed")
    parts = _plain(token[1:])
    if not isinstance(parts, list) or len(parts) != 4:
        raise Refused("code_malformed")
    protected, unprotected, payload, signature = parts
    if unprotected != {} or not all(isinstance(part, bytes) for part in (protected, payload, signature)):
        raise Refused("code_malformed")
    return protected, payload, signature


def _kid(protected: bytes) -> bytes:
    header = _plain(protected)
    if not isinstance(header, dict) or header.keys() != {_ALGORITHM, _KID}:
        raise Refused("wrong_algorithm" if isinstance(header, dict) and _ALGORITHM not in header else "code_malformed")
    if header[_ALGORITHM] not in COSE_ALGORITHMS.values() or isinstance(header[_ALGORITHM], bool):
        raise Refused("wrong_algorithm")
    kid = header[_KID]
    if not isinstance(kid, bytes) or len(kid) != 8:
        raise Refused("unknown_key")
    return kid


def _plain(packed: bytes) -> Any:
    """Return the one value in *packed*: numbers, texts, bytes, arrays and maps in their only canonical form."""
    _check_shape(packed)
    try:
        value = cbor2.loads(packed)
        if _packed(value) != packed:  # also catches a key given twice
            raise Refused("code_malformed")
    except (cbor2.CBORError, ValueError, TypeError, OverflowError) as error:
        raise Refused("code_malformed") from error
    return value


def _check_shape(packed: bytes) -> None:
    """Refuse tags, floats, endless items and deep nesting before the library sees them; no recursion."""
    at, open_items = 0, [1]
    while open_items:
        if not open_items[-1]:
            open_items.pop()
            continue
        open_items[-1] -= 1
        kind, size, at = _head(packed, at)
        if kind in (2, 3):
            at += size
        elif kind in (4, 5):
            if len(open_items) > _DEEPEST:
                raise Refused("code_malformed")
            open_items.append(size * (kind - 3))
        elif kind > 5:
            raise Refused("code_malformed")
    if at != len(packed):
        raise Refused("code_malformed")


def _head(packed: bytes, at: int) -> tuple[int, int, int]:
    """Return the kind of the CBOR item at *at*, its number, and where its content starts."""
    if at >= len(packed):
        raise Refused("code_malformed")
    kind, short = divmod(packed[at], 32)
    if short < 24:
        return kind, short, at + 1
    width = {24: 1, 25: 2, 26: 4, 27: 8}.get(short, 0)
    if not width or at + 1 + width > len(packed):
        raise Refused("code_malformed")
    return kind, int.from_bytes(packed[at + 1 : at + 1 + width]), at + 1 + width

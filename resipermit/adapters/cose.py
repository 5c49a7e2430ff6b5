"""Signed documents: a claims set as a CWT in COSE_Sign1, read only in the one form in which it is written.

Only numbers, texts, bytes, arrays and maps are let through, nested little, in canonical CBOR; tags, floats, endless
items, keys given twice and headers outside the signature are refused before a library sees them.
"""

from collections.abc import Callable
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from resipermit.domain.card_keys import ED25519, KeyRecord, Signer, kid_of
from resipermit.domain.errors import Refused

KeyOf = Callable[[bytes], KeyRecord | None]

COSE_ALGORITHMS = {ED25519: -8}
_SIGN1_TAG = b"\xd2"  # COSE tag 18; CWT tag 61 around it is refused by public verifiers
_ALGORITHM, _KID, _TYPE = 1, 4, 16
_DEEPEST = 3


def seal(tokens: dict[int, Any], signer: Signer, kind: str | None = None) -> bytes:
    """Return *tokens* signed; *kind* is the media type in the header (RFC 9596). Equal input gives equal bytes."""
    header: dict[int, Any] = {_ALGORITHM: COSE_ALGORITHMS[signer.key.algorithm], _KID: signer.key.kid}
    if kind is not None:
        header[_TYPE] = kind
    protected, payload = _packed(header), _packed(tokens)
    signature = signer.sign(_to_be_signed(protected, payload))
    return _SIGN1_TAG + _packed([protected, {}, payload, signature])


def unseal(token: bytes, key_of: KeyOf, kind: str | None = None) -> tuple[Any, KeyRecord]:
    """Return what a signed document of that kind says, and the key that signed it.

    Raises:
        Refused: `malformed`, `wrong_algorithm`, `wrong_kind`, `unknown_key` or `bad_signature`.
    """
    protected, payload, signature = _opened(token)
    kid = _kid(protected, kind)
    key = key_of(kid)
    if key is None or kid_of(key.public_key) != kid or key.algorithm != ED25519:
        raise Refused("unknown_key", kid=kid.hex())
    try:
        Ed25519PublicKey.from_public_bytes(key.public_key).verify(signature, _to_be_signed(protected, payload))
    except (InvalidSignature, ValueError) as error:
        raise Refused("bad_signature", kid=kid.hex()) from error
    return _plain(payload), key


def _packed(value: Any) -> bytes:
    packed: bytes = cbor2.dumps(value, canonical=True)
    return packed


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return _packed(["Signature1", protected, b"", payload])


def _opened(token: bytes) -> tuple[bytes, bytes, bytes]:
    if not token.startswith(_SIGN1_TAG):
        raise Refused("malformed")
    parts = _plain(token[1:])
    if not isinstance(parts, list) or len(parts) != 4:
        raise Refused("malformed")
    protected, unprotected, payload, signature = parts
    if unprotected != {} or not all(isinstance(part, bytes) for part in (protected, payload, signature)):
        raise Refused("malformed")
    return protected, payload, signature


def _kid(protected: bytes, kind: str | None) -> bytes:
    header = _plain(protected)
    if not isinstance(header, dict):
        raise Refused("malformed")
    algorithm = header.get(_ALGORITHM)
    if isinstance(algorithm, bool) or algorithm not in COSE_ALGORITHMS.values():
        raise Refused("wrong_algorithm")
    if header.keys() - {_ALGORITHM, _KID, _TYPE} or _KID not in header:
        raise Refused("malformed")
    if header.get(_TYPE) != kind:
        raise Refused("wrong_kind")
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
            raise Refused("malformed")
    except (cbor2.CBORError, ValueError, TypeError, OverflowError) as error:
        raise Refused("malformed") from error
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
                raise Refused("malformed")
            open_items.append(size * (kind - 3))
        elif kind > 5:
            raise Refused("malformed")
    if at != len(packed):
        raise Refused("malformed")


def _head(packed: bytes, at: int) -> tuple[int, int, int]:
    """Return the kind of the CBOR item at *at*, its number, and where its content starts."""
    if at >= len(packed):
        raise Refused("malformed")
    kind, short = divmod(packed[at], 32)
    if short < 24:
        return kind, short, at + 1
    width = {24: 1, 25: 2, 26: 4, 27: 8}.get(short, 0)
    if not width or at + 1 + width > len(packed):
        raise Refused("malformed")
    return kind, int.from_bytes(packed[at + 1 : at + 1 + width]), at + 1 + width

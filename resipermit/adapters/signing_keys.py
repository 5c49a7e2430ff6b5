"""The keys with which a desk signs cards: made here, their private half kept in the desk's own secret store."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from resipermit.domain.card_keys import KeyRecord, kid_of
from resipermit.domain.errors import Refused
from resipermit.usecases.ports import Secrets


@dataclass(frozen=True, slots=True)
class Ed25519Signer:
    """Signs with a private key that never shows itself."""

    key: KeyRecord
    _private: Ed25519PrivateKey = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature; the same message gives the same bytes."""
        return self._private.sign(message)


def signer_from_seed(seed: bytes, office: str, since: date) -> Ed25519Signer:
    """Return the signer whose private key is these 32 bytes."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    return Ed25519Signer(KeyRecord(kid_of(public), public, office, since), private)


def make_key(office: str, since: date, secrets: Secrets) -> KeyRecord:
    """Make a key for *office* (a division code), keep its private half in *secrets*, return the public record."""
    seed = Ed25519PrivateKey.generate().private_bytes_raw()
    record = signer_from_seed(seed, office, since).key
    secrets.set(_secret_name(record), b64encode(seed).decode("ascii"))
    return record


def signer_for(record: KeyRecord, secrets: Secrets, on: date) -> Ed25519Signer:
    """Return the signer of a key of this desk.

    Raises:
        Refused: `key_retired` and the like when it may not sign on that day; `signing_key_missing` when this desk does
            not hold its private half, `signing_key_damaged` when what it holds is another one.
    """
    if reason := record.objection(record.office, on):
        raise Refused(reason, kid=record.kid.hex())
    kept = secrets.get(_secret_name(record))
    if kept is None:
        raise Refused("signing_key_missing", kid=record.kid.hex())
    try:
        private = Ed25519PrivateKey.from_private_bytes(b64decode(kept, validate=True))
    except ValueError as error:
        raise Refused("signing_key_damaged", kid=record.kid.hex()) from error
    if private.public_key().public_bytes_raw() != record.public_key:
        raise Refused("signing_key_damaged", kid=record.kid.hex())
    return Ed25519Signer(record, private)


def held_here(record: KeyRecord, secrets: Secrets) -> bool:
    """Say whether this desk holds the private half."""
    return secrets.get(_secret_name(record)) is not None


def public_pem(record: KeyRecord) -> str:
    """Return the public key as PEM, for the file `<kid>.pem` that verifiers take."""
    key = Ed25519PublicKey.from_public_bytes(record.public_key)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def _secret_name(record: KeyRecord) -> str:
    return f"card-key:{record.kid.hex()}"

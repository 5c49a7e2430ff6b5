"""A key with which an office signs its cards: whose it is, when it was used, and whether its signatures still count."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Protocol

from resipermit.domain.errors import InvalidInput

ED25519 = "Ed25519"


class Signer(Protocol):
    """What puts an office's signature on a card."""

    @property
    def key(self) -> "KeyRecord":
        """The public side of the key."""

    def sign(self, message: bytes) -> bytes:
        """Return the signature of *message*."""


class Signable(Protocol):
    """What a key is chosen for: a card or a label."""

    @property
    def issuing_division(self) -> str: ...
    @property
    def issued_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """The public side of a signing key; `kid` is its short name, as `kid_of` makes it.

    What it signs is dated from `since` up to, not including, `retired_on`. What is dated on or after `compromised_on`
    does not count. What is dated before does, with a caution: a thief can choose the date, so that office replaces it.
    """

    kid: bytes
    public_key: bytes
    office: str
    since: date
    retired_on: date | None = None
    compromised_on: date | None = None
    algorithm: str = ED25519

    def objection(self, issuing_division: str, issued_on: date) -> str | None:
        """Return the code of the reason why what is so dated cannot rest on this key, or None."""
        if self.compromised_on is not None and issued_on >= self.compromised_on:
            return "compromised_key"
        if issuing_division != self.office:
            return "key_of_another_office"
        if issued_on < self.since:
            return "key_not_yet_in_use"
        if self.retired_on is not None and issued_on >= self.retired_on:
            return "key_retired"
        return None

    def may_sign_on(self, day: date) -> bool:
        """Say whether the office may use it on *day*."""
        return self.objection(self.office, day) is None

    def document(self) -> dict[str, str | None]:
        """Return the record as plain words, for a key list."""
        return {
            "kid": self.kid.hex(),
            "algorithm": self.algorithm,
            "public_key": self.public_key.hex(),
            "office": self.office,
            "from": self.since.isoformat(),
            "retired_on": None if self.retired_on is None else self.retired_on.isoformat(),
            "compromised_on": None if self.compromised_on is None else self.compromised_on.isoformat(),
        }


def kid_of(public_key: bytes) -> bytes:
    """Return the short name of a key: the first 8 bytes of SHA-256 of the 32 bytes of the public key."""
    return sha256(public_key).digest()[:8]


def read_key(document: Any) -> KeyRecord:
    """Return the record that `KeyRecord.document` wrote.

    Raises:
        InvalidInput: `key_record_unreadable`, with the field.
    """
    if not isinstance(document, dict):
        raise InvalidInput("key_record_unreadable", field="key")

    def taken(field: str, read: Any) -> Any:
        try:
            return read(document[field])
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidInput("key_record_unreadable", field=f"key.{field}") from error

    def day_or_none(text: str | None) -> date | None:
        return None if text is None else date.fromisoformat(text)

    return KeyRecord(
        kid=taken("kid", bytes.fromhex),
        public_key=taken("public_key", bytes.fromhex),
        office=taken("office", str),
        since=taken("from", date.fromisoformat),
        retired_on=taken("retired_on", day_or_none),
        compromised_on=taken("compromised_on", day_or_none),
        algorithm=taken("algorithm", str),
    )

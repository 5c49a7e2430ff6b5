"""The list of the keys with which offices sign, itself signed by the root key, which is kept away from every desk.

`sequence` rises with every list: whoever has seen a later one refuses an earlier one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from resipermit.domain.card_keys import ED25519, KeyRecord, kid_of
from resipermit.domain.claims import DIVISION_FORM, ISSUED, ISSUER, Claims, seconds
from resipermit.domain.errors import Refused

ROOT_NAME = "jzz:root"
SEQUENCE, KEYS = -70001, -70002  # CWT claims below -65536 are for private use
MOST_KEYS, MOST_SEQUENCE = 10_000, 2**31 - 1
COSE_NUMBERS = {ED25519: (1, 6, -8)}  # key type OKP, curve, algorithm
_TYPE, _KID, _ALGORITHM, _CURVE, _PUBLIC = 1, 2, 3, -1, -2
_OFFICE, _SINCE, _RETIRED, _COMPROMISED = "office", "from", "retired_on", "compromised_on"


@dataclass(frozen=True, slots=True)
class KeyList:
    """The keys as they stand at an instant (UTC)."""

    sequence: int
    made_at: datetime
    keys: tuple[KeyRecord, ...]

    def key_of(self, kid: bytes) -> KeyRecord | None:
        """Return the key of that short name."""
        return next((key for key in self.keys if key.kid == kid), None)

    def not_before(self, seen: int) -> "KeyList":
        """Return the list; raises Refused("key_list_older") when a later one, *seen*, is known."""
        if self.sequence < seen:
            raise Refused("key_list_older", sequence=self.sequence, seen=seen)
        return self

    def tokens(self) -> dict[int, Any]:
        """Return the list as a claims set whose keys are COSE keys with four more entries."""
        return {
            ISSUER: ROOT_NAME,
            ISSUED: seconds(self.made_at),
            SEQUENCE: self.sequence,
            KEYS: [_cose_key(key) for key in self.keys],
        }


def read_key_list(tokens: Any) -> KeyList:
    """Return what a claims set says; the signature is checked elsewhere. Raises InvalidInput, see `Claims`."""
    top = Claims(tokens, "claims", needed={ISSUER, ISSUED, SEQUENCE, KEYS})
    top.one_of(ISSUER, {ROOT_NAME: True})
    keys = tuple(map(_read_key, top.list(KEYS, MOST_KEYS)))
    if len({key.kid for key in keys}) != len(keys):
        raise top.wrong(KEYS)
    return KeyList(top.number(SEQUENCE, MOST_SEQUENCE), top.instant(ISSUED), keys)


def fingerprint(public_key: bytes) -> str:
    """Return the SHA-256 of a public key as sixteen groups of four hex digits, to be compared by eye."""
    digits = sha256(public_key).hexdigest()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _cose_key(key: KeyRecord) -> dict[int | str, Any]:
    kind, curve, algorithm = COSE_NUMBERS[key.algorithm]
    entry: dict[int | str, Any] = {
        _TYPE: kind,
        _KID: key.kid,
        _ALGORITHM: algorithm,
        _CURVE: curve,
        _PUBLIC: key.public_key,
        _OFFICE: key.office,
        _SINCE: f"{key.since:%Y%m%d}",
    }
    for name, day in ((_RETIRED, key.retired_on), (_COMPROMISED, key.compromised_on)):
        if day is not None:
            entry[name] = f"{day:%Y%m%d}"
    return entry


def _read_key(entry: Mapping[Any, Any]) -> KeyRecord:
    needed = {_TYPE, _KID, _ALGORITHM, _CURVE, _PUBLIC, _OFFICE, _SINCE}
    claims = Claims(entry, "key", needed=needed, optional={_RETIRED, _COMPROMISED})
    for at, number in zip((_TYPE, _CURVE, _ALGORITHM), COSE_NUMBERS[ED25519], strict=True):
        claims.one_of(at, {number: True})
    public_key = claims.bytes(_PUBLIC, 32)
    if claims.bytes(_KID, 8) != kid_of(public_key):
        raise claims.wrong(_KID)

    def day_or_none(name: str) -> date | None:
        return claims.written_day(name) if name in claims else None

    return KeyRecord(
        kid=kid_of(public_key),
        public_key=public_key,
        office=claims.text(_OFFICE, DIVISION_FORM),
        since=claims.written_day(_SINCE),
        retired_on=day_or_none(_RETIRED),
        compromised_on=day_or_none(_COMPROMISED),
    )

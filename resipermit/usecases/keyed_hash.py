"""What stands in the journal for a search: a keyed hash, so that the same term is recognised and none is readable."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from resipermit.usecases.ports import Secrets

_NAME = "journal-key"


@dataclass(frozen=True)
class KeyedHash:
    """Return the first 16 hex digits of HMAC-SHA-256 of a text under the desk's own key."""

    kept: Secrets

    def __call__(self, text: str) -> str:
        key = self.kept.get(_NAME)
        if key is None:
            key = secrets.token_hex(32)
            self.kept.set(_NAME, key)
        return hmac.new(bytes.fromhex(key), text.encode("utf-8"), hashlib.sha256).hexdigest()[:16]

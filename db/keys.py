"""The key of a store: how one is made, and its fingerprint, by which a wrong key is told from a damaged file.

The fingerprint lies beside the store in plain text. It is the beginning of a keyed hash of a constant, so that nothing
of a key of 256 random bits can be learned from it.
"""

import hashlib
import hmac
import re
import secrets
from pathlib import Path

from resipermit.domain.errors import StoreUnavailable
from resipermit.private_files import write_private

_PURPOSE = b"resipermit store key fingerprint"


def new_key() -> str:
    """Return 256 random bits as 64 hex digits."""
    return secrets.token_hex(32)


def fingerprint_of(key_hex: str) -> str:
    """Return 16 hex digits that name the key; raises StoreUnavailable("store_key_malformed")."""
    if not re.fullmatch(r"[0-9a-f]{64}", key_hex):
        raise StoreUnavailable("store_key_malformed")
    return hmac.new(bytes.fromhex(key_hex), _PURPOSE, hashlib.sha256).hexdigest()[:16]


def fingerprint_path(store: Path) -> Path:
    """Return where the fingerprint of the store's key lies."""
    return store.with_suffix(".fingerprint")


def kept_fingerprint(store: Path) -> str | None:
    """Return the fingerprint beside *store*; None when it is missing or unreadable."""
    try:
        kept = fingerprint_path(store).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return kept if re.fullmatch(r"[0-9a-f]{16}", kept) else None


def keep_fingerprint(store: Path, key_hex: str) -> None:
    """Lay the fingerprint of the key beside *store*."""
    write_private(fingerprint_path(store), fingerprint_of(key_hex).encode("ascii") + b"\n")


def key_name(fingerprint: str) -> str:
    """Return the name under which the secret store keeps the key; each store has its own."""
    return f"store-key:{fingerprint}"


def place_name(store: Path) -> str:
    """Return the name under which the secret store remembers the fingerprint of the store at this place."""
    return f"store-at:{store.resolve()}"

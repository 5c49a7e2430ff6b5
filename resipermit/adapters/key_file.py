"""Keys in a file wrapped by a passphrase, where the computer has no keyring.

scrypt turns the passphrase into a key, AES-256-GCM closes the whole list of names and values with it. The file says its
own cost, so that a later program can raise it; what it may ask for is bounded.
"""

import json
import os
import stat
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from resipermit.domain.errors import InvalidInput, StoreUnavailable
from resipermit.private_files import open_to_others, private_folder, write_private

COST = 2**17  # scrypt N; with r = 8 this takes 128 MiB and about half a second
_MOST = 2**20
_BLOCK, _LANES = 8, 1
_KEY, _PROOF = 32, 16
VARIABLE = "RESIPERMIT_PASSPHRASE_FILE"


@dataclass(frozen=True, slots=True)
class KeyFileSecrets:
    """`ports.Secrets` over a key file; it is made with the first secret.

    Methods raise StoreUnavailable: `passphrase_wrong`, `key_file_damaged`, `key_file_unreadable` or
    `key_file_not_written`.
    """

    path: Path
    passphrase: str = field(repr=False)
    cost: int = COST
    _derived: dict[bytes, bytes] = field(default_factory=dict, repr=False, compare=False)

    def check(self) -> None:
        """Raise when there is a file that this passphrase does not open."""
        if self.path.exists():
            self._read()

    def get(self, name: str) -> str | None:
        return self._read()[1].get(name) if self.path.exists() else None

    def set(self, name: str, value: str) -> None:
        header, kept = self._read() if self.path.exists() else (self._new_header(), {})
        content = _sealed(self._key(header), header, kept | {name: value})
        try:
            private_folder(self.path.parent)
            write_private(self.path, content)
        except OSError as error:
            raise StoreUnavailable("key_file_not_written", path=str(self.path)) from error

    def _read(self) -> tuple[dict[str, Any], dict[str, str]]:
        header, sealed = self._parsed()
        opened = self._key(header)
        if opened[_KEY:].hex() != header["proof"]:
            raise StoreUnavailable("passphrase_wrong", path=str(self.path))
        from cryptography.exceptions import InvalidTag

        try:
            return header, _opened(opened, header, sealed)
        except (InvalidTag, ValueError) as error:
            raise StoreUnavailable("key_file_damaged", path=str(self.path)) from error

    def _parsed(self) -> tuple[dict[str, Any], bytes]:
        try:
            document = json.loads(self.path.read_text(encoding="ascii"))
            header, sealed = document["header"], b64decode(document["sealed"], validate=True)
            cost, salt = header["n"], bytes.fromhex(header["salt"])
            sound = 2 <= cost <= _MOST and cost & (cost - 1) == 0 and len(salt) == 16 and "proof" in header
        except OSError as error:
            raise StoreUnavailable("key_file_unreadable", path=str(self.path)) from error
        except (ValueError, KeyError, TypeError) as error:
            raise StoreUnavailable("key_file_damaged", path=str(self.path)) from error
        if not sound:
            raise StoreUnavailable("key_file_damaged", path=str(self.path))
        return header, sealed

    def _new_header(self) -> dict[str, Any]:
        header = {"version": 1, "kdf": "scrypt", "n": self.cost, "salt": os.urandom(16).hex()}
        return header | {"proof": self._key(header)[_KEY:].hex()}

    def _key(self, header: dict[str, Any]) -> bytes:
        """Return the key of the file and, after it, the proof that the passphrase is right; derived once a file."""
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

        salt = bytes.fromhex(header["salt"])
        if salt not in self._derived:
            # the same letters can come composed or not, by the keyboard
            typed = unicodedata.normalize("NFC", self.passphrase).encode("utf-8")
            kdf = Scrypt(salt=salt, length=_KEY + _PROOF, n=header["n"], r=_BLOCK, p=_LANES)
            self._derived[salt] = kdf.derive(typed)
        return self._derived[salt]


def passphrase_from(path: Path) -> str:
    """Return the passphrase, the first line of the file.

    Raises:
        InvalidInput: `passphrase_file_missing`, `passphrase_file_open_to_others` (its mode has to be 0600) or
            `passphrase_empty`.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InvalidInput("passphrase_file_missing", field=VARIABLE, path=str(path))
        if open_to_others(path):
            raise InvalidInput("passphrase_file_open_to_others", field=VARIABLE, path=str(path))
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("passphrase_file_missing", field=VARIABLE, path=str(path)) from error
    if not lines or not lines[0].strip():
        raise InvalidInput("passphrase_empty", field=VARIABLE, path=str(path))
    return lines[0]


def _sealed(key: bytes, header: dict[str, Any], kept: dict[str, str]) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    text = json.dumps(kept, sort_keys=True).encode("utf-8")
    sealed = nonce + AESGCM(key[:_KEY]).encrypt(nonce, text, _bound(header))
    return json.dumps({"header": header, "sealed": b64encode(sealed).decode("ascii")}, indent=1).encode("ascii")


def _opened(key: bytes, header: dict[str, Any], sealed: bytes) -> dict[str, str]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    kept: dict[str, str] = json.loads(AESGCM(key[:_KEY]).decrypt(sealed[:12], sealed[12:], _bound(header)))
    return kept


def _bound(header: dict[str, Any]) -> bytes:
    return json.dumps(header, sort_keys=True).encode("ascii")

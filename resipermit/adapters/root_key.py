"""The root key in its file: wrapped by a passphrase, on a stick or wherever its keeper wants it, never in the home."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from resipermit.adapters.key_file import COST, KeyFileSecrets
from resipermit.adapters.signed_lists import seal_key_list
from resipermit.adapters.signing_keys import Ed25519Signer, signer_from_seed
from resipermit.domain.errors import Refused
from resipermit.domain.key_list import ROOT_NAME, KeyList

_NAME = "root-key"


@dataclass(frozen=True, slots=True)
class RootKeyFile:
    """`usecases.sign_key_list.RootKeys`; *home* is the folder of the desk, where a root key may not lie."""

    home: Path
    cost: int = COST

    def make(self, file: Path, passphrase: str) -> bytes:
        if file.resolve().is_relative_to(self.home.resolve()):
            raise Refused("root_on_desk", path=str(file))
        if file.exists():
            raise Refused("root_file_exists", path=str(file))
        seed = Ed25519PrivateKey.generate().private_bytes_raw()
        KeyFileSecrets(file, passphrase, self.cost).set(_NAME, b64encode(seed).decode("ascii"))
        return self._signer(file, passphrase).key.public_key

    def sign(self, file: Path, passphrase: str, public_key: bytes, listing: KeyList) -> bytes:
        root = self._signer(file, passphrase)
        if root.key.public_key != public_key:
            raise Refused("root_key_another", path=str(file))
        return seal_key_list(listing, root)

    def _signer(self, file: Path, passphrase: str) -> Ed25519Signer:
        """Return the root as it lies in the file, read anew: what cannot be read back was not kept."""
        kept = KeyFileSecrets(file, passphrase, self.cost).get(_NAME)
        if kept is None:
            raise Refused("root_file_missing", path=str(file))
        return signer_from_seed(b64decode(kept), ROOT_NAME, date.min)

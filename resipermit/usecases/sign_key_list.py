"""The root key and the list of keys that it signs: how a stranger knows which keys are the office's.

The root's private half lies in one file wrapped by a passphrase, where its keeper put it; the desk keeps the public
half and the newest signed list.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from resipermit.domain.actors import Actor, Right
from resipermit.domain.card_keys import KeyRecord, read_key
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.key_list import KeyList, fingerprint
from resipermit.usecases.hall import Hall, read_hall
from resipermit.usecases.ports import Clock, OpenUnit, Settings

ROOT_KEY = "root_key"
SHORTEST_PASSPHRASE = 12


class RootKeys(Protocol):
    """The file with the root's private half."""

    def make(self, file: Path, passphrase: str) -> bytes:
        """Return the public key; raises Refused("root_file_exists") or Refused("root_on_desk")."""
        ...

    def sign(self, file: Path, passphrase: str, public_key: bytes, listing: KeyList) -> bytes:
        """Return the signed list; raises Refused("root_key_another") when the file holds another key."""
        ...


@dataclass(frozen=True, slots=True)
class Root:
    """What the desk knows of the root: its public half, and the newest list that it signed."""

    public_key: bytes
    sequence: int = 0
    token: bytes | None = None
    keys: tuple[KeyRecord, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The fingerprint to be compared by eye."""
        return fingerprint(self.public_key)


@dataclass(frozen=True, slots=True)
class KeyRoom:
    """The hall's keys, the root, and whether the newest signed list still says what the hall knows."""

    hall: Hall
    root: Root | None

    @property
    def list_state(self) -> str:
        """`none` before the first signed list, `current` while nothing changed since, else `stale`."""
        if self.root is None or self.root.token is None:
            return "none"
        return "current" if self.list_is_current else "stale"

    @property
    def list_is_current(self) -> bool:
        """Whether nothing changed since the list was signed."""
        return self.root is not None and self.root.keys == self.hall.keys


@dataclass(frozen=True)
class ShowKeys:
    """Return the keys of the hall; they are public."""

    open_unit: OpenUnit

    def __call__(self, actor: Actor) -> KeyRoom:
        if not actor.roles:
            raise Refused("right_missing", right=Right.KEEP_KEYS, user=actor.user)
        with self.open_unit() as unit:
            return KeyRoom(read_hall(unit.settings), read_root(unit.settings))


@dataclass(frozen=True)
class MakeRoot:
    """Make the root key into a file away from the desk, and return it; the first step of the key ceremony.

    A new root takes the place of an old one only when *anew* says so: every kit then needs the new fingerprint.
    """

    open_unit: OpenUnit
    roots: RootKeys
    clock: Clock

    def __call__(self, actor: Actor, file: Path, passphrase: str, *, anew: bool = False) -> Root:
        actor.needs(Right.KEEP_KEYS)
        if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
            raise InvalidInput("passphrase_short", field="passphrase", least=SHORTEST_PASSPHRASE)
        with self.open_unit() as unit:
            known = read_root(unit.settings)
            if known is not None and not anew:
                raise Refused("root_exists", fingerprint=known.fingerprint)
            root = Root(self.roots.make(file, passphrase), known.sequence if known else 0)
            _write_root(unit.settings, root)
            unit.journal.note(actor, "root_made", self.clock.now(), root.fingerprint)
            unit.commit()
        return root


@dataclass(frozen=True)
class SignKeyList:
    """Have the root sign the hall's keys as they stand, and return the root with the new list."""

    open_unit: OpenUnit
    roots: RootKeys
    clock: Clock

    def __call__(self, actor: Actor, file: Path, passphrase: str) -> Root:
        actor.needs(Right.KEEP_KEYS)
        with self.open_unit() as unit:
            root, keys = read_root(unit.settings), read_hall(unit.settings).keys
            if root is None:
                raise Refused("root_missing")
            listing = KeyList(root.sequence + 1, self.clock.now().replace(microsecond=0), keys)
            token = self.roots.sign(file, passphrase, root.public_key, listing)
            signed = Root(root.public_key, listing.sequence, token, keys)
            _write_root(unit.settings, signed)
            unit.journal.note(actor, "key_list_signed", self.clock.now(), str(listing.sequence))
            unit.commit()
        return signed


def read_root(settings: Settings) -> Root | None:
    """Return the root of this hall, or None before the key ceremony."""
    kept = settings.get(ROOT_KEY)
    if kept is None:
        return None
    document = json.loads(kept)
    token = document["list"]
    return Root(
        bytes.fromhex(document["public_key"]),
        document["sequence"],
        None if token is None else b64decode(token),
        tuple(map(read_key, document["keys"])),
    )


def _write_root(settings: Settings, root: Root) -> None:
    document = {
        "public_key": root.public_key.hex(),
        "sequence": root.sequence,
        "list": None if root.token is None else b64encode(root.token).decode("ascii"),
        "keys": [key.document() for key in root.keys],
    }
    settings.set(ROOT_KEY, json.dumps(document))

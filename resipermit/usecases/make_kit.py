"""Make the verification kit: what a school or an employer needs to check cards without asking the office."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from resipermit.domain.actors import Actor
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.errors import Refused
from resipermit.domain.status_list import StatusList
from resipermit.usecases.make_status_list import MakeStatusList
from resipermit.usecases.ports import Clock
from resipermit.usecases.sign_key_list import Root, ShowKeys

PAGE, KEY_LIST, SHEET = "verify.html", "keys.cwt", "instructions.pdf"


@dataclass(frozen=True, slots=True)
class KitContents:
    """What the page rests on: the root's public key, the key list it signed, and the signed status lists."""

    root_public_key: bytes
    key_list: bytes
    status_lists: tuple[bytes, ...]
    made_on: date


@dataclass(frozen=True, slots=True)
class KitSheet:
    """What the sheet of instructions tells besides the steps; digests are in hex."""

    authority: str
    root: Root
    listing: StatusList
    page_sha256: str
    made_on: date


@dataclass(frozen=True)
class MakeKit:
    """Return the files of a kit by name: the page, the public keys, the signed lists, the sheet of instructions.

    Raises:
        Refused: `root_missing` before the key ceremony, `key_list_stale` when keys changed since the root signed.
    """

    show: ShowKeys
    status_list: MakeStatusList
    page: Callable[[KitContents], bytes]
    sheet: Callable[[KitSheet], bytes]
    pem: Callable[[KeyRecord], str]
    clock: Clock

    def __call__(self, actor: Actor) -> Mapping[str, bytes]:
        room, today = self.show(actor), self.clock.today()
        if room.root is None or room.root.token is None:
            raise Refused("root_missing")
        if not room.list_is_current:
            raise Refused("key_list_stale", sequence=room.root.sequence)
        listing, token = self.status_list(actor)
        page = self.page(KitContents(room.root.public_key, room.root.token, (token,), today))
        told = KitSheet(room.hall.authority, room.root, listing, sha256(page).hexdigest(), today)
        keys = {f"keys/{key.kid.hex()}.pem": self.pem(key).encode("ascii") for key in room.hall.keys}
        return {
            PAGE: page,
            KEY_LIST: room.root.token,
            f"status-{listing.office}.cwt": token,
            **keys,
            SHEET: self.sheet(told),
        }

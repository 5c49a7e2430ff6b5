"""Two invented offices with a root above them, and the signed things they hand out."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from resipermit.adapters.card_code import encode, label_code
from resipermit.adapters.kit_page import kit_page
from resipermit.adapters.signed_lists import seal_key_list, seal_status_list
from resipermit.domain.card import CardClaims
from resipermit.domain.card_keys import KeyRecord, kid_of
from resipermit.domain.claims import office_day
from resipermit.domain.identity import Sex
from resipermit.domain.key_list import ROOT_NAME, KeyList
from resipermit.domain.label import LabelClaims
from resipermit.domain.status_list import CardStatus, pack_list
from resipermit.usecases.make_kit import KitContents

NOW = datetime.now(UTC)
TODAY = office_day(NOW)
OFFICE, OTHER_OFFICE = "430111", "430203"
VALID, SUSPENDED, DEAD, BEYOND = 0, 1, 2, 500


@dataclass(frozen=True)
class Desk:
    """A key that signs."""

    private: Ed25519PrivateKey
    key: KeyRecord

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)

    def told(self, **changes: date) -> "Desk":
        """Return the desk as the key list tells of it."""
        return replace(self, key=replace(self.key, **changes))


def desk(seed: str, office: str = OFFICE, since: date = date(2020, 1, 1)) -> Desk:
    """Return a desk whose key is made from one letter."""
    private = Ed25519PrivateKey.from_private_bytes(seed.encode() * 32)
    public = private.public_key().public_bytes_raw()
    return Desk(private, KeyRecord(kid_of(public), public, office, since))


ROOT = desk("r", ROOT_NAME)
DESK, RETIRED, COMPROMISED, STRANGER = desk("d"), desk("e"), desk("f"), desk("x")
RETIRED_ON = COMPROMISED_ON = date(2026, 6, 1)

CARD = CardClaims(
    permit_number="4301110000002025000074",
    citizen_number="520102198402299970",
    name="欧阳演示",
    sex=Sex.MALE,
    ethnic_group="汉",
    born_on=date(1984, 2, 29),
    registered_address="贵州省贵阳市南明区演示街道演示路9号",
    residence_address="湖南省长沙市雨花区演示路18号3栋402室",
    residence_division=OFFICE,
    issuing_division=OFFICE,
    issued_on=TODAY - timedelta(days=200),
    due_on=TODAY + timedelta(days=165),
    status_index=VALID,
)


def code(signer: Desk = DESK, **changes: object) -> str:
    """Return the code of the card with these changes."""
    return encode(replace(CARD, **changes), signer)  # type: ignore[arg-type]


def label(signed_at: datetime = NOW, due_on: date = TODAY + timedelta(days=300)) -> str:
    """Return the code of an endorsement label."""
    return label_code(LabelClaims(CARD.permit_number, OFFICE, signed_at, due_on), DESK)


def key_list(sequence: int = 7, root: Desk = ROOT) -> bytes:
    """Return the signed list of all keys but the stranger's."""
    keys = (
        DESK.key,
        RETIRED.told(retired_on=RETIRED_ON).key,
        COMPROMISED.told(compromised_on=COMPROMISED_ON).key,
    )
    return seal_key_list(KeyList(sequence, NOW, keys), root)


def status_list(made_at: datetime = NOW - timedelta(days=1), days: int = 7, bits: int = 2) -> bytes:
    """Return the office's status list: the first card valid, the second suspended, the third dead."""
    statuses = [CardStatus.VALID, CardStatus.SUSPENDED, CardStatus.DEAD]
    return seal_status_list(
        pack_list(OFFICE, made_at, office_day(made_at) + timedelta(days=days), statuses, bits=bits), DESK
    )


def kit(folder: Path, *, keys: bytes | None = None, lists: tuple[bytes, ...] | None = None) -> Path:
    """Write a kit and return its page."""
    contents = KitContents(
        ROOT.key.public_key,
        key_list() if keys is None else keys,
        (status_list(),) if lists is None else lists,
        TODAY,
    )
    page = folder / "verify.html"
    page.write_bytes(kit_page(contents))
    return page

"""What a hall is to the acts: its division, its unit code, its name on the cards, and the keys it signs with."""

import json
from dataclasses import dataclass

from resipermit.domain.card_keys import KeyRecord, read_key
from resipermit.domain.errors import Refused
from resipermit.usecases.ports import Settings

DIVISION, UNIT_CODE, AUTHORITY, CARD_KEYS = "division", "unit_code", "issuing_authority", "card_keys"


@dataclass(frozen=True, slots=True)
class Hall:
    """One service hall. *unit_code* begins every permit number; *authority* is printed as 签发机关."""

    division: str
    unit_code: str
    authority: str
    keys: tuple[KeyRecord, ...]


def read_hall(settings: Settings) -> Hall:
    """Return the hall of this store; raises Refused("hall_missing") before `init`."""
    division, unit_code = settings.get(DIVISION), settings.get(UNIT_CODE)
    if division is None or unit_code is None:
        raise Refused("hall_missing")
    keys = json.loads(settings.get(CARD_KEYS) or "[]")
    return Hall(division, unit_code, settings.get(AUTHORITY) or "", tuple(read_key(key) for key in keys))


def write_hall(settings: Settings, hall: Hall) -> None:
    """Keep the hall."""
    settings.set(DIVISION, hall.division)
    settings.set(UNIT_CODE, hall.unit_code)
    settings.set(AUTHORITY, hall.authority)
    settings.set(CARD_KEYS, json.dumps([key.document() for key in hall.keys]))

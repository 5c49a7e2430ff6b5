"""Write the test vectors of `docs/card-code.md` to `tests/vectors/verification.json`, from fixed keys.

Run: python tests/vectors/make_vectors.py. The verdict of each case is written by hand, not taken from the program.
"""

import json
import sys
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import cbor2
from builders import a_face

from resipermit.adapters.card_code import as_text, encode, label_code
from resipermit.adapters.cose import seal
from resipermit.adapters.signed_lists import root_record, seal_key_list, seal_status_list
from resipermit.adapters.signing_keys import Ed25519Signer, signer_from_seed
from resipermit.domain.card_keys import KeyRecord, kid_of
from resipermit.domain.key_list import KeyList, fingerprint
from resipermit.domain.label import LabelClaims
from resipermit.domain.status_list import CardStatus, pack_list

VECTORS = Path(__file__).with_name("verification.json")
OFFICE, OTHER_OFFICE = "430111", "430102"
NUMBER = "4301110000002025{:06d}"


def a_signer(first_byte: int, office: str, since: date, **dates: date) -> Ed25519Signer:
    """Return a signer from a fixed seed; the dates are those of its record."""
    signer = signer_from_seed(bytes([first_byte]) * 32, office, since)
    return Ed25519Signer(replace(signer.key, **dates), signer._private)


def unbound(signer: Ed25519Signer) -> Ed25519Signer:
    """Return a signer that signs whatever the date, as a thief would."""
    key = signer.key
    return Ed25519Signer(KeyRecord(key.kid, key.public_key, key.office, date.min), signer._private)


ROOT = a_signer(0xA0, "jzz:root", date.min)
FALSE_ROOT = a_signer(0xA1, "jzz:root", date.min)
OLD = a_signer(0x01, OFFICE, date(2024, 1, 1), retired_on=date(2025, 1, 1))
NOW = a_signer(0x02, OFFICE, date(2025, 1, 1))
STOLEN = a_signer(0x03, OFFICE, date(2025, 1, 1), compromised_on=date(2025, 12, 1))
ELSEWHERE = a_signer(0x04, OTHER_OFFICE, date(2025, 1, 1))
UNKNOWN = a_signer(0x05, OFFICE, date(2025, 1, 1))
KEYS = tuple(one.key for one in (OLD, NOW, STOLEN, ELSEWHERE))


def at(day: date, hour: int = 2) -> datetime:
    """Return an instant on that day, ten in the morning at the office."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def key_lists() -> dict[str, bytes]:
    """Return the key lists, as files."""
    listing = KeyList(7, at(date(2026, 10, 1)), KEYS)
    return {
        "keys": seal_key_list(listing, ROOT),
        "keys_older": seal_key_list(replace(listing, sequence=6), ROOT),
        "keys_of_false_root": seal_key_list(listing, FALSE_ROOT),
        "keys_forged": seal(listing.tokens(), _under(ROOT, FALSE_ROOT), "application/jzz-keylist+cwt"),
    }


def _under(name: Ed25519Signer, hand: Ed25519Signer) -> Ed25519Signer:
    return Ed25519Signer(name.key, hand._private)


def status_lists() -> dict[str, bytes]:
    """Return the status lists, as files: index 0 in use, 1 suspended, 2 dead, 3 in use; 2,000 cards."""
    statuses = [CardStatus.VALID, CardStatus.SUSPENDED, CardStatus.DEAD, *[CardStatus.VALID] * 1997]
    made, until = date(2026, 11, 2), date(2026, 11, 10)
    current = pack_list(OFFICE, at(made), until, statuses)
    return {
        "list": seal_status_list(current, NOW),
        "list_one_bit": seal_status_list(pack_list(OFFICE, at(made), until, statuses, bits=1), NOW),
        "list_old": seal_status_list(replace(current, made_at=at(date(2026, 1, 5)), good_until=date(2026, 1, 13)), NOW),
        "list_future": seal_status_list(
            replace(current, made_at=at(date(2026, 12, 1)), good_until=date(2027, 1, 1)), NOW
        ),
        "list_of_other_office": seal_status_list(pack_list(OTHER_OFFICE, at(made), until, statuses), ELSEWHERE),
        "list_short": seal_status_list(pack_list(OFFICE, at(made), until, statuses[:4]), NOW),
        "list_by_stolen_key": seal_status_list(current, unbound(STOLEN)),
        "list_forged": seal(current.tokens(), _under(NOW, UNKNOWN), "application/statuslist+cwt"),
    }


def label(index: int, signed_on: date, due_on: date, **changes: Any) -> LabelClaims:
    """Return what the label on the card with this index says."""
    return replace(LabelClaims(NUMBER.format(index), OFFICE, at(signed_on), due_on, "欧阳演示"), **changes)


def labels() -> dict[str, str]:
    """Return the labels, as texts of codes."""
    return {
        "label_0": label_code(label(0, date(2026, 10, 25), date(2027, 11, 20)), NOW),
        "label_0_no_name": label_code(label(0, date(2026, 10, 25), date(2027, 11, 20), name=None), NOW),
        "label_0_lapsed": label_code(label(0, date(2025, 10, 25), date(2026, 11, 4)), NOW),
        "label_1_late": label_code(label(1, date(2026, 11, 4), date(2027, 11, 4)), NOW),
        "label_1_before_list": label_code(label(1, date(2026, 10, 1), date(2027, 10, 1)), NOW),
        "label_1_future": label_code(label(1, date(2026, 12, 4), date(2027, 12, 4)), NOW),
        "label_2": label_code(label(2, date(2026, 11, 4), date(2027, 11, 4)), NOW),
        "label_0_forged": as_text(
            seal(label(0, date(2026, 10, 25), date(2099, 11, 20)).tokens(), _under(NOW, UNKNOWN))
        ),
        "label_0_by_stolen_key": label_code(label(0, date(2026, 10, 25), date(2027, 11, 20)), unbound(STOLEN)),
    }


def cards() -> dict[str, str]:
    """Return the cards, as texts of codes."""

    def card(index: int, signer: Ed25519Signer = NOW, **changes: Any) -> str:
        told = {"permit_number": NUMBER.format(index), "status_index": index} | changes
        return encode(a_face(**told).claims, signer)

    good = a_face(permit_number=NUMBER.format(0), status_index=0).claims
    tokens = good.tokens()
    identity = tokens[169]
    text = card(0)
    return {
        "card_0": text,
        "card_1": card(1),
        "card_2": card(2),
        "card_3": card(3),
        "card_no_index": card(0, status_index=None),
        "card_yearly": card(0, expires_on=date(2026, 11, 20)),
        "card_new": card(5000, issued_on=date(2026, 11, 3), due_on=date(2027, 11, 3)),
        "card_by_retired_key": card(0, OLD, issued_on=date(2024, 6, 1), due_on=date(2025, 6, 1)),
        "card_after_retirement": card(0, unbound(OLD)),
        "card_before_theft": card(0, STOLEN),
        "card_after_theft": card(0, unbound(STOLEN), issued_on=date(2025, 12, 1)),
        "card_before_key": card(0, unbound(NOW), issued_on=date(2024, 12, 31)),
        "card_by_other_office": as_text(seal(tokens, ELSEWHERE)),
        "card_by_unknown_key": card(0, UNKNOWN),
        "card_forged": as_text(seal(tokens | {169: identity | {4: "伪演示"}}, _under(NOW, UNKNOWN))),
        "card_of_tomorrow": card(0, issued_on=date(2026, 11, 6)),
        "card_later_layout": as_text(seal(tokens | {169: identity | {31: 1}}, NOW)),
        "card_no_name": as_text(seal(tokens | {169: {k: v for k, v in identity.items() if k != 4}}, NOW)),
        "card_float": as_text(seal(tokens | {6: 1.5}, NOW)),
        "card_es256": _other_algorithm(tokens),
        "card_truncated": text[: len(text) * 3 // 4 // 3 * 3],
        "card_one_letter": text[:300] + ("A" if text[300] != "A" else "B") + text[301:],
        "web_address": "HTTPS://EXAMPLE.CN/JZZ",
        "empty_map": as_text(seal({}, NOW)),
    }


def _other_algorithm(tokens: dict[int, Any]) -> str:
    protected = cbor2.dumps({1: -7, 4: NOW.key.kid}, canonical=True)
    payload = cbor2.dumps(tokens, canonical=True)
    return as_text(b"\xd2" + cbor2.dumps([protected, {}, payload, NOW.sign(payload)]))


DAY = "2026-11-05"
GENUINE = (
    # name, card, status list, label, day, genuine's reason, standing, its reason, cautions
    ("in use by list", "card_0", "list", None, DAY, None, "in_use", "valid_in_list", []),
    ("suspended by list", "card_1", "list", None, DAY, None, "suspended", "suspended_in_list", []),
    ("dead by list", "card_2", "list", None, DAY, None, "cancelled", "dead_in_list", []),
    ("dead by an old list", "card_2", "list_old", None, DAY, None, "cancelled", "dead_in_list", []),
    ("dead by the printed list", "card_2", "list_one_bit", None, DAY, None, "cancelled", "dead_in_list", []),
    ("dead in spite of a label", "card_2", "list", "label_2", DAY, None, "cancelled", "dead_in_list", []),
    ("restored after the list", "card_1", "list", "label_1_late", DAY, None, "in_use", "label_newer", []),
    (
        "label older than the list",
        "card_1",
        "list",
        "label_1_before_list",
        DAY,
        None,
        "suspended",
        "suspended_in_list",
        [],
    ),
    ("label of a later day", "card_1", "list", "label_1_future", DAY, None, "suspended", "suspended_in_list", []),
    ("label of another permit", "card_1", "list", "label_0", DAY, None, "suspended", "suspended_in_list", []),
    ("list and label", "card_0", "list", "label_0", DAY, None, "in_use", "valid_in_list", []),
    ("label lapsed after the list", "card_0", "list", "label_0_lapsed", DAY, None, "suspended", "label_expired", []),
    ("nothing at hand", "card_0", None, None, DAY, None, "not_known", "no_list", []),
    ("label alone at hand", "card_0", None, "label_0", DAY, None, "in_use", "label_in_date", ["no_list"]),
    ("label without name", "card_0", None, "label_0_no_name", DAY, None, "in_use", "label_in_date", ["no_list"]),
    ("lapsed label", "card_0", None, "label_0_lapsed", DAY, None, "suspended", "label_expired", ["no_list"]),
    (
        "last day of a label",
        "card_0",
        None,
        "label_0_lapsed",
        "2026-11-03",
        None,
        "in_use",
        "label_in_date",
        ["no_list"],
    ),
    ("forged label", "card_0", None, "label_0_forged", DAY, None, "not_known", "no_list", ["label_refused"]),
    (
        "label by stolen key",
        "card_0",
        None,
        "label_0_by_stolen_key",
        DAY,
        None,
        "not_known",
        "no_list",
        ["label_refused"],
    ),
    ("printed list, no label", "card_0", "list_one_bit", None, DAY, None, "not_known", "endorsement_not_known", []),
    ("printed list, label", "card_0", "list_one_bit", "label_0", DAY, None, "in_use", "label_in_date", []),
    ("list too old", "card_0", "list_old", None, DAY, None, "not_known", "list_too_old", []),
    ("list too old, label", "card_0", "list_old", "label_0", DAY, None, "in_use", "label_in_date", ["list_too_old"]),
    ("last day of the list", "card_0", "list", None, "2026-11-09", None, "in_use", "valid_in_list", []),
    ("first day without the list", "card_0", "list", None, "2026-11-10", None, "not_known", "list_too_old", []),
    ("list of a later day", "card_0", "list_future", None, DAY, None, "not_known", "list_from_future", []),
    ("list of another office", "card_0", "list_of_other_office", None, DAY, None, "not_known", "no_list", []),
    ("list by stolen key", "card_0", "list_by_stolen_key", None, DAY, None, "not_known", "no_list", ["list_refused"]),
    ("forged list", "card_1", "list_forged", None, DAY, None, "not_known", "no_list", ["list_refused"]),
    ("card without index", "card_no_index", "list", None, DAY, None, "not_known", "no_index", []),
    ("card newer than the list", "card_new", "list_short", None, DAY, None, "not_known", "not_in_list", []),
    ("yearly card in date", "card_yearly", None, None, DAY, None, "in_use", "code_in_date", ["no_list"]),
    ("yearly card lapsed", "card_yearly", None, None, "2026-11-20", None, "suspended", "code_expired", ["no_list"]),
    ("retired key in its time", "card_by_retired_key", "list", None, DAY, None, "in_use", "valid_in_list", []),
    (
        "before the theft",
        "card_before_theft",
        "list",
        None,
        DAY,
        None,
        "in_use",
        "valid_in_list",
        ["key_compromised_later"],
    ),
)
OTHER_CARD = ("another card", "card_3", "list", None, DAY, "other_card", "in_use", "valid_in_list", [])
NOT_GENUINE = {
    "card_after_retirement": "key_retired",
    "card_after_theft": "compromised_key",
    "card_before_key": "key_not_yet_in_use",
    "card_by_other_office": "key_of_another_office",
    "card_by_unknown_key": "unknown_key",
    "card_forged": "bad_signature",
    "card_of_tomorrow": "not_yet_valid",
    "card_later_layout": "newer_than_program",
    "card_no_name": "malformed",
    "card_float": "malformed",
    "card_es256": "wrong_algorithm",
    "card_truncated": "truncated",
    "card_one_letter": "malformed",
    "web_address": "not_a_permit",
    "empty_map": "malformed",
    "label_0": "label_alone",
}


def cases() -> list[dict[str, Any]]:
    """Return what is shown, and what has to be said of it."""
    names = ("name", "card", "status_list", "label", "on", "reason", "standing", "standing_reason", "cautions")
    told = [dict(zip(names, case, strict=True)) | {"genuine": True, "expect": None} for case in GENUINE]
    told.append(dict(zip(names, OTHER_CARD, strict=True)) | {"genuine": True, "expect": NUMBER.format(0)})
    refused = {"status_list": "list", "label": None, "on": DAY, "expect": None, "genuine": False}
    for card, reason in NOT_GENUINE.items():
        verdict = {"reason": reason, "standing": "not_known", "standing_reason": "not_genuine", "cautions": []}
        told.append({"name": reason, "card": card} | refused | verdict)
    return told


def vectors() -> dict[str, Any]:
    """Return the whole document."""
    return {
        "root": {
            "public_key": ROOT.key.public_key.hex(),
            "kid": kid_of(ROOT.key.public_key).hex(),
            "fingerprint": fingerprint(ROOT.key.public_key),
        },
        "root_record_office": root_record(ROOT.key.public_key).office,
        "keys": [key.document() for key in KEYS],
        "key_lists": {name: b64encode(token).decode() for name, token in key_lists().items()},
        "key_list_cases": [
            {"list": "keys", "seen": 0, "reason": None},
            {"list": "keys", "seen": 7, "reason": None},
            {"list": "keys_older", "seen": 7, "reason": "key_list_older"},
            {"list": "keys_of_false_root", "seen": 0, "reason": "unknown_key"},
            {"list": "keys_forged", "seen": 0, "reason": "bad_signature"},
        ],
        "status_lists": {name: b64encode(token).decode() for name, token in status_lists().items()},
        "codes": cards() | labels(),
        "cases": cases(),
    }


if __name__ == "__main__":
    VECTORS.write_text(json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

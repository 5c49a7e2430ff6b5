import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import cbor2
import claim169
import cwt
import pytest
from builders import a_face
from hypothesis import given
from hypothesis import strategies as st

from resipermit.adapters.card_code import as_text, as_token, decode, decode_label, encode, label_code
from resipermit.adapters.cose import seal
from resipermit.adapters.signed_lists import (
    KEY_LIST_KIND,
    STATUS_LIST_KIND,
    open_key_list,
    open_status_list,
    seal_key_list,
    seal_status_list,
)
from resipermit.adapters.signing_keys import public_pem, signer_from_seed
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.errors import Refused
from resipermit.domain.key_list import KEYS, KeyList
from resipermit.domain.label import LabelClaims
from resipermit.domain.status_list import LIST_CLAIM, CardStatus, StatusList, pack_list

OFFICE = "430111"
SIGNER = signer_from_seed(bytes([2]) * 32, OFFICE, date(2025, 1, 1))
ROOT = signer_from_seed(bytes([9]) * 32, "jzz:root", date.min)
MADE_AT, UNTIL = datetime(2026, 11, 2, 2, 0, 5, tzinfo=UTC), date(2026, 11, 10)
STATUSES = (CardStatus.VALID, CardStatus.SUSPENDED, CardStatus.DEAD, CardStatus.VALID, CardStatus.DEAD)
LIST = pack_list(OFFICE, MADE_AT, UNTIL, STATUSES)
OTHER = signer_from_seed(bytes([3]) * 32, "430102", date(2024, 1, 1))
RETIRED = replace(OTHER.key, retired_on=date(2026, 1, 1), compromised_on=date(2026, 2, 1))
KEY_LIST = KeyList(3, MADE_AT, (SIGNER.key, RETIRED))
FACE = a_face(status_index=123_456)
LABEL = LabelClaims(FACE.permit_number, OFFICE, MADE_AT, date(2099, 11, 20), "欧阳演示")


def key_of(kid: bytes) -> KeyRecord | None:
    return SIGNER.key if kid == SIGNER.key.kid else None


def reason_of(act: Any, *args: Any) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args)
    return refusal.value.code


def cose_key(signer: Any) -> cwt.COSEKey:
    return cwt.COSEKey.from_pem(public_pem(signer.key), kid=signer.key.kid)


def test_a_status_list_says_what_was_packed():
    listing, key = open_status_list(seal_status_list(LIST, SIGNER), key_of)

    assert listing == LIST
    assert key == SIGNER.key
    assert tuple(map(listing.status, range(5))) == STATUSES
    assert listing.status(8) is None


def test_a_list_of_one_bit_names_the_dead_only():
    listing = pack_list(OFFICE, MADE_AT, UNTIL, STATUSES, bits=1)

    assert [listing.status(index) for index in range(5)] == [0, 0, CardStatus.DEAD, 0, CardStatus.DEAD]


@given(st.lists(st.sampled_from(list(CardStatus)), min_size=1, max_size=200))
def test_any_statuses_survive_packing(statuses: list[CardStatus]):
    listing = pack_list(OFFICE, MADE_AT, UNTIL, statuses)

    assert [listing.status(index) for index in range(len(statuses))] == statuses


def test_a_number_left_to_applications_is_taken_as_dead():
    listing = StatusList(OFFICE, MADE_AT, UNTIL, 2, b"\x03")

    assert listing.status(0) is CardStatus.DEAD


def test_the_bits_lie_as_in_the_example_of_the_ietf_draft():
    statuses = map(CardStatus, [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1])

    assert pack_list(OFFICE, MADE_AT, UNTIL, statuses, bits=1).packed == bytes.fromhex("b9a3")


def test_the_public_verifier_cwt_reads_a_status_list():
    token = seal_status_list(LIST, SIGNER)

    claims = cwt.COSE.new().decode(token, cose_key(SIGNER))

    listed = cbor2.loads(claims)
    assert (listed[1], listed[2], listed[6]) == (OFFICE, "jzz:430111", int(MADE_AT.timestamp()))
    assert listed[LIST_CLAIM]["bits"] == 2
    assert zlib.decompress(listed[LIST_CLAIM]["lst"]) == LIST.packed


def test_the_public_verifier_cwt_reads_a_key_list_and_its_keys():
    token = seal_key_list(KEY_LIST, ROOT)

    claims = cbor2.loads(cwt.COSE.new().decode(token, cose_key(ROOT)))

    standard = [{name: value for name, value in key.items() if isinstance(name, int)} for key in claims[KEYS]]
    keys = [cwt.COSEKey.new(key) for key in standard]
    assert [key.kid for key in keys] == [SIGNER.key.kid, OTHER.key.kid]
    assert cwt.COSE.new().decode(as_token(encode(FACE.claims, SIGNER)), keys[0])


def test_claim169_reads_a_card_with_its_place_on_the_list():
    text = encode(FACE.claims, SIGNER)

    found = claim169.decode(text, verify_with_ed25519_pem=public_pem(SIGNER.key))

    assert found.verification_status == "verified"
    assert found.claim169.id == FACE.permit_number
    assert decode(text, key_of)[0].status_index == 123_456


def test_claim169_and_cwt_read_a_label():
    text = label_code(LABEL, SIGNER)

    found = claim169.decode(text, verify_with_ed25519_pem=public_pem(SIGNER.key))
    claims = cwt.decode(as_token(text), cose_key(SIGNER))

    assert (found.verification_status, found.claim169.id) == ("verified", LABEL.permit_number)
    assert claims == LABEL.tokens()
    assert decode_label(text, key_of) == (LABEL, SIGNER.key)


def test_a_key_list_survives_signing():
    assert open_key_list(seal_key_list(KEY_LIST, ROOT), ROOT.key.public_key) == KEY_LIST


def test_a_status_list_fits_the_text_of_one_code_for_a_county():
    dead = set(range(0, 100_000, 1000))
    statuses = (CardStatus.DEAD if index in dead else CardStatus.VALID for index in range(100_000))
    text = as_text(seal_status_list(pack_list(OFFICE, MADE_AT, UNTIL, statuses, bits=1), SIGNER))

    listing, _ = open_status_list(text, key_of)

    assert len(text) < 1000
    assert {index for index in range(100_000) if listing.status(index) is CardStatus.DEAD} == dead


def test_one_kind_of_document_is_not_taken_for_another():
    listing, keys = seal_status_list(LIST, SIGNER), seal_key_list(KEY_LIST, ROOT)

    assert reason_of(decode, as_text(listing), key_of) == "wrong_kind"
    assert reason_of(open_key_list, listing, SIGNER.key.public_key) == "wrong_kind"
    assert reason_of(open_status_list, keys, lambda kid: ROOT.key) == "wrong_kind"
    assert reason_of(decode, label_code(LABEL, SIGNER), key_of) == "label_alone"
    assert reason_of(decode_label, encode(FACE.claims, SIGNER), key_of) == "not_a_label"
    assert reason_of(open_status_list, encode(FACE.claims, SIGNER), key_of) == "wrong_kind"


@pytest.mark.parametrize(
    "body",
    [
        {"bits": 4, "lst": zlib.compress(b"\0")},
        {"bits": True, "lst": zlib.compress(b"\0")},
        {"bits": 2, "lst": "text"},
        {"bits": 2, "lst": b"no zlib"},
        {"bits": 2, "lst": zlib.compress(b"\0" * 9)[:-1]},
        {"bits": 2, "lst": zlib.compress(b"\0") + b"more"},
        {"bits": 2, "lst": zlib.compress(bytes(50_000_000), 9)},
        {"bits": 2},
        [],
    ],
)
def test_a_rightly_signed_list_with_a_wrong_body_is_refused(body: Any):
    token = seal(LIST.tokens() | {LIST_CLAIM: body}, SIGNER, STATUS_LIST_KIND)

    assert reason_of(open_status_list, token, key_of) == "malformed"


@pytest.mark.parametrize(
    "changes",
    [{2: b"12345678"}, {-2: b"short"}, {3: -7}, {-1: 4}, {"from": "2025"}, {"office": 430111}, {"retired_on": None}],
)
def test_a_rightly_signed_key_list_with_a_wrong_key_is_refused(changes: dict[Any, Any]):
    tokens = KEY_LIST.tokens()
    token = seal(tokens | {KEYS: [tokens[KEYS][0] | changes]}, ROOT, KEY_LIST_KIND)

    assert reason_of(open_key_list, token, ROOT.key.public_key) == "malformed"


def test_a_key_named_twice_on_a_list_is_refused():
    tokens = KEY_LIST.tokens()
    token = seal(tokens | {KEYS: [tokens[KEYS][0]] * 2}, ROOT, KEY_LIST_KIND)

    assert reason_of(open_key_list, token, ROOT.key.public_key) == "malformed"


def test_a_file_too_long_is_refused_unread():
    assert reason_of(open_key_list, b"\xd2" + bytes(4_000_001), ROOT.key.public_key) == "malformed"


def test_a_retired_key_signs_no_list_and_no_label():
    retired = replace(SIGNER, key=replace(SIGNER.key, retired_on=date(2026, 11, 2)))

    assert reason_of(seal_status_list, LIST, retired) == "key_retired"
    assert reason_of(label_code, LABEL, retired) == "key_retired"

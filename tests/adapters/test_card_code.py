import os
import random
import zlib
from datetime import UTC, date, datetime
from typing import Any

import base45
import cbor2
import claim169
import cwt
import pytest
from builders import a_face
from hypothesis import given
from hypothesis import strategies as st

from resipermit.adapters.card_code import ALPHABET, decode, encode
from resipermit.adapters.signing_keys import Ed25519Signer, public_pem, signer_from_seed
from resipermit.domain.card_keys import KeyRecord, kid_of
from resipermit.domain.errors import Refused

OFFICE, SINCE = "430111", date(2025, 1, 1)
SIGNER = signer_from_seed(bytes(range(32)), OFFICE, SINCE)
FORGER = signer_from_seed(bytes(32), OFFICE, SINCE)
FACE = a_face()
TEXT = encode(FACE.claims, SIGNER)


def key_of(kid: bytes) -> KeyRecord | None:
    return SIGNER.key if kid == SIGNER.key.kid else None


def reason(text: str, known: Any = key_of) -> str:
    with pytest.raises(Refused) as refusal:
        decode(text, known)
    return refusal.value.code


def wrapped(token: bytes) -> str:
    return base45.b45encode(zlib.compress(token, 0)).decode()


def sealed(
    payload: bytes,
    *,
    header: Any = None,
    unprotected: Any = None,
    signer: Ed25519Signer = SIGNER,
    tag: bytes = b"\xd2",
) -> str:
    """Return a code whose signature is right, whatever it signs."""
    header = header if header is not None else {1: -8, 4: SIGNER.key.kid}
    protected = header if isinstance(header, bytes) else cbor2.dumps(header, canonical=True)
    signature = signer.sign(cbor2.dumps(["Signature1", protected, b"", payload]))
    return wrapped(tag + cbor2.dumps([protected, unprotected or {}, payload, signature]))


def packed(changes: dict[int, Any]) -> bytes:
    return cbor2.dumps(FACE.claims.tokens() | changes, canonical=True)


def test_a_code_says_what_was_signed_and_by_which_key():
    claims, key = decode(TEXT, key_of)

    assert claims == FACE.claims
    assert key == SIGNER.key


def test_the_same_card_has_the_same_text_and_it_suits_the_alphanumeric_mode():
    assert encode(FACE.claims, SIGNER) == TEXT
    assert set(TEXT) <= ALPHABET
    assert TEXT.strip() == TEXT


def test_the_public_verifier_claim169_agrees():
    found = claim169.decode(TEXT, verify_with_ed25519_pem=public_pem(SIGNER.key))

    assert found.verification_status == "verified"
    assert found.claim169.full_name == FACE.name
    assert found.claim169.id == FACE.permit_number
    assert found.claim169.date_of_birth == "19900315"
    assert found.claim169.address == FACE.residence_address
    assert found.claim169.legal_status == "JZZ"
    assert found.cwt_meta.issuer == OFFICE
    assert found.cwt_meta.subject == FACE.citizen_number
    assert datetime.fromtimestamp(found.cwt_meta.issued_at, UTC).date() == FACE.issued_on


def test_the_public_verifier_cwt_agrees_with_all_private_claims():
    key = cwt.COSEKey.from_pem(public_pem(SIGNER.key), kid=SIGNER.key.kid)

    claims = cwt.decode(zlib.decompress(base45.b45decode(TEXT)), key)

    assert claims == FACE.claims.tokens()


def test_claim169_refuses_a_changed_name():
    token = zlib.decompress(base45.b45decode(TEXT)).replace("欧阳".encode(), "欧阴".encode())

    with pytest.raises(claim169.SignatureError):
        claim169.decode(wrapped(token), verify_with_ed25519_pem=public_pem(SIGNER.key))


def test_every_single_changed_character_is_refused():
    letters = sorted(ALPHABET)
    choose = random.Random(20260101)
    positions = [(at, letter) for at in range(len(TEXT)) for letter in choose.sample(letters, 12)]

    reasons = {reason(TEXT[:at] + letter + TEXT[at + 1 :]) for at, letter in positions if TEXT[at] != letter}

    assert reasons <= {"malformed", "truncated", "not_a_permit"}


def test_every_truncated_text_is_refused():
    reasons = {reason(TEXT[:length]) for length in range(1, len(TEXT))}

    assert reasons == {"truncated", "malformed", "not_a_permit"}
    assert reason(TEXT[:-90]) == "truncated"


@pytest.mark.parametrize(
    "text",
    ["", "0", "HTTPS://EXAMPLE.CN/JZZ", "https://example.cn", "居住证", "NCF", "HC1:" + TEXT, TEXT.lower(), "A" * 5000],
)
def test_a_foreign_text_is_no_card(text: str):
    assert reason(text) == "not_a_permit"


def test_a_text_with_something_after_it_is_refused():
    assert reason(TEXT + "000") == "malformed"


def test_a_line_end_from_a_wedge_scanner_does_no_harm():
    assert decode(TEXT + "\r\n", key_of)[0] == FACE.claims


def test_a_forgery_with_the_kid_of_the_office_is_refused_by_its_signature():
    forged = sealed(packed({169: FACE.claims.tokens()[169] | {4: "伪演示"}}), signer=FORGER)

    assert reason(forged) == "bad_signature"


def test_a_code_of_an_unknown_key_is_refused():
    assert reason(encode(FACE.claims, FORGER)) == "unknown_key"


def test_a_record_under_a_false_kid_does_not_make_its_key_known():
    false = KeyRecord(SIGNER.key.kid, FORGER.key.public_key, OFFICE, SINCE)

    assert reason(sealed(packed({}), signer=FORGER), lambda kid: false) == "unknown_key"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({1: -7, 4: SIGNER.key.kid}, "wrong_algorithm"),
        ({1: 5, 4: SIGNER.key.kid}, "wrong_algorithm"),
        ({1: "EdDSA", 4: SIGNER.key.kid}, "wrong_algorithm"),
        ({1: [-8], 4: SIGNER.key.kid}, "wrong_algorithm"),
        ({4: SIGNER.key.kid}, "wrong_algorithm"),
        ({1: -8}, "malformed"),
        ({1: -8, 4: SIGNER.key.kid, 2: [1]}, "malformed"),
        ({1: -8, 4: b"short"}, "unknown_key"),
        ({1: -8, 4: 7}, "unknown_key"),
        ([], "malformed"),
        (b"", "malformed"),
        (b"\xa2\x01\x27\x01\x27", "malformed"),
    ],
)
def test_a_header_other_than_the_one_written_is_refused(header: Any, expected: str):
    assert reason(sealed(packed({}), header=header)) == expected


def test_headers_outside_the_signature_are_refused():
    assert reason(sealed(packed({}), unprotected={4: SIGNER.key.kid})) == "malformed"


def test_the_cwt_tag_is_refused_as_public_verifiers_do():
    assert reason(sealed(packed({}), tag=b"\xd8\x3d\xd2")) == "malformed"


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (packed({3: "audience"}), "newer_than_program"),
        (packed({6: 1.5}), "malformed"),
        (packed({6: cbor2.CBORTag(1, 5)}), "malformed"),
        (packed({169: {}}), "malformed"),
        (packed({2: "0" * 18}), "malformed"),
        (packed({1: "43011"}), "malformed"),
        (packed({1: "430102"}), "key_of_another_office"),
        (packed({6: 1704067200}), "key_not_yet_in_use"),
        (b"", "malformed"),
        (b"\xff", "malformed"),
        (b"\x81" * 1500, "malformed"),
        (b"\xbf\xff", "malformed"),
        (b"\x5b" + b"\xff" * 8, "malformed"),
        (b"\x9b" + b"\xff" * 8, "malformed"),
        (b"\xbb" + b"\xff" * 8, "malformed"),
        (b"\x18\x01", "malformed"),
        (b"\x62\xff\xff", "malformed"),
        (packed({})[:-1], "malformed"),
        (packed({}) + b"\x00", "malformed"),
        (b"\x64test", "malformed"),
    ],
)
def test_a_rightly_signed_but_malformed_payload_is_refused(payload: bytes, expected: str):
    assert reason(sealed(payload)) == expected


def test_a_compressed_bomb_is_never_unpacked():
    bomb = base45.b45encode(zlib.compress(b"\xd2" + bytes(50_000_000), 9)[:2800]).decode()

    assert reason(bomb) == "not_a_permit"


def test_a_key_of_wrong_length_on_record_is_a_wrong_signature_not_a_crash():
    public = os.urandom(31)
    broken = KeyRecord(kid_of(public), public, OFFICE, SINCE)
    text = sealed(packed({}), header={1: -8, 4: broken.kid})

    assert reason(text, lambda kid: broken) == "bad_signature"


def test_a_retired_key_signs_no_more():
    key = KeyRecord(SIGNER.key.kid, SIGNER.key.public_key, OFFICE, SINCE, retired_on=FACE.issued_on)
    signer = Ed25519Signer(key, SIGNER._private)

    with pytest.raises(Refused) as refusal:
        encode(FACE.claims, signer)

    assert refusal.value.code == "key_retired"


@given(st.text(st.sampled_from(sorted(ALPHABET)), max_size=700) | st.text(max_size=50))
def test_no_random_text_is_accepted_or_crashes(text: str):
    assert reason(text)


@given(st.binary(max_size=400))
def test_no_random_token_in_the_right_wrapping_is_accepted_or_crashes(token: bytes):
    assert reason(wrapped(token)) == "malformed"


CBOR = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**64), 2**64 - 1) | st.text(max_size=20) | st.binary(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.integers(0, 70000) | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(key=st.sampled_from([1, 2, 4, 6, 169, 65535, -1]), value=CBOR)
def test_no_strange_claim_under_a_right_signature_is_accepted_or_crashes(key: int, value: Any):
    tokens = FACE.claims.tokens()
    if tokens.get(key) == value or (key == 4 and isinstance(value, int) and not value % 86400):
        value = b"other"

    assert reason(sealed(packed({key: value})))


@given(
    key=st.sampled_from([1, 2, 4, 8, 9, 10, 21, 22, 23, 24, 25, 26, 27]),
    value=CBOR.filter(lambda value: not isinstance(value, str)),
)
def test_no_strange_identity_claim_under_a_right_signature_is_accepted_or_crashes(key: int, value: Any):
    if key == 9 and value in (1, 2):
        value = 3

    assert reason(sealed(packed({169: FACE.claims.tokens()[169] | {key: value}})))

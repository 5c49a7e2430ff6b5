from datetime import date
from typing import Any

import pytest
from builders import a_citizen_number, a_face
from hypothesis import given
from hypothesis import strategies as st

from resipermit.domain.card import LEGAL_ITEMS, CardClaims, read_claims
from resipermit.domain.card_keys import KeyRecord, read_key
from resipermit.domain.errors import InvalidInput
from resipermit.domain.identity import Sex
from resipermit.domain.verdict import CardStanding, VerificationResult

DAYS = st.dates(date(1970, 1, 1), date(2999, 12, 31))
NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=40)


def changed(path: tuple[int, ...], value: Any) -> dict[int, Any]:
    tokens = a_face().claims.tokens()
    target = tokens
    for key in path[:-1]:
        target = target[key]
    if value is None:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return tokens


def test_a_card_prints_the_nine_items_of_the_decree_its_number_and_the_last_day_to_endorse():
    printed = a_face(due_on=date(2026, 11, 20)).printed()

    assert set(LEGAL_ITEMS) - {"photo"} <= printed.keys()
    assert printed["sex"] == "男"
    assert printed["born_on"] == "1990年3月15日"
    assert printed["issued_on"] == "2025年11月20日"
    assert printed["due_on"] == "2026年11月19日"


@pytest.mark.parametrize(
    ("item", "text", "code"),
    [
        ("name", "", "card_item_missing"),
        ("issuing_authority", " ", "card_item_missing"),
        ("name", "演\u202e示", "card_item_unprintable"),
        ("residence_address", "演示路\n12号", "card_item_unprintable"),
        ("registered_address", "路" * 201, "card_item_unprintable"),
    ],
)
def test_a_card_with_an_item_that_cannot_be_printed_is_refused_with_the_item(item: str, text: str, code: str):
    face = a_face(**{item: text})

    with pytest.raises(InvalidInput) as refusal:
        face.printed()

    assert (refusal.value.code, refusal.value.field) == (code, item)


@given(name=NAMES, sex=st.sampled_from(Sex), born_on=DAYS, issued_on=DAYS, due_on=DAYS | st.none())
def test_what_is_signed_reads_as_what_was_meant(name: str, sex: Sex, born_on: date, issued_on: date, due_on: date):
    face = a_face(name=name, sex=sex, born_on=born_on, issued_on=issued_on, due_on=due_on, expires_on=due_on)

    claims = read_claims(face.claims.tokens())

    assert claims == face.claims
    assert face.expects(claims) == ()


def test_every_printed_text_is_signed():
    face = a_face()

    signed = str(face.claims.tokens())

    for text in (face.name, face.ethnic_group, face.citizen_number, face.permit_number, face.issuing_division):
        assert text in signed
    for address in (face.registered_address, face.residence_address):
        assert address in signed


def test_a_code_read_back_from_another_card_says_where_it_differs():
    face = a_face()

    difference = face.expects(a_face(name="王演示", issued_on=date(2025, 11, 21)).claims)

    assert difference == ("name", "issued_on")


@pytest.mark.parametrize(
    ("tokens", "field"),
    [
        ("no map", "claims"),
        ({}, "claims.1"),
        (changed((169,), []), "169"),
        (changed((169, 4), None), "169.4"),
        (changed((169, 4), ""), "169.4"),
        (changed((169, 4), 7), "169.4"),
        (changed((169, 4), "演\u0000示"), "169.4"),
        (changed((169, 4), "演" * 201), "169.4"),
        (changed((169, 8), "19900230"), "169.8"),
        (changed((169, 8), "1990-3-15"), "169.8"),
        (changed((169, 9), 3), "169.9"),
        (changed((169, 9), True), "169.9"),
        (changed((169, 9), [1]), "169.9"),
        (changed((169, 21), "43011"), "169.21"),
        (changed((169, 22), "PR"), "169.22"),
        (changed((169, 23), "TW"), "169.23"),
        (changed((169, 26), "20260101 "), "169.26"),
        (changed((2,), "123"), "claims.2"),
        (changed((6,), 1), "claims.6"),
        (changed((6,), -86400), "claims.6"),
        (changed((6,), 2**63), "claims.6"),
        (changed((6,), True), "claims.6"),
        (changed((4,), "2026-11-20"), "claims.4"),
    ],
)
def test_a_malformed_claim_is_refused_with_its_place(tokens: Any, field: str):
    with pytest.raises(InvalidInput) as refusal:
        read_claims(tokens)

    assert (refusal.value.code, refusal.value.field) == ("malformed", field)


@pytest.mark.parametrize("path", [(169, 2), (169, 31), (65534,)])
def test_a_claim_of_a_later_layout_is_told_apart_from_a_malformed_one(path: tuple[int, ...]):
    with pytest.raises(InvalidInput) as refusal:
        read_claims(changed(path, 1))

    assert refusal.value.code == "newer_than_program"


def test_nothing_personal_shows_in_the_representation():
    face = a_face()
    result = VerificationResult(date(2026, 1, 1), True, None, CardStanding.IN_USE, "in_use", claims=face.claims)

    shown = repr([face, face.claims, result])

    assert face.name not in shown
    assert a_citizen_number() not in shown


def test_a_result_as_a_document_carries_both_statements_and_the_signed_text():
    claims = a_face().claims
    result = VerificationResult(
        date(2026, 1, 1), True, None, CardStanding.SUSPENDED, "endorsement_missed", claims=claims
    )

    document = result.document()

    assert (document["genuine"], document["standing"]) == (True, "suspended")
    assert document["card"]["issued_on"] == "2025-11-20"
    assert document["card"].keys() == set(CardClaims.__slots__)
    assert not result.good_today


@pytest.mark.parametrize(
    ("key", "issuer", "issued_on", "objection"),
    [
        ({}, "430111", date(2025, 1, 1), None),
        ({}, "430111", date(2024, 12, 31), "key_not_yet_in_use"),
        ({}, "430102", date(2025, 1, 1), "key_of_another_office"),
        ({"retired_on": date(2026, 1, 1)}, "430111", date(2025, 12, 31), None),
        ({"retired_on": date(2026, 1, 1)}, "430111", date(2026, 1, 1), "key_retired"),
        ({"compromised_on": date(2026, 1, 1)}, "430111", date(2025, 12, 31), None),
        ({"compromised_on": date(2026, 1, 1)}, "430111", date(2026, 1, 1), "compromised_key"),
    ],
)
def test_a_key_vouches_for_cards_of_its_office_and_its_time(
    key: dict[str, Any], issuer: str, issued_on: date, objection: str | None
):
    record = KeyRecord(b"12345678", b"k" * 32, "430111", date(2025, 1, 1), **key)

    assert record.objection(issuer, issued_on) == objection


def test_a_key_record_survives_being_written_down():
    record = KeyRecord(b"12345678", b"k" * 32, "430111", date(2025, 1, 1), retired_on=date(2027, 1, 1))

    assert read_key(record.document()) == record


@pytest.mark.parametrize("field", ["kid", "public_key", "from", "retired_on"])
def test_a_damaged_key_record_is_refused_with_its_field(field: str):
    document = KeyRecord(b"12345678", b"k" * 32, "430111", date(2025, 1, 1)).document() | {field: "?"}

    with pytest.raises(InvalidInput) as refusal:
        read_key(document)

    assert refusal.value.field == f"key.{field}"

from datetime import date
from typing import Any

import pytest
from builders import a_face

from resipermit.domain.card import CardClaims
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.permit import Standing
from resipermit.domain.verdict import CardStanding, PermitOnRecord, VerificationResult
from resipermit.usecases.verify_card import VerifyCard

FACE = a_face(issued_on=date(2025, 11, 20))
TODAY = date(2026, 11, 2)
KEY = KeyRecord(b"12345678", b"k" * 32, "430111", date(2025, 1, 1))
CARDS = {"CARD": FACE.claims, "YEARLY": a_face(expires_on=date(2026, 11, 2)).claims}


def read_code(text: str, key_of: Any) -> tuple[CardClaims, KeyRecord]:
    if text not in CARDS:
        raise Refused("bad_signature")
    return CARDS[text], KEY


def find_code(picture: bytes) -> str:
    if picture == b"blank":
        raise InvalidInput("no_code_in_picture", field="picture")
    return picture.decode()


def verify(shown: str | bytes, record: PermitOnRecord | None = None, **how: Any) -> VerificationResult:
    asked: list[tuple[str, date]] = []

    def standing_of(permit_number: str, on: date) -> PermitOnRecord | None:
        asked.append((permit_number, on))
        return record

    result = VerifyCard(read_code, find_code, lambda kid: KEY, standing_of)(shown, **({"on": TODAY} | how))
    assert all(question == (FACE.permit_number, TODAY) for question in asked)
    return result


@pytest.mark.parametrize(
    ("record", "standing", "reason"),
    [
        (None, CardStanding.NOT_KNOWN, "no_list"),
        (PermitOnRecord(Standing.IN_USE), CardStanding.IN_USE, "in_use"),
        (PermitOnRecord(Standing.SUSPENDED), CardStanding.SUSPENDED, "endorsement_missed"),
        (PermitOnRecord(Standing.CANCELLED), CardStanding.CANCELLED, "permit_cancelled"),
        (PermitOnRecord(Standing.REVOKED), CardStanding.CANCELLED, "permit_revoked"),
        (PermitOnRecord(Standing.UNKNOWN), CardStanding.NOT_KNOWN, "no_list"),
        (PermitOnRecord(Standing.IN_USE, None, date(2025, 11, 20)), CardStanding.IN_USE, "in_use"),
        (PermitOnRecord(Standing.IN_USE, None, date(2026, 3, 1)), CardStanding.CANCELLED, "card_replaced"),
    ],
)
def test_a_genuine_card_is_told_apart_from_a_permit_in_use(
    record: PermitOnRecord | None, standing: CardStanding, reason: str
):
    result = verify("CARD", record)

    assert (result.genuine, result.reason) == (True, None)
    assert (result.standing, result.standing_reason) == (standing, reason)
    assert result.good_today is (standing is CardStanding.IN_USE)


def test_a_picture_is_read_first():
    result = verify(b"CARD")

    assert result.claims == FACE.claims
    assert result.kid == KEY.kid


def test_a_card_that_is_not_genuine_says_why_and_nothing_of_what_it_claims():
    result = verify("FORGED", PermitOnRecord(Standing.IN_USE))

    assert (result.genuine, result.reason) == (False, "bad_signature")
    assert (result.standing, result.standing_reason) == (CardStanding.NOT_KNOWN, "not_genuine")
    assert result.claims is None


@pytest.mark.parametrize(("expect", "expected"), [(FACE.permit_number, True), (" 4301110000002025000001 ", True)])
def test_the_expected_card_is_recognised(expect: str, expected: bool):
    result = verify("CARD", PermitOnRecord(Standing.IN_USE), expect=expect)

    assert (result.expected, result.reason, result.good_today) == (expected, None, True)


def test_a_copied_code_is_genuine_but_of_another_card():
    result = verify("CARD", PermitOnRecord(Standing.IN_USE), expect="4301110000002025000002")

    assert (result.genuine, result.expected, result.reason) == (True, False, "other_card")
    assert not result.good_today


def test_a_card_reprinted_each_year_lapses_by_its_own_date_where_no_store_is_at_hand():
    result = verify("YEARLY")

    assert (result.standing, result.standing_reason) == (CardStanding.SUSPENDED, "code_expired")


def test_a_store_knows_better_than_the_date_on_a_yearly_card():
    assert verify("YEARLY", PermitOnRecord(Standing.IN_USE)).standing is CardStanding.IN_USE


def test_a_yearly_card_is_in_use_by_its_own_code_the_day_before_it_lapses():
    result = VerifyCard(read_code, find_code, lambda kid: KEY)("YEARLY", on=date(2026, 11, 1))

    assert (result.standing, result.standing_reason) == (CardStanding.IN_USE, "code_in_date")
    assert result.cautions == ("no_list",)


def test_before_its_day_of_issue_a_card_is_not_good():
    result = VerifyCard(read_code, find_code, lambda kid: KEY)("CARD", on=date(2025, 11, 19))

    assert (result.genuine, result.reason) == (False, "not_yet_valid")


@pytest.mark.parametrize(("shown", "code"), [("  ", "code_missing"), (b"blank", "no_code_in_picture")])
def test_nothing_to_read_is_bad_input_not_a_verdict(shown: str | bytes, code: str):
    with pytest.raises(InvalidInput) as refusal:
        verify(shown)

    assert refusal.value.code == code

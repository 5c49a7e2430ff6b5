from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pypdfium2
import pytest
from builders import HALL_KEY

from resipermit.adapters.card_code import as_text
from resipermit.adapters.card_reader import code_in_picture
from resipermit.adapters.key_sheet import fingerprint_sheet, status_sheet
from resipermit.adapters.signed_lists import seal_status_list
from resipermit.adapters.signing_keys import signer_from_seed
from resipermit.domain.errors import Refused
from resipermit.domain.status_list import CardStatus, pack_list
from resipermit.usecases.hall import Hall
from resipermit.usecases.sign_key_list import KeyRoom, Root

SIGNER = signer_from_seed(bytes([5]) * 32, "430111", date(2025, 1, 1))
TODAY = date(2026, 3, 2)
HALL = Hall("430111", "430111000000", "长沙市公安局雨花分局", (HALL_KEY, replace(SIGNER.key, retired_on=TODAY)))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def a_list(room: int, dead: int = 3):
    numbers = set(Random(1).sample(range(room), dead))
    statuses = [CardStatus.DEAD if index in numbers else CardStatus.VALID for index in range(room)]
    listing = pack_list("430111", datetime(2026, 3, 2, 1, tzinfo=UTC), date(2026, 3, 10), statuses, bits=1)
    return listing, seal_status_list(listing, SIGNER)


def test_the_fingerprint_sheet_names_the_root_and_every_key_with_its_days():
    root = Root(SIGNER.key.public_key, 4, b"list", HALL.keys)

    words = text_of(fingerprint_sheet(KeyRoom(HALL, root), TODAY))

    assert all(group in words for group in root.fingerprint.split(" "))
    assert all(key.kid.hex() in words for key in HALL.keys)
    assert "长沙市公安局雨花分局" in words
    assert "第 4 号，与下表一致" in words
    assert "2026-03-02" in words
    assert "见证人（签名、日期）" in words


def test_the_sheet_says_when_there_is_no_root_and_when_its_list_is_out_of_date():
    without = text_of(fingerprint_sheet(KeyRoom(HALL, None), TODAY))
    stale = text_of(fingerprint_sheet(KeyRoom(HALL, Root(bytes(32), 4, b"list", HALL.keys[:1])), TODAY))

    assert "尚未生成根密钥" in without
    assert "须重新签署" in stale


def test_many_keys_go_on_on_the_next_page():
    many = replace(HALL, keys=HALL.keys * 40)

    pages = pypdfium2.PdfDocument(fingerprint_sheet(KeyRoom(many, None), TODAY))

    assert len(pages) > 1


def test_the_same_sheet_has_the_same_bytes():
    assert fingerprint_sheet(KeyRoom(HALL, None), TODAY) == fingerprint_sheet(KeyRoom(HALL, None), TODAY)


def test_the_status_list_of_a_county_is_read_back_from_its_page():
    listing, token = a_list(100_000, 100)

    page = status_sheet(listing, token, HALL.authority)

    assert code_in_picture(page) == as_text(token)
    assert "2026年3月10日 起失效" in text_of(page)


def test_a_list_that_no_code_holds_is_refused():
    listing, token = a_list(200_000, 3000)

    with pytest.raises(Refused) as refusal:
        status_sheet(listing, token, HALL.authority)

    assert refusal.value.code == "list_too_long_for_code"

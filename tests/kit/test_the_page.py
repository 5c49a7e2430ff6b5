"""The verification page in a real browser: what it says of every kind of card, and that it asks nobody else."""

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import qrcode

from resipermit.adapters import cose
from resipermit.adapters.card_code import as_text
from tests.kit import offices
from tests.kit.browser import Browser, browser
from tests.kit.offices import BEYOND, DEAD, DESK, NOW, STRANGER, SUSPENDED, TODAY, code, label

pytestmark = pytest.mark.service


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture
def page(started: Browser, tmp_path: Path) -> Browser:
    started.open(offices.kit(tmp_path))
    return started


def altered(text: str) -> str:
    """Change one letter in the middle of the signature's text."""
    at = len(text) - 40
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


def resealed(**changes: object) -> str:
    """Return a card whose text was changed after signing, everything but the signature made to fit."""
    genuine = cose.seal(offices.CARD.tokens(), DESK)
    return as_text(genuine.replace("欧阳演示".encode(), "欧阳演员".encode()))


CARDS = {
    "in use": (lambda: code(), "genuine", "valid_in_list"),
    "suspended": (lambda: code(status_index=SUSPENDED), "genuine", "suspended_in_list"),
    "dead": (lambda: code(status_index=DEAD), "genuine", "dead_in_list"),
    "newer than the list": (lambda: code(status_index=BEYOND), "genuine", "not_in_list"),
    "without a place on the list": (lambda: code(status_index=None), "genuine", "no_index"),
    "of a yearly card in date": (
        lambda: code(status_index=None, expires_on=TODAY + timedelta(days=9)),
        "genuine",
        "code_in_date",
    ),
    "of a yearly card out of date": (lambda: code(status_index=None, expires_on=TODAY), "genuine", "code_expired"),
    "signed by a stranger": (lambda: code(STRANGER), "unknown_key", None),
    "signed with a key now retired, in its time": (
        lambda: code(offices.RETIRED, issued_on=offices.RETIRED_ON - timedelta(days=1)),
        "genuine",
        "valid_in_list",
    ),
    "signed with a retired key, after its time": (
        lambda: code(offices.RETIRED, issued_on=offices.RETIRED_ON),
        "key_retired",
        None,
    ),
    "signed with a compromised key, after the loss": (
        lambda: code(offices.COMPROMISED, issued_on=offices.COMPROMISED_ON),
        "compromised_key",
        None,
    ),
    "dated before its key": (
        lambda: code(DESK.told(since=date(2000, 1, 1)), issued_on=date(2019, 12, 31)),
        "key_not_yet_in_use",
        None,
    ),
    "of another office": (
        lambda: code(DESK.told(office=offices.OTHER_OFFICE), issuing_division=offices.OTHER_OFFICE, status_index=None),
        "key_of_another_office",
        None,
    ),
    "dated tomorrow": (lambda: code(issued_on=TODAY + timedelta(days=1)), "not_yet_valid", None),
    "with one letter changed": (lambda: altered(code()), "malformed", None),
    "with another name under the old signature": (lambda: resealed(), "bad_signature", None),
    "cut short": (lambda: code()[:-42], "truncated", None),
    "of something else": (lambda: "HTTPS://EXAMPLE.INVALID/MENU", "not_a_permit", None),
    "a label alone": (lambda: label(), "label_alone", None),
    "a list shown as a card": (lambda: as_text(offices.status_list()), "wrong_kind", None),
}


@pytest.mark.parametrize(("made", "genuine", "standing"), CARDS.values(), ids=CARDS)
def test_each_card_gets_its_verdict(page: Browser, made: object, genuine: str, standing: str | None) -> None:
    text = made()  # type: ignore[operator]

    verdict = page.show_text(text)

    assert (verdict["genuine"], verdict["standing"]) == (genuine, standing)
    assert page.complaints() == []


def test_a_genuine_card_shows_all_that_was_signed(page: Browser) -> None:
    text = code()

    verdict = page.show_text(text)

    assert verdict["words"] == "真证"
    assert verdict["standing_words"] == "在使用中"
    assert verdict["card"]["姓名"] == "欧阳演示"
    assert verdict["card"]["公民身份号码"] == offices.CARD.citizen_number
    assert len(verdict["card"]) == 12


def test_a_card_of_another_permit_than_expected_is_called_so(page: Browser) -> None:
    other = offices.CARD.permit_number[:-1] + "5"

    verdict = page.show_text(code(), expect=other)

    assert (verdict["genuine"], verdict["words"]) == ("other_card", "是真证，但不是这一张")


def test_a_late_label_brings_a_suspended_card_back_before_the_next_list(page: Browser) -> None:
    page.show_text(code(status_index=SUSPENDED))

    verdict = page.show_label(label(signed_at=NOW))

    assert verdict["standing"] == "label_newer"


def test_a_label_older_than_the_list_does_not(page: Browser) -> None:
    page.show_text(code(status_index=SUSPENDED))

    verdict = page.show_label(label(signed_at=NOW - timedelta(days=2)))

    assert verdict["standing"] == "suspended_in_list"


def test_a_card_signed_before_its_key_was_lost_is_genuine_with_a_caution(page: Browser) -> None:
    text = code(offices.COMPROMISED, issued_on=offices.COMPROMISED_ON - timedelta(days=1))

    verdict = page.show_text(text)

    assert verdict["genuine"] == "genuine"
    assert any("换证" in words for words in verdict["cautions"])


@pytest.mark.parametrize(
    ("lists", "standing"),
    [
        ((), "no_list"),
        ((offices.status_list(NOW - timedelta(days=30)),), "list_too_old"),
        ((offices.status_list(bits=1),), "endorsement_not_known"),
    ],
    ids=["no list", "a list too old", "a list of dead cards only"],
)
def test_what_the_list_cannot_tell_is_not_known(
    started: Browser, tmp_path: Path, lists: tuple[bytes, ...], standing: str
) -> None:
    started.open(offices.kit(tmp_path, lists=lists))

    verdict = started.show_text(code())

    assert (verdict["genuine"], verdict["standing"]) == ("genuine", standing)


def test_without_the_browsers_own_ed25519_the_page_verifies_all_the_same(tmp_path: Path) -> None:
    with browser() as old:
        old.open(offices.kit(tmp_path), without_ed25519=True)

        good, bad = old.show_text(code()), old.show_text(resealed())

        assert old.script("return Code.usesBuiltIn()") is False
        assert (good["genuine"], bad["genuine"]) == ("genuine", "bad_signature")


def test_a_key_list_of_another_root_is_refused(started: Browser, tmp_path: Path) -> None:
    started.open(offices.kit(tmp_path, keys=offices.key_list(root=STRANGER)))

    verdict = started.show_text(code())

    assert "不是由本页所附根密钥签发" in started.text("keys")
    assert verdict["genuine"] == "unknown_key"


def test_a_key_list_older_than_one_seen_is_refused(tmp_path: Path) -> None:
    older = tmp_path / "older.cwt"
    older.write_bytes(offices.key_list(sequence=6))
    with browser() as one:
        one.open(offices.kit(tmp_path))

        said = one.load_list(older)

        assert "比这台电脑见过的旧" in said
        assert one.show_text(code())["genuine"] == "genuine"


def test_a_kit_with_an_older_key_list_than_one_seen_is_refused(tmp_path: Path) -> None:
    with browser() as one:
        one.open(offices.kit(tmp_path))
        one.open(offices.kit(tmp_path, keys=offices.key_list(sequence=6)))

        assert "比这台电脑见过的旧" in one.text("keys")


def test_a_newer_status_list_is_taken_and_a_forged_one_is_not(page: Browser, tmp_path: Path) -> None:
    newer, forged = tmp_path / "newer.cwt", tmp_path / "forged.cwt"
    signed = offices.status_list(NOW)
    newer.write_bytes(signed)
    forged.write_bytes(signed[:-1] + bytes([signed[-1] ^ 1]))

    said = [page.load_list(newer), page.load_list(forged)]

    assert said == ["已采用新的状态名单。", "状态名单没有通过核验，没有采用。"]


def test_a_picture_of_the_code_is_read(page: Browser, tmp_path: Path) -> None:
    picture = tmp_path / "card.png"
    qrcode.make(code(status_index=DEAD), box_size=5).save(picture)

    verdict = page.show_picture(picture)

    assert (verdict["genuine"], verdict["standing"]) == ("genuine", "dead_in_list")


def test_a_picture_without_a_code_says_so(page: Browser, tmp_path: Path) -> None:
    picture = tmp_path / "nothing.png"
    picture.write_bytes(blank_png())

    verdict = page.show_picture(picture)

    assert verdict["genuine"] == "no_code_found"


def blank_png() -> bytes:
    from PIL import Image

    written = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(written, "PNG")
    return written.getvalue()


def test_the_camera_opens_and_closes(page: Browser) -> None:
    page.press("camera")
    page._wait("return document.getElementById('view').videoWidth > 0")

    page.press("camera")

    assert page.script("return document.getElementById('view').hidden") is True
    assert page.complaints() == []


def test_the_page_is_one_file_that_asks_nobody(page: Browser, tmp_path: Path) -> None:
    page.requests()
    page.open(offices.kit(tmp_path))
    page.show_text(code())

    asked = page.requests()

    assert {address.split(":")[0] for address in asked} <= {"file", "blob", "data"}
    assert len([address for address in asked if address.startswith("file:")]) == 1


def test_the_policy_forbids_all_but_the_parts_it_names(tmp_path: Path) -> None:
    text = offices.kit(tmp_path).read_text(encoding="utf-8")

    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)

    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'wasm-unsafe-eval' 'sha256-")
    assert "unsafe-inline" not in policy[1]
    assert "connect-src" not in policy[1]


def test_both_languages_have_every_word_that_the_page_can_say() -> None:
    import json

    from resipermit.resources import resources

    words = {name: json.loads((resources() / "kit" / f"words.{name}.json").read_text("utf-8")) for name in ("zh", "en")}

    assert words["zh"].keys() == words["en"].keys()
    assert all(text.strip() for texts in words.values() for text in texts.values())

"""The vectors that the verification page is tested with hold for the program itself."""

import json
import sys
from base64 import b64decode
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from resipermit.adapters.card_code import decode, decode_label
from resipermit.adapters.signed_lists import open_key_list, open_status_list
from resipermit.domain.errors import Refused
from resipermit.usecases.verify_card import VerifyCard

FOLDER = Path(__file__).parents[1] / "vectors"
VECTORS = json.loads((FOLDER / "verification.json").read_text("utf-8"))
ROOT = bytes.fromhex(VECTORS["root"]["public_key"])
KEYS = open_key_list(b64decode(VECTORS["key_lists"]["keys"]), ROOT)


def test_the_vectors_are_those_that_the_script_makes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "path", [str(FOLDER), *sys.path])

    import make_vectors

    assert make_vectors.vectors() == VECTORS


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_what_is_shown_gets_the_verdict_in_the_table(case: dict[str, Any]):
    listing = case["status_list"] and b64decode(VECTORS["status_lists"][case["status_list"]])
    label = case["label"] and VECTORS["codes"][case["label"]]
    verify = VerifyCard(decode, bytes.decode, KEYS.key_of, read_list=open_status_list, read_label=decode_label)

    verdict = verify(
        VECTORS["codes"][case["card"]],
        on=date.fromisoformat(case["on"]),
        expect=case["expect"],
        status_list=listing,
        label=label,
    ).document()

    said = ("genuine", "reason", "standing", "standing_reason", "cautions")
    assert {name: verdict[name] for name in said} == {name: case[name] for name in said}


@pytest.mark.parametrize("case", VECTORS["key_list_cases"], ids=lambda case: case["list"])
def test_a_key_list_counts_only_from_its_root_and_not_when_a_later_one_was_seen(case: dict[str, Any]):
    reason = None

    try:
        open_key_list(b64decode(VECTORS["key_lists"][case["list"]]), ROOT).not_before(case["seen"])
    except Refused as refusal:
        reason = refusal.code

    assert reason == case["reason"]


def test_the_key_list_holds_the_keys_of_the_vectors():
    assert [key.document() for key in KEYS.keys] == VECTORS["keys"]

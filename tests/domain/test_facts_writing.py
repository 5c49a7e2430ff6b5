"""Facts written and read again are the same facts; a record in canonical form is the same bytes."""

import json
from datetime import date
from pathlib import Path

import pytest

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.domain.decisions import canonical
from resipermit.domain.facts_document import read_facts
from resipermit.domain.facts_writing import facts_document
from resipermit.domain.rule_packs import Pack

FAMILIES = sorted((Path(__file__).parents[1] / "families").glob("*.json"))
GAZETTEER = load_gazetteer()


@pytest.mark.parametrize("path", FAMILIES, ids=lambda path: path.stem)
def test_the_facts_of_every_family_come_back(path):
    facts = read_facts(json.loads(path.read_text(encoding="utf-8"))["facts"], GAZETTEER)

    written = json.loads(canonical(facts_document(facts)))

    assert read_facts(written, GAZETTEER) == facts


def test_what_is_not_known_is_told_apart_from_what_is_empty_or_goes_on():
    told = {
        "holder": {"name": "欧阳演示", "born_on": "1990-03-15"},
        "tax": [],
        "permit": None,
        "employment": [{"division": "430111", "from": "2024-01-01"}],
        "housing": [{"division": "430111", "from": "2024-01-01", "until": None}],
        "points": {"degree": "bachelor", "years": 2.5},
        "household": [
            {"relation": "child", "living_together": [{"from": "2024-01-01", "until": "2024-02-01"}], "married": False}
        ],
    }

    written = facts_document(read_facts(told, GAZETTEER))

    assert written == told


def test_canonical_form_sorts_keys_and_writes_no_blanks_and_no_escapes():
    document = {"b": [1.0, 2.5, None, True], "a": {"乙": date(2026, 1, 2), "甲": "é"}}

    assert canonical(document) == '{"a":{"乙":"2026-01-02","甲":"é"},"b":[1,2.5,null,true]}'.encode()


def test_a_number_that_json_does_not_know_is_no_record():
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})


def test_the_hash_of_a_pack_knows_names_and_lengths():
    one = Pack.of([("43/10", b"ab"), ("national/10", b"c")])

    assert one.layers[0][0] == "national/10"
    assert Pack.of([("43/10", b"a"), ("national/10", b"bc")]).sha256 != one.sha256
    assert Pack.of([("44/10", b"ab"), ("national/10", b"c")]).sha256 != one.sha256
    assert Pack.of([("national/10", b"c"), ("43/10", b"ab")]).sha256 == one.sha256


def test_a_place_is_given_its_own_layers_only():
    files = ("national/10", "43/10", "43/4301/10", "43/4301/430100/10", "43/4302/10", "44/10")
    pack = Pack.of((name, b"") for name in files)

    assert [name for name, _ in pack.of_place("430100")] == list(files[:4])
    assert set(pack.places) == {"430000", "430100", "430200", "440000"}

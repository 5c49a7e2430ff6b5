"""Every refusal has a sentence in both languages, and the sentence knows its facts."""

import ast
import string
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from resipermit.domain.errors import InvalidInput, Refused
from resipermit.words import LANGUAGES, catalogue, language_of_locale, say, say_error

ROOT = Path(__file__).parents[1]
SAID = {"Refused", "InvalidInput", "StoreUnavailable", "Advice"}


def codes_in_the_source() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in [*ROOT.glob("resipermit/**/*.py"), *ROOT.glob("db/**/*.py"), *ROOT.glob("ui/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found[first.value] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return found


def fields_of(sentence: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name}


def spoken(sentence: str) -> str:
    return "".join(literal for literal, *_ in string.Formatter().parse(sentence))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_that_can_be_raised_has_a_sentence(language):
    sentences = catalogue(language)

    codes = codes_in_the_source()

    assert len(codes) > 20
    assert {code: place for code, place in codes.items() if code not in sentences} == {}


def test_both_languages_hold_the_same_codes_and_facts():
    chinese, english = catalogue("zh_CN"), catalogue("en")

    assert set(chinese) == set(english)
    different = {code for code in chinese if not fields_of(english[code]) <= fields_of(chinese[code]) | {"field"}}
    assert different == set()


def test_chinese_sentences_are_chinese():
    latin_only = [
        code
        for code, sentence in catalogue("zh_CN").items()
        if not any("一" <= char <= "鿿" for char in spoken(sentence)) and any(map(str.isalpha, spoken(sentence)))
    ]

    assert latin_only == []


def test_a_day_reads_as_the_language_writes_it():
    facts = {"opens_on": date(2025, 12, 1), "closes_on": date(2025, 12, 31)}

    assert "2025年12月31日" in say("before_window", "zh_CN", **facts)
    assert "2025-12-31" in say("before_window", "en", **facts)


def test_an_instant_reads_by_the_clock_of_the_office():
    at = datetime(2026, 11, 24, 19, 33, tzinfo=UTC)

    said = say("line.rules_accepted", "zh_CN", at=at, by="wang", sha256="…")

    assert "2026-11-25 03:33" in said


def test_an_error_is_said_with_its_facts_and_hides_them_in_its_repr():
    error = InvalidInput("day_impossible", field="holder.born_on", value="2026-02-30")

    assert "holder.born_on" in say_error(error, "en")
    assert "2026-02-30" not in repr(error) + str(error)
    assert repr(Refused("no_ground")) == "Refused('no_ground')"


@pytest.mark.parametrize(
    ("name", "language"), [("zh_CN.UTF-8", "zh_CN"), ("C", "en"), ("en_GB.UTF-8", "en"), ("C.UTF-8", "en")]
)
def test_the_command_line_follows_the_locale(monkeypatch, name, language):
    monkeypatch.setenv("LC_ALL", name)

    assert language_of_locale() == language

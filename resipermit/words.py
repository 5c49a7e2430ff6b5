"""What the program says: sentences by code, Chinese first, for the window, the papers and the command line alike."""

import json
import locale
import os
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from resipermit.domain.errors import ResipermitError
from resipermit.domain.rule_faults import Fault
from resipermit.resources import resources

LANGUAGES = ("zh_CN", "en")


def language_of_locale() -> str:
    """Return zh_CN for a Chinese locale, else en (so also under C)."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not name:
        name = locale.getlocale()[0] or ""
    return "zh_CN" if name.lower().startswith(("zh", "chinese")) else "en"


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return every sentence of *language* by its code."""
    path = resources() / "i18n" / f"words.{language}.json"
    sentences: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return sentences


def say(code: str, language: str, /, **facts: Any) -> str:
    """Return the sentence *code* with its facts in it; days read 2025年12月31日 or 2025-12-31,
    instants by the clock of the office.

    A code without a sentence is a defect; it is said as the code itself, so that nothing crashes at the counter.
    """
    sentence = catalogue(language).get(code)
    if sentence is None:
        return code
    shown = {name: str(value) if name == "id" else _shown(value, language) for name, value in facts.items()}
    for name in ("field", "item"):
        if name in shown:
            shown[name] = catalogue(language).get(f"field.{shown[name]}", shown[name])
    return sentence.format_map(_Lenient(shown))


def say_error(error: ResipermitError, language: str) -> str:
    """Return what to say about a refusal."""
    return say(error.code, language, **error.facts)


def say_fault(fault: Fault, language: str) -> str:
    """Return what is wrong with a rule file, without the place; words of the rule language stay as they are written."""
    facts = {name: _literal(value, name, language) for name, value in fault.facts.items()}
    sentence = catalogue(language).get(f"rule_fault.{fault.code}", fault.code).format_map(_Lenient(facts))
    if fault.near is None:
        return sentence
    return sentence + catalogue(language)["rule_fault.did_you_mean"].format(near=fault.near)


def _literal(value: Any, name: str, language: str) -> str:
    if isinstance(value, ResipermitError):
        return say_error(value, language)
    if name in ("what", "expected"):
        return catalogue(language).get(f"rule_name.{value}", str(value))
    if isinstance(value, (list, tuple)):
        return ("、" if language == "zh_CN" else ", ").join(map(str, value))
    return str(value)


def day_words(day: date, language: str) -> str:
    """Return a day as it is written in *language*."""
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh_CN" else day.isoformat()


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _shown(value: Any, language: str) -> str:
    if isinstance(value, Fault):
        return say_fault(value, language)
    if isinstance(value, datetime):
        from resipermit.domain.claims import OFFICE_TIME  # few sentences tell an instant, and every start pays for it

        return f"{value.astimezone(OFFICE_TIME):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return day_words(value, language)
    if isinstance(value, (list, tuple, frozenset)):
        return ("、" if language == "zh_CN" else ", ").join(_shown(item, language) for item in value)
    known = catalogue(language).get(f"word.{value}")
    return known if known is not None else str(value)

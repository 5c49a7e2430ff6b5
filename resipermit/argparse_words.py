"""What argparse itself says, in Chinese: its complaints and the headings of a page of help.

argparse looks its sentences up through the two names of gettext that it has imported. Compiled catalogues of gettext
would be found by the locale of the process only, which a desk in C.UTF-8 with a Chinese window does not have.
"""

import argparse
import json
from collections.abc import Mapping
from functools import cache

from resipermit.resources import resources


@cache
def sentences() -> Mapping[str, str]:
    """Return the Chinese sentence of each of argparse's English ones, with the same places to fill."""
    path = resources() / "i18n" / "argparse.zh_CN.json"
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return known


def let_argparse_speak(language: str) -> None:
    """Have every parser made from now on speak *language*; a sentence that is not known stays English."""

    def one(text: str) -> str:
        return sentences().get(text, text) if language == "zh_CN" else text

    def counted(single: str, several: str, count: int) -> str:
        return one(single if count == 1 else several)

    vars(argparse).update(_=one, ngettext=counted)

"""The ethnic groups of GB/T 3304 by code, as they are printed on cards."""

import csv
from functools import cache

from resipermit.domain.errors import InvalidInput
from resipermit.resources import resources


@cache
def ethnic_groups() -> dict[str, str]:
    """Return the short Chinese name, such as 土家, by its two-digit code."""
    with (resources() / "names" / "ethnic_groups.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name_short_zh"] for row in csv.DictReader(file)}


def ethnic_word(code: str) -> str:
    """Return the word printed for *code*; raises InvalidInput."""
    try:
        return ethnic_groups()[code]
    except KeyError as error:
        raise InvalidInput("ethnic_code_unknown", field="ethnic_code", value=code) from error

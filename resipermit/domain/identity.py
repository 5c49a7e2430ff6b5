"""The citizen number: read it, check it, and what it says of birth and sex.

Basis: GB 11643-1999 (check character by ISO 7064 MOD 11-2; odd sequence male, even female). The division code is
the one at the time the number was given: it may be abolished since, and says nothing of where a person lives.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from resipermit.domain.calendar import full_years


class Sex(StrEnum):
    """男, 女."""

    MALE = "male"
    FEMALE = "female"


class Verdict(StrEnum):
    """What a reading comes to; WARN is well-formed, but an officer must look."""

    VALID = "valid"
    WARN = "warn"
    INVALID = "invalid"
    OBSOLETE = "obsolete"
    UPGRADE = "upgrade"


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """What was read. *reason* is the first that applies; *number* has 18 characters, or is None when unreadable."""

    verdict: Verdict
    reason: str
    number: str | None = None
    born_on: date | None = None
    sex: Sex | None = None
    division: str | None = None

    def __repr__(self) -> str:
        return f"Reading({self.verdict.value}, {self.reason})"


class Divisions(Protocol):
    """What a reading asks of the division codes."""

    def standing(self, code: str) -> str | None:
        """Return current, retired, aggregate, special, or None for a code that never was."""
        ...

    def is_county(self, code: str) -> bool: ...

    def retired_in(self, code: str) -> int | None:
        """Return the first year-end at which *code* was gone, by the widest span known; None while in use."""
        ...


WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
OLDEST_AGE = 130
OLD_CENTENARIANS = range(996, 1000)
RESIDENTS_OF = {"810000", "820000", "830000"}
BLANKS = " \t　\xa0​﻿"
_DROP = {ord(char): None for char in BLANKS}
_NARROW = {0xFF10 + n: str(n) for n in range(10)} | dict.fromkeys((0xFF38, 0xFF58, 0x2169, ord("x")), "X")
_ALLOWED = re.compile(r"[0-9X]*")


def check_character(first17: str) -> str:
    """Return the eighteenth character of the number that begins with *first17*."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True)) % 11]


def masked(number: str) -> str:
    """Return *number* with the middle hidden: first six and last four characters stay."""
    return f"{number[:6]}{'*' * max(0, len(number) - 10)}{number[-4:]}"


def clean(text: str) -> str:
    """Return *text* without blanks, full-width digits and every form of X as plain ones; nothing else is mended."""
    return text.translate(_DROP).translate(_NARROW)


def read_strict(text: str, divisions: Divisions, on: date) -> Reading:
    """Read *text* as it stands, on the day *on*."""
    mended = clean(text)
    if mended != text and _read(mended, divisions, on).verdict is not Verdict.INVALID:
        return Reading(Verdict.INVALID, _mend(text))
    return _read(text, divisions, on)


def read_lenient(text: str, divisions: Divisions, on: date) -> Reading:
    """Read *text* after cleaning; a 15-digit number comes back with its 18-digit form as UPGRADE."""
    reading = _read(clean(text), divisions, on)
    if reading.verdict is Verdict.OBSOLETE:
        return Reading(Verdict.UPGRADE, reading.reason, reading.number, reading.born_on, reading.sex, reading.division)
    return reading


def corrections(number: str) -> tuple[str, ...]:
    """Return the numbers one digit or one swap of neighbours away whose check character and date are right."""
    candidates: set[str] = set()
    for index, char in enumerate(number):
        for digit in "0123456789" if index < len(number) - 1 else "0123456789X":
            if digit != char:
                candidates.add(number[:index] + digit + number[index + 1 :])
    for index in range(len(number) - 1):
        swapped = number[:index] + number[index + 1] + number[index] + number[index + 2 :]
        candidates.add(swapped)
    candidates.discard(number)
    return tuple(sorted(filter(_well_formed, candidates)))


def _well_formed(number: str) -> bool:
    return (
        re.fullmatch(r"[0-9]{17}[0-9X]", number) is not None
        and check_character(number[:17]) == number[17]
        and _birthday(number[6:14]) is not None
    )


def _mend(text: str) -> str:
    if any(char in BLANKS for char in text):
        return "WHITESPACE"
    return "LOWERCASE_X" if "x" in text else "FULLWIDTH"


def _read(text: str, divisions: Divisions, on: date) -> Reading:
    fault = _fault_of_form(text)
    if fault:
        return Reading(Verdict.INVALID, fault)
    old = len(text) == 15
    body = f"{text[:6]}19{text[6:]}" if old else text[:17]
    born_on = _birthday(body[6:14])
    if born_on is None:
        return Reading(Verdict.INVALID, "DATE_INVALID")
    if old and int(text[12:]) in OLD_CENTENARIANS:
        return Reading(Verdict.WARN, "OLD_15_CENTENARIAN")
    if born_on > on:
        return Reading(Verdict.INVALID, "DATE_FUTURE")
    check = check_character(body)
    if not old and check != text[17]:
        return Reading(Verdict.INVALID, "CHECK_DIGIT")
    verdict, reason = _place(body[:6], divisions, born_on, on)
    if verdict is Verdict.INVALID:
        return Reading(verdict, reason)
    if old:
        verdict, reason = Verdict.OBSOLETE, "OLD_15_DIGIT"
    sex = Sex.MALE if int(body[16]) % 2 else Sex.FEMALE
    return Reading(verdict, reason, body + check, born_on, sex, body[:6])


def _fault_of_form(text: str) -> str | None:
    if not text:
        return "EMPTY"
    if not _ALLOWED.fullmatch(text) or "X" in text[:-1]:
        return "CHARSET"
    if len(text) not in (15, 18):
        return "LENGTH"
    return "CHARSET" if len(text) == 15 and "X" in text else None


def _birthday(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _place(code: str, divisions: Divisions, born_on: date, on: date) -> tuple[Verdict, str]:
    if code[0] == "9":
        return Verdict.INVALID, "FOREIGN_PR_CARD"
    if code in RESIDENTS_OF:
        return Verdict.VALID, "OK_HMT_PERMIT"
    if code == "710000":
        return Verdict.WARN, "DIVISION_710000"
    standing = divisions.standing(code)
    if standing is None:
        return Verdict.INVALID, "DIVISION_UNKNOWN"
    if standing == "aggregate":
        return Verdict.WARN, "DIVISION_AGGREGATE"
    if not divisions.is_county(code):
        return Verdict.WARN, "DIVISION_NOT_COUNTY"
    if full_years(born_on, on) > OLDEST_AGE:
        return Verdict.WARN, "AGE_IMPLAUSIBLE"
    retired_in = divisions.retired_in(code)
    if retired_in is not None and born_on.year > retired_in:
        return Verdict.WARN, "DIVISION_NOT_IN_USE_AT_BIRTH"
    return (Verdict.VALID, "OK") if standing == "current" else (Verdict.VALID, "OK_RETIRED_DIVISION")

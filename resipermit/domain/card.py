"""What a card says on its face and in its code, and what can be said of a card that somebody shows.

The nine items are those of 居住证暂行条例 (decree 663) art. 4; the permit number and the day of the next endorsement
are the office's own additions. Everything printed is also signed, but for the portrait and the name of the issuing
authority, which the code gives as its division code.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from resipermit.domain.errors import InvalidInput
from resipermit.domain.identity import Sex

# decree 663 art. 4 counts nine, the issuing authority and the day of issue as one
LEGAL_ITEMS = (
    "name",
    "sex",
    "ethnic_group",
    "born_on",
    "citizen_number",
    "photo",
    "registered_address",
    "residence_address",
    "issuing_authority",
    "issued_on",
)
TEXT_ITEMS = (*(item for item in LEGAL_ITEMS if item != "photo"), "permit_number", "due_on")

SEX_WORDS = {Sex.MALE: "男", Sex.FEMALE: "女"}

ISSUER, SUBJECT, EXPIRES, ISSUED, IDENTITY = 1, 2, 4, 6, 169
NUMBER, NAME, BORN, SEX, ADDRESS, DIVISION, STATUS, COUNTRY, ETHNIC, REGISTERED, DUE = (
    *(1, 4, 8, 9, 10, 21, 22, 23),
    *(24, 25, 26),  # 24 to 49 are free for private use
)
PERMIT_STATUS, CHINA = "JZZ", "CN"
SEX_NUMBERS = {Sex.MALE: 1, Sex.FEMALE: 2}

_DIVISION = re.compile(r"[1-9][0-9]{5}(?:[0-9]{3}){0,2}")
_CITIZEN_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
_DAY = re.compile(r"[12][0-9]{7}")
_NOT_TEXT = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LONGEST_TEXT = 200
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True, repr=False)
class CardClaims:
    """What the code on a card says, as the issuing office signed it."""

    permit_number: str
    citizen_number: str
    name: str
    sex: Sex
    ethnic_group: str
    born_on: date
    registered_address: str
    residence_address: str
    residence_division: str
    issuing_division: str
    issued_on: date
    due_on: date | None = None
    expires_on: date | None = None

    def __repr__(self) -> str:
        return f"CardClaims(issuing_division={self.issuing_division!r})"

    def tokens(self) -> dict[int, Any]:
        """Return the claims as a CWT claims set (RFC 8392) with claim 169; a day is its midnight in UTC."""
        identity: dict[int, Any] = {
            NUMBER: self.permit_number,
            NAME: self.name,
            BORN: f"{self.born_on:%Y%m%d}",
            SEX: SEX_NUMBERS[self.sex],
            ADDRESS: self.residence_address,
            DIVISION: self.residence_division,
            STATUS: PERMIT_STATUS,
            COUNTRY: CHINA,
            ETHNIC: self.ethnic_group,
            REGISTERED: self.registered_address,
        }
        if self.due_on is not None:
            identity[DUE] = f"{self.due_on:%Y%m%d}"
        claims: dict[int, Any] = {
            ISSUER: self.issuing_division,
            SUBJECT: self.citizen_number,
            ISSUED: _seconds(self.issued_on),
            IDENTITY: identity,
        }
        if self.expires_on is not None:
            claims[EXPIRES] = _seconds(self.expires_on)
        return claims


@dataclass(frozen=True, slots=True, repr=False)
class CardFace:
    """All that is printed on a card except the portrait.

    `ethnic_group` is the word printed, such as 土家; `issued_on` is the day of this card; `due_on` is the first day
    without function unless it is endorsed; `expires_on`, for cards reprinted each year, the first day no longer good.
    """

    permit_number: str
    name: str
    sex: Sex
    ethnic_group: str
    born_on: date
    citizen_number: str
    registered_address: str
    residence_address: str
    residence_division: str
    issuing_division: str
    issuing_authority: str
    issued_on: date
    due_on: date | None = None
    expires_on: date | None = None

    def __repr__(self) -> str:
        return f"CardFace(issuing_division={self.issuing_division!r})"

    @property
    def claims(self) -> CardClaims:
        """What is signed: every printed text, the issuing authority as its division."""
        return CardClaims(
            permit_number=self.permit_number,
            citizen_number=self.citizen_number,
            name=self.name,
            sex=self.sex,
            ethnic_group=self.ethnic_group,
            born_on=self.born_on,
            registered_address=self.registered_address,
            residence_address=self.residence_address,
            residence_division=self.residence_division,
            issuing_division=self.issuing_division,
            issued_on=self.issued_on,
            due_on=self.due_on,
            expires_on=self.expires_on,
        )

    def printed(self) -> dict[str, str]:
        """Return the text of each item as it stands on the card; `due_on` gives the last day in time.

        Raises:
            InvalidInput: `card_item_missing` or `card_item_unprintable`, with the item as field.
        """
        words = {
            "name": self.name,
            "sex": SEX_WORDS[self.sex],
            "ethnic_group": self.ethnic_group,
            "born_on": _in_words(self.born_on),
            "citizen_number": self.citizen_number,
            "registered_address": self.registered_address,
            "residence_address": self.residence_address,
            "issuing_authority": self.issuing_authority,
            "issued_on": _in_words(self.issued_on),
            "permit_number": self.permit_number,
            "due_on": "" if self.due_on is None else _in_words(self.due_on - timedelta(days=1)),
        }
        for item, text in words.items():
            if item != "due_on" and not text.strip():
                raise InvalidInput("card_item_missing", field=item)
            if not _fit_for_print(text) or len(text) > _LONGEST_TEXT:
                raise InvalidInput("card_item_unprintable", field=item)
        return words

    def expects(self, claims: CardClaims) -> tuple[str, ...]:
        """Return the items in which a code that was read back differs from this card; none when it is this card's."""
        own = self.claims
        return tuple(item for item in CardClaims.__slots__ if getattr(own, item) != getattr(claims, item))


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _fit_for_print(text: str) -> bool:
    # str.isprintable would refuse characters newer than Python's own tables; whether a font has one is asked later
    return text == text.strip() and not any(unicodedata.category(letter) in _NOT_TEXT for letter in text)


def read_claims(tokens: Any) -> CardClaims:
    """Return what a claims set says; the signature is checked elsewhere.

    Raises:
        InvalidInput: `code_claim_invalid` with the claim as field, or `code_newer_than_program` when it holds claims
            of a later layout.
    """
    top = _Claims(tokens, "claims", needed={ISSUER, SUBJECT, ISSUED, IDENTITY}, optional={EXPIRES})
    identity = _Claims(
        top.values[IDENTITY],
        "169",
        needed={NUMBER, NAME, BORN, SEX, ADDRESS, DIVISION, STATUS, COUNTRY, ETHNIC, REGISTERED},
        optional={DUE},
    )
    sexes = {number: sex for sex, number in SEX_NUMBERS.items()}
    identity.one_of(STATUS, {PERMIT_STATUS: True})
    identity.one_of(COUNTRY, {CHINA: True})
    return CardClaims(
        permit_number=identity.text(NUMBER),
        citizen_number=top.text(SUBJECT, _CITIZEN_NUMBER),
        name=identity.text(NAME),
        sex=identity.one_of(SEX, sexes),
        ethnic_group=identity.text(ETHNIC),
        born_on=identity.day(BORN),
        registered_address=identity.text(REGISTERED),
        residence_address=identity.text(ADDRESS),
        residence_division=identity.text(DIVISION, _DIVISION),
        issuing_division=top.text(ISSUER, _DIVISION),
        issued_on=top.instant(ISSUED),
        due_on=identity.day(DUE) if DUE in identity.values else None,
        expires_on=top.instant(EXPIRES) if EXPIRES in top.values else None,
    )


class _Claims:
    """One map of claims, read strictly."""

    def __init__(self, values: Any, path: str, *, needed: set[int], optional: set[int]) -> None:
        self.path = path
        if not isinstance(values, Mapping):
            raise InvalidInput("code_claim_invalid", field=path)
        if missing := needed - values.keys():
            raise InvalidInput("code_claim_invalid", field=f"{path}.{min(missing)}")
        if values.keys() - needed - optional:
            raise InvalidInput("code_newer_than_program", field=path)
        self.values = values

    def _wrong(self, key: int) -> InvalidInput:
        return InvalidInput("code_claim_invalid", field=f"{self.path}.{key}")

    def text(self, key: int, form: re.Pattern[str] | None = None) -> str:
        value = self.values[key]
        if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_TEXT or not _fit_for_print(value):
            raise self._wrong(key)
        if form is not None and not form.fullmatch(value):
            raise self._wrong(key)
        return value

    def one_of(self, key: int, known: Mapping[Any, Any]) -> Any:
        value = self.values[key]
        if not isinstance(value, str | int) or isinstance(value, bool) or value not in known:
            raise self._wrong(key)
        return known[value]

    def day(self, key: int) -> date:
        text = self.text(key, _DAY)
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError as error:
            raise self._wrong(key) from error

    def instant(self, key: int) -> date:
        value = self.values[key]
        last = _seconds(date(2999, 12, 31))
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= last or value % _DAY_SECONDS:
            raise self._wrong(key)
        return date(1970, 1, 1) + timedelta(seconds=value)


class CardStanding(StrEnum):
    """Whether the permit behind a card may be used on a day: 使用中, 中止, 已注销, 不知道."""

    IN_USE = "in_use"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, repr=False)
class VerificationResult:
    """Two separate statements on a card: whether the office made it, and whether its permit is in use on `asked_on`.

    `reason` says why it is not genuine, or `other_card` when it is genuine but another permit's than the one expected;
    `standing_reason` says why it stands so; both are codes. `expected` is None when nobody said which permit it should
    be. `claims` is None unless the card is genuine.
    """

    asked_on: date
    genuine: bool
    reason: str | None
    standing: CardStanding
    standing_reason: str
    standing_since: date | None = None
    expected: bool | None = None
    kid: bytes | None = None
    claims: CardClaims | None = None

    def __repr__(self) -> str:
        return f"VerificationResult(genuine={self.genuine}, reason={self.reason!r}, standing={self.standing!s})"

    @property
    def good_today(self) -> bool:
        """Genuine, in use, and not another card than the one expected."""
        return self.genuine and self.standing is CardStanding.IN_USE and self.expected is not False

    def document(self) -> dict[str, Any]:
        """Return the result as plain words; it holds the holder's particulars."""
        return {
            "asked_on": self.asked_on.isoformat(),
            "genuine": self.genuine,
            "reason": self.reason,
            "standing": str(self.standing),
            "standing_reason": self.standing_reason,
            "standing_since": self.standing_since and self.standing_since.isoformat(),
            "expected": self.expected,
            "kid": self.kid and self.kid.hex(),
            "card": self.claims
            and {
                item: value.isoformat() if isinstance(value, date) else value and str(value)
                for item in CardClaims.__slots__
                for value in [getattr(self.claims, item)]
            },
        }

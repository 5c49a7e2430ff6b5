"""What a card says on its face and in its code, and what can be said of a card that somebody shows.

The nine items are those of 居住证暂行条例 (decree 663) art. 4; the permit number and the day of the next endorsement
are the office's own additions. Everything printed is also signed, but for the portrait and the name of the issuing
authority, which the code gives as its division code.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from resipermit.domain.claims import (
    DIVISION_FORM,
    EXPIRES,
    IDENTITY,
    ISSUED,
    ISSUER,
    LONGEST_TEXT,
    SUBJECT,
    Claims,
    fit_for_print,
    seconds,
)
from resipermit.domain.errors import InvalidInput
from resipermit.domain.identity import Sex
from resipermit.domain.status_list import STATUS_CLAIM, read_reference, reference_to

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

NUMBER, NAME, BORN, SEX, ADDRESS, DIVISION, STATUS, COUNTRY, ETHNIC, REGISTERED, DUE = (
    *(1, 4, 8, 9, 10, 21, 22, 23),
    *(24, 25, 26),  # 24 to 49 are free for private use
)
PERMIT_STATUS, CHINA = "JZZ", "CN"
SEX_NUMBERS = {Sex.MALE: 1, Sex.FEMALE: 2}

_CITIZEN_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")


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
    status_index: int | None = None

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
            ISSUED: seconds(self.issued_on),
            IDENTITY: identity,
        }
        if self.expires_on is not None:
            claims[EXPIRES] = seconds(self.expires_on)
        if self.status_index is not None:
            claims[STATUS_CLAIM] = reference_to(self.issuing_division, self.status_index)
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
    status_index: int | None = None

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
            status_index=self.status_index,
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
            "born_on": in_words(self.born_on),
            "citizen_number": self.citizen_number,
            "registered_address": self.registered_address,
            "residence_address": self.residence_address,
            "issuing_authority": self.issuing_authority,
            "issued_on": in_words(self.issued_on),
            "permit_number": self.permit_number,
            "due_on": "" if self.due_on is None else in_words(self.due_on - timedelta(days=1)),
        }
        for item, text in words.items():
            if item != "due_on" and not text.strip():
                raise InvalidInput("card_item_missing", field=item)
            if not fit_for_print(text) or len(text) > LONGEST_TEXT:
                raise InvalidInput("card_item_unprintable", field=item)
        return words

    def expects(self, claims: CardClaims) -> tuple[str, ...]:
        """Return the items in which a code that was read back differs from this card; none when it is this card's."""
        own = self.claims
        return tuple(item for item in CardClaims.__slots__ if getattr(own, item) != getattr(claims, item))


def in_words(day: date) -> str:
    """Return a day as it stands on a card."""
    return f"{day.year}年{day.month}月{day.day}日"


def read_claims(tokens: Any) -> CardClaims:
    """Return what a claims set says; the signature is checked elsewhere.

    Raises:
        InvalidInput: see `Claims`.
    """
    top = Claims(tokens, "claims", needed={ISSUER, SUBJECT, ISSUED, IDENTITY}, optional={EXPIRES, STATUS_CLAIM})
    identity = Claims(
        top.values[IDENTITY],
        "169",
        needed={NUMBER, NAME, BORN, SEX, ADDRESS, DIVISION, STATUS, COUNTRY, ETHNIC, REGISTERED},
        optional={DUE},
    )
    sexes = {number: sex for sex, number in SEX_NUMBERS.items()}
    identity.one_of(STATUS, {PERMIT_STATUS: True})
    identity.one_of(COUNTRY, {CHINA: True})
    issuing_division = top.text(ISSUER, DIVISION_FORM)
    return CardClaims(
        permit_number=identity.text(NUMBER),
        citizen_number=top.text(SUBJECT, _CITIZEN_NUMBER),
        name=identity.text(NAME),
        sex=identity.one_of(SEX, sexes),
        ethnic_group=identity.text(ETHNIC),
        born_on=identity.written_day(BORN),
        registered_address=identity.text(REGISTERED),
        residence_address=identity.text(ADDRESS),
        residence_division=identity.text(DIVISION, DIVISION_FORM),
        issuing_division=issuing_division,
        issued_on=top.day(ISSUED),
        due_on=identity.written_day(DUE) if DUE in identity else None,
        expires_on=top.day(EXPIRES) if EXPIRES in top else None,
        status_index=read_reference(top.values[STATUS_CLAIM], issuing_division) if STATUS_CLAIM in top else None,
    )

"""What a clerk typed into the one search field, told apart by its form."""

import re
from dataclasses import dataclass
from enum import StrEnum

from resipermit.domain.names import normalised


class TermKind(StrEnum):
    """The kinds of thing the search field understands."""

    CITIZEN_NUMBER = "citizen_number"
    PERMIT_NUMBER = "permit_number"
    ACCEPTANCE_NUMBER = "acceptance_number"
    PHONE = "phone"
    NAME = "name"
    LATIN = "latin"
    QR_TEXT = "qr_text"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, repr=False)
class Term:
    """A typed text, cleaned, with its kind; *whole* says that it is not a beginning only."""

    kind: TermKind
    text: str
    whole: bool = False

    def __repr__(self) -> str:
        return f"Term({self.kind.value})"


PERMIT_DIGITS = 22
QR_LEAST_LENGTH = 120
_ACCEPTANCE = re.compile(r"(?:文号|受理号?)([0-9]{1,9})|([0-9]{1,3})")
_NUMBERS = (TermKind.PERMIT_NUMBER, TermKind.PHONE, TermKind.ACCEPTANCE_NUMBER)
_WHOLE_NUMBER = (TermKind.CITIZEN_NUMBER, True)
_BASE45 = re.compile(r"[0-9A-Z $%*+\-./:]+")
_FULL_WIDTH = {0xFF10 + n: ord("0") + n for n in range(10)} | dict.fromkeys(
    (0xFF38, 0xFF58, 0x2169, ord("x")), ord("X")
)


def read_scan(text: str) -> Term:
    """Return what a scanner read: a whole number, else the code of a card, whatever it turns out to be.

    Scanners with Caps Lock on give small letters; codes have none.
    """
    term = tell_apart(text)
    if term.kind in _NUMBERS or (term.kind, term.whole) == _WHOLE_NUMBER or term.kind is TermKind.NOTHING:
        return term
    code = text.strip()
    return Term(TermKind.QR_TEXT, code.upper() if _BASE45.fullmatch(code.upper()) else code, whole=True)


def tell_apart(text: str) -> Term:
    """Return what *text* is: a scanned code, a number of some kind, a name, pinyin or initials.

    Eleven digits that begin with 1 are a telephone number; longer beginnings of digits are tried as citizen number
    and, past eighteen, as permit number. Up to three digits, or digits after 文号, are the number of an acceptance.
    """
    cleaned = "".join(text.split()) if len(text) < QR_LEAST_LENGTH else text.strip()
    if not cleaned:
        return Term(TermKind.NOTHING, "")
    if len(cleaned) >= QR_LEAST_LENGTH and _BASE45.fullmatch(cleaned):
        return Term(TermKind.QR_TEXT, cleaned, whole=True)
    digits = cleaned.translate(_FULL_WIDTH)
    if accepted := _ACCEPTANCE.fullmatch(digits):
        return Term(TermKind.ACCEPTANCE_NUMBER, accepted[1] or accepted[2], whole=True)
    if re.fullmatch(r"[0-9]{17}[0-9X]", digits):
        return Term(TermKind.CITIZEN_NUMBER, digits, whole=True)
    if re.fullmatch(r"1[0-9]{10}", digits):
        return Term(TermKind.PHONE, digits, whole=True)
    if re.fullmatch(r"[0-9]{4,17}", digits):
        return Term(TermKind.CITIZEN_NUMBER, digits)
    if re.fullmatch(r"[0-9]{19,22}", digits) or re.fullmatch(r"TEST[0-9]+", cleaned.upper()):
        return Term(TermKind.PERMIT_NUMBER, digits.upper(), whole=len(digits) == PERMIT_DIGITS)
    if cleaned.isascii() and cleaned.isalpha():
        return Term(TermKind.LATIN, cleaned.lower())
    name = normalised(cleaned)
    return Term(TermKind.NAME, name) if name else Term(TermKind.NOTHING, "")

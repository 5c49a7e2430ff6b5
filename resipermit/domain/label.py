"""The code on the label of the yearly endorsement: until when the permit is in use, and when the office said so.

It is stuck on a durable card. Its expiry is the next anniversary, its own time lets it outrank an older status list.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from resipermit.domain.claims import DIVISION_FORM, EXPIRES, IDENTITY, ISSUED, ISSUER, Claims, office_day, seconds

LABEL_STATUS = "JZZ-QZ"  # 居住证签注, where a card says JZZ
_NUMBER, _NAME, _STATUS = 1, 4, 22


@dataclass(frozen=True, slots=True, repr=False)
class LabelClaims:
    """What a label says; `due_on` is the first day without function unless endorsed again, `name` may be left out."""

    permit_number: str
    issuing_division: str
    signed_at: datetime
    due_on: date
    name: str | None = None

    def __repr__(self) -> str:
        return f"LabelClaims(issuing_division={self.issuing_division!r}, due_on={self.due_on!s})"

    @property
    def signed_on(self) -> date:
        """The day at the office."""
        return office_day(self.signed_at)

    def tokens(self) -> dict[int, Any]:
        """Return the claims as a CWT claims set with claim 169."""
        identity = {_NUMBER: self.permit_number, _STATUS: LABEL_STATUS}
        if self.name is not None:
            identity[_NAME] = self.name
        return {
            ISSUER: self.issuing_division,
            EXPIRES: seconds(self.due_on),
            ISSUED: seconds(self.signed_at),
            IDENTITY: identity,
        }


def read_label(tokens: Any) -> LabelClaims:
    """Return what a claims set says; the signature is checked elsewhere. Raises InvalidInput, see `Claims`."""
    top = Claims(tokens, "claims", needed={ISSUER, EXPIRES, ISSUED, IDENTITY})
    identity = Claims(top.values[IDENTITY], "169", needed={_NUMBER, _STATUS}, optional={_NAME})
    identity.one_of(_STATUS, {LABEL_STATUS: True})
    return LabelClaims(
        permit_number=identity.text(_NUMBER),
        issuing_division=top.text(ISSUER, DIVISION_FORM),
        signed_at=top.instant(ISSUED),
        due_on=top.day(EXPIRES),
        name=identity.text(_NAME) if _NAME in identity else None,
    )

"""What the yearly endorsement label shows (签注标签): which permit, endorsed when, good until which day, by whom."""

from dataclasses import dataclass
from datetime import date, timedelta

from resipermit.domain.card import in_words
from resipermit.domain.errors import InvalidInput
from resipermit.domain.label import LabelClaims

LABEL_ITEMS = ("permit_number", "endorsed_on", "due_on", "issuing_authority")


@dataclass(frozen=True, slots=True)
class LabelFace:
    """A label: what is signed, and the name of the office that its code gives as a division."""

    claims: LabelClaims
    issuing_authority: str

    @property
    def issuing_division(self) -> str:
        """The division of the office that signs."""
        return self.claims.issuing_division

    @property
    def issued_on(self) -> date:
        """The day by which its key is judged."""
        return self.claims.signed_on

    def printed(self) -> dict[str, str]:
        """Return the text of each item; `due_on` is the last day in time; raises InvalidInput `card_item_missing`."""
        words = {
            "permit_number": self.claims.permit_number,
            "endorsed_on": in_words(self.claims.signed_on),
            "due_on": in_words(self.claims.due_on - timedelta(days=1)),
            "issuing_authority": self.issuing_authority,
        }
        for item, text in words.items():
            if not text.strip():
                raise InvalidInput("card_item_missing", field=item)
        return words

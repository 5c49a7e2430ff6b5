"""What the yearly endorsement label says (签注标签): which permit, endorsed when, good until which day, by whom."""

from dataclasses import dataclass
from datetime import date, timedelta

from resipermit.domain.card import in_words
from resipermit.domain.errors import InvalidInput

LABEL_ITEMS = ("permit_number", "endorsed_on", "due_on", "issuing_authority")


@dataclass(frozen=True, slots=True)
class LabelFace:
    """A label. `due_on` is the first day on which the permit is suspended unless it is endorsed again."""

    permit_number: str
    endorsed_on: date
    due_on: date
    issuing_division: str
    issuing_authority: str

    def printed(self) -> dict[str, str]:
        """Return the text of each item; `due_on` gives the last day in time; raises InvalidInput."""
        words = {
            "permit_number": self.permit_number,
            "endorsed_on": in_words(self.endorsed_on),
            "due_on": in_words(self.due_on - timedelta(days=1)),
            "issuing_authority": self.issuing_authority,
        }
        for item, text in words.items():
            if not text.strip():
                raise InvalidInput("card_item_missing", field=item)
        return words

"""缺字处理: a card that waits for a character that no font of this desk has; its clock runs on meanwhile."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class GlyphRemedy(StrEnum):
    """A font with the character was added, or the record was corrected; pinyin and homophones are no remedy."""

    FONT_ADDED = "font_added"
    RECORD_CORRECTED = "record_corrected"


@dataclass(frozen=True, slots=True, repr=False)
class GlyphCase:
    """A card that cannot be printed yet. `code_points` are those that no font has, such as ``U+30EDE``."""

    permit_number: str
    item: str
    characters: str
    code_points: str
    found_on: date
    found_by: str
    id: int | None = None
    settled_on: date | None = None
    settled_by: str | None = None
    remedy: GlyphRemedy | None = None

    def __repr__(self) -> str:
        return f"GlyphCase(id={self.id}, {self.code_points!r})"

    def same_as(self, other: "GlyphCase") -> bool:
        """Say whether both wait for the same characters in the same place."""
        return (self.permit_number, self.item, self.code_points) == (other.permit_number, other.item, other.code_points)

"""How a hall's printer is set: how far its cards are off, how it turns them, which side it wants first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from resipermit.domain.errors import InvalidInput

LARGEST_OFFSET_MM = 5
SCALE_MOST_OFF_PERCENT = 2
TEST_CARD_EDGE_MM = 2.0  # from the edge of the test card to its frame
TEST_CARD_RULER_MM = 50


class Duplex(StrEnum):
    """One side after the other by hand, or both in one go turned over the long or the short edge."""

    BY_HAND = "by_hand"
    LONG_EDGE = "long_edge"
    SHORT_EDGE = "short_edge"


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """*name* is the system's name of the printer; offsets in mm to the right and down, measured on the test card.

    `flip_back` turns the back by half a turn; `back_first` sends the back before the front.
    """

    name: str
    offset_x_mm: float = 0.0
    offset_y_mm: float = 0.0
    scale: float = 1.0
    duplex: Duplex = Duplex.BY_HAND
    flip_back: bool = False
    back_first: bool = False

    def __post_init__(self) -> None:
        """Raises InvalidInput: `printer_offset_too_large` or `printer_scale_too_far`; a code scaled further is lost."""
        if not all(abs(offset) <= LARGEST_OFFSET_MM for offset in (self.offset_x_mm, self.offset_y_mm)):
            raise InvalidInput("printer_offset_too_large", field="offset", most_mm=LARGEST_OFFSET_MM)
        if not abs(self.scale - 1) <= SCALE_MOST_OFF_PERCENT / 100 + 1e-9:  # so that what is no number is refused too
            raise InvalidInput("printer_scale_too_far", field="scale", percent=SCALE_MOST_OFF_PERCENT)

    def order(self) -> tuple[int, int]:
        """Return which page goes first: 0 is the front, 1 the back."""
        return (1, 0) if self.back_first else (0, 1)

    def corrected(self, left_mm: float, top_mm: float, ruler_mm: float) -> "PrinterProfile":
        """Return how to set the printer when a test card printed as it is set now measured so.

        Measured in mm: from the left and from the upper edge of the card to the frame, and the ruler from end to end.
        Raises InvalidInput when the printer is further off than a profile can mend; *ruler_mm* is more than nothing.
        """
        grown = ruler_mm / TEST_CARD_RULER_MM
        frame_mm = TEST_CARD_EDGE_MM * grown
        return replace(
            self,
            offset_x_mm=round(self.offset_x_mm + frame_mm - left_mm, 2),
            offset_y_mm=round(self.offset_y_mm + frame_mm - top_mm, 2),
            scale=round(self.scale / grown, 4),
        )

    def document(self) -> dict[str, Any]:
        """Return the profile as plain values."""
        return {
            "name": self.name,
            "offset_x_mm": self.offset_x_mm,
            "offset_y_mm": self.offset_y_mm,
            "scale": self.scale,
            "duplex": str(self.duplex),
            "flip_back": self.flip_back,
            "back_first": self.back_first,
        }


def profile_of(printer: str, profiles: Iterable[PrinterProfile]) -> PrinterProfile:
    """Return how *printer* is set; one that nobody has set prints as the page is."""
    return next((known for known in profiles if known.name == printer), PrinterProfile(printer))


def read_profile(document: dict[str, Any]) -> PrinterProfile:
    """Return a kept profile."""
    return PrinterProfile(**(document | {"duplex": Duplex(document["duplex"])}))

"""How a hall's printer is set: how far its cards are off, how it turns them, which side it wants first."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from resipermit.domain.errors import InvalidInput

LARGEST_OFFSET_MM = 5.0
SCALE_MOST_OFF = 0.02


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
        if max(abs(self.offset_x_mm), abs(self.offset_y_mm)) > LARGEST_OFFSET_MM:
            raise InvalidInput("printer_offset_too_large", field="offset", most_mm=LARGEST_OFFSET_MM)
        if abs(self.scale - 1) > SCALE_MOST_OFF + 1e-9:
            raise InvalidInput("printer_scale_too_far", field="scale", most=SCALE_MOST_OFF)

    def order(self) -> tuple[int, int]:
        """Return which page goes first: 0 is the front, 1 the back."""
        return (1, 0) if self.back_first else (0, 1)

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

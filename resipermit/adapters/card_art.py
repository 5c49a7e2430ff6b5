"""The pictures behind the text of the cards and labels, by name: each is a vector in pale tints, so that black text
over it stays clear.
"""

from collections.abc import Callable
from functools import cache

from resipermit.adapters import art_label, art_lake_and_hibiscus, art_peaks_and_brocade
from resipermit.adapters.fine_lines import MM

WIDTH, HEIGHT = 85.60 * MM, 53.98 * MM

ART: dict[str, Callable[[float, float], str]] = {
    "lake_and_hibiscus": art_lake_and_hibiscus.front,
    "waves": art_lake_and_hibiscus.back,
    "peaks_and_brocade": art_peaks_and_brocade.front,
    "brocade": art_peaks_and_brocade.back,
    "label_hibiscus": art_label.hibiscus,
}


@cache
def art(name: str, width: float = WIDTH, height: float = HEIGHT) -> str:
    """Return the drawing of that name for a face of that size in points, as PDF operators; KeyError when unknown."""
    return ART[name](width, height)

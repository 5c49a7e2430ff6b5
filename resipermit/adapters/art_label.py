"""The picture behind the yearly endorsement label."""

from resipermit.adapters.art_lake_and_hibiscus import ROSE, TEAL, emblem, flower
from resipermit.adapters.fine_lines import MM, band, stroke, wash


def hibiscus(width: float, height: float) -> str:
    """Return a pale hibiscus between two woven bands."""
    parts = [
        wash(width, height, [(0.0, "#eff7f5"), (0.5, "#fdfcf9"), (1.0, "#e9f4f1")]),
        stroke(ROSE, 0.16, (flower(19 * MM, height / 2, 12 * MM, step / 14) for step in range(5, 15))),
        stroke(TEAL, 0.16, (band(width, 1.3 * MM, 0.9 * MM, 7.0, step / 10) for step in range(10))),
        stroke(TEAL, 0.16, (band(width, height - 1.3 * MM, 0.9 * MM, 7.0, step / 10) for step in range(10))),
        emblem(4.9 * MM, height - 5.2 * MM, 2.3 * MM, "#a63d55", "#d8a93a"),
    ]
    return "\n".join(parts)

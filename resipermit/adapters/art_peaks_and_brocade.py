"""The sandstone peaks of Wulingyuan and the diamonds of Tujia brocade (西兰卡普): the picture of the second design."""

from math import cos, pi, sin
from random import Random

from resipermit.adapters.fine_lines import MM, Point, band, fill, ring, sampled, stroke, wash

INDIGO, INDIGO_PALE, CINNABAR, GOLD = "#24406e", "#c3cfe2", "#b23a2e", "#d9b866"
MIST = ("#e4e9f1", "#dae2ee", "#d0dae9")
STRIP_MM = 3.4


def front(width: float, height: float) -> str:
    """Return the front: mist and peaks below, a rosette in the middle, a strip of brocade along the right edge."""
    x, y = 57.5 * MM, height - 28.5 * MM
    parts = [
        wash(width, height, [(0.0, "#eef2f7"), (0.45, "#fdfcf9"), (1.0, "#f3f1ea")]),
        *(fill(ink, _peaks(width, seed, base, rise)) for ink, (seed, base, rise) in zip(MIST, _RANGES, strict=True)),
        stroke("#e9dcc0", 0.14, (_rosette(x, y, 16.5 * MM, 9, step / 10) for step in range(10))),
        stroke("#d3dcea", 0.16, (_rosette(x, y, 12.6 * MM, 7, step / 10) for step in range(10))),
        stroke("#efd5cf", 0.14, (ring(x, y, 4.6 * MM, 1.5 * MM, 12, step / 8) for step in range(8))),
        stroke(INDIGO_PALE, 0.16, (band(width, height - 2.5 * MM, 2.0 * MM, 6.0, step / 14) for step in range(14))),
        stroke(INDIGO, 0.55, [[(4.6 * MM, height - 12.15 * MM), (79.6 * MM, height - 12.15 * MM)]]),
        stroke(CINNABAR, 0.55, [[(4.6 * MM, height - 12.55 * MM), (30.6 * MM, height - 12.55 * MM)]]),
        _strip(width - STRIP_MM * MM, STRIP_MM * MM, height),
        seal(8.3 * MM, height - 7.0 * MM, 3.5 * MM),
    ]
    return "\n".join(parts)


def back(width: float, height: float) -> str:
    """Return the back: the same strip along the left edge's opposite, so that both fall together on the card's rim."""
    x, y = 63.0 * MM, 27.0 * MM
    parts = [
        wash(width, height, [(0.0, "#f0f3f8"), (0.5, "#fdfcf9"), (1.0, "#f3f1ea")]),
        stroke("#ece2cc", 0.14, (_rosette(x, y, 23 * MM, 11, step / 12) for step in range(12))),
        stroke("#dbe3ee", 0.16, (_rosette(x, y, 15 * MM, 7, step / 10) for step in range(10))),
        stroke(INDIGO_PALE, 0.16, (band(width, 1.9 * MM, 1.4 * MM, 8.0, step / 12) for step in range(12))),
        stroke(INDIGO_PALE, 0.16, (band(width, height - 1.9 * MM, 1.4 * MM, 8.0, step / 12) for step in range(12))),
    ]
    return "\n".join(parts)


def seal(x: float, y: float, radius: float) -> str:
    """Return the eight-hooked sun of Tujia brocade (八勾) in a ring, with its centre at *x*, *y*."""
    hooks = []
    for turn in range(8):
        angle = pi / 8 + turn * pi / 4
        hooks.append(_turned(x, y, radius, angle, ((0.26, 0.0), (0.60, 0.0), (0.60, 0.20), (0.44, 0.20))))
    diamond = [(x, y + radius * 0.24), (x + radius * 0.24, y), (x, y - radius * 0.24), (x - radius * 0.24, y)]
    outer = [(x + radius * cos(pi / 4 * k), y + radius * sin(pi / 4 * k)) for k in range(9)]
    inner = [(x + radius * 0.82 * cos(pi / 4 * k), y + radius * 0.82 * sin(pi / 4 * k)) for k in range(9)]
    return "\n".join(
        [
            fill(CINNABAR, outer),
            stroke(GOLD, radius * 0.035, [inner]),
            stroke("#ffffff", radius * 0.085, hooks),
            fill(GOLD, diamond),
        ]
    )


_RANGES = ((7, 9.5, 9.0), (23, 6.5, 8.5), (41, 3.6, 6.0))


def _peaks(width: float, seed: int, base_mm: float, rise_mm: float) -> list[Point]:
    """Return a row of steep pillars with flat heads, as they stand in Wulingyuan."""
    choose = Random(seed)  # noqa: S311 a drawing, not a secret
    ridge: list[Point] = [(0, 0), (0, base_mm * MM)]
    x = choose.uniform(0, 3)
    while x < width / MM:
        foot, head = choose.uniform(2.2, 5.0), choose.uniform(0.35, 1.0) * rise_mm
        slope = foot * choose.uniform(0.14, 0.24)
        for along, up in ((0.0, 0.0), (slope * 0.7, 0.62), (slope, 0.94), (foot * 0.5, 1.0), (foot - slope, 0.9)):
            ridge.append(((x + along) * MM, (base_mm + head * up) * MM))
        ridge.append(((x + foot) * MM, base_mm * MM))
        x += foot + choose.uniform(0.2, 3.2)
    return [(min(px, width), py) for px, py in ridge] + [(width, base_mm * MM), (width, 0)]


def _rosette(x: float, y: float, radius: float, petals: int, phase: float) -> list[Point]:
    def point(at: float) -> Point:
        angle = 2 * pi * at
        reach = radius * (0.70 + 0.22 * sin(petals * angle + 2 * pi * phase) + 0.08 * sin(3 * petals * angle - phase))
        return x + reach * cos(angle), y + reach * sin(angle)

    return sampled(point, 260)


def _strip(left: float, width: float, height: float) -> str:
    """Return a strip of woven diamonds from top to bottom."""
    tall = height / 11
    parts = [fill("#e9edf4", [(left, 0), (left + width, 0), (left + width, height), (left, height)])]
    middle = left + width / 2
    for row in range(11):
        y = tall * (row + 0.5)
        for part, ink in ((0.92, INDIGO), (0.72, "#f6f1e4"), (0.54, CINNABAR), (0.34, "#f6f1e4"), (0.18, GOLD)):
            half, up = width / 2 * part, tall / 2 * part
            parts.append(fill(ink, [(middle, y + up), (middle + half, y), (middle, y - up), (middle - half, y)]))
    parts.append(stroke(GOLD, 0.5, [[(left, 0), (left, height)]]))
    return "\n".join(parts)


def _turned(x: float, y: float, radius: float, angle: float, steps: tuple[Point, ...]) -> list[Point]:
    c, s = cos(angle), sin(angle)
    return [(x + radius * (a * c - b * s), y + radius * (a * s + b * c)) for a, b in steps]

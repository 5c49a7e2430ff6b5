"""Lake, hills and the hibiscus of Hunan: the picture of the first design."""

from math import cos, pi, sin

from resipermit.adapters.fine_lines import MM, Point, band, circle, fill, ring, sampled, stroke, wash, wave

TEAL, TEAL_PALE, ROSE, GOLD = "#a3d0c9", "#cbe5e0", "#ebc6cf", "#e8dcbc"


def emblem(x: float, y: float, radius: float, petal: str, heart: str) -> str:
    """Return a five-petalled hibiscus, the flower of the province, with its centre at *x*, *y*."""
    parts = []
    for turn in range(5):
        angle = pi / 2 + turn * 2 * pi / 5
        parts.append(fill(petal, _petal(x, y, radius, angle)))
    for turn in range(5):
        angle = pi / 2 + turn * 2 * pi / 5
        vein = [(x + cos(angle) * radius * part, y + sin(angle) * radius * part) for part in (0.30, 0.68)]
        parts.append(stroke("#ffffff", radius * 0.045, [vein]))
    parts.append(fill("#ffffff", circle(x, y, radius * 0.25)))
    parts.append(fill(heart, circle(x, y, radius * 0.17)))
    return "\n".join(parts)


def front(width: float, height: float) -> str:
    """Return the front."""
    flower_x, flower_y = 40 * MM, 24.0 * MM
    parts = [
        wash(width, height, [(0.0, "#f1f8f6"), (0.55, "#fcfcf8"), (1.0, "#e9f4f1")]),
        fill("#e3f0ec", _hill(width, 9.0, 3.6, 0.7, 2.3)),
        fill("#d9ebe6", _hill(width, 6.2, 3.0, 2.9, 3.1)),
        stroke(TEAL_PALE, 0.22, (wave(width, 2.2 + 0.62 * row, 0.55, 2.6, row * 0.55) for row in range(9))),
        stroke(ROSE, 0.16, (flower(flower_x, flower_y, 18.5 * MM, step / 16) for step in range(5, 17))),
        stroke(GOLD, 0.14, (ring(flower_x, flower_y, 4.4 * MM, 1.7 * MM, 13, step / 6) for step in range(6))),
        stroke(TEAL, 0.16, (band(width, height - 3.1 * MM, 2.5 * MM, 4.0, step / 16) for step in range(16))),
        stroke("#0b4a49", 0.5, [[(4.6 * MM, height - 13.05 * MM), (53.6 * MM, height - 13.05 * MM)]]),
        stroke("#a63d55", 0.5, [[(4.6 * MM, height - 13.45 * MM), (17.6 * MM, height - 13.45 * MM)]]),
        emblem(8.4 * MM, height - 7.6 * MM, 3.75 * MM, "#a63d55", "#d8a93a"),
    ]
    return "\n".join(parts)


def back(width: float, height: float) -> str:
    """Return the back."""
    parts = [
        wash(width, height, [(0.0, "#f6faf8"), (0.5, "#fdfcf9"), (1.0, "#eaf4f2")]),
        stroke(TEAL_PALE, 0.2, (wave(width, 1.0 + 2.1 * row, 0.9, 2.2, row * 0.7) for row in range(26))),
        stroke(ROSE, 0.16, (flower(20 * MM, 27 * MM, 19 * MM, step / 14) for step in range(5, 15))),
        stroke(TEAL, 0.16, (band(width, 2.4 * MM, 1.5 * MM, 7.0, step / 12) for step in range(12))),
        stroke(TEAL, 0.16, (band(width, height - 2.4 * MM, 1.5 * MM, 7.0, step / 12) for step in range(12))),
    ]
    return "\n".join(parts)


def flower(x: float, y: float, radius: float, part: float) -> list[Point]:
    """Return one outline of the hibiscus, *part* of its full size and turned a little for each."""

    def point(at: float) -> Point:
        angle = 2 * pi * at
        petal = abs(cos(2.5 * (angle - pi / 2)))
        frill = 0.035 * sin(25 * angle + 9 * part)
        reach = radius * part * (0.46 + 0.54 * petal**0.8 + frill * petal)
        turned = angle + 0.5 * (1 - part)
        return x + reach * cos(turned), y + reach * sin(turned)

    return sampled(point, 200)


def _hill(width: float, base_mm: float, rise_mm: float, phase: float, waves: float) -> list[Point]:
    def height(x: float) -> float:
        turn = 2 * pi * x / width
        ridge = sin(turn * waves / 2 + phase) + 0.45 * sin(turn * waves + 2 * phase) + 0.2 * sin(turn * waves * 2.3)
        return (base_mm + rise_mm * ridge / 1.65) * MM

    ridge = sampled(lambda part: (part * width, height(part * width)), 90)
    return [(0, 0), *ridge, (width, 0)]


def _petal(x: float, y: float, radius: float, angle: float) -> list[Point]:
    def point(at: float) -> Point:
        turn = 2 * pi * at
        along = radius * (0.56 - 0.44 * cos(turn))
        across = radius * 0.40 * sin(turn) * (0.62 - 0.42 * cos(turn))
        return x + along * cos(angle) - across * sin(angle), y + along * sin(angle) + across * cos(angle)

    return sampled(point, 40)

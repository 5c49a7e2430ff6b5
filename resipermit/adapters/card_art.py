"""The fine-line pictures behind the text of a card: lake, hills and the hibiscus of Hunan, drawn by formula.

Everything is a vector in pale tints, so that black text over it stays clear and a copy loses the finest lines.
Coordinates are points from the bottom left corner, as in PDF.
"""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from math import cos, pi, sin

MM = 72 / 25.4
WIDTH, HEIGHT = 85.60 * MM, 53.98 * MM

TEAL, TEAL_PALE, ROSE, GOLD = "#a3d0c9", "#cbe5e0", "#ebc6cf", "#e8dcbc"
Point = tuple[float, float]


@cache
def art(name: str) -> str:
    """Return the drawing of that name as PDF operators; raises KeyError for a name that there is not."""
    return {"lake_and_hibiscus": _front, "waves": _back}[name]()


def emblem(x: float, y: float, radius: float, petal: str, heart: str) -> str:
    """Return a five-petalled hibiscus, the flower of the province, with its centre at *x*, *y*."""
    parts = []
    for turn in range(5):
        angle = pi / 2 + turn * 2 * pi / 5
        parts.append(_fill(petal, _petal(x, y, radius, angle)))
    for turn in range(5):
        angle = pi / 2 + turn * 2 * pi / 5
        vein = [(x + cos(angle) * radius * part, y + sin(angle) * radius * part) for part in (0.30, 0.68)]
        parts.append(_stroke("#ffffff", radius * 0.045, [vein]))
    parts.append(_fill("#ffffff", _circle(x, y, radius * 0.25)))
    parts.append(_fill(heart, _circle(x, y, radius * 0.17)))
    return "\n".join(parts)


def _front() -> str:
    flower_x, flower_y = 40 * MM, 24.0 * MM
    parts = [
        _wash([(0.0, "#f1f8f6"), (0.55, "#fcfcf8"), (1.0, "#e9f4f1")]),
        _fill("#e3f0ec", _hill(9.0, 3.6, 0.7, 2.3)),
        _fill("#d9ebe6", _hill(6.2, 3.0, 2.9, 3.1)),
        _stroke(TEAL_PALE, 0.22, (_wave(2.2 + 0.62 * row, 0.55, 2.6, row * 0.55) for row in range(9))),
        _stroke(ROSE, 0.16, (_flower(flower_x, flower_y, 18.5 * MM, step / 16) for step in range(5, 17))),
        _stroke(GOLD, 0.14, (_ring(flower_x, flower_y, 4.4 * MM, 1.7 * MM, 13, step / 6) for step in range(6))),
        _stroke(TEAL, 0.16, (_band(HEIGHT - 3.1 * MM, 2.5 * MM, 4.0, step / 16) for step in range(16))),
        _stroke("#0b4a49", 0.5, [[(4.6 * MM, HEIGHT - 13.05 * MM), (53.6 * MM, HEIGHT - 13.05 * MM)]]),
        _stroke("#a63d55", 0.5, [[(4.6 * MM, HEIGHT - 13.45 * MM), (17.6 * MM, HEIGHT - 13.45 * MM)]]),
        emblem(8.4 * MM, HEIGHT - 7.6 * MM, 3.75 * MM, "#a63d55", "#d8a93a"),
    ]
    return "\n".join(parts)


def _back() -> str:
    parts = [
        _wash([(0.0, "#f6faf8"), (0.5, "#fdfcf9"), (1.0, "#eaf4f2")]),
        _stroke(TEAL_PALE, 0.2, (_wave(1.0 + 2.1 * row, 0.9, 2.2, row * 0.7) for row in range(26))),
        _stroke(ROSE, 0.16, (_flower(20 * MM, 27 * MM, 19 * MM, step / 14) for step in range(5, 15))),
        _stroke(TEAL, 0.16, (_band(2.4 * MM, 1.5 * MM, 7.0, step / 12) for step in range(12))),
        _stroke(TEAL, 0.16, (_band(HEIGHT - 2.4 * MM, 1.5 * MM, 7.0, step / 12) for step in range(12))),
    ]
    return "\n".join(parts)


def _wash(stops: list[tuple[float, str]]) -> str:
    """Return a wash from bottom to top in strips; each reaches up to the edge, so no seam shows between two."""
    strips = 54
    parts = []
    for strip in range(strips):
        ink = _between(stops, strip / (strips - 1))
        parts.append(f"{_rgb(ink)} rg 0 {_n(HEIGHT * strip / strips)} {_n(WIDTH)} {_n(HEIGHT)} re f")
    return "\n".join(parts)


def _between(stops: list[tuple[float, str]], at: float) -> str:
    for (start, low), (end, high) in pairwise(stops):
        if at <= end:
            part = (at - start) / (end - start)
            mixed = [round(a + (b - a) * part) for a, b in zip(_bytes(low), _bytes(high), strict=True)]
            return "#" + bytes(mixed).hex()
    return stops[-1][1]


def _hill(base_mm: float, rise_mm: float, phase: float, waves: float) -> list[Point]:
    def height(x: float) -> float:
        turn = 2 * pi * x / WIDTH
        ridge = sin(turn * waves / 2 + phase) + 0.45 * sin(turn * waves + 2 * phase) + 0.2 * sin(turn * waves * 2.3)
        return (base_mm + rise_mm * ridge / 1.65) * MM

    ridge = _sampled(lambda part: (part * WIDTH, height(part * WIDTH)), 90)
    return [(0, 0), *ridge, (WIDTH, 0)]


def _wave(base_mm: float, swing_mm: float, waves: float, phase: float) -> list[Point]:
    def point(part: float) -> Point:
        turn = 2 * pi * part * waves
        return part * WIDTH, (base_mm + swing_mm * sin(turn + phase) + 0.3 * swing_mm * sin(2.7 * turn - phase)) * MM

    return _sampled(point, 80)


def _band(middle: float, swing: float, waves: float, phase: float) -> list[Point]:
    """One line of a woven band: the family of them, shifted against each other, makes the guilloche."""

    def point(part: float) -> Point:
        turn = 2 * pi * part * waves
        envelope = 0.62 + 0.38 * cos(turn * 0.5)
        return part * WIDTH, middle + swing * envelope * sin(turn + 2 * pi * phase) * cos(turn / 3 + pi * phase)

    return _sampled(point, 140)


def _flower(x: float, y: float, radius: float, part: float) -> list[Point]:
    """One outline of the hibiscus, *part* of its full size and turned a little for each."""

    def point(at: float) -> Point:
        angle = 2 * pi * at
        petal = abs(cos(2.5 * (angle - pi / 2)))
        frill = 0.035 * sin(25 * angle + 9 * part)
        reach = radius * part * (0.46 + 0.54 * petal**0.8 + frill * petal)
        turned = angle + 0.5 * (1 - part)
        return x + reach * cos(turned), y + reach * sin(turned)

    return _sampled(point, 200)


def _ring(x: float, y: float, radius: float, swing: float, waves: int, phase: float) -> list[Point]:
    def point(at: float) -> Point:
        angle = 2 * pi * at
        reach = radius + swing * sin(waves * angle + 2 * pi * phase)
        return x + reach * cos(angle), y + reach * sin(angle)

    return _sampled(point, 200)


def _petal(x: float, y: float, radius: float, angle: float) -> list[Point]:
    def point(at: float) -> Point:
        turn = 2 * pi * at
        along = radius * (0.56 - 0.44 * cos(turn))
        across = radius * 0.40 * sin(turn) * (0.62 - 0.42 * cos(turn))
        return x + along * cos(angle) - across * sin(angle), y + along * sin(angle) + across * cos(angle)

    return _sampled(point, 40)


def _circle(x: float, y: float, radius: float) -> list[Point]:
    return _sampled(lambda at: (x + radius * cos(2 * pi * at), y + radius * sin(2 * pi * at)), 32)


def _sampled(point: Callable[[float], Point], steps: int) -> list[Point]:
    return [point(step / steps) for step in range(steps + 1)]


def _stroke(ink: str, width: float, lines: Iterable[list[Point]]) -> str:
    return f"{_rgb(ink)} RG {_n(width)} w 1 j 1 J\n" + "\n".join(f"{_path(line)} S" for line in lines)


def _fill(ink: str, outline: list[Point]) -> str:
    return f"{_rgb(ink)} rg {_path(outline)} f"


def _path(points: list[Point]) -> str:
    return " ".join(f"{_n(x)} {_n(y)} {'l' if index else 'm'}" for index, (x, y) in enumerate(points))


def _rgb(ink: str) -> str:
    return " ".join(_n(part / 255) for part in _bytes(ink))


def _bytes(ink: str) -> bytes:
    return bytes.fromhex(ink.removeprefix("#"))


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")

"""The strokes that fine-line pictures are made of, as PDF operators; points from the bottom left corner.

A pattern of many thin lines shifted against each other (guilloche) is easy to print from its formula and loses its
finest lines in a copy.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import cos, pi, sin

MM = 72 / 25.4
Point = tuple[float, float]


def wash(width: float, height: float, stops: list[tuple[float, str]]) -> str:
    """Return a wash from bottom to top in strips; each reaches up to the edge, so no seam shows between two."""
    strips = 54
    parts = []
    for strip in range(strips):
        ink = between(stops, strip / (strips - 1))
        parts.append(f"{rgb(ink)} rg 0 {number(height * strip / strips)} {number(width)} {number(height)} re f")
    return "\n".join(parts)


def between(stops: list[tuple[float, str]], at: float) -> str:
    """Return the ink at a part of the way along *stops*."""
    for (start, low), (end, high) in pairwise(stops):
        if at <= end:
            part = (at - start) / (end - start)
            mixed = [round(a + (b - a) * part) for a, b in zip(_bytes(low), _bytes(high), strict=True)]
            return "#" + bytes(mixed).hex()
    return stops[-1][1]


def band(width: float, middle: float, swing: float, waves: float, phase: float) -> list[Point]:
    """Return one line of a woven band from side to side; the family of them makes the guilloche."""

    def point(part: float) -> Point:
        turn = 2 * pi * part * waves
        envelope = 0.62 + 0.38 * cos(turn * 0.5)
        return part * width, middle + swing * envelope * sin(turn + 2 * pi * phase) * cos(turn / 3 + pi * phase)

    return sampled(point, 140)


def wave(width: float, base_mm: float, swing_mm: float, waves: float, phase: float) -> list[Point]:
    """Return one ripple of water from side to side."""

    def point(part: float) -> Point:
        turn = 2 * pi * part * waves
        return part * width, (base_mm + swing_mm * sin(turn + phase) + 0.3 * swing_mm * sin(2.7 * turn - phase)) * MM

    return sampled(point, 80)


def ring(x: float, y: float, radius: float, swing: float, waves: int, phase: float) -> list[Point]:
    """Return a closed line that swings around a circle."""

    def point(at: float) -> Point:
        angle = 2 * pi * at
        reach = radius + swing * sin(waves * angle + 2 * pi * phase)
        return x + reach * cos(angle), y + reach * sin(angle)

    return sampled(point, 200)


def circle(x: float, y: float, radius: float) -> list[Point]:
    """Return a circle."""
    return sampled(lambda at: (x + radius * cos(2 * pi * at), y + radius * sin(2 * pi * at)), 32)


def sampled(point: Callable[[float], Point], steps: int) -> list[Point]:
    """Return the points of a curve at even parts of its way, both ends among them."""
    return [point(step / steps) for step in range(steps + 1)]


def stroke(ink: str, width: float, lines: Iterable[list[Point]]) -> str:
    """Return *lines* drawn with a round pen of *width* points."""
    return f"{rgb(ink)} RG {number(width)} w 1 j 1 J\n" + "\n".join(f"{path(line)} S" for line in lines)


def fill(ink: str, outline: list[Point]) -> str:
    """Return a filled shape."""
    return f"{rgb(ink)} rg {path(outline)} f"


def path(points: list[Point]) -> str:
    """Return the path through *points*."""
    return " ".join(f"{number(x)} {number(y)} {'l' if index else 'm'}" for index, (x, y) in enumerate(points))


def rgb(ink: str) -> str:
    """Return a colour such as #0b4a49 as three numbers."""
    return " ".join(number(part / 255) for part in _bytes(ink))


def number(value: float) -> str:
    """Return a number as short as PDF allows."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _bytes(ink: str) -> bytes:
    return bytes.fromhex(ink.removeprefix("#"))

"""How a text is set into the room it has: as large as allowed, in as many lines as allowed, or not at all."""

import re
from collections.abc import Callable
from dataclasses import dataclass

# a number keeps the word after it (12号, 3栋), an hour its minutes; anything else may be parted, character by character
_PIECES = re.compile(r"[0-9A-Za-z.:\-]+[号栋幢座室楼层组村排弄单]?元?|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。、；：！？）》」』】〕”·•‧-—,.;:!?)]")
_NEVER_LAST = frozenset("（《「『【〔“([")

_ROUNDING = 1e-6

WidthOf = Callable[[str, float], float]


@dataclass(frozen=True, slots=True)
class Room:
    """Where a text goes: width in points, sizes in points, `leading` as a multiple of the size.

    `height` is the room in points for the lines below the first, 0 when there may be only one.
    """

    width: float
    height: float
    max_pt: float
    min_pt: float
    lines: int
    leading: float = 1.25
    step_pt: float = 0.25


@dataclass(frozen=True, slots=True)
class Fit:
    """A text set into its room."""

    lines: tuple[str, ...]
    size_pt: float


def fit(text: str, room: Room, width_of: WidthOf) -> Fit | None:
    """Return *text* set as large as *room* allows; None when it can't be set at all.

    *width_of* grows with the size and adds up over the characters: there is no kerning.
    """
    # sizes at which even one endless line would be too long are passed over
    endless, size = width_of(text, 1.0), room.max_pt
    while size >= room.min_pt - 1e-9:
        lines = () if endless * size > room.lines * room.width else broken(text, size, room.width, width_of)
        deep = (len(lines) - 1) * room.leading * size if lines else 0
        if lines and len(lines) <= room.lines and deep <= room.height + 1e-6:
            return Fit(lines, size)
        size -= room.step_pt
    return None


def broken(text: str, size: float, width: float, width_of: WidthOf) -> tuple[str, ...]:
    """Return *text* parted into lines no wider than *width*; empty when one character is too wide."""
    if text and width_of(text, size) <= width:
        return (text,)
    lines: list[str] = []
    line, taken = "", 0.0
    for piece in _pieces(text, size, width, width_of):
        wide = width_of(piece, size)
        if wide > width:
            return ()
        over = taken + wide - width
        if abs(over) < _ROUNDING:  # a sum of widths and the width of the whole may differ in the last bit
            over = width_of(line + piece, size) - width
        if line and over > 0:
            end, rest = _moved(line, piece)
            if width_of(rest, size) > width:  # a fine ending is worth no line that is too wide
                end, rest = line, piece
            lines.append(end)
            line = rest.lstrip(" ")
            taken = width_of(line, size)
        else:
            line += piece
            taken += wide
    return (*lines, line) if line else tuple(lines)


def _pieces(text: str, size: float, width: float, width_of: WidthOf) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        pieces += [piece] if width_of(piece, size) <= width else list(piece)
    return pieces


def _moved(line: str, piece: str) -> tuple[str, str]:
    """Choose where the line really ends: after a · in its second half, and never before 。 or after （."""
    dot = line.rfind("·")
    if dot * 2 >= len(line) and piece[0] not in _NEVER_FIRST:
        return line[: dot + 1], line[dot + 1 :] + piece
    if len(line) > 1 and (piece[0] in _NEVER_FIRST or line[-1] in _NEVER_LAST):
        return line[:-1], line[-1] + piece
    return line, piece

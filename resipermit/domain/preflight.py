"""What stands against printing a card, found before a blank is taken: every objection at once, each with its code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MISSING_GLYPH = "missing_glyph"


@dataclass(frozen=True, slots=True, repr=False)
class Objection:
    """One thing that stands against the card. `blocks` is False for what a person may overlook after looking."""

    code: str
    item: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    blocks: bool = True

    def __repr__(self) -> str:
        return f"Objection({self.code!r}, {self.item!r})"


@dataclass(frozen=True, slots=True)
class Preflight:
    """The report of the check before printing."""

    objections: tuple[Objection, ...]

    @property
    def passes(self) -> bool:
        """Whether the card may be printed."""
        return not any(objection.blocks for objection in self.objections)

    @property
    def glyphs_missing(self) -> tuple[Objection, ...]:
        """Those that send the file to 缺字处理; acceptance goes on meanwhile."""
        return tuple(objection for objection in self.objections if objection.code == MISSING_GLYPH)

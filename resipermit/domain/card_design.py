"""A hall's own changes to a design: boxes moved and resized within limits, and what stands against them.

Lengths in millimetres, places from the top left corner of a side. Nothing here can drop an item: decree 663 art. 4
counts what a card must say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class BoxChange:
    """How far a box goes to the right and down, and how much wider and taller it is made."""

    right_mm: float = 0.0
    down_mm: float = 0.0
    wider_mm: float = 0.0
    taller_mm: float = 0.0

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return any((self.right_mm, self.down_mm, self.wider_mm, self.taller_mm))

    def and_also(self, more: "BoxChange") -> "BoxChange":
        """Return both changes together, to the hundredth of a millimetre."""
        return BoxChange(
            round(self.right_mm + more.right_mm, 2),
            round(self.down_mm + more.down_mm, 2),
            round(self.wider_mm + more.wider_mm, 2),
            round(self.taller_mm + more.taller_mm, 2),
        )


Changes = Mapping[str, BoxChange]  # by the key of the box, such as front.name


def changed(changes: Changes, key: str, more: BoxChange) -> dict[str, BoxChange]:
    """Return *changes* with the box *key* changed further; a box that is back in its place is not named."""
    after = {**changes, key: changes.get(key, BoxChange()).and_also(more)}
    return {name: change for name, change in after.items() if change}


class Specimen(StrEnum):
    """Invented records to look at a design with: an everyday one, and one whose texts are as long as they get."""

    USUAL = "usual"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class DesignName:
    """A design that can be chosen; `title` by language; a *card* one may be the design of a hall's cards."""

    name: str
    form: str
    title: Mapping[str, str]
    bilingual: bool = False


@dataclass(frozen=True, slots=True)
class DesignBox:
    """A box that may be changed, as it stands; `wider` and `taller` say whether its size may change too."""

    key: str
    item: str
    side: int
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    wider: bool = False
    taller: bool = False


@dataclass(frozen=True, slots=True)
class BoxObjection:
    """What stands against a box: a code of the words catalogue and its facts."""

    key: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The boxes of a design with some changes, and what stands against these."""

    boxes: tuple[DesignBox, ...]
    objections: tuple[BoxObjection, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedDesign:
    """A design as the hall has it; `revision` counts the hall's own layers, 0 for the design as it is shipped.

    `outdated` says that the hall's layer was made for another version of the design, and is not in `changes`.
    """

    name: str
    version: int
    revision: int
    sides: tuple[tuple[float, float], ...]  # width and height of each
    changes: Changes
    outdated: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class DesignPicture:
    """One side as it would be printed, in pixels of red, green and blue."""

    width: int
    height: int
    rgb: bytes

    def __repr__(self) -> str:
        return f"DesignPicture({self.width}, {self.height})"

"""The layout of a card, a label or a sheet of paper as data: where each item stands and how large it is set.

Lengths in millimetres from the top left corner; a baseline is where letters stand; sizes in points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

CARD, LABEL, PAPER = "card", "label", "paper"


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words; `spacing` is extra room after each character as a part of the size.

    `only` says in which setting they are printed: always when empty, else "chinese" or "bilingual".
    """

    text: str
    x_mm: float
    baseline_mm: float
    size_pt: float
    weight: str = "regular"
    ink: str = "ink"
    spacing: float = 0.0
    only: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """An item of the card. On a side with a column, x, baseline and width follow from the column.

    `below_mm` is the room for lines after the first; with `grow: both` the lines spread from the baseline both ways.
    The text is set as large as fits from `max_pt` down to `min_pt` in at most `lines` lines, or refused.
    `english` stands under the label where cards are bilingual.
    """

    item: str
    max_pt: float
    min_pt: float
    x_mm: float = 0.0
    baseline_mm: float = 0.0
    width_mm: float = 0.0
    lines: int = 1
    below_mm: float = 0.0
    leading: float = 1.25
    grow: str = "down"
    weight: str = "regular"
    ink: str = "ink"
    spacing: float = 0.0
    label: tuple[str, ...] = ()
    label_x_mm: float = 0.0
    english: str = ""
    optional: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """Fixed words that flow in the column after the fields."""

    text: str
    max_pt: float
    min_pt: float
    lines: int
    ink: str = "quiet"
    only: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PhotoBox:
    """Where the portrait stands."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class CodeBox:
    """Where the code stands: the edge it keeps to, how far from it, and its middle; a dot is 1/300 inch."""

    edge: str
    edge_mm: float
    middle_mm: float
    dots_per_module: int
    margin_modules: int
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Column:
    """Where fields flow beside the code, whose width depends on how much it says; `edge_mm` from the other edge."""

    edge_mm: float
    top_mm: float
    bottom_mm: float
    gap_mm: float
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the card."""

    art: str
    words: tuple[Words, ...] = ()
    fields: tuple[Field, ...] = ()
    photo: PhotoBox | None = None
    code: CodeBox | None = None
    column: Column | None = None
    notes: tuple[Note, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a hall's own layer may move a box and change its size, and how near the edge anything may come."""

    edge_mm: float
    move_mm: float
    size_mm: float = 0.0
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class CardTemplate:
    """A card or label, its `name` and `version` kept with what was printed by it; a label has one side."""

    form: str
    name: str
    version: int
    title: Mapping[str, str]
    width_mm: float
    height_mm: float
    label_pt: float
    frame: str
    limits: Limits
    inks: Mapping[str, str]
    sides: tuple[Side, ...]
    bilingual: bool = False
    revision: int = 0  # of the hall's own layer; 0 for the design as it is shipped

    @property
    def mark(self) -> str:
        """Name and version, and the revision of the hall's own layer when there is one."""
        return _mark(self.name, self.version, self.revision)

    @property
    def code_box(self) -> CodeBox:
        """Where the code stands; every template that was read has one."""
        return next(side.code for side in self.sides if side.code is not None)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the top left corner of a side stands on a sheet of paper."""

    x_mm: float
    y_mm: float
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line to cut or to fold along; a folding line is dashed."""

    x1_mm: float
    y1_mm: float
    x2_mm: float
    y2_mm: float
    dashed: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """A sheet on which both sides of a card stand in true size, to be cut out, folded and sealed.

    `rules` and `marks` belong to the card and move with it; `words` stay.
    """

    name: str
    version: int
    title: Mapping[str, str]
    width_mm: float
    height_mm: float
    limits: Limits
    inks: Mapping[str, str]
    front: Spot
    back: Spot
    rules: tuple[Rule, ...]
    marks: tuple[Words, ...]
    words: tuple[Words, ...]
    revision: int = 0

    @property
    def mark(self) -> str:
        """Name and version, and the revision of the hall's own layer when there is one."""
        return _mark(self.name, self.version, self.revision)


def _mark(name: str, version: int, revision: int) -> str:
    return f"{name}/{version}" + (f"+{revision}" if revision else "")

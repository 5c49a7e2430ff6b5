"""The layout of a card as data: where each item stands, how large it is set, and what the law does not let go."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from resipermit.domain.card import LEGAL_ITEMS, TEXT_ITEMS
from resipermit.domain.errors import InvalidInput
from resipermit.resources import resources

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words; `spacing` is extra room after each character as a part of the size."""

    text: str
    x_mm: float
    baseline_mm: float
    size_pt: float
    weight: str = "regular"
    ink: str = "ink"
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Field:
    """An item of the card. On a side with a column, x, baseline and width follow from the column.

    `below_mm` is the room for lines after the first; with `grow: both` the lines spread from the baseline both ways.
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
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Fixed words that flow in the column after the fields."""

    text: str
    max_pt: float
    min_pt: float
    lines: int
    ink: str = "quiet"


@dataclass(frozen=True, slots=True)
class PhotoBox:
    """Where the portrait stands."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class CodeBox:
    """Where the code stands: its right edge and middle, margin included; a dot is 1/300 inch."""

    right_mm: float
    middle_mm: float
    dots_per_module: int
    margin_modules: int


@dataclass(frozen=True, slots=True)
class Column:
    """Where fields flow beside the code, whose width depends on how much it says."""

    x_mm: float
    top_mm: float
    bottom_mm: float
    before_code_mm: float


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the card."""

    art: str
    words: tuple[Words, ...]
    fields: tuple[Field, ...]
    photo: PhotoBox | None = None
    code: CodeBox | None = None
    column: Column | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class CardTemplate:
    """A whole card, its `name` and `version` kept with what was printed by it."""

    name: str
    version: int
    width_mm: float
    height_mm: float
    inks: Mapping[str, str]
    front: Side
    back: Side


@cache
def card_template(name: str = "hunan_card") -> CardTemplate:
    """Return the template of that name from `resources/card`; raises InvalidInput as `read_template`."""
    return read_template(resources() / "card" / f"{name}.yaml")


def read_template(file: Path) -> CardTemplate:
    """Return the template in *file*.

    Raises:
        InvalidInput: `template_unreadable` with the place in the file, `template_item_missing` when an item of decree
            663 art. 4 is not on it, `template_outside_card`.
    """
    try:
        document = yaml.safe_load(file.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidInput("template_unreadable", field=file.name) from error
    if not isinstance(document, dict):
        raise InvalidInput("template_unreadable", field=file.name)
    try:
        template = CardTemplate(
            name=str(document["template"]),
            version=int(document["version"]),
            width_mm=float(document["width_mm"]),
            height_mm=float(document["height_mm"]),
            inks={str(name): str(ink) for name, ink in document["inks"].items()},
            front=_side(document["front"], "front"),
            back=_side(document["back"], "back"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidInput("template_unreadable", field=file.name) from error
    _check(template)
    return template


def _side(document: Any, path: str) -> Side:
    def one(kind: type[T], key: str) -> T | None:
        return _read(kind, document[key], f"{path}.{key}") if key in document else None

    def many(kind: type[T], key: str) -> tuple[T, ...]:
        return tuple(
            _read(kind, entry, f"{path}.{key}[{index}]") for index, entry in enumerate(document.get(key) or [])
        )

    return Side(
        art=str(document["art"]),
        words=many(Words, "words"),
        fields=many(Field, "fields"),
        photo=one(PhotoBox, "photo"),
        code=one(CodeBox, "code"),
        column=one(Column, "column"),
        notes=many(Note, "notes"),
    )


def _read(kind: type[T], document: Any, path: str) -> T:
    """Return *document* as a *kind*, each value of the type that the class asks for, nothing more and nothing less."""
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    if not isinstance(document, dict) or not document.keys() <= known.keys():
        raise InvalidInput("template_unreadable", field=path)
    values: dict[str, Any] = {}
    for name, field in known.items():
        if name in document:
            values[name] = _typed(document[name], field.type, f"{path}.{name}")
        elif field.default is MISSING:
            raise InvalidInput("template_unreadable", field=f"{path}.{name}")
    return kind(**values)


def _typed(value: Any, wanted: Any, path: str) -> Any:
    if wanted is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if wanted == tuple[str, ...] and isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    if isinstance(wanted, type) and type(value) is wanted:
        return value
    raise InvalidInput("template_unreadable", field=path)


def _check(template: CardTemplate) -> None:
    sides = (template.front, template.back)
    items = [field.item for side in sides for field in side.fields]
    items += ["photo" for side in sides if side.photo]
    for item in LEGAL_ITEMS:
        if items.count(item) != 1:
            raise InvalidInput("template_item_missing", field=item)
    for side in sides:
        for field in side.fields:
            if field.item not in TEXT_ITEMS:
                raise InvalidInput("template_unreadable", field=field.item)
            if field.optional and field.item in LEGAL_ITEMS:
                raise InvalidInput("template_item_missing", field=field.item)
            if field.ink not in template.inks:
                raise InvalidInput("template_unreadable", field=field.item)
            if side.column is None and not _inside(field, template):
                raise InvalidInput("template_outside_card", field=field.item)
        if side.column is not None and side.code is None:
            raise InvalidInput("template_unreadable", field="back.column")
    if template.back.code is None:
        raise InvalidInput("template_item_missing", field="code")


def _inside(field: Field, template: CardTemplate) -> bool:
    return (
        field.x_mm >= 0
        and field.x_mm + field.width_mm <= template.width_mm
        and field.width_mm > 0
        and field.baseline_mm >= 0
        and field.baseline_mm + field.below_mm <= template.height_mm
    )

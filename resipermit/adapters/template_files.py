"""Reads templates, and refuses with file, line and reason what makes no sense or leaves out what the law asks for.

Decree 663 art. 4 counts the items of a residence permit; a template can place them, never drop them.
"""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from resipermit.adapters.card_art import ART
from resipermit.adapters.card_template import (
    CARD,
    LABEL,
    PAPER,
    CardTemplate,
    CodeBox,
    Column,
    Field,
    Limits,
    Note,
    PaperTemplate,
    PhotoBox,
    Rule,
    Side,
    Spot,
    Words,
)
from resipermit.adapters.template_boxes import check_boxes
from resipermit.adapters.yaml_trees import Branch, Row, read_tree
from resipermit.domain.card import LEGAL_ITEMS, TEXT_ITEMS
from resipermit.domain.endorsement_label import LABEL_ITEMS
from resipermit.domain.errors import InvalidInput
from resipermit.resources import resources

T = TypeVar("T")
FEWEST_DOTS, FEWEST_MARGIN = 5, 4  # below them a code printed at 300 dpi is not read reliably
_CHOICES = {"edge": {"left", "right"}, "grow": {"down", "both"}, "weight": {"regular", "bold"}}
_CHOICES["only"] = {"", "chinese", "bilingual"}


@cache
def card_template(name: str = "hunan_card") -> CardTemplate:
    """Return the card or label of that name from `resources/card`; raises InvalidInput as `read_template`."""
    return read_template(resources() / "card" / f"{name}.yaml")


@cache
def paper_template(name: str = "paper_a4") -> PaperTemplate:
    """Return the sheet of paper of that name from `resources/card`; raises InvalidInput as `read_paper`."""
    return read_paper(resources() / "card" / f"{name}.yaml")


@cache
def designs() -> tuple[CardTemplate, ...]:
    """Return the finished designs of the card, in the order of their names."""
    names = sorted(file.stem for file in (resources() / "card").glob("*.yaml"))
    return tuple(card_template(name) for name in names if _form(name) == CARD)


def _form(name: str) -> str:
    head = (resources() / "card" / f"{name}.yaml").read_text("utf-8")
    return next((line.split(":")[1].strip() for line in head.splitlines() if line.startswith("form:")), "")


def read_template(file: Path) -> CardTemplate:
    """Return the card or label in *file*.

    Raises:
        InvalidInput: with ``file:line`` as field: `template_unreadable`, `template_key_unknown`,
            `template_key_missing`, `template_value_wrong`, `template_item_missing`, `template_item_repeated`,
            `template_outside_card`, `template_boxes_overlap`, `template_code_too_fine`.
    """
    reader = opened(file)
    form = reader.choice("form", {CARD, LABEL})
    names = ("front", "back") if form == CARD else ("front",)
    template = CardTemplate(
        form=form,
        name=reader.value("template", str),
        version=reader.value("version", int),
        title=reader.texts("title"),
        width_mm=reader.value("width_mm", float),
        height_mm=reader.value("height_mm", float),
        label_pt=reader.value("label_pt", float),
        frame=reader.value("frame", str),
        limits=reader.one("limits", Limits),
        inks=reader.texts("inks"),
        sides=tuple(_side(reader.branch(name)) for name in names),
        bilingual=reader.value("bilingual", bool, False),
    )
    reader.done()
    _check_items(template, file.name)
    _check_looks(template, file.name)
    check_boxes(template, file.name)
    return template


def read_paper(file: Path) -> PaperTemplate:
    """Return the sheet of paper in *file*; raises InvalidInput with ``file:line`` as field, as `read_template`."""
    reader = opened(file)
    reader.choice("form", {PAPER})
    paper = PaperTemplate(
        name=reader.value("template", str),
        version=reader.value("version", int),
        title=reader.texts("title"),
        width_mm=reader.value("width_mm", float),
        height_mm=reader.value("height_mm", float),
        limits=reader.one("limits", Limits),
        inks=reader.texts("inks"),
        front=reader.one("front_at", Spot),
        back=reader.one("back_at", Spot),
        rules=reader.many("rules", Rule),
        marks=reader.many("marks", Words),
        words=reader.many("words", Words),
    )
    reader.done()
    return paper


def opened(file: Path) -> "BranchReader":
    """Return the mapping at the top of *file*; raises InvalidInput `template_unreadable`."""
    try:
        return BranchReader(read_tree(file.read_text("utf-8"), file.name))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("template_unreadable", field=file.name, why=type(error).__name__) from error
    except InvalidInput as error:
        raise InvalidInput("template_unreadable", field=error.field, why=error.facts["why"]) from error


def _side(reader: "BranchReader") -> Side:
    side = Side(
        art=reader.choice("art", set(ART)),
        words=reader.many("words", Words),
        fields=reader.many("fields", Field),
        photo=reader.maybe("photo", PhotoBox),
        code=reader.maybe("code", CodeBox),
        column=reader.maybe("column", Column),
        notes=reader.many("notes", Note),
        line=reader.line,
    )
    reader.done()
    return side


@dataclass(slots=True)
class BranchReader:
    """One mapping of a template, each value of the type asked for, nothing more and nothing less."""

    tree: Branch
    asked: set[str]

    def __init__(self, tree: Branch) -> None:
        self.tree, self.asked = tree, set()

    @property
    def line(self) -> int:
        return self.tree.line

    def wrong(self, code: str, key: str) -> InvalidInput:
        """Return the refusal of *key* with its place."""
        found = self.tree.entries.get(key)
        line = getattr(found, "line", None) or self.tree.line
        return InvalidInput(code, field=f"{self.tree.file}:{line}", key=key)

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        for key in self.tree.entries:
            if key not in self.asked:
                place = f"{self.tree.file}:{key.line}"  # type: ignore[attr-defined]
                raise InvalidInput("template_key_unknown", field=place, key=str(key))

    def value(self, key: str, kind: Any, default: Any = MISSING) -> Any:
        self.asked.add(key)
        if key not in self.tree.entries:
            if default is MISSING:
                raise self.wrong("template_key_missing", key)
            return default
        try:
            return _KINDS[kind](self.tree.entries[key])
        except (ValueError, KeyError, AttributeError):
            raise self.wrong("template_value_wrong", key) from None

    def choice(self, key: str, known: set[str]) -> str:
        word: str = self.value(key, str)
        if word not in known:
            raise self.wrong("template_value_wrong", key)
        return word

    def texts(self, key: str) -> dict[str, str]:
        inside = self.branch(key)
        return {str(name): inside.value(name, str) for name in inside.tree.entries}

    def branch(self, key: str) -> "BranchReader":
        self.asked.add(key)
        if key not in self.tree.entries:
            raise self.wrong("template_key_missing", key)
        if not isinstance(self.tree.entries[key], Branch):
            raise self.wrong("template_value_wrong", key)
        return BranchReader(self.tree.entries[key])

    def one(self, key: str, kind: type[T]) -> T:
        return _read(kind, self.branch(key))

    def maybe(self, key: str, kind: type[T]) -> T | None:
        return self.one(key, kind) if key in self.tree.entries else None

    def many(self, key: str, kind: type[T]) -> tuple[T, ...]:
        self.asked.add(key)
        rows = self.tree.entries.get(key)
        if rows is None:
            return ()
        if not isinstance(rows, Row) or not all(isinstance(entry, Branch) for entry in rows.entries):
            raise self.wrong("template_value_wrong", key)
        return tuple(_read(kind, BranchReader(entry)) for entry in rows.entries)


def _read(kind: type[T], reader: BranchReader) -> T:
    values: dict[str, Any] = {"line": reader.line}
    for entry in fields(kind):  # type: ignore[arg-type]
        if entry.name == "line":
            continue
        value = reader.value(entry.name, entry.type, entry.default)
        if entry.name in _CHOICES and value not in _CHOICES[entry.name]:
            raise reader.wrong("template_value_wrong", entry.name)
        values[entry.name] = value
    reader.done()
    return kind(**values)


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise ValueError
    return str(found)


def _number(found: Any) -> float:
    number = float(_text(found))
    if not -1000 < number < 1000:
        raise ValueError
    return number


def _texts(found: Any) -> tuple[str, ...]:
    if not isinstance(found, Row):
        raise ValueError
    return tuple(_text(entry) for entry in found.entries)


_KINDS: dict[Any, Callable[[Any], Any]] = {
    str: _text,
    int: lambda found: int(_text(found)),
    float: _number,
    bool: lambda found: {"true": True, "false": False}[_text(found)],
    tuple[str, ...]: _texts,
}


def _check_items(template: CardTemplate, file: str) -> None:
    needed, known = (LEGAL_ITEMS, TEXT_ITEMS) if template.form == CARD else (LABEL_ITEMS, LABEL_ITEMS)
    places = [place for side in template.sides for place in side.fields]
    items = [place.item for place in places] + ["photo" for side in template.sides if side.photo]
    for place in places:
        where = f"{file}:{place.line}"
        if place.item not in known:
            raise InvalidInput("template_value_wrong", field=where, key=place.item)
        if place.optional and place.item in needed:
            raise InvalidInput("template_item_missing", field=where, item=place.item)
        if items.count(place.item) > 1:
            raise InvalidInput("template_item_repeated", field=where, item=place.item)
    for item in needed:
        if item not in items:
            raise InvalidInput("template_item_missing", field=f"{file}:{template.sides[0].line}", item=item)
    if not any(side.code for side in template.sides):
        raise InvalidInput("template_item_missing", field=f"{file}:{template.sides[-1].line}", item="code")


def _check_looks(template: CardTemplate, file: str) -> None:
    for side in template.sides:
        inked: tuple[Field | Words | Note, ...] = (*side.fields, *side.words, *side.notes)
        for place in inked:
            if place.ink not in template.inks:
                raise InvalidInput("template_value_wrong", field=f"{file}:{place.line}", key="ink")
        for field in side.fields:
            if field.min_pt > field.max_pt or field.lines < 1 or (side.column is None and field.width_mm <= 0):
                raise InvalidInput("template_value_wrong", field=f"{file}:{field.line}", key=field.item)
        if side.column is not None and side.code is None:
            raise InvalidInput("template_item_missing", field=f"{file}:{side.column.line}", item="code")
        code = side.code
        if code is not None and (code.dots_per_module < FEWEST_DOTS or code.margin_modules < FEWEST_MARGIN):
            raise InvalidInput("template_code_too_fine", field=f"{file}:{code.line}", least=FEWEST_DOTS)

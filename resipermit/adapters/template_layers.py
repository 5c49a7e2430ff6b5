"""A hall's own layer over a card template: boxes moved within limits, kept beside the store, checked like a template.

A layer moves; it adds nothing, drops nothing and changes no words, so what the law asks for stays on the card.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from resipermit.adapters.card_template import CardTemplate, Side
from resipermit.adapters.template_boxes import check_boxes
from resipermit.adapters.template_files import card_template, opened
from resipermit.domain.errors import InvalidInput

Move = tuple[float, float]
SIDES = ("front", "back")


@dataclass(frozen=True, slots=True)
class Layer:
    """How far each box of a template is moved, in mm to the right and down; keys are ``front.name``, ``back.code``."""

    template: str
    version: int
    moves: Mapping[str, Move]

    def text(self) -> str:
        """Return the layer as its file holds it."""
        rows = [f"  {key}: {{right_mm: {x:.2f}, down_mm: {y:.2f}}}" for key, (x, y) in sorted(self.moves.items())]
        return "\n".join([f"layer_of: {self.template}", f"version: {self.version}", "moves:", *rows]) + "\n"


def read_layer(file: Path) -> Layer:
    """Return the layer in *file*; raises InvalidInput with ``file:line`` as field, as `read_template`."""
    reader = opened(file)
    moves = reader.branch("moves")
    found: dict[str, Move] = {}
    for key in list(moves.tree.entries):
        move = moves.branch(key)
        found[str(key)] = (move.value("right_mm", float, 0.0), move.value("down_mm", float, 0.0))
        move.done()
    layer = Layer(reader.value("layer_of", str), reader.value("version", int), found)
    reader.done()
    return layer


def layered(template: CardTemplate, layer: Layer, file: str = "layer") -> CardTemplate:
    """Return *template* with its boxes moved.

    Raises:
        InvalidInput: `layer_of_another_template`, `template_key_unknown`, `template_moved_too_far`, or the boxes' own
            refusals.
    """
    if (layer.template, layer.version) != (template.name, template.version):
        mark = f"{layer.template}/{layer.version}"
        raise InvalidInput("layer_of_another_template", field=file, of=mark, template=template.mark)
    known = movable(template)
    for key, move in layer.moves.items():
        if key not in known:
            raise InvalidInput("template_key_unknown", field=file, key=key)
        if max(map(abs, move)) > template.limits.move_mm + 1e-6:
            raise InvalidInput("template_moved_too_far", field=file, item=key, most_mm=template.limits.move_mm)
    sides = tuple(
        _moved(side, {key.partition(".")[2]: move for key, move in layer.moves.items() if key.startswith(f"{name}.")})
        for name, side in zip(SIDES, template.sides, strict=False)
    )
    moved = replace(template, sides=sides)
    check_boxes(moved, file)
    return moved


def template_in_use(name: str, bilingual: bool | None, folder: Path) -> CardTemplate:
    """Return the design *name* as a hall uses it; its layer, when there is one, lies in *folder*.

    Raises:
        InvalidInput: the design or the layer cannot be read; `layer_of_another_template` after an update moved boxes.
    """
    template = card_template(name)
    if bilingual is not None:
        template = replace(template, bilingual=bilingual)
    file = folder / f"{name}.yaml"
    return layered(template, read_layer(file), file.name) if file.is_file() else template


def save_layer(layer: Layer, folder: Path) -> Path:
    """Keep a layer that `layered` accepted; raises InvalidInput as `layered`."""
    layered(card_template(layer.template), layer)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{layer.template}.yaml"
    draft = file.with_suffix(".draft")
    draft.write_text(layer.text(), "utf-8")
    draft.replace(file)
    return file


def movable(template: CardTemplate) -> tuple[str, ...]:
    """Return the keys of the boxes that a layer may move."""
    keys: list[str] = []
    for name, side in zip(SIDES, template.sides, strict=False):
        keys += [] if side.column else [f"{name}.{place.item}" for place in side.fields]
        keys += [f"{name}.photo"] if side.photo else []
        keys += [f"{name}.code"] if side.code else []
    return tuple(keys)


def _moved(side: Side, moves: Mapping[str, Move]) -> Side:
    fields = tuple(
        replace(place, x_mm=place.x_mm + x, label_x_mm=place.label_x_mm + x, baseline_mm=place.baseline_mm + y)
        for place in side.fields
        for x, y in [moves.get(place.item, (0.0, 0.0))]
    )
    photo, code = side.photo, side.code
    if photo is not None and "photo" in moves:
        photo = replace(photo, x_mm=photo.x_mm + moves["photo"][0], y_mm=photo.y_mm + moves["photo"][1])
    if code is not None and "code" in moves:
        x, y = moves["code"]
        inward = x if code.edge == "left" else -x
        code = replace(code, edge_mm=code.edge_mm + inward, middle_mm=code.middle_mm + y)
    return replace(side, fields=fields, photo=photo, code=code)

"""A hall's own layer over a template, kept beside the store: boxes moved and resized, checked like a template.

A layer changes places; it adds nothing, drops nothing and changes no words, so what the law asks for stays on the card.
Each saving is a revision of its own, and the one before stays in the folder `earlier`.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from resipermit.adapters.card_template import CardTemplate, PaperTemplate
from resipermit.adapters.template_boxes import check_boxes
from resipermit.adapters.template_changes import Template, objections, with_changes
from resipermit.adapters.template_files import card_template, opened, paper_template
from resipermit.domain.card_design import BoxChange, Changes
from resipermit.domain.errors import InvalidInput

PAPER_NAMES = ("paper_a4",)
AnyTemplate = TypeVar("AnyTemplate", bound=Template)


@dataclass(frozen=True, slots=True)
class Layer:
    """The changes of a hall to one version of a template, the *revision*th that it saved."""

    template: str
    version: int
    changes: Changes
    revision: int = 0

    def text(self) -> str:
        """Return the layer as its file holds it."""
        head = [f"layer_of: {self.template}", f"version: {self.version}", f"revision: {self.revision}"]
        rows = [f"  {key}: {_written(change)}" for key, change in sorted(self.changes.items())]
        return "\n".join([*head, "moves:" if rows else "moves: {}", *rows]) + "\n"


def _written(change: BoxChange) -> str:
    lengths = [f"{name}: {getattr(change, name):.2f}" for name in BoxChange.__slots__ if getattr(change, name)]
    return "{" + ", ".join(lengths) + "}"


def read_layer(file: Path) -> Layer:
    """Return the layer in *file*; raises InvalidInput with ``file:line`` as field, as `read_template`."""
    reader = opened(file)
    moves = reader.branch("moves")
    found: dict[str, BoxChange] = {}
    for key in list(moves.tree.entries):
        move = moves.branch(key)
        found[str(key)] = BoxChange(*(move.value(name, float, 0.0) for name in BoxChange.__slots__))
        move.done()
    layer = Layer(reader.value("layer_of", str), reader.value("version", int), found, reader.value("revision", int, 0))
    reader.done()
    return layer


def layered(template: AnyTemplate, layer: Layer, file: str = "layer") -> AnyTemplate:
    """Return *template* with its boxes changed.

    Raises:
        InvalidInput: `layer_of_another_template`, `template_key_unknown`, `template_moved_too_far`,
            `template_resized_too_far`, `template_box_over_words`, or the boxes' own refusals.
    """
    if (layer.template, layer.version) != (template.name, template.version):
        mark = f"{layer.template}/{layer.version}"
        of = f"{template.name}/{template.version}"
        raise InvalidInput("layer_of_another_template", field=file, of=mark, template=of)
    for one in objections(template, layer.changes):
        raise InvalidInput(one.code, field=file, item=one.key.partition(".")[2], **one.facts)
    moved = with_changes(template, layer.changes)
    assert isinstance(moved, type(template))
    if isinstance(moved, CardTemplate):
        check_boxes(moved, file)
    return replace(moved, revision=layer.revision)


def template_in_use(name: str, bilingual: bool | None, folder: Path | None) -> CardTemplate:
    """Return the design *name* as a hall uses it; its layer, when there is one, lies in *folder*.

    Raises:
        InvalidInput: the design or the layer cannot be read; `layer_of_another_template` after an update moved boxes.
    """
    template = card_template(name)
    if bilingual is not None:
        template = replace(template, bilingual=bilingual)
    return _in_use(template, folder)


def paper_in_use(folder: Path | None, name: str = "paper_a4") -> PaperTemplate:
    """Return the sheet of paper as a hall uses it; raises InvalidInput as `template_in_use`."""
    return _in_use(paper_template(name), folder)


def _in_use(template: AnyTemplate, folder: Path | None) -> AnyTemplate:
    file = None if folder is None else layer_file(template.name, folder)
    return layered(template, read_layer(file), file.name) if file is not None and file.is_file() else template


def shipped(name: str) -> Template:
    """Return a design, label or sheet of paper as it comes with the program."""
    return paper_template(name) if name in PAPER_NAMES else card_template(name)


def layer_file(name: str, folder: Path) -> Path:
    """Return where the layer of a template lies."""
    return folder / f"{name}.yaml"


def save_layer(name: str, changes: Changes, folder: Path) -> Layer:
    """Keep *changes* as the next revision of the hall's layer and return it; raises InvalidInput as `layered`."""
    template, file = shipped(name), layer_file(name, folder)
    earlier = folder / "earlier"
    kept = [0, *(int(path.suffixes[-2][1:]) for path in earlier.glob(f"{name}.*.yaml"))]
    layer = Layer(name, template.version, changes, 0)
    layered(template, layer, file.name)
    earlier.mkdir(parents=True, exist_ok=True)
    if file.is_file():
        kept.append(max(kept) + 1)
        file.replace(earlier / f"{name}.{kept[-1]}.yaml")
    layer = replace(layer, revision=max(kept) + 1)
    draft = file.with_suffix(".draft")
    draft.write_text(layer.text(), "utf-8")
    draft.replace(file)
    return layer

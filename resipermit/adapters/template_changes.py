"""What a hall may change of a design, the design with its changes, and what stands against them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resipermit.adapters.card_template import CardTemplate, Field, PaperTemplate, Side
from resipermit.adapters.template_boxes import Box, paper_rooms, rooms
from resipermit.domain.card_design import Arrangement, BoxChange, BoxObjection, Changes, DesignBox
from resipermit.domain.errors import InvalidInput

Template = CardTemplate | PaperTemplate
SIDES = ("front", "back")
ON_PAPER = "sheet.card"
_SLACK_MM = 1e-6


def movable(template: Template) -> tuple[str, ...]:
    """Return the keys of the boxes that may be changed; what flows beside the code follows it and is none of them."""
    if isinstance(template, PaperTemplate):
        return (ON_PAPER,)
    keys: list[str] = []
    for name, side in zip(SIDES, template.sides, strict=False):
        keys += [] if side.column else [f"{name}.{place.item}" for place in side.fields]
        keys += [f"{name}.photo"] if side.photo else []
        keys += [f"{name}.code"] if side.code else []
    return tuple(keys)


def with_changes(template: Template, changes: Changes) -> Template:
    """Return *template* with its boxes changed; whether they may be is `objections`' business."""
    if isinstance(template, PaperTemplate):
        return _moved_on_paper(template, changes.get(ON_PAPER, BoxChange()))
    sides = tuple(
        _changed(side, {key.partition(".")[2]: change for key, change in changes.items() if key.startswith(f"{name}.")})
        for name, side in zip(SIDES, template.sides, strict=False)
    )
    return replace(template, sides=sides)


def arrange(template: Template, changes: Changes) -> Arrangement:
    """Return the boxes with *changes*, and all that stands against these."""
    after = with_changes(template, changes)
    may_change, found = movable(template), []
    for index, name in enumerate(side_names(template)):
        for box in _rooms(after, index):
            key = f"{name}.{box.item}"
            if not box.words and key in may_change:
                wider, taller = _resizable(template, key)
                found.append(
                    DesignBox(key, box.item, index, box.x, box.y, box.width, box.height, wider=wider, taller=taller)
                )
    return Arrangement(tuple(found), tuple(objections(template, changes)))


def objections(template: Template, changes: Changes) -> Iterator[BoxObjection]:
    """Yield what stands against *changes*; raises InvalidInput `template_key_unknown` for a box that is not there."""
    for key, change in changes.items():
        if key not in movable(template):
            raise InvalidInput("template_key_unknown", field=template.name, key=key)
        yield from _too_far(template, key, change)
    after = with_changes(template, changes)
    for index, name in enumerate(side_names(template)):
        yield from _in_the_way(template, name, _rooms(template, index), _rooms(after, index), changes)


def side_names(template: Template) -> tuple[str, ...]:
    """Return the first part of the keys of each side."""
    return ("sheet",) if isinstance(template, PaperTemplate) else SIDES[: len(template.sides)]


def side_sizes(template: Template) -> tuple[tuple[float, float], ...]:
    """Return width and height of each side."""
    return ((template.width_mm, template.height_mm),) * len(side_names(template))


def _rooms(template: Template, side: int) -> tuple[Box, ...]:
    return paper_rooms(template) if isinstance(template, PaperTemplate) else rooms(template, template.sides[side])


def _too_far(template: Template, key: str, change: BoxChange) -> Iterator[BoxObjection]:
    limits, (wider, taller) = template.limits, _resizable(template, key)
    if max(abs(change.right_mm), abs(change.down_mm)) > limits.move_mm + _SLACK_MM:
        yield BoxObjection(key, "template_moved_too_far", {"most_mm": limits.move_mm})
    allowed = (limits.size_mm if wider else 0.0, limits.size_mm if taller else 0.0)
    for size, most in zip((change.wider_mm, change.taller_mm), allowed, strict=True):
        if abs(size) > most + _SLACK_MM:
            yield BoxObjection(key, "template_resized_too_far", {"most_mm": most})


def _in_the_way(
    template: Template, name: str, before: Sequence[Box], after: Sequence[Box], changes: Changes
) -> Iterator[BoxObjection]:
    """Yield what falls off or over something only since it was changed; what stood so before is the design's own."""
    edge = template.limits.edge_mm
    for index, (was, box) in enumerate(zip(before, after, strict=True)):
        inside = [one.within(template.width_mm, template.height_mm, edge) for one in (was, box)]
        if inside == [True, False]:
            yield BoxObjection(f"{name}.{box.item}", "template_outside_card", {"edge_mm": edge})
        for earlier, other in zip(before[:index], after[:index], strict=True):
            if box.item != other.item and box.meets(other) and not was.meets(earlier):
                yield _overlap(name, box, other, changes)


def _overlap(name: str, box: Box, other: Box, changes: Changes) -> BoxObjection:
    if f"{name}.{box.item}" not in changes:
        box, other = other, box
    key = f"{name}.{box.item}"
    if other.words:
        return BoxObjection(key, "template_box_over_words", {"words": other.words})
    return BoxObjection(key, "template_boxes_overlap", {"other": other.item})


def _resizable(template: Template, key: str) -> tuple[bool, bool]:
    """Return whether a box may be made wider, and taller; a portrait keeps its proportions, a code its dots."""
    if isinstance(template, PaperTemplate) or key.endswith(".code"):
        return False, False
    if key.endswith(".photo"):
        return True, False
    name, _, item = key.partition(".")
    side = template.sides[SIDES.index(name)]
    return True, any(place.item == item and place.lines > 1 for place in side.fields)


def _changed(side: Side, changes: Changes) -> Side:
    fields = tuple(_changed_field(place, changes.get(place.item, BoxChange())) for place in side.fields)
    photo, code = side.photo, side.code
    if photo is not None and (change := changes.get("photo")):
        width = photo.width_mm + change.wider_mm
        photo = replace(
            photo,
            x_mm=photo.x_mm + change.right_mm,
            y_mm=photo.y_mm + change.down_mm,
            width_mm=width,
            height_mm=photo.height_mm * width / photo.width_mm,
        )
    if code is not None and (change := changes.get("code")):
        inward = change.right_mm if code.edge == "left" else -change.right_mm
        code = replace(code, edge_mm=code.edge_mm + inward, middle_mm=code.middle_mm + change.down_mm)
    return replace(side, fields=fields, photo=photo, code=code)


def _changed_field(place: Field, change: BoxChange) -> Field:
    return replace(
        place,
        x_mm=place.x_mm + change.right_mm,
        label_x_mm=place.label_x_mm + change.right_mm,
        baseline_mm=place.baseline_mm + change.down_mm,
        width_mm=place.width_mm + change.wider_mm,
        below_mm=place.below_mm + change.taller_mm,
    )


def _moved_on_paper(paper: PaperTemplate, change: BoxChange) -> PaperTemplate:
    right, down = change.right_mm, change.down_mm
    front, back = (replace(spot, x_mm=spot.x_mm + right, y_mm=spot.y_mm + down) for spot in (paper.front, paper.back))
    rules = tuple(
        replace(
            rule,
            x1_mm=rule.x1_mm + right,
            x2_mm=rule.x2_mm + right,
            y1_mm=rule.y1_mm + down,
            y2_mm=rule.y2_mm + down,
        )
        for rule in paper.rules
    )
    marks = tuple(replace(mark, x_mm=mark.x_mm + right, baseline_mm=mark.baseline_mm + down) for mark in paper.marks)
    return replace(paper, front=front, back=back, rules=rules, marks=marks)

"""The room that each box of a template takes, and whether two of them fall over each other or off the card."""

from dataclasses import dataclass

from resipermit.adapters.card_template import CardTemplate, Field, Side
from resipermit.domain.errors import InvalidInput

PT = 25.4 / 72  # mm
DOT_MM = 25.4 / 300
NARROWEST_CODE, WIDEST_CODE = 77, 105  # modules of versions 15 and 22
_ASCENT, _DESCENT = 0.86, 0.14
_SLACK_MM = 0.05


@dataclass(frozen=True, slots=True)
class Box:
    """The room of an item in mm from the top left corner; `line` is where the template speaks of it."""

    item: str
    x: float
    y: float
    width: float
    height: float
    line: int

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            min(self.x + self.width, other.x + other.width) - max(self.x, other.x) > _SLACK_MM
            and min(self.y + self.height, other.y + other.height) - max(self.y, other.y) > _SLACK_MM
        )

    def within(self, width: float, height: float, edge: float) -> bool:
        """Whether it keeps *edge* from all four edges of a card of that size."""
        return (
            self.x >= edge - _SLACK_MM
            and self.y >= edge - _SLACK_MM
            and self.x + self.width <= width - edge + _SLACK_MM
            and self.y + self.height <= height - edge + _SLACK_MM
        )


def boxes(template: CardTemplate, side: Side, modules: int = NARROWEST_CODE) -> tuple[Box, ...]:
    """Return the boxes of a side; a code of *modules* a side, its margin included."""
    found = [] if side.column else [_field_box(place) for place in side.fields]
    if side.photo is not None:
        at = side.photo
        found.append(Box("photo", at.x_mm, at.y_mm, at.width_mm, at.height_mm, at.line))
    if side.code is not None:
        code = side.code
        across = (modules + 2 * code.margin_modules) * code.dots_per_module * DOT_MM
        x = code.edge_mm if code.edge == "left" else template.width_mm - code.edge_mm - across
        found.append(Box("code", x, code.middle_mm - across / 2, across, across, code.line))
    return tuple(found)


def check_boxes(template: CardTemplate, file: str) -> None:
    """Refuse a template whose boxes leave the card or fall over each other.

    Raises:
        InvalidInput: `template_outside_card` or `template_boxes_overlap`, with ``file:line`` as field.
    """
    modules = WIDEST_CODE if template.form == "card" else 0
    for side in template.sides:
        found = boxes(template, side, modules or 57)
        for index, box in enumerate(found):
            if not box.within(template.width_mm, template.height_mm, template.limits.edge_mm):
                raise InvalidInput("template_outside_card", field=f"{file}:{box.line}", item=box.item)
            for other in found[:index]:
                if box.meets(other):
                    place = f"{file}:{box.line}"
                    raise InvalidInput("template_boxes_overlap", field=place, item=box.item, other=other.item)


def _field_box(place: Field) -> Box:
    tall = place.max_pt * PT
    up = place.below_mm / 2 if place.grow == "both" else 0.0
    y = place.baseline_mm - _ASCENT * tall - up
    return Box(place.item, place.x_mm, y, place.width_mm, place.below_mm + (_ASCENT + _DESCENT) * tall, place.line)

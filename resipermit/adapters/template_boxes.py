"""The room that each box of a template takes, and whether two of them fall over each other or off the card."""

from collections.abc import Iterator
from dataclasses import dataclass

from resipermit.adapters.card_template import CardTemplate, Field, PaperTemplate, Side, Words
from resipermit.domain.errors import InvalidInput

PT = 25.4 / 72  # mm
DOT_MM = 25.4 / 300
NARROWEST_CODE, WIDEST_CODE, LABEL_CODE = 77, 105, 57  # modules of versions 15 and 22, and of a label's code
CARD_WIDTH_MM, CARD_HEIGHT_MM = 85.60, 53.98
_ASCENT, _DESCENT = 0.86, 0.14
_SLACK_MM = 0.05
_LABEL_LINE = 1.2
_LATIN_PART = 0.55  # of a full square


@dataclass(frozen=True, slots=True)
class Box:
    """The room of an item in mm from the top left corner; `line` is where the template speaks of it.

    `words` is what fixed words or a label say; empty for what differs from card to card.
    """

    item: str
    x: float
    y: float
    width: float
    height: float
    line: int
    words: str = ""

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


def widest_code(template: CardTemplate) -> int:
    """Return the modules a side of the largest code that the template may have to show."""
    return WIDEST_CODE if template.form == "card" else LABEL_CODE


def rooms(template: CardTemplate, side: Side) -> tuple[Box, ...]:
    """Return all that takes room on a side, always in the same order: boxes, their labels, fixed words."""
    labels = [] if side.column else [_label_box(template, place) for place in side.fields if place.label]
    return (*boxes(template, side, widest_code(template)), *labels, *map(_words_box, side.words))


def paper_rooms(paper: PaperTemplate) -> tuple[Box, ...]:
    """Return the room of the card on its sheet, marks and lines to cut included, and that of the fixed words."""
    marks = [_words_box(words) for words in paper.marks]
    across = [spot.x_mm + part for spot in (paper.front, paper.back) for part in (0.0, CARD_WIDTH_MM)]
    across += [x for rule in paper.rules for x in (rule.x1_mm, rule.x2_mm)]
    down = [spot.y_mm + part for spot in (paper.front, paper.back) for part in (0.0, CARD_HEIGHT_MM)]
    down += [y for rule in paper.rules for y in (rule.y1_mm, rule.y2_mm)] + [mark.y for mark in marks]
    left, top = min(across), min(down)
    card = Box("card", left, top, max(across) - left, max(down) - top, paper.front.line)
    return (card, *map(_words_box, paper.words))


def check_boxes(template: CardTemplate, file: str) -> None:
    """Refuse a template whose boxes leave the card or fall over each other.

    Raises:
        InvalidInput: `template_outside_card` or `template_boxes_overlap`, with ``file:line`` as field.
    """
    for refusal in _refusals(template, file):
        raise refusal


def _refusals(template: CardTemplate, file: str) -> Iterator[InvalidInput]:
    for side in template.sides:
        found = boxes(template, side, widest_code(template))
        for index, box in enumerate(found):
            place = f"{file}:{box.line}"
            if not box.within(template.width_mm, template.height_mm, template.limits.edge_mm):
                yield InvalidInput("template_outside_card", field=place, item=box.item)
            for other in found[:index]:
                if box.meets(other):
                    yield InvalidInput("template_boxes_overlap", field=place, item=box.item, other=other.item)


def _field_box(place: Field) -> Box:
    tall = place.max_pt * PT
    up = place.below_mm / 2 if place.grow == "both" else 0.0
    y = place.baseline_mm - _ASCENT * tall - up
    return Box(place.item, place.x_mm, y, place.width_mm, place.below_mm + (_ASCENT + _DESCENT) * tall, place.line)


def _label_box(template: CardTemplate, place: Field) -> Box:
    """Return about the room of a label: left of its field, with the English below it, or above its field."""
    size, words = template.label_pt * PT, "".join(place.label)
    if place.label_x_mm < place.x_mm:
        lines = len(place.label) + bool(place.english)
        width = min(max(_across(line, size) for line in place.label), place.x_mm - place.label_x_mm)
        top = place.baseline_mm - _ASCENT * size
        return Box(place.item, place.label_x_mm, top, width, size * (1 + _LABEL_LINE * (lines - 1)), place.line, words)
    top = place.baseline_mm - _ASCENT * place.max_pt * PT - 1.3 * size
    return Box(place.item, place.label_x_mm, top, _across(words, size), size, place.line, words)


def _words_box(words: Words) -> Box:
    size = words.size_pt * PT
    top = words.baseline_mm - _ASCENT * size
    width = _across(words.text, size) + words.spacing * size * len(words.text)
    return Box("words", words.x_mm, top, width, size, words.line, words.text)


def _across(text: str, size: float) -> float:
    return sum(1.0 if character > "\u2e80" else _LATIN_PART for character in text) * size

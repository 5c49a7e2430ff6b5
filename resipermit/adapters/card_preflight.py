"""The check before printing: glyphs, room, code and portrait of one card, all objections at once, nothing drawn."""

from collections.abc import Iterator
from pathlib import Path

from resipermit.adapters.card_layout import Layout
from resipermit.adapters.card_template import CardTemplate
from resipermit.adapters.fonts import BOLD, REGULAR, font_chain, missing_facts
from resipermit.adapters.photo_measures import photo_objections
from resipermit.adapters.qr import CAPACITY, LONGEST, version_for
from resipermit.adapters.template_boxes import WIDEST_CODE
from resipermit.domain.card import CardFace
from resipermit.domain.errors import InvalidInput
from resipermit.domain.preflight import MISSING_GLYPH, Objection, Preflight


def preflight(
    face: CardFace, photo: bytes, code: str, template: CardTemplate, local_fonts: Path | None = None
) -> Preflight:
    """Return everything that stands against printing *face*; *code* is the text its code would hold."""
    try:
        printed = face.printed()
    except InvalidInput as error:
        return Preflight((_said(error), *photo_objections(photo)))
    layout = Layout(template, {weight: font_chain(weight, local_fonts) for weight in (REGULAR, BOLD)})
    return Preflight(
        (
            *_glyphs(layout, printed),
            *_room(layout, printed, code),
            *photo_objections(photo),
        )
    )


def _said(error: InvalidInput) -> Objection:
    return Objection(error.code, error.field, {name: fact for name, fact in error.facts.items() if name != "field"})


def _glyphs(layout: Layout, printed: dict[str, str]) -> Iterator[Objection]:
    for item, text in printed.items():
        if lacking := layout.lacking(text):
            yield Objection(MISSING_GLYPH, item, missing_facts(text, lacking))


def _room(layout: Layout, printed: dict[str, str], code: str) -> Iterator[Objection]:
    """Look at the code first: how wide it is decides how much room the back has."""
    modules = WIDEST_CODE
    if len(code) > LONGEST:
        longest = max(printed, key=lambda item: len(printed[item].encode()))
        yield Objection("card_says_too_much", longest, {"characters": len(printed[longest])})
    else:
        modules = 17 + 4 * version_for(len(code), CAPACITY)
    for side in layout.template.sides:
        for item in layout.misfits(side, printed, modules):
            yield Objection("card_text_does_not_fit", item, {"characters": len(printed.get(item, ""))})

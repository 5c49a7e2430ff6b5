"""The pages of cards as a PDF: two sides of ID-1 size, ready for the card printer, the preview and the archive.

Nothing is printed that does not fit or that no font has: the card is refused first. The same cards, key and lock file
give the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from resipermit.adapters import card_code
from resipermit.adapters.card_layout import Layout
from resipermit.adapters.card_sheet import Sheet
from resipermit.adapters.card_template import CardTemplate, PaperTemplate
from resipermit.adapters.fonts import BOLD, REGULAR, font_chain
from resipermit.adapters.qr import LABEL_CAPACITY, LONGEST, MASKS, QrSymbol, qr_symbol
from resipermit.adapters.template_files import card_template
from resipermit.domain.card import CardFace
from resipermit.domain.card_keys import Signer
from resipermit.domain.endorsement_label import LabelFace
from resipermit.domain.errors import InvalidInput

LARGEST_BATCH = 200  # cards in one file; more would hold all their portraits in memory at once
_lock = RLock()  # reportlab's fonts remember the document they are used in


@dataclass(frozen=True, slots=True, repr=False)
class CardSheet:
    """A card as made: the pages and what its code says."""

    pdf: bytes
    qr_text: str
    qr_version: int
    template: str

    def __repr__(self) -> str:
        return f"CardSheet({len(self.pdf)} bytes)"


@dataclass(frozen=True, slots=True, repr=False)
class CardBatch:
    """Many cards in one file, front and back of each in order, what the code of each says and in which square it is."""

    pdf: bytes
    qr_texts: tuple[str, ...]
    code_place: tuple[int, int, int]

    def __repr__(self) -> str:
        return f"CardBatch({len(self.qr_texts)} cards, {len(self.pdf)} bytes)"


def make_card(
    face: CardFace,
    photo: bytes,
    signer: Signer,
    *,
    attempt: int = 0,
    template: CardTemplate | None = None,
    paper: PaperTemplate | None = None,
    local_fonts: Path | None = None,
) -> CardSheet:
    """Return the pages of one card with its signed code; on *paper*, both sides on one sheet.

    *photo* is what `check_photo` returned. *attempt*, from 0 to 7, draws the same code with another mask, for a card
    whose code could not be read back.

    Raises:
        MissingGlyph: no font has some characters.
        InvalidInput: an item is missing, does not fit (`card_text_does_not_fit`), or all together are too much for the
            code (`card_says_too_much`); the field is named.
        Refused: the key may not sign this card.
    """
    layout = _layout(template, local_fonts)
    with _lock:
        sheet = Sheet(layout, paper)
        text, symbol = _added(sheet, face, photo, signer, attempt)
        pdf = sheet.finished()
    return CardSheet(pdf, text, symbol.version, layout.template.mark)


def make_cards(
    cards: Iterable[tuple[CardFace, bytes]],
    signer: Signer,
    *,
    attempt: int = 0,
    template: CardTemplate | None = None,
    local_fonts: Path | None = None,
) -> CardBatch:
    """Return up to `LARGEST_BATCH` cards in one file; raises as `make_card`, and then there is no file."""
    texts: list[str] = []
    widest = 0
    layout = _layout(template, local_fonts)
    with _lock:
        sheet = Sheet(layout)
        for face, photo in cards:
            text, symbol = _added(sheet, face, photo, signer, attempt)
            texts.append(text)
            widest = max(widest, symbol.modules)
            if len(texts) > LARGEST_BATCH:
                raise InvalidInput("batch_too_large", field="cards", most=LARGEST_BATCH)
        pdf = sheet.finished()
    return CardBatch(pdf, tuple(texts), layout.code_place(widest))


def make_label(
    face: LabelFace, signer: Signer, *, template: CardTemplate | None = None, local_fonts: Path | None = None
) -> CardSheet:
    """Return the page of an endorsement label with its signed code; raises as `make_card`."""
    layout = _layout(template or card_template("endorsement_label"), local_fonts)
    printed = face.printed()
    layout.check_glyphs(printed)
    code = card_code.label_code(face.claims, signer)
    symbol = qr_symbol(code, capacity=LABEL_CAPACITY)
    with _lock:
        sheet = Sheet(layout)
        sheet.add(printed, b"", symbol)
        pdf = sheet.finished()
    return CardSheet(pdf, code, symbol.version, layout.template.mark)


def _layout(template: CardTemplate | None, local_fonts: Path | None) -> Layout:
    return Layout(template or card_template(), {weight: font_chain(weight, local_fonts) for weight in (REGULAR, BOLD)})


def _added(sheet: Sheet, face: CardFace, photo: bytes, signer: Signer, attempt: int) -> tuple[str, QrSymbol]:
    printed = face.printed()
    sheet.layout.check_glyphs(printed)
    text = card_code.encode(face.claims, signer)
    symbol = _symbol(text, printed, MASKS[attempt % len(MASKS)])
    sheet.add(printed, photo, symbol)
    return text, symbol


def _symbol(text: str, printed: dict[str, str], mask: int) -> QrSymbol:
    if len(text) > LONGEST:
        longest = max(printed, key=lambda item: len(printed[item].encode()))
        raise InvalidInput("card_says_too_much", field=longest, characters=len(printed[longest]))
    return qr_symbol(text, mask)

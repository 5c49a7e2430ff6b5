"""The pages of a card as a PDF: two sides of ID-1 size, ready for the card printer, the preview and the archive.

Nothing is printed that does not fit or that no font has: the card is refused first. The same card, key and lock file
give the same bytes.
"""

from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from threading import RLock

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from resipermit.adapters import card_code
from resipermit.adapters.card_art import MM, art
from resipermit.adapters.card_template import CardTemplate, CodeBox, Column, Field, Note, Side, Words, card_template
from resipermit.adapters.fonts import BOLD, REGULAR, FontChain, MissingGlyph, draw_runs, font_chain
from resipermit.adapters.qr import LONGEST, MASKS, QrSymbol, qr_symbol
from resipermit.adapters.text_fit import Fit, Room, fit
from resipermit.domain.card import CardFace
from resipermit.domain.card_keys import Signer
from resipermit.domain.errors import InvalidInput

DOT = 72 / 300  # points; the grid of a 300-dpi card printer
LABEL_PT = 5.0
NARROWEST_GAP_PT = 2.6
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


def make_card(
    face: CardFace,
    photo: bytes,
    signer: Signer,
    *,
    attempt: int = 0,
    template: CardTemplate | None = None,
    local_fonts: Path | None = None,
) -> CardSheet:
    """Return the pages of one card with its signed code.

    *photo* is what `check_photo` returned. *attempt*, from 0 to 7, draws the same code with another mask, for a card
    whose code could not be read back.

    Raises:
        MissingGlyph: no font has some characters.
        InvalidInput: an item is missing, does not fit (`card_text_does_not_fit`), or all together are too much for the
            code (`card_says_too_much`); the field is named.
        Refused: the key may not sign this card.
    """
    template = template or card_template()
    printed = face.printed()
    press = _Press(template, {weight: font_chain(weight, local_fonts) for weight in (REGULAR, BOLD)})
    press.check_glyphs(printed)
    text = card_code.encode(face.claims, signer)
    symbol = _symbol(text, printed, MASKS[attempt % len(MASKS)])
    with _lock:
        pdf = press.pages(printed, photo, symbol)
    return CardSheet(pdf, text, symbol.version, f"{template.name}/{template.version}")


def _symbol(text: str, printed: dict[str, str], mask: int) -> QrSymbol:
    if len(text) > LONGEST:
        longest = max(printed, key=lambda item: len(printed[item].encode()))
        raise InvalidInput("card_says_too_much", field=longest, characters=len(printed[longest]))
    return qr_symbol(text, mask)


@dataclass(frozen=True, slots=True)
class _Set:
    """A text with its place, ready to be drawn: x and baselines in points from the bottom left."""

    item: str
    x: float
    baselines: tuple[float, ...]
    fit: Fit
    chain: FontChain
    ink: str
    spacing: float


@dataclass(slots=True)
class _Press:
    """Lays out and draws one card."""

    template: CardTemplate
    chains: dict[str, FontChain]
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = self.template.height_mm * MM

    def check_glyphs(self, printed: dict[str, str]) -> None:
        for item, text in printed.items():
            if lacking := self.chains[REGULAR].missing(text) or self.chains[BOLD].missing(text):
                raise MissingGlyph(lacking, item)

    def pages(self, printed: dict[str, str], photo: bytes, symbol: QrSymbol) -> bytes:
        sides = (self.template.front, self.template.back)
        laid = [self._laid_out(side, printed, symbol) for side in sides]
        file = BytesIO()
        size = (self.template.width_mm * MM, self.height)
        canvas = Canvas(
            file,
            pagesize=size,
            invariant=True,
            pageCompression=1,
            initialFontName=self.chains[REGULAR].first,  # type: ignore[arg-type]
        )
        canvas.setTitle("居住证")
        canvas.setProducer("resipermit")
        for side, texts in zip(sides, laid, strict=True):
            self._draw(canvas, side, texts, photo, symbol)
            canvas.showPage()
        canvas.save()
        return file.getvalue()

    # laying out

    def _laid_out(self, side: Side, printed: dict[str, str], symbol: QrSymbol) -> list[_Set]:
        texts = [self._fixed(words) for words in side.words]
        if side.column is not None and side.code is not None:
            return texts + _Flow(self, side.column, self._code_left(side.code, symbol)).set(side, printed)
        for place in side.fields:
            if printed[place.item]:
                texts += self._placed(place, printed[place.item])
        return texts

    def _fixed(self, words: Words) -> _Set:
        fitted = Fit((words.text,), words.size_pt)
        baseline = self.height - words.baseline_mm * MM
        return _Set("words", words.x_mm * MM, (baseline,), fitted, self.chains[words.weight], words.ink, words.spacing)

    def _placed(self, place: Field, text: str) -> list[_Set]:
        fitted = self.fitted(place, text, place.width_mm)
        step = fitted.size_pt * place.leading
        first = self.height - place.baseline_mm * MM
        if place.grow == "both":
            first += (len(fitted.lines) - 1) * step / 2
        baselines = tuple(first - step * line for line in range(len(fitted.lines)))
        label_first = self.height - place.baseline_mm * MM
        return [
            *self.labels(place, place.label_x_mm * MM, label_first),
            _Set(place.item, place.x_mm * MM, baselines, fitted, self.chains[place.weight], place.ink, place.spacing),
        ]

    def labels(self, place: Field, x: float, baseline: float) -> list[_Set]:
        if not place.label:
            return []
        baselines = tuple(baseline - line * LABEL_PT * 1.2 for line in range(len(place.label)))
        return [_Set("label", x, baselines, Fit(place.label, LABEL_PT), self.chains[REGULAR], "label", 0.02)]

    def fitted(self, place: Field | Note, text: str, width_mm: float) -> Fit:
        """Return *text* set into its room; raises InvalidInput `card_text_does_not_fit`."""
        item, spacing, below, leading, weight = "note", 0.0, 100.0, 1.3, REGULAR
        if isinstance(place, Field):
            item, spacing, below, leading = place.item, place.spacing, place.below_mm, place.leading
            weight = place.weight
        chain = self.chains[weight]
        room = Room(width_mm * MM, below * MM, place.max_pt, place.min_pt, place.lines, leading)
        fitted = fit(text, room, lambda piece, size: chain.width(piece, size) + spacing * size * len(piece))
        if fitted is None:
            raise InvalidInput("card_text_does_not_fit", field=item, characters=len(text))
        return fitted

    # drawing

    def _draw(self, canvas: Canvas, side: Side, texts: list[_Set], photo: bytes, symbol: QrSymbol) -> None:
        canvas.beginForm(side.art, 0, 0, self.template.width_mm * MM, self.height)
        canvas.addLiteral(art(side.art))
        canvas.endForm()
        canvas.doForm(side.art)
        if side.photo is not None:
            box = side.photo
            x, width, height = box.x_mm * MM, box.width_mm * MM, box.height_mm * MM
            bottom = self.height - box.y_mm * MM - height
            canvas.drawImage(ImageReader(BytesIO(photo)), x, bottom, width, height)
            canvas.setStrokeColor("#8fb7b2")
            canvas.setLineWidth(0.4)
            canvas.rect(x, bottom, width, height)
        if side.code is not None:
            self._draw_code(canvas, side.code, symbol)
        for text in texts:
            canvas.setFillColor(self.template.inks[text.ink])
            size = text.fit.size_pt
            for line, baseline in zip(text.fit.lines, text.baselines, strict=True):
                draw_runs(canvas, text.x, baseline, text.chain.runs(line, text.item), size, text.spacing * size)

    def _code_left(self, box: CodeBox, symbol: QrSymbol) -> float:
        """Return the left edge of the code's margin in mm, on the printer's grid."""
        side = (symbol.modules + 2 * box.margin_modules) * box.dots_per_module
        left = round((self.template.width_mm - box.right_mm) * MM / DOT) - side
        return left * DOT / MM

    def _draw_code(self, canvas: Canvas, box: CodeBox, symbol: QrSymbol) -> None:
        """Draw the code in pure black on a white panel; every edge falls between two dots of the printer."""
        module = box.dots_per_module * DOT
        side = (symbol.modules + 2 * box.margin_modules) * module
        left = self._code_left(box, symbol) * MM
        top = self.height - round((box.middle_mm * MM - side / 2) / DOT) * DOT
        margin = box.margin_modules * module
        runs = []
        for row, modules in enumerate(symbol.rows):
            for start, length in _dark_runs(modules):
                runs.append(f"{start} {-row - 1} {length} 1 re")
        canvas.saveState()
        canvas.setFillColor("#ffffff")
        canvas.setStrokeColor("#8fb7b2")
        canvas.setLineWidth(0.4)
        canvas.rect(left, top - side, side, side, stroke=1, fill=1)
        canvas.addLiteral(f"0 g {module:.4f} 0 0 {module:.4f} {left + margin:.4f} {top - margin:.4f} cm")
        canvas.addLiteral("\n".join(runs) + " f")
        canvas.restoreState()


@dataclass(slots=True)
class _Flow:
    """Sets fields and notes one below the other beside the code, and spreads what room is left between them."""

    press: _Press
    column: Column
    code_left_mm: float

    def set(self, side: Side, printed: dict[str, str]) -> list[_Set]:
        width = self.code_left_mm - self.column.before_code_mm - self.column.x_mm
        room = (self.column.bottom_mm - self.column.top_mm) * MM
        for smaller in range(12):
            places = self._fitted(side, printed, width, smaller * 0.25)
            heights = [self._height(place, fitted) for place, fitted in places]
            gap = (room - sum(heights)) / max(1, len(places) - 1)
            if gap >= NARROWEST_GAP_PT:
                break
        else:
            longest = max(side.fields, key=lambda place: len(printed[place.item]))
            raise InvalidInput("card_text_does_not_fit", field=longest.item, characters=len(printed[longest.item]))
        gap = min(gap, 3.2 * MM)
        sets: list[_Set] = []
        top = self.press.height - self.column.top_mm * MM
        for (place, fitted), height in zip(places, heights, strict=True):
            sets += self._one(place, fitted, top)
            top -= height + gap
        return sets

    def _fitted(
        self, side: Side, printed: dict[str, str], width: float, smaller: float
    ) -> list[tuple[Field | Note, Fit]]:
        """Set each text at most *smaller* points below its largest size."""

        def shrunk(place: Field | Note) -> Field | Note:
            return replace(place, max_pt=max(place.min_pt, place.max_pt - smaller))

        places = [place for place in side.fields if printed[place.item] or not place.optional]
        return [
            *((place, self.press.fitted(shrunk(place), printed[place.item], width)) for place in places),
            *((note, self.press.fitted(shrunk(note), note.text, width)) for note in side.notes),
        ]

    def _height(self, place: Field | Note, fitted: Fit) -> float:
        label = LABEL_PT * 1.45 if isinstance(place, Field) and place.label else 0
        leading = place.leading if isinstance(place, Field) else 1.3
        return label + fitted.size_pt * (0.88 + leading * (len(fitted.lines) - 1) + 0.12)

    def _one(self, place: Field | Note, fitted: Fit, top: float) -> list[_Set]:
        x = self.column.x_mm * MM
        sets: list[_Set] = []
        leading, ink, item, weight = 1.3, place.ink, "note", REGULAR
        if isinstance(place, Field):
            leading, item, weight = place.leading, place.item, place.weight
            sets += self.press.labels(place, x, top - LABEL_PT * 0.88)
            top -= LABEL_PT * 1.45 if place.label else 0
        first = top - fitted.size_pt * 0.88
        baselines = tuple(first - fitted.size_pt * leading * line for line in range(len(fitted.lines)))
        return [*sets, _Set(item, x, baselines, fitted, self.press.chains[weight], ink, 0.0)]


def _dark_runs(modules: tuple[bool, ...]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = None
    for index, dark in enumerate((*modules, False)):
        if dark and start is None:
            start = index
        elif not dark and start is not None:
            runs.append((start, index - start))
            start = None
    return runs

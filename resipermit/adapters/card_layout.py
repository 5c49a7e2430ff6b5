"""Where each text of a card stands and how large it is set; nothing is drawn here.

A text that does not fit is refused: it is never cut, and never set smaller than its template allows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from resipermit.adapters.card_template import CardTemplate, CodeBox, Column, Field, Note, Side, Words
from resipermit.adapters.fine_lines import MM
from resipermit.adapters.fonts import BOLD, REGULAR, FontChain, MissingGlyph
from resipermit.adapters.text_fit import Fit, Room, fit
from resipermit.domain.errors import InvalidInput

DOT = 72 / 300  # points; the grid of a 300-dpi card printer
NARROWEST_GAP_PT = 2.6
WIDEST_GAP_PT = 3.2 * MM
ENGLISH_PART = 0.72  # of the size of the Chinese label
_LABEL_STEP, _LABEL_ROOM, _NOTE_LEADING, _NOTE_DEPTH = 1.2, 1.45, 1.3, 100.0
_ASCENT, _DESCENT = 0.88, 0.12


@dataclass(frozen=True, slots=True)
class Placed:
    """A text with its place, ready to be drawn: x and baselines in points from the bottom left."""

    item: str
    x: float
    baselines: tuple[float, ...]
    lines: tuple[str, ...]
    size_pt: float
    chain: FontChain
    ink: str
    spacing: float


@dataclass(slots=True)
class Layout:
    """Sets the texts of cards of one template."""

    template: CardTemplate
    chains: dict[str, FontChain]
    height: float = field(init=False)
    _notes: dict[tuple[Note, float], Fit | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.height = self.template.height_mm * MM

    def check_glyphs(self, printed: dict[str, str]) -> None:
        """Raises MissingGlyph for the first item with a character that no font has."""
        for item, text in printed.items():
            if lacking := self.lacking(text):
                raise MissingGlyph(text, lacking, item)

    def lacking(self, text: str) -> str:
        """Return the characters of *text* that cannot be printed in every weight."""
        return self.chains[REGULAR].missing(text) or self.chains[BOLD].missing(text)

    def fixed(self, side: Side) -> list[Placed]:
        """Return what is the same on every card: words, and labels that do not move."""
        found = [self._words(words) for words in side.words if self._wanted(words.only)]
        if side.column is None:
            for place in side.fields:
                if not place.optional:
                    found += self._labels(place, place.label_x_mm * MM, self.height - place.baseline_mm * MM)
        return found

    def varying(self, side: Side, printed: dict[str, str], modules: int) -> list[Placed]:
        """Return the texts of one card; raises InvalidInput `card_text_does_not_fit` with the item as field."""
        if side.column is not None and side.code is not None:
            return _Flow(self, side, side.column, side.code, modules).set(printed)
        return [placed for place in side.fields if printed[place.item] for placed in self._field(place, printed)]

    def misfits(self, side: Side, printed: dict[str, str], modules: int) -> Iterator[str]:
        """Yield the items of a side that cannot be set."""
        if side.column is not None:
            try:
                self.varying(side, printed, modules)
            except InvalidInput as error:
                yield error.field
            return
        for place in side.fields:
            try:
                self._field(place, printed)
            except InvalidInput as error:
                yield error.field

    def code_left(self, box: CodeBox, modules: int) -> int:
        """Return the left edge of the code's margin in dots of the printer."""
        if box.edge == "left":
            return round(box.edge_mm * MM / DOT)
        return round((self.template.width_mm - box.edge_mm) * MM / DOT) - code_side(box, modules)

    def code_place(self, modules: int) -> tuple[int, int, int]:
        """Return left, top and side in dots of the square that holds a code of *modules* a side or fewer."""
        box = self.template.code_box
        side = code_side(box, modules)
        return max(0, self.code_left(box, modules)), max(0, round(box.middle_mm * MM / DOT - side / 2)), side

    def _wanted(self, only: str) -> bool:
        return not only or only == ("bilingual" if self.template.bilingual else "chinese")

    def _words(self, words: Words) -> Placed:
        baseline = self.height - words.baseline_mm * MM
        chain = self.chains[words.weight]
        return Placed(
            "words", words.x_mm * MM, (baseline,), (words.text,), words.size_pt, chain, words.ink, words.spacing
        )

    def _field(self, place: Field, printed: dict[str, str]) -> list[Placed]:
        fitted = self.fitted(place, printed[place.item], place.width_mm)
        step = fitted.size_pt * place.leading
        first = self.height - place.baseline_mm * MM
        labels = self._labels(place, place.label_x_mm * MM, first) if place.optional else []
        if place.grow == "both":
            first += (len(fitted.lines) - 1) * step / 2
        return [*labels, self.placed(place, place.x_mm * MM, first, fitted, place.spacing)]

    def placed(self, place: Field, x: float, first: float, fitted: Fit, spacing: float = 0.0) -> Placed:
        """Return a fitted field with its first baseline at *first*."""
        step = fitted.size_pt * place.leading
        baselines = tuple(first - step * line for line in range(len(fitted.lines)))
        chain = self.chains[place.weight]
        return Placed(place.item, x, baselines, fitted.lines, fitted.size_pt, chain, place.ink, spacing)

    def _labels(self, place: Field, x: float, baseline: float) -> list[Placed]:
        """Return the label of a fixed field: in a narrow column, the English below the Chinese."""
        size = self.template.label_pt
        narrow = place.label_x_mm < place.x_mm
        if not narrow:  # the label stands above its field
            baseline += place.max_pt * _ASCENT + size * 0.45
        found = self.label(place, x, baseline)
        if place.english and self.template.bilingual:
            below = baseline - size * (_LABEL_STEP * (len(place.label) - 1) + 1.08)
            found.append(self._english(place.english, x, below))
        return found

    def label(self, place: Field, x: float, baseline: float) -> list[Placed]:
        """Return the Chinese label of a field."""
        if not place.label:
            return []
        size = self.template.label_pt
        baselines = tuple(baseline - line * size * _LABEL_STEP for line in range(len(place.label)))
        return [Placed("label", x, baselines, place.label, size, self.chains[REGULAR], "label", 0.02)]

    def _english(self, text: str, x: float, baseline: float) -> Placed:
        size = self.template.label_pt * ENGLISH_PART
        return Placed("label", x, (baseline,), (text,), size, self.chains[REGULAR], "label", 0.02)

    def flowing_label(self, place: Field, x: float, baseline: float) -> list[Placed]:
        """Return the label of a field in the column: the English after the Chinese, on the same line."""
        found = self.label(place, x, baseline)
        if found and place.english and self.template.bilingual:
            size = self.template.label_pt
            across = self.chains[REGULAR].width(place.label[0], size) + 0.02 * size * len(place.label[0])
            found.append(self._english(place.english, x + across + size * 0.55, baseline))
        return found

    def fitted(self, place: Field, text: str, width_mm: float) -> Fit:
        """Return *text* set into its room; raises InvalidInput `card_text_does_not_fit`."""
        chain, spacing = self.chains[place.weight], place.spacing
        room = Room(width_mm * MM, place.below_mm * MM, place.max_pt, place.min_pt, place.lines, place.leading)

        def width_of(piece: str, size: float) -> float:
            return chain.width(piece, size) + spacing * size * len(piece)

        fitted = fit(text, room, width_of if spacing else chain.width)
        if fitted is None:
            raise InvalidInput("card_text_does_not_fit", field=place.item, characters=len(text))
        return fitted

    def fitted_note(self, note: Note, width_mm: float) -> Fit | None:
        """Return a note set into the column; the same words are set once for all cards."""
        key = (note, width_mm)
        if key not in self._notes:
            room = Room(width_mm * MM, _NOTE_DEPTH, note.max_pt, note.min_pt, note.lines, _NOTE_LEADING)
            self._notes[key] = fit(note.text, room, self.chains[REGULAR].width)
        return self._notes[key]

    def notes(self, side: Side) -> list[Note]:
        """Return the notes printed in this setting."""
        return [note for note in side.notes if self._wanted(note.only)]


def code_side(box: CodeBox, modules: int) -> int:
    """Return the side of a code with its margin in dots of the printer."""
    return (modules + 2 * box.margin_modules) * box.dots_per_module


class _Flow:
    """Sets fields and notes one below the other beside the code, and spreads what room is left between them."""

    def __init__(self, layout: Layout, side: Side, column: Column, code: CodeBox, modules: int) -> None:
        self.layout, self.side, self.column = layout, side, column
        left = layout.code_left(code, modules)
        if code.edge == "left":
            self.x_mm = (left + code_side(code, modules)) * DOT / MM + column.gap_mm
            self.width_mm = layout.template.width_mm - column.edge_mm - self.x_mm
        else:
            self.x_mm = column.edge_mm
            self.width_mm = left * DOT / MM - column.gap_mm - column.edge_mm

    def set(self, printed: dict[str, str]) -> list[Placed]:
        """Return the texts, at most three points below their largest size."""
        room = (self.column.bottom_mm - self.column.top_mm) * MM
        places = [place for place in self.side.fields if printed[place.item] or not place.optional]
        notes = self.layout.notes(self.side)
        for smaller in range(12):
            fields = [(place, self._fitted(place, printed[place.item], smaller * 0.25)) for place in places]
            under = [(note, self._fitted_note(note, smaller * 0.25)) for note in notes]
            taken = sum(self._field_height(*one) for one in fields) + sum(map(_note_height, (fit for _, fit in under)))
            gap = (room - taken) / max(1, len(fields) + len(under) - 1)
            if gap >= NARROWEST_GAP_PT:
                return self._spread(fields, under, min(gap, WIDEST_GAP_PT))
        longest = max(places, key=lambda place: len(printed[place.item]))
        raise InvalidInput("card_text_does_not_fit", field=longest.item, characters=len(printed[longest.item]))

    def _fitted(self, place: Field, text: str, smaller: float) -> Fit:
        shrunk = replace(place, max_pt=max(place.min_pt, place.max_pt - smaller)) if smaller else place
        return self.layout.fitted(shrunk, text, self.width_mm)

    def _fitted_note(self, note: Note, smaller: float) -> Fit:
        shrunk = replace(note, max_pt=max(note.min_pt, note.max_pt - smaller)) if smaller else note
        fitted = self.layout.fitted_note(shrunk, self.width_mm)
        if fitted is None:
            raise InvalidInput("card_text_does_not_fit", field="note", characters=len(note.text))
        return fitted

    def _field_height(self, place: Field, fitted: Fit) -> float:
        label = self.layout.template.label_pt * _LABEL_ROOM if place.label else 0
        return label + fitted.size_pt * (_ASCENT + place.leading * (len(fitted.lines) - 1) + _DESCENT)

    def _spread(self, fields: list[tuple[Field, Fit]], under: list[tuple[Note, Fit]], gap: float) -> list[Placed]:
        layout, x, size = self.layout, self.x_mm * MM, self.layout.template.label_pt
        top = layout.height - self.column.top_mm * MM
        found: list[Placed] = []
        for place, fitted in fields:
            found += layout.flowing_label(place, x, top - size * _ASCENT)
            label = size * _LABEL_ROOM if place.label else 0
            found.append(layout.placed(place, x, top - label - fitted.size_pt * _ASCENT, fitted))
            top -= self._field_height(place, fitted) + gap
        for note, fitted in under:
            step = fitted.size_pt * _NOTE_LEADING
            baselines = tuple(top - fitted.size_pt * _ASCENT - step * line for line in range(len(fitted.lines)))
            chain = layout.chains[REGULAR]
            found.append(Placed("note", x, baselines, fitted.lines, fitted.size_pt, chain, note.ink, 0.0))
            top -= _note_height(fitted) + gap
        return found


def _note_height(fitted: Fit) -> float:
    return fitted.size_pt * (_ASCENT + _NOTE_LEADING * (len(fitted.lines) - 1) + _DESCENT)

"""Draws cards into one PDF: the background once, each card's texts, portrait and code on its own pages.

What is the same on every card (picture, fixed words, labels) is drawn once a file and shown on each page. The code is
one path of whole modules in pure black, every edge between two dots of a 300-dpi printer.
"""

import re
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfgen.canvas import Canvas

from resipermit.adapters.card_art import art
from resipermit.adapters.card_layout import DOT, Layout, Placed, code_side
from resipermit.adapters.card_template import CodeBox, PaperTemplate, Side, Spot
from resipermit.adapters.fine_lines import MM, rgb
from resipermit.adapters.fonts import BOLD, REGULAR, draw_runs
from resipermit.adapters.qr import QrSymbol

_DARK = re.compile(rb"\x01+")
_FRAME_PT = 0.4


class Sheet:
    """A PDF being made."""

    def __init__(self, layout: Layout, paper: PaperTemplate | None = None) -> None:
        self.layout, self.paper = layout, paper
        template = layout.template
        page = (template.width_mm, template.height_mm) if paper is None else (paper.width_mm, paper.height_mm)
        self.size = (page[0] * MM, page[1] * MM)
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=self.size,
            invariant=True,
            pageCompression=1,
            initialFontName=layout.chains[REGULAR].first,  # type: ignore[arg-type]
        )
        self._canvas.setTitle("居住证")
        self._canvas.setProducer("resipermit")
        self._inks = {name: f"{rgb(ink)} rg" for name, ink in template.inks.items()}
        self._drawn: set[int] = set()

    def add(self, printed: dict[str, str], photo: bytes, symbol: QrSymbol) -> None:
        """Lay out and draw one card; raises InvalidInput before anything of it is drawn."""
        sides = self.layout.template.sides
        laid = [self.layout.varying(side, printed, symbol.modules) for side in sides]
        for index, (side, texts) in enumerate(zip(sides, laid, strict=True)):
            self._background(index, side)
            if self.paper is None:
                self._side(index, side, texts, photo, symbol)
                self._canvas.showPage()
            else:
                spot = (self.paper.front, self.paper.back)[index]
                self._canvas.saveState()
                self._canvas.translate(*self._corner(spot))
                self._side(index, side, texts, photo, symbol)
                self._canvas.restoreState()
        if self.paper is not None:
            self._marks(self.paper)
            self._canvas.showPage()

    def finished(self) -> bytes:
        """Return the file."""
        self._canvas.save()
        return self._file.getvalue()

    def _corner(self, spot: Spot) -> tuple[float, float]:
        """Return the bottom left corner of a side on the paper, its top left on the printer's grid."""
        x, y = (round(length * MM / DOT) * DOT for length in (spot.x_mm, spot.y_mm))
        return x, self.size[1] - y - self.layout.height

    def _background(self, index: int, side: Side) -> None:
        """Keep what is the same on every card; reportlab's forms can't be made in the middle of a page."""
        if index in self._drawn:
            return
        self._drawn.add(index)
        canvas, template = self._canvas, self.layout.template
        width = template.width_mm * MM
        canvas.beginForm(f"side{index}", 0, 0, width, self.layout.height)
        canvas.addLiteral(art(side.art, width, self.layout.height))
        for placed in self.layout.fixed(side):
            self._text(placed)
        canvas.endForm()

    def _side(self, index: int, side: Side, texts: list[Placed], photo: bytes, symbol: QrSymbol) -> None:
        self._canvas.doForm(f"side{index}")
        if side.photo is not None:
            self._portrait(side, photo)
        if side.code is not None:
            self._code(side.code, symbol)
        for placed in texts:
            self._text(placed)

    def _text(self, placed: Placed) -> None:
        canvas, size = self._canvas, placed.size_pt
        canvas.addLiteral(self._inks[placed.ink])
        for line, baseline in zip(placed.lines, placed.baselines, strict=True):
            draw_runs(canvas, placed.x, baseline, placed.chain.runs(line, placed.item), size, placed.spacing * size)

    def _portrait(self, side: Side, photo: bytes) -> None:
        """Show the portrait's own bytes: it was checked when it was taken, and is neither decoded nor packed anew."""
        assert side.photo is not None
        box = side.photo
        x, width, height = box.x_mm * MM, box.width_mm * MM, box.height_mm * MM
        bottom = self.layout.height - box.y_mm * MM - height
        name = sha256(photo).hexdigest()[:32]
        canvas: Any = self._canvas
        document = canvas._doc
        label = document.getXObjectName(name)
        if label not in document.idToObject:
            picture = PDFImageXObject(name)
            picture.loadImageFromJPEG(BytesIO(photo))
            document.Reference(picture, label)
            document.addForm(name, picture)
        canvas._formsinuse.append(name)
        canvas._currentPageHasImages = 1
        canvas.addLiteral(
            f"q {width:.4f} 0 0 {height:.4f} {x:.4f} {bottom:.4f} cm /{label} Do Q\n"
            f"{rgb(self.layout.template.frame)} RG {_FRAME_PT} w {x:.4f} {bottom:.4f} {width:.4f} {height:.4f} re S"
        )

    def _code(self, box: CodeBox, symbol: QrSymbol) -> None:
        """Draw the code on a white panel."""
        module = box.dots_per_module * DOT
        side = code_side(box, symbol.modules) * DOT
        left = self.layout.code_left(box, symbol.modules) * DOT
        top = self.layout.height - round((box.middle_mm * MM - side / 2) / DOT) * DOT
        margin = box.margin_modules * module
        # one path, not one a row: rows filled apart would leave hairlines where a renderer rounds
        rows = [_runs(row).replace("y", str(-down)) for down, row in enumerate(symbol.rows, 1)]
        self._canvas.addLiteral(
            f"q 1 1 1 rg {rgb(self.layout.template.frame)} RG {_FRAME_PT} w "
            f"{left:.4f} {top - side:.4f} {side:.4f} {side:.4f} re B\n"
            f"0 g {module:.4f} 0 0 {module:.4f} {left + margin:.4f} {top - margin:.4f} cm\n" + "\n".join(rows) + " f Q"
        )

    def _marks(self, paper: PaperTemplate) -> None:
        canvas = self._canvas
        canvas.setLineWidth(0.3)
        canvas.setStrokeColor(paper.inks["line"])
        for rule in paper.rules:
            canvas.setDash([1.5, 1.5] if rule.dashed else [])
            canvas.line(
                rule.x1_mm * MM, self.size[1] - rule.y1_mm * MM, rule.x2_mm * MM, self.size[1] - rule.y2_mm * MM
            )
        for words in (*paper.words, *paper.marks):
            chain = self.layout.chains[BOLD if words.weight == BOLD else REGULAR]
            canvas.addLiteral(f"{rgb(paper.inks[words.ink])} rg")
            runs, gap = chain.runs(words.text, "words"), words.spacing * words.size_pt
            draw_runs(canvas, words.x_mm * MM, self.size[1] - words.baseline_mm * MM, runs, words.size_pt, gap)


def _runs(row: bytes) -> str:
    """Return the dark runs of a row of modules as rectangles, the row's own height left as y."""
    return " ".join([_run(*found.span()) for found in _DARK.finditer(row)])


@cache
def _run(start: int, end: int) -> str:
    return f"{start} y {end - start} 1 re"

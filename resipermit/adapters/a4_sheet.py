"""A sheet of A4 with the program's own fonts: words from the top down, lines, tables and a code that printers keep."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from qrcode.util import QRData
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from resipermit.adapters.fonts import BOLD, REGULAR, draw_runs, font_chain
from resipermit.adapters.text_fit import broken
from resipermit.domain.errors import Refused

WIDTH_MM, HEIGHT_MM, MARGIN_MM = 210.0, 297.0, 20.0
LEADING = 1.4
_DOT_MM = 25.4 / 300
_MARGIN_MODULES = 4
_ALPHANUMERIC: Literal[2] = 2


class A4Sheet:
    """A page under way; `at_mm` is how far from its top the next line stands, `pages` how many there are so far.

    *fonts* is the folder of the hall's own fonts.
    """

    def __init__(self, title: str, fonts: Path | None = None) -> None:
        self._fonts = fonts
        self.pages = 1
        self._bytes = BytesIO()
        # the same sheet gives the same bytes: no date and no random name of its own
        self._canvas = Canvas(self._bytes, pagesize=A4, invariant=1)
        self._canvas.setTitle(title)
        self.at_mm = MARGIN_MM

    def line(
        self, text: str, size: float, *, weight: str = REGULAR, x_mm: float = MARGIN_MM, gap_mm: float = 2
    ) -> None:
        """Write one line and go below it; one too wide for the page is set smaller."""
        chain = font_chain(weight, self._fonts)
        room = (WIDTH_MM - MARGIN_MM - x_mm) * mm
        size = min(size, size * room / max(chain.width(text, size), 1))
        self.at_mm += size / mm
        draw_runs(self._canvas, x_mm * mm, (HEIGHT_MM - self.at_mm) * mm, chain.runs(text, "sheet"), size)
        self.at_mm += gap_mm

    def centred(self, text: str, size: float, *, weight: str = BOLD, gap_mm: float = 3) -> None:
        """Write one line in the middle."""
        width_mm = font_chain(weight, self._fonts).width(text, size) / mm
        self.line(text, size, weight=weight, x_mm=max(MARGIN_MM, (WIDTH_MM - width_mm) / 2), gap_mm=gap_mm)

    def paragraph(
        self,
        text: str,
        size: float,
        *,
        weight: str = REGULAR,
        x_mm: float = MARGIN_MM,
        to_mm: float = WIDTH_MM - MARGIN_MM,
        gap_mm: float = 1,
        hang_mm: float = 0,
        leading: float = LEADING,
    ) -> None:
        """Write *text* in as many lines as it needs from *x_mm* to *to_mm*, on the next page where this one is full.

        Lines after the first are set in by *hang_mm*. A character that no font has is written as its code point.
        """
        chain = font_chain(weight, self._fonts)
        for number, line in enumerate(broken(chain.spelled(text), size, (to_mm - x_mm - hang_mm) * mm, chain.width)):
            if self.at_mm + size * leading / mm > HEIGHT_MM - MARGIN_MM:
                self._next_page()
            baseline = (HEIGHT_MM - self.at_mm) * mm - size
            left, words = (x_mm + hang_mm, line.lstrip()) if number else (x_mm, line)
            draw_runs(self._canvas, left * mm, baseline, chain.runs(words, "sheet"), size)
            self.at_mm += size * leading / mm
        self.at_mm += gap_mm

    def _next_page(self) -> None:
        self._canvas.showPage()
        self.pages += 1
        self.at_mm = MARGIN_MM

    def frame(self, from_mm: float, *, x_mm: float = MARGIN_MM, to_mm: float = WIDTH_MM - MARGIN_MM) -> None:
        """Draw a frame around what stands between *from_mm* and where the sheet is now."""
        self._canvas.setLineWidth(1)
        bottom, height = (HEIGHT_MM - self.at_mm) * mm, (self.at_mm - from_mm) * mm
        self._canvas.roundRect(x_mm * mm, bottom, (to_mm - x_mm) * mm, height, 2 * mm)

    def rule(self, *, x_mm: float = MARGIN_MM, to_mm: float = WIDTH_MM - MARGIN_MM, gap_mm: float = 2) -> None:
        """Draw a line across."""
        height = (HEIGHT_MM - self.at_mm) * mm
        self._canvas.setLineWidth(0.5)
        self._canvas.line(x_mm * mm, height, to_mm * mm, height)
        self.at_mm += gap_mm

    def table(self, columns_mm: Sequence[float], rows: Iterable[Sequence[str]], size: float = 9) -> None:
        """Write rows under each other, the first in bold; a column begins at its distance from the left."""
        for number, row in enumerate(rows):
            if self.at_mm > HEIGHT_MM - MARGIN_MM - 20:
                self._next_page()
            top = self.at_mm
            for x_mm, text in zip(columns_mm, row, strict=True):
                self.at_mm = top
                self.line(text, size, weight=REGULAR if number else BOLD, x_mm=x_mm, gap_mm=1.2)
            self.rule(gap_mm=1.2)

    def code(self, text: str, most_mm: float) -> None:
        """Draw a QR code in the middle, its modules whole dots at 300 dpi, as large as *most_mm* allows.

        Raises:
            Refused: `list_too_long_for_code`, when no code holds the text.
        """
        rows = _modules(text)
        dots = int(most_mm / _DOT_MM) // (len(rows) + 2 * _MARGIN_MODULES)
        module_mm = dots * _DOT_MM
        side_mm = module_mm * len(rows)
        left_dots = round((WIDTH_MM - side_mm) / 2 / _DOT_MM)
        top_dots = round(self.at_mm / _DOT_MM) + dots * _MARGIN_MODULES
        for row, modules in enumerate(rows):
            for start, length in _runs(modules):
                x_mm = (left_dots + start * dots) * _DOT_MM
                y_mm = HEIGHT_MM - (top_dots + (row + 1) * dots) * _DOT_MM
                self._canvas.rect(x_mm * mm, y_mm * mm, length * module_mm * mm, module_mm * mm, stroke=0, fill=1)
        self.at_mm = top_dots * _DOT_MM + side_mm + module_mm * _MARGIN_MODULES

    def pdf(self) -> bytes:
        """Return the sheet."""
        self._canvas.save()
        return self._bytes.getvalue()


def _modules(text: str) -> list[list[bool]]:
    for level in (ERROR_CORRECT_M, ERROR_CORRECT_L):
        code = QRCode(error_correction=level, mask_pattern=0, border=0)
        code.add_data(QRData(text, mode=_ALPHANUMERIC), optimize=0)
        try:
            code.make(fit=True)
        except (DataOverflowError, ValueError):  # the library says it in either way
            continue
        return [[bool(dark) for dark in row] for row in code.modules]
    raise Refused("list_too_long_for_code", characters=len(text))


def _runs(modules: Sequence[bool]) -> Iterable[tuple[int, int]]:
    start = 0
    while start < len(modules):
        length = 1
        while start + length < len(modules) and modules[start + length] == modules[start]:
            length += 1
        if modules[start]:
            yield start, length
        start += length

"""A sheet of A4 with the program's own fonts: words from the top down, lines, tables and a code that printers keep."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Literal

from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from qrcode.util import QRData
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from resipermit.adapters.fonts import BOLD, REGULAR, draw_runs, font_chain
from resipermit.domain.errors import Refused

WIDTH_MM, HEIGHT_MM, MARGIN_MM = 210.0, 297.0, 20.0
_DOT_MM = 25.4 / 300
_MARGIN_MODULES = 4
_ALPHANUMERIC: Literal[2] = 2


class A4Sheet:
    """A page under way; `at_mm` is how far from its top the next line stands."""

    def __init__(self, title: str) -> None:
        self._bytes = BytesIO()
        # the same sheet gives the same bytes: no date and no random name of its own
        self._canvas = Canvas(self._bytes, pagesize=A4, invariant=1)
        self._canvas.setTitle(title)
        self.at_mm = MARGIN_MM

    def line(
        self, text: str, size: float, *, weight: str = REGULAR, x_mm: float = MARGIN_MM, gap_mm: float = 2
    ) -> None:
        """Write one line and go below it; one too wide for the page is set smaller."""
        chain = font_chain(weight)
        room = (WIDTH_MM - MARGIN_MM - x_mm) * mm
        size = min(size, size * room / max(chain.width(text, size), 1))
        self.at_mm += size / mm
        draw_runs(self._canvas, x_mm * mm, (HEIGHT_MM - self.at_mm) * mm, chain.runs(text, "sheet"), size)
        self.at_mm += gap_mm

    def centred(self, text: str, size: float, *, weight: str = BOLD, gap_mm: float = 3) -> None:
        """Write one line in the middle."""
        width_mm = font_chain(weight).width(text, size) / mm
        self.line(text, size, weight=weight, x_mm=max(MARGIN_MM, (WIDTH_MM - width_mm) / 2), gap_mm=gap_mm)

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
                self._canvas.showPage()
                self.at_mm = MARGIN_MM
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

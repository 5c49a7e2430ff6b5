"""The test card of a printer: two ID-1 pages whose rulers say how far print and card are off, and how they turn."""

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from resipermit.adapters.fonts import BOLD, REGULAR, draw_runs, font_chain
from resipermit.domain.printer_profile import TEST_CARD_EDGE_MM, TEST_CARD_RULER_MM
from resipermit.words import say

WIDTH_MM, HEIGHT_MM = 85.60, 53.98
MIDDLE_X, MIDDLE_Y = WIDTH_MM / 2 * mm, HEIGHT_MM / 2 * mm
RULER_BASE_MM, TITLE_MM = 11.0, 10.0
SIDES = (("test_card.front", "test_card.measure"), ("test_card.back", "test_card.turn"))


def printer_card(language: str) -> bytes:
    """Return the PDF: a frame 2 mm from every edge, a cross in the middle, a ruler of 50 mm, arrows to the top.

    The same language gives the same bytes.
    """
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH_MM * mm, HEIGHT_MM * mm), invariant=1, pageCompression=1)
    canvas.setTitle(say("test_card.title", language))
    measures = {"edge": f"{TEST_CARD_EDGE_MM:g}", "ruler": TEST_CARD_RULER_MM}
    for title, advice in SIDES:
        canvas.setLineWidth(0.1 * mm)
        _draw_frame(canvas, say("test_card.mm", language, count=measures["edge"]))
        _draw_ruler(canvas, say("test_card.mm", language, count=measures["ruler"]))
        _draw_title(canvas, say(title, language))
        _centred(canvas, say(advice, language, **measures), MIDDLE_Y - 8.5 * mm, 6)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_frame(canvas: Canvas, distance: str) -> None:
    """Draw the frame, how far it is from the left and the upper edge, and the cross."""
    edge = TEST_CARD_EDGE_MM * mm
    canvas.rect(edge, edge, WIDTH_MM * mm - 2 * edge, HEIGHT_MM * mm - 2 * edge)
    canvas.line(MIDDLE_X - 5 * mm, MIDDLE_Y, MIDDLE_X + 5 * mm, MIDDLE_Y)
    canvas.line(MIDDLE_X, MIDDLE_Y - 5 * mm, MIDDLE_X, MIDDLE_Y + 5 * mm)
    canvas.line(0, MIDDLE_Y, edge, MIDDLE_Y)
    canvas.line(MIDDLE_X, HEIGHT_MM * mm - edge, MIDDLE_X, HEIGHT_MM * mm)
    _write(canvas, distance, edge + 1 * mm, MIDDLE_Y - 2, 6)
    _centred(canvas, distance, HEIGHT_MM * mm - edge - 3 * mm, 6)


def _draw_ruler(canvas: Canvas, length: str) -> None:
    left, base = MIDDLE_X - TEST_CARD_RULER_MM / 2 * mm, RULER_BASE_MM * mm
    for at in range(TEST_CARD_RULER_MM + 1):
        tall = 4 if at % 10 == 0 else 3 if at % 5 == 0 else 2
        canvas.line(left + at * mm, base, left + at * mm, base + tall * mm)
        if at % 10 == 0:
            _write(canvas, str(at), left + at * mm - _width(str(at), 5) / 2, base - 2.2 * mm, 5)
    _centred(canvas, length, base - 5.5 * mm, 6)


def _draw_title(canvas: Canvas, title: str) -> None:
    """Write the title between two arrows that point to the top of the card."""
    height, half = (HEIGHT_MM - TITLE_MM) * mm, _width(title, 10, BOLD) / 2
    _centred(canvas, title, height, 10, BOLD)
    for x in (MIDDLE_X - half - 4 * mm, MIDDLE_X + half + 4 * mm):
        arrow = canvas.beginPath()
        arrow.moveTo(x, height + 3.2 * mm)
        arrow.lineTo(x - 1.4 * mm, height - 0.4 * mm)
        arrow.lineTo(x + 1.4 * mm, height - 0.4 * mm)
        arrow.close()
        canvas.drawPath(arrow, stroke=0, fill=1)


def _centred(canvas: Canvas, text: str, y: float, size: float, weight: str = REGULAR) -> None:
    _write(canvas, text, MIDDLE_X - _width(text, size, weight) / 2, y, size, weight)


def _write(canvas: Canvas, text: str, x: float, y: float, size: float, weight: str = REGULAR) -> None:
    draw_runs(canvas, x, y, font_chain(weight).runs(text, "test_card"), size)


def _width(text: str, size: float, weight: str = REGULAR) -> float:
    return font_chain(weight).width(text, size)

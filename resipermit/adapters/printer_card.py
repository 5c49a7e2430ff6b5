"""The test card of a printer: two ID-1 pages whose rulers say how far print and card are off, and how they turn."""

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

WIDTH_MM, HEIGHT_MM = 85.60, 53.98
EDGE_MM, LENGTH_MM = 2.0, 50
SIDES = ("FRONT 1", "BACK 2")


def printer_card() -> bytes:
    """Return the PDF: a frame 2 mm from every edge, a cross in the middle, a ruler of 50 mm, an arrow to the top."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH_MM * mm, HEIGHT_MM * mm), invariant=1, pageCompression=1)
    for side in SIDES:
        _draw(canvas, side)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, side: str) -> None:
    canvas.setLineWidth(0.1 * mm)
    canvas.rect(EDGE_MM * mm, EDGE_MM * mm, (WIDTH_MM - 2 * EDGE_MM) * mm, (HEIGHT_MM - 2 * EDGE_MM) * mm)
    middle_x, middle_y = WIDTH_MM / 2 * mm, HEIGHT_MM / 2 * mm
    canvas.line(middle_x - 5 * mm, middle_y, middle_x + 5 * mm, middle_y)
    canvas.line(middle_x, middle_y - 5 * mm, middle_x, middle_y + 5 * mm)
    left, base = (WIDTH_MM - LENGTH_MM) / 2 * mm, 10 * mm
    for at in range(LENGTH_MM + 1):
        tall = 4 if at % 10 == 0 else 3 if at % 5 == 0 else 2
        canvas.line(left + at * mm, base, left + at * mm, base + tall * mm)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawCentredString(middle_x, (HEIGHT_MM - 9) * mm, f"^  {side}  ^")
    canvas.setFont("Helvetica", 6)
    canvas.drawCentredString(middle_x, 6 * mm, f"{LENGTH_MM} mm")

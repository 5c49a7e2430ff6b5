"""Pictures of the pages of a PDF, exactly as a printer of that resolution would have them."""

from collections.abc import Iterable
from io import BytesIO
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from resipermit.domain.errors import InvalidInput

_LARGEST_PIXELS = 60_000_000
_lock = Lock()  # PDFium knows no threads


def page_pictures(pdf: bytes, dpi: int = 300, *, grey: bool = False) -> list[Image.Image]:
    """Return one RGB picture a page; a dot of the picture is a dot of the printer, counted from the top left corner.

    *grey* gives grey pictures, which take a third of the time and are enough for reading a code.

    Raises:
        InvalidInput: `pdf_unreadable` or `page_too_large`.
    """
    with _lock:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            raise InvalidInput("pdf_unreadable", field="pdf") from error
        try:
            return [_picture(document[index], dpi, grey) for index in range(len(document))]
        finally:
            document.close()


def backs_at(pdf: bytes, left: int, top: int, side: int, dpi: int = 300) -> list[Image.Image]:
    """Return a grey square of every second page, from its place in dots: what a file of cards shows around its codes.

    Raises:
        InvalidInput: `pdf_unreadable`.
    """
    with _lock:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            raise InvalidInput("pdf_unreadable", field="pdf") from error
        try:
            return [_rendered(document[at], (left, top, side, side), dpi, True) for at in range(1, len(document), 2)]
        finally:
            document.close()


def joined(pdfs: Iterable[bytes]) -> bytes:
    """Return the pages of all files in one, in their order."""
    with _lock:
        whole, file = pdfium.PdfDocument.new(), BytesIO()
        try:
            for pdf in pdfs:
                document = pdfium.PdfDocument(pdf)
                whole.import_pages(document)
                document.close()
            whole.save(file)
        finally:
            whole.close()
    return file.getvalue()


def page_pngs(pdf: bytes, dpi: int = 300) -> list[bytes]:
    """Return one PNG a page, each saying its resolution."""
    return [png(picture, dpi) for picture in page_pictures(pdf, dpi)]


def png(picture: Image.Image, dpi: int) -> bytes:
    """Return the picture as a PNG file."""
    file = BytesIO()
    picture.save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()


def _picture(page: pdfium.PdfPage, dpi: int, grey: bool) -> Image.Image:
    scale = dpi / 72
    width, height = (round(side * scale) for side in page.get_size())
    if width * height > _LARGEST_PIXELS or min(width, height) < 1:
        raise InvalidInput("page_too_large", field="pdf")
    return _rendered(page, (0, 0, width, height), dpi, grey)


def _rendered(page: pdfium.PdfPage, place: tuple[int, int, int, int], dpi: int, grey: bool) -> Image.Image:
    left, top, width, height = place
    scale = dpi / 72
    bitmap = pdfium.PdfBitmap.new_native(width, height, pdfium_c.FPDFBitmap_Gray if grey else pdfium_c.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    # pypdfium2's own render stretches the page to whole pixels, which would blur a code set on the printer's grid
    pdfium_c.FPDF_RenderPageBitmapWithMatrix(
        bitmap.raw,
        page.raw,
        pdfium_c.FS_MATRIX(scale, 0, 0, scale, -left, -top),
        pdfium_c.FS_RECTF(0, 0, width, height),
        pdfium_c.FPDF_ANNOT,
    )
    picture: Image.Image = bitmap.to_pil().convert("L" if grey else "RGB")
    bitmap.close()
    page.close()
    return picture

"""Reading a card's code back: from the pages just made, from a scan, from a photograph."""

import warnings
from io import BytesIO

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from resipermit.adapters.page_pictures import backs_at, page_pictures
from resipermit.domain.errors import InvalidInput, Refused

LARGEST_BYTES = 40_000_000
LARGEST_PIXELS = 50_000_000
_FORMATS = ("PNG", "JPEG", "BMP", "TIFF", "WEBP")
_PRINTER_DPI = 300
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def read_back(pdf: bytes) -> str:
    """Return the text of the one code on the pages of a card, read from their pictures at 300 dpi.

    Raises:
        Refused: `read_back_failed` when there is none that can be read, or more than one.
    """
    codes = [code for page in page_pictures(pdf, _PRINTER_DPI, grey=True) for code in _as_made(page)]
    if len(codes) != 1:
        raise Refused("read_back_failed", codes=len(codes))
    return codes[0]


def read_back_batch(pdf: bytes, place: tuple[int, int, int]) -> tuple[str, ...]:
    """Return the text of the code on each back of a file of cards, in its order.

    *place* is left, top and side in dots of the square in which the template sets the code: a code elsewhere is not
    read, and a batch is read four times as fast.

    Raises:
        Refused: `read_back_failed` when a back has no code there, or more than one.
    """
    found = [_as_made(picture) for picture in backs_at(pdf, *place, _PRINTER_DPI)]
    if any(len(codes) != 1 for codes in found):
        raise Refused("read_back_failed", codes=sum(map(len, found)))
    return tuple(codes[0] for codes in found)


def _as_made(picture: Image.Image) -> list[str]:
    """Return the codes on a page just made: it stands upright, black on white, in full size."""
    found = zxingcpp.read_barcodes(picture, formats=_QR, try_rotate=False, try_invert=False, try_downscale=False)
    return [code.text for code in found]


def code_in_picture(file: bytes) -> str:
    """Return the text of the QR code in a picture file, or in the pages of a PDF.

    Raises:
        InvalidInput: `picture_unreadable`, `picture_too_large`, `no_code_in_picture`, `several_codes_in_picture`.
    """
    pictures = page_pictures(file, _PRINTER_DPI) if file.startswith(b"%PDF") else [_opened(file)]
    codes = list(dict.fromkeys(code for picture in pictures for code in _codes(picture)))
    if not codes:
        raise InvalidInput("no_code_in_picture", field="picture")
    if len(codes) > 1:
        raise InvalidInput("several_codes_in_picture", field="picture")
    return codes[0]


def _opened(file: bytes) -> Image.Image:
    if len(file) > LARGEST_BYTES:
        raise InvalidInput("picture_too_large", field="picture", most_bytes=LARGEST_BYTES, most_pixels=LARGEST_PIXELS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of size, judged just below, and of damaged EXIF
            picture = Image.open(BytesIO(file), formats=_FORMATS)
            if picture.width * picture.height > LARGEST_PIXELS:
                raise Image.DecompressionBombError
            return (ImageOps.exif_transpose(picture) or picture).convert("L")
    except Image.DecompressionBombError as error:
        raise InvalidInput(
            "picture_too_large", field="picture", most_bytes=LARGEST_BYTES, most_pixels=LARGEST_PIXELS
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise InvalidInput("picture_unreadable", field="picture") from error


def _codes(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=_QR)]

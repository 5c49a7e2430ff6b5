"""The QR code of a card as a square of dark and light modules."""

from dataclasses import dataclass
from typing import Literal

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import QRData

from resipermit.domain.errors import InvalidInput

# characters that a version holds at level M in alphanumeric mode; the smallest that fits is taken (ISO/IEC 18004)
CAPACITY = {15: 600, 16: 656, 18: 816, 20: 970, 22: 1134}
LONGEST = max(CAPACITY.values())
MASKS = tuple(range(8))
_ALPHANUMERIC: Literal[2] = 2  # the mode of capital letters, digits and nine signs


@dataclass(frozen=True, slots=True)
class QrSymbol:
    """A code ready to be drawn; `rows` are from the top, True is dark, without the light margin around it."""

    version: int
    mask: int
    rows: tuple[tuple[bool, ...], ...]

    @property
    def modules(self) -> int:
        """How many modules a side has."""
        return len(self.rows)


def qr_symbol(text: str, mask: int = 0) -> QrSymbol:
    """Return the code of *text*, which may hold only the 45 characters of the alphanumeric mode.

    *mask*, 0 to 7, is fixed rather than chosen by the eight-fold trial of the standard: every mask can be read, and a
    card whose code could not be read back is drawn again with the next.

    Raises:
        InvalidInput: `code_too_long` beyond version 22, with the number of characters and the most that fit;
            `code_not_alphanumeric`.
    """
    version = next((version for version, most in CAPACITY.items() if len(text) <= most), None)
    if version is None:
        raise InvalidInput("code_too_long", field="code", characters=len(text), most=LONGEST)
    code = QRCode(version=version, error_correction=ERROR_CORRECT_M, mask_pattern=mask, border=0)
    try:
        code.add_data(QRData(text, mode=_ALPHANUMERIC), optimize=0)
    except ValueError as error:
        raise InvalidInput("code_not_alphanumeric", field="code") from error
    code.make(fit=False)
    return QrSymbol(version, mask, tuple(tuple(bool(dark) for dark in row) for row in code.modules))

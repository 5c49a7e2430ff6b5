"""The QR code of a card or a label as a square of dark and light modules.

The symbol is that of the package `qrcode`, bit for bit: its fixed patterns are asked of the package once a version and
mask, and the data are placed over them by tables, because a batch of cards has a millisecond for each code.
"""

from dataclasses import dataclass
from functools import cache
from itertools import compress, zip_longest

from qrcode import base
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from resipermit.domain.errors import InvalidInput

# characters that a version holds at level M in alphanumeric mode; the smallest that fits is taken (ISO/IEC 18004)
CAPACITY = {15: 600, 16: 656, 18: 816, 20: 970, 22: 1134}
LABEL_CAPACITY = {8: 221, 9: 262, 10: 311}
LONGEST = max(CAPACITY.values())
MASKS = tuple(range(8))
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {letter: value for value, letter in enumerate(_LETTERS)}
_PAIRS = {a + b: f"{_VALUE[a] * 45 + _VALUE[b]:011b}" for a in _LETTERS for b in _LETTERS}
_ALPHANUMERIC = "0010"
_TO_BITS = bytes.maketrans(b"01", b"\x00\x01")


@dataclass(frozen=True, slots=True)
class QrSymbol:
    """A code ready to be drawn; `rows` are from the top, 1 is dark, without the light margin around it."""

    version: int
    mask: int
    rows: tuple[bytes, ...]

    @property
    def modules(self) -> int:
        """How many modules a side has."""
        return len(self.rows)


def qr_symbol(text: str, mask: int = 0, capacity: dict[int, int] = CAPACITY) -> QrSymbol:
    """Return the code of *text*, which may hold only the 45 characters of the alphanumeric mode.

    *mask*, 0 to 7, is fixed rather than chosen by the eight-fold trial of the standard: every mask can be read, and a
    card whose code could not be read back is drawn again with the next. *capacity* names the versions to choose from.

    Raises:
        InvalidInput: `code_too_long` beyond the largest version, with the number of characters and the most that fit;
            `code_not_alphanumeric`.
    """
    version = version_for(len(text), capacity)
    if not _VALUE.keys() >= set(text):
        raise InvalidInput("code_not_alphanumeric", field="code")
    blank, path, side = _blank(version, mask)
    square = bytearray(blank)
    for at in compress(path, _bits(_codewords(text, version))):
        square[at] ^= 1
    return QrSymbol(version, mask, tuple(bytes(square[at : at + side]) for at in range(0, side * side, side)))


def version_for(characters: int, capacity: dict[int, int] = CAPACITY) -> int:
    """Return the smallest version that holds so many characters; raises InvalidInput `code_too_long`."""
    version = next((version for version, most in capacity.items() if characters <= most), None)
    if version is None:
        raise InvalidInput("code_too_long", field="code", characters=characters, most=max(capacity.values()))
    return version


def _codewords(text: str, version: int) -> bytes:
    """Return data and correction bytes, the blocks interleaved as the standard asks."""
    blocks = base.rs_blocks(version, ERROR_CORRECT_M)
    room = sum(block.data_count for block in blocks)
    packed = _packed(text, version, room)
    data, corrections, at = [], [], 0
    for block in blocks:
        data.append(packed[at : at + block.data_count])
        corrections.append(_correction(data[-1], block.total_count - block.data_count))
        at += block.data_count
    return bytes(
        byte for part in (data, corrections) for column in zip_longest(*part) for byte in column if byte is not None
    )


def _packed(text: str, version: int, room: int) -> bytes:
    length_bits = 9 if version < 10 else 11 if version < 27 else 13
    even = len(text) // 2 * 2
    bits = [_ALPHANUMERIC, f"{len(text):0{length_bits}b}"]
    bits += [_PAIRS[text[at : at + 2]] for at in range(0, even, 2)]
    if even < len(text):
        bits.append(f"{_VALUE[text[-1]]:06b}")
    joined = "".join(bits)
    joined += "0" * min(4, room * 8 - len(joined))
    joined += "0" * (-len(joined) % 8)
    packed = int(joined, 2).to_bytes(len(joined) // 8)
    return (packed + b"\xec\x11" * room)[:room]


def _correction(data: bytes, count: int) -> bytes:
    """Return the remainder of Reed and Solomon's division, one table look-up a byte."""
    table, top, keep = _divisor(count)
    rest = 0
    for byte in data:
        rest = ((rest << 8) & keep) ^ table[byte ^ (rest >> top)]
    return rest.to_bytes(count)


@cache
def _divisor(count: int) -> tuple[tuple[int, ...], int, int]:
    """Return, for each leading byte, what the division by the generator of *count* bytes takes away."""
    generator = base.Polynomial([1], 0)
    for power in range(count):
        generator = generator * base.Polynomial([1, base.gexp(power)], 0)
    steps = list(generator)[1:]

    def taken(lead: int) -> int:
        return int.from_bytes(bytes(base.gexp(base.glog(step) + base.glog(lead)) if lead else 0 for step in steps))

    return tuple(taken(lead) for lead in range(256)), (count - 1) * 8, (1 << count * 8) - 1


@cache
def _blank(version: int, mask: int) -> tuple[bytes, tuple[int, ...], int]:
    """Return the symbol of nothing but zeros, the places of the data bits in their order, and its side."""
    code = QRCode(version=version, error_correction=ERROR_CORRECT_M, mask_pattern=mask, border=0)
    code.data_cache = [0] * sum(block.total_count for block in base.rs_blocks(version, ERROR_CORRECT_M))
    code.makeImpl(False, mask)
    blank = bytes(bool(dark) for row in code.modules for dark in row)
    fixed = QRCode(version=version, error_correction=ERROR_CORRECT_M, mask_pattern=mask, border=0)
    fixed.map_data = lambda data, mask_pattern: None  # type: ignore[method-assign]  # leaves the places of data empty
    fixed.data_cache = code.data_cache
    fixed.makeImpl(False, mask)
    side = fixed.modules_count
    path = tuple(row * side + column for row, column in _zigzag(side) if fixed.modules[row][column] is None)
    return blank, path[: len(code.data_cache) * 8], side


def _zigzag(side: int) -> list[tuple[int, int]]:
    """Return the places of a symbol in the order of the standard: pairs of columns from the right, up and down."""
    places = []
    upward = True
    for right in range(side - 1, 0, -2):
        column = right - 1 if right <= 6 else right  # the column of the timing pattern is passed over
        rows = range(side - 1, -1, -1) if upward else range(side)
        places += [(row, side_column) for row in rows for side_column in (column, column - 1)]
        upward = not upward
    return places


def _bits(packed: bytes) -> bytes:
    """Return each bit as a byte of 0 or 1."""
    return f"{int.from_bytes(packed):0{len(packed) * 8}b}".encode().translate(_TO_BITS)

import pytest
import zxingcpp
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import QRData

from resipermit.adapters.qr import CAPACITY, LABEL_CAPACITY, MASKS, QrSymbol, qr_symbol
from resipermit.domain.errors import InvalidInput

SIDES = {15: 77, 16: 81, 18: 89, 20: 97, 22: 105}


def read(symbol: QrSymbol) -> str:
    side = symbol.modules + 8
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(symbol.rows):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + 4, y + 4), 0)
    (found,) = zxingcpp.read_barcodes(picture.resize((side * 4, side * 4), Image.Resampling.NEAREST))
    return str(found.text)


@pytest.mark.parametrize(("version", "most"), CAPACITY.items())
def test_the_smallest_version_that_holds_the_text_is_taken_and_can_be_read(version: int, most: int):
    text = ("NCFOXN%TSMAHN-H:ET 0/$*+." * 50)[:most]

    symbol = qr_symbol(text)

    assert (symbol.version, symbol.modules) == (version, SIDES[version])
    assert read(symbol) == text


@pytest.mark.parametrize("mask", MASKS)
def test_every_mask_gives_another_drawing_of_the_same_text(mask: int):
    symbol = qr_symbol("NCFOXN" * 80, mask)

    assert read(symbol) == "NCFOXN" * 80
    assert symbol.mask == mask
    assert symbol.rows != qr_symbol("NCFOXN" * 80, (mask + 1) % 8).rows


def test_one_character_more_takes_the_next_version():
    assert qr_symbol("A" * 601).version == 16


def test_beyond_the_largest_version_is_refused():
    with pytest.raises(InvalidInput) as refusal:
        qr_symbol("A" * 1135)

    assert refusal.value.code == "code_too_long"
    assert refusal.value.facts["most"] == 1134


def test_a_character_outside_the_alphanumeric_mode_is_refused():
    with pytest.raises(InvalidInput) as refusal:
        qr_symbol("abc")

    assert refusal.value.code == "code_not_alphanumeric"


@pytest.mark.parametrize("capacity", [CAPACITY, LABEL_CAPACITY], ids=["card", "label"])
@pytest.mark.parametrize("short", [0, 1, 2, 7])
@pytest.mark.parametrize("mask", [0, 3, 7])
def test_the_modules_are_those_of_the_package_bit_for_bit(capacity: dict[int, int], short: int, mask: int):
    for version, most in capacity.items():
        text = ("NCFOXN%TSMAHN-H:ET 0/$*+." * 50)[: most - short]
        package = QRCode(version=version, error_correction=ERROR_CORRECT_M, mask_pattern=mask, border=0)
        package.add_data(QRData(text, mode=2), optimize=0)
        package.make(fit=False)

        symbol = qr_symbol(text, mask, capacity)

        assert symbol.rows == tuple(bytes(map(bool, row)) for row in package.modules)

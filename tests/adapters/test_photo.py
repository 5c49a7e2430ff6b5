import random
import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from resipermit.adapters.photo import HEIGHT_PX, LARGEST_BYTES, WIDTH_PX, check_photo, placeholder_portrait
from resipermit.domain.errors import InvalidInput


def a_picture(
    width: int = WIDTH_PX, height: int = HEIGHT_PX, mode: str = "RGB", kind: str = "JPEG", **how: object
) -> bytes:
    small = Image.frombytes("RGB", (8, 8), random.Random(7).randbytes(192))
    file = BytesIO()
    small.resize((width, height)).convert(mode).save(file, kind, **how)
    return file.getvalue()


def a_png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "file",
    [
        a_picture(),
        a_picture(716, 882),
        a_picture(1074, 1323, kind="PNG"),
        a_picture(mode="RGBA", kind="PNG"),
        a_picture(mode="P", kind="PNG"),
        a_picture(kind="BMP"),
        a_picture(exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00"),
    ],
)
def test_a_usable_picture_becomes_a_plain_colour_jpeg_of_the_standard_size(file: bytes):
    checked = Image.open(BytesIO(check_photo(file)))

    assert (checked.format, checked.mode, checked.size) == ("JPEG", "RGB", (358, 441))
    assert not checked.getexif()


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (lambda: b"", "photo_unreadable"),
        (lambda: b"no picture", "photo_unreadable"),
        (lambda: a_picture()[:900], "photo_unreadable"),
        (lambda: a_picture(kind="GIF", mode="P"), "photo_unreadable"),
        (lambda: a_picture(1, 1), "photo_too_small"),
        (lambda: a_picture(357, 441), "photo_too_small"),
        (lambda: a_picture(358, 440), "photo_too_small"),
        (lambda: a_picture(441, 358), "photo_wrong_shape"),
        (lambda: a_picture(600, 600), "photo_wrong_shape"),
        (lambda: a_picture(mode="CMYK"), "photo_not_in_colour"),
        (lambda: a_picture(mode="L"), "photo_not_in_colour"),
        (lambda: a_picture(mode="1", kind="PNG"), "photo_not_in_colour"),
        (lambda: a_png_that_claims(8000, 6250), "photo_too_many_pixels"),
        (lambda: a_png_that_claims(60_000, 60_000), "photo_too_many_pixels"),
        (lambda: a_png_that_claims(3000, 3696), "photo_unreadable"),
        (lambda: bytes(LARGEST_BYTES + 1), "photo_too_many_bytes"),
    ],
)
def test_an_unusable_picture_is_refused_with_the_reason(file: Callable[[], bytes], code: str):
    with pytest.raises(InvalidInput) as refusal:
        check_photo(file())

    assert (refusal.value.code, refusal.value.field) == (code, "photo")


def test_an_empty_white_sheet_is_no_portrait():
    file = BytesIO()
    Image.new("RGB", (WIDTH_PX, HEIGHT_PX), "white").save(file, "PNG")

    with pytest.raises(InvalidInput) as refusal:
        check_photo(file.getvalue())

    assert refusal.value.code == "photo_blank"


def test_a_picture_that_a_camera_stored_lying_is_put_upright():
    lying = Image.new("RGB", (HEIGHT_PX, WIDTH_PX), "white")
    lying.paste("red", (0, 0, 60, WIDTH_PX))
    exif = Image.Exif()
    exif[0x0112] = 6
    file = BytesIO()
    lying.save(file, "JPEG", exif=exif)

    upright = Image.open(BytesIO(check_photo(file.getvalue())))

    red, green, blue = upright.getpixel((WIDTH_PX // 2, 20))
    assert red > 200 > 90 > max(green, blue)


def test_the_drawn_portrait_is_the_same_for_the_same_person_and_passes_the_check():
    portrait = placeholder_portrait("person 7")

    assert portrait == placeholder_portrait("person 7")
    assert portrait != placeholder_portrait("person 8")
    assert Image.open(BytesIO(check_photo(portrait))).size == (WIDTH_PX, HEIGHT_PX)


def test_a_picture_in_other_colours_is_turned_into_srgb_and_a_broken_profile_is_refused():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    checked = Image.open(BytesIO(check_photo(a_picture(icc_profile=profile))))
    with pytest.raises(InvalidInput) as refusal:
        check_photo(a_picture(icc_profile=b"no profile"))

    assert "icc_profile" not in checked.info
    assert refusal.value.code == "photo_colour_profile"

import random
from io import BytesIO

import pytest
from builders import a_face
from PIL import Image, ImageDraw, ImageFilter

from resipermit.adapters.card_pdf import CardSheet, make_card
from resipermit.adapters.card_reader import code_in_picture, read_back
from resipermit.adapters.page_pictures import page_pictures, page_pngs
from resipermit.adapters.photo import placeholder_portrait
from resipermit.adapters.signing_keys import signer_from_seed
from resipermit.domain.errors import InvalidInput, Refused


@pytest.fixture(scope="module")
def sheet() -> CardSheet:
    face = a_face()
    signer = signer_from_seed(bytes(range(32)), face.issuing_division, face.issued_on)
    return make_card(face, placeholder_portrait("reader"), signer)


@pytest.fixture(scope="module")
def back(sheet: CardSheet) -> Image.Image:
    return page_pictures(sheet.pdf, 300)[1]


def as_file(picture: Image.Image, kind: str = "PNG") -> bytes:
    file = BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def test_the_code_is_read_back_from_the_rendered_pages(sheet: CardSheet):
    assert read_back(sheet.pdf) == sheet.qr_text


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "WEBP"])
def test_a_picture_file_of_any_usual_kind_is_read(sheet: CardSheet, back: Image.Image, kind: str):
    assert code_in_picture(as_file(back, kind)) == sheet.qr_text


def test_the_pdf_itself_may_be_shown(sheet: CardSheet):
    assert code_in_picture(sheet.pdf) == sheet.qr_text


@pytest.mark.parametrize("turned", [3, 90, 180, 271])
def test_a_turned_and_blurred_scan_is_read(sheet: CardSheet, back: Image.Image, turned: int):
    scan = back.rotate(turned, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    scan = scan.filter(ImageFilter.GaussianBlur(1.0))

    assert code_in_picture(as_file(scan, "JPEG")) == sheet.qr_text


def test_a_scan_at_150_dpi_is_read(sheet: CardSheet, back: Image.Image):
    scan = back.resize((back.width // 2, back.height // 2), Image.Resampling.BOX)

    assert code_in_picture(as_file(scan)) == sheet.qr_text


def test_a_card_with_a_blot_is_read(sheet: CardSheet, back: Image.Image):
    worn = back.copy()
    ImageDraw.Draw(worn).ellipse((760, 280, 860, 380), fill="white")

    assert code_in_picture(as_file(worn)) == sheet.qr_text


@pytest.mark.parametrize("code", ["picture_unreadable", "no_code_in_picture", "several_codes_in_picture"])
def test_a_picture_that_shows_no_one_code_is_refused(sheet: CardSheet, back: Image.Image, code: str):
    other = make_other_back()
    both = Image.new("RGB", (back.width, back.height * 2), "white")
    both.paste(back)
    both.paste(other, (0, back.height))
    files = {
        "picture_unreadable": as_file(back)[:500],
        "no_code_in_picture": as_file(page_pictures(sheet.pdf, 300)[0]),
        "several_codes_in_picture": as_file(both),
    }

    with pytest.raises(InvalidInput) as refusal:
        code_in_picture(files[code])

    assert refusal.value.code == code


def make_other_back() -> Image.Image:
    face = a_face(name="李演示")
    signer = signer_from_seed(bytes(range(32)), face.issuing_division, face.issued_on)
    return page_pictures(make_card(face, placeholder_portrait("other"), signer).pdf, 300)[1]


def test_a_picture_beyond_all_measure_is_refused_before_it_is_unpacked():
    with pytest.raises(InvalidInput) as refusal:
        code_in_picture(as_file(Image.new("1", (9000, 9000))))

    assert refusal.value.code == "picture_too_large"


@pytest.mark.parametrize("file", [b"%PDF-1.4 nothing", b"%PDF", random.Random(1).randbytes(3000), b""])
def test_a_file_that_is_neither_picture_nor_pdf_is_refused(file: bytes):
    with pytest.raises(InvalidInput) as refusal:
        code_in_picture(file)

    assert refusal.value.code in ("pdf_unreadable", "picture_unreadable")


def test_pages_without_their_code_are_not_a_card():
    front_only = BytesIO()
    Image.new("RGB", (300, 200), "white").save(front_only, "PDF")

    with pytest.raises(Refused) as refusal:
        read_back(front_only.getvalue())

    assert refusal.value.code == "read_back_failed"


def test_page_pictures_know_their_resolution(sheet: CardSheet):
    front, back = (Image.open(BytesIO(file)) for file in page_pngs(sheet.pdf, 300))

    assert front.size == back.size == (1011, 638)
    assert front.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_page_of_absurd_size_is_refused(sheet: CardSheet):
    with pytest.raises(InvalidInput) as refusal:
        page_pictures(sheet.pdf, 100_000)

    assert refusal.value.code == "page_too_large"

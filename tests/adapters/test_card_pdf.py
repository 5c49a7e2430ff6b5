import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import claim169
import pypdfium2 as pdfium
import pytest
from builders import a_face
from golden_pictures import compare
from PIL import Image

from resipermit.adapters.card_code import decode, decode_label
from resipermit.adapters.card_pdf import LARGEST_BATCH, CardSheet, make_card, make_cards, make_label
from resipermit.adapters.card_reader import code_in_picture, read_back
from resipermit.adapters.fonts import MissingGlyph
from resipermit.adapters.page_pictures import page_pictures, page_pngs
from resipermit.adapters.photo import placeholder_portrait
from resipermit.adapters.signing_keys import public_pem, signer_from_seed
from resipermit.adapters.template_files import card_template, designs, paper_template
from resipermit.domain.card import CardFace
from resipermit.domain.endorsement_label import LabelFace
from resipermit.domain.errors import InvalidInput
from resipermit.domain.identity import Sex
from resipermit.domain.label import LabelClaims

PHOTO = placeholder_portrait("golden", long_hair=True)
SIGNER = signer_from_seed(bytes(range(32)), "430111", a_face().issued_on)

LONG = (
    "湖南省湘西土家族苗族自治州龙山县里耶镇演示社区演示大道一千二百三十四号"
    "演示花园二十三栋四单元一千二百零一室靠楼梯东侧后"
)
FACES = {
    "plain": a_face(),
    "rare": a_face(name="㛃䶮𬭸𫟼𬴊𠅤", ethnic_group="苗"),
    "rarest": a_face(name="𠀀𪜀𫝀𫠠", ethnic_group="土家", sex=Sex.FEMALE),
    "uyghur": a_face(
        name="阿卜杜热西提·麦麦提图尔荪·艾力凯木江演",
        ethnic_group="维吾尔",
        residence_address=LONG,
        registered_address=LONG,
    ),
    "never_due": a_face(due_on=None),
}


def made(face: CardFace, **how: Any) -> CardSheet:
    return make_card(face, PHOTO, SIGNER, **how)


def page_text(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    text = "".join(document[index].get_textpage().get_text_bounded() for index in range(len(document)))
    document.close()
    return "".join(text.split())


@pytest.mark.parametrize("face", FACES.values(), ids=FACES.keys())
def test_a_card_has_two_sides_of_id_1_and_its_code_can_be_read_back(face: CardFace):
    sheet = made(face)

    document = pdfium.PdfDocument(sheet.pdf)
    sizes_mm = [tuple(round(side * 25.4 / 72, 2) for side in document[index].get_size()) for index in range(2)]
    document.close()
    claims, _ = decode(read_back(sheet.pdf), lambda kid: SIGNER.key)

    assert sizes_mm == [(85.6, 53.98), (85.6, 53.98)]
    assert face.expects(claims) == ()


@pytest.mark.parametrize("face", FACES.values(), ids=FACES.keys())
def test_the_text_of_the_pages_is_exactly_what_was_printed(face: CardFace):
    text = page_text(made(face).pdf)

    assert all(printed in text for printed in face.printed().values())


def test_pdftotext_gives_rare_characters_back(tmp_path: Path):
    program = shutil.which("pdftotext")
    file = tmp_path / "card.pdf"
    file.write_bytes(made(FACES["rarest"]).pdf)

    text = page_text(file.read_bytes())
    if program is not None:
        text = subprocess.run([program, file, "-"], capture_output=True, check=True, timeout=30).stdout.decode()

    assert "𠀀𪜀𫝀𫠠" in text


def test_a_third_party_verifies_the_png_of_the_printed_page():
    face = FACES["uyghur"]
    back = page_pngs(made(face).pdf, 300)[1]

    found = claim169.decode(code_in_picture(back), verify_with_ed25519_pem=public_pem(SIGNER.key))

    assert found.verification_status == "verified"
    assert (found.claim169.full_name, found.claim169.address) == (face.name, face.residence_address)


def test_the_same_card_gives_the_same_bytes():
    assert made(FACES["rare"]).pdf == made(FACES["rare"]).pdf


def test_another_attempt_draws_the_same_code_with_another_mask():
    first, second = made(FACES["plain"]), made(FACES["plain"], attempt=1)

    assert first.qr_text == second.qr_text == read_back(second.pdf)
    assert first.pdf != second.pdf


@pytest.mark.parametrize("face", FACES.values(), ids=FACES.keys())
def test_the_code_is_pure_black_and_white_on_the_grid_of_the_printer(face: CardFace):
    sheet = made(face)
    side = (17 + 4 * sheet.qr_version) * 5
    back = page_pictures(sheet.pdf, 300)[1].convert("L")

    right = round((85.6 - 3.00) * 300 / 25.4) - 4 * 5
    middle = 53.98 / 2 * 300 / 25.4
    top = round(middle - side / 2 - 20) + 20
    code = back.crop((right - side, top, right, top + side))

    assert set(code.get_flattened_data()) <= {0, 254, 255}  # the renderer rounds white over a drawing to 254
    assert [code.getpixel((x, 0)) for x in (0, 34, 35)] == [0, 0, 255]


def test_all_fonts_are_embedded():
    pdf = made(FACES["rarest"]).pdf

    assert b"/Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == 3


@pytest.mark.parametrize(
    ("changes", "item"),
    [
        ({"name": "演" * 40}, "name"),
        ({"residence_address": "演" * 120}, "residence_address"),
        ({"registered_address": "演" * 120}, "registered_address"),
        ({"permit_number": "4" * 60}, "permit_number"),
        ({"issuing_authority": "演" * 60}, "issuing_authority"),
        ({"ethnic_group": "演" * 20}, "ethnic_group"),
    ],
)
def test_a_text_that_does_not_fit_is_refused_before_printing(changes: dict[str, str], item: str):
    with pytest.raises(InvalidInput) as refusal:
        made(a_face(**changes))

    assert (refusal.value.code, refusal.value.field) == ("card_text_does_not_fit", item)


def test_a_card_that_says_too_much_for_its_code_is_refused_with_the_longest_item():
    face = a_face(residence_address="演" * 180, registered_address="演" * 190)

    with pytest.raises(InvalidInput) as refusal:
        made(face)

    assert (refusal.value.code, refusal.value.field) == ("card_says_too_much", "registered_address")


@pytest.mark.parametrize("changes", [{"name": "张𰀀\ue000"}, {"registered_address": "演示路\U000e0100号"}])
def test_a_character_without_a_glyph_is_refused_before_printing(changes: dict[str, str]):
    with pytest.raises(MissingGlyph) as refusal:
        made(a_face(**changes))

    assert refusal.value.facts["item"] == next(iter(changes))


@pytest.mark.parametrize("side", [0, 1], ids=["front", "back"])
@pytest.mark.parametrize("name", ["plain", "uyghur", "rarest"])
def test_the_card_looks_as_it_did(name: str, side: int):
    file = f"card_{name}_{('front', 'back')[side]}.png"
    actual = page_pictures(made(FACES[name]).pdf, 150)[side]

    difference = compare(file, actual)

    assert difference < 2.0


def test_the_template_in_use_is_read_once():
    assert card_template() is card_template()


def test_the_words_of_the_card_are_simplified_chinese_in_composed_form():
    words = [entry.text for side in card_template().sides for entry in (*side.words, *side.notes)]

    assert all(unicodedata.is_normalized("NFC", text) for text in words)
    assert "居住证" in words


def test_a_sheet_shows_nothing_of_what_it_says():
    sheet = made(FACES["plain"])

    assert sheet.qr_text not in repr(sheet)
    assert Image.open(BytesIO(page_pngs(sheet.pdf, 72)[0])).size == (243, 153)


@pytest.mark.parametrize("bilingual", [False, True], ids=["chinese", "bilingual"])
@pytest.mark.parametrize("design", designs(), ids=lambda design: design.name)
@pytest.mark.parametrize("face", FACES.values(), ids=FACES.keys())
def test_every_design_prints_every_card_in_one_language_and_in_two(face: CardFace, design: Any, bilingual: bool):
    sheet = made(face, template=replace(design, bilingual=bilingual))

    text = page_text(sheet.pdf)

    assert read_back(sheet.pdf) == sheet.qr_text
    assert all("".join(printed.split()) in text for printed in face.printed().values())
    assert ("Registeredaddress" in text) is bilingual


@pytest.mark.parametrize("side", [0, 1], ids=["front", "back"])
@pytest.mark.parametrize("name", ["plain", "uyghur"])
def test_the_second_design_looks_as_it_did(name: str, side: int):
    file = f"wulingyuan_{name}_{('front', 'back')[side]}.png"
    actual = page_pictures(made(FACES[name], template=card_template("wulingyuan")).pdf, 150)[side]

    difference = compare(file, actual)

    assert difference < 2.0


def test_the_paper_permit_holds_both_sides_in_true_size_and_its_code_reads_back():
    face = FACES["plain"]

    sheet = made(face, paper=paper_template())

    document = pdfium.PdfDocument(sheet.pdf)
    sizes_mm = [round(side * 25.4 / 72) for side in document[0].get_size()]
    pages = len(document)
    document.close()
    assert (pages, sizes_mm) == (1, [210, 297])
    assert read_back(sheet.pdf) == sheet.qr_text
    assert all(printed in page_text(sheet.pdf) for printed in face.printed().values())


def test_a_label_says_its_permit_and_its_last_day_and_its_code_reads_back():
    claims = LabelClaims(
        "4301110000002025000001", "430111", datetime(2026, 11, 2, 2, 30, tzinfo=UTC), date(2027, 11, 20)
    )

    sheet = make_label(LabelFace(claims, "长沙市公安局雨花分局"), SIGNER)

    assert decode_label(read_back(sheet.pdf), lambda kid: SIGNER.key)[0] == claims
    assert ("2026年11月2日" in page_text(sheet.pdf), "2027年11月19日" in page_text(sheet.pdf)) == (True, True)


def test_a_batch_keeps_the_order_of_its_cards_front_and_back():
    faces = [a_face(name=f"演示{n}", permit_number=f"430111000000202500000{n}") for n in range(3)]

    batch = make_cards([(face, PHOTO) for face in faces], SIGNER)

    document = pdfium.PdfDocument(batch.pdf)
    texts = [document[page].get_textpage().get_text_bounded() for page in range(len(document))]
    document.close()
    assert len(texts) == 6
    for number, face in enumerate(faces):
        assert face.name in texts[2 * number]
        assert face.issuing_authority in texts[2 * number + 1]
        assert decode(batch.qr_texts[number], lambda kid: SIGNER.key)[0].permit_number == face.permit_number


def test_a_batch_is_bounded():
    with pytest.raises(InvalidInput) as refusal:
        make_cards([(FACES["plain"], PHOTO)] * (LARGEST_BATCH + 1), SIGNER)

    assert refusal.value.code == "batch_too_large"

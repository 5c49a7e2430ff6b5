"""Cards as they leave the press, read and verified by parties that share no code with this program."""

import zlib
from datetime import date

import base45
import claim169
import cwt
import pytest
import zxingcpp
from builders import a_citizen_number, a_face

from resipermit.adapters.card_pdf import make_cards
from resipermit.adapters.card_reader import read_back_batch
from resipermit.adapters.page_pictures import page_pictures
from resipermit.adapters.photo import placeholder_portrait
from resipermit.adapters.signing_keys import public_pem, signer_from_seed
from resipermit.adapters.template_files import designs
from resipermit.domain.errors import Refused

COUNT = 40
SIGNER = signer_from_seed(bytes(range(32)), "430111", date(2020, 1, 1))
PHOTO = placeholder_portrait("many")


def a_numbered_face(number):
    born_on = date(1960 + number, 1 + number % 12, 1 + number % 28)
    return a_face(
        permit_number=f"4301110000002026{number:06d}",
        name=("演示" * 9)[: 2 + number % 16],
        born_on=born_on,
        citizen_number=a_citizen_number(born_on=born_on),
        residence_address=f"湖南省长沙市雨花区演示路{number}号" + "附楼" * (number % 9),
    )


@pytest.fixture(scope="module", params=designs(), ids=lambda design: design.name)
def batch(request):
    faces = [a_numbered_face(number) for number in range(COUNT)]
    return faces, make_cards([(face, PHOTO) for face in faces], SIGNER, template=request.param)


@pytest.mark.slow
def test_each_card_of_a_batch_is_verified_by_others_and_says_its_own_record(batch):
    faces, made = batch
    pem = public_pem(SIGNER.key)
    key = cwt.COSEKey.from_pem(pem, kid=SIGNER.key.kid)

    right = 0
    for face, back in zip(faces, page_pictures(made.pdf, 300)[1::2], strict=True):
        (code,) = zxingcpp.read_barcodes(back)
        found = claim169.decode(code.text, verify_with_ed25519_pem=pem)
        claims = cwt.decode(zlib.decompress(base45.b45decode(code.text)), key)
        right += (
            found.verification_status == "verified"
            and (found.claim169.id, found.claim169.full_name) == (face.permit_number, face.name)
            and found.claim169.address == face.residence_address
            and (claims[2], claims[169][25]) == (face.citizen_number, face.registered_address)
        )

    assert right == COUNT


@pytest.mark.slow
def test_a_batch_is_read_back_in_its_order(batch):
    _, made = batch

    assert read_back_batch(made.pdf, made.code_place) == made.qr_texts


def test_a_back_without_its_code_is_no_card_that_counts(batch):
    _, made = batch

    with pytest.raises(Refused) as refusal:
        read_back_batch(made.pdf, (0, 0, 60))

    assert refusal.value.code == "read_back_failed"

"""A thousand cards made, rendered at 300 dpi, read and verified by parties that share no code with this program.

python -m bench.thousand_cards [COUNT]: every page of a card goes through PDFium and zxing-cpp, its text through
`claim169` and `cwt`, and what they say is compared with the record, field by field. Says how many of how many held.
"""

import sys
from collections import Counter
from collections.abc import Iterator

import claim169
import cwt
import zxingcpp
from cwt import COSEKey

from bench.bench_cards import SIGNER, a_card
from resipermit.adapters.card_code import decode
from resipermit.adapters.card_pdf import make_cards
from resipermit.adapters.page_pictures import page_pictures
from resipermit.adapters.signing_keys import public_pem
from resipermit.adapters.template_files import designs
from resipermit.domain.card import CardFace

BATCH = 50


def faults_of(count: int) -> Iterator[str]:
    """Yield one word a card: "right", or what did not hold; designs take turns."""
    pem = public_pem(SIGNER.key)
    key = COSEKey.from_pem(pem, kid=SIGNER.key.kid)
    for start in range(0, count, BATCH):
        faces = [a_card(number) for number in range(start, min(start + BATCH, count))]
        design = designs()[start // BATCH % len(designs())]
        pages = page_pictures(make_cards(faces, SIGNER, template=design).pdf, 300)
        for (face, _), back in zip(faces, pages[1::2], strict=True):
            yield fault_of(face, [found.text for found in zxingcpp.read_barcodes(back)], pem, key)


def fault_of(face: CardFace, codes: list[str], pem: str, key: COSEKey) -> str:
    """Compare one card with what three readers say of its code."""
    if len(codes) != 1:
        return f"{len(codes)} codes read"
    if face.expects(decode(codes[0], lambda kid: SIGNER.key)[0]):
        return "own reader differs"
    found = claim169.decode(codes[0], verify_with_ed25519_pem=pem)
    said = found.claim169
    if found.verification_status != "verified":
        return f"claim169 says {found.verification_status}"
    told = (said.id, said.full_name, said.date_of_birth.replace("-", ""), said.address)
    if told != (face.permit_number, face.name, f"{face.born_on:%Y%m%d}", face.residence_address):
        return "claim169 reads other fields"
    claims = cwt.decode(token_of(codes[0]), key)
    identity = claims[169]
    if (claims[2], identity[24], identity[25]) != (face.citizen_number, face.ethnic_group, face.registered_address):
        return "cwt reads other fields"
    return "right"


def token_of(text: str) -> bytes:
    """Return the token inside a code's text by public packages alone."""
    import zlib

    import base45

    return zlib.decompress(base45.b45decode(text))


def main(words: list[str]) -> int:
    """Run, print, and return 0 when every card held."""
    count = int(words[0]) if words else 1000
    tally = Counter(faults_of(count))
    for fault, times in tally.most_common():
        print(f"{fault}: {times} of {count}")
    return 0 if tally["right"] == count else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

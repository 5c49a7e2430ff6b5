"""Measure how long one verification takes: from the text of a code, and from a picture of the card at 300 dpi.

    python bench/card_verify.py

Bars: 0.5 ms from the text, 60 ms from the picture. Medians of single calls, in milliseconds.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from statistics import median, quantiles

from PIL import Image, ImageDraw

from resipermit.adapters.card_code import decode, decode_label, encode, label_code
from resipermit.adapters.card_reader import code_in_picture
from resipermit.adapters.qr import qr_symbol
from resipermit.adapters.signed_lists import open_status_list, seal_status_list
from resipermit.adapters.signing_keys import signer_from_seed
from resipermit.domain.card import CardClaims
from resipermit.domain.identity import Sex
from resipermit.domain.label import LabelClaims
from resipermit.domain.status_list import CardStatus, pack_list
from resipermit.usecases.verify_card import VerifyCard

OFFICE, NUMBER, DAY = "430111", "4301110000002025000001", date(2026, 11, 5)
SIGNER = signer_from_seed(bytes([7]) * 32, OFFICE, date(2025, 1, 1))
CARD = CardClaims(
    *(NUMBER, "430111199003159973", "欧阳演示", Sex.MALE, "汉", date(1990, 3, 15)),
    *("贵州省贵阳市南明区演示路1号", "湖南省长沙市雨花区演示路10号3栋402室", "430111", OFFICE),
    *(date(2025, 11, 20), date(2026, 11, 20), None, 17),
)
MADE_AT = datetime(2026, 11, 2, 2, tzinfo=UTC)


def card_at_300_dpi(text: str) -> bytes:
    """Return a picture of an ID-1 card, 1011 by 638 dots, with the code of *text* on it, 5 dots a module."""
    symbol, dots = qr_symbol(text), 5
    card = Image.new("L", (1011, 638), 255)
    drawing = ImageDraw.Draw(card)
    left, top = 1011 - symbol.modules * dots - 40, 638 - symbol.modules * dots - 40
    for row, modules in enumerate(symbol.rows):
        for column, dark in enumerate(modules):
            if dark:
                x, y = left + column * dots, top + row * dots
                drawing.rectangle((x, y, x + dots - 1, y + dots - 1), fill=0)
    for line in range(60, 600, 40):
        drawing.rectangle((40, line, 300, line + 14), fill=60)
    file = BytesIO()
    card.save(file, "PNG")
    return file.getvalue()


def milliseconds(act: Callable[[], object], times: int) -> str:
    """Return median and 99th percentile of *times* calls."""
    act()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return f"{median(taken):8.3f} ms median {quantiles(taken, n=100)[98]:8.3f} ms p99"


def main() -> int:
    """Print the table."""
    text = encode(CARD, SIGNER)
    label = label_code(LabelClaims(NUMBER, OFFICE, MADE_AT, date(2027, 11, 20)), SIGNER)
    statuses = [CardStatus.VALID] * 100_000
    listing = seal_status_list(pack_list(OFFICE, MADE_AT, date(2026, 11, 10), statuses), SIGNER)
    picture = card_at_300_dpi(text)
    verify = VerifyCard(decode, code_in_picture, lambda kid: SIGNER.key, read_label=decode_label)
    with_list = VerifyCard(decode, code_in_picture, lambda kid: SIGNER.key, read_list=open_status_list)
    rows = (
        ("text", lambda: verify(text, on=DAY), 2000),
        ("text and label", lambda: verify(text, on=DAY, label=label), 2000),
        ("text and list of 100,000, read anew", lambda: with_list(text, on=DAY, status_list=listing), 300),
        ("picture of the card, 300 dpi", lambda: verify(picture, on=DAY), 200),
    )
    for name, act, times in rows:
        sys.stdout.write(f"{name:38}{milliseconds(act, times)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

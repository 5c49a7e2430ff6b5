"""Cards a second: this program beside the plain way of reportlab and qrcode, in one run, each card its own portrait.

Every card has its own portrait of 358 x 441 px and its own signed code of 77 modules. The plain way is what the two
packages' manuals show: `drawString`, `drawImage`, `QRCode(...).make_image()`, all settings at their defaults, and it
is spared the fine-line background. Each way is run three times in turn and the median told.
"""

import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from random import Random
from statistics import median

import qrcode
from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from resipermit.adapters.card_code import encode
from resipermit.adapters.card_pdf import make_card, make_cards
from resipermit.adapters.card_reader import read_back_batch
from resipermit.adapters.signing_keys import signer_from_seed
from resipermit.adapters.template_files import card_template
from resipermit.domain.card import CardFace
from resipermit.domain.identity import Sex
from resipermit.resources import resources

NAME = "cards"
DIVISION = "430111"
ISSUED = date(2026, 11, 2)
SIGNER = signer_from_seed(bytes(range(32)), DIVISION, ISSUED)
BATCH = 200
ROUNDS = 3


@dataclass(frozen=True)
class Rate:
    """Cards a second, of the clock on the wall and of one processor."""

    wall: float
    processor: float


def a_card(number: int) -> tuple[CardFace, bytes]:
    """Return an invented holder and portrait, the same for the same number."""
    choose = Random(number)
    name = choose.choice("王李张刘陈杨黄周吴") + "".join(choose.choices("演示样例测试", k=2))
    face = CardFace(
        permit_number=f"4301110000002026{number:06d}",
        name=name,
        sex=choose.choice(list(Sex)),
        ethnic_group=choose.choice(["汉", "土家", "苗", "侗", "瑶"]),
        born_on=date(1960 + number % 45, 1 + number % 12, 1 + number % 28),
        citizen_number=f"522601{1960 + number % 45}{1 + number % 12:02d}{1 + number % 28:02d}{996 + number % 4}X",
        registered_address=f"贵州省黔东南苗族侗族自治州凯里市演示街道演示路{number % 999}号附{number % 9}号",
        residence_address=f"湖南省长沙市雨花区演示街道演示路{number % 99}号{number % 9}栋{number % 999}室",
        residence_division=DIVISION,
        issuing_division=DIVISION,
        issuing_authority="长沙市公安局雨花分局",
        issued_on=ISSUED,
        due_on=date(2027, 11, 2),
    )
    return face, a_portrait(choose)


def a_portrait(choose: Random) -> bytes:
    """Return a picture as busy as a photograph: about 26 KB."""
    small = Image.frombytes("RGB", (36, 44), choose.randbytes(36 * 44 * 3))
    file = BytesIO()
    small.resize((358, 441), Image.Resampling.BICUBIC).save(file, "JPEG", quality=80)
    return file.getvalue()


@cache
def cards(start: int = 0, count: int = BATCH) -> list[tuple[CardFace, bytes]]:
    """Return a batch, made before the clock starts."""
    return [a_card(number) for number in range(start, start + count)]


def ours(read_back: bool = False) -> Rate:
    """Make a batch; with *read_back*, count a card only when its code was read from the rendered page."""

    def work() -> None:
        batch = make_cards(cards(), SIGNER)
        if read_back and read_back_batch(batch.pdf, batch.code_place) != batch.qr_texts:
            raise AssertionError("a code reads differently")

    return timed(work)


def naive() -> Rate:
    """Make the same cards the plain way."""
    quick, pdfdoc.PDFZCompress = pdfdoc.PDFZCompress, pdfdoc.PDFStreamFilterZCompress()
    from reportlab import rl_config

    rl_config.useA85 = 1
    try:
        return timed(_naive, count=40)
    finally:
        pdfdoc.PDFZCompress = quick
        rl_config.useA85 = 0


def _naive() -> None:
    fonts = resources() / "fonts"
    pdfmetrics.registerFont(TTFont("plain", str(fonts / "NotoSansSC_400Regular.ttf")))
    canvas = Canvas(BytesIO(), pagesize=(85.6 * mm, 53.98 * mm))
    for face, photo in cards()[:40]:
        canvas.setFont("plain", 8)
        printed = face.printed()
        for row, item in enumerate(("name", "sex", "ethnic_group", "born_on", "residence_address", "citizen_number")):
            canvas.drawString(4 * mm, (45 - 7 * row) * mm, item)
            canvas.drawString(14 * mm, (45 - 7 * row) * mm, printed[item])
        canvas.drawString(55 * mm, 46 * mm, printed["permit_number"])
        canvas.drawImage(ImageReader(BytesIO(photo)), 55 * mm, 10 * mm, 26 * mm, 32 * mm)
        canvas.showPage()
        canvas.setFont("plain", 7)
        for row, item in enumerate(("registered_address", "issuing_authority", "issued_on", "due_on")):
            canvas.drawString(4 * mm, (45 - 7 * row) * mm, printed[item])
        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
        code.add_data(encode(face.claims, SIGNER))
        code.make(fit=True)
        canvas.drawInlineImage(code.make_image().get_image(), 45 * mm, 8 * mm, 36 * mm, 36 * mm)
        canvas.showPage()
    canvas.save()


def timed(work, count: int = BATCH) -> Rate:
    """Run *work* once and return its rate."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Rate(count / (time.perf_counter() - wall), count / (time.process_time() - processor))


def _worker(start: int) -> int:
    return len(make_cards(cards(start), SIGNER).qr_texts)


def two_workers(batches: int = 6) -> float:
    """Return the cards a second of two processes, fonts and portraits loaded before the clock starts."""
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_worker, [0, 0, 0, 0]))
        begin = time.perf_counter()
        made = sum(pool.map(_worker, [0] * batches))
        return made / (time.perf_counter() - begin)


def preview_ms() -> float:
    """Return the time of one card alone, page and all, fonts loaded."""
    face, photo = cards()[0]
    begin = time.perf_counter()
    make_card(face, photo, SIGNER)
    return (time.perf_counter() - begin) * 1000


def run() -> list[str]:
    """Measure, and return the lines of the report."""
    card_template()
    make_cards(cards()[:2], SIGNER)
    sample = make_card(*cards()[0], SIGNER)
    plain, quick, read = [], [], []
    for _ in range(ROUNDS):
        plain.append(naive())
        quick.append(ours())
        read.append(ours(read_back=True))
    before = _peak_mb()
    for _ in range(5):
        make_cards(cards(), SIGNER)
    rate = {name: _middle(rates) for name, rates in (("plain", plain), ("quick", quick), ("read", read))}
    ratio = median(ours.wall / theirs.wall for ours, theirs in zip(quick, plain, strict=True))
    return [
        f"code: version {sample.qr_version}, {17 + 4 * sample.qr_version} modules, {len(sample.qr_text)} characters",
        f"plain reportlab + qrcode: {_said(rate['plain'])}",
        f"this program, one process: {_said(rate['quick'])} = {ratio:.1f}x the plain way (bars: 200 a second, 7x)",
        f"this program with read-back at 300 dpi: {_said(rate['read'])} (bar: 120 a second)",
        f"this program, two workers: {two_workers():.0f} a second of the wall clock (bar: 300)",
        f"one card alone: {median(preview_ms() for _ in range(9)):.0f} ms (bar: 150)",
        f"memory: {before:.0f} MB after {2 * ROUNDS} batches of {BATCH}, {_peak_mb():.0f} MB after 5 more",
    ]


def _middle(rates: list[Rate]) -> Rate:
    return Rate(median(rate.wall for rate in rates), median(rate.processor for rate in rates))


def _said(rate: Rate) -> str:
    return f"{rate.wall:.0f} a second of the wall clock, {rate.processor:.0f} of one processor"


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.stdout.write("\n".join(run()) + "\n")

"""How much a printed code bears: scans, phones, scratches and blots, simulated on the final layout.

python -m bench.card_damage [TRIALS]: the ranking counts, not the absolute numbers, because blur, noise, turning and
compression are a model of print and camera, not the real ones. 4 dots a module stand for comparison.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from random import Random

import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from bench.bench_cards import SIGNER, a_card
from resipermit.adapters.card_pdf import make_card
from resipermit.adapters.card_template import CardTemplate
from resipermit.adapters.page_pictures import page_pictures
from resipermit.adapters.template_files import designs

Damage = Callable[[Image.Image, Random], Image.Image]


def scanned_150(picture: Image.Image, choose: Random) -> Image.Image:
    """A flat scan at 150 dpi, a little askew."""
    return _camera(picture.rotate(choose.uniform(-3, 3), fillcolor="white"), choose, 0.5, 1.0)


def phone_far(picture: Image.Image, choose: Random) -> Image.Image:
    """A photo from far away: about 1.9 camera dots a module, blurred."""
    return _camera(picture.rotate(choose.uniform(-25, 25), expand=True, fillcolor="#888888"), choose, 0.40, 0.6)


def phone_near(picture: Image.Image, choose: Random) -> Image.Image:
    """A photo from near by, out of focus."""
    return _camera(picture.rotate(choose.uniform(-25, 25), expand=True, fillcolor="#888888"), choose, 0.8, 1.6)


def scratched(picture: Image.Image, choose: Random) -> Image.Image:
    """Six white scratches right across the card."""
    picture = picture.copy()
    draw = ImageDraw.Draw(picture)
    for _ in range(6):
        ends = [(0, choose.uniform(0, picture.height)), (picture.width, choose.uniform(0, picture.height))]
        draw.line(ends, fill="white", width=choose.randint(3, 7))
    return _camera(picture, choose, 0.8, 0.8)


def blotted(picture: Image.Image, choose: Random) -> Image.Image:
    """A round blot over a tenth of the code."""
    picture = picture.copy()
    (found,) = zxingcpp.read_barcodes(picture)
    place = found.position
    side = place.top_right.x - place.top_left.x
    radius = side * 0.178
    x = place.top_left.x + choose.uniform(0.35, 0.65) * side
    y = place.top_left.y + choose.uniform(0.35, 0.65) * side
    ImageDraw.Draw(picture).ellipse((x - radius, y - radius, x + radius, y + radius), fill="#222222")
    return _camera(picture, choose, 0.8, 0.8)


DAMAGES: dict[str, Damage] = {
    "scan 150 dpi": scanned_150,
    "phone far": phone_far,
    "phone near": phone_near,
    "scratches": scratched,
    "blot 10 %": blotted,
}


def _camera(picture: Image.Image, choose: Random, scale: float, blur: float) -> Image.Image:
    size = (round(picture.width * scale), round(picture.height * scale))
    seen = picture.resize(size, Image.Resampling.BILINEAR).filter(ImageFilter.GaussianBlur(blur * scale))
    noise = Image.effect_noise(size, 22)
    seen = Image.blend(seen.convert("L"), noise, 0.14)
    file = BytesIO()
    seen.save(file, "JPEG", quality=choose.randint(60, 85))
    return Image.open(BytesIO(file.getvalue()))


def with_dots(template: CardTemplate, dots: int) -> CardTemplate:
    """Return the template with another module; the loader would refuse fewer than five dots."""
    sides = tuple(
        replace(side, code=replace(side.code, dots_per_module=dots)) if side.code else side for side in template.sides
    )
    return replace(template, sides=sides)


def read(template: CardTemplate, damage: Damage, trials: int) -> int:
    """Return how many of *trials* cards are read in spite of the damage."""
    count = 0
    for number in range(trials):
        sheet = make_card(*a_card(number), SIGNER, template=template)
        back = page_pictures(sheet.pdf, 300)[1]
        found = zxingcpp.read_barcodes(damage(back, Random(number)))
        count += [one.text for one in found] == [sheet.qr_text]
    return count


def main(words: list[str]) -> int:
    """Print the table."""
    trials = int(words[0]) if words else 40
    print(f"read of {trials} | " + " | ".join(DAMAGES))
    for design in designs():
        for dots in (4, 5):
            template = with_dots(design, dots)
            cells = [str(read(template, damage, trials)) for damage in DAMAGES.values()]
            print(f"{design.name}, {dots} dots | " + " | ".join(cells), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Simple measures of a portrait: is it sharp, is the background plain and light, does the head stand where it should.

They find the photograph taken against a wardrobe or out of focus; whether the face is the holder's, a person decides.
Positions are parts of the picture's height or width. GA 461-2004 asks for white and for the middle.
"""

from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from PIL import Image, ImageChops, ImageFilter, ImageStat, UnidentifiedImageError

from resipermit.adapters.photo import HEIGHT_PX, WIDTH_PX
from resipermit.domain.preflight import Objection

_SMALL = (72, 89)  # the measures of place are taken on a picture of that size
_APART = 34  # levels of a channel by which a dot differs from the background
SHARPNESS_LEAST = 3.0  # levels by which neighbours differ at edges; a portrait blurred over 4 px has less
BACKGROUND_LEAST, BACKGROUND_SPREAD_MOST = 185.0, 22.0  # levels of 255
HEAD_TOP = (0.01, 0.32)
HEAD_MIDDLE = (0.40, 0.60)
HEAD_WIDTH = (0.28, 0.78)
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


@dataclass(frozen=True, slots=True)
class PhotoMeasures:
    """What was measured; `head_top`, `head_middle`, `head_width` are None when nothing stands before the background."""

    sharpness: float
    background: float
    background_spread: float
    head_top: float | None
    head_middle: float | None
    head_width: float | None


def measure(picture: Image.Image) -> PhotoMeasures:
    """Measure an RGB portrait."""
    edges = picture.convert("L").filter(_LAPLACE)
    middle = edges.crop((edges.width // 5, edges.height // 6, edges.width * 4 // 5, edges.height * 5 // 6))
    small = picture.resize(_SMALL, Image.Resampling.BOX)
    corners = [small.crop(box) for box in ((1, 1, 12, 22), (_SMALL[0] - 12, 1, _SMALL[0] - 1, 22))]
    levels = [ImageStat.Stat(corner) for corner in corners]
    background = tuple(round(sum(stat.mean[band] for stat in levels) / 2) for band in range(3))
    spread = max(max(stat.stddev) for stat in levels)
    apart = max(abs(a - b) for a, b in zip(levels[0].mean, levels[1].mean, strict=True))
    return PhotoMeasures(
        ImageStat.Stat(middle).stddev[0], min(background), max(spread, apart), *_head(small, background)
    )


def photo_objections(jpeg: bytes) -> tuple[Objection, ...]:
    """Return what stands against a portrait that was checked when it was taken; of these only its size blocks."""
    try:
        picture = Image.open(BytesIO(jpeg), formats=("JPEG",))
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return (Objection("photo_unreadable", "photo"),)
    if picture.size != (WIDTH_PX, HEIGHT_PX):
        facts = {"width": picture.width, "height": picture.height, "needed": f"{WIDTH_PX}x{HEIGHT_PX}"}
        return (Objection("photo_too_small", "photo", facts),)
    if picture.mode != "RGB":
        return (Objection("photo_not_in_colour", "photo", {"mode": picture.mode}),)
    return tuple(Objection(code, "photo", blocks=False) for code in _remarks(measure(picture)))


def _remarks(found: PhotoMeasures) -> list[str]:
    codes = []
    if found.sharpness < SHARPNESS_LEAST:
        codes.append("photo_blurred")
    if found.background < BACKGROUND_LEAST:
        codes.append("photo_background_dark")
    if found.background_spread > BACKGROUND_SPREAD_MOST:
        codes.append("photo_background_not_plain")
    if found.head_top is None or found.head_middle is None or found.head_width is None:
        return [*codes, "photo_head_not_found"]
    if not HEAD_MIDDLE[0] <= found.head_middle <= HEAD_MIDDLE[1]:
        codes.append("photo_head_off_centre")
    if not HEAD_TOP[0] <= found.head_top <= HEAD_TOP[1]:
        codes.append("photo_head_too_low" if found.head_top > HEAD_TOP[1] else "photo_head_cut_off")
    if not HEAD_WIDTH[0] <= found.head_width <= HEAD_WIDTH[1]:
        codes.append("photo_head_wrong_size")
    return codes


def _head(small: Image.Image, background: tuple[int, ...]) -> tuple[float | None, float | None, float | None]:
    """Return top, middle and width of what stands before the background in the upper half of the picture."""
    apart = ImageChops.difference(small, Image.new("RGB", small.size, background))
    red, green, blue = apart.split()
    mask = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda level: 255 * (level > _APART))
    width, height = small.size
    dots = mask.tobytes()
    rows = [_longest(dots[at : at + width]) for at in range(0, width * height, width)]
    top = next((y for y, (_, long) in enumerate(rows) if long >= width * 0.08), None)
    if top is None or top > height * 0.7:
        return None, None, None
    head = rows[top + 2 : top + 2 + round(height * 0.28)] or rows[top:]
    start, long = max(head, key=lambda row: row[1])
    return top / height, (start + long / 2) / width, long / width


def _longest(row: bytes) -> tuple[int, int]:
    """Return start and length of the longest run in a row of the mask."""
    best, at = (0, 0), 0
    for level, run in groupby(row):
        long = len(list(run))
        if level and long > best[1]:
            best = (at, long)
        at += long
    return best

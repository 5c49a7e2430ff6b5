"""The portrait on a card: is the file a usable picture of GA 461-2004, and a drawn stand-in for demonstrations."""

import random
import warnings
from io import BytesIO

from PIL import Image, ImageCms, ImageDraw, ImageOps, ImageStat, UnidentifiedImageError

from resipermit.domain.errors import InvalidInput

WIDTH_PX, HEIGHT_PX, DPI = 358, 441, 350  # GA 461-2004: 26 mm x 32 mm
LARGEST_BYTES = 10_000_000
LARGEST_PIXELS = 25_000_000
_FORMATS = ("JPEG", "PNG", "BMP")
_COLOUR_MODES = frozenset({"RGB", "RGBA", "P"})
_RATIO_TOLERANCE = 0.03
_FIELD = "photo"


def check_photo(file: bytes) -> bytes:
    """Return the portrait as a JPEG of 358 x 441 px, free of everything but the picture.

    A larger picture of the same shape is scaled down; a smaller one is never scaled up.

    Raises:
        InvalidInput: `photo_too_many_bytes`, `photo_unreadable`, `photo_too_many_pixels`, `photo_too_small`,
            `photo_wrong_shape`, `photo_not_in_colour`, `photo_colour_profile` or `photo_blank`.
    """
    if len(file) > LARGEST_BYTES:
        raise InvalidInput("photo_too_many_bytes", field=_FIELD, most=LARGEST_BYTES)
    picture = _opened(file)
    if max(ImageStat.Stat(picture.convert("L")).stddev) < 2:
        raise InvalidInput("photo_blank", field=_FIELD)
    if picture.size != (WIDTH_PX, HEIGHT_PX):
        picture = ImageOps.fit(picture, (WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS)
    return _jpeg(picture)


def _opened(file: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of size, judged just below, and of damaged EXIF, which is dropped
            picture = Image.open(BytesIO(file), formats=_FORMATS)
            _check_head(picture)
            picture.load()
            return _upright_rgb(picture)
    except Image.DecompressionBombError as error:
        raise InvalidInput("photo_too_many_pixels", field=_FIELD, most=LARGEST_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise InvalidInput("photo_unreadable", field=_FIELD) from error


def _check_head(picture: Image.Image) -> None:
    """Judge what the head of the file says, before its pixels are unpacked."""
    width, height = picture.size
    facts = {"width": width, "height": height}
    if width * height > LARGEST_PIXELS:
        raise InvalidInput("photo_too_many_pixels", field=_FIELD, most=LARGEST_PIXELS)
    if picture.mode not in _COLOUR_MODES:
        raise InvalidInput("photo_not_in_colour", field=_FIELD, mode=picture.mode)
    short, long = sorted((width, height))  # a camera may have stored it lying; the check below is on the upright one
    if short < WIDTH_PX or long < HEIGHT_PX:
        raise InvalidInput("photo_too_small", field=_FIELD, **facts, needed=f"{WIDTH_PX}x{HEIGHT_PX}")


def _upright_rgb(picture: Image.Image) -> Image.Image:
    upright = _srgb(ImageOps.exif_transpose(picture) or picture)
    width, height = upright.size
    if abs(width / height * HEIGHT_PX / WIDTH_PX - 1) > _RATIO_TOLERANCE:
        raise InvalidInput("photo_wrong_shape", field=_FIELD, width=width, height=height)
    if upright.mode == "RGB":
        return upright
    layered = upright.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("RGB")


def _srgb(picture: Image.Image) -> Image.Image:
    """Return the picture in the colours of sRGB, which every printer expects; raises InvalidInput."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode == "P":
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=picture.mode)
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        raise InvalidInput("photo_colour_profile", field=_FIELD) from error
    return turned or picture


def _jpeg(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=92, subsampling=0, optimize=True, dpi=(DPI, DPI))
    return file.getvalue()


def placeholder_portrait(seed: str, long_hair: bool | None = None) -> bytes:
    """Return a drawn bust without a face, the same for the same arguments, as a JPEG of 358 x 441 px."""
    choose = random.Random(seed)  # noqa: S311 a drawing, not a secret
    skin, shade = choose.choice([("#ecd2bd", "#dbbba2"), ("#e6c8b0", "#d3af94"), ("#f0dac8", "#dfc3ae")])
    hair = choose.choice(["#2b2a2d", "#35302f", "#26292e", "#4a4442", "#77767a"])
    coat = choose.choice(["#3b5b7a", "#4d6b5b", "#6d4c5a", "#5a5f6b", "#7a5b3b", "#37616a"])
    length, parting, brow = choose.choice([276, 300, 324]), choose.choice([-26, -14, 14, 26]), choose.uniform(206, 216)
    if long_hair is None:
        long_hair = choose.random() < 0.5
    sheet = _Sheet()
    if long_hair:
        sheet.oval(179, 190, 92, 112, hair)
        sheet.box(87, 190, 271, length, hair, 46)
    sheet.oval(179, 476, 156, 142, coat)
    sheet.shape([(128, 346), (179, 404), (230, 346), (212, 330), (146, 330)], "#fbfbf9")
    sheet.box(152, 262, 206, 352, shade, 24)
    sheet.shape([(153, 338), (205, 338), (179, 376)], shade)
    if not long_hair:
        sheet.oval(108, 212, 10, 18, shade)
        sheet.oval(250, 212, 10, 18, shade)
    sheet.oval(179, 204, 70, 90, skin)
    if long_hair:
        sheet.crescent((179, 186, 79, 92), (179 + parting, brow + 24, 84, 92), hair)
    else:
        sheet.crescent((179, 186, 77, 88), (179 + parting / 4, brow + 20, 69, 92), hair)
    return _jpeg(sheet.finished())


class _Sheet:
    """A white sheet drawn on in pixels of the finished picture, three times as large so that edges come out smooth."""

    _scale = 3

    def __init__(self) -> None:
        self._picture = Image.new("RGB", (WIDTH_PX * self._scale, HEIGHT_PX * self._scale), "#ffffff")
        self._draw = ImageDraw.Draw(self._picture)

    def oval(self, x: float, y: float, across: float, down: float, ink: str) -> None:
        self._draw.ellipse(self._at(x - across, y - down, x + across, y + down), fill=ink)

    def crescent(
        self, outer: tuple[float, float, float, float], inner: tuple[float, float, float, float], ink: str
    ) -> None:
        """Fill what of the upper half of the oval *outer* is not in the oval *inner*."""
        mask = Image.new("1", self._picture.size)
        on_mask = ImageDraw.Draw(mask)
        for (x, y, across, down), kept in ((outer, 1), (inner, 0)):
            on_mask.ellipse(self._at(x - across, y - down, x + across, y + down), fill=kept)
        on_mask.rectangle(self._at(0, outer[1] + 14, WIDTH_PX, HEIGHT_PX), fill=0)
        self._picture.paste(ink, mask=mask)

    def box(self, left: float, top: float, right: float, bottom: float, ink: str, radius: float) -> None:
        self._draw.rounded_rectangle(self._at(left, top, right, bottom), radius * self._scale, fill=ink)

    def shape(self, points: list[tuple[float, float]], ink: str) -> None:
        self._draw.polygon([(x * self._scale, y * self._scale) for x, y in points], fill=ink)

    def finished(self) -> Image.Image:
        return self._picture.resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS)

    def _at(self, *sides: float) -> list[float]:
        return [side * self._scale for side in sides]

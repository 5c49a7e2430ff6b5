"""The fonts of cards and papers: which of them has a character, and what to say when none has.

The chain is Noto Sans SC (all of GB 18030-2022 up to level 2), HanaMinB (level 3), then the fonts that were put into
`fonts/local`: first of the installation's resources, then of the hall's data folder. A character that none of them has
is refused, never printed as a box.
"""

import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from threading import RLock
from typing import Any, Generic, TypeVar

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from resipermit.domain.errors import InvalidInput, Refused
from resipermit.resources import resources

REGULAR, BOLD = "regular", "bold"
_FILES = {
    "NotoSansSC": "NotoSansSC_400Regular.ttf",
    "NotoSansSC-Bold": "NotoSansSC_700Bold.ttf",
    "HanaMinB": "HanaMinB.ttf",
}
_WEIGHTS = {REGULAR: ("NotoSansSC", "HanaMinB"), BOLD: ("NotoSansSC-Bold", "HanaMinB")}
_LOCAL = "Local-"
_BESIDE = 12  # characters before and after one that is missing
Answer = TypeVar("Answer")
_lock = RLock()


class MissingGlyph(Refused):
    """No font has these characters: the file goes to 缺字处理, its clock runs on."""

    def __init__(self, text: str, characters: str, item: str) -> None:
        super().__init__("missing_glyph", item=item, **missing_facts(text, characters))


def missing_facts(text: str, characters: str) -> dict[str, str]:
    """Return the facts of a sentence about *characters* of *text* that no font has.

    `beside` is the text around the first of them, each of them as its code point: what has no shape can't be shown.
    """
    points = {ord(character): _code_point(character) for character in characters}
    first = min(map(text.index, characters), default=0)
    before, after = max(0, first - _BESIDE), first + _BESIDE
    shown = ("…" if before else "") + text[before:after].translate(points) + ("…" if after < len(text) else "")
    return {
        "characters": characters,
        "code_points": " ".join(point.strip("〔〕") for point in points.values()),
        "beside": shown,
    }


def _code_point(character: str) -> str:
    return f"〔U+{ord(character):04X}〕"


class _Remembered(dict[str, Answer], Generic[Answer]):
    """Answers by character, looked up once each."""

    def __init__(self, look_up: Callable[[str], Answer]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, character: str) -> Answer:
        found = self[character] = self._look_up(character)
        return found


class FontChain:
    """Fonts asked in turn for each character; a font is loaded when it is first asked."""

    def __init__(self, fonts: Iterable[tuple[str, Path]]) -> None:
        self._fonts = tuple(fonts)
        self._names: _Remembered[str | None] = _Remembered(lambda character: self._looked_up(character)[0])
        self._widths: _Remembered[float] = _Remembered(lambda character: self._looked_up(character)[1])

    @property
    def first(self) -> str:
        """The name of the font that most characters come from, loaded."""
        name, file = self._fonts[0]
        return str(_load(name, file).fontName)

    def font_of(self, character: str) -> str | None:
        """Return the name of the first font that has the character, or None."""
        return self._names[character]

    def missing(self, text: str) -> str:
        """Return the characters of *text* that no font has, each once, in order."""
        if None not in map(self._names.__getitem__, text):
            return ""
        return "".join(dict.fromkeys(character for character in text if self.font_of(character) is None))

    def runs(self, text: str, item: str) -> tuple[tuple[str, str], ...]:
        """Return *text* as pieces of one font each; raises MissingGlyph, naming *item*."""
        if lacking := self.missing(text):
            raise MissingGlyph(text, lacking, item)
        if len(names := set(map(self._names.__getitem__, text))) == 1:
            return ((str(names.pop()), text),)
        return tuple((name or "", "".join(piece)) for name, piece in groupby(text, key=self.font_of))

    def spelled(self, text: str) -> str:
        """Return *text* with its code point for a character that no font has; for papers that only inform."""
        return text.translate({ord(character): _code_point(character) for character in self.missing(text)})

    def width(self, text: str, size_pt: float) -> float:
        """Return how wide *text* prints, in points; a character that no font has counts as a full square."""
        return sum(map(self._widths.__getitem__, text)) * size_pt / 1000

    def _looked_up(self, character: str) -> tuple[str | None, float]:
        # characters for private use have no agreed shape: only the office's own fonts count for them
        private = unicodedata.category(character) == "Co"
        for name, file in self._fonts:
            if private and not name.startswith(_LOCAL):
                continue
            face = _load(name, file).face
            if face.charToGlyph.get(ord(character)):
                return name, float(face.charWidths.get(ord(character), face.defaultWidth))
        return None, 1000.0


def font_chain(weight: str = REGULAR, local_folder: Path | None = None) -> FontChain:
    """Return the chain of *weight*; at its end the installation's own fonts, then those of the hall's *local_folder*.

    Raises:
        InvalidInput: `font_unreadable`, with the name of the file as field, when a font is first asked.
    """
    return _chain(weight, (*_local_fonts(resources() / "fonts" / "local"), *_local_fonts(local_folder)))


@cache
def _chain(weight: str, local_files: tuple[Path, ...]) -> FontChain:
    fonts = [(name, resources() / "fonts" / _FILES[name]) for name in _WEIGHTS[weight]]
    return FontChain((*fonts, *((_local_name(file), file) for file in local_files)))


def _local_name(file: Path) -> str:
    # a PDF font name takes plain letters only, and two files may not share one
    return _LOCAL + sha256(str(file).encode()).hexdigest()[:12]


def draw_runs(canvas: Canvas, x: float, y: float, runs: Iterable[tuple[str, str]], size: float, gap: float = 0) -> None:
    """Write pieces from *x*, *y* (points) on; *gap* is added after each character, in points."""
    document: Any = canvas._doc  # type: ignore[attr-defined]
    written = [f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
    if gap:
        written.append(f"{gap:.3f} Tc")
    for name, piece in runs:
        font: Any = pdfmetrics.getFont(name)
        for subset, codes in font.splitString(piece, document):
            written.append(f"{font.getSubsetInternalName(subset, document)} {size:.3f} Tf <{codes.hex()}> Tj")
    written.append("0 Tc ET" if gap else "ET")
    canvas.addLiteral(" ".join(written))


def _local_fonts(folder: Path | None) -> Sequence[Path]:
    return sorted(folder.glob("*.ttf")) if folder is not None and folder.is_dir() else ()


def _load(name: str, file: Path) -> ttfonts.TTFont:
    with _lock:
        return _loaded(name, file)


@cache
def _loaded(name: str, file: Path) -> ttfonts.TTFont:
    try:
        font = ttfonts.TTFont(name, str(file))
    except (ttfonts.TTFError, OSError, ValueError, KeyError, struct.error) as error:
        raise InvalidInput("font_unreadable", field=file.name) from error
    pdfmetrics.registerFont(font)
    return font


def to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """Return the table by which a reader gets the text of a font's subset back, in UTF-16 as the PDF standard asks."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
    ]
    entries = [f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)]
    for start in range(0, len(entries), 100):  # the standard allows a hundred at a time
        block = entries[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


# reportlab's own table gives code points beyond the basic plane as five digits, which no reader of the text understands
ttfonts.makeToUnicodeCMap = to_unicode_map
rl_config.useA85 = 0  # pictures as bytes: a third smaller, and three times as fast to write


class _QuickFlate:
    """Packs pages at level 4 of 9: a code's 1,500 rectangles take a fifth of the time and a seventh more room."""

    pdfname = "FlateDecode"

    def encode(self, text: str | bytes) -> bytes:
        return zlib.compress(text.encode() if isinstance(text, str) else text, 4)


pdfdoc.PDFZCompress = _QuickFlate()  # type: ignore[assignment]

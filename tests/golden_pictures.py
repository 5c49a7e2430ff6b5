"""Pictures of pages as they once looked, and how far a page is from its own today."""

from pathlib import Path

from PIL import Image, ImageChops, ImageStat

GOLDEN = Path(__file__).parent / "golden"


def compare(file: str, actual: Image.Image, most: float = 2.0) -> float:
    """Return how far a dot differs on average (0 to 255); from *most* on, keep the picture and the difference."""
    golden = Image.open(GOLDEN / file).convert("RGB") if (GOLDEN / file).exists() else Image.new("RGB", actual.size)
    if golden.size != actual.size:
        golden = Image.new("RGB", actual.size)
    apart = ImageChops.difference(golden, actual)
    mean = sum(ImageStat.Stat(apart).mean) / 3
    if mean >= most:
        (GOLDEN / "actual").mkdir(parents=True, exist_ok=True)
        actual.save(GOLDEN / "actual" / file)
        apart.point(lambda level: min(255, level * 4)).save(GOLDEN / "actual" / f"difference_{file}")
    return mean

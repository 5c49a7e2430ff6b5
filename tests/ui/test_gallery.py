"""The gallery: pictures of every page, small enough to keep, and a page that says what each one shows."""

import re
from io import BytesIO
from pathlib import Path

from PIL import Image

from ui.gallery import HEIGHT, PICTURES, WIDTH, make_gallery

GALLERY = Path(__file__).parents[2] / "docs" / "gallery"
LARGEST = 150_000


def test_every_picture_is_taken_at_its_size_and_without_a_word_on_the_terminal(app, hall, actors, tmp_path, capfd):
    taken = make_gallery(hall.desk, actors.by_role(), tmp_path)

    assert [path.stem for path in taken] == [picture.name for picture in PICTURES]
    sizes = {path.stem: Image.open(BytesIO(path.read_bytes())).size for path in taken}
    assert {name for name, size in sizes.items() if size != (WIDTH, HEIGHT)} == {
        "holder-add-relative",
        "holder-add-evidence",
        "late-endorsement",
        "what-if",
        "camera",
        "label",
    }
    assert sizes["late-endorsement"][0] > 900
    assert max(path.stat().st_size for path in taken) < LARGEST
    assert capfd.readouterr() == ("", "")


def test_the_gallery_in_the_docs_holds_each_picture_and_says_what_it_shows():
    page = (GALLERY / "README.md").read_text(encoding="utf-8")

    names = [picture.name for picture in PICTURES]

    assert re.findall(r"^\| \[(.+?)\]\(\1\.png\) \| \S", page, re.MULTILINE) == names
    assert sorted(path.stem for path in GALLERY.glob("*.png")) == sorted(names)
    assert max(path.stat().st_size for path in GALLERY.glob("*.png")) < LARGEST


def test_the_readmes_show_pictures_that_are_there():
    root = GALLERY.parents[1]

    readmes = [(root / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")]
    shown = [path for readme in readmes for path in re.findall(r"docs/gallery/[\w-]+\.png", readme)]

    assert shown
    assert [path for path in shown if not (root / path).exists()] == []

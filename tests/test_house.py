"""The house rules that no other tool checks."""

import re
import subprocess
from pathlib import Path

from resipermit.resources import resources

ROOT = Path(__file__).parents[1]


def committed() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def test_the_lock_pins_every_requirement_by_hash_and_names_no_index():
    lock = (ROOT / "requirements.lock").read_text()

    pins = re.findall(r"^[a-z0-9][a-z0-9.-]*==", lock, re.M)
    assert len(pins) > 40
    assert "://" not in lock
    for block in re.split(r"^(?=[a-z0-9])", lock, flags=re.M)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_no_committed_file_names_a_package_index():
    index = re.compile(r"pypi\.org/simple|registry\.npmjs|deb\.debian\.org|extra-index-url")
    own_name = Path(__file__).name

    guilty = [
        str(path.relative_to(ROOT))
        for path in committed()
        if path.suffix in {".py", ".toml", ".lock", ".md", ".txt", ".yaml", ".json", ".spec", ""}
        and path.name != own_name
        and index.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert guilty == []


def test_the_project_stands_alone():
    outside = re.compile(r"\.\./shared|/work/|\.library")

    guilty = [
        str(path.relative_to(ROOT))
        for path in committed()
        if path.suffix in {".py", ".toml", ".md", ".yaml", ".json", ".spec", ".csv"}
        and path.name != Path(__file__).name
        and outside.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert guilty == []


def test_resources_are_found_and_each_font_has_its_licence():
    fonts = resources() / "fonts"

    assert {path.name for path in fonts.glob("*.ttf")} == {
        "HanaMinB.ttf",
        "NotoSansSC_400Regular.ttf",
        "NotoSansSC_700Bold.ttf",
    }
    assert (
        "OFL" in (fonts / "LICENSE-NotoSansSC.txt").read_text()
        or "SIL" in (fonts / "LICENSE-NotoSansSC.txt").read_text()
    )
    assert (fonts / "LICENSE-HanaMinB.txt").stat().st_size > 500


def test_every_link_from_one_page_to_another_leads_somewhere():
    pages = [path for path in committed() if path.suffix == ".md"]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8"))
    ]

    dead = [f"{page.relative_to(ROOT)}: {link}" for page, link in links if not (page.parent / link).exists()]
    assert links
    assert dead == []

"""The main job from end to end, by the real parts in a process of its own: what it leaves, and what it never leaves."""

import json
import os
import re
import subprocess
import sys
import zlib
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import base45
import claim169
import cwt
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from resipermit.domain.claims import OFFICE_TIME

ROOT = Path(__file__).parents[1]
POINTS_PER_MM = 72 / 25.4
BREAK_A_SEARCH = """
import sys
from resipermit.__main__ import main
from resipermit.usecases.find_holder import FindHolder

def broken(self, actor, text):
    raise KeyError(text)

FindHolder.__call__ = broken
sys.exit(main(sys.argv[1:]))
"""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Demo:
    """A demo that was run: its results, its home, and every other folder that it may have written to."""

    folder: Path
    said: str

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def pem(self) -> str:
        (key,) = (self.out / "keys").glob("*.pem")
        return key.read_text(encoding="ascii")

    def run(self, *words: str, code: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run the program as the demo was run, in its home."""
        start = ["-m", "resipermit"] if code is None else ["-c", code]
        return subprocess.run(
            [sys.executable, *start, *words],
            env=_environment(self.folder) | {"RESIPERMIT_PASSPHRASE_FILE": str(self.home / "demo-passphrase")},
            cwd=self.folder / "elsewhere",
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    named = {"RESIPERMIT_HOME": "home", "TMPDIR": "tmp", "HOME": "user", "XDG_CACHE_HOME": "cache"}
    return kept | {name: str(folder / part) for name, part in named.items()} | {"PYTHONPATH": str(ROOT), "LC_ALL": "C"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    for name in ("tmp", "user", "cache", "elsewhere"):
        (folder / name).mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "resipermit", "demo", "--out", str(folder / "out")],
        env=_environment(folder),
        cwd=folder / "elsewhere",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Demo(folder, done.stdout)


@pytest.fixture(scope="module")
def qr_text(demo: Demo) -> str:
    """Return the code as a decoder that is not ours reads it from the picture of the printed page."""
    with Image.open(demo.out / "card-back.png") as page:
        (found,) = zxingcpp.read_barcodes(page)
    return str(found.text)


def colours_of(file: Path) -> int:
    with Image.open(file) as picture:
        return len(picture.convert("RGB").getcolors(picture.width * picture.height) or ())


def changed(text: str, at: int) -> str:
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


def test_it_tells_the_whole_story_in_chinese(demo: Demo):
    for word in ("受理", "审核", "签注", "权益", "制证", "这张卡是真的", "没有通过"):
        assert word in demo.said


def test_the_card_is_two_pages_of_the_size_of_a_bank_card(demo: Demo):
    pdf = pypdfium2.PdfDocument(demo.out / "card.pdf")
    sizes = [tuple(round(length / POINTS_PER_MM, 2) for length in page.get_size()) for page in pdf]
    pdf.close()

    assert sizes == [(85.6, 53.98), (85.6, 53.98)]


def test_it_leaves_pictures_the_key_the_answers_and_the_verdict(demo: Demo):
    keys = list((demo.out / "keys").glob("*.pem"))
    pages = {page.name: colours_of(page) for page in (demo.out / "pages").glob("*.png")}
    verdict = json.loads((demo.out / "verify.json").read_text(encoding="utf-8"))

    assert [re.fullmatch(r"[0-9a-f]{16}", key.stem) is not None for key in keys] == [True]
    assert "PUBLIC KEY" in demo.pem
    assert "PRIVATE" not in demo.pem
    assert verdict["card"]["kid"] == keys[0].stem
    assert (verdict["card"]["genuine"], verdict["one_character_changed"]["genuine"]) == (True, False)
    assert len(pages) >= 6
    assert [name for name, colours in pages.items() if colours < 16] == []  # a page that was not drawn has one or two


def test_every_answer_carries_its_provision(demo: Demo):
    documents = json.loads((demo.out / "entitlements.json").read_text(encoding="utf-8"))

    assert documents[0]["story"] == "demo_family"
    for item in documents[0]["answer"]["entitlements"]:
        assert item["answer"] in ("yes", "no", "unknown", "to_verify", "not_opened", "not_applicable"), item["id"]
        assert any(condition["citations"] for condition in item["conditions"]) or item["answer"] == "not_applicable"


def test_claim169_verifies_the_code_of_the_printed_page(demo: Demo, qr_text: str):
    found = claim169.decode(qr_text, verify_with_ed25519_pem=demo.pem)

    assert found.verification_status == "verified"
    assert found.claim169.full_name == "欧阳䶮"
    assert found.claim169.id.startswith("430111")


def test_cwt_verifies_the_code_of_the_printed_page(demo: Demo, qr_text: str):
    kid = next((demo.out / "keys").glob("*.pem")).stem
    key = cwt.COSEKey.from_pem(demo.pem, kid=bytes.fromhex(kid))

    claims = cwt.decode(zlib.decompress(base45.b45decode(qr_text)), key)

    assert claims[169]


def test_a_changed_character_is_refused_by_everybody(demo: Demo, qr_text: str):
    kid = next((demo.out / "keys").glob("*.pem")).stem
    key = cwt.COSEKey.from_pem(demo.pem, kid=bytes.fromhex(kid))
    forged = [changed(qr_text, at) for at in range(5, len(qr_text), len(qr_text) // 12)]

    for text in forged:
        with pytest.raises(claim169.Claim169Exception):
            claim169.decode(text, verify_with_ed25519_pem=demo.pem)
        with pytest.raises((ValueError, zlib.error, cwt.CWTError)):
            cwt.decode(zlib.decompress(base45.b45decode(text)), key)
    ours = demo.run("verify", forged[6])
    assert ours.returncode == 3
    assert ours.stdout.startswith("Not genuine")


def test_the_printed_card_itself_is_good_today(demo: Demo):
    verdict = demo.run("verify", str(demo.out / "card-back.png"))

    assert verdict.returncode == 0, verdict.stderr
    assert "in use" in verdict.stdout


def test_a_changed_payload_under_the_old_signature_is_refused_by_everybody(demo: Demo, qr_text: str):
    token = zlib.decompress(base45.b45decode(qr_text)).replace("欧阳".encode(), "欧阴".encode())
    forged = base45.b45encode(zlib.compress(token)).decode("ascii")

    with pytest.raises(claim169.SignatureError):
        claim169.decode(forged, verify_with_ed25519_pem=demo.pem)
    assert demo.run("verify", forged).returncode == 3


def people_of_the_hall():
    from resipermit.adapters.gazetteer_files import load_gazetteer
    from resipermit.adapters.name_pool import load_name_pool
    from resipermit.commands.demo import PEOPLE
    from resipermit.domain import demo_family
    from resipermit.domain.synthetic_people import synthetic_holders

    today = datetime.now(OFFICE_TIME).date()
    yield demo_family.holder()
    yield from (tie.relative for tie, _ in demo_family.relatives(today))
    told = synthetic_holders(today.year, PEOPLE, today, demo_family.PLACE, load_name_pool(), load_gazetteer())
    for holder in list(told)[::16]:
        yield holder.person


def needles(qr_text: str) -> list[bytes]:
    """Return what must not be found: four bytes turn up in any five million by chance, so the shorter forms are out."""
    spoken = {qr_text, "演示路", "湖南省长沙市"}
    for person in people_of_the_hall():
        spoken |= {person.name, person.citizen_number, person.registered_address, person.phone or person.name}
    forms = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    found = {text.encode(form) for text in spoken for form in forms}
    return sorted(needle for needle in found if len(needle) >= 6)


def test_nobody_is_found_in_the_home_the_temporary_folder_or_the_log(demo: Demo, qr_text: str):
    number = next(people_of_the_hall()).citizen_number
    password = demo.home.parent / "password"
    password.write_text("demo-2026\n")
    password.chmod(0o600)
    broken = demo.run("search", number, "--user", "li", "--password-file", str(password), code=BREAK_A_SEARCH)
    assert broken.returncode == 1, broken.stderr
    assert "KeyError" in (demo.home / "resipermit.log").read_text(encoding="utf-8")
    assert number not in broken.stdout + broken.stderr

    wanted = needles(qr_text)
    numbers = re.compile(rb"(?:\d\x00?){17}[\dX]|\xff\xd8\xff|%PDF|SQLite format 3")
    looked_at = 0
    for part in ("home", "tmp", "user", "cache", "elsewhere"):
        for file in (path for path in (demo.folder / part).rglob("*") if path.is_file()):
            content = file.read_bytes()
            looked_at += len(content)
            assert [needle for needle in wanted if needle in content] == [], file
            if part == "home":
                assert [hit for hit in numbers.findall(content) if len(hit) > 4] == [], file
    assert looked_at > 1_000_000


def test_the_private_key_and_the_stores_key_lie_in_no_file(demo: Demo):
    from resipermit.adapters.key_file import KeyFileSecrets, passphrase_from

    path = demo.home / "keys.json"
    secrets = KeyFileSecrets(path, passphrase_from(demo.home / "demo-passphrase"))
    kept = [value for value in secrets._read()[1].values() if len(value) >= 32]  # a shorter one is the store's name
    forms = [form for value in kept for form in (value.encode(), _bytes_of(value))]

    assert sorted(len(form) for form in forms)[:2] == [32, 32]
    for file in (file for file in demo.folder.rglob("*") if file.is_file()):
        content = file.read_bytes()
        assert not [form for form in forms if form in content], file


def _bytes_of(value: str) -> bytes:
    try:
        return bytes.fromhex(value)
    except ValueError:
        return b64decode(value, validate=True)


def test_the_home_belongs_to_the_owner_alone_and_its_temporary_folder_is_empty(demo: Demo):
    files = [path for path in demo.home.rglob("*") if path.is_file()]

    assert demo.home.stat().st_mode & 0o077 == 0
    assert [file for file in files if file.stat().st_mode & 0o077] == []
    assert list((demo.home / "tmp").iterdir()) == []
    assert list((demo.folder / "elsewhere").iterdir()) == []

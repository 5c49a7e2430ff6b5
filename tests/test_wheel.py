"""A wheel is whole: what is installed from it finds rules, words and divisions without a checkout."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FAMILY = ROOT / "tests" / "families" / "01-worked-endorsement.json"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel of this checkout and unpack it, as an installer does, into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    built = subprocess.run(build, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def run_installed(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in *folder* with what was installed and nothing of the checkout."""
    program = "import resipermit.__main__ as m, sys; sys.stderr.write(m.__file__); sys.exit(m.main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        env=os.environ | {"PYTHONPATH": str(installed), "LC_ALL": "C", "RESIPERMIT_HOME": str(folder / "home")},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
def test_assess_answers_from_the_wheel_alone(installed: Path, tmp_path: Path):
    told = json.loads(FAMILY.read_text(encoding="utf-8"))
    (tmp_path / "facts.json").write_text(json.dumps(told["facts"], ensure_ascii=False), encoding="utf-8")

    done = run_installed(installed, tmp_path, "assess", "facts.json", "--as-of", told["as_of"])

    assert done.returncode == 0, done.stderr
    assert done.stderr == str(installed / "resipermit" / "__main__.py")
    assert json.loads(done.stdout)["permit"]["standing"] == "in_use"
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
def test_an_official_learns_from_the_wheel_alone_to_write_a_pack_and_to_try_it(installed: Path, tmp_path: Path):
    manual = run_installed(installed, tmp_path, "rules", "manual").stdout
    lesson = manual[: manual.index("# Part two")]
    *pack, table = re.findall(r"^```yaml\n(.*?)^```$", lesson, re.MULTILINE | re.DOTALL)
    home = tmp_path / "mine/42/4290/429006"
    home.mkdir(parents=True)
    (home / "10-tianmen.yaml").write_text("\n".join(pack), encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(table, encoding="utf-8")

    done = run_installed(installed, tmp_path, "rules", "try", "cases.yaml", "--rules", "mine")

    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("5 cases: 5 agree, 0 differ.\n")


@pytest.mark.slow
def test_the_wheel_carries_what_is_read_at_run_time_and_every_licence(installed: Path):
    inside = {str(path.relative_to(installed)) for path in installed.rglob("*") if path.is_file()}
    resources = {str(path.relative_to(ROOT)) for path in (ROOT / "resources").rglob("*") if path.is_file()}

    assert {f"resipermit/_{path}" for path in resources} <= inside
    assert any(path.startswith("db/migrations/versions/") for path in inside)
    assert any(path.endswith("licenses/NOTICE") for path in inside)

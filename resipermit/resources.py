"""Where the files that come with the program lie: in a checkout, in an installed wheel, in a frozen build."""

import sys
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """Return the folder `resources`.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else [here / "_resources", here.parent / "resources"]
    for folder in candidates:
        if (folder / "divisions").is_dir():
            return folder
    raise FileNotFoundError("resources")


def rules_manual() -> Path:
    """Return the page that teaches to write rules: it lies among the resources, in a checkout among the docs."""
    installed = resources() / "manual" / "rules.md"
    return installed if installed.is_file() else resources().parent / "docs" / "rules.md"

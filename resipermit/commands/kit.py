"""The verification kit that goes to schools and employers."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import add_json, help_of, tell, write_file, write_json
from resipermit.commands.workplace import Workplace


def add_parser(subparsers: Any) -> None:
    """Add `kit`."""
    kit = subparsers.add_parser("kit", help=help_of("kit"), description=help_of("kit"))
    kit.add_argument("--out", required=True, metavar="DIR", help=help_of("kit.out"))
    add_user(kit)
    add_json(kit)
    kit.set_defaults(run=run_kit)


def run_kit(args: Namespace, place: Workplace) -> int:
    """Write the files of a kit; the page comes last, so that a folder with a page is whole."""
    folder = Path(args.out).expanduser()
    files = place.desk.keys.kit(signed_in(args, place))
    for name in sorted(files, key=lambda name: name.endswith(".html")):
        write_file(folder / name, files[name], "--out")
    if args.json:
        write_json({"out": str(folder), "files": sorted(files)})
    else:
        tell(place.language, "done.kit", path=str(folder), count=len(files))
    return 0

"""What whoever writes rules is handed: the page that teaches it, and the schema for an editor."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from resipermit.commands.speaking import as_json, help_of, tell, write_file
from resipermit.commands.workplace import Workplace


def add_actions(actions: Any) -> None:
    """Add `manual` and `schema`."""
    for name, run in (("manual", run_manual), ("schema", run_schema)):
        parser = actions.add_parser(name, help=help_of(f"rules.{name}"), description=help_of(f"rules.{name}"))
        parser.add_argument("--out", type=Path, metavar="FILE", help=help_of("rules.out"))
        parser.set_defaults(run=run)


def run_manual(args: Namespace, place: Workplace) -> int:
    """Write the page that teaches to write rules."""
    return _hand_over(place.rules.manual(), args.out, place)


def run_schema(args: Namespace, place: Workplace) -> int:
    """Write the schema for editors."""
    return _hand_over(as_json(place.rules.schema()), args.out, place)


def _hand_over(text: str, out: Path | None, place: Workplace) -> int:
    if out is None:
        sys.stdout.write(text)
    else:
        write_file(out, text.encode(), "--out")
        tell(place.language, "done.written", path=str(out))
    return 0

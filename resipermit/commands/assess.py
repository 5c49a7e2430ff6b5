"""resipermit assess: facts in, answer out; needs no store, no sign-in and no network."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from resipermit.commands.speaking import help_of
from resipermit.commands.workplace import Workplace
from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts_document import read_day, read_facts


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command to the command line."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "assess", help=help_of("assess"), description=help_of("assess")
    )
    parser.add_argument("facts", metavar="FACTS.json|-", help=help_of("assess.facts"))
    parser.add_argument("--as-of", metavar="DAY", help=help_of("assess.as_of"))
    parser.add_argument("--place", metavar="CODE", help=help_of("assess.place"))
    parser.add_argument("--rules", metavar="DIR", type=Path, help=help_of("assess.rules"))
    parser.add_argument("--json", action="store_true", help=help_of("assess.json"))
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace, workplace: Workplace) -> int:
    """Print the answer and return 0; raises InvalidInput naming the field."""
    as_of = read_day(args.as_of, "--as-of") if args.as_of else date.today()  # noqa: DTZ011 - the desk's own day
    if args.place is not None and not workplace.gazetteer.known(args.place):
        raise InvalidInput("division_unknown", field="--place", value=args.place)
    if args.rules is not None and not args.rules.is_dir():
        raise InvalidInput("folder_missing", field="--rules", value=str(args.rules))
    facts = read_facts(_document(args.facts), workplace.gazetteer)
    answer = workplace.assess(args.rules)(facts, as_of, args.place)
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    return 0


def _document(source: str) -> object:
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError:
        raise InvalidInput("file_unreadable", field="FACTS", value=source) from None
    except UnicodeDecodeError:
        raise InvalidInput("not_utf8", field="FACTS") from None
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InvalidInput("not_json", field="FACTS", line=line) from None


def _refuse_constant(_word: str) -> Any:
    raise InvalidInput("not_json", field="FACTS", line=1)

"""resipermit assess: facts in, answer out; needs no store, no sign-in and no network."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from resipermit.commands.speaking import help_of
from resipermit.commands.workplace import Workplace
from resipermit.domain.changes_document import read_changes
from resipermit.domain.claims import OFFICE_TIME
from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts import Facts
from resipermit.domain.facts_document import read_day, read_facts
from resipermit.domain.overlay import Change
from resipermit.domain.presets import NEED_DIVISION, PRESETS, Preset
from resipermit.usecases.what_if import what_if


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command to the command line."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "assess", help=help_of("assess"), description=help_of("assess")
    )
    parser.add_argument("facts", metavar="FACTS.json|-", help=help_of("assess.facts"))
    parser.add_argument("--as-of", metavar="DAY", help=help_of("assess.as_of"))
    parser.add_argument("--place", metavar="CODE", help=help_of("assess.place"))
    parser.add_argument("--rules", metavar="DIR", type=Path, help=help_of("assess.rules"))
    parser.add_argument("--what-if", metavar="CHANGES.json|PRESET", help=help_of("assess.what_if"))
    parser.add_argument("--json", action="store_true", help=help_of("assess.json"))
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace, workplace: Workplace) -> int:
    """Print the answer and return 0; raises InvalidInput naming the field."""
    as_of = read_day(args.as_of, "--as-of") if args.as_of else datetime.now(OFFICE_TIME).date()
    if args.place is not None and not workplace.gazetteer.known(args.place):
        raise InvalidInput("division_unknown", field="--place", value=args.place)
    if args.rules is not None and not args.rules.is_dir():
        raise InvalidInput("rules_folder_missing", field="--rules", value=str(args.rules))
    facts = read_facts(read_document(args.facts, "FACTS"), workplace.gazetteer)
    assess = workplace.assess(args.rules)
    if args.what_if is None:
        answer: Mapping[str, Any] = assess(facts, as_of, args.place)
    else:
        changes = _changes(args.what_if, facts, as_of, workplace)
        answer = what_if(assess, facts, as_of, changes, args.place).document()
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    return 0


def _changes(asked: str, facts: Facts, as_of: date, workplace: Workplace) -> tuple[Change, ...]:
    """Return the changes of a preset, such as move:430203, or those that a file lists."""
    name, _, division = asked.partition(":")
    if name not in PRESETS:
        return read_changes(read_document(asked, "--what-if"), workplace.gazetteer)
    if (name in NEED_DIVISION) != bool(division) or (division and not workplace.gazetteer.known(division)):
        raise InvalidInput("division_unknown", field="--what-if", value=asked)
    return Preset(name, division or None).changes(facts, as_of)


def read_document(source: str, field: str) -> object:
    """Return the JSON document in a file, or of standard input; raises InvalidInput naming *field*."""
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError:
        raise InvalidInput("file_unreadable", field=field, value=source) from None
    except UnicodeDecodeError:
        raise InvalidInput("not_utf8", field=field) from None
    try:
        return json.loads(text, parse_constant=partial(_refuse_constant, field))
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InvalidInput("not_json", field=field, line=line) from None


def _refuse_constant(field: str, _word: str) -> Any:
    raise InvalidInput("not_json", field=field, line=1)

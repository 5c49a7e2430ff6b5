"""Foresee for the whole hall: by division, as a table, as JSON, or as a CSV file."""

import csv
import io
import re
import sys
import unicodedata
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import a_day, add_json, help_of, tell, write_file, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.actors import Actor
from resipermit.domain.errors import InvalidInput
from resipermit.usecases.simulate import Foreseen
from resipermit.words import say

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def add_parser(subparsers: Any) -> None:
    """Add `simulate entitled|suspended|set`."""
    simulate = subparsers.add_parser("simulate", help=help_of("simulate"), description=help_of("simulate"))
    actions = simulate.add_subparsers(dest="action", required=True, metavar="entitled|suspended|set")
    entitled = _action(actions, "entitled", run_entitled)
    entitled.add_argument("id", metavar="ID", help=help_of("simulate.id"))
    entitled.add_argument("--in", dest="month", metavar="YYYY-MM", required=True, help=help_of("simulate.in"))
    suspended = _action(actions, "suspended", run_suspended)
    suspended.add_argument("--days", type=int, default=30, metavar="N", help=help_of("simulate.days"))
    changed = _action(actions, "set", run_set)
    changed.add_argument("value", metavar="VALUE=NUMBER", help=help_of("simulate.value"))
    changed.add_argument("--for", dest="id", metavar="ID", required=True, help=help_of("simulate.id"))
    changed.add_argument("--on", metavar="DAY", help=help_of("simulate.on"))


def _action(actions: Any, name: str, run: Callable[[Namespace, Workplace], int]) -> ArgumentParser:
    parser: ArgumentParser = actions.add_parser(
        name, help=help_of(f"simulate.{name}"), description=help_of(f"simulate.{name}")
    )
    parser.add_argument("--list", action="store_true", help=help_of("simulate.list"))
    parser.add_argument("--csv", type=Path, metavar="FILE", help=help_of("simulate.csv"))
    add_user(parser)
    add_json(parser)
    parser.set_defaults(run=run)
    return parser


def run_entitled(args: Namespace, place: Workplace) -> int:
    """Say who becomes entitled in a month."""
    month = _month(args.month)
    actor = signed_in(args, place)
    return _told(args, place, place.desk.simulate.entitled(actor, args.id, month, list_people=args.list))


def run_suspended(args: Namespace, place: Workplace) -> int:
    """Say whose permit will be suspended."""
    actor = signed_in(args, place)
    return _told(args, place, place.desk.simulate.suspended(actor, args.days, list_people=args.list))


def run_set(args: Namespace, place: Workplace) -> int:
    """Say what another value would change."""
    name, sign, text = args.value.partition("=")
    if not (name and sign and text):
        raise InvalidInput("value_needs_number", field="VALUE=NUMBER", value=args.value)
    day = a_day(args, "on") or place.today
    actor: Actor = signed_in(args, place)
    found = place.desk.simulate.with_value(actor, name, text, args.id, day, list_people=args.list)
    return _told(args, place, found)


def _month(text: str) -> date:
    found = MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[1]) < date.max.year or int(found[1]) == date.min.year:
        raise InvalidInput("month_impossible", field="--in", value=text)
    return date(int(found[1]), int(found[2]), 1)


def _told(args: Namespace, place: Workplace, found: Foreseen) -> int:
    if args.csv is not None:
        write_file(args.csv, _csv(found, place).encode("utf-8-sig"), "--csv")
    if args.json:
        write_json(_document(found, place))
        return 0
    table = [_heads(found, place.language), *_lines(found, place), _sum(found, place.language)]
    for line in _aligned(table):
        sys.stdout.write(f"{line}\n")
    for one in found.people:
        tell(
            place.language,
            "simulate.person",
            division=_name(one.division, place),
            number=one.number,
            what=say(f"simulate.{one.what}", place.language),
            on=one.on or "",
        )
    if args.csv is not None:
        tell(place.language, "done.simulate_csv", path=str(args.csv))
    return 0


def _heads(found: Foreseen, language: str) -> list[str]:
    return [say(f"simulate.{name}", language) for name in ("division", *found.figures)]


def _lines(found: Foreseen, place: Workplace) -> Iterator[list[str]]:
    for division, figures in found.divisions.items():
        yield [_name(division, place), *(str(figures[name]) for name in found.figures)]


def _sum(found: Foreseen, language: str) -> list[str]:
    return [say("simulate.total", language), *(str(found.total[name]) for name in found.figures)]


def _name(division: str, place: Workplace) -> str:
    return place.gazetteer.name(division) or division


def _aligned(table: list[list[str]]) -> Iterator[str]:
    """Return the lines of a table: the first column to the left, the figures to the right, Chinese two wide."""
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for first, *others in table:
        cells = [first + " " * (widths[0] - _width(first))]
        cells += [" " * (wide - _width(cell)) + cell for cell, wide in zip(others, widths[1:], strict=True)]
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _csv(found: Foreseen, place: Workplace) -> str:
    """Return the figures, and below them who is listed; spreadsheets read it as it is."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow([say("simulate.code", place.language), *_heads(found, place.language)])
    for (division, _), line in zip(found.divisions.items(), _lines(found, place), strict=True):
        rows.writerow([division, *line])
    rows.writerow(["", *_sum(found, place.language)])
    for one in found.people:
        what = say(f"simulate.{one.what}", place.language)
        rows.writerow(
            [one.division, _name(one.division, place), one.number, what, one.on.isoformat() if one.on else ""]
        )
    return text.getvalue()


def _document(found: Foreseen, place: Workplace) -> dict[str, Any]:
    return {
        "divisions": [
            {"division": division, "name": _name(division, place), **figures}
            for division, figures in found.divisions.items()
        ],
        "total": dict(found.total),
        "people": [
            {"division": one.division, "number": one.number, "figure": one.what, "on": one.on} for one in found.people
        ],
    }

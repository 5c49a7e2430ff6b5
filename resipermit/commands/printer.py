"""Set the hall's printers: how far their cards are off, how they turn them; and the test card to measure it on."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import add_json, help_of, tell, write_file, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.printer_profile import Duplex, PrinterProfile


def add_parser(subparsers: Any) -> None:
    """Add `printer list|set|test-card`."""
    printer = subparsers.add_parser("printer", help=help_of("printer"), description=help_of("printer"))
    actions = printer.add_subparsers(dest="action", required=True, metavar="list|set|test-card")
    listing = _action(actions, "list", run_list)
    add_json(listing)
    change = _action(actions, "set", run_set)
    change.add_argument("name", metavar="NAME", help=help_of("printer.name"))
    for name in ("--offset-x", "--offset-y"):
        change.add_argument(name, type=float, default=0.0, metavar="MM", help=help_of("printer.offset"))
    change.add_argument("--scale", type=float, default=1.0, metavar="FACTOR", help=help_of("printer.scale"))
    duplex = [str(one) for one in Duplex]
    change.add_argument("--duplex", choices=duplex, default=duplex[0], help=help_of("printer.duplex"))
    change.add_argument("--flip-back", action="store_true", help=help_of("printer.flip_back"))
    change.add_argument("--back-first", action="store_true", help=help_of("printer.back_first"))
    add_user(change)
    add_json(change)
    card = _action(actions, "test-card", run_test_card)
    card.add_argument("--out", type=Path, required=True, metavar="FILE", help=help_of("printer.out"))


def _action(actions: Any, name: str, run: Callable[[Namespace, Workplace], int]) -> ArgumentParser:
    words = help_of(f"printer.{name.replace('-', '_')}")
    parser: ArgumentParser = actions.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    return parser


def run_list(args: Namespace, place: Workplace) -> int:
    """Say how each printer is set."""
    profiles = place.desk.card_room.printers()
    if args.json:
        write_json([one.document() for one in profiles])
    for one in () if args.json else profiles:
        _tell(one, place)
    if not profiles and not args.json:
        tell(place.language, "printer.none")
    return 0


def run_set(args: Namespace, place: Workplace) -> int:
    """Keep how a printer is set."""
    profile = PrinterProfile(
        args.name,
        args.offset_x,
        args.offset_y,
        args.scale,
        Duplex(args.duplex),
        flip_back=args.flip_back,
        back_first=args.back_first,
    )
    place.desk.card_room.set_printer(signed_in(args, place), profile)
    if args.json:
        write_json(profile.document())
    else:
        _tell(profile, place)
    return 0


def run_test_card(args: Namespace, place: Workplace) -> int:
    """Write the test card."""
    write_file(args.out, place.desk.card_room.test_card(place.language), "--out")
    tell(place.language, "done.test_card", path=str(args.out))
    return 0


def _tell(profile: PrinterProfile, place: Workplace) -> None:
    order = "back_first" if profile.back_first else "front_first"
    tell(
        place.language,
        "printer.line",
        name=profile.name,
        x=f"{profile.offset_x_mm:+.1f}",
        y=f"{profile.offset_y_mm:+.1f}",
        scale=f"{profile.scale:.3f}",
        duplex=profile.duplex,
        order=order,
        flip="flip_back" if profile.flip_back else "no_flip",
    )

"""The office's signing keys, the root that vouches for them, and the status list."""

import sys
from argparse import Namespace
from getpass import getpass
from pathlib import Path
from typing import Any

from resipermit.commands.signing_in import add_user, read_password, signed_in
from resipermit.commands.speaking import a_day, add_json, help_of, tell, write_file, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.errors import InvalidInput
from resipermit.usecases.make_status_list import DAYS_GOOD
from resipermit.usecases.sign_key_list import KeyRoom
from resipermit.words import say


def add_parser(subparsers: Any) -> None:
    """Add `key` and `status-list`."""
    key = subparsers.add_parser("key", help=help_of("key"), description=help_of("key"))
    actions = key.add_subparsers(dest="action", required=True, metavar="make|list|retire|compromise|sheet|root")
    add_user(_action(actions, "make", run_make))
    listing = _action(actions, "list", run_list)
    add_user(listing)
    add_json(listing)
    for name, run in (("retire", run_retire), ("compromise", run_compromise)):
        ending = _action(actions, name, run)
        ending.add_argument("kid", metavar="KID", help=help_of("key.kid"))
        ending.add_argument("--on", metavar="DAY", required=name == "compromise", help=help_of(f"key.{name}.on"))
        if name == "compromise":
            ending.add_argument("--reason", metavar="TEXT", required=True, help=help_of("reason"))
        add_user(ending)
    sheet = _action(actions, "sheet", run_sheet)
    sheet.add_argument("--out", required=True, metavar="PDF", help=help_of("key.sheet.out"))
    add_user(sheet)
    _add_root(actions)
    _add_status_list(subparsers)


def _add_root(actions: Any) -> None:
    root = _action(actions, "root", None)
    steps = root.add_subparsers(dest="step", required=True, metavar="init|sign")
    for name, run in (("init", run_root_init), ("sign", run_root_sign)):
        step = steps.add_parser(name, help=help_of(f"key.root.{name}"), description=help_of(f"key.root.{name}"))
        step.add_argument("--root", required=True, metavar="FILE", help=help_of("key.root.file"))
        step.add_argument("--passphrase-file", metavar="FILE", help=help_of("key.root.passphrase_file"))
        if name == "init":
            step.add_argument("--anew", action="store_true", help=help_of("key.root.anew"))
        else:
            step.add_argument("--out", required=True, metavar="FILE", help=help_of("key.root.out"))
        add_user(step)
        step.set_defaults(run=run)


def _add_status_list(subparsers: Any) -> None:
    status = subparsers.add_parser("status-list", help=help_of("status_list"), description=help_of("status_list"))
    status.add_argument("--out", required=True, metavar="FILE", help=help_of("status_list.out"))
    status.add_argument("--pdf", action="store_true", help=help_of("status_list.pdf"))
    status.add_argument("--days", type=int, default=DAYS_GOOD, metavar="N", help=help_of("status_list.days"))
    add_user(status)
    add_json(status)
    status.set_defaults(run=run_status_list)


def _action(actions: Any, name: str, run: Any) -> Any:
    parser = actions.add_parser(name, help=help_of(f"key.{name}"), description=help_of(f"key.{name}"))
    if run is not None:
        parser.set_defaults(run=run)
    return parser


def run_make(args: Namespace, place: Workplace) -> int:
    """Make a key on this desk."""
    key = place.desk.keys.make(signed_in(args, place))
    tell(place.language, "done.key_made", kid=key.kid.hex(), since=key.since)
    return 0


def run_list(args: Namespace, place: Workplace) -> int:
    """List the keys and say whether the signed list is up to date."""
    room = place.desk.keys.show(signed_in(args, place))
    if args.json:
        write_json(_document(room))
        return 0
    for key in room.hall.keys:
        days = {"since": key.since, "retired_on": key.retired_on or "—", "compromised_on": key.compromised_on or "—"}
        tell(place.language, "line.key", kid=key.kid.hex(), algorithm=key.algorithm, **days)
    if room.root is None:
        tell(place.language, "key.no_root")
    else:
        tell(place.language, "key.root", fingerprint=room.root.fingerprint)
        tell(place.language, f"key.list_{room.list_state}", sequence=room.root.sequence)
    return 0


def _document(room: KeyRoom) -> dict[str, Any]:
    return {
        "keys": [key.document() for key in room.hall.keys],
        "root": None
        if room.root is None
        else {
            "public_key": room.root.public_key.hex(),
            "fingerprint": room.root.fingerprint,
            "sequence": room.root.sequence,
        },
        "list_is_current": room.list_is_current,
    }


def run_retire(args: Namespace, place: Workplace) -> int:
    """Retire a key."""
    key = place.desk.keys.retire(signed_in(args, place), args.kid, a_day(args, "on"))
    tell(place.language, "done.key_retired", kid=key.kid.hex(), on=key.retired_on)
    return 0


def run_compromise(args: Namespace, place: Workplace) -> int:
    """Report a key compromised."""
    day = a_day(args, "on")
    assert day is not None
    key = place.desk.keys.compromise(signed_in(args, place), args.kid, day, args.reason)
    tell(place.language, "done.key_compromised", kid=key.kid.hex(), on=key.compromised_on)
    return 0


def run_sheet(args: Namespace, place: Workplace) -> int:
    """Write the fingerprint sheet."""
    out = Path(args.out).expanduser()
    write_file(out, place.desk.keys.sheet(signed_in(args, place)), "--out")
    tell(place.language, "done.key_sheet", path=str(out))
    return 0


def run_root_init(args: Namespace, place: Workplace) -> int:
    """Make the root key."""
    actor, file = signed_in(args, place), Path(args.root).expanduser()
    root = place.desk.keys.make_root(actor, file, _passphrase(args, place.language, twice=True), anew=args.anew)
    tell(place.language, "done.root_made", path=str(file), fingerprint=root.fingerprint)
    return 0


def run_root_sign(args: Namespace, place: Workplace) -> int:
    """Have the root sign the list of keys."""
    actor, out = signed_in(args, place), Path(args.out).expanduser()
    file = Path(args.root).expanduser()
    root = place.desk.keys.sign_list(actor, file, _passphrase(args, place.language, twice=False))
    assert root.token is not None
    write_file(out, root.token, "--out")
    tell(place.language, "done.key_list", path=str(out), sequence=root.sequence)
    return 0


def run_status_list(args: Namespace, place: Workplace) -> int:
    """Write the status list, as the file for the kit or as one code on a page."""
    actor, out = signed_in(args, place), Path(args.out).expanduser()
    listing, token = place.desk.keys.status_list(actor, bits=1 if args.pdf else 2, days=args.days)
    content = place.desk.keys.status_sheet(listing, token) if args.pdf else token
    write_file(out, content, "--out")
    if args.json:
        made = {"made_at": listing.made_at.isoformat(), "good_until": listing.good_until}
        write_json({"office": listing.office, "bits": listing.bits, "room": listing.room, "out": str(out)} | made)
    else:
        tell(place.language, "done.status_list", path=str(out), until=listing.good_until)
    return 0


def _passphrase(args: Namespace, language: str, *, twice: bool) -> str:
    passphrase = read_password(args.passphrase_file, language, "prompt.root_passphrase")
    again = twice and args.passphrase_file is None and sys.stdin.isatty()
    if again and getpass(say("prompt.root_passphrase_again", language)) != passphrase:
        raise InvalidInput("passphrases_differ", field="passphrase")
    return passphrase

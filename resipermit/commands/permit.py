"""The acts on a permit: endorse, replace, change of address, cancel, revoke."""

from argparse import Namespace
from typing import Any

from resipermit.commands.people import permit_number_of
from resipermit.commands.register import add_residence, residence_of
from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import a_day, add_json, help_of, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.holder import HeldPermit
from resipermit.domain.permit import ActKind


def add_parser(subparsers: Any) -> None:
    """Add `endorse`, `replace`, `change`, `cancel` and `revoke`."""
    endorse = _begun(subparsers, "endorse")
    endorse.add_argument("--applied-on", metavar="DAY", help=help_of("endorse.applied_on"))
    _finish(endorse, run_endorse)
    replace = _begun(subparsers, "replace")
    why = replace.add_mutually_exclusive_group(required=True)
    why.add_argument("--lost", action="store_true", help=help_of("replace.lost"))
    why.add_argument("--exchange", action="store_true", help=help_of("replace.exchange"))
    replace.add_argument("--reason", required=True, metavar="TEXT", help=help_of("reason"))
    _finish(replace, run_replace)
    change = _begun(subparsers, "change")
    add_residence(change)
    _finish(change, run_change)
    for name in ("cancel", "revoke"):
        end = _begun(subparsers, name)
        end.add_argument("--reason", required=True, metavar="TEXT", help=help_of("reason"))
        end.set_defaults(kind=ActKind(name))
        _finish(end, run_end)


def _begun(subparsers: Any, name: str) -> Any:
    parser = subparsers.add_parser(name, help=help_of(name), description=help_of(name))
    parser.add_argument("number", metavar="NUMBER", help=help_of("number"))
    return parser


def _finish(parser: Any, run: Any) -> None:
    add_user(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run_endorse(args: Namespace, place: Workplace) -> int:
    """Endorse a permit; what a late endorsement costs is said first."""
    actor = signed_in(args, place)
    applied_on = a_day(args, "applied_on")
    number = permit_number_of(place.desk, actor, args.number)
    foreseen = None if applied_on else place.desk.foresee_endorsement(actor, number)
    held = place.desk.endorse_permit(actor, number, applied_on)
    if foreseen is not None and foreseen.late and not args.json:
        tell(place.language, "late_endorsement_costs", years=foreseen.years_lost, restored=len(foreseen.restored))
    return _say_permit(held, args, place, "done.endorse")


def run_replace(args: Namespace, place: Workplace) -> int:
    """Exchange or reissue a card."""
    actor = signed_in(args, place)
    number = permit_number_of(place.desk, actor, args.number)
    held = place.desk.replace_card(actor, number, lost=args.lost, reason=args.reason)
    return _say_permit(held, args, place, "done.reissue" if args.lost else "done.replace")


def run_change(args: Namespace, place: Workplace) -> int:
    """Change the address inside the city."""
    actor = signed_in(args, place)
    number = permit_number_of(place.desk, actor, args.number)
    held = place.desk.change_address(actor, number, residence_of(args, place.desk.today()))
    return _say_permit(held, args, place, "done.change")


def run_end(args: Namespace, place: Workplace) -> int:
    """Cancel or revoke a permit."""
    actor = signed_in(args, place)
    number = permit_number_of(place.desk, actor, args.number)
    held = place.desk.end_permit(actor, number, args.kind, args.reason)
    return _say_permit(held, args, place, f"done.{args.kind}")


def _say_permit(held: HeldPermit, args: Namespace, place: Workplace, code: str) -> int:
    state = held.permit.state(place.desk.today())
    if args.json:
        write_json(
            {
                "permit": held.permit.number,
                "standing": state.standing,
                "due_on": state.due_on,
                "window": state.window and {"opens_on": state.window.opens_on, "closes_on": state.window.closes_on},
            }
        )
        return 0
    window = state.window
    tell(
        place.language,
        code,
        number=held.permit.number,
        standing=state.standing,
        opens_on=window and window.opens_on,
        closes_on=window and window.closes_on,
    )
    return 0

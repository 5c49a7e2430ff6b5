"""Set up a hall, and say who may sign in."""

from argparse import Namespace
from typing import Any

from resipermit.commands.signing_in import add_user, read_password, signed_in
from resipermit.commands.speaking import add_json, help_of, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.actors import Role
from resipermit.domain.places import Gazetteer


def add_parser(subparsers: Any) -> None:
    """Add `init` and `user`."""
    init = subparsers.add_parser("init", help=help_of("init"), description=help_of("init"))
    init.add_argument("--division", required=True, metavar="CODE", help=help_of("init.division"))
    init.add_argument("--unit-code", metavar="DIGITS", help=help_of("init.unit_code"))
    init.add_argument("--authority", metavar="NAME", help=help_of("init.authority"))
    init.add_argument("--name", metavar="NAME", help=help_of("display_name"))
    add_user(init)
    init.set_defaults(run=run_init)
    user = subparsers.add_parser("user", help=help_of("user_command"), description=help_of("user_command"))
    actions = user.add_subparsers(dest="action", required=True, metavar="add|list")
    add = actions.add_parser("add", help=help_of("user.add"), description=help_of("user.add"))
    add.add_argument("new_user", metavar="NEW", help=help_of("user.new"))
    add.add_argument(
        "--role", action="append", required=True, choices=[str(role) for role in Role], help=help_of("role")
    )
    add.add_argument("--name", metavar="NAME", help=help_of("display_name"))
    add.add_argument("--new-password-file", metavar="FILE", help=help_of("user.new_password_file"))
    add_user(add)
    add.set_defaults(run=run_user_add)
    listing = actions.add_parser("list", help=help_of("user.list"), description=help_of("user.list"))
    add_user(listing)
    add_json(listing)
    listing.set_defaults(run=run_user_list)


def run_init(args: Namespace, place: Workplace) -> int:
    """Set up the hall with its first administrator."""
    unit_code = args.unit_code or f"{args.division}000000"
    authority = args.authority or authority_of(place.gazetteer, args.division)
    password = read_password(args.password_file, place.language, "prompt.new_password")
    actor = place.initialise_hall(
        division=args.division,
        unit_code=unit_code,
        authority=authority,
        user=args.user,
        display_name=args.name or args.user,
        password=password,
    )
    tell(place.language, "done.init", hall=place.gazetteer.full_name(args.division), user=actor.user)
    return 0


def authority_of(gazetteer: Gazetteer, division: str) -> str:
    """Return the usual name of the police office of a division: 长沙市公安局雨花分局, 长沙县公安局."""
    name = gazetteer.name(division) or division
    if not gazetteer.is_district(division):
        return f"{name}公安局"
    city = gazetteer.name(gazetteer.place_of(division)) or ""
    return f"{city}公安局{name.removesuffix('区')}分局"


def run_user_add(args: Namespace, place: Workplace) -> int:
    """Add a user."""
    actor = signed_in(args, place)
    password = read_password(args.new_password_file, place.language, "prompt.new_password")
    roles = frozenset(Role(role) for role in args.role)
    added = place.desk.add_user(actor, args.new_user, args.name or args.new_user, roles, password)
    tell(place.language, "done.user_add", user=added.name, roles=tuple(sorted(added.roles)))
    return 0


def run_user_list(args: Namespace, place: Workplace) -> int:
    """List the users."""
    users = place.desk.users(signed_in(args, place))
    if args.json:
        write_json(
            [
                {
                    "name": user.name,
                    "display_name": user.display_name,
                    "roles": sorted(user.roles),
                    "active": user.active,
                }
                for user in users
            ]
        )
        return 0
    for user in users:
        tell(place.language, "line.user", user=user.name, name=user.display_name, roles=tuple(sorted(user.roles)))
    return 0

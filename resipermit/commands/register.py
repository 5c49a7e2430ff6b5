"""Register a residence."""

from argparse import Namespace
from datetime import date
from typing import Any

from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import a_day, add_json, help_of, read_file, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts import Residence
from resipermit.domain.holder import Person, Registration
from resipermit.domain.identity import Verdict, read_lenient


def add_parser(subparsers: Any) -> None:
    """Add `register`."""
    parser = subparsers.add_parser("register", help=help_of("register"), description=help_of("register"))
    add_person(parser, name_needed=True)
    add_residence(parser)
    parser.add_argument("--photo", metavar="FILE", help=help_of("photo"))
    add_user(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def add_person(parser: Any, *, name_needed: bool = False) -> None:
    """Ask for a person; a name is not *name_needed* of somebody who may be on record already."""
    parser.add_argument("--citizen-number", required=True, metavar="NUMBER", help=help_of("citizen_number"))
    parser.add_argument("--name", required=name_needed, default="", metavar="NAME", help=help_of("register.name"))
    parser.add_argument("--ethnic", default="01", metavar="CODE", help=help_of("register.ethnic"))
    parser.add_argument("--registered-division", metavar="CODE", help=help_of("register.registered_division"))
    parser.add_argument("--registered-address", metavar="ADDRESS", help=help_of("register.registered_address"))
    parser.add_argument("--phone", metavar="NUMBER", help=help_of("register.phone"))


def add_residence(parser: Any) -> None:
    """Ask for a residence: where, since when, what kind of lodging."""
    parser.add_argument("--division", required=True, metavar="CODE", help=help_of("residence.division"))
    parser.add_argument("--address", required=True, metavar="ADDRESS", help=help_of("residence.address"))
    parser.add_argument("--registered-on", metavar="DAY", help=help_of("residence.registered_on"))
    parser.add_argument("--from", dest="since", metavar="DAY", help=help_of("residence.from"))
    parser.add_argument("--until", metavar="DAY", help=help_of("residence.until"))
    parser.add_argument("--dwelling", default="rented_registered", metavar="KIND", help=help_of("residence.dwelling"))


def residence_of(args: Namespace, today: date) -> Registration:
    """Return the residence that was typed; registered today when no day is given."""
    registered_on = a_day(args, "registered_on") or today
    since = a_day(args, "since") or registered_on
    residence = Residence(args.division, registered_on, since, a_day(args, "until"), args.dwelling)
    return Registration(None, residence, args.address)


def run(args: Namespace, place: Workplace) -> int:
    """Register a person and a residence."""
    actor = signed_in(args, place)
    today = place.desk.today()
    photo = read_file(args.photo, "--photo") if args.photo else None
    kept = place.desk.register_residence(actor, person_of(args, place, today), residence_of(args, today), photo)
    if args.json:
        write_json({"person_id": kept.id})
    else:
        tell(place.language, "done.register", name=kept.name)
    return 0


def person_of(args: Namespace, place: Workplace, today: date) -> Person:
    """Return the person typed; sex and birth date are those of the number."""
    reading = read_lenient(args.citizen_number, place.gazetteer, today)
    if reading.verdict is Verdict.INVALID or reading.number is None or reading.sex is None or reading.born_on is None:
        raise InvalidInput("citizen_number_wrong", field="--citizen-number", reason=reading.reason)
    division = args.registered_division or reading.division or ""
    return Person(
        id=None,
        citizen_number=reading.number,
        name=args.name,
        sex=reading.sex,
        born_on=reading.born_on,
        ethnic_code=args.ethnic,
        registered_division=division,
        registered_address=args.registered_address or place.gazetteer.full_name(division),
        phone=args.phone,
    )

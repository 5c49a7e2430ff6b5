"""An application on its way: accept, review, issue."""

from argparse import Namespace
from typing import Any

from resipermit.commands.people import a_number, person_id_of
from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import add_json, help_of, read_file, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.application import Application, Ground


def add_parser(subparsers: Any) -> None:
    """Add `accept`, `review` and `issue`."""
    accept = subparsers.add_parser("accept", help=help_of("accept"), description=help_of("accept"))
    accept.add_argument("number", metavar="NUMBER", help=help_of("citizen_number"))
    accept.add_argument(
        "--ground", action="append", required=True, choices=[str(one) for one in Ground], help=help_of("accept.ground")
    )
    accept.add_argument("--photo", metavar="FILE", help=help_of("photo"))
    _finish(accept, run_accept)
    review = subparsers.add_parser("review", help=help_of("review"), description=help_of("review"))
    review.add_argument("application", metavar="FILE_NUMBER", help=help_of("application"))
    decision = review.add_mutually_exclusive_group(required=True)
    decision.add_argument("--approve", action="store_true", help=help_of("review.approve"))
    decision.add_argument("--refuse", metavar="REASON", help=help_of("review.refuse"))
    _finish(review, run_review)
    issue = subparsers.add_parser("issue", help=help_of("issue"), description=help_of("issue"))
    issue.add_argument("application", metavar="FILE_NUMBER", help=help_of("application"))
    _finish(issue, run_issue)


def _finish(parser: Any, run: Any) -> None:
    add_user(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run_accept(args: Namespace, place: Workplace) -> int:
    """Accept an application."""
    actor = signed_in(args, place)
    photo = read_file(args.photo, "--photo") if args.photo else None
    person_id = person_id_of(place.desk, actor, args.number)
    file = place.desk.accept_application(actor, person_id, tuple(Ground(one) for one in args.ground), photo)
    return _say_file(file, args, place, "done.accept")


def run_review(args: Namespace, place: Workplace) -> int:
    """Approve or refuse a file."""
    actor = signed_in(args, place)
    number = a_number(args.application, "FILE_NUMBER")
    file = place.desk.review_application(actor, number, approve=args.approve, reason=args.refuse)
    return _say_file(file, args, place, "done.approve" if args.approve else "done.refuse")


def run_issue(args: Namespace, place: Workplace) -> int:
    """Issue the permit of a file."""
    actor = signed_in(args, place)
    held = place.desk.issue_permit(actor, a_number(args.application, "FILE_NUMBER"))
    if args.json:
        write_json({"permit": held.permit.number, "place": held.place})
    else:
        tell(place.language, "done.issue", number=held.permit.number)
    return 0


def _say_file(file: Application, args: Namespace, place: Workplace, code: str) -> int:
    if args.json:
        write_json({"application": file.id, "stage": file.stage, "due_on": file.due_on, "reason": file.reason})
    else:
        tell(place.language, code, number=file.id, due_on=file.due_on, reason=file.reason)
    return 0

"""Put rules in force: one person proposes a pack, a second accepts or refuses its hash; and who did so before."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import add_json, help_of, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.rule_packs import in_force


def add_actions(actions: Any) -> None:
    """Add `propose`, `accept`, `refuse` and `packs`."""
    propose = actions.add_parser("propose", help=help_of("rules.propose"), description=help_of("rules.propose"))
    propose.add_argument("folder", nargs="?", type=Path, metavar="DIR", help=help_of("rules.propose.folder"))
    accept = actions.add_parser("accept", help=help_of("rules.accept"), description=help_of("rules.accept"))
    accept.add_argument("sha256", metavar="SHA256", help=help_of("rules.accept.sha256"))
    refuse = actions.add_parser("refuse", help=help_of("rules.refuse"), description=help_of("rules.refuse"))
    refuse.add_argument("sha256", metavar="SHA256", help=help_of("rules.accept.sha256"))
    refuse.add_argument("--reason", metavar="TEXT", required=True, help=help_of("reason"))
    packs = actions.add_parser("packs", help=help_of("rules.packs"), description=help_of("rules.packs"))
    for parser, run in (
        (propose, run_propose),
        (accept, run_accept),
        (refuse, run_refuse),
        (packs, run_packs),
    ):
        add_user(parser)
        add_json(parser)
        parser.set_defaults(run=run)


def run_propose(args: Namespace, place: Workplace) -> int:
    """Propose the rules of a folder, or those that come with the program."""
    actor = signed_in(args, place)
    sha256 = place.desk.rule_room.propose(actor, place.rules.pack(args.folder))
    return _say(args, place, "done.rules_proposed", sha256)


def run_accept(args: Namespace, place: Workplace) -> int:
    """Accept a proposed pack."""
    actor = signed_in(args, place)
    return _say(args, place, "done.rules_accepted", place.desk.rule_room.accept(actor, args.sha256.strip().lower()))


def run_refuse(args: Namespace, place: Workplace) -> int:
    """Send a proposed pack back."""
    actor = signed_in(args, place)
    sha256 = place.desk.rule_room.refuse(actor, args.sha256.strip().lower(), args.reason)
    return _say(args, place, "done.rules_refused", sha256)


def run_packs(args: Namespace, place: Workplace) -> int:
    """Say who proposed and accepted which pack."""
    steps = place.desk.rule_room.packs(signed_in(args, place))
    now = in_force(steps)
    if args.json:
        listed = [
            {"sha256": one.sha256, "step": one.step, "by": one.by, "at": one.at.isoformat(), "reason": one.reason}
            for one in steps
        ]
        write_json({"in_force": now, "steps": listed})
        return 0
    for step in steps:
        tell(place.language, f"line.rules_{step.step}", sha256=step.sha256, by=step.by, at=step.at, reason=step.reason)
    tell(place.language, "line.rules_in_force", sha256=now or "-")
    return 0


def _say(args: Namespace, place: Workplace, code: str, sha256: str) -> int:
    if args.json:
        write_json({"sha256": sha256})
    else:
        tell(place.language, code, sha256=sha256)
    return 0

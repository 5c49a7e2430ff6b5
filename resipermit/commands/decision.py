"""Decisions on record: read one, list those about a person, make one again; and the pre-check of a settlement."""

import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from resipermit.commands.people import a_number, person_id_of
from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import add_json, help_of, tell, write_file, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.actors import Actor
from resipermit.domain.decisions import Decision
from resipermit.domain.errors import InvalidInput

DIFFERENT = 3


def add_parser(subparsers: Any) -> None:
    """Add `decision` and `settlement-check`."""
    decision = subparsers.add_parser("decision", help=help_of("decision"), description=help_of("decision"))
    decision.add_argument("id", nargs="?", metavar="ID", help=help_of("decision.id"))
    decision.add_argument("--of", metavar="NUMBER", help=help_of("decision.of"))
    decision.add_argument("--replay", action="store_true", help=help_of("decision.replay"))
    check = subparsers.add_parser("settlement-check", help=help_of("settlement"), description=help_of("settlement"))
    check.add_argument("number", metavar="NUMBER", help=help_of("citizen_number"))
    check.add_argument("--out", metavar="PDF", help=help_of("settlement.out"))
    for parser, run in ((decision, run_decision), (check, run_settlement)):
        add_user(parser)
        add_json(parser)
        parser.set_defaults(run=run)


def run_decision(args: Namespace, place: Workplace) -> int:
    """Show, list or replay."""
    if (args.id is None) == (args.of is None):
        raise InvalidInput("decision_needed", field="ID")
    actor, room = signed_in(args, place), place.desk.rule_room
    if args.of is not None:
        return _list(room.decisions(actor, person_id_of(place.desk, actor, args.of)), args, place)
    number = a_number(args.id, "ID")
    if args.replay:
        return _replay(number, args, place, actor)
    decision = room.decision(actor, number)
    if args.json:
        write_json({**_head(decision), "record": json.loads(decision.document)})
    else:
        _tell(decision, place)
        sys.stdout.write(decision.document.decode("utf-8") + "\n")
    return 0


def run_settlement(args: Namespace, place: Workplace) -> int:
    """Look before an application for settlement, and keep the record."""
    actor = signed_in(args, place)
    person_id = person_id_of(place.desk, actor, args.number)
    decision, answer = _checked(args, place, actor, person_id)
    if args.json:
        write_json({"decision": decision.id, "settlement": answer} | ({"out": args.out} if args.out else {}))
        return 0
    tell(place.language, f"settlement.{answer['answer']}", earliest_on=answer["earliest_on"] or "…")
    for member in answer["family"]:
        tell(place.language, f"settlement.family_{member['answer']}", relation=member["relation"])
    tell(place.language, "done.decision", number=decision.id)
    if args.out:
        tell(place.language, "done.settlement_sheet", path=args.out)
    return 0


def _checked(args: Namespace, place: Workplace, actor: Actor, person_id: int) -> tuple[Decision, Mapping[str, Any]]:
    """Return the record and the answer; the sheet, if one is asked for, is written whole or not at all."""
    room = place.desk.rule_room
    if args.out is None:
        return room.check_settlement(actor, person_id)
    printed = room.print_settlement(actor, person_id, place.language)
    write_file(Path(args.out).expanduser(), printed.pdf, "--out")
    return printed.decision, printed.item


def _replay(number: int, args: Namespace, place: Workplace, actor: Any) -> int:
    replay = place.desk.rule_room.replay(actor, number)
    facts = {"engine_then": replay.engine_then, "engine_now": replay.engine_now}
    if args.json:
        write_json({**_head(replay.decision), "equal": replay.equal, **facts})
    else:
        tell(place.language, "decision.equal" if replay.equal else "decision.different", number=number, **facts)
    return 0 if replay.equal else DIFFERENT


def _list(found: tuple[Decision, ...], args: Namespace, place: Workplace) -> int:
    if args.json:
        write_json([_head(decision) for decision in found])
    else:
        for decision in found:
            _tell(decision, place)
    return 0


def _tell(decision: Decision, place: Workplace) -> None:
    facts = {"number": decision.id, "kind": f"decision_{decision.kind}", "about": decision.about}
    tell(place.language, "line.decision", by=decision.by, at=decision.at, sha256=decision.sha256, **facts)


def _head(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "kind": decision.kind,
        "about": decision.about,
        "by": decision.by,
        "at": decision.at.isoformat(),
        "pack": decision.pack,
        "sha256": decision.sha256,
    }

"""Put a member of the household, and what papers prove, on record."""

from argparse import Namespace
from typing import Any

from resipermit.commands.assess import read_document
from resipermit.commands.people import person_id_of
from resipermit.commands.register import add_person, person_of
from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import add_json, help_of, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.evidence_document import LISTS, read_evidence
from resipermit.domain.fact_words import RELATIONS
from resipermit.domain.holder import Tie

SAID = {"yes": True, "no": False}


def add_parser(subparsers: Any) -> None:
    """Add `relative add` and `evidence add`."""
    relative = _adding(subparsers, "relative", run_relative)
    relative.add_argument("number", metavar="NUMBER", help=help_of("household.holder"))
    relative.add_argument("--relation", required=True, choices=RELATIONS, help=help_of("household.relation"))
    add_person(relative)
    relative.add_argument("--living-together", choices=list(SAID), help=help_of("household.living_together"))
    relative.add_argument("--married", choices=list(SAID), help=help_of("household.married"))
    evidence = _adding(subparsers, "evidence", run_evidence)
    evidence.add_argument("number", metavar="NUMBER", help=help_of("household.whose"))
    evidence.add_argument("records", metavar="RECORDS.json|-", help=help_of("household.records"))
    evidence.add_argument("--complete", action="store_true", help=help_of("household.complete"))


def _adding(subparsers: Any, name: str, run: Any) -> Any:
    """Return the parser of the one action that a noun has."""
    noun = subparsers.add_parser(name, help=help_of(name), description=help_of(name))
    actions = noun.add_subparsers(dest="action", required=True, metavar="add")
    parser = actions.add_parser("add", help=help_of(f"{name}.add"), description=help_of(f"{name}.add"))
    add_user(parser)
    add_json(parser)
    parser.set_defaults(run=run)
    return parser


def run_relative(args: Namespace, place: Workplace) -> int:
    """Add a member to a holder's household."""
    actor = signed_in(args, place)
    person_id = person_id_of(place.desk, actor, args.number)
    relative = person_of(args, place, place.desk.today())
    married = True if args.relation == "spouse" else SAID.get(args.married)
    tie = Tie(args.relation, relative, SAID.get(args.living_together), married)
    kept = place.desk.add_relative(actor, person_id, tie)
    if args.json:
        write_json({"person_id": person_id, "relation": kept.relation, "relative_id": kept.relative.id})
    else:
        tell(place.language, "done.relative", relation=kept.relation, name=kept.relative.name)
    return 0


def run_evidence(args: Namespace, place: Workplace) -> int:
    """Append what papers prove about one person."""
    actor = signed_in(args, place)
    document = read_document(args.records, "RECORDS")
    evidence = read_evidence(document, place.gazetteer, complete=args.complete)
    person_id = person_id_of(place.desk, actor, args.number)
    place.desk.add_evidence(actor, person_id, evidence)
    added = {name: len(rows) for name in LISTS if (rows := getattr(evidence, name))}
    if args.json:
        write_json({"person_id": person_id, "added": added, "complete": sorted(evidence.complete)})
    else:
        tell(place.language, "done.evidence", count=sum(added.values()))
    return 0

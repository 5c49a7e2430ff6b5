"""Rules for policy staff: check rule files, look into the book, compare, and put a book in force."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from resipermit.case_words import fault_document
from resipermit.commands import rules_accept, rules_author, rules_look, rules_try
from resipermit.commands.speaking import add_json, help_of, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.rule_faults import Examination, Remark
from resipermit.words import say

FAULTY = 2


def add_parser(subparsers: Any) -> None:
    """Add `rules` with its actions."""
    rules = subparsers.add_parser("rules", help=help_of("rules"), description=help_of("rules"))
    actions = rules.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help=help_of("rules.check"), description=help_of("rules.check"))
    check.add_argument("paths", nargs="*", type=Path, metavar="DIR|FILE", help=help_of("rules.check.paths"))
    add_json(check)
    check.set_defaults(run=run_check)
    rules_try.add_action(actions)
    rules_look.add_actions(actions)
    rules_author.add_actions(actions)
    rules_accept.add_actions(actions)


def run_check(args: Namespace, place: Workplace) -> int:
    """List every fault; 2 when there is one."""
    found = place.rules.examine(args.paths, place.today)
    if args.json:
        write_json(_document(found, place.language))
    else:
        _say(found, place.language)
    return FAULTY if found.faults else 0


def _say(found: Examination, language: str) -> None:
    for fault in found.faults:
        tell(language, "rules.fault", where=f"{fault.file}:{fault.line}", why=fault)
    tell(language, "rules.faults" if found.faults else "rules.sound", files=len(found.files), count=len(found.faults))
    for of_place in dict.fromkeys(remark.place for remark in found.remarks):
        mine = [remark for remark in found.remarks if remark.place == of_place]
        tell(language, "rules.remarks", place=of_place, count=len(mine))
        for remark in mine:
            tell(language, f"rule_remark.{remark.code}", **remark.facts)


def _document(found: Examination, language: str) -> dict[str, Any]:
    return {
        "files": list(found.files),
        "faults": [fault_document(fault, language) for fault in found.faults],
        "remarks": [_remark(remark, language) for remark in found.remarks],
    }


def _remark(remark: Remark, language: str) -> dict[str, Any]:
    sentence = say(f"rule_remark.{remark.code}", language, **remark.facts)
    return {"place": remark.place, "code": remark.code, "says": sentence, **remark.facts}

"""Look into the rule book: list it, show one id with its history and sources, compare two books or two days."""

import re
from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from resipermit.commands.assess import read_document
from resipermit.commands.speaking import a_day, add_json, help_of, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts import Facts
from resipermit.domain.facts_document import read_day, read_facts
from resipermit.domain.rule_description import catalogue
from resipermit.domain.rule_differences import between_answers, between_books, between_days, between_times
from resipermit.rule_words import told, words_of
from resipermit.usecases.assess_entitlements import AssessEntitlements, division_of
from resipermit.usecases.look_into_rules import shown

CHANGSHA = "430100"
OUTCOMES = ("full", "restricted", "guest_exam")
ANSWERS = ("yes", "no", "unknown", "not_opened", "not_applicable")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def add_actions(actions: Any) -> None:
    """Add `list`, `show` and `diff`."""
    listing = actions.add_parser("list", help=help_of("rules.list"), description=help_of("rules.list"))
    show = actions.add_parser("show", help=help_of("rules.show"), description=help_of("rules.show"))
    show.add_argument("id", metavar="ID", help=help_of("rules.show.id"))
    diff = actions.add_parser("diff", help=help_of("rules.diff"), description=help_of("rules.diff"))
    for name in ("one", "other"):
        diff.add_argument(name, metavar="DIR|DAY", help=help_of("rules.diff.side"))
    diff.add_argument("--for", dest="facts", metavar="FACTS", help=help_of("rules.diff.for"))
    diff.add_argument("--as-of", metavar="DAY", help=help_of("rules.diff.as_of"))
    for parser, run in ((listing, run_list), (show, run_show), (diff, run_diff)):
        parser.add_argument("--place", metavar="CODE", help=help_of("rules.place"))
        parser.add_argument("--rules", type=Path, metavar="DIR", help=help_of("rules.folder"))
        add_json(parser)
        parser.set_defaults(run=run)


def run_list(args: Namespace, place: Workplace) -> int:
    """List all that the book of a place holds."""
    lines = list(catalogue(place.rules.book(_place(args, place), args.rules)))
    if args.json:
        write_json(lines)
        return 0
    for line in lines:
        tell(place.language, f"rules.kind_{line['kind']}", id=line["id"], words=words_of(line, place.language))
    return 0


def run_show(args: Namespace, place: Workplace) -> int:
    """Show one id."""
    code = _place(args, place)
    found = shown(place.rules.book(code, args.rules), args.id, place.rules, code)
    if args.json:
        write_json(found)
        return 0
    for sentence, facts in told(found, place.language):
        tell(place.language, sentence, **facts)
    return 0


def run_diff(args: Namespace, place: Workplace) -> int:
    """Compare two folders, or two days of one book; with facts, say whose answers change and from when."""
    days = [bool(DAY.fullmatch(side)) for side in (args.one, args.other)]
    if days[0] != days[1]:
        raise InvalidInput("two_folders_or_two_days", field="DIR|DAY")
    facts = read_facts(read_document(args.facts, "--for"), place.gazetteer) if args.facts else None
    book, answers = (_two_days if days[0] else _two_folders)(args, place, facts)
    if args.json:
        write_json({"book": book, "answers": answers})
        return 0
    for line in book:
        tell(place.language, f"rules.diff_{line['change']}", **_dashed(line))
    for line in answers:
        tell(place.language, _sentence_of(line), **_dashed(line))
    if not book and not answers:
        tell(place.language, "rules.same")
    return 0


Lines = list[dict[str, Any]]


def _two_folders(args: Namespace, place: Workplace, facts: Facts | None) -> tuple[Lines, Lines]:
    as_of = a_day(args, "as_of") or place.today
    code, folders = _place(args, place, facts, as_of), [_folder(side) for side in (args.one, args.other)]
    one, other = (place.rules.book(code, folder) for folder in folders)
    if facts is None:
        return list(between_books(one, other)), []
    before = AssessEntitlements(lambda _: one, place.gazetteer)
    after = AssessEntitlements(lambda _: other, place.gazetteer)
    answers = between_answers(before(facts, as_of, code), after(facts, as_of, code), as_of)
    return list(between_books(one, other)), list(answers)


def _two_days(args: Namespace, place: Workplace, facts: Facts | None) -> tuple[Lines, Lines]:
    one, other = sorted(read_day(side, "DAY") for side in (args.one, args.other))
    code = _place(args, place, facts, other)
    book = place.rules.book(code, args.rules)
    if facts is None:
        return list(between_days(book, one, other)), []
    assess = AssessEntitlements(lambda _: book, place.gazetteer)
    answers = between_times(assess(facts, one, code), assess(facts, other, code), (one, other))
    return list(between_days(book, one, other)), list(answers)


def _place(args: Namespace, place: Workplace, facts: Facts | None = None, as_of: date = date.max) -> str:
    """Return the place asked about, else that of the facts, else Changsha."""
    code = args.place or (division_of(facts, as_of) if facts else CHANGSHA)
    if not place.gazetteer.known(code):
        raise InvalidInput("division_unknown", field="--place", value=code)
    return place.gazetteer.place_of(code)


def _folder(path: str) -> Path:
    folder = Path(path)
    if not folder.is_dir():
        raise InvalidInput("rules_folder_missing", field="DIR", value=path)
    return folder


def _dashed(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a line; a `from` is no name that a sentence could be given."""
    shown = {"since" if key == "from" else key: "—" if value is None else value for key, value in line.items()}
    for key in ("before", "after"):
        if shown.get(key) in ANSWERS:
            outcome = shown.get(f"{key}_outcome")
            answer = f"answer_{shown[key]}"
            shown[key] = [answer, f"outcome_{outcome}"] if outcome in OUTCOMES else answer
    return shown


def _sentence_of(line: Mapping[str, Any]) -> str:
    """Return the code of what is said of an answer: of a later class, of an examination, of anything else."""
    if "exam_year" in line:
        return "rules.diff_later_class"
    of_class = line.get("before_exam_year") or line.get("after_exam_year")
    return "rules.diff_exam" if of_class else "rules.diff_answer"

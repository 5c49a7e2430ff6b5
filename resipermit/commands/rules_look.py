"""Look into the rule book: list it, show one id with its history and sources, compare two books or two days."""

import re
from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from resipermit.commands.assess import read_document
from resipermit.commands.speaking import a_day, add_json, as_json, help_of, tell, write_file, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.errors import InvalidInput
from resipermit.domain.facts import Facts
from resipermit.domain.facts_document import read_day, read_facts
from resipermit.domain.rule_description import catalogue, describe
from resipermit.domain.rule_differences import between_answers, between_books, between_days, between_times
from resipermit.usecases.assess_entitlements import AssessEntitlements, division_of

CHANGSHA = "430100"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def add_actions(actions: Any) -> None:
    """Add `list`, `show`, `diff` and `schema`."""
    listing = actions.add_parser("list", help=help_of("rules.list"), description=help_of("rules.list"))
    show = actions.add_parser("show", help=help_of("rules.show"), description=help_of("rules.show"))
    show.add_argument("id", metavar="ID", help=help_of("rules.show.id"))
    diff = actions.add_parser("diff", help=help_of("rules.diff"), description=help_of("rules.diff"))
    for name in ("one", "other"):
        diff.add_argument(name, metavar="DIR|DAY", help=help_of("rules.diff.side"))
    diff.add_argument("--for", dest="facts", metavar="FACTS", help=help_of("rules.diff.for"))
    diff.add_argument("--as-of", metavar="DAY", help=help_of("rules.diff.as_of"))
    schema = actions.add_parser("schema", help=help_of("rules.schema"), description=help_of("rules.schema"))
    schema.add_argument("--out", type=Path, metavar="FILE", help=help_of("rules.schema.out"))
    schema.set_defaults(run=run_schema)
    for parser, run in ((listing, run_list), (show, run_show), (diff, run_diff)):
        parser.add_argument("--place", metavar="CODE", help=help_of("rules.place"))
        parser.add_argument("--rules", type=Path, metavar="DIR", help=help_of("rules.folder"))
        add_json(parser)
        parser.set_defaults(run=run)


def run_schema(args: Namespace, place: Workplace) -> int:
    """Write the schema for editors."""
    text = as_json(place.rules.schema())
    if args.out is None:
        write_json(place.rules.schema())
    else:
        write_file(args.out, text.encode(), "--out")
        tell(place.language, "done.schema", path=str(args.out))
    return 0


def run_list(args: Namespace, place: Workplace) -> int:
    """List all that the book of a place holds."""
    lines = list(catalogue(place.rules.book(_place(args, place), args.rules)))
    if args.json:
        write_json(lines)
        return 0
    for line in lines:
        tell(place.language, f"rules.kind_{line['kind']}", id=line["id"], words=_words(line, place))
    return 0


def run_show(args: Namespace, place: Workplace) -> int:
    """Show one id."""
    shown = describe(place.rules.book(_place(args, place), args.rules), args.id)
    shown["tasks"] = [task for task in place.rules.tasks() if task["number"] in shown.get("tasks", ())]
    if args.json:
        write_json(shown)
        return 0
    for sentence, facts in _told(shown, place, _place(args, place)):
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
        tell(place.language, "rules.diff_answer", **_dashed(line))
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
        raise InvalidInput("folder_missing", field="DIR", value=path)
    return folder


def _words(thing: Mapping[str, Any], place: Workplace) -> str:
    words = thing.get("words") or {}
    return str(words.get("zh" if place.language == "zh_CN" else "en") or "")


def _dashed(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a line; a `from` is no name that a sentence could be given."""
    shown = {"since" if key == "from" else key: "—" if value is None else value for key, value in line.items()}
    for key in ("before", "after"):
        if shown.get(key) in ANSWERS:
            shown[key] = f"answer_{shown[key]}"
    return shown


ANSWERS = ("yes", "no", "unknown", "not_opened", "not_applicable")


def _told(shown: Mapping[str, Any], place: Workplace, code: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what to say about one id, line by line."""
    yield "rules.show_head", {"id": shown["id"], "words": _words(shown, place)}
    yield from _basis(shown)
    yield from _groups(shown, place)
    if shown.get("citations"):
        yield "rules.show_cite", {"cite": shown["citations"]}
    for value in shown.get("values", ()):
        unit = value["unit"] or "—"
        yield "rules.show_value", {"id": value["id"], "unit": unit, "at_most": value["at_most"] or "—"}
        for row in value["rows"]:
            yield "rules.show_row", {"since": row["since"], "value": row["value"], "cite": row["cite"]}
    for row in shown.get("openings", ()):
        said = "rules.show_opened" if row["opened"] else "rules.show_not_opened"
        yield said, {"since": row["since"], "cite": row["cite"], "checked_on": row["checked_on"]}
    for office in shown.get("departments", ()):
        names = {"annex": office["annex_name"], "today": _words(office["names"][-1], place)}
        yield "rules.show_office", {"role": f"office_{office['role']}", **names}
        local = place.rules.local_office(code, office["code"])
        if local is not None:
            yield "rules.show_local", dict(local)
    for task in shown.get("tasks", ()):
        yield "rules.show_task", {"number": task["number"], "text": task["text"], "offices": task["departments"]}
    yield from _trees(shown, place)
    for paper in shown.get("papers", ()):
        yield "rules.show_paper", {"id": paper["id"], "words": _words(paper, place)}
    for source in shown.get("sources", ()):
        facts = {"number": source["number"] or "—", "in_force_on": source["in_force_on"] or "—"}
        facts |= {"checked_on": source["checked_on"], "certainty": source["certainty"]}
        yield "rules.show_source", {"id": source["id"], "words": _words(source, place), **facts}


def _basis(shown: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the usual days of an examination, or whom an entitlement is for and what it rests on."""
    if shown["kind"] == "exam":
        yield "rules.show_exam_days", {"sat_on": shown["sat_on"], "registers_on": shown["registers_on"]}
    if shown["kind"] == "entitlement":
        yield "rules.show_basis", {key: shown[key] for key in ("stage", "audience", "subject", "since")}
        for row in shown["rests_on"]:
            yield "rules.show_rests_on", {key: row[key] for key in ("since", "value", "cite")}


def _trees(shown: Mapping[str, Any], place: Workplace) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the conditions, those of an examination each under its outcome."""
    for number, tree in enumerate(shown.get("conditions", ())):
        if shown["kind"] == "exam":
            admits = shown["admits"][number]
            named = f" admits={_asked(admits)}" if admits else ""
            yield "rules.show_outcome", {"outcome": shown["outcomes"][number], "admits": named}
        yield from _tree(tree, place, 1)


def _groups(shown: Mapping[str, Any], place: Workplace) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the groups of a points table, their indicators and every row of points."""
    for group in shown.get("groups", ()):
        facts = {"combine": group["combine"], "sign": group["sign"], "cap": _dash(group["cap"])}
        yield "rules.show_group", {"id": group["id"], "words": _words(group, place), **facts}
        for one in group["indicators"]:
            asks = one["stated"] or _asked(one["asks"]) if one["stated"] or one["asks"] else "—"
            facts = {"measure": one["measure"], "asks": asks, "cite": one["citations"] or ["—"]}
            yield "rules.show_indicator", {"id": one["id"], "words": _words(one, place), **facts}
            for row in one["rows"]:
                yield "rules.show_points", {"when": _when(row["when"]), "points": f"{row['points']:g}"}
            if one["rate"]:
                rate = {"after": one["rate"]["after"], "cap": _dash(one["rate"]["cap"])}
                yield "rules.show_rate", {"points": f"{one['rate']['points']:g}", **rate}


def _dash(number: float | None) -> str:
    return "—" if number is None else f"{number:g}"


def _when(when: Any) -> str:
    return when if isinstance(when, str) else " – ".join(map(_dash, when))


def _asked(value: Any) -> str:
    """Return what a word asks for in one piece, as a rule file would write it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_asked(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(_asked, value)) + "]" if isinstance(value, list) else str(value)


def _bounds(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return whose facts a condition asks, how many parts must hold, the days and the exam years it is law for."""
    bounds = {word: node[word] for word in ("of", "since", "until") if node[word] not in (None, "subject")}
    if node["op"] == "at_least":
        bounds["least"] = node["least"]
    if node["classes"]:
        bounds["classes"] = {word: year for word, year in zip(("from", "until"), node["classes"], strict=True) if year}
    return bounds


def _tree(node: Mapping[str, Any], place: Workplace, depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
    cites = node["citations"] or ["—"]
    asks = "".join(f" {word}={_asked(value)}" for word, value in {**_bounds(node), **node["asks"]}.items())
    words = _words(node, place) or node["id"]
    facts = {"indent": "  " * depth, "op": node["op"], "words": words, "asks": asks, "cite": cites}
    yield "rules.show_condition", facts
    for part in node["parts"]:
        yield from _tree(part, place, depth + 1)

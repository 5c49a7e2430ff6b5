"""Find a holder, and show a holder's file."""

import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from typing import Any

from resipermit.commands.people import file_document, hit_document, person_id_of
from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import a_day, add_json, help_of, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.identity import masked
from resipermit.domain.permit import PermitState, Standing
from resipermit.speech import Speech
from resipermit.usecases.desk import AnswerDocument, HolderFile, SearchResult


def add_parser(subparsers: Any) -> None:
    """Add `search` and `show`."""
    search = subparsers.add_parser("search", help=help_of("search"), description=help_of("search"))
    search.add_argument("text", metavar="TEXT", help=help_of("search.text"))
    add_user(search)
    add_json(search)
    search.set_defaults(run=run_search)
    show = subparsers.add_parser("show", help=help_of("show"), description=help_of("show"))
    show.add_argument("number", metavar="NUMBER", help=help_of("number"))
    show.add_argument("--on", metavar="DAY", help=help_of("show.on"))
    show.add_argument("--reveal", action="store_true", help=help_of("show.reveal"))
    add_user(show)
    add_json(show)
    show.set_defaults(run=run_show)


def run_search(args: Namespace, place: Workplace) -> int:
    """Search; finding nobody is an answer, so the exit status is 0."""
    actor = signed_in(args, place)
    found = place.desk.find_holder(actor, args.text)
    today = place.desk.today()
    if args.json:
        write_json(
            {
                "kind": found.kind,
                "hint": found.hint,
                "more": found.more,
                "corrections": [masked(number) for number in found.corrections],
                "hits": [hit_document(hit, today) for hit in found.hits],
            }
        )
    else:
        _tell_hits(found, place)
    return 0


def _tell_hits(found: SearchResult, place: Workplace) -> None:
    today = place.desk.today()
    for hit in found.hits:
        state = hit.held.permit.state(today) if hit.held else PermitState(Standing.NONE)
        tell(
            place.language,
            "line.hit",
            name=hit.person.name,
            number=masked(hit.person.citizen_number),
            year=str(hit.person.born_on.year),
            county=place.gazetteer.name(hit.person.registered_division) or "",
            standing=state.standing,
            permit=hit.held.permit.number if hit.held else "-",
        )
    if found.more:
        tell(place.language, "more_hits", count=len(found.hits))
    if found.hint is not None:
        corrections = tuple(masked(number) for number in found.corrections)
        tell(place.language, f"hint.{found.hint}", corrections=corrections)


def run_show(args: Namespace, place: Workplace) -> int:
    """Show a holder's file, or the answer on another day."""
    actor = signed_in(args, place)
    day = a_day(args, "on")
    person_id = person_id_of(place.desk, actor, args.number)
    file = place.desk.open_holder(actor, person_id)
    number = place.desk.reveal(actor, person_id, "citizen_number") if args.reveal else None
    answer = file.answer if day is None else place.desk.assess_on(actor, person_id, day)
    if args.json:
        write_json(file_document(file, number, answer))
    else:
        _tell_file(file, number, answer, place)
    return 0


def _tell_file(file: HolderFile, number: str | None, answer: AnswerDocument, place: Workplace) -> None:
    lang, words = place.language, place.desk.words
    tell(lang, "line.person", name=file.person.name, number=number or masked(file.person.citizen_number))
    tell(lang, "line.standing", standing=file.state.standing, permit=file.held.permit.number if file.held else "-")
    speech = Speech(lang, words)
    sys.stdout.write(f"{speech.say(file.say_aloud.code, **file.say_aloud.facts)}\n")
    for advice in file.today:
        tell(lang, "line.bullet", text=speech.say(advice.code, **advice.facts))
    whose = {"holder": file.person.name} | {f"household[{n}]": tie.relative.name for n, tie in enumerate(file.ties)}
    for item in (*answer["entitlements"], *answer["exams"]):
        if item["answer"] in ("not_applicable", "not_opened"):
            continue
        tell(
            lang,
            "line.entitlement",
            answer=f"answer.{item['answer']}",
            name=words(item["id"], lang),
            subject=whose.get(item.get("subject", "holder"), ""),
            day=_day_of(item),
        )
    for line in file.ledger:
        tell(lang, "line.ledger", on=line.act.on, act=line.act.kind, by=line.by)


def _day_of(item: Mapping[str, Any]) -> date | str:
    on = item.get("earliest_on")
    return date.fromisoformat(on) if on else ""

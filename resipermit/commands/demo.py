"""Make a demo hall of invented people, and run the whole main job in it, from registration to the verified card."""

import os
from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import Any

from resipermit.commands.card import tell_verdict
from resipermit.commands.demo_hall import PASSWORD, USERS, DemoActors, DemoHall, DemoWorkplace, set_up
from resipermit.commands.demo_story import DemoStory
from resipermit.commands.speaking import as_json, help_of, tell, write_file
from resipermit.domain.errors import Refused
from resipermit.words import say

LANGUAGE = "zh_CN"  # the demo speaks to the people behind the counter
PEOPLE = 320


def add_parser(subparsers: Any) -> None:
    """Add `demo`."""
    parser = subparsers.add_parser("demo", help=help_of("demo"), description=help_of("demo"))
    parser.add_argument("--out", required=True, metavar="DIR", type=Path, help=help_of("demo.out"))
    parser.add_argument("--people", type=int, default=PEOPLE, metavar="COUNT", help=help_of("demo.people"))
    parser.add_argument("--window", action="store_true", help=help_of("demo.window"))
    parser.set_defaults(run=run)


def run(args: Namespace, place: DemoWorkplace) -> int:
    """Run the demo, or open the window on its hall."""
    out = args.out.expanduser()
    with place.demo_hall(_folder(out), anew=not args.window) as (hall, there):
        if args.window:
            if not there:
                tell(LANGUAGE, "demo.making_hall", count=args.people)
                set_up(hall, args.people)
            users = tuple(name for name, _, _ in USERS)
            return hall.open_window(say("demo.hint", LANGUAGE, users=users, password=PASSWORD))
        tell(LANGUAGE, "demo.making_hall", count=args.people)
        return _main_job(hall, set_up(hall, args.people), out)


def _folder(out: Path) -> Path:
    named = os.environ.get("RESIPERMIT_HOME")
    return Path(named).expanduser() if named else out / "hall"


def _main_job(hall: DemoHall, actors: DemoActors, out: Path) -> int:
    story = DemoStory(hall, actors, partial(tell, LANGUAGE))
    number = story.from_registration_to_permit()
    story.endorse(number)
    _keep(out / "entitlements.json", as_json(story.answers(number)))
    pages: list[bytes] = []
    story.print(number, pages.append)
    front, back = hall.pictures(pages[-1])
    for name, content in (("card.pdf", pages[-1]), ("card-front.png", front), ("card-back.png", back)):
        write_file(out / name, content, "--out")
    for kid, pem in hall.public_keys().items():
        _keep(out / "keys" / f"{kid}.pem", pem)
    verdict, forged = story.verify(number, back, pages[-1])
    tell_verdict(verdict, LANGUAGE)
    tell(LANGUAGE, "demo.forged", reason=forged.reason)
    _keep(out / "verify.json", as_json({"card": verdict.document(), "one_character_changed": forged.document()}))
    if not verdict.good_today or forged.genuine:
        raise Refused("demo_card_not_good")
    drawn = hall.gallery(actors.by_role(), out / "pages")
    tell(LANGUAGE, "demo.pages", count=len(drawn))
    tell(LANGUAGE, "demo.done", path=str(out))
    return 0


def _keep(path: Path, text: str) -> None:
    write_file(path, text.encode("utf-8"), "--out")

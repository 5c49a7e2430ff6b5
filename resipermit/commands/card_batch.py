"""Make many cards in one go: a file each in a folder, or one file for the card bureau with the order kept."""

import sys
from argparse import Namespace
from pathlib import Path

from resipermit.commands.signing_in import signed_in
from resipermit.commands.speaking import read_file, tell, write_file, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.actors import Actor
from resipermit.domain.errors import InvalidInput
from resipermit.domain.printing import PrintKind
from resipermit.usecases.print_batch import BatchState, CardResult, WantedCard

WAITING, MOST, NOT_ALL = "waiting", 200, 3


def run_batch(args: Namespace, place: Workplace) -> int:
    """Make the cards named in a file, or all that wait; 0 only when each was made."""
    actor = signed_in(args, place)
    cards = [WantedCard(number, PrintKind(args.kind), args.reason) for number in _numbers(args.batch, place, actor)]
    if len(cards) > MOST:
        raise InvalidInput("batch_too_large", field="--batch", most=MOST)
    out = Path(args.out).expanduser()
    bureau = out.suffix.lower() == ".pdf"
    folder = out.with_suffix(".cards") if bureau else out
    results: list[CardResult] = []

    def send(pdf: bytes) -> None:
        write_file(folder / f"{cards[len(results)].number}.pdf", pdf, "--out")

    place.desk.card_room.print_batch(actor, cards, send, results.append)
    made = [folder / f"{one.card.number}.pdf" for one in results if one.state is BatchState.MADE]
    if bureau and made:
        _bind(made, out, place)
    _say(results, args, place.language)
    return 0 if len(made) == len(cards) else NOT_ALL


def _numbers(source: str, place: Workplace, actor: Actor) -> list[str]:
    if source == WAITING:
        return [found.held.permit.number for found in place.desk.card_room.unmade(actor) if found.held is not None]
    text = sys.stdin.read() if source == "-" else read_file(source, "--batch").decode("utf-8-sig", "replace")
    return list(dict.fromkeys(line.strip().upper() for line in text.splitlines() if line.strip()))


def _bind(made: list[Path], out: Path, place: Workplace) -> None:
    """Put the cards into one file; only when it is there do their own files go."""
    write_file(out, place.desk.card_room.join_pages(file.read_bytes() for file in made), "--out")
    for file in made:
        file.unlink()
    made[0].parent.rmdir()


def _say(results: list[CardResult], args: Namespace, language: str) -> None:
    if args.json:
        write_json([{"permit": one.card.number, "state": one.state, "code": one.code} for one in results])
        return
    for one in results:
        tell(language, f"batch.{one.state}", number=one.card.number, reason=one.code or "")
    tell(language, "batch.done", made=sum(one.state is BatchState.MADE for one in results), count=len(results))

"""Make a card, and verify a card that somebody shows."""

import sys
from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import Any

from resipermit.commands.card_batch import run_batch
from resipermit.commands.people import permit_number_of
from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import add_json, help_of, read_file, tell, write_file, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.preflight import Preflight
from resipermit.domain.printing import PrintKind
from resipermit.domain.verdict import VerificationResult

NOT_GOOD_TODAY = REFUSED = 3


def add_parser(subparsers: Any) -> None:
    """Add `card`, `label` and `verify`."""
    card = subparsers.add_parser("card", help=help_of("card"), description=help_of("card"))
    which = card.add_mutually_exclusive_group(required=True)
    which.add_argument("number", metavar="NUMBER", nargs="?", help=help_of("number"))
    which.add_argument("--batch", metavar="FILE|waiting", help=help_of("card.batch"))
    card.add_argument("--out", required=True, metavar="PDF|DIR", help=help_of("card.out"))
    card.add_argument("--kind", default="first", choices=[str(one) for one in PrintKind], help=help_of("card.kind"))
    card.add_argument("--reason", metavar="TEXT", help=help_of("reason"))
    card.add_argument("--preview", action="store_true", help=help_of("card.preview"))
    card.add_argument("--check", action="store_true", help=help_of("card.check"))
    card.add_argument("--paper", action="store_true", help=help_of("card.paper"))
    card.add_argument("--scan", metavar="IMAGE", help=help_of("card.scan"))
    add_user(card)
    add_json(card)
    card.set_defaults(run=run_card)
    label = subparsers.add_parser("label", help=help_of("label"), description=help_of("label"))
    label.add_argument("number", metavar="NUMBER", help=help_of("number"))
    label.add_argument("--out", required=True, metavar="PDF", help=help_of("label.out"))
    label.add_argument("--reason", metavar="TEXT", help=help_of("label.reason"))
    add_user(label)
    add_json(label)
    label.set_defaults(run=run_label)
    verify = subparsers.add_parser("verify", help=help_of("verify"), description=help_of("verify"))
    verify.add_argument("code", metavar="TEXT|IMAGE", help=help_of("verify.code"))
    verify.add_argument("--expect", metavar="NUMBER", help=help_of("verify.expect"))
    verify.add_argument("--status-list", metavar="FILE", help=help_of("verify.status_list"))
    verify.add_argument("--label", metavar="TEXT|IMAGE", help=help_of("verify.label"))
    add_json(verify)
    verify.set_defaults(run=run_verify)


def run_card(args: Namespace, place: Workplace) -> int:
    """Make the card into a PDF: read back, written, and only then counted."""
    if args.batch is not None:
        return run_batch(args, place)
    actor = signed_in(args, place)
    number = permit_number_of(place.desk, actor, args.number)
    out = Path(args.out).expanduser()
    send = partial(write_file, out, field="--out")
    if args.check:
        return _tell_check(place.desk.card_room.check_card(actor, number), args.json, place.language)
    if args.preview:
        send(place.desk.preview_card(actor, number, paper=args.paper).pdf)
        tell(place.language, "done.preview", path=str(out))
        return 0
    scan = partial(read_file, args.scan, "--scan") if args.scan else None
    line = place.desk.print_card(actor, number, PrintKind(args.kind), args.reason, send, scan, paper=args.paper)
    if args.json:
        write_json(
            {"permit": number, "kind": line.kind, "state": line.state, "sha256": line.pdf_sha256, "out": str(out)}
        )
    else:
        tell(place.language, "done.card", number=number, path=str(out))
    return 0


def run_label(args: Namespace, place: Workplace) -> int:
    """Make the label of this year's endorsement into a PDF."""
    actor = signed_in(args, place)
    number = permit_number_of(place.desk, actor, args.number)
    out = Path(args.out).expanduser()
    label = place.desk.card_room.make_label(actor, number, args.reason)
    write_file(out, label.pdf, "--out")
    if args.json:
        write_json({"permit": number, "code": label.qr_text, "out": str(out)})
    else:
        tell(place.language, "done.label", number=number, path=str(out))
    return 0


def _tell_check(report: Preflight, as_json: bool, language: str) -> int:
    """Say everything that stands against a card; 0 when it may be printed."""
    if as_json:
        write_json(
            {
                "passes": report.passes,
                "objections": [
                    {"code": one.code, "item": one.item, "blocks": one.blocks, **one.facts} for one in report.objections
                ],
            }
        )
    else:
        tell(language, "preflight.passes" if report.passes else "preflight.blocks", count=len(report.objections))
        for one in report.objections:
            tell(language, one.code, **{"field": one.item, "item": one.item, **one.facts})
    return 0 if report.passes else REFUSED


def run_verify(args: Namespace, place: Workplace) -> int:
    """Say whether a card is genuine, and separately how its permit stands; 0 only for genuine and in use."""
    verdict = place.desk.verify_card(
        _shown(args.code, "TEXT|IMAGE"),
        args.expect,
        status_list=None if args.status_list is None else read_file(args.status_list, "--status-list"),
        label=None if args.label is None else _shown(args.label, "--label"),
    )
    if args.json:
        write_json(verdict.document())
    else:
        tell_verdict(verdict, place.language)
    return 0 if verdict.good_today else NOT_GOOD_TODAY


def tell_verdict(verdict: VerificationResult, language: str) -> None:
    """Write the two statements, each with its reason."""
    if not verdict.genuine:
        tell(language, "verdict.not_genuine", reason=verdict.reason)
        return
    assert verdict.claims is not None
    tell(language, "verdict.genuine", number=verdict.claims.permit_number, issued_on=verdict.claims.issued_on)
    tell(language, f"verdict.{verdict.standing}", reason=verdict.standing_reason, since=verdict.standing_since)
    for caution in verdict.cautions:
        tell(language, "verdict.caution", reason=caution)
    if verdict.expected is False:
        tell(language, "verdict.another_card")


def _shown(code: str, field: str) -> str | bytes:
    """Return the picture when *code* names a file, the text on standard input for ``-``, else the text itself."""
    if code == "-":
        return sys.stdin.read()
    return read_file(code, field) if _names_a_file(code) else code


def _names_a_file(code: str) -> bool:
    """Say whether *code* is the name of a file, there or not; the text of a code is longer than any name may be."""
    if len(code) < 1024 and Path(code).suffix.lower() in {".png", ".jpg", ".jpeg", ".pdf"}:
        return True
    try:
        return Path(code).is_file()
    except OSError:
        return False

"""Count blank cards in and out, say the month's figures, and list the cards that wait for a character."""

from argparse import Namespace
from datetime import date
from typing import Any

from resipermit.commands.signing_in import add_user, signed_in
from resipermit.commands.speaking import a_day, add_json, help_of, tell, write_json
from resipermit.commands.workplace import Workplace
from resipermit.domain.calendar import add_months
from resipermit.domain.errors import InvalidInput
from resipermit.domain.glyph_case import GlyphRemedy
from resipermit.domain.stock import PrintRates


def add_parser(subparsers: Any) -> None:
    """Add `stock` with its actions."""
    stock = subparsers.add_parser("stock", help=help_of("stock"), description=help_of("stock"))
    actions = stock.add_subparsers(dest="action", required=True, metavar="receive|spoil|balance|rates|glyphs|settle")
    receive = _action(actions, "receive", run_receive)
    receive.add_argument("first", metavar="FIRST", help=help_of("stock.first"))
    receive.add_argument("last", metavar="LAST", help=help_of("stock.last"))
    spoil = _action(actions, "spoil", run_spoil)
    spoil.add_argument("serial", metavar="SERIAL", help=help_of("stock.serial"))
    spoil.add_argument("--reason", required=True, metavar="TEXT", help=help_of("reason"))
    balance = _action(actions, "balance", run_balance)
    balance.add_argument("--since", metavar="DAY", help=help_of("stock.since"))
    balance.add_argument("--until", metavar="DAY", help=help_of("stock.until"))
    rates = _action(actions, "rates", run_rates)
    rates.add_argument("month", metavar="YYYY-MM", help=help_of("stock.month"))
    _action(actions, "glyphs", run_glyphs)
    settle = _action(actions, "settle", run_settle)
    settle.add_argument("case", type=int, metavar="CASE", help=help_of("stock.case"))
    settle.add_argument(
        "--remedy", required=True, choices=[str(one) for one in GlyphRemedy], help=help_of("stock.remedy")
    )


def _action(actions: Any, name: str, run: Any) -> Any:
    parser = actions.add_parser(name, help=help_of(f"stock.{name}"), description=help_of(f"stock.{name}"))
    add_user(parser)
    add_json(parser)
    parser.set_defaults(run=run)
    return parser


def run_receive(args: Namespace, place: Workplace) -> int:
    """Receive a range of blanks."""
    lot = place.desk.card_room.receive_blanks(signed_in(args, place), args.first, args.last)
    first, last = lot.serial(lot.first), lot.serial(lot.last)
    if args.json:
        write_json({"first": first, "last": last, "count": lot.count})
    else:
        tell(place.language, "done.stock_receive", first=first, last=last, count=lot.count)
    return 0


def run_spoil(args: Namespace, place: Workplace) -> int:
    """Write off one blank."""
    use = place.desk.card_room.spoil_blank(signed_in(args, place), args.serial, args.reason)
    if args.json:
        write_json({"serial": use.serial, "state": use.state})
    else:
        tell(place.language, "done.stock_spoil", serial=use.serial)
    return 0


def run_balance(args: Namespace, place: Workplace) -> int:
    """Say the stock of each day."""
    since, until = a_day(args, "since"), a_day(args, "until")
    days = place.desk.card_room.balance_blanks(signed_in(args, place), since, until)
    if args.json:
        write_json(
            [
                {
                    "day": one.day,
                    "opening": one.opening,
                    "received": one.received,
                    "used": one.used,
                    "spoiled": one.spoiled,
                    "closing": one.closing,
                }
                for one in days
            ]
        )
        return 0
    for one in days:
        tell(
            place.language,
            "stock.day",
            day=one.day,
            opening=one.opening,
            received=one.received,
            used=one.used,
            spoiled=one.spoiled,
            closing=one.closing,
        )
    return 0


def run_rates(args: Namespace, place: Workplace) -> int:
    """Say the month's figures."""
    since = a_month(args.month)
    rates = place.desk.card_room.count_prints(signed_in(args, place), since, add_months(since, 1))
    if args.json:
        write_json(rates_document(args.month, rates))
    else:
        tell(
            place.language,
            "stock.rates",
            month=args.month,
            printed=rates.printed,
            misprints=rates.misprints,
            misprint_rate=percent(rates.misprint_rate),
            lost=rates.lost,
            lost_rate=percent(rates.lost_rate),
            permits=rates.permits,
            registered=rates.registered,
            permit_rate=percent(rates.permit_rate),
        )
    return 0


def a_month(text: str) -> date:
    """Return the first day of a month such as 2026-11; raises InvalidInput."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise InvalidInput("month_impossible", field="month", value=text) from error


def rates_document(month: str, rates: PrintRates) -> dict[str, Any]:
    """Return the figures as plain values."""
    return {
        "month": month,
        "printed": rates.printed,
        "misprints": rates.misprints,
        "misprint_rate": rates.misprint_rate,
        "lost": rates.lost,
        "lost_rate": rates.lost_rate,
        "permits": rates.permits,
        "registered": rates.registered,
        "permit_rate": rates.permit_rate,
    }


def percent(rate: float | None) -> str:
    """Return a rate as it stands in a report; a dash where there is nothing to divide by."""
    return "—" if rate is None else f"{rate:.1%}"


def run_glyphs(args: Namespace, place: Workplace) -> int:
    """List the cards that wait for a character."""
    cases = place.desk.card_room.glyph_cases(signed_in(args, place))
    if args.json:
        write_json(
            [
                {
                    "case": one.id,
                    "permit": one.permit_number,
                    "item": one.item,
                    "code_points": one.code_points,
                    "found_on": one.found_on,
                }
                for one in cases
            ]
        )
        return 0
    for one in cases:
        tell(
            place.language,
            "stock.glyph_case",
            case=one.id,
            permit=one.permit_number,
            item=one.item,
            code_points=one.code_points,
            found_on=one.found_on,
        )
    if not cases:
        tell(place.language, "stock.no_glyph_case")
    return 0


def run_settle(args: Namespace, place: Workplace) -> int:
    """Close a case."""
    case = place.desk.card_room.settle_glyph_case(signed_in(args, place), args.case, GlyphRemedy(args.remedy))
    if args.json:
        write_json({"case": case.id, "remedy": case.remedy})
    else:
        tell(place.language, "done.glyph_settled", case=case.id)
    return 0

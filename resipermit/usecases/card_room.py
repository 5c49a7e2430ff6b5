"""The room where cards are made (制证室): its acts beside printing one card, already wired."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from resipermit.usecases.card_settings import ChooseDesign, ListPrinters, ReadDesign, SetPrinter
from resipermit.usecases.keep_stock import (
    BalanceBlanks,
    CountPrints,
    ListGlyphCases,
    ReceiveBlanks,
    SettleGlyphCase,
    SpoilBlank,
)
from resipermit.usecases.list_waiting import ListUnmade
from resipermit.usecases.make_label import MakeLabel
from resipermit.usecases.ports import Clock, OpenUnit
from resipermit.usecases.print_batch import PrintBatch
from resipermit.usecases.print_card import CheckCard, PrintCard


@dataclass(frozen=True)
class CardRoom:
    """Plain functions; each names its actor first and raises the errors of `resipermit.domain.errors`."""

    check_card: CheckCard
    make_label: MakeLabel
    unmade: ListUnmade
    join_pages: Callable[[Iterable[bytes]], bytes]
    test_card: Callable[[str], bytes]
    print_batch: PrintBatch
    receive_blanks: ReceiveBlanks
    spoil_blank: SpoilBlank
    balance_blanks: BalanceBlanks
    count_prints: CountPrints
    glyph_cases: ListGlyphCases
    settle_glyph_case: SettleGlyphCase
    design: ReadDesign
    choose_design: ChooseDesign
    printers: ListPrinters
    set_printer: SetPrinter


def card_room(open_unit: OpenUnit, check_card: CheckCard, print_card: PrintCard, clock: Clock) -> CardRoom:
    """Return the room over a store."""
    return CardRoom(
        check_card=check_card,
        make_label=MakeLabel(open_unit, check_card.maker, clock),
        unmade=ListUnmade(open_unit),
        join_pages=check_card.maker.join,
        test_card=check_card.maker.test_card,
        print_batch=PrintBatch(print_card),
        receive_blanks=ReceiveBlanks(open_unit, clock),
        spoil_blank=SpoilBlank(open_unit, clock),
        balance_blanks=BalanceBlanks(open_unit, clock),
        count_prints=CountPrints(open_unit),
        glyph_cases=ListGlyphCases(open_unit),
        settle_glyph_case=SettleGlyphCase(open_unit, clock),
        design=ReadDesign(open_unit),
        choose_design=ChooseDesign(open_unit, clock),
        printers=ListPrinters(open_unit),
        set_printer=SetPrinter(open_unit, clock),
    )

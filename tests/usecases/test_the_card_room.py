"""Batches, blanks, cards that wait for a character, and how the printers are set."""

from datetime import date

import pytest
from builders import ADMINISTRATOR, CLERK, TODAY, a_permit, a_person
from fakes import refused_code

from resipermit.domain.errors import InvalidInput
from resipermit.domain.glyph_case import GlyphRemedy
from resipermit.domain.printer_profile import Duplex, PrinterProfile
from resipermit.domain.printing import PrintKind
from resipermit.usecases.card_settings import CardDesign
from resipermit.usecases.print_batch import BatchState, WantedCard, not_made

NUMBER = "4301110000002025000001"
NUMBERS = ("1", "2", "3")


class Printer:
    """Takes pages until it is gone."""

    def __init__(self, gone_after=99):
        self.pages, self.gone_after = [], gone_after

    def __call__(self, pdf):
        if len(self.pages) >= self.gone_after:
            raise OSError("gone")
        self.pages.append(pdf)


@pytest.fixture
def room(acts):
    return acts.card_room


@pytest.fixture
def three_permits(permit_on_record):
    for place, number in enumerate(NUMBERS):
        permit_on_record(a_permit(number=number), a_person(born_on=date(1990 + place, 3, 15)))


def told(results):
    return [(result.card.number, result.state.value, result.code) for result in results]


def test_each_card_of_a_batch_has_its_own_result(room, three_permits, store):
    printer = Printer()
    cards = [WantedCard("1"), WantedCard("unknown"), WantedCard("2", PrintKind.MISPRINT), WantedCard("3")]

    results = room.print_batch(CLERK, cards, printer)

    assert told(results) == [
        ("1", "made", None),
        ("unknown", "failed", "permit_unknown"),
        ("2", "failed", "reason_needed"),
        ("3", "made", None),
    ]
    assert [line.permit_number for line in store.state.prints.values()] == ["1", "3"]
    assert len(printer.pages) == 2


def test_a_printer_gone_in_mid_batch_leaves_the_rest_untouched_and_they_are_repeated(room, three_permits, store):
    results = room.print_batch(CLERK, [WantedCard(number) for number in NUMBERS], Printer(gone_after=1))
    lines = len(store.state.prints)
    again = room.print_batch(CLERK, not_made(results), Printer())

    assert told(results) == [("1", "made", None), ("2", "failed", "printer_failed"), ("3", "untouched", None)]
    assert lines == 2
    assert [(result.card.number, result.state) for result in again] == [("2", BatchState.MADE), ("3", BatchState.MADE)]


def test_what_came_of_each_card_is_said_at_once(room, three_permits):
    said = []

    room.print_batch(CLERK, [WantedCard("1"), WantedCard("2")], Printer(), said.append)

    assert [result.card.number for result in said] == ["1", "2"]


def test_a_card_that_counts_takes_a_blank_and_one_that_does_not_leaves_it(room, acts, three_permits, store):
    room.receive_blanks(CLERK, "HN0001001", "HN0001002")
    refused_code(lambda: acts.print(CLERK, "1", PrintKind.FIRST, None, Printer(gone_after=0)))

    line = acts.print(CLERK, "1", PrintKind.FIRST, None, Printer())

    assert [(use.serial, use.state.value, use.line_id) for use in store.state.uses] == [("HN0001001", "used", line.id)]


def test_a_hall_that_counts_its_blanks_prints_none_without_one(room, acts, three_permits, store):
    room.receive_blanks(CLERK, "HN0001001", "HN0001002")
    room.spoil_blank(CLERK, "hn0001001", "卡面有划痕")

    results = room.print_batch(CLERK, [WantedCard(number) for number in NUMBERS], Printer())

    assert told(results) == [("1", "made", None), ("2", "failed", "no_blank_left"), ("3", "untouched", None)]
    assert [one.closing for one in room.balance_blanks(CLERK)] == [0]


def test_a_blank_is_received_once_and_goes_once(room):
    room.receive_blanks(CLERK, "HN0001001", "HN0001009")
    room.spoil_blank(CLERK, "HN0001001", "折断")

    codes = [
        refused_code(act)[0]
        for act in (
            lambda: room.receive_blanks(CLERK, "HN0001009", "HN0001012"),
            lambda: room.spoil_blank(CLERK, "HN0001001", "折断"),
            lambda: room.spoil_blank(CLERK, "HN0009999", "折断"),
            lambda: room.spoil_blank(CLERK, "HN0001002", " "),
            lambda: room.receive_blanks(ADMINISTRATOR, "AB001", "AB009"),
        )
    ]

    assert codes == [
        "blanks_already_received",
        "blank_already_gone",
        "blank_not_in_stock",
        "reason_needed",
        "right_missing",
    ]


def test_the_figures_of_the_month_count_what_was_made(room, acts, three_permits):
    for number in NUMBERS:
        acts.print(CLERK, number, PrintKind.FIRST, None, Printer())
    acts.print(CLERK, "1", PrintKind.MISPRINT, "卡面有划痕", Printer())

    rates = room.count_prints(CLERK, TODAY.replace(day=1), date(2026, 12, 1))

    assert (rates.printed, rates.misprints, rates.misprint_rate) == (4, 1, 0.25)
    assert (rates.permits, rates.registered, rates.permit_rate) == (3, 3, 1.0)


def test_a_missing_glyph_opens_one_case_and_takes_no_blank_and_no_line(room, acts, permit_on_record, maker, store):
    permit_on_record()
    maker.lacking = {"name": "\U00030000"}

    for _ in range(2):
        code, _ = refused_code(lambda: acts.print(CLERK, NUMBER, PrintKind.FIRST, None, Printer()))
    report = room.check_card(CLERK, NUMBER)

    assert (code, report.passes, store.state.prints) == ("missing_glyph", False, {})
    assert [(one.item, one.code_points) for one in room.glyph_cases(CLERK)] == [("name", "U+30000")]


def test_a_settled_case_waits_no_longer(room, acts, permit_on_record, maker):
    permit_on_record()
    maker.lacking = {"name": "\U00030000"}
    refused_code(lambda: acts.print(CLERK, NUMBER, PrintKind.FIRST, None, Printer()))
    (case,) = room.glyph_cases(CLERK)

    settled = room.settle_glyph_case(CLERK, case.id, GlyphRemedy.FONT_ADDED)

    assert (settled.settled_by, room.glyph_cases(CLERK)) == ("li", ())
    assert refused_code(lambda: room.settle_glyph_case(CLERK, case.id, GlyphRemedy.FONT_ADDED))[0] == (
        "glyph_case_unknown"
    )


def test_a_scanned_card_must_be_the_one_just_made(acts, permit_on_record, maker, store):
    permit_on_record()
    maker.scanned = "QR of another card"

    code, _ = refused_code(lambda: acts.print(CLERK, NUMBER, PrintKind.FIRST, None, Printer(), lambda: b"picture"))

    assert code == "scanned_other_card"
    assert [line.reason for line in store.state.prints.values()] == ["scanned_other_card"]


def test_a_printer_is_set_once_and_its_limits_hold(room):
    room.set_printer(CLERK, PrinterProfile("Evolis", 0.5, -0.3))
    room.set_printer(CLERK, PrinterProfile("Evolis", 0.7, -0.3, 1.004, Duplex.SHORT_EDGE, True, True))

    assert room.printers() == (PrinterProfile("Evolis", 0.7, -0.3, 1.004, Duplex.SHORT_EDGE, True, True),)
    assert room.printers()[0].order() == (1, 0)
    for wrong in ({"offset_x_mm": 5.1}, {"scale": 1.03}):
        with pytest.raises(InvalidInput):
            PrinterProfile("Evolis", **wrong)


def test_the_design_in_use_is_kept(room):
    assert room.design() == CardDesign("hunan_card", None)

    room.choose_design(CLERK, CardDesign("wulingyuan", True))

    assert room.design() == CardDesign("wulingyuan", True)

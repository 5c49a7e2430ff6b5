"""What the printers page decides, told to a view that only remembers."""

from dataclasses import replace

import pytest
from builders import ADMINISTRATOR, CLERK
from fakes import a_desk, a_hall_store

from resipermit.domain.errors import Refused
from resipermit.domain.printer_profile import Duplex, PrinterProfile
from ui.presenters.printers import PrintersPresenter, written
from ui.tasks import run_now
from ui.text import Text

ZEBRA, EVOLIS = "Zebra ZC300", "Evolis Primacy"
TEXT = Text("zh_CN", lambda identifier, _language: identifier)


class View:
    def __init__(self):
        self.rows, self.settings, self.wrong, self.card, self.advice = (), None, {}, None, []
        self.way, self.may_save, self.may_print = "", False, False
        self.said, self.cleared = [], 0

    def show_printers(self, rows, chosen):
        self.rows, self.chosen = rows, chosen

    def show_settings(self, name, settings):
        self.settings = settings

    def show_wrong(self, wrong):
        self.wrong = dict(wrong)

    def show_ways(self, words, *, may_save, may_print):
        self.way, self.may_save, self.may_print = words, may_save, may_print

    def show_test_card(self, pdf):
        self.card = pdf

    def show_how(self, words):
        self.advice.append(("how", words))

    def show_advice(self, words, tone):
        self.advice.append((tone, words))

    def clear_measures(self):
        self.cleared += 1

    def say(self, words, kind):
        self.said.append((kind, words))


@pytest.fixture
def desk():
    return a_desk(a_hall_store())


@pytest.fixture
def view():
    return View()


@pytest.fixture
def page(view, desk):
    """The page where Zebra is set, Evolis is set and not here, and a third was never set."""
    desk.card_room.set_printer(CLERK, PrinterProfile(ZEBRA, 0.4, -0.2, 1.005))
    desk.card_room.set_printer(CLERK, PrinterProfile(EVOLIS))
    presenter = PrintersPresenter(view, desk, CLERK, run_now, TEXT)
    presenter.refresh([ZEBRA, "新打印机"])
    return presenter


def kept(desk):
    return {one.name: one for one in desk.card_room.printers()}


def test_the_list_says_which_printers_are_set_and_which_are_not_here(page, view):
    assert [(row.profile.name, row.state) for row in view.rows] == [
        (ZEBRA, "已设置"),
        ("新打印机", "未设置，照原样"),
        (EVOLIS, "已设置，本机没有"),
    ]
    assert (view.settings.right, view.settings.down, view.settings.scale) == ("0.4", "-0.2", "100.5")
    assert view.card == b"rulers zh_CN"
    assert (view.may_save, view.may_print) == (True, True)


def test_settings_are_kept_as_typed_and_shown_in_the_list(page, view, desk):
    page.choose(view.rows[1])
    page.type(replace(view.settings, right="－0．35", scale="99.5", duplex=Duplex.SHORT_EDGE, back_first=True))
    page.save()

    profile = PrinterProfile("新打印机", -0.35, 0.0, 0.995, Duplex.SHORT_EDGE, back_first=True)
    assert kept(desk)["新打印机"] == profile
    assert (view.rows[view.chosen].profile, view.rows[view.chosen].state) == (profile, "已设置")
    assert view.said == [("good", "“新打印机”的设置已保存，从下一张卡起照此打印。")]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("right", "5.1", "偏移最多5毫米"),
        ("right", "", "请填数字"),
        ("down", "一点", "请填数字"),
        ("down", "nan", "请填数字"),
        ("scale", "103", "±2%"),
        ("scale", "1.0.0", "请填百分数"),
    ],
)
def test_what_cannot_be_is_refused_in_words_at_its_field_and_not_kept(page, view, desk, field, typed, words):
    before = kept(desk)

    page.type(replace(view.settings, **{field: typed}))
    page.save()

    assert list(view.wrong) == [field]
    assert words in view.wrong[field]
    assert (view.may_save, view.may_print) == (False, False)
    assert kept(desk) == before


def test_what_was_typed_for_a_printer_waits_while_another_is_looked_at(page, view):
    page.type(replace(view.settings, right="0.7"))
    page.choose(view.rows[1])
    other = view.settings
    page.choose(view.rows[0])

    assert (other.right, view.settings.right, page.changed) == ("0", "0.7", True)


def test_the_test_card_is_printed_as_the_printer_is_set_and_then_says_how_to_measure(page, view):
    sent = []

    page.print(lambda pdf, profile: sent.append((pdf, profile)))

    assert sent == [(b"rulers zh_CN", PrinterProfile(ZEBRA, 0.4, -0.2, 1.005))]
    ((kind, words),) = view.advice
    assert kind == "how"
    assert "2毫米" in words
    assert "50毫米" in words


def test_no_test_card_while_something_is_unsaved_or_where_the_printer_is_not(page, view):
    sent = []

    page.choose(view.rows[2])
    away = view.way
    page.print(lambda pdf, profile: sent.append(pdf))
    page.choose(view.rows[0])
    page.type(replace(view.settings, down="0.1"))
    page.print(lambda pdf, profile: sent.append(pdf))

    assert sent == []
    assert "不在这台电脑上" in away
    assert "还没有保存" in view.way


def test_a_printer_that_is_gone_is_said_and_can_be_tried_again(page, view):
    def gone(_pdf, profile):
        raise Refused("printer_failed", printer=profile.name)

    page.print(gone)

    assert [kind for kind, _ in view.said] == ["bad"]
    assert view.advice == []
    assert view.may_print


def test_what_was_measured_is_worked_out_and_filled_in_but_not_yet_kept(page, view, desk):
    filled = page.work_out("1.8", "2.1", "")

    assert filled
    assert (view.settings.right, view.settings.down, view.settings.scale) == ("0.6", "-0.3", "100.5")
    assert page.changed
    assert kept(desk)[ZEBRA] == PrinterProfile(ZEBRA, 0.4, -0.2, 1.005)


def test_the_same_measures_worked_out_twice_say_the_same(page, view):
    page.work_out("1.8", "2.1", "49.9")
    once = view.settings
    page.work_out("1.8", "2.1", "49.9")

    assert view.settings == once


def test_a_profile_kept_finer_than_a_ruler_reads_is_no_change_and_no_fault(view, desk):
    desk.card_room.set_printer(CLERK, PrinterProfile(ZEBRA, 0.123456, -0.00001, 1.0055555))
    page = PrintersPresenter(view, desk, CLERK, run_now, TEXT)

    page.refresh([ZEBRA])

    assert (view.settings.right, view.settings.down, view.settings.scale) == ("0.12", "0", "100.56")
    assert (page.changed, view.wrong) == (False, {})


@pytest.mark.parametrize("measures", [("x", "", ""), ("", "", "0"), ("", "", "47"), ("9", "", "")])
def test_measures_that_cannot_be_change_nothing(page, view, measures):
    filled = page.work_out(*measures)

    assert (filled, page.changed) == (False, False)
    assert [tone for tone, _ in view.advice] == ["bad"]


def test_without_any_printer_the_test_card_can_still_be_kept(view, desk):
    files = []
    page = PrintersPresenter(view, desk, CLERK, run_now, TEXT)

    page.refresh([])
    page.keep_file(files.append, "card.pdf")

    assert view.rows == ()
    assert "没有打印机" in view.way
    assert files == [b"rulers zh_CN"]
    assert "card.pdf" in view.said[0][1]


def test_whoever_may_not_print_keeps_no_settings(view, desk):
    page = PrintersPresenter(view, desk, ADMINISTRATOR, run_now, TEXT)
    page.refresh([ZEBRA])

    page.type(replace(written(PrinterProfile(ZEBRA)), right="1"))
    page.save()

    assert desk.card_room.printers() == ()
    assert [kind for kind, _ in view.said] == ["bad"]

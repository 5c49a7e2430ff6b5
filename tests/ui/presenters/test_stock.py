"""What the stock page decides, told to a view that only remembers."""

from datetime import date

import pytest
from builders import CHANGSHA, CLERK, TODAY, a_line, a_permit, a_person, a_registration, held
from fakes import FakeCardMaker, a_desk, a_hall_store

from resipermit.domain.glyph_case import GlyphRemedy
from ui.presenters.stock import StockPresenter
from ui.tasks import run_now
from ui.text import Text

NUMBER = "4301110000002025000001"
TEXT = Text("zh_CN", lambda identifier, _language: identifier)


class View:
    def __init__(self):
        self.shown, self.said, self.cleared = None, [], []

    def show_stock(self, shown):
        self.shown = shown

    def clear_receipt(self):
        self.cleared.append("receipt")

    def clear_spoiled(self):
        self.cleared.append("spoiled")

    def say(self, words, kind):
        self.said.append((kind, words))


@pytest.fixture
def maker():
    return FakeCardMaker()


@pytest.fixture
def store():
    return a_hall_store()


@pytest.fixture
def desk(store, maker):
    return a_desk(store, maker=maker)


@pytest.fixture
def view():
    return View()


@pytest.fixture
def page(view, desk):
    return StockPresenter(view, desk, CLERK, run_now, TEXT)


@pytest.fixture
def rare_name(store, maker, desk):
    """A card that waits for a character."""
    with store() as unit:
        kept = unit.people.add(a_person())
        unit.people.add_registration(kept.id, a_registration())
        unit.people.keep_photo(kept.id, b"a portrait")
        permit = a_permit(date(2025, 11, 20), NUMBER)
        unit.permits.add(held(kept.id, permit, CHANGSHA), a_line(permit.acts[0]))
        unit.commit()
    maker.lacking = {"name": "𰻞"}
    desk.card_room.check_card(CLERK, NUMBER)


def test_a_box_taken_in_is_counted_and_a_spoiled_blank_goes(page, view):
    page.receive("HN0001001", "HN0001200")
    page.spoil("hn0001003", "折断")

    (day,) = view.shown.days
    assert (day.day, day.received, day.spoiled, day.closing) == (TODAY, 200, 1, 199)
    assert view.shown.left == "空白卡还有199张"
    assert [kind for kind, _ in view.said] == ["good", "good"]
    assert view.cleared == ["receipt", "spoiled"]


def test_a_box_refused_keeps_what_was_typed(page, view):
    page.receive("HN0001200", "HN0001001")

    assert view.cleared == []
    assert [kind for kind, _ in view.said] == ["bad"]


def test_a_single_blank_needs_no_last_serial_and_few_left_is_said(page, view):
    page.receive("HN0001001", "")

    assert (view.shown.left[:6], view.shown.tone) == ("空白卡只剩1", "warn")


def test_the_month_looked_at_is_the_month_shown(page, view):
    page.receive("HN0001001", "HN0001200")
    earlier = page.months()[1][0]

    page.look_at(earlier)

    assert view.shown.days == ()
    assert view.shown.left == "空白卡还有200张"
    assert [name for name, *_ in view.shown.rates] == ["废证率", "遗失补领率", "办证率"]


def test_a_case_is_closed_only_when_the_card_lacks_nothing_any_more(page, view, maker, rare_name):
    page.refresh()
    (line,) = view.shown.glyphs
    page.settle(line, GlyphRemedy.FONT_ADDED)
    still = (view.shown.glyphs, view.said[-1][0])

    maker.lacking = {}
    page.settle(line, GlyphRemedy.FONT_ADDED)

    assert (line.item, line.code_points, line.waited) == ("姓名", "U+30EDE", "已等0天")
    assert still == ((line,), "bad")
    assert view.shown.glyphs == ()
    assert view.said[-1][0] == "good"


def test_a_case_of_a_permit_that_has_ended_can_be_closed(page, view, desk, store, rare_name):
    from builders import REVIEWER

    from resipermit.domain.permit import ActKind

    desk.end_permit(REVIEWER, NUMBER, ActKind.CANCEL, "本人申请")
    page.refresh()

    page.settle(view.shown.glyphs[0], GlyphRemedy.RECORD_CORRECTED)

    assert view.shown.glyphs == ()

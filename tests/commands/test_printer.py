"""A printer is set once for the hall; the test card is as large as a card."""

import pytest
from terminal import Terminal

from resipermit.adapters.page_pictures import page_pictures
from resipermit.domain.printer_profile import Duplex, PrinterProfile


def test_a_printer_is_set_listed_and_set_anew(desk: Terminal):
    empty = desk.done("printer", "list", user=None)
    desk.done("printer", "set", "Zebra", "--offset-x", "0.4", "--offset-y=-0.2", "--scale", "1.005", user="li")
    again = ("--duplex", "long_edge", "--flip-back", "--back-first")
    desk.done("printer", "set", "Zebra", *again, user="li")

    listed = desk.done("printer", "list", "--json", user=None)

    assert "No printer" in empty.out
    assert listed.document == [
        PrinterProfile("Zebra", duplex=Duplex.LONG_EDGE, flip_back=True, back_first=True).document()
    ]


@pytest.mark.parametrize(
    "setting", ["--offset-x=9", "--offset-y=-5.1", "--offset-y=nan", "--scale=1.03", "--scale=nan"]
)
def test_a_setting_beyond_measure_is_refused_and_nothing_kept(desk: Terminal, setting):
    run = desk.ask("printer", "set", "Zebra", setting, user="li")

    assert (run.code, run.err.count("\n")) == (2, 1)
    assert desk.done("printer", "list", "--json", user=None).document == []


def test_an_administrator_sets_no_printer(desk: Terminal):
    assert desk.ask("printer", "set", "Zebra", user="admin").code == 3


def test_the_test_card_has_two_sides_as_large_as_a_card(desk: Terminal, tmp_path):
    desk.done("printer", "test-card", "--out", str(tmp_path / "test.pdf"), user=None)

    pages = page_pictures((tmp_path / "test.pdf").read_bytes(), 300)
    assert [page.size for page in pages] == [(1011, 638), (1011, 638)]

"""The print ledger: print, read back, then count."""

from datetime import date

import pytest

from resipermit.domain.errors import Refused
from resipermit.domain.printing import PrintKind, PrintLine, PrintState


def a_line() -> PrintLine:
    return PrintLine(1, "P1", PrintKind.FIRST, PrintState.PENDING, date(2026, 3, 1), "li", "CODE", "ab")


def test_a_card_counts_as_made_when_its_code_reads_back():
    assert a_line().made("CODE").state is PrintState.MADE


def test_another_cards_code_never_closes_the_line():
    with pytest.raises(Refused, match="read_back_differs"):
        a_line().made("OTHER")


def test_a_closed_line_stays_closed():
    spoiled = a_line().failed("printer_gone")

    assert (spoiled.state, spoiled.reason) == (PrintState.FAILED, "printer_gone")
    with pytest.raises(Refused, match="print_already_closed"):
        spoiled.made("CODE")
    with pytest.raises(Refused, match="print_already_closed"):
        a_line().made("CODE").failed("late")


def test_nothing_personal_shows_in_the_repr():
    assert "CODE" not in repr(a_line())

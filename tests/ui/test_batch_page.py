"""Many cards in one go: each has its result, and only what was not made is made again."""

import pytest
from keyboard import press
from PySide6.QtWidgets import QFileDialog

from resipermit.domain.errors import Refused
from ui.pages.bureau_file import BureauFile
from ui.pages.print_page import pages


@pytest.fixture
def waiting(desk, actors):
    """Return a function that gives the numbers of the permits without a card."""
    return lambda: [found.held.permit.number for found in desk.card_room.unmade(actors.clerk)]


def results(page):
    return [page.model.row_at(page.model.index(row, 0)).result[:1] for row in range(page.model.rowCount())]


def test_chosen_cards_become_one_file_front_and_back_of_each(window, waiting, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "bureau.pdf"), ""))
    before = waiting()
    press("F11")
    window.batch_page.choose(frozenset(before[:2]))

    press("Ctrl+Enter")

    assert len(pages((tmp_path / "bureau.pdf").read_bytes(), 30)) == 4
    assert results(window.batch_page)[:3] == ["✓", "✓", ""]
    assert waiting() == before[2:]
    assert not (tmp_path / "bureau.cards").exists()


def test_when_the_printer_is_gone_what_was_not_made_stays_chosen_and_is_repeated_alone(window, waiting):
    press("F11")
    page, numbers = window.batch_page, waiting()[:3]
    sent = []

    def gone_after_one(pdf):
        if sent:
            raise OSError("gone")
        sent.append(pdf)

    page.presenter.print(numbers, gone_after_one, lambda: None)
    first, chosen = results(page)[:3], page._chosen()
    page.presenter.print(chosen, sent.append, lambda: None)

    assert first == ["✓", "✕", "–"]
    assert chosen == numbers[1:]
    assert results(page)[:3] == ["✓", "✓", "✓"]
    assert len(sent) == 3


def test_cards_that_cannot_be_bound_into_one_file_stay_as_they_are(tmp_path):
    def fails(_pdfs):
        raise OSError("full")

    bureau = BureauFile(tmp_path / "bureau.pdf", fails)
    bureau.add(b"%PDF-1")

    with pytest.raises(Refused) as refusal:
        bureau.bind()

    assert refusal.value.code == "cards_not_bound"
    assert [path.read_bytes() for path in (tmp_path / "bureau.cards").iterdir()] == [b"%PDF-1"]

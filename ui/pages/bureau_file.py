"""One PDF for the card bureau: each card is on disk before it counts, and all are bound into one file at the end."""

from collections.abc import Callable, Iterable
from pathlib import Path

from resipermit.domain.errors import Refused
from ui.pages.print_page import to_file


class BureauFile:
    """Takes the pages of one card after the other; *join* puts many files into one."""

    def __init__(self, path: Path, join: Callable[[Iterable[bytes]], bytes]) -> None:
        self._path, self._join = path, join
        self._folder = path.with_suffix(".cards")
        self._cards: list[Path] = []

    def add(self, pdf: bytes) -> None:
        """Keep the pages of a card; raises Refused("printer_failed")."""
        card = self._folder / f"{len(self._cards) + 1:04d}.pdf"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused("printer_failed", printer=self._path.name) from error
        to_file(pdf, str(card))
        self._cards.append(card)

    def bind(self) -> None:
        """Write the one file and let the single ones go; raises Refused("cards_not_bound"), and they stay."""
        if not self._cards:
            return
        try:
            to_file(self._join(card.read_bytes() for card in self._cards), str(self._path))
        except (OSError, Refused) as error:
            raise Refused("cards_not_bound", folder=str(self._folder)) from error
        for card in self._cards:
            card.unlink()
        self._folder.rmdir()

"""What the batch page decides: which cards wait, what came of each, and which are to be made again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.holder import FoundHolder
from resipermit.domain.printer_profile import PrinterProfile, profile_of
from resipermit.usecases.desk import Desk
from resipermit.usecases.print_batch import BatchState, CardResult, WantedCard
from ui.text import Text

SIGNS = {BatchState.MADE: "✓", BatchState.FAILED: "✕", BatchState.UNTOUCHED: "–"}


@dataclass(frozen=True, slots=True, repr=False)
class BatchLine:
    """One card: whose, and what came of it."""

    number: str
    name: str
    address: str
    result: str = ""


class BatchView(Protocol):
    """What the presenter needs of the page."""

    def show_cards(self, lines: tuple[BatchLine, ...], summary: str) -> None: ...
    def show_busy(self, busy: bool) -> None: ...
    def choose(self, numbers: frozenset[str]) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class BatchPresenter:
    """Prints many cards, front and back of each in one go, and repeats only what was not made."""

    def __init__(self, view: BatchView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text
        self._lines: tuple[BatchLine, ...] = ()
        self._busy = False

    def refresh(self) -> None:
        """Fetch which cards wait; what came of the last batch goes from the screen."""

        def done(found: tuple[FoundHolder, ...]) -> None:
            self._lines = tuple(
                BatchLine(one.held.permit.number, one.person.name, one.present_address or "")
                for one in found
                if one.held is not None
            )
            self._show()
            self._view.choose(frozenset(line.number for line in self._lines))

        if not self._busy:
            self._run(lambda: self._desk.card_room.unmade(self._actor), done=done, failed=self._failed)

    def print(self, numbers: list[str], send: Callable[[bytes], None], finish: Callable[[], None]) -> None:
        """Print the cards of these permits in their order through *send*; *finish* comes after the last one."""
        if not numbers or self._busy:
            return

        def job() -> tuple[CardResult, ...]:
            results = self._desk.card_room.print_batch(self._actor, [WantedCard(one) for one in numbers], send)
            finish()
            return results

        def done(results: tuple[CardResult, ...]) -> None:
            self._set_busy(False)
            self._tell(results)

        def failed(error: Exception) -> None:
            self._set_busy(False)
            self.refresh()  # the ledger knows what was made
            self._failed(error)

        self._set_busy(True)
        self._run(job, done=done, failed=failed)

    def join(self, pdfs: Iterable[bytes]) -> bytes:
        """Return the pages of many cards in one file, in their order."""
        return self._desk.card_room.join_pages(pdfs)

    def profile(self, printer: str) -> PrinterProfile:
        """Return how a printer is set; one that nobody has set prints as the page is."""
        return profile_of(printer, self._desk.card_room.printers())

    def _tell(self, results: tuple[CardResult, ...]) -> None:
        came = {one.card.number: self._words(one) for one in results}
        self._lines = tuple(
            BatchLine(line.number, line.name, line.address, came.get(line.number, line.result)) for line in self._lines
        )
        self._show()
        made = sum(one.state is BatchState.MADE for one in results)
        self._view.choose(frozenset(one.card.number for one in results if one.state is not BatchState.MADE))
        words = self._text.say("batch.done", made=made, count=len(results))
        self._view.say(words, "good" if made == len(results) else "bad")

    def _words(self, one: CardResult) -> str:
        words = self._text.say(f"batch.state.{one.state}")
        return f"{SIGNS[one.state]} {words}" + (f"：{self._text.word(one.code)}" if one.code else "")

    def _show(self) -> None:
        self._view.show_cards(self._lines, self._text.say("batch.summary", count=len(self._lines)))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy)

    def _failed(self, error: Exception) -> None:
        self._view.say(self._text.error(error), "bad")

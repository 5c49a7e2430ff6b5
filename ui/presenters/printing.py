"""What the print page decides: which page is shown, of which kind the print is, what is said of the result."""

from collections.abc import Callable, Sequence
from typing import Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.errors import InvalidInput, ResipermitError
from resipermit.domain.preflight import Objection, Preflight
from resipermit.domain.printer_profile import PrinterProfile, profile_of
from resipermit.domain.printing import PrintKind, PrintLine, PrintState
from resipermit.usecases.card_settings import CardDesign
from resipermit.usecases.desk import CardProof, Desk
from ui.text import Text


class PrintView(Protocol):
    """What the presenter needs of the page."""

    def show_designs(self, choices: Sequence[tuple[CardDesign, str]], chosen: CardDesign) -> None: ...
    def show_proof(self, pdf: bytes) -> None: ...
    def show_objections(self, head: str, lines: tuple[tuple[str, str], ...]) -> None: ...
    def show_busy(self, busy: bool) -> None: ...
    def show_result(self, words: str, tone: str) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class PrintPresenter:
    """Previews and prints the very same page."""

    def __init__(self, view: PrintView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text
        self.number: str | None = None
        self._asked = 0

    def preview(self, number: str) -> None:
        """Show the card of permit *number*."""
        self.number = None  # nothing can be printed that was not seen
        self._asked += 1
        ticket = self._asked

        def done(proof: CardProof) -> None:
            if ticket == self._asked:
                self.number = number
                self._view.show_proof(proof.pdf)
                self._tell_all(number, ticket)

        def failed(error: Exception) -> None:
            if ticket == self._asked:
                self._view.show_objections(self._text.say("print.not_possible"), (("bad", self._text.error(error)),))
                if isinstance(error, ResipermitError):
                    self._tell_all(number, ticket)

        self._run(lambda: self._desk.preview_card(self._actor, number), done=done, failed=failed)

    def list_designs(self) -> None:
        """Show each design in Chinese alone and with English beside it, and which one the hall has chosen."""
        language = "zh" if self._text.language == "zh_CN" else "en"

        def look() -> tuple[list[tuple[CardDesign, str]], CardDesign]:
            names, now = self._desk.designs.names(), self._desk.card_room.design()
            own = {one.name: one.bilingual for one in names}
            choices = [
                (CardDesign(one.name, both), self._text.say(f"design.{word}", title=one.title[language]))
                for one in names
                for both, word in ((False, "chinese"), (True, "bilingual"))
            ]
            return choices, CardDesign(now.name, own.get(now.name) if now.bilingual is None else now.bilingual)

        self._run(look, done=lambda found: self._view.show_designs(*found), failed=self._failed)

    def choose_design(self, design: CardDesign) -> None:
        """Keep the hall's design, and show the card at hand in it."""
        number = self.number

        def done(_: object) -> None:
            if number is not None:
                self.preview(number)

        self._run(lambda: self._desk.card_room.choose_design(self._actor, design), done=done, failed=self._failed)

    def print(self, kind: PrintKind, reason: str | None, send: Callable[[bytes], None]) -> None:
        """Print through *send*; the card counts once its code was read back."""
        number = self.number
        if number is None:
            return

        def done(line: PrintLine) -> None:
            self._view.show_busy(False)
            made = line.state is PrintState.MADE
            words = self._text.say("done.print" if made else "print.failed", reason=line.reason or "")
            self._view.show_result(words, "good" if made else "bad")
            self._view.say(words, "good" if made else "bad")

        def failed(error: Exception) -> None:
            self._view.show_busy(False)
            self._failed(error)

        self._view.show_busy(True)
        self._run(lambda: self._desk.print_card(self._actor, number, kind, reason, send), done=done, failed=failed)

    def profile(self, printer: str) -> PrinterProfile:
        """Return how a printer is set; one that nobody has set prints as the page is."""
        return profile_of(printer, self._desk.card_room.printers())

    def _tell_all(self, number: str, ticket: int) -> None:
        """Say everything that stands against the card, not only what came first."""

        def done(report: Preflight) -> None:
            if ticket == self._asked and report.objections:
                code = "preflight.remarks" if report.passes else "preflight.blocks"
                lines = tuple(("bad" if one.blocks else "warn", self._words(one)) for one in report.objections)
                self._view.show_objections(self._text.say(code, count=len(lines)), lines)

        def failed(_: Exception) -> None:
            """The refusal of the preview already says why nothing can be checked either."""

        self._run(lambda: self._desk.card_room.check_card(self._actor, number), done=done, failed=failed)

    def _words(self, one: Objection) -> str:
        return self._text.error(InvalidInput(one.code, field=one.item, item=one.item, **one.facts))

    def _failed(self, error: Exception) -> None:
        words = self._text.error(error)
        self._view.show_result(words, "bad")
        self._view.say(words, "bad")

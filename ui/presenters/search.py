"""What the one search field decides: when it asks, what it makes of the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.holder import FoundHolder
from resipermit.domain.identity import masked
from resipermit.domain.permit import PermitState, Standing
from resipermit.domain.verdict import VerificationResult
from resipermit.usecases.desk import Desk, SearchResult
from ui.presenters.verifying import verdict
from ui.text import STANDING_SIGNS, Text


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """One line of the hits: enough to tell two people of one name apart."""

    person_id: int
    name: str
    born: str
    registered: str
    address: str
    standing: str
    permit: str


class SearchView(Protocol):
    """What the presenter needs of the page."""

    def show_hits(self, hits: tuple[Hit, ...], summary: str) -> None: ...
    def offer(self, words: str, corrections: tuple[str, ...], typed: str) -> None:
        """Without anything *typed* that a person could be registered with, no registration is offered."""
        ...

    def take_focus(self) -> None: ...
    def open_holder(self, person_id: int) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class SearchPresenter:
    """Numbers its questions and drops every answer but the newest."""

    def __init__(self, view: SearchView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text
        self._asked = 0

    def forget(self) -> None:
        """Drop the answer that is still on its way: somebody went elsewhere."""
        self._asked += 1

    def search(self, typed: str, *, settled: bool) -> None:
        """Ask for *typed*; when it was settled by Enter, a single hit is opened."""
        if not typed.strip():
            self.forget()
            self._view.show_hits((), "")
            return
        self._ask(lambda: self._desk.find_holder(self._actor, typed, settled=settled), typed, settled=settled)

    def look_up(self, scanned: str | Callable[[], bytes]) -> None:
        """Open whose number or card was scanned; a picture is given by how to read it."""

        def find() -> SearchResult:
            code = scanned if isinstance(scanned, str) else self._desk.read_code(scanned())
            return self._desk.find_holder(self._actor, code, scanned=True)

        self._view.show_hits((), "")
        self._ask(find, scanned if isinstance(scanned, str) else "", settled=True)

    def _ask(self, find: Callable[[], SearchResult], typed: str, *, settled: bool) -> None:
        self._asked += 1
        ticket = self._asked

        def done(result: SearchResult) -> None:
            if ticket == self._asked:
                self._show(result, typed, settled=settled)

        def failed(error: Exception) -> None:
            if ticket == self._asked:
                self._view.say(self._text.error(error), "bad")

        self._run(find, done=done, failed=failed)

    def _show(self, result: SearchResult, typed: str, *, settled: bool) -> None:
        hits = tuple(self._hit(found) for found in result.hits)
        summary = self._text.say("search.more" if result.more else "search.found", count=len(hits))
        self._view.show_hits(hits, summary if hits else "")
        if result.hint and not hits:
            numbers = [masked(number) for number in result.corrections]
            alone = result.hint == "check_digit_wrong" and not numbers
            code = "hint.check_digit_wrong_alone" if alone else f"hint.{result.hint}"
            words = self._text.say(code, corrections=numbers)
            if result.card is not None:
                words, typed = f"{self._verdict(result.card)[0]}\n{words}", ""  # nobody is registered with a code
            self._view.offer(words, result.corrections, typed)
        elif not hits:
            self._view.offer(self._text.say("search.nobody"), (), typed)
        if settled and len(hits) == 1:
            self._view.open_holder(hits[0].person_id)
            if result.card is not None:
                self._view.say(*self._verdict(result.card))
        elif settled:
            self._view.take_focus()

    def _verdict(self, card: VerificationResult) -> tuple[str, str]:
        """Return both statements with the reason, and the kind of message they are."""
        told = verdict(card, self._text)
        words = "　".join(filter(None, (told.genuine, told.standing, told.reason)))
        return words, "plain" if card.good_today else "bad"

    def _hit(self, found: FoundHolder) -> Hit:
        person = found.person
        assert person.id is not None
        state = _state(found, self._desk.today())
        gazetteer = self._desk.gazetteer
        return Hit(
            person.id,
            person.name,
            str(person.born_on.year),
            gazetteer.full_name(person.registered_division),
            found.present_address or "",
            f"{STANDING_SIGNS[state.standing.value]} {self._text.word(state.standing)}",
            found.held.permit.number if found.held else "",
        )


def _state(found: FoundHolder, day: date) -> PermitState:
    return found.held.permit.state(day) if found.held else PermitState(Standing.NONE)

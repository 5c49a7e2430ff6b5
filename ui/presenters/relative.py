"""What the question about a member of the household decides: who is known already, what is refused at which field."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.fact_words import RELATIONS
from resipermit.domain.holder import Person, Tie
from resipermit.domain.identity import Reading, Verdict, masked
from resipermit.usecases.desk import Desk, SearchResult
from ui.presenters.particulars import number_words, whole_person
from ui.text import Text

SAID_AT = {"born_on": "citizen_number", "sex": "citizen_number"}  # the number says them
FIRST_RELATION = "child"
RELATION_ORDER = (FIRST_RELATION, *(one for one in RELATIONS if one != FIRST_RELATION))


@dataclass(frozen=True, slots=True, repr=False)
class RelativeForm:
    """What is typed; *married* is asked of a child only."""

    relation: str
    citizen_number: str
    name: str
    ethnic_code: str
    registered_division: str
    registered_address: str
    living_together: bool | None
    married: bool | None


class RelativeView(Protocol):
    """What the presenter needs of the question."""

    def show_reading(self, words: str, tone: str) -> None: ...
    def show_known(self, words: str | None) -> None: ...
    def wait(self) -> None: ...
    def refuse(self, field: str, words: str) -> None: ...
    def close_kept(self, words: str) -> None: ...


class RelativePresenter:
    """Asks about one more member of one household."""

    def __init__(
        self, view: RelativeView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, person_id: int
    ) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text
        self._person_id = person_id
        self._asked = 0
        self._known: Person | None = None

    def number_typed(self, typed: str) -> Reading | None:
        """Say what the number says; a whole one is looked up, for somebody on record is not typed a second time."""
        self._asked += 1
        self._known = None
        self._view.show_known(None)
        reading, words, tone = number_words(typed, self._desk, self._text)
        self._view.show_reading(words, tone)
        if reading is not None and reading.number is not None and reading.verdict in (Verdict.VALID, Verdict.WARN):
            self._look_up(reading.number, self._asked)
        return reading

    def keep(self, form: RelativeForm) -> None:
        """Keep the tie, if every field can be read."""
        try:
            person = self._known or whole_person(form, self._desk)
        except InvalidInput as error:
            self._refused(error)
            return
        married = {"child": form.married, "spouse": True}.get(form.relation)
        tie = Tie(form.relation, person, form.living_together, married)

        def done(kept: Tie) -> None:
            words = self._text.say("done.add_relative", relation=kept.relation, name=kept.relative.name)
            self._view.close_kept(words)

        self._view.wait()
        add = self._desk.add_relative
        self._run(lambda: add(self._actor, self._person_id, tie), done=done, failed=self._refused)

    def _look_up(self, number: str, ticket: int) -> None:
        def done(found: SearchResult) -> None:
            if ticket == self._asked and found.hits:
                self._known = person = found.hits[0].person
                place = self._desk.gazetteer.full_name(person.registered_division)
                words = self._text.say(
                    "relative.known", name=person.name, number=masked(person.citizen_number), division=place
                )
                self._view.show_known(words)

        # what follows shows a person on record, so that it is noted like any other search
        self._run(lambda: self._desk.find_holder(self._actor, number), done=done, failed=self._refused)

    def _refused(self, error: Exception) -> None:
        field = error.field if isinstance(error, InvalidInput) else ""
        if isinstance(error, Refused) and error.code == "relative_known":
            field = "citizen_number"
        self._view.refuse(SAID_AT.get(field, field), self._text.error(error))

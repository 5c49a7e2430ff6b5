"""What the registration page decides: what the typed number says, what is still missing, what is kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.errors import InvalidInput, ResipermitError
from resipermit.domain.facts import Residence
from resipermit.domain.holder import Person, Registration
from resipermit.domain.identity import Reading
from resipermit.usecases.desk import Desk
from resipermit.usecases.ports import IdentityCard
from ui.presenters.particulars import number_words, typed_day, whole_person
from ui.text import Text


@dataclass(frozen=True, slots=True, repr=False)
class Form:
    """What is typed on the page, as text."""

    citizen_number: str
    name: str
    ethnic_code: str
    registered_division: str
    registered_address: str
    phone: str
    division: str
    address: str
    dwelling: str
    since: str
    photo: bytes | None = None


class RegisterView(Protocol):
    """What the presenter needs of the page."""

    def show_reading(self, words: str, tone: str) -> None: ...
    def fill(self, form: Form) -> None: ...
    def point_at(self, field: str) -> None: ...
    def open_holder(self, person_id: int) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class RegisterPresenter:
    """Checks as one types; keeps only what is whole."""

    def __init__(self, view: RegisterView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text

    def number_typed(self, typed: str) -> Reading | None:
        """Say at once what the number says of birth and sex, or what is wrong with it."""
        reading, words, tone = number_words(typed, self._desk, self._text)
        self._view.show_reading(words, tone)
        return reading

    def read_card(self, now: Form) -> None:
        """Fill the form from the identity card on the reader; where they live stays as typed."""

        def done(card: IdentityCard | None) -> None:
            if card is None:
                self._view.say(self._text.say("reader.no_card"), "plain")
                return
            self._view.fill(_with_card(now, card))
            self._view.say(self._text.say("reader.read"), "good")

        self._run(self._desk.identity_reader.read, done=done, failed=self._failed)

    def keep(self, form: Form) -> None:
        """Register the residence, if every field can be read; else point at the first that cannot."""
        try:
            person, registration = self._whole(form)
        except InvalidInput as error:
            self._view.point_at(error.field)
            self._view.say(self._text.error(error), "bad")
            return

        def done(kept: Person) -> None:
            assert kept.id is not None
            self._view.say(self._text.say("done.register", name=kept.name), "good")
            self._view.open_holder(kept.id)

        self._run(
            lambda: self._desk.register_residence(self._actor, person, registration, form.photo),
            done=done,
            failed=self._failed,
        )

    def _whole(self, form: Form) -> tuple[Person, Registration]:
        person = whole_person(form, self._desk)
        if not self._desk.gazetteer.known(form.division):
            raise InvalidInput("division_unknown", field="division", value=form.division)
        if not form.address.strip():
            raise InvalidInput("field_missing", field="address")
        today = self._desk.today()
        since = typed_day(form.since, "since")
        if since > today:
            raise InvalidInput("day_in_future", field="since", day=since)
        residence = Residence(form.division, today, since, None, form.dwelling)
        return replace(person, phone=form.phone.strip() or None), Registration(None, residence, form.address.strip())

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ResipermitError) and isinstance(error, InvalidInput):
            self._view.point_at(error.field)
        self._view.say(self._text.error(error), "bad")


def _with_card(now: Form, card: IdentityCard) -> Form:
    """Return the form with what the card says; telephone and photo of somebody else do not stay."""
    same = now.citizen_number.strip() in ("", card.citizen_number)
    return replace(
        now,
        citizen_number=card.citizen_number,
        name=card.name,
        ethnic_code=card.ethnic_code,
        registered_division=card.citizen_number[:6],
        registered_address=card.registered_address,
        phone=now.phone if same else "",
        photo=(now.photo if same else None) or card.photo,
    )

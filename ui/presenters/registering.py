"""What the registration page decides: what the typed number says, what is still missing, what is kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.errors import InvalidInput, ResipermitError
from resipermit.domain.facts import Residence
from resipermit.domain.holder import Person, Registration
from resipermit.domain.identity import Reading, Sex, Verdict, read_lenient
from resipermit.domain.names import check_name
from resipermit.usecases.desk import Desk
from resipermit.usecases.ports import IdentityCard
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
        if len(typed.strip()) < 15:
            self._view.show_reading("", "quiet")
            return None
        reading = read_lenient(typed, self._desk.gazetteer, self._desk.today())
        if reading.verdict is Verdict.INVALID:
            self._view.show_reading(self._text.say("number.wrong", reason=reading.reason), "bad")
        else:
            facts = {
                "sex": self._text.word(reading.sex),
                "born": self._text.day(reading.born_on),
                "division": self._desk.gazetteer.full_name(reading.division or ""),
            }
            sure = reading.verdict is Verdict.VALID
            words = self._text.say("number.right" if sure else "number.look", **facts)
            self._view.show_reading(words, "good" if sure else "warn")
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
        today = self._desk.today()
        reading = read_lenient(form.citizen_number, self._desk.gazetteer, today)
        if reading.number is None or reading.born_on is None or reading.verdict is Verdict.INVALID:
            raise InvalidInput("citizen_number_wrong", field="citizen_number", reason=reading.reason)
        name = check_name(form.name, "name")
        for field in ("registered_division", "division"):
            if not self._desk.gazetteer.known(getattr(form, field)):
                raise InvalidInput("division_unknown", field=field, value=getattr(form, field))
        for field in ("registered_address", "address"):
            if not getattr(form, field).strip():
                raise InvalidInput("field_missing", field=field)
        since = _day(form.since)
        if since > today:
            raise InvalidInput("day_in_future", field="since", day=since)
        person = Person(
            id=None,
            citizen_number=reading.number,
            name=name,
            sex=reading.sex or Sex.MALE,
            born_on=reading.born_on,
            ethnic_code=form.ethnic_code,
            registered_division=form.registered_division,
            registered_address=form.registered_address.strip(),
            phone=form.phone.strip() or None,
        )
        residence = Residence(form.division, today, since, None, form.dwelling)
        return person, Registration(None, residence, form.address.strip())

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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput("day_impossible", field="since", value=text) from None

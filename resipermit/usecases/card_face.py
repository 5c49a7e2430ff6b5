"""What stands on a holder's card, taken from the record."""

from collections.abc import Callable
from datetime import date

from resipermit.domain.card import CardFace
from resipermit.domain.errors import Refused
from resipermit.domain.holder import HeldPermit
from resipermit.domain.permit import ActKind, ResidencePermit
from resipermit.usecases.checks import residence_on
from resipermit.usecases.gather_facts import is_live
from resipermit.usecases.hall import Hall, read_hall
from resipermit.usecases.ports import Unit

EthnicWord = Callable[[str], str]
CARD_ACTS = (ActKind.ISSUE, ActKind.REPLACE, ActKind.REISSUE)  # a move inside the city leaves the card good


def compose_face(unit: Unit, held: HeldPermit, today: date, ethnic_word: EthnicWord) -> tuple[CardFace, bytes]:
    """Return the face of the card for *held* and the portrait on it; its place on the status list is kept.

    Raises:
        Refused: the permit has ended, no residence is on record today, or there is no portrait.
    """
    if not is_live(held):
        raise Refused("permit_not_live", standing=held.permit.state(today).standing)
    person = unit.people.get(held.person_id)
    present = residence_on(unit.people.evidence(held.person_id), today)
    if present is None:
        raise Refused("residence_not_on_record")
    photo = unit.people.photo(held.person_id)
    if photo is None:
        raise Refused("photo_not_on_record")
    hall = read_hall(unit.settings)
    place = unit.statuses.index_of(held.permit.number, cards_made(held.permit))
    unit.commit()  # a place that stands on a page is kept, whatever becomes of the page
    face = CardFace(
        permit_number=held.permit.number,
        name=person.name,
        sex=person.sex,
        ethnic_group=ethnic_word(person.ethnic_code),
        born_on=person.born_on,
        citizen_number=person.citizen_number,
        registered_address=person.registered_address,
        residence_address=present.address,
        residence_division=present.residence.division,
        issuing_division=hall.division,
        issuing_authority=hall.authority,
        issued_on=card_day(held.permit, hall),
        due_on=held.permit.course().due_on,
        status_index=place,
    )
    return face, photo


def cards_made(permit: ResidencePermit) -> int:
    """Return how many cards the permit has had; only the last of them may be in use."""
    return sum(act.kind in CARD_ACTS for act in permit.acts)


def card_day(permit: ResidencePermit, hall: Hall) -> date:
    """Return the day of the act that made this card; a card older than every key of the hall bears the key's day."""
    made_on = max(act.on for act in permit.acts if act.kind in CARD_ACTS)
    return max(made_on, min((key.since for key in hall.keys), default=made_on))

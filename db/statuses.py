"""The places of cards on the office's status list: given once, in order, and never given again."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.found import CHUNK, held_permits
from db.permits import permit_record
from db.tables import CardPlaceRecord, PermitRecord
from resipermit.usecases.ports import ListedCard


class SqlStatuses:
    """`ports.Statuses` over the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def index_of(self, number: str, card: int) -> int:
        permit_id = permit_record(self._session, number).id
        own = select(CardPlaceRecord).where(CardPlaceRecord.permit_id == permit_id, CardPlaceRecord.card == card)
        place = self._session.scalar(own)
        if place is None:
            place = CardPlaceRecord(permit_id=permit_id, card=card)
            self._session.add(place)
            self._session.flush()
        return place.id

    def listed(self) -> Iterator[ListedCard]:
        places = self._session.execute(
            select(CardPlaceRecord.id, CardPlaceRecord.card, CardPlaceRecord.permit_id).order_by(CardPlaceRecord.id)
        ).all()
        for start in range(0, len(places), CHUNK):
            chunk = places[start : start + CHUNK]
            wanted = select(PermitRecord).where(PermitRecord.id.in_({permit_id for *_, permit_id in chunk}))
            records = list(self._session.scalars(wanted))
            held = dict(zip((record.id for record in records), held_permits(self._session, records), strict=True))
            for index, card, permit_id in chunk:
                yield ListedCard(index, card, held[permit_id].permit)
            self._session.expunge_all()

"""The files on their way to a permit; a person has one under way at most, the store itself sees to it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.mapping import to_application, write_application
from db.tables import ApplicationRecord
from resipermit.domain.application import Application, Stage
from resipermit.domain.errors import Refused

_UNDER_WAY = (Stage.ACCEPTED.value, Stage.APPROVED.value)


class SqlApplications:
    """`ports.Applications` over the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, application_id: int) -> Application:
        return to_application(self._record(application_id))

    def of_person(self, person_id: int) -> tuple[Application, ...]:
        own = select(ApplicationRecord).where(ApplicationRecord.person_id == person_id)
        return tuple(map(to_application, self._session.scalars(own.order_by(ApplicationRecord.id.desc()))))

    def waiting(self, stage: Stage, limit: int = 200) -> tuple[Application, ...]:
        there = select(ApplicationRecord).where(ApplicationRecord.stage == stage.value)
        soonest = there.order_by(ApplicationRecord.due_on, ApplicationRecord.id).limit(limit)
        return tuple(map(to_application, self._session.scalars(soonest)))

    def add(self, application: Application) -> Application:
        under_way = select(ApplicationRecord.id).where(
            ApplicationRecord.person_id == application.person_id, ApplicationRecord.stage.in_(_UNDER_WAY)
        )
        if self._session.scalar(under_way) is not None:
            raise Refused("application_open")
        record = ApplicationRecord()
        write_application(application, record)
        self._session.add(record)
        self._session.flush()
        return to_application(record)

    def save(self, application: Application) -> None:
        write_application(application, self._record(application.id))
        self._session.flush()

    def _record(self, application_id: int | None) -> ApplicationRecord:
        record = None if application_id is None else self._session.get(ApplicationRecord, application_id)
        if record is None:
            raise Refused("application_unknown")
        return record

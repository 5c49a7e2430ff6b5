"""The office's own records: who may sign in, what was looked at by whom, and the settings of the hall."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.mapping import from_user, to_user
from db.tables import JournalRecord, SettingRecord, UserRecord
from resipermit.domain.actors import Actor
from resipermit.domain.errors import Refused
from resipermit.usecases.ports import User


class SqlUsers:
    """`ports.Users` over the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str) -> User | None:
        record = self._session.get(UserRecord, name)
        return None if record is None else to_user(record)

    def add(self, user: User) -> None:
        if self._session.get(UserRecord, user.name) is not None:
            raise Refused("user_exists", user=user.name)
        self.save(user)

    def save(self, user: User) -> None:
        self._session.merge(from_user(user))
        self._session.flush()

    def all(self) -> tuple[User, ...]:
        return tuple(map(to_user, self._session.scalars(select(UserRecord).order_by(UserRecord.name))))


class SqlJournal:
    """`ports.Journal` over the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, actor: Actor, event: str, at: datetime, subject: str | None = None) -> None:
        self._session.add(JournalRecord(noted_at=at, user=actor.user, event=str(event), subject=subject))
        self._session.flush()

    def newest(self, limit: int) -> tuple[tuple[datetime, str, str, str | None], ...]:
        lines = self._session.scalars(select(JournalRecord).order_by(JournalRecord.id.desc()).limit(limit))
        return tuple((line.noted_at, line.user, line.event, line.subject) for line in lines)

    def last(self, event: str, subject: str) -> datetime | None:
        of_it = (JournalRecord.event == event, JournalRecord.subject == subject)
        return self._session.scalar(
            select(JournalRecord.noted_at).where(*of_it).order_by(JournalRecord.id.desc()).limit(1)
        )


class SqlSettings:
    """`ports.Settings` over the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str) -> str | None:
        record = self._session.get(SettingRecord, name)
        return None if record is None else record.value

    def set(self, name: str, value: str) -> None:
        self._session.merge(SettingRecord(name=name, value=value))
        self._session.flush()

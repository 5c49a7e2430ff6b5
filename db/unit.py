"""One transaction over the store: leaving it without `commit` undoes it."""

from functools import cached_property
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.applications import SqlApplications
from db.decisions import SqlDecisions
from db.found import RULES_OF, RulesOf
from db.office import SqlJournal, SqlSettings, SqlUsers
from db.people import Readings, SqlPeople
from db.permits import SqlPermits
from db.prints import SqlPrints
from db.rule_packs import SqlPacks
from db.statuses import SqlStatuses
from db.stock import SqlStock


class SqlUnit:
    """`ports.Unit` over the store. It begins with the first question and then holds the store's one place to write."""

    def __init__(self, engine: Engine, readings: Readings, rules_of: RulesOf) -> None:
        # what was read stays as it was read: values go out, records never do
        self._session = Session(engine, expire_on_commit=False, autoflush=False, info={RULES_OF: rules_of})
        self._readings = readings

    @cached_property
    def people(self) -> SqlPeople:
        return SqlPeople(self._session, self._readings)

    @cached_property
    def permits(self) -> SqlPermits:
        return SqlPermits(self._session)

    @cached_property
    def applications(self) -> SqlApplications:
        return SqlApplications(self._session)

    @cached_property
    def prints(self) -> SqlPrints:
        return SqlPrints(self._session)

    @cached_property
    def stock(self) -> SqlStock:
        return SqlStock(self._session)

    @cached_property
    def statuses(self) -> SqlStatuses:
        return SqlStatuses(self._session)

    @cached_property
    def users(self) -> SqlUsers:
        return SqlUsers(self._session)

    @cached_property
    def journal(self) -> SqlJournal:
        return SqlJournal(self._session)

    @cached_property
    def packs(self) -> SqlPacks:
        return SqlPacks(self._session)

    @cached_property
    def decisions(self) -> SqlDecisions:
        return SqlDecisions(self._session)

    @cached_property
    def settings(self) -> SqlSettings:
        return SqlSettings(self._session)

    def commit(self) -> None:
        """Keep what was done; the unit may go on and begins anew.

        Raises:
            StoreUnavailable: it could not be kept; nothing of it was.
        """
        self._session.commit()
        self._session.expunge_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

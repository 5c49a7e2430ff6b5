"""List what waits for somebody: files at a stage, permits whose anniversary is near."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from resipermit.domain.actors import Actor, Right
from resipermit.domain.application import Application, Stage
from resipermit.domain.holder import FoundHolder, Person
from resipermit.usecases.ports import OpenUnit


@dataclass(frozen=True)
class ListWaiting:
    """Return the files at a stage with whose they are, soonest due first."""

    open_unit: OpenUnit

    def __call__(self, actor: Actor, stage: Stage) -> tuple[tuple[Application, Person], ...]:
        actor.needs(Right.FIND)
        with self.open_unit() as unit:
            files = unit.applications.waiting(stage)
            return tuple((file, unit.people.get(file.person_id)) for file in files)


@dataclass(frozen=True)
class ListUnmade:
    """Return the holders whose live permit has no card made yet, by the number of the permit."""

    open_unit: OpenUnit
    limit: int = 200

    def __call__(self, actor: Actor) -> tuple[FoundHolder, ...]:
        actor.needs(Right.PRINT)
        with self.open_unit() as unit:
            return unit.permits.without_card(self.limit)


@dataclass(frozen=True)
class ListDueSoon:
    """Return the holders whose anniversary falls on one of the next *days* days, soonest first."""

    open_unit: OpenUnit
    today: Callable[[], date]
    limit: int = 200

    def __call__(self, actor: Actor, days: int) -> tuple[FoundHolder, ...]:
        actor.needs(Right.FIND)
        today = self.today()
        with self.open_unit() as unit:
            return unit.permits.due_between(today, today + timedelta(days=days), self.limit)

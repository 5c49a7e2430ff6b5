"""List who may sign in."""

from dataclasses import dataclass

from resipermit.domain.actors import Actor, Right
from resipermit.usecases.ports import OpenUnit, User


@dataclass(frozen=True)
class ListUsers:
    """Return every user, in order of name."""

    open_unit: OpenUnit

    def __call__(self, actor: Actor) -> tuple[User, ...]:
        actor.needs(Right.ADMINISTER)
        with self.open_unit() as unit:
            return unit.users.all()

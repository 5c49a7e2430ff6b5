"""Show a masked field in full, and remember who looked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from resipermit.domain.actors import Actor, Right
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.usecases.ports import OpenUnit

MASKED_FIELDS = ("citizen_number", "phone")


@dataclass(frozen=True)
class Reveal:
    """Return the field; nothing is returned unless the journal has it."""

    open_unit: OpenUnit
    now: Callable[[], datetime]

    def __call__(self, actor: Actor, person_id: int, field: str) -> str:
        actor.needs(Right.FIND)
        if field not in MASKED_FIELDS:
            raise InvalidInput("field_not_masked", field=field)
        with self.open_unit() as unit:
            shown: str | None = getattr(unit.people.get(person_id), field)
            if shown is None:
                raise Refused("field_not_on_record", field=field)
            unit.journal.note(actor, f"reveal_{field}", self.now(), str(person_id))
            unit.commit()
        return shown

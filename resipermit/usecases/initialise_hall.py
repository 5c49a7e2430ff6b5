"""Set up a hall: where it is, the number it issues under, its signing key, and the first administrator."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from resipermit.domain.actors import Actor, Role
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.places import Gazetteer
from resipermit.domain.rule_packs import Pack, PackStep, Step
from resipermit.usecases.add_user import new_user
from resipermit.usecases.hall import DIVISION, Hall, write_hall
from resipermit.usecases.ports import Clock, OpenUnit, Passwords, Unit

MakeKey = Callable[[str, date], KeyRecord]


@dataclass(frozen=True)
class InitialiseHall:
    """Keep the hall and return its first administrator; the private half of the signing key stays on this desk.

    The only act without an actor before it: it is refused once there is a hall or a user.
    """

    open_unit: OpenUnit
    passwords: Passwords
    make_key: MakeKey
    gazetteer: Gazetteer
    clock: Clock
    pack: Callable[[], Pack]

    def __call__(
        self, *, division: str, unit_code: str, authority: str, user: str, display_name: str, password: str
    ) -> Actor:
        self._check(division, unit_code, authority)
        administrator = new_user(user, display_name, frozenset({Role.ADMINISTRATOR}), password, self.passwords)
        with self.open_unit() as unit:
            if unit.settings.get(DIVISION) is not None or unit.users.all():
                raise Refused("hall_exists")
            key = self.make_key(division, self.clock.today())
            write_hall(unit.settings, Hall(division, unit_code, authority.strip(), (key,)))
            unit.users.add(administrator)
            actor = Actor(administrator.name, administrator.display_name, administrator.roles)
            unit.journal.note(actor, "hall_initialised", self.clock.now())
            self._put_rules_in_force(unit, actor)
            unit.commit()
        return actor

    def _put_rules_in_force(self, unit: Unit, actor: Actor) -> None:
        """The first pack comes with the program and needs no second person; every later one does."""
        pack = self.pack()
        unit.packs.keep(pack)
        unit.packs.note(PackStep(pack.sha256, Step.ACCEPTED, actor.user, self.clock.now()))

    def _check(self, division: str, unit_code: str, authority: str) -> None:
        if not (self.gazetteer.current(division) and self.gazetteer.is_county(division)):
            raise InvalidInput("division_unknown", field="division", value=division)
        # the first four digits are the city's; a city bureau may issue for all its districts
        if not re.fullmatch(r"[0-9]{12}", unit_code) or unit_code[:4] != division[:4]:
            raise InvalidInput("unit_code_form", field="unit_code", value=unit_code, city=division[:4])
        if not authority.strip():
            raise InvalidInput("authority_missing", field="authority")

"""Keep the hall's signing keys: make one on this desk, retire it, report it stolen; nothing is ever taken away.

An office has as many keys as it has printing desks, and more through time. The private half never leaves its desk.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from resipermit.domain.actors import Actor, Right
from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.usecases.checks import needed_reason
from resipermit.usecases.hall import Hall, read_hall, write_hall
from resipermit.usecases.ports import Clock, OpenUnit

MakeKey = Callable[[str, date], KeyRecord]


@dataclass(frozen=True)
class MakeSigningKey:
    """Make a key on this desk and return its record; the desk signs with it from today."""

    open_unit: OpenUnit
    make_key: MakeKey
    clock: Clock

    def __call__(self, actor: Actor) -> KeyRecord:
        actor.needs(Right.KEEP_KEYS)
        with self.open_unit() as unit:
            hall = read_hall(unit.settings)
            key = self.make_key(hall.division, self.clock.today())
            write_hall(unit.settings, replace(hall, keys=(*hall.keys, key)))
            unit.journal.note(actor, "key_made", self.clock.now(), key.kid.hex())
            unit.commit()
        return key


@dataclass(frozen=True)
class RetireKey:
    """Return the key, retired from a day on (today unless another is named); what it signed before stays genuine."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, kid: str, on: date | None = None) -> KeyRecord:
        actor.needs(Right.KEEP_KEYS)
        day = on or self.clock.today()
        if day < self.clock.today():  # cards of the days between would turn false
            raise InvalidInput("key_retired_before_today", field="on", value=day)
        with self.open_unit() as unit:
            hall = read_hall(unit.settings)
            key = _known(hall, kid)
            if key.retired_on is not None or key.compromised_on is not None:
                raise Refused("key_ended", kid=kid)
            retired = replace(key, retired_on=day)
            write_hall(unit.settings, _with(hall, retired))
            unit.journal.note(actor, "key_retired", self.clock.now(), retired.kid.hex())
            unit.commit()
        return retired


@dataclass(frozen=True)
class ReportKeyCompromised:
    """Return the key, compromised from the day on which somebody else may first have had it."""

    open_unit: OpenUnit
    clock: Clock

    def __call__(self, actor: Actor, kid: str, on: date, reason: str) -> KeyRecord:
        actor.needs(Right.KEEP_KEYS)
        said = needed_reason(reason)
        if on > self.clock.today():
            raise InvalidInput("day_in_future", field="on", day=on)
        with self.open_unit() as unit:
            hall = read_hall(unit.settings)
            key = _known(hall, kid)
            if key.compromised_on is not None and key.compromised_on <= on:
                raise Refused("key_ended", kid=kid)
            compromised = replace(key, compromised_on=on)
            write_hall(unit.settings, _with(hall, compromised))
            unit.journal.note(actor, "key_compromised", self.clock.now(), f"{compromised.kid.hex()}: {said}")
            unit.commit()
        return compromised


def _known(hall: Hall, kid: str) -> KeyRecord:
    """Return the key of that short name, or of the only one that begins so."""
    found = [key for key in hall.keys if kid and key.kid.hex().startswith(kid.lower())]
    if len(found) != 1:
        raise InvalidInput("key_unknown", field="kid", value=kid)
    return found[0]


def _with(hall: Hall, changed: KeyRecord) -> Hall:
    return replace(hall, keys=tuple(changed if key.kid == changed.kid else key for key in hall.keys))

"""Keep an act on a permit's ledger: the permit as it now stands, who acted, when, and why."""

from collections.abc import Callable
from dataclasses import replace

from resipermit.domain.actors import Actor
from resipermit.domain.holder import HeldPermit
from resipermit.domain.permit import ResidencePermit
from resipermit.usecases.ports import Clock, LedgerLine, Unit

Act = Callable[[ResidencePermit], ResidencePermit]


def keep_act(unit: Unit, actor: Actor, clock: Clock, number: str, act: Act, reason: str | None = None) -> HeldPermit:
    """Do *act* to the permit *number*, append its newest act to the ledger, note it in the journal; no commit."""
    held = unit.permits.get(number)
    changed = replace(held, permit=act(held.permit))
    newest = changed.permit.acts[-1]
    unit.permits.append(changed, LedgerLine(newest, actor.user, clock.now(), reason))
    unit.journal.note(actor, newest.kind, clock.now(), str(held.person_id))
    return changed

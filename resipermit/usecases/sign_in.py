"""Sign in: a name and a password, and the desk knows who acts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from resipermit.domain.actors import Actor
from resipermit.domain.errors import Refused
from resipermit.usecases.ports import OpenUnit, Passwords, Unit, User


@dataclass(frozen=True)
class SignIn:
    """Return who signs in; after *tries* failures in a row the account is locked for *lock_minutes*.

    *refresh* lets the desk see what another desk has put in force since.
    Every refusal is the same one: it never says whether the name, the password or the lock was in the way.
    """

    open_unit: OpenUnit
    passwords: Passwords
    now: Callable[[], datetime]
    refresh: Callable[[Unit], None]
    tries: int = 5
    lock_minutes: int = 15

    def __call__(self, user: str, password: str) -> Actor:
        now = self.now()
        with self.open_unit() as unit:
            known = unit.users.get(user.strip())
            if known is None:
                self.passwords.hash(password)  # an unknown name takes as long as a wrong password
                raise self._refusal()
            known = _unlocked(known, now)
            right = self.passwords.matches(known.password_hash, password)
            actor = Actor(known.name, known.display_name, known.roles)
            if known.locked_until is not None or not known.active:
                raise self._refusal()
            unit.users.save(replace(known, failures=0) if right else self._failed(known, now))
            unit.journal.note(actor, "sign_in" if right else "sign_in_failed", now)
            unit.commit()
            if right:
                self.refresh(unit)
        if not right:
            raise self._refusal()
        return actor

    def _failed(self, user: User, now: datetime) -> User:
        failures = user.failures + 1
        if failures < self.tries:
            return replace(user, failures=failures)
        return replace(user, failures=failures, locked_until=now + timedelta(minutes=self.lock_minutes))

    def _refusal(self) -> Refused:
        return Refused("sign_in_refused", tries=self.tries, minutes=self.lock_minutes)


def _unlocked(user: User, now: datetime) -> User:
    if user.locked_until is None or now < user.locked_until:
        return user
    return replace(user, failures=0, locked_until=None)

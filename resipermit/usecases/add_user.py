"""Add somebody who may sign in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from resipermit.domain.actors import Actor, Right, Role
from resipermit.domain.errors import InvalidInput
from resipermit.usecases.ports import OpenUnit, Passwords, User

LEAST_PASSWORD = 8
LONGEST_PASSWORD = 200  # an endless password would keep Argon2id busy
_NAME = re.compile(r"[A-Za-z0-9_.\-一-鿿]{1,40}")


def new_user(name: str, display_name: str, roles: frozenset[Role], password: str, passwords: Passwords) -> User:
    """Return a user with the password hashed; raises InvalidInput."""
    if not _NAME.fullmatch(name):
        raise InvalidInput("user_name_form", field="name", value=name)
    if not display_name.strip():
        raise InvalidInput("display_name_missing", field="display_name")
    if not roles:
        raise InvalidInput("role_missing", field="roles")
    if not LEAST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InvalidInput("password_length", field="password", least=LEAST_PASSWORD, most=LONGEST_PASSWORD)
    return User(name, display_name.strip(), roles, passwords.hash(password))


@dataclass(frozen=True)
class AddUser:
    """Keep a new user and return it."""

    open_unit: OpenUnit
    passwords: Passwords
    now: Callable[[], datetime]

    def __call__(self, actor: Actor, name: str, display_name: str, roles: frozenset[Role], password: str) -> User:
        actor.needs(Right.ADMINISTER)
        user = new_user(name, display_name, roles, password, self.passwords)
        with self.open_unit() as unit:
            unit.users.add(user)
            unit.journal.note(actor, "user_added", self.now(), user.name)
            unit.commit()
        return user

"""Passwords of the users, kept as Argon2id hashes with the costs that RFC 9106 names for a small computer."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher


@dataclass(frozen=True)
class Argon2Passwords:
    """`ports.Passwords`. *memory_kib* and *rounds* go into each hash, so that old ones stay good when they change."""

    memory_kib: int = 64 * 1024
    rounds: int = 3
    lanes: int = 4

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def matches(self, password_hash: str, password: str) -> bool:
        """Say whether *password* is the one; a hash that cannot be read matches nothing."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher

        return PasswordHasher(time_cost=self.rounds, memory_cost=self.memory_kib, parallelism=self.lanes)

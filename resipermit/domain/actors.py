"""Who acts: a named person of the office with roles, and what each role may do.

Three first roles; the full separation (printer, security officer, auditor) adds rows to `MAY`.
"""

from dataclasses import dataclass
from enum import StrEnum

from resipermit.domain.errors import Refused


class Role(StrEnum):
    """受理, 审核, 系统管理."""

    CLERK = "clerk"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What the program asks a role for before it acts."""

    FIND = "find"
    REGISTER = "register"
    ACCEPT = "accept"
    REVIEW = "review"
    ISSUE = "issue"
    ENDORSE = "endorse"
    REPLACE = "replace"
    END_PERMIT = "end_permit"
    PRINT = "print"
    IMPORT = "import"
    ADMINISTER = "administer"
    KEEP_KEYS = "keep_keys"
    SIMULATE = "simulate"


MAY: dict[Role, frozenset[Right]] = {
    Role.CLERK: frozenset(
        {Right.FIND, Right.REGISTER, Right.ACCEPT, Right.ISSUE, Right.ENDORSE, Right.REPLACE, Right.PRINT}
    ),
    Role.REVIEWER: frozenset({Right.FIND, Right.REVIEW, Right.END_PERMIT, Right.PRINT}),
    Role.ADMINISTRATOR: frozenset({Right.IMPORT, Right.ADMINISTER, Right.KEEP_KEYS, Right.SIMULATE}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the desk, as signed in."""

    user: str
    display_name: str
    roles: frozenset[Role]

    def may(self, right: Right) -> bool:
        """Say whether one of the roles carries *right*."""
        return any(right in MAY[role] for role in self.roles)

    def needs(self, right: Right) -> None:
        """Raise Refused unless one of the roles carries *right*."""
        if not self.may(right):
            raise Refused("right_missing", right=right, user=self.user)

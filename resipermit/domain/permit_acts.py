"""The acts on a permit's ledger: what can be done to a permit, and what today's rules do not explain."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ActKind(StrEnum):
    """What can be done to a permit: 签发, 签注, 换领, 补领, 住址变更, 注销, 撤销, 更正."""

    ISSUE = "issue"
    ENDORSE = "endorse"
    REPLACE = "replace"
    REISSUE = "reissue"
    CHANGE_ADDRESS = "change_address"
    CANCEL = "cancel"
    REVOKE = "revoke"
    CORRECT = "correct"


class Standing(StrEnum):
    """Whether the permit may be used on a day; `UNKNOWN` when the record does not say."""

    NONE = "none"
    IN_USE = "in_use"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


ENDINGS = {ActKind.CANCEL: Standing.CANCELLED, ActKind.REVOKE: Standing.REVOKED}


@dataclass(frozen=True, slots=True)
class PermitAct:
    """One act on the ledger; *applied_on* is the day the application for it was accepted, when that was another day."""

    kind: ActKind
    on: date
    applied_on: date | None = None

    @property
    def counts_on(self) -> date:
        """The day that decides whether an endorsement is in time."""
        return self.applied_on or self.on


@dataclass(frozen=True, slots=True)
class Oddity:
    """An act that today's rules do not explain: kept as history, listed, never dropped."""

    code: str
    act: PermitAct

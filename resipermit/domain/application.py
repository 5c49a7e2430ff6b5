"""An application for a permit: accepted by one person, reviewed by another, then issued or refused."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from resipermit.domain.errors import Refused


class Stage(StrEnum):
    """受理, 审核通过, 不予办理, 已签发."""

    ACCEPTED = "accepted"
    APPROVED = "approved"
    REFUSED = "refused"
    ISSUED = "issued"


class Ground(StrEnum):
    """合法稳定就业, 合法稳定住所, 连续就读 (decree 663 art. 2)."""

    EMPLOYMENT = "employment"
    DWELLING = "dwelling"
    SCHOOLING = "schooling"


@dataclass(frozen=True, slots=True)
class Application:
    """One file on its way to a permit. *due_on* is the last day to issue (decree 663 art. 9 para. 6)."""

    id: int | None
    person_id: int
    division: str
    grounds: tuple[Ground, ...]
    accepted_on: date
    accepted_by: str
    due_on: date
    stage: Stage = Stage.ACCEPTED
    reviewed_on: date | None = None
    reviewed_by: str | None = None
    reason: str | None = None
    permit_number: str | None = None

    @classmethod
    def accept(
        cls, person_id: int, division: str, grounds: tuple[Ground, ...], on: date, by: str, days_to_issue: int
    ) -> "Application":
        """Return a file accepted *on* that day; the term runs in calendar days from the day after."""
        if not grounds:
            raise Refused("no_ground")
        return cls(None, person_id, division, grounds, on, by, on + timedelta(days=days_to_issue))

    def approve(self, by: str, on: date) -> "Application":
        """Return the file as approved; raises Refused if it is not waiting, or *by* accepted it."""
        return self._reviewed(Stage.APPROVED, by, on, None)

    def refuse(self, by: str, on: date, reason: str) -> "Application":
        """Return the file as refused for *reason*; raises Refused if it is not waiting, or *by* accepted it."""
        if not reason.strip():
            raise Refused("reason_needed")
        return self._reviewed(Stage.REFUSED, by, on, reason)

    def issue(self, permit_number: str) -> "Application":
        """Return the file closed by the permit *permit_number*; raises Refused unless it was approved."""
        if self.stage is not Stage.APPROVED:
            raise Refused("not_approved", stage=self.stage)
        return replace(self, stage=Stage.ISSUED, permit_number=permit_number)

    def _reviewed(self, stage: Stage, by: str, on: date, reason: str | None) -> "Application":
        if self.stage is not Stage.ACCEPTED:
            raise Refused("not_waiting_for_review", stage=self.stage)
        if by == self.accepted_by:
            raise Refused("second_person_needed", user=by)
        return replace(self, stage=stage, reviewed_on=on, reviewed_by=by, reason=reason)

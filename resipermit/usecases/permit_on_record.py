"""What the store says of the permit behind a card, and the verdict on a card shown at this desk today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from resipermit.domain.card_keys import KeyRecord
from resipermit.domain.errors import Refused
from resipermit.domain.permit import Standing
from resipermit.domain.verdict import PermitOnRecord, VerificationResult
from resipermit.usecases.card_face import card_day
from resipermit.usecases.hall import read_hall
from resipermit.usecases.ports import OpenUnit
from resipermit.usecases.verify_card import VerifyCard


@dataclass(frozen=True)
class LookUpPermit:
    """Return how a permit stands on a day, or None when this hall does not know it."""

    open_unit: OpenUnit

    def __call__(self, permit_number: str, on: date) -> PermitOnRecord | None:
        with self.open_unit() as unit:
            try:
                permit = unit.permits.get(permit_number).permit
            except Refused:
                return None
            newest_card_on = card_day(permit, read_hall(unit.settings))
        state, ends_on = permit.state(on), permit.course(until=on).ends_on
        since = {
            Standing.IN_USE: state.in_use_since,
            Standing.SUSPENDED: state.suspended_since,
        }.get(state.standing, ends_on)
        return PermitOnRecord(state.standing, since, newest_card_on)


@dataclass(frozen=True)
class LookUpKey:
    """Return the hall's key of that short name, or None."""

    open_unit: OpenUnit

    def __call__(self, kid: bytes) -> KeyRecord | None:
        with self.open_unit() as unit:
            hall = read_hall(unit.settings)
        return next((key for key in hall.keys if key.kid == kid), None)


@dataclass(frozen=True)
class VerifyToday:
    """Verify a card as of today; see `verify_card`."""

    verify: VerifyCard
    today: Callable[[], date]

    def __call__(
        self,
        code: str | bytes,
        expect: str | None = None,
        *,
        status_list: bytes | str | None = None,
        label: str | bytes | None = None,
    ) -> VerificationResult:
        return self.verify(code, on=self.today(), expect=expect, status_list=status_list, label=label)

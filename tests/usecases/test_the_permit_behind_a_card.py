"""What this desk says of a card that somebody shows: the key it knows, the permit on its record."""

from datetime import date

import pytest
from builders import HALL_KEY as KEY
from builders import TODAY, a_face, a_permit, an_act

from resipermit.domain.errors import Refused
from resipermit.domain.permit import Standing
from resipermit.usecases.permit_on_record import LookUpKey, LookUpPermit, VerifyToday
from resipermit.usecases.verify_card import VerifyCard

NUMBER = "4301110000002025000001"
REISSUED = an_act("reissue", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("acts_on_it", "on", "standing", "since"),
    [
        ((), date(2026, 1, 1), Standing.IN_USE, date(2025, 11, 20)),
        ((), date(2026, 12, 1), Standing.SUSPENDED, date(2026, 11, 20)),
        ((an_act("cancel", date(2026, 2, 1)),), date(2026, 2, 1), Standing.CANCELLED, date(2026, 2, 1)),
        ((an_act("revoke", date(2026, 2, 1)),), date(2026, 6, 1), Standing.REVOKED, date(2026, 2, 1)),
    ],
)
def test_the_record_says_how_a_permit_stands_and_since_when(store, permit_on_record, acts_on_it, on, standing, since):
    permit_on_record(a_permit(date(2025, 11, 20), NUMBER, "430111", *acts_on_it))

    record = LookUpPermit(store)(NUMBER, on)

    assert (record.standing, record.since) == (standing, since)


def test_a_permit_of_another_hall_is_not_known_here(store):
    assert LookUpPermit(store)(NUMBER, TODAY) is None


def test_the_card_before_the_newest_one_is_recognised_as_replaced(store, permit_on_record):
    permit_on_record(a_permit(date(2025, 11, 20), NUMBER, "430111", REISSUED))

    assert LookUpPermit(store)(NUMBER, TODAY).card_issued_on == date(2026, 3, 1)


def test_the_halls_own_key_is_known_and_no_other(store):
    look_up = LookUpKey(store)

    assert look_up(KEY.kid) == KEY
    assert look_up(b"another!") is None


def test_a_card_is_judged_as_of_today(store, permit_on_record):
    permit_on_record()

    def read_code(text, key_of):
        if key_of(KEY.kid) is None:
            raise Refused("unknown_key", kid="")
        return a_face().claims, KEY

    verify = VerifyToday(
        VerifyCard(read_code, lambda picture: "QR", LookUpKey(store), LookUpPermit(store)), lambda: TODAY
    )

    verdict = verify("QR", expect=NUMBER)

    assert (verdict.genuine, str(verdict.standing), verdict.expected, verdict.asked_on) == (True, "in_use", True, TODAY)

"""An application on its way from the counter to the permit."""

from datetime import date

import pytest

from resipermit.domain.application import Application, Ground, Stage
from resipermit.domain.errors import Refused


def an_application() -> Application:
    return Application.accept(7, "430102", (Ground.DWELLING,), date(2026, 3, 20), "li", days_to_issue=15)


def test_the_term_runs_in_calendar_days_from_the_day_after_acceptance():
    assert an_application().due_on == date(2026, 4, 4)


def test_an_application_needs_a_ground():
    with pytest.raises(Refused, match="no_ground"):
        Application.accept(7, "430102", (), date(2026, 3, 20), "li", days_to_issue=15)


def test_an_approved_file_is_issued():
    approved = an_application().approve("wang", date(2026, 3, 21))

    issued = approved.issue("P1")

    assert (approved.stage, approved.reviewed_by) == (Stage.APPROVED, "wang")
    assert (issued.stage, issued.permit_number) == (Stage.ISSUED, "P1")


def test_nobody_reviews_what_he_accepted():
    with pytest.raises(Refused, match="second_person_needed"):
        an_application().approve("li", date(2026, 3, 21))


def test_a_file_is_not_issued_before_its_review():
    with pytest.raises(Refused, match="not_approved"):
        an_application().issue("P1")


def test_a_file_is_reviewed_once():
    approved = an_application().approve("wang", date(2026, 3, 21))

    with pytest.raises(Refused, match="not_waiting_for_review"):
        approved.refuse("wang", date(2026, 3, 22), "迁出")


def test_a_refusal_gives_its_reason():
    with pytest.raises(Refused, match="reason_needed"):
        an_application().refuse("wang", date(2026, 3, 21), "  ")

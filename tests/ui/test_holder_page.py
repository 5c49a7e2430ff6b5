"""A holder's page by keyboard: what is said aloud, the reasons behind a row, and the endorsement in time or late."""

from datetime import timedelta

import pytest
from builders import TODAY
from keyboard import focused, press, question, type_
from PySide6.QtWidgets import QLabel

from resipermit.domain.calendar import add_years


def permit_of(desk, actors, person):
    return desk.open_holder(actors.clerk, person.id).held.permit


def endorsements(desk, actors, person):
    return [act for act in permit_of(desk, actors, person).acts if act.kind == "endorse"]


def test_the_page_says_one_sentence_and_offers_one_act(window, somebody):
    window.open_holder(somebody("suspended").id)
    page = window.holder_page

    assert page.standing.text() == "◐ 使用功能中止"
    assert "今天补办，今天恢复，不收费" in page.aloud.text()
    assert page.primary.text().startswith("签注")
    assert focused() is page.primary
    assert "补办签注" in page.today.text()


def test_somebody_who_may_not_apply_yet_is_served_too(window, somebody):
    window.open_holder(somebody("not_yet").id)
    page = window.holder_page

    assert "就可以申领居住证" in page.aloud.text()
    assert "居住登记" in page.today.text()


def test_where_nothing_has_to_be_done_no_act_is_offered_and_the_cursor_is_on_the_entitlements(window, somebody):
    window.open_holder(somebody("in_use").id)

    assert not window.holder_page.primary.isVisible()
    assert focused() is window.holder_page.tree


def test_a_file_opens_with_the_entitlements_even_after_another_tab(window, somebody):
    window.open_holder(somebody("demo").id)
    press("Alt+L")
    on_the_ledger = window.holder_page.tabs.currentIndex()

    window.open_holder(somebody("suspended").id)

    assert on_the_ledger == 3
    assert window.holder_page.tabs.currentWidget() is window.holder_page._first_tab


def test_the_reasons_follow_the_row_under_the_cursor(window, somebody):
    window.open_holder(somebody("suspended").id)
    page = window.holder_page
    page.tree.setFocus()
    first = page.reasons.toPlainText()

    press("Down")

    assert page.tree.currentItem().text(0) in page.reasons.toPlainText()
    assert page.reasons.toPlainText() != first
    assert "依据：《" in first
    assert "…" not in first


def test_the_citizen_number_is_masked_until_it_is_asked_for_and_that_is_noted(window, hall, somebody):
    holder = somebody("demo")
    window.open_holder(holder.id)
    masked = window.holder_page.number.text()

    press("Ctrl+R")

    assert masked == f"{holder.citizen_number[:6]}********{holder.citizen_number[-4:]}"
    assert window.holder_page.number.text() == holder.citizen_number
    with hall.open_unit() as unit:
        assert unit.journal.newest(1)[0][2] == "reveal_citizen_number"


def test_an_endorsement_in_time_is_asked_once_and_kept(window, desk, actors, somebody):
    holder = somebody("demo")
    window.open_holder(holder.id)

    press("Ctrl+Enter")
    words = " ".join(label.text() for label in question().findChildren(QLabel))
    press("Enter")

    assert holder.name in words
    assert holder.citizen_number[-4:] in words
    assert [act.on for act in endorsements(desk, actors, holder)] == [TODAY]
    assert window.strip.text().startswith("✓")


def test_an_endorsement_that_is_called_off_changes_nothing(window, desk, actors, somebody):
    holder = somebody("demo")
    window.open_holder(holder.id)

    press("Ctrl+Enter")
    press("Escape")

    assert endorsements(desk, actors, holder) == []


def test_a_late_endorsement_says_what_is_lost_kept_and_restored_and_restores_today(window, desk, actors, somebody):
    holder = somebody("suspended")
    window.open_holder(holder.id)

    press("Ctrl+Enter")
    asked = question()
    words = " ".join(label.text() for label in asked.findChildren(QLabel))
    press("Enter")

    assert all(column in words for column in ("会失去", "不受影响", "今天恢复"))
    assert permit_of(desk, actors, holder).state(TODAY).standing == "in_use"
    assert window.holder_page.standing.text() == "● 使用中"


def test_the_question_is_wide_enough_for_its_words(window, somebody):
    window.open_holder(somebody("suspended").id)
    press("Ctrl+Enter")

    cut = [
        label.text()
        for label in question().findChildren(QLabel)
        if label.width() < label.minimumSizeHint().width() or label.height() < label.heightForWidth(label.width())
    ]

    assert cut == []


def test_an_endorsement_too_early_is_refused_with_the_day_on_which_it_can_be_made(window, desk, actors, somebody):
    holder = somebody("in_use")
    window.open_holder(holder.id)
    before = permit_of(desk, actors, holder)

    window.holder_page.presenter.endorse(before.number)

    assert window.strip.text().startswith("✕")
    opens_on = before.state(TODAY).window.opens_on
    assert f"{opens_on.year}年{opens_on.month}月{opens_on.day}日" in window.strip.text()
    assert permit_of(desk, actors, holder) == before


def test_a_lost_card_is_recorded_only_with_a_reason(window, desk, actors, somebody, qtbot):
    holder = somebody("in_use")
    window.open_holder(holder.id)

    press("Alt+X")
    qtbot.waitUntil(lambda: question() is not None)  # a button pressed by its letter is seen to go down first
    press("Enter")
    refused_without = question() is not None
    press("Down")
    press("Tab")
    type_("挂失")
    press("Enter")

    assert refused_without
    assert permit_of(desk, actors, holder).acts[-1].kind == "reissue"


@pytest.mark.parametrize("story", ["in_use", "suspended", "not_yet", "papers_missing", "cancelled", "approved", "demo"])
def test_every_kind_of_file_fits_the_smallest_screen(story, window, somebody):
    window.open_holder(somebody(story).id)

    least = window.minimumSizeHint()

    assert (least.width() <= 1366, least.height() <= 720) == (True, True)


def test_a_second_permit_in_the_same_city_is_refused_and_nothing_is_accepted(window, desk, actors, somebody):
    holder = somebody("in_use")
    window.open_holder(holder.id)

    window.holder_page.presenter.accept(holder.id, (), None)

    assert "居住证" in window.strip.text()
    assert window.strip.text().startswith("✕")
    assert desk.open_holder(actors.clerk, holder.id).applications == ()


def test_a_year_later_the_same_permit_is_suspended_on_the_page(window, hall, somebody):
    holder = somebody("demo")

    hall.set_day(add_years(TODAY, 1) + timedelta(days=30))
    window.open_holder(holder.id)

    assert "使用功能中止" in window.holder_page.standing.text()

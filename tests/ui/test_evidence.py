"""Papers put on record by keyboard: whose, what kind, from when to when, and that there is nothing else."""

from datetime import date

import pytest
from builders import CLERK
from keyboard import focused, press, question, type_

from resipermit.domain.facts import UNKNOWN, EarlierPermit, Employment, Exam, Housing, Insurance, Schooling, Tax

KINDS = ("employment", "insurance", "tax", "housing", "schooling", "exams", "earlier_permits")
YUHUA, FURONG = "430111", "430102"


@pytest.fixture
def page(window, somebody):
    window.open_holder(somebody("in_use").id)
    press("Alt+V")
    return window.holder_page


def on_record(desk, page):
    return desk.open_holder(CLERK, page.presenter.shown.person_id).evidence


def downs(count):
    for _ in range(count):
        press("Down")


def choose_kind(name):
    press("Alt+K")
    downs(KINDS.index(name))


@pytest.mark.parametrize(
    ("name", "typed", "entry"),
    [
        ("employment", (), Employment(YUHUA, "labour_contract", date(2024, 9, 1), None)),
        ("insurance", ("Alt+S", 1), Insurance(YUHUA, "medical", "regular", date(2024, 9, 1), None)),
        ("tax", (), Tax(YUHUA, "个人所得税", date(2024, 9, 1), None)),
        ("housing", ("Alt+R", 2), Housing(YUHUA, "rent", False, date(2024, 9, 1), None)),
        ("schooling", ("Alt+R", 1), Schooling(YUHUA, "university", None, date(2024, 9, 1), None, "attending", True)),
        ("exams", ("Alt+P", 2), Exam("gaokao", YUHUA, date(2024, 9, 1))),
        ("earlier_permits", (), EarlierPermit("暂住证", YUHUA, date(2024, 9, 1), None)),
    ],
)
def test_each_kind_of_record_is_appended_with_its_own_fields(name, typed, entry, page, desk, window):
    before = getattr(on_record(desk, page), name)
    press("Ctrl+N")
    choose_kind(name)
    if typed:
        key, count = typed
        press(key)
        downs(count)
    press("Alt+D")
    type_(YUHUA)
    press("Alt+O")
    type_("20240901")

    press("Enter")

    assert question() is None
    assert getattr(on_record(desk, page), name) == (*before, entry)
    assert window.strip.text().startswith("✓")


@pytest.mark.parametrize(
    ("count", "typed", "until"),
    [(0, None, None), (1, "2026-06-30", date(2026, 7, 1)), (2, None, UNKNOWN)],
)
def test_the_last_day_is_inclusive_and_may_be_not_known(count, typed, until, page, desk):
    press("Ctrl+N")
    press("Alt+D")
    type_(FURONG)
    press("Alt+O")
    type_("2025-01-01")
    press("Alt+E")
    downs(count)
    if typed:
        press("Tab")
        type_(typed)

    press("Enter")

    assert on_record(desk, page).employment[-1] == Employment(FURONG, "labour_contract", date(2025, 1, 1), until)


def test_that_there_is_nothing_else_can_be_said_without_a_record(page, desk):
    press("Ctrl+N")
    choose_kind("tax")
    press("Alt+T")
    downs(2)
    asked = question().since.isVisible()

    press("Enter")

    known = on_record(desk, page)
    assert not asked
    assert (known.tax, "tax" in known.complete) == ((), True)


def test_a_childs_school_is_put_on_record_and_its_answers_are_made_anew(window, desk, somebody):
    window.open_holder(somebody("demo").id)
    press("Alt+V")
    page = window.holder_page
    before = page.presenter.file.schooling
    press("Ctrl+N")
    press("Alt+W")
    downs(2)
    choose_kind("schooling")
    usual = question().form().values["stage"]
    press("Alt+S")
    press("j")
    press("Alt+G")
    type_("8")
    press("Alt+O")
    type_("20250901")

    press("Enter")

    assert usual == "senior"
    assert "household[1]" not in before
    assert [row.grade for row in page.presenter.file.schooling["household[1]"]] == [8]
    assert any("8年级" in row.record for row in page.presenter.shown.evidence)


@pytest.mark.parametrize(
    ("since", "last_day", "said", "field"),
    [
        ("", "", "开始日期", "since"),
        ("2025-02-30", "", "不存在", "since"),
        ("2027-01-01", "", "还没有到", "since"),
        ("20250101", "20241231", "最后一天", "last_day"),
    ],
)
def test_a_refusal_is_said_at_its_field_and_what_was_typed_stays(since, last_day, said, field, page, desk):
    before = on_record(desk, page)
    press("Ctrl+N")
    press("Alt+D")
    type_(YUHUA)
    press("Alt+O")
    type_(since)
    if last_day:
        press("Alt+E")
        press("Down")
        press("Tab")
        type_(last_day)
    form = question().form()

    press("Enter")

    dialog = question()
    assert said in dialog.strip.text()
    assert focused() is dialog.fields()[field]
    assert dialog.form() == form
    assert on_record(desk, page) == before


def test_a_place_that_is_none_is_refused_at_its_field(page):
    press("Ctrl+N")
    press("Alt+D")
    press("Ctrl+A")
    type_("999999")
    press("Alt+O")
    type_("20250101")

    press("Enter")

    assert "999999" in question().strip.text()
    assert "区、县" in question().strip.text()


def test_a_job_that_ended_is_told_again_with_its_last_day(window, desk, somebody, qtbot):
    window.open_holder(somebody("demo").id)
    press("Alt+V")
    page = window.holder_page
    (job,) = on_record(desk, page).employment
    page.evidence.table.setFocus()
    press("Down")
    press("Alt+D")
    qtbot.waitUntil(lambda: question() is not None)  # a button pressed by its letter is seen to go down first
    type_("2026-10-31")

    press("Enter")

    told = on_record(desk, page).employment
    (row,) = [row for row in page.presenter.shown.evidence if row.list_name == "employment"]
    assert [one.until for one in told] == [None, date(2026, 11, 1)]
    assert told[0] == job
    assert row.until == "2026年10月31日"


def test_the_end_of_a_residence_is_no_matter_of_this_page(window, somebody):
    window.open_holder(somebody("demo").id)
    press("Alt+V")

    window.holder_page.evidence.table.selectRow(0)

    assert window.holder_page.evidence.chosen().list_name == "registrations"
    assert not window.holder_page.evidence.end.isEnabled()


def test_from_an_answer_that_waits_for_a_paper_the_question_begins_there(window, somebody):
    window.open_holder(somebody("demo").id)
    page = window.holder_page
    row = page.tree.currentItem().data(0, 0x100)
    seen = page.add_evidence.isVisible()

    press("Ctrl+N")

    form = question().form()
    assert seen
    assert row.item["answer"] == "unknown"
    assert form.list_name == "schooling"
    assert question().whose.currentText() == row.whose


def test_with_papers_in_hand_the_cursor_stays_with_them(window, somebody):
    window.open_holder(somebody("demo").id)
    page = window.holder_page
    press("Alt+V")
    press("Ctrl+N")
    press("Alt+O")
    type_("20250101")

    press("Enter")

    assert page.primary.isVisible()
    assert page.tabs.currentWidget() is page.evidence
    assert window.focusWidget() is page.evidence.table


def test_escape_leaves_and_nothing_is_kept(page, desk):
    before = on_record(desk, page)
    press("Ctrl+N")

    press("Escape")

    assert question() is None
    assert on_record(desk, page) == before


def test_whoever_may_not_register_sees_why(open_window, somebody):
    window = open_window("reviewer")
    window.open_holder(somebody("demo").id)

    press("Ctrl+N")

    tab = window.holder_page.evidence
    assert question() is None
    assert (tab.add.isEnabled(), tab.end.isEnabled()) == (False, False)
    assert "居住登记" in tab.add.toolTip()
    assert not window.holder_page.add_evidence.isVisible()

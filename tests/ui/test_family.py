"""The family on a holder's page: who belongs to it is put on record by keyboard, and the answers follow."""

from datetime import date

import pytest
from builders import CLERK, a_citizen_number
from keyboard import focused, press, question, type_

GIRL = a_citizen_number(born_on=date(2016, 3, 8), sequence=998)


@pytest.fixture
def page(window, somebody):
    window.open_holder(somebody("in_use").id)
    return window.holder_page


def household(desk, person_id):
    return desk.open_holder(CLERK, person_id).ties


def describe(relation_downs=0, number=GIRL, name="欧阳小演"):
    """Type a member of the family up to the registered address."""
    for _ in range(relation_downs):
        press("Down")
    press("Tab")
    type_(number)
    press("Alt+A")
    type_(name)
    press("Alt+G")
    type_("贵州省贵阳市南明区演示路1号")


def test_a_child_is_added_by_keyboard_and_the_answers_are_made_anew(page, window, desk):
    before = household(desk, page.presenter.shown.person_id)
    press("Ctrl+M")
    describe()
    press("Alt+L")
    press("Down")

    press("Enter")

    *known, tie = household(desk, page.presenter.shown.person_id)
    assert question() is None
    assert known == list(before)
    assert (tie.relation, tie.relative.name, tie.relative.born_on) == ("child", "欧阳小演", date(2016, 3, 8))
    assert (tie.living_together, tie.married) == (True, None)
    assert window.strip.text().startswith("✓ 已把子女欧阳小演")
    assert any("欧阳小演" in member.who for member in page.presenter.shown.members)
    assert any(row.whose == "欧阳小演" for group in page.presenter.shown.groups for row in group.rows)


def test_marriage_is_asked_of_a_child_only_and_a_spouse_is_married(page, desk):
    press("Ctrl+M")
    asked_of_a_child = question().married.isVisible()
    describe(1, a_citizen_number(born_on=date(1991, 4, 9), sequence=996), "演示妻")
    asked_of_a_spouse = question().married.isVisible()

    press("Enter")

    tie = household(desk, page.presenter.shown.person_id)[-1]
    assert (asked_of_a_child, asked_of_a_spouse) == (True, False)
    assert (tie.relation, tie.married, tie.living_together) == ("spouse", True, None)


def test_somebody_on_record_is_recognised_and_shown_with_the_number_masked(page, desk, somebody):
    known = somebody("suspended")
    press("Ctrl+M")
    for _ in range(4):
        press("Down")
    press("Tab")

    type_(known.citizen_number)
    dialog = question()
    said, asked = dialog.known.text(), dialog.person.name.isVisible()
    press("Enter")

    assert known.name in said
    assert known.citizen_number not in said
    assert known.citizen_number[-4:] in said
    assert not asked
    tie = household(desk, page.presenter.shown.person_id)[-1]
    assert (tie.relation, tie.relative.id) == ("other", known.id)


def test_another_number_after_one_on_record_is_somebody_new(page, somebody):
    press("Ctrl+M")
    press("Tab")
    type_(somebody("suspended").citizen_number)
    press("Ctrl+A")

    type_(GIRL)

    dialog = question()
    assert not dialog.known.isVisible()
    assert dialog.person.name.isVisible()
    assert dialog.person.registered.code() == GIRL[:6]


@pytest.mark.parametrize(
    ("typed", "said", "field"),
    [
        ({"number": GIRL[:-1] + ("0" if GIRL[-1] != "0" else "1")}, "公民身份号码", "citizen_number"),
        ({"name": ""}, "姓名", "name"),
        ({"number": a_citizen_number(born_on=date(1950, 3, 8), sequence=998)}, "子女的出生日期", "citizen_number"),
    ],
)
def test_a_refusal_is_said_at_its_field_and_what_was_typed_stays(typed, said, field, page, desk):
    before = household(desk, page.presenter.shown.person_id)
    press("Ctrl+M")
    describe(**typed)
    form = question().form()

    press("Enter")

    dialog = question()
    assert dialog.strip.text().startswith("✕")
    assert said in dialog.strip.text()
    assert focused() is dialog.fields()[field]
    assert dialog.form() == form
    assert household(desk, page.presenter.shown.person_id) == before


def test_the_holder_is_nobodys_own_relative(page, somebody):
    press("Ctrl+M")
    press("Tab")
    type_(somebody("in_use").citizen_number)

    press("Enter")

    assert "与本人相同" in question().strip.text()


def test_a_member_on_the_file_already_is_refused_at_the_number(window, desk, somebody):
    window.open_holder(somebody("demo").id)
    number = household(desk, somebody("demo").id)[0].relative.citizen_number
    press("Ctrl+M")
    press("Tab")
    type_(number)

    press("Enter")

    assert "已经登记在这份档案里" in question().strip.text()
    assert focused() is question().person.number


def test_escape_leaves_and_nothing_is_kept(page, desk):
    before = household(desk, page.presenter.shown.person_id)
    press("Ctrl+M")
    describe()

    press("Escape")

    assert question() is None
    assert household(desk, page.presenter.shown.person_id) == before


def test_while_the_answer_is_on_its_way_the_question_neither_closes_nor_asks_twice(open_window, somebody, desk):
    jobs = []

    def later(job, *, done, failed):
        jobs.append(lambda: done(job()))

    def work():
        while jobs:
            jobs.pop(0)()

    window = open_window(run=later)
    window.open_holder(somebody("in_use").id)
    work()
    press("Ctrl+M")
    describe()
    work()

    press("Enter")
    press("Enter")
    press("Escape")
    waiting, asked = question(), len(jobs)
    work()

    assert waiting is not None
    assert asked == 1
    assert question() is None


def test_whoever_may_not_register_sees_why(open_window, somebody):
    window = open_window("reviewer")
    window.open_holder(somebody("in_use").id)

    press("Ctrl+M")

    assert question() is None
    assert not window.holder_page.family.add.isEnabled()
    assert "居住登记" in window.holder_page.family.add.toolTip()


def test_the_key_asks_nothing_where_no_file_is_shown(page, window):
    press("F4")

    press("Ctrl+M")

    assert question() is None

"""Registration of a newcomer, and the whole way from the identity card to the permit, by keyboard."""

from datetime import timedelta
from io import BytesIO

import pytest
from builders import TODAY, a_citizen_number
from keyboard import focused, press, question, type_
from PIL import Image
from PySide6.QtWidgets import QFileDialog

from resipermit.domain.calendar import add_months


@pytest.fixture
def page(window):
    press("F4")
    return window.register_page


def picture(width, height):
    file = BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "JPEG")
    return file.getvalue()


def fill_in_the_home(since=TODAY):
    """Type where somebody lives, from the district on."""
    press("Alt+I")
    type_("430111")
    press("Tab")
    press("Alt+S")
    type_("湖南省长沙市雨花区演示路1号")
    press("Alt+Y")
    press("Ctrl+A")
    type_(since if isinstance(since, str) else since.isoformat())


def test_the_card_on_the_reader_fills_the_form_and_ctrl_enter_registers(page, window, desk, actors):
    press("F9")
    fill_in_the_home()
    name = page.name.text()

    press("Ctrl+Enter")

    assert window.stack.currentWidget() is window.holder_page
    assert window.holder_page.name.text() == name
    assert "就可以申领居住证" in window.holder_page.aloud.text()
    assert page.number.text() == ""


def test_the_next_card_brings_its_own_photo_and_no_telephone_of_the_one_before(page):
    press("F9")
    press("Alt+T")
    type_("14300000009")
    first = page.form()

    press("F9")

    second = page.form()
    assert second.citizen_number != first.citizen_number
    assert second.phone == ""
    assert second.photo != first.photo


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (a_citizen_number()[:-1] + "0", "校验码"),
        ("520102199002300000", "日期"),
        (a_citizen_number("439999"), "区划"),
    ],
)
def test_a_number_is_checked_as_it_is_typed(number, said, page):
    type_(number)

    assert page.reading.text().startswith("✕")
    assert said in page.reading.text()


def test_a_right_number_says_birth_and_sex_and_offers_its_division(page):
    type_(a_citizen_number())

    assert page.reading.text() == "✓ 男，1990年3月15日出生，贵州省贵阳市南明区"
    assert page.registered.currentText().startswith("520102")


@pytest.mark.parametrize(
    ("spoil", "said", "field"),
    [
        (lambda page: page.number.setText(a_citizen_number()[:-1] + "0"), "公民身份号码", "number"),
        (lambda page: page.since.setText("2026-02-30"), "不存在", "since"),
        (lambda page: page.since.setText((TODAY + timedelta(days=1)).isoformat()), "还没有到", "since"),
        (lambda page: page.division.setEditText("999999"), "居住地", "division"),
        (lambda page: page.name.setText(""), "姓名", "name"),
        (lambda page: page.address.setText(" "), "居住地址", "address"),
    ],
)
def test_what_cannot_be_read_is_said_and_pointed_at_and_nothing_typed_is_lost(spoil, said, field, page, window):
    press("F9")
    fill_in_the_home()
    spoil(page)
    before = page.form()

    press("Ctrl+Enter")

    assert window.strip.text().startswith("✕")
    assert said in window.strip.text()
    assert focused() is getattr(page, field) or focused() is getattr(page, field).focusProxy()
    assert page.form() == before


def test_a_home_older_than_the_one_on_record_is_refused_with_its_day(page, window):
    press("F9")
    fill_in_the_home()
    press("Ctrl+Enter")
    press("F4")
    for _ in range(4):  # the reader has four cards and begins again
        press("F9")
    fill_in_the_home(TODAY - timedelta(days=9))
    press("Alt+S")
    press("Ctrl+A")
    type_("湖南省长沙市雨花区演示路2号")

    press("Ctrl+Enter")

    assert "早于正在登记的住处（2026年11月2日）" in window.strip.text()
    assert focused() is page.since


@pytest.mark.parametrize(
    ("photo", "said"), [(picture(100, 120), "照片太小"), (b"no picture", "照片打不开"), (picture(441, 358), "竖幅")]
)
def test_a_photo_that_will_not_do_is_refused_and_the_form_stays(
    photo, said, page, window, tmp_path, monkeypatch, qtbot
):
    file = tmp_path / "photo.jpg"
    file.write_bytes(photo)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    press("F9")
    fill_in_the_home()

    press("Alt+P")
    qtbot.waitUntil(lambda: page.form().photo == photo)
    press("Ctrl+Enter")

    assert said in window.strip.text()
    assert page.number.text()
    assert window.stack.currentWidget() is page


def test_a_registration_of_somebody_else_keeps_nothing_of_the_one_before(page, window):
    press("F9")
    press("Alt+T")
    type_("14300000009")

    press("F3")
    type_("慕容演示")
    press("Enter")
    press("F4")

    assert page.name.text() == "慕容演示"
    assert page.number.text() == page.phone.text() == page.registered_address.text() == ""
    assert page.form().photo is None


def test_from_the_identity_card_to_the_permit(page, window, open_window, hall, qtbot):
    hall.set_day(add_months(TODAY, -7))
    press("F9")
    fill_in_the_home(add_months(TODAY, -7))
    name = page.name.text()
    press("Ctrl+Enter")
    hall.set_day(None)
    window.holder_page.presenter.reload()

    press("Ctrl+Enter")
    assert question() is not None
    press("Enter")
    accepted = window.strip.text()

    window.hide()
    reviewing = open_window("reviewer")
    press("F5")
    row = next(r for r in range(reviewing.queue_page.model.rowCount()) if _name(reviewing.queue_page, r) == name)
    reviewing.queue_page.table.selectRow(row)
    press("Ctrl+Enter")
    approved = reviewing.strip.text()

    reviewing.hide()
    issuing = open_window()
    press("F5")
    row = next(r for r in range(issuing.queue_page.model.rowCount()) if _name(issuing.queue_page, r) == name)
    issuing.queue_page.table.selectRow(row)
    press("Ctrl+Enter")

    assert accepted.startswith("✓")
    assert approved.startswith("✓")
    assert issuing.stack.currentWidget() is issuing.holder_page
    assert issuing.holder_page.name.text() == name
    assert issuing.holder_page.standing.text() == "● 使用中"
    assert issuing.holder_page.primary.text().startswith("制证打印")


def _name(page, row):
    return page.model.index(row, 0).data()

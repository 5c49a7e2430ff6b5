"""The one search field, by keyboard: it tells apart whatever is typed, and never submits half a word."""

import pytest
from keyboard import compose, focused, press, type_

from resipermit.domain.demo_family import HOLDER_NAME


def search(words):
    press("F3")
    type_(words)
    press("Enter")


def names(window):
    page = window.search_page
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


@pytest.fixture
def permit_number(desk, actors, somebody):
    return desk.open_holder(actors.clerk, somebody("demo").id).held.permit.number


@pytest.fixture
def code(desk, actors, permit_number):
    """The text of the card's code."""
    return desk.preview_card(actors.clerk, permit_number).qr_text


@pytest.mark.parametrize("kind", ["citizen number", "permit number", "name", "phone", "code"])
def test_what_names_one_person_opens_the_page_at_once(kind, window, somebody, permit_number, code):
    holder = somebody("demo")
    typed = {
        "citizen number": holder.citizen_number,
        "permit number": permit_number,
        "name": holder.name,
        "phone": holder.phone,
        "code": code,
    }[kind]

    search(typed)

    assert window.stack.currentWidget() is window.holder_page
    assert window.holder_page.name.text() == HOLDER_NAME
    assert window.search.text() == ""


@pytest.mark.parametrize("typed", ["ouyang", "oyy", "欧阳"])
def test_what_names_several_lists_them_and_enter_opens_the_first(window, typed):
    search(typed)
    listed = names(window)
    press("Enter")

    assert HOLDER_NAME in listed
    assert window.stack.currentWidget() is window.holder_page
    assert window.holder_page.name.text() == listed[0]


def test_a_wrong_check_digit_offers_the_numbers_on_record_masked(window, somebody):
    number = somebody("demo").citizen_number
    search(number[:-1] + ("1" if number[-1] != "1" else "2"))
    offered, words = focused(), window.search_page._offer_words.text()

    press("Space")

    assert "校验码不对" in words
    assert offered.text() == f"{number[:6]}********{number[-4:]}"
    assert number not in words
    assert window.holder_page.name.text() == HOLDER_NAME


def test_whoever_is_not_found_is_registered_with_what_was_typed(window):
    search("慕容演示")

    press("F4")

    assert window.stack.currentWidget() is window.register_page
    assert window.register_page.name.text() == "慕容演示"


def test_a_number_that_is_not_found_goes_into_the_field_of_the_number(window):
    search("430102199001019970"[:17] + "X")
    press("Tab")

    press("F4")

    assert window.register_page.number.text() == "43010219900101997X"
    assert window.register_page.name.text() == ""


def test_a_word_for_an_act_is_explained(window):
    search("续期")

    assert "签注" in window.search_page._offer_words.text()


def test_enter_while_an_input_method_composes_submits_nothing(window, qtbot):
    press("F3")
    compose("ou'yang")
    window.search.returnPressed.emit()  # what some input methods let through

    assert window.search_page.model.rowCount() == 0
    type_("欧阳")
    press("Enter")
    assert HOLDER_NAME in names(window)


def test_a_pause_shows_the_hits_and_opens_nothing(window):
    press("F3")
    type_(HOLDER_NAME)

    window._pause.timeout.emit()

    assert window.stack.currentWidget() is window.search_page
    assert names(window) == [HOLDER_NAME]


def test_a_pause_that_ends_elsewhere_brings_nothing_back(window):
    press("F3")
    type_("oy")

    press("F7")

    assert not window._pause.isActive()
    assert window.stack.currentWidget() is window.verify_page


def test_a_card_that_was_not_made_here_opens_no_file(window, code):
    middle = len(code) // 2

    search(code[:middle] + ("A" if code[middle] != "A" else "B") + code[middle + 1 :])

    assert "没有通过核验" in window.search_page._offer_words.text()
    assert window.stack.currentWidget() is window.search_page

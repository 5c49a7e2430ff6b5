"""The test card of a printer: it looks as it did, says the same in both languages, and its measures are true."""

import pytest
from golden_pictures import compare

from resipermit.adapters.page_pictures import page_pictures
from resipermit.adapters.printer_card import printer_card
from resipermit.words import LANGUAGES

DPI = 508  # twenty dots a millimetre
APART = 0.3  # a page of thin lines is nearly white: lines moved by two dots differ by more


def dark(picture, x, y):
    return picture.getpixel((x, y))[0] < 128


@pytest.fixture(scope="module")
def front():
    return page_pictures(printer_card("zh_CN"), DPI)[0]


@pytest.mark.parametrize("side", ["front", "back"])
def test_both_sides_look_as_they_did(side):
    actual = page_pictures(printer_card("zh_CN"), 300)[("front", "back").index(side)]

    assert compare(f"test_card_{side}.png", actual, APART) < APART


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_language_gives_the_same_bytes(language):
    assert printer_card(language) == printer_card(language)


def test_each_language_has_its_own_card():
    assert printer_card("zh_CN") != printer_card("en")


def test_the_frame_is_two_millimetres_from_the_edges(front):
    row = [x for x in range(200) if dark(front, x, 200)]
    column = [y for y in range(80) if dark(front, 300, y)]

    assert {abs(x - 40) <= 1 for x in row} == {True}
    assert {abs(y - 40) <= 1 for y in column} == {True}


def test_the_ruler_is_fifty_millimetres_long(front):
    height = round((53.98 - 12) * 20)
    ticks = [x for x in range(80, front.width - 80) if dark(front, x, height)]

    assert abs(ticks[-1] - ticks[0] - 1000) <= 2

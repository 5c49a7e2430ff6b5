"""A name is found by the sounds it has."""

import pytest

from resipermit.adapters.readings import readings


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("王演示", (("wangyanshi", "wys"),)),
        ("曾演", (("zengyan", "zy"), ("cengyan", "cy"))),
        ("单示", (("shanshi", "ss"), ("danshi", "ds"))),
        ("万俟演", (("moqiyan", "mqy"),)),
        ("欧阳·演", (("ouyangyan", "oyy"),)),
        ("吕示", (("lvshi", "ls"),)),
        ("Li Yan", (("liyan", "liyan"),)),
        ("·", ()),
    ],
)
def test_a_name_has_the_readings_of_its_surname_and_of_every_day(name, sounds):
    found = readings(name)

    assert found[: len(sounds)] == sounds


@pytest.mark.parametrize("rare", ["䶮", "㛃", "𬭎", "𣲗"])
def test_rare_characters_have_readings_too(rare):
    ((full, initials), *_) = readings("王" + rare)

    assert len(full) > len("wang")
    assert len(initials) == 2

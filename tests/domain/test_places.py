"""Divisions, places, groups and bands."""

from datetime import date

import pytest

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.domain.places import CHANG_ZHU_TAN, Band

TODAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def test_hunan_has_its_122_county_level_units(gazetteer):
    kinds = [gazetteer.unit_type(row.code) for row in gazetteer.counties("43")]

    assert len(kinds) == 122
    assert (kinds.count("district"), kinds.count("county_city"), kinds.count("county")) == (36, 19, 67)


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("430102", "430100"),  # a district: the city
        ("430112", "430100"),
        ("430100", "430100"),
        ("430121", "430121"),  # a county
        ("430181", "430181"),  # a county-level city
        ("433101", "433101"),  # a county-level city of a prefecture without districts
        ("431126", "431126"),
        ("110105", "110000"),  # a municipality is one city
        ("500235", "500235"),  # a county of a municipality is its own
        ("429021", "429021"),  # 神农架林区 is no district
        ("441900", "441900"),  # a prefecture city without districts
        ("430122", "430100"),  # retired 望城县: a district of the city today
        ("999999", "999999"),
    ],
)
def test_a_code_belongs_to_one_place(gazetteer, code, place):
    assert gazetteer.place_of(code) == place


def test_a_retired_county_was_its_own_place_while_it_lasted(gazetteer):
    assert gazetteer.place_of("430122", date(2010, 6, 1)) == "430122"
    assert gazetteer.place_of("430122", date(2016, 6, 1)) == "430100"


def test_moving_between_districts_of_one_city_is_no_move(gazetteer):
    assert gazetteer.same_place("430102", "430105")
    assert not gazetteer.same_place("430102", "430121")
    assert not gazetteer.same_place("430102", "430202")


def test_a_full_name_goes_down_from_the_province(gazetteer):
    assert gazetteer.full_name("430102") == "湖南省长沙市芙蓉区"
    assert gazetteer.full_name("433122") == "湖南省湘西土家族苗族自治州泸溪县"
    assert gazetteer.full_name("110101") == "北京市东城区"
    assert gazetteer.full_name("000000") == "000000"


def test_a_retired_code_leads_to_those_in_use(gazetteer):
    assert gazetteer.successors("432801") == ("431002", "431003")
    assert gazetteer.successors("430219") == ("430281",)
    assert gazetteer.successors("430102") == ()


def test_only_districts_of_the_three_cities_are_in_the_group(gazetteer):
    for code in ("430102", "430211", "430304"):
        assert gazetteer.groups(code, TODAY) == {CHANG_ZHU_TAN}
    for code in ("430121", "430181", "430381", "430405"):
        assert gazetteer.groups(code, TODAY) == frozenset()


@pytest.mark.parametrize(
    ("day", "member"), [(date(2017, 12, 31), False), (date(2018, 1, 1), True), (date(2018, 1, 2), True)]
)
def test_membership_of_the_group_is_dated(gazetteer, day, member):
    assert (CHANG_ZHU_TAN in gazetteer.groups("430212", day)) is member


@pytest.mark.parametrize(
    ("day", "bands"),
    [
        (date(2020, 10, 31), tuple(Band)),
        (date(2020, 11, 1), (Band.FROM_1M_TO_3M,)),
        (date(2020, 11, 2), (Band.FROM_1M_TO_3M,)),
    ],
)
def test_before_the_first_dated_band_every_band_is_possible(gazetteer, day, bands):
    assert gazetteer.possible_bands("430405", day) == bands


@pytest.mark.parametrize("code", ["430181", "430121", "433101"])
def test_counties_and_county_level_cities_are_small_by_their_kind(gazetteer, code):
    assert gazetteer.possible_bands(code, date(2015, 1, 1)) == (Band.LT500K,)


def test_every_prefecture_city_of_hunan_has_a_band_with_its_source(gazetteer):
    cities = {gazetteer.place_of(row.code) for row in gazetteer.counties("43") if gazetteer.is_district(row.code)}

    assert len(cities) == 13
    for city in cities:
        (row,) = gazetteer.bands(city)
        assert row.source
        assert row.certainty.to_be_verified

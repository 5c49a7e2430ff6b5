"""Names as people bear them."""

import pytest

from resipermit.domain.errors import InvalidInput
from resipermit.domain.names import check_name, is_han, normalised


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王小明", "王小明"),
        ("  王小明　", "王小明"),
        ("王", "王"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("㛃䶮𬭸𫟼𬴊𠅤", "㛃䶮𬭸𫟼𬴊𠅤"),
        ("诺敏其其格尔玛古丽尼萨汗阿依夏木古丽", "诺敏其其格尔玛古丽尼萨汗阿依夏木古丽"),
        ("Maria O'Neil", "Maria O'Neil"),
    ],
)
def test_a_name_is_kept_as_it_is_borne(typed, kept):
    assert check_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "name_missing"),
        (" 　", "name_missing"),
        ("·王", "name_dot_misplaced"),
        ("王··明", "name_dot_misplaced"),
        ("王 小明", "name_blank_inside"),
        ("王小明1", "name_character"),
        ("王？", "name_character"),
        ("王\ue123", "name_private_character"),
    ],
)
def test_what_is_no_name_is_refused_with_its_field(typed, code):
    with pytest.raises(InvalidInput) as refusal:
        check_name(typed, "household[1].name")

    assert (refusal.value.code, refusal.value.field) == (code, "household[1].name")


def test_search_compares_without_dots_blanks_and_width():
    assert normalised("阿卜杜拉 · 买买提") == normalised("阿卜杜拉•买买提") == "阿卜杜拉买买提"
    assert normalised("ＷＡＮＧ Li") == "wangli"


def test_han_characters_beyond_the_basic_plane_are_han():
    assert all(is_han(char) for char in "王㐀𠅤𬭸𫟼𬴊𰻝")
    assert not any(is_han(char) for char in "A1·？")

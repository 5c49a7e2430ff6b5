from pathlib import Path

import pytest

from resipermit.adapters import fonts
from resipermit.adapters.fonts import BOLD, REGULAR, MissingGlyph, font_chain, to_unicode_map
from resipermit.domain.errors import InvalidInput
from resipermit.resources import resources
from resipermit.words import LANGUAGES, say_error

LEVEL_2 = "㛃䶮𬭸𫟼𬴊𠅤"
LEVEL_3 = "𠀀𪜀𫝀𫠠𬺰"  # the first of extensions B, C, D, E and F
EXTENSION_G = "𰀀"


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
def test_the_chain_covers_names_of_all_levels(weight: str):
    chain = font_chain(weight)

    assert chain.missing("欧阳·艾力" + LEVEL_2 + LEVEL_3) == ""


def test_common_and_rare_characters_come_from_their_own_fonts():
    runs = font_chain().runs("张𠀀𪜀李", "name")

    assert runs == (("NotoSansSC", "张"), ("HanaMinB", "𠀀𪜀"), ("NotoSansSC", "李"))


@pytest.mark.parametrize("characters", [EXTENSION_G, "\ue000", "\U000f0000", "ك", "\U000e0100"])
def test_a_character_that_no_font_has_is_named(characters: str):
    with pytest.raises(MissingGlyph) as refusal:
        font_chain().runs(f"张{characters}{characters}", "name")

    assert refusal.value.code == "missing_glyph"
    assert refusal.value.facts["characters"] == characters
    assert refusal.value.facts["item"] == "name"
    assert refusal.value.facts["code_points"] == f"U+{ord(characters):04X}"
    assert refusal.value.facts["beside"] == f"张〔U+{ord(characters):04X}〕〔U+{ord(characters):04X}〕"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_shows_the_code_point_among_the_other_characters_and_never_what_has_no_shape(language: str):
    text = "湖南省长沙市雨花区演示街道演示社区" + EXTENSION_G + "路1999号演示花园第十八栋第三单元二十九楼"

    said = say_error(MissingGlyph(text, EXTENSION_G, "residence_address"), language)

    assert "…市雨花区演示街道演示社区〔U+30000〕路1999号演示花园第…" in said
    assert EXTENSION_G not in said


def test_a_font_dropped_into_the_local_folder_is_asked_last(tmp_path: Path):
    (tmp_path / "own.ttf").symlink_to(resources() / "fonts" / "HanaMinB.ttf")
    (tmp_path / "notes.txt").write_text("no font")

    chain = font_chain(REGULAR, tmp_path)

    assert chain.font_of("张") == "NotoSansSC"
    assert chain.font_of("𠀀") == "HanaMinB"
    assert chain.missing(EXTENSION_G) == EXTENSION_G


def test_fonts_of_the_installation_are_asked_before_those_of_the_hall(tmp_path: Path, monkeypatch):
    installed, hall = tmp_path / "resources" / "fonts" / "local", tmp_path / "hall"
    installed.mkdir(parents=True)
    hall.mkdir()
    for file in ("NotoSansSC_400Regular.ttf", "HanaMinB.ttf"):
        (installed.parent / file).symlink_to(resources() / "fonts" / file)
    (installed / "seal.ttf").write_bytes(b"\x00\x01\x00\x00 broken")
    (hall / "own.ttf").symlink_to(resources() / "fonts" / "HanaMinB.ttf")
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path / "resources")

    with pytest.raises(InvalidInput) as refusal:
        font_chain(REGULAR, hall).missing(EXTENSION_G)

    assert refusal.value.field == "seal.ttf"
    assert font_chain(REGULAR, hall).missing("张𠀀") == ""


def test_a_broken_local_font_is_named_when_it_is_needed(tmp_path: Path):
    (tmp_path / "broken.ttf").write_bytes(b"\x00\x01\x00\x00 broken")

    with pytest.raises(InvalidInput) as refusal:
        font_chain(REGULAR, tmp_path).missing(EXTENSION_G)

    assert (refusal.value.code, refusal.value.field) == ("font_unreadable", "broken.ttf")


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path):
    assert font_chain(REGULAR, tmp_path / "none").font_of("张") == "NotoSansSC"


def test_widths_add_up_over_fonts():
    chain = font_chain()

    assert chain.width("张𠀀", 10) == pytest.approx(20)
    assert chain.width("", 10) == 0


def test_the_table_for_readers_of_the_text_is_in_utf_16():
    table = to_unicode_map("F", [0x41, 0x20000])

    assert "<01> <D840DC00>" in table


def test_the_table_keeps_to_a_hundred_entries_at_a_time():
    table = to_unicode_map("F", range(0x4E00, 0x4E00 + 250))

    assert [line for line in table.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]

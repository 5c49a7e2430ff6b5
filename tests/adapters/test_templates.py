"""A template is refused with file, line and reason when it makes no sense or drops what the law asks for."""

from pathlib import Path

import pytest
from builders import a_face

from resipermit.adapters.card_pdf import make_card
from resipermit.adapters.page_pictures import page_pictures
from resipermit.adapters.photo import placeholder_portrait
from resipermit.adapters.signing_keys import signer_from_seed
from resipermit.adapters.template_files import card_template, designs, paper_template, read_paper, read_template
from resipermit.domain.errors import InvalidInput
from resipermit.resources import resources

CARD = (resources() / "card" / "hunan_card.yaml").read_text("utf-8")


def a_template(tmp_path: Path, old: str, new: str, text: str = CARD) -> Path:
    assert text.count(old) == 1, old
    file = tmp_path / "template.yaml"
    file.write_text(text.replace(old, new), "utf-8")
    return file


def line_of(text: str) -> int:
    return CARD[: CARD.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("item: name,", "item: hukou_type,", "template_value_wrong"),
        ("item: sex,", "item: name,", "template_item_repeated"),
        ("  photo: {x_mm: 55.40, y_mm: 12.20, width_mm: 26.00, height_mm: 32.03}\n", "", "template_item_missing"),
        (
            "max_pt: 7.5, min_pt: 6.0, label: [签发日期]",
            "max_pt: 7.5, min_pt: 6.0, optional: true",
            "template_item_missing",
        ),
        ("{item: name, x_mm: 14.2", "{item: name, x_mm: 60.0", "template_outside_card"),
        ("{item: name, x_mm: 14.2", "{item: name, x_mm: 30.0", "template_boxes_overlap"),
        ("baseline_mm: 31.0", "baseline_mm: 27.0", "template_boxes_overlap"),
        ("x_mm: 55.40, y_mm: 12.20", "x_mm: 55.40, y_mm: 21.20", "template_outside_card"),
        ("{item: name, x_mm: 14.2", "{item: name, size: 3, x_mm: 14.2", "template_key_unknown"),
        ("max_pt: 12.0", "max_pt: big", "template_value_wrong"),
        ("max_pt: 12.0", "max_pt: 5.0", "template_value_wrong"),
        ("grow: both", "grow: up", "template_value_wrong"),
        ("weight: bold,\n       lines: 2", "weight: bold, ink: gold,\n       lines: 2", "template_value_wrong"),
        ("dots_per_module: 5", "dots_per_module: 4", "template_code_too_fine"),
        ("margin_modules: 4", "margin_modules: 2", "template_code_too_fine"),
        ("art: waves", "art: dragons", "template_value_wrong"),
        ("version: 2\n", "", "template_key_missing"),
        ("bilingual: false", "bilingual: perhaps", "template_value_wrong"),
        ("limits: {edge_mm", "limits: [edge_mm", "template_unreadable"),
        ("form: card", "form: poster", "template_value_wrong"),
    ],
)
def test_a_template_that_drops_what_the_law_asks_or_makes_no_sense_is_refused(
    tmp_path: Path, old: str, new: str, code: str
):
    file = a_template(tmp_path, old, new)

    with pytest.raises(InvalidInput) as refusal:
        read_template(file)

    assert refusal.value.code == code
    assert refusal.value.field.startswith("template.yaml:")


def test_the_refusal_names_the_line(tmp_path: Path):
    file = a_template(tmp_path, "item: ethnic_group,", "item: nickname,")

    with pytest.raises(InvalidInput) as refusal:
        read_template(file)

    assert refusal.value.field == f"template.yaml:{line_of('{item: ethnic_group')}"


def test_a_file_that_is_no_template_is_refused_by_name(tmp_path: Path):
    (tmp_path / "broken.yaml").write_bytes(b"\xff\xfe")

    for file in ("broken.yaml", "missing.yaml"):
        with pytest.raises(InvalidInput) as refusal:
            read_template(tmp_path / file)
        assert (refusal.value.code, refusal.value.field) == ("template_unreadable", file)


def test_a_sheet_of_paper_is_no_card_and_a_card_no_sheet_of_paper():
    for read, name in ((read_template, "paper_a4"), (read_paper, "hunan_card")):
        with pytest.raises(InvalidInput) as refusal:
            read(resources() / "card" / f"{name}.yaml")
        assert refusal.value.code == "template_value_wrong"


def test_a_moved_field_prints_where_the_template_says(tmp_path: Path):
    photo, signer = placeholder_portrait("moved"), signer_from_seed(bytes(range(32)), "430111", a_face().issued_on)
    template = read_template(a_template(tmp_path, "baseline_mm: 19.0", "baseline_mm: 18.5"))

    moved, usual = (make_card(a_face(), photo, signer, template=one) for one in (template, card_template()))

    assert moved.template == "hunan_card/2"
    assert page_pictures(moved.pdf, 100)[0].tobytes() != page_pictures(usual.pdf, 100)[0].tobytes()


def test_there_are_two_finished_designs_a_label_and_a_sheet_of_paper():
    assert [design.name for design in designs()] == ["hunan_card", "wulingyuan"]
    assert card_template("endorsement_label").form == "label"
    assert paper_template().mark == "paper_a4/1"

"""A hall may move boxes within limits, and nothing else."""

import pytest

from resipermit.adapters.template_boxes import boxes
from resipermit.adapters.template_changes import movable
from resipermit.adapters.template_files import card_template
from resipermit.adapters.template_layers import Layer, layered, read_layer, save_layer
from resipermit.domain.card_design import BoxChange
from resipermit.domain.errors import InvalidInput


def a_layer(**moves):
    return Layer("hunan_card", 2, {key.replace("__", "."): BoxChange(*move) for key, move in moves.items()})


def test_boxes_move_and_come_back_from_the_file(tmp_path):
    layer = a_layer(front__name=(0.5, -0.4), back__code=(-1.0, 0.5), front__photo=(0.6, 1.0))
    (tmp_path / "hunan_card.yaml").write_text(layer.text(), "utf-8")

    moved = layered(card_template(), read_layer(tmp_path / "hunan_card.yaml"))

    before, after = (
        {box.item: (box.x, box.y) for side in one.sides for box in boxes(one, side)} for one in (card_template(), moved)
    )
    shifts = {item: tuple(round(b - a, 2) for a, b in zip(before[item], after[item], strict=True)) for item in before}
    assert {item: shift for item, shift in shifts.items() if any(shift)} == {
        "name": (0.5, -0.4),
        "photo": (0.6, 1.0),
        "code": (-1.0, 0.5),
    }


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        (a_layer(front__name=(7.0, 0.0)), "template_moved_too_far"),
        (a_layer(front__name=(3.0, 0.0)), "template_boxes_overlap"),
        (a_layer(front__citizen_number=(0.0, 3.0)), "template_outside_card"),
        (a_layer(front__hukou=(0.0, 0.0)), "template_key_unknown"),
        (a_layer(back__registered_address=(0.0, 1.0)), "template_key_unknown"),
        (Layer("hunan_card", 1, {}), "layer_of_another_template"),
    ],
)
def test_a_layer_beyond_its_limits_is_refused(layer, code):
    with pytest.raises(InvalidInput) as refusal:
        layered(card_template(), layer)

    assert refusal.value.code == code


def test_a_layer_that_makes_no_sense_is_refused_with_its_line(tmp_path):
    (tmp_path / "layer.yaml").write_text("layer_of: hunan_card\nversion: 2\nmoves:\n  front.name: {size: 3}\n")

    with pytest.raises(InvalidInput) as refusal:
        read_layer(tmp_path / "layer.yaml")

    assert (refusal.value.code, refusal.value.field) == ("template_key_unknown", "layer.yaml:4")


def test_what_flows_beside_the_code_follows_it_and_does_not_move_alone():
    assert "back.code" in movable(card_template())
    assert "back.registered_address" not in movable(card_template())


def test_each_saving_is_a_revision_and_the_one_before_is_kept(tmp_path):
    first = save_layer("hunan_card", {"front.name": BoxChange(0.5, 0.0)}, tmp_path)
    second = save_layer("hunan_card", {}, tmp_path)

    assert (first.revision, second.revision) == (1, 2)
    assert read_layer(tmp_path / "earlier" / "hunan_card.1.yaml").changes == {"front.name": BoxChange(0.5, 0.0)}
    assert layered(card_template(), read_layer(tmp_path / "hunan_card.yaml")).mark == "hunan_card/2+2"


def test_a_refused_saving_leaves_the_layer_in_use_as_it_was(tmp_path):
    save_layer("hunan_card", {"front.name": BoxChange(0.5, 0.0)}, tmp_path)

    with pytest.raises(InvalidInput, match="template_moved_too_far"):
        save_layer("hunan_card", {"front.name": BoxChange(9.0, 0.0)}, tmp_path)

    assert read_layer(tmp_path / "hunan_card.yaml").revision == 1
    assert not list((tmp_path / "earlier").iterdir())

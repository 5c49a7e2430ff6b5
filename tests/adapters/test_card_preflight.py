"""Every objection to a card is found at once, before a blank is taken."""

from io import BytesIO

import pytest
from builders import a_face
from PIL import Image, ImageFilter

from resipermit.adapters.card_preflight import preflight
from resipermit.adapters.photo import placeholder_portrait
from resipermit.adapters.template_files import card_template, designs

PHOTO = placeholder_portrait("preflight")
CODE = "A" * 596


def checked(photo=PHOTO, code=CODE, **changes):
    return preflight(a_face(**changes), photo, code, card_template())


def found(report):
    return [(objection.code, objection.item) for objection in report.objections]


def a_jpeg(picture):
    file = BytesIO()
    picture.save(file, "JPEG", quality=92)
    return file.getvalue()


@pytest.mark.parametrize("design", designs(), ids=lambda design: design.name)
def test_a_card_in_order_has_no_objection(design):
    report = preflight(a_face(name="𠀀𪜀𫝀𫠠"), PHOTO, CODE, design)

    assert (report.objections, report.passes) == ((), True)


def test_all_objections_are_told_at_once():
    report = checked(
        name="演" * 40, residence_address="演" * 120, registered_address="路\U00030000", permit_number="4" * 60
    )

    assert not report.passes
    assert found(report) == [
        ("missing_glyph", "registered_address"),
        ("card_text_does_not_fit", "permit_number"),
        ("card_text_does_not_fit", "name"),
        ("card_text_does_not_fit", "residence_address"),
    ]
    assert [dict(one.facts) for one in report.glyphs_missing] == [
        {"characters": "\U00030000", "code_points": "U+30000", "beside": "路〔U+30000〕"}
    ]


def test_a_code_that_is_too_long_names_the_longest_item():
    report = checked(code="A" * 1135, registered_address="贵州省贵阳市南明区演示街道演示社区演示路19号")

    assert ("card_says_too_much", "registered_address") in found(report)


def test_an_item_that_is_missing_is_named():
    assert found(checked(issuing_authority=" ")) == [("card_item_missing", "issuing_authority")]


@pytest.mark.parametrize(
    ("spoil", "code", "blocks"),
    [
        (lambda it: it.filter(ImageFilter.GaussianBlur(4)), "photo_blurred", False),
        (lambda it: it.point(lambda level: level // 2), "photo_background_dark", False),
        (
            lambda it: it.transform(it.size, Image.Transform.AFFINE, (1, 0, -90, 0, 1, 0), fillcolor="white"),
            "photo_head_off_centre",
            False,
        ),
        (
            lambda it: it.transform(it.size, Image.Transform.AFFINE, (1, 0, 0, 0, 1, -160), fillcolor="white"),
            "photo_head_too_low",
            False,
        ),
        (lambda it: Image.new("RGB", it.size, "white"), "photo_head_not_found", False),
        (lambda it: it.resize((300, 370)), "photo_too_small", True),
        (lambda it: it.convert("L"), "photo_not_in_colour", True),
    ],
)
def test_the_portrait_is_measured(spoil, code, blocks):
    report = checked(a_jpeg(spoil(Image.open(BytesIO(PHOTO)))))

    assert code in [objection.code for objection in report.objections]
    assert report.passes is not blocks


def test_a_wardrobe_behind_the_head_is_no_plain_background():
    picture = Image.open(BytesIO(PHOTO))
    stripes = Image.new("RGB", (60, 441), "#6b4a2b")
    picture.paste(stripes, (0, 0))

    assert "photo_background_not_plain" in [one.code for one in checked(a_jpeg(picture)).objections]


def test_a_broken_portrait_blocks():
    assert found(checked(PHOTO[:900])) == [("photo_unreadable", "photo")]


def test_an_objection_shows_nothing_personal():
    assert repr(checked(name="演" * 40).objections[0]) == "Objection('card_text_does_not_fit', 'name')"

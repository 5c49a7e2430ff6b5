import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resipermit.adapters.text_fit import Room, broken, fit

TEXTS = st.text(st.sampled_from("湖南省长沙市演示路·，（）0123456789A 号栋室"), min_size=1, max_size=60)


def square(text: str, size: float) -> float:
    """Every character a square, ASCII half of one."""
    return sum(0.5 if letter.isascii() else 1 for letter in text) * size


ROOM = Room(width=100, height=26, max_pt=10, min_pt=5, lines=3, leading=1.25)


def test_a_short_text_keeps_the_largest_size():
    fitted = fit("演示路", ROOM, square)

    assert fitted is not None
    assert (fitted.lines, fitted.size_pt) == (("演示路",), 10)


def test_a_longer_text_takes_more_lines_before_it_shrinks():
    fitted = fit("演" * 30, ROOM, square)

    assert fitted is not None
    assert (len(fitted.lines), fitted.size_pt) == (3, 10)


def test_a_still_longer_text_shrinks_just_as_far_as_needed():
    fitted = fit("演" * 31, ROOM, square)

    assert fitted is not None
    assert fitted.size_pt == 9.0


def test_a_text_too_long_for_the_smallest_size_does_not_fit():
    assert fit("演" * 61, ROOM, square) is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("湖南省长沙市雨花区1203室", ("湖南省长沙市雨花区", "1203室")),
        ("湖南省长沙市雨花区路，东", ("湖南省长沙市雨花区", "路，东")),
        ("湖南省长沙市雨花区（东侧）", ("湖南省长沙市雨花区", "（东侧）")),
        ("阿卜杜热西提·麦麦提图尔", ("阿卜杜热西提·", "麦麦提图尔")),
    ],
)
def test_lines_end_where_a_reader_expects(text: str, lines: tuple[str, ...]):
    assert broken(text, 10, 100, square) == lines


@given(TEXTS, st.floats(20, 200))
@example("0（0号", 20.0)
def test_no_character_is_lost_and_no_line_is_too_wide(text: str, width: float):
    lines = broken(text, 10, width, square)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(square(line, 10) <= width for line in lines)

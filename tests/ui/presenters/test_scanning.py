"""A scanner is told from a person by its speed alone."""

from hypothesis import given
from hypothesis import strategies as st

from ui.presenters.scanning import GAP_MS, LEAST_CHARACTERS, Burst

QUICK = st.integers(1, GAP_MS)
CHARACTERS = st.characters(min_codepoint=33, max_codepoint=126)


def typed(burst: Burst, keys: list[tuple[str, int]], at: int = 1000) -> int:
    for character, gap in keys:
        at += gap
        burst.press(character, at)
    return at


@given(st.lists(st.tuples(CHARACTERS, QUICK), min_size=LEAST_CHARACTERS), QUICK)
def test_what_comes_quickly_is_scanned_whole(keys, last):
    burst = Burst()

    at = typed(burst, keys)

    assert burst.end(at + last) == "".join(character for character, _ in keys)


@given(st.lists(st.tuples(CHARACTERS, st.integers(GAP_MS + 1, 1000)), max_size=40), st.integers(0, 1000))
def test_what_comes_slowly_is_typed(keys, last):
    burst = Burst()

    at = typed(burst, keys)

    assert burst.end(at + last) == ""


def test_a_few_quick_keys_are_typed_and_so_is_a_quick_text_that_waits_for_its_enter():
    few, waiting = Burst(), Burst()

    at = typed(few, [("a", 5)] * (LEAST_CHARACTERS - 1))
    later = typed(waiting, [("a", 5)] * LEAST_CHARACTERS)

    assert few.end(at + 5) == ""
    assert waiting.end(later + GAP_MS + 1) == ""


def test_a_scan_after_slow_typing_leaves_the_typed_part_out():
    burst = Burst()

    at = typed(burst, [("x", 200), ("y", 200), ("7", 200), *[("7", 6)] * 11])

    assert burst.end(at + 6) == "7" * 12


def test_keys_that_write_nothing_neither_add_nor_break_off():
    burst = Burst()

    at = typed(burst, [("A", 5), ("", 5)] * LEAST_CHARACTERS)

    assert burst.end(at + 5) == "A" * LEAST_CHARACTERS


def test_where_the_system_tells_no_time_nothing_is_scanned():
    burst = Burst()

    for character in "1234567890":
        burst.press(character, 0)

    assert burst.end(0) == ""

"""The check of rule files and the engine know the same words: what one takes the other does not refuse."""

import pytest

from resipermit.adapters.rule_check.shapes import Keys, Ref
from resipermit.adapters.rule_check.words import LEAVES as CHECKED
from resipermit.adapters.rule_check.words import OPERATORS, SHAPES
from resipermit.adapters.rule_files import vocabulary
from resipermit.domain.evaluation import LEAVES


def keys_of(word: str) -> Keys:
    shape = CHECKED[word]
    found = SHAPES[shape.name] if isinstance(shape, Ref) else shape
    assert isinstance(found, Keys)
    return found


def test_both_know_the_same_kinds_of_conditions() -> None:
    assert set(CHECKED) == set(LEAVES)
    assert set(OPERATORS) - {"ref"} == set(vocabulary.OPERATORS)


@pytest.mark.parametrize("word", sorted(LEAVES))
def test_both_take_the_same_words_under_a_kind(word: str) -> None:
    assert set(keys_of(word).fields) == set(LEAVES[word].takes)

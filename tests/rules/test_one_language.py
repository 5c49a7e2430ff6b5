"""The loader and the check of rule files and the engine know the same words: what one takes no other refuses."""

import pytest

from resipermit.adapters.rule_check.shapes import Keys, Ref
from resipermit.adapters.rule_check.words import LEAVES as CHECKED
from resipermit.adapters.rule_check.words import OPERATORS, SHAPES
from resipermit.adapters.rule_files import vocabulary
from resipermit.domain.conditions import reach, records
from resipermit.domain.evaluation import LEAVES
from resipermit.domain.permit_acts import Standing
from resipermit.domain.places import Band


def keys_of(word: str) -> Keys:
    shape = CHECKED[word]
    found = SHAPES[shape.name] if isinstance(shape, Ref) else shape
    assert isinstance(found, Keys)
    return found


def test_all_three_know_the_same_kinds_of_conditions() -> None:
    assert set(CHECKED) == set(LEAVES) == set(vocabulary.TAKES)
    assert set(OPERATORS) - {"ref"} == set(vocabulary.OPERATORS)
    assert set(vocabulary.NEEDS) <= set(vocabulary.TAKES)


@pytest.mark.parametrize("word", sorted(LEAVES))
def test_loader_and_check_take_the_same_words_under_a_kind(word: str) -> None:
    assert set(keys_of(word).fields) == set(vocabulary.TAKES[word])


def test_the_loader_knows_the_lists_and_the_places_that_the_engine_knows() -> None:
    assert set(vocabulary.FIELDS) == records.LISTS
    assert vocabulary.RECORD_WORDS == records.RECORD_WORDS
    assert set(vocabulary.SCOPES) == reach.SCOPES
    assert vocabulary.LISTS_OF_SCOPES == reach.LISTS_OF_SCOPES


def test_the_words_for_bands_and_standings_are_those_of_the_engine() -> None:
    assert tuple(Band) == vocabulary.BANDS
    assert vocabulary.FIELDS["permit"]["standing"] == tuple(Standing)

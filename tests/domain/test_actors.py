"""Which role may do what."""

import pytest

from resipermit.domain.actors import MAY, Actor, Right, Role
from resipermit.domain.errors import Refused


def test_every_right_is_held_by_some_role():
    held = frozenset().union(*MAY.values())

    assert held == frozenset(Right)


def test_accepting_reviewing_and_administering_are_kept_apart():
    assert Right.REVIEW not in MAY[Role.CLERK]
    assert Right.ACCEPT not in MAY[Role.REVIEWER]
    assert MAY[Role.ADMINISTRATOR].isdisjoint(MAY[Role.CLERK] | MAY[Role.REVIEWER])


def test_a_missing_right_is_refused_by_name():
    clerk = Actor("li", "李", frozenset({Role.CLERK}))

    with pytest.raises(Refused) as refusal:
        clerk.needs(Right.REVIEW)

    assert refusal.value.facts["right"] is Right.REVIEW


def test_two_roles_add_their_rights():
    both = Actor("li", "李", frozenset({Role.CLERK, Role.REVIEWER}))

    assert both.may(Right.ACCEPT)
    assert both.may(Right.REVIEW)
    assert not both.may(Right.ADMINISTER)

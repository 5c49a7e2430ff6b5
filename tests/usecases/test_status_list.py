"""The status list follows from the ledger; a card's place on it is given once."""

from datetime import date, timedelta

import pytest
from builders import ADMINISTRATOR, CLERK, TODAY, a_permit, an_act
from fakes import FakeStore, TickingClock, refused_code

from resipermit.adapters.signed_lists import open_status_list, seal_status_list
from resipermit.adapters.signing_keys import signer_from_seed
from resipermit.domain.actors import Actor
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.status_list import CardStatus
from resipermit.usecases.make_status_list import MakeStatusList, NewestStatusList, in_places, status_of
from resipermit.usecases.ports import ListedCard

NUMBER = "4301110000002025000001"
SIGNER = signer_from_seed(bytes([5]) * 32, "430111", date(2025, 1, 1))
VALID, DEAD, SUSPENDED = CardStatus.VALID, CardStatus.DEAD, CardStatus.SUSPENDED


def a_list(store: FakeStore, clock: TickingClock, **how):
    return MakeStatusList(store, lambda office, on: SIGNER, seal_status_list, clock.clock)(CLERK, **how)


@pytest.mark.parametrize(
    ("acts", "card", "day", "status"),
    [
        ((), 1, date(2025, 12, 31), VALID),
        ((), 1, date(2026, 1, 1), SUSPENDED),
        ((("endorse", date(2026, 3, 1)),), 1, date(2026, 3, 1), VALID),
        ((("cancel", date(2025, 6, 1)),), 1, date(2025, 6, 1), DEAD),
        ((("revoke", date(2025, 6, 1)),), 1, date(2025, 6, 1), DEAD),
        ((("reissue", date(2025, 6, 1)),), 1, date(2025, 6, 1), DEAD),
        ((("reissue", date(2025, 6, 1)),), 2, date(2025, 6, 1), VALID),
        ((("replace", date(2025, 6, 1)), ("change_address", date(2025, 7, 1))), 2, date(2025, 7, 1), VALID),
        ((("replace", date(2025, 6, 1)), ("cancel", date(2025, 7, 1))), 2, date(2025, 7, 1), DEAD),
    ],
)
def test_a_card_is_dead_suspended_or_valid_by_the_acts_on_its_permit(acts, card, day, status):
    permit = a_permit(date(2025, 1, 1), NUMBER, "430111", *(an_act(kind, on) for kind, on in acts))

    assert status_of(ListedCard(1, card, permit), day) is status


def test_places_without_a_card_are_valid():
    permit = a_permit(date(2025, 1, 1), NUMBER, "430111", an_act("cancel", date(2025, 6, 1)))

    statuses = list(in_places([ListedCard(2, 1, permit), ListedCard(4, 1, permit)], date(2026, 1, 1)))

    assert statuses == [VALID, VALID, DEAD, VALID, DEAD]


def test_a_printed_card_gets_a_place_and_keeps_it(acts, permit_on_record, maker, store, clock):
    permit_on_record()

    acts.preview(CLERK, NUMBER)
    acts.preview(CLERK, NUMBER)
    acts.replace(CLERK, NUMBER, lost=True, reason="lost on the bus")
    acts.preview(CLERK, NUMBER)

    assert [face.status_index for face in maker.faces] == [1, 1, 2]
    listing, token = a_list(store, clock)
    assert [listing.status(index) for index in (1, 2)] == [DEAD, VALID]
    assert open_status_list(token, lambda kid: SIGNER.key)[0] == listing


def test_a_list_says_when_it_was_made_and_how_long_it_is_good(store, clock):
    listing, _ = a_list(store, clock)
    printed, _ = a_list(store, clock, bits=1, days=3)

    assert (listing.bits, listing.made_on, listing.good_until) == (2, TODAY, TODAY + timedelta(days=8))
    assert (printed.bits, printed.good_until) == (1, TODAY + timedelta(days=3))
    assert store.state.journal[-1][2] == "status_list_made"


def test_a_list_good_for_no_day_or_too_long_is_refused_and_so_is_who_may_neither_print_nor_keep_keys(store, clock):
    with pytest.raises(InvalidInput) as never:
        a_list(store, clock, days=0)
    with pytest.raises(InvalidInput) as too_long:
        a_list(store, clock, days=32)

    make = MakeStatusList(store, lambda office, on: SIGNER, seal_status_list, clock.clock)
    assert (never.value.code, too_long.value.code) == ("days_out_of_range", "days_out_of_range")
    assert refused_code(lambda: make(Actor("zhou", "周演示", frozenset())))[0] == "right_missing"


def test_the_newest_list_stays_at_the_desk_and_one_of_dead_cards_does_not_take_its_place(store, clock):
    with pytest.raises(Refused) as none_yet:
        NewestStatusList(store)()

    _, token = a_list(store, clock)
    a_list(store, clock, bits=1)

    assert none_yet.value.code == "status_list_none"
    assert NewestStatusList(store)() == token


def test_whoever_keeps_the_keys_may_make_the_list_too(store, clock):
    listing, _ = MakeStatusList(store, lambda office, on: SIGNER, seal_status_list, clock.clock)(ADMINISTRATOR)

    assert listing.bits == 2

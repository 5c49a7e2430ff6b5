"""Keys are made at the desk, retired, reported stolen; the root signs what is left of them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from builders import ADMINISTRATOR, CLERK, HALL_KEY, TODAY, YUHUA, an_actor
from fakes import FakeSecrets, FakeStore, TickingClock, refused_code

from resipermit.adapters.root_key import RootKeyFile
from resipermit.adapters.signed_lists import open_key_list
from resipermit.adapters.signing_keys import make_key
from resipermit.domain.errors import InvalidInput, Refused
from resipermit.usecases.keep_keys import MakeSigningKey, ReportKeyCompromised, RetireKey
from resipermit.usecases.sign_key_list import MakeRoot, ShowKeys, SignKeyList

KID = HALL_KEY.kid.hex()
PASSPHRASE = "演示 root passphrase"


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def roots(tmp_path: Path) -> RootKeyFile:
    (tmp_path / "home").mkdir()
    return RootKeyFile(tmp_path / "home", cost=2)


def a_new_key(store: FakeStore, clock: TickingClock):
    return MakeSigningKey(store, lambda office, since: make_key(office, since, FakeSecrets()), clock.clock)(
        ADMINISTRATOR
    )


def keys_of(store: FakeStore):
    return ShowKeys(store)(ADMINISTRATOR).hall.keys


def test_an_office_has_several_keys_each_made_for_it_from_today(store: FakeStore, clock: TickingClock):
    made = a_new_key(store, clock)

    assert keys_of(store) == (HALL_KEY, made)
    assert (made.office, made.since) == (YUHUA, TODAY)
    assert store.state.journal[-1][2:] == ("key_made", made.kid.hex())


def test_a_retired_key_stays_on_the_list_with_its_day(store: FakeStore, clock: TickingClock):
    retired = RetireKey(store, clock.clock)(ADMINISTRATOR, KID[:6])

    assert keys_of(store) == (replace(HALL_KEY, retired_on=TODAY),)
    assert retired.objection(YUHUA, TODAY - timedelta(days=1)) is None
    assert retired.objection(YUHUA, TODAY) == "key_retired"


def test_a_compromised_key_counts_only_before_that_day(store: FakeStore, clock: TickingClock):
    day = TODAY - timedelta(days=3)

    key = ReportKeyCompromised(store, clock.clock)(ADMINISTRATOR, KID, day, "stick lost")

    assert keys_of(store) == (replace(HALL_KEY, compromised_on=day),)
    assert (key.objection(YUHUA, day), key.objection(YUHUA, day - timedelta(days=1))) == ("compromised_key", None)


def test_what_cannot_be_done_to_a_key_is_refused(store: FakeStore, clock: TickingClock):
    retire, report = RetireKey(store, clock.clock), ReportKeyCompromised(store, clock.clock)

    with pytest.raises(InvalidInput) as early:
        retire(ADMINISTRATOR, KID, TODAY - timedelta(days=1))
    with pytest.raises(InvalidInput) as late:
        report(ADMINISTRATOR, KID, TODAY + timedelta(days=1), "reason")
    with pytest.raises(InvalidInput) as unknown:
        retire(ADMINISTRATOR, "")
    retire(ADMINISTRATOR, KID)

    assert (early.value.code, late.value.code) == ("key_retired_before_today", "day_in_future")
    assert unknown.value.code == "key_unknown"
    assert refused_code(lambda: retire(ADMINISTRATOR, KID))[0] == "key_ended"
    assert refused_code(lambda: report(ADMINISTRATOR, KID, TODAY, " "))[0] == "reason_needed"


def test_only_who_keeps_the_keys_touches_them(store: FakeStore, clock: TickingClock, roots: RootKeyFile):
    acts = (
        lambda: RetireKey(store, clock.clock)(CLERK, KID),
        lambda: ReportKeyCompromised(store, clock.clock)(CLERK, KID, TODAY, "reason"),
        lambda: MakeSigningKey(store, lambda office, since: HALL_KEY, clock.clock)(CLERK),
        lambda: MakeRoot(store, roots, clock.clock)(CLERK, Path("root"), PASSPHRASE),
        lambda: SignKeyList(store, roots, clock.clock)(CLERK, Path("root"), PASSPHRASE),
        lambda: ShowKeys(store)(replace(an_actor(), roles=frozenset())),
    )

    assert {refused_code(act)[0] for act in acts} == {"right_missing"}


def test_the_root_signs_list_after_list_and_the_desk_knows_when_one_is_out_of_date(
    store: FakeStore, clock: TickingClock, roots: RootKeyFile, tmp_path: Path
):
    stick, sign = tmp_path / "stick" / "root.key", SignKeyList(store, roots, clock.clock)
    root = MakeRoot(store, roots, clock.clock)(ADMINISTRATOR, stick, PASSPHRASE)

    first = sign(ADMINISTRATOR, stick, PASSPHRASE)
    current = ShowKeys(store)(CLERK).list_is_current
    made = a_new_key(store, clock)
    stale = ShowKeys(store)(CLERK).list_is_current
    second = sign(ADMINISTRATOR, stick, PASSPHRASE)

    assert (current, stale, ShowKeys(store)(CLERK).list_is_current) == (True, False, True)
    assert (first.sequence, second.sequence) == (1, 2)
    listing = open_key_list(second.token, root.public_key)
    assert (listing.sequence, listing.keys) == (2, (HALL_KEY, made))


def test_the_private_half_of_the_root_lies_in_its_file_only_and_wrapped(
    store: FakeStore, clock: TickingClock, roots: RootKeyFile, tmp_path: Path
):
    stick = tmp_path / "root.key"

    MakeRoot(store, roots, clock.clock)(ADMINISTRATOR, stick, PASSPHRASE)

    assert set(store.state.settings) == {"division", "unit_code", "issuing_authority", "card_keys", "root_key"}
    assert b"root-key" not in stick.read_bytes()
    assert stick.stat().st_mode & 0o077 == 0


def test_a_key_ceremony_done_wrongly_leaves_everything_as_it_was(
    store: FakeStore, clock: TickingClock, roots: RootKeyFile, tmp_path: Path
):
    make, sign = MakeRoot(store, roots, clock.clock), SignKeyList(store, roots, clock.clock)
    stick, other = tmp_path / "root.key", tmp_path / "other.key"

    codes = [
        refused_code(lambda: sign(ADMINISTRATOR, stick, PASSPHRASE))[0],
        refused_code(lambda: make(ADMINISTRATOR, tmp_path / "home" / "root.key", PASSPHRASE))[0],
    ]
    with pytest.raises(InvalidInput) as short:
        make(ADMINISTRATOR, stick, "short")
    root = make(ADMINISTRATOR, stick, PASSPHRASE)
    codes += [
        refused_code(lambda: make(ADMINISTRATOR, other, PASSPHRASE))[0],
        refused_code(lambda: make(ADMINISTRATOR, stick, PASSPHRASE, anew=True))[0],
    ]
    roots.make(other, PASSPHRASE)
    codes += [
        refused_code(lambda: sign(ADMINISTRATOR, other, PASSPHRASE))[0],
        refused_code(lambda: sign(ADMINISTRATOR, tmp_path / "nothing", PASSPHRASE))[0],
    ]

    assert codes == [
        *("root_missing", "root_on_desk", "root_exists", "root_file_exists", "root_key_another", "root_file_missing"),
    ]
    assert short.value.code == "passphrase_short"
    assert ShowKeys(store)(CLERK).root == root


def test_a_new_root_goes_on_counting_its_lists(
    store: FakeStore, clock: TickingClock, roots: RootKeyFile, tmp_path: Path
):
    make, sign = MakeRoot(store, roots, clock.clock), SignKeyList(store, roots, clock.clock)
    make(ADMINISTRATOR, tmp_path / "one", PASSPHRASE)
    sign(ADMINISTRATOR, tmp_path / "one", PASSPHRASE)

    root = make(ADMINISTRATOR, tmp_path / "two", PASSPHRASE, anew=True)
    signed = sign(ADMINISTRATOR, tmp_path / "two", PASSPHRASE)

    assert signed.sequence == 2
    with pytest.raises(Refused):
        open_key_list(signed.token, bytes(32))
    assert open_key_list(signed.token, root.public_key).made_at.date() == TODAY

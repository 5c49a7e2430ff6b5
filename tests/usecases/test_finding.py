"""One search field, and what it gives back."""

from dataclasses import replace

import pytest
from builders import ADMINISTRATOR, CLERK, a_citizen_number, a_person, an_application
from fakes import FakeSecrets, a_verdict

from resipermit.domain.errors import InvalidInput, Refused
from resipermit.domain.search_terms import TermKind
from resipermit.usecases.keyed_hash import KeyedHash

QR = "6BF590B20000000000" * 20


@pytest.mark.parametrize(
    "typed", [a_citizen_number(), "520102", "欧阳演示", "欧阳", "演示", "ouyang", "oyys", "14300000001", "43011100000"]
)
def test_a_holder_is_found_by_everything_that_can_be_typed(acts, permit_on_record, typed):
    person_id = permit_on_record()

    found = acts.find_holder(CLERK, "4301110000002025000001" if typed == "43011100000" else typed)

    assert [hit.person.id for hit in found.hits] == [person_id]
    assert (found.hint, found.more) == (None, False)


def test_an_exact_name_comes_before_a_longer_one(acts, on_record):
    longer = on_record(a_person("欧阳演示例", sequence=999))
    exact = on_record(a_person("欧阳演示"))

    found = acts.find_holder(CLERK, "欧阳演示")

    assert [hit.person.id for hit in found.hits] == [exact, longer]


def test_a_mistyped_number_offers_the_corrections_that_are_on_record(acts, on_record):
    on_record()
    right = a_citizen_number()
    wrong = right[:16] + ("1" if right[16] != "1" else "2") + right[17]

    found = acts.find_holder(CLERK, wrong)

    assert (found.hint, found.corrections, found.hits) == ("check_digit_wrong", (right,), ())


def test_nobody_found_offers_registration(acts):
    assert acts.find_holder(CLERK, "没有这人").hint == "nobody_found"


def test_more_hits_than_shown_are_announced(acts, on_record):
    for sequence in (997, 999):
        on_record(a_person("欧阳演示", sequence=sequence))

    found = replace(acts.find_holder, limit=1)(CLERK, "欧阳")

    assert (len(found.hits), found.more) == (1, True)


def test_a_scanned_card_that_is_genuine_leads_to_its_holder(acts, permit_on_record):
    person_id = permit_on_record()

    found = acts.find_holder(CLERK, QR)

    assert found.kind is TermKind.QR_TEXT
    assert [hit.person.id for hit in found.hits] == [person_id]
    assert found.card.genuine


def test_a_scanned_card_of_another_hall_is_genuine_and_says_so(acts):
    found = acts.find_holder(CLERK, QR)

    assert (found.hits, found.hint) == ((), "card_of_another_hall")


def test_a_forged_card_opens_nobody(acts, permit_on_record):
    permit_on_record()
    forged = replace(acts.find_holder, verify_card=lambda text: a_verdict(genuine=False))

    found = forged(CLERK, QR)

    assert (found.hits, found.hint) == ((), "card_not_genuine")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("续期", "typed_endorse"), ("补领", "typed_reissue"), ("换领", "typed_exchange"), ("延期", "typed_extension")],
)
def test_the_name_of_an_act_leads_to_the_act(acts, typed, hint):
    assert acts.find_holder(CLERK, typed).hint == hint


def test_a_settled_search_stands_in_the_journal_by_a_hash_of_its_term(acts, store):
    acts.find_holder(CLERK, "欧阳演示")
    acts.find_holder(CLERK, "欧阳演示")
    acts.find_holder(CLERK, "欧阳", settled=False)
    acts.find_holder(CLERK, "  ")

    (_, user, event, first), (*_, second) = store.state.journal
    assert (user, event, first == second, len(first)) == ("li", "search", True, 16)
    assert "欧阳" not in repr(store.state.journal)


def test_the_hash_of_a_term_depends_on_the_desks_own_key():
    one, other = KeyedHash(FakeSecrets()), KeyedHash(FakeSecrets())

    assert one("欧阳") == one("欧阳")
    assert one("欧阳") != other("欧阳")


def test_a_revealed_number_stands_in_the_journal(acts, on_record, store):
    person_id = on_record()

    shown = acts.reveal(CLERK, person_id, "citizen_number")

    assert shown == a_citizen_number()
    assert [(event, subject) for _, _, event, subject in store.state.journal] == [
        ("reveal_citizen_number", str(person_id))
    ]


def test_only_masked_fields_on_record_are_revealed(acts, on_record):
    person_id = on_record(a_person(phone=None))

    with pytest.raises(InvalidInput):
        acts.reveal(CLERK, person_id, "name")
    with pytest.raises(Refused) as refusal:
        acts.reveal(CLERK, person_id, "phone")
    assert refusal.value.code == "field_not_on_record"


def test_an_administrator_sees_no_holders(acts, on_record):
    person_id = on_record()

    for act in (
        lambda: acts.find_holder(ADMINISTRATOR, "欧阳"),
        lambda: acts.open_holder(ADMINISTRATOR, person_id),
        lambda: acts.reveal(ADMINISTRATOR, person_id, "phone"),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "right_missing"


def test_an_application_is_found_by_the_number_under_which_it_was_accepted(acts, on_record, store):
    person_id = on_record()
    with store() as unit:
        unit.applications.add(an_application(person_id))
        unit.commit()

    found = [acts.find_holder(CLERK, typed) for typed in ("1", "0001", "文号1")]
    nobody = acts.find_holder(CLERK, "文号777")

    assert [[hit.person.id for hit in one.hits] for one in found] == [[person_id]] * 3
    assert (nobody.hits, nobody.hint) == ((), "nobody_found")


def test_a_foreign_code_that_is_scanned_finds_nobody_and_is_noted_like_any_search(acts, permit_on_record, store):
    permit_on_record()
    foreign = replace(acts.find_holder, verify_card=lambda text: a_verdict(genuine=False, reason="not_a_permit"))

    found = foreign(CLERK, "HTTPS://EXAMPLE.ORG", scanned=True)

    assert (found.hits, found.hint) == ((), "foreign_code")
    with store() as unit:
        assert unit.journal.newest(1)[0][2] == "search"

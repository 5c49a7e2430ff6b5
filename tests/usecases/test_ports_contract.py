"""What every unit keeps to: the one in memory and the one over the encrypted store."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from builders import (
    CHANGSHA,
    CLERK,
    NOT_KNOWN,
    NOW,
    REVIEWER,
    TODAY,
    WANGCHENG,
    a_citizen_number,
    a_job,
    a_lease,
    a_line,
    a_permit,
    a_person,
    a_print,
    a_registration,
    a_schooling,
    a_tie,
    a_user,
    an_act,
    an_application,
    an_exam,
    an_insurance,
    evidence,
    held,
)
from fakes import FakeStore, refused_code, sounds_of

from db import open_store
from resipermit.domain.actors import Role
from resipermit.domain.application import Stage
from resipermit.domain.decisions import Decision, DecisionKind
from resipermit.domain.errors import Refused
from resipermit.domain.facts import EarlierPermit, Tax
from resipermit.domain.glyph_case import GlyphCase, GlyphRemedy
from resipermit.domain.permit import ActKind
from resipermit.domain.printing import PrintKind, PrintState
from resipermit.domain.rule_packs import Pack, PackStep, Step
from resipermit.domain.search_terms import tell_apart
from resipermit.domain.stock import BlankState, BlankUse, lot_of

KEY = "5a" * 32
NUMBER = "4301110000002025000001"
LIUPANSHUI_BORN = date(1991, 4, 16)


def readings(name):
    return (sounds_of(name),)


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "store.db"
    open_store(path, KEY, readings, create=True).close()
    return path.read_bytes()


@pytest.fixture(params=["sql", "fake"])
def open_unit(request, tmp_path: Path, empty_store):
    if request.param == "fake":
        yield FakeStore()
        return
    path = tmp_path / "store.db"
    path.write_bytes(empty_store)
    store = open_store(path, KEY, readings)
    yield store.unit
    store.close()


@pytest.fixture
def unit(open_unit):
    with open_unit() as unit:
        yield unit


def code_of(refused) -> str:
    return refused.value.code


def issued(person_id, number=NUMBER, on=date(2025, 11, 20), place=CHANGSHA):
    permit = a_permit(on, number)
    return held(person_id, permit, place), a_line(permit.acts[0])


def keep_act(unit, number, kind, on):
    known = unit.permits.get(number)
    act = an_act(kind, on)
    changed = replace(known, permit=replace(known.permit, acts=(*known.permit.acts, act)))
    unit.permits.append(changed, a_line(act, reason="演示"))
    return changed


# one transaction


def test_what_is_not_committed_is_undone(open_unit):
    with open_unit() as unit:
        unit.people.add(a_person())

    with open_unit() as unit:
        assert unit.people.by_number(a_citizen_number()) is None


def test_a_refusal_in_the_middle_undoes_what_came_before(open_unit):
    def add_and_fail():
        with open_unit() as unit:
            unit.people.add(a_person())
            unit.permits.get("none")

    with pytest.raises(Refused):
        add_and_fail()

    with open_unit() as unit:
        assert unit.people.by_number(a_citizen_number()) is None


def test_a_unit_goes_on_after_a_commit_and_keeps_what_was_committed(open_unit):
    with open_unit() as unit:
        kept = unit.people.add(a_person())
        unit.commit()
        unit.people.save(replace(kept, phone="14399999999"))

    with open_unit() as unit:
        assert unit.people.get(kept.id) == kept


# people


def test_a_person_gets_an_id_and_is_found_by_number(unit):
    kept = unit.people.add(a_person(phone=None))

    assert kept == replace(a_person(phone=None), id=kept.id)
    assert unit.people.get(kept.id) == unit.people.by_number(kept.citizen_number) == kept


def test_a_number_belongs_to_one_person_only(unit):
    owner = unit.people.add(a_person())

    with pytest.raises(Refused) as refused:
        unit.people.add(a_person("另一人"))

    assert code_of(refused) == "number_taken"
    assert refused.value.facts["person_id"] == owner.id


def test_an_earlier_number_stays_in_the_history_and_still_leads_to_the_person(unit):
    old, new = a_citizen_number(sequence=997), a_citizen_number(sequence=999)
    kept = unit.people.add(a_person(citizen_number=old))

    unit.people.save(replace(kept, citizen_number=new))

    assert unit.people.numbers(kept.id) == (new, old)
    assert unit.people.by_number(old) == unit.people.by_number(new) == replace(kept, citizen_number=new)


def test_a_number_taken_up_again_comes_first_and_stands_once(unit):
    old, new = a_citizen_number(sequence=997), a_citizen_number(sequence=999)
    kept = unit.people.add(a_person(citizen_number=old))

    unit.people.save(replace(kept, citizen_number=new))
    unit.people.save(kept)

    assert unit.people.numbers(kept.id) == (old, new)


def test_a_number_of_somebody_else_is_refused_even_a_former_one(unit):
    old = a_citizen_number(sequence=997)
    first = unit.people.add(a_person(citizen_number=old))
    unit.people.save(replace(first, citizen_number=a_citizen_number(sequence=999)))
    second = unit.people.add(a_person("另一人", born_on=LIUPANSHUI_BORN))

    with pytest.raises(Refused) as refused:
        unit.people.save(replace(second, citizen_number=old))

    assert code_of(refused) == "number_taken"
    assert refused.value.facts["person_id"] == first.id


@pytest.mark.parametrize(
    "ask",
    [
        lambda people: people.get(77),
        lambda people: people.save(a_person(id=77)),
        lambda people: people.numbers(77),
        lambda people: people.evidence(77),
        lambda people: people.add_registration(77, a_registration()),
        lambda people: people.add_evidence(77, evidence()),
        lambda people: people.household(77),
        lambda people: people.add_tie(77, a_tie(relative=a_person(id=78))),
        lambda people: people.photo(77),
        lambda people: people.keep_photo(77, b"jpeg"),
    ],
)
def test_an_id_that_nobody_has_is_refused(unit, ask):
    with pytest.raises(Refused) as refused:
        ask(unit.people)

    assert code_of(refused) == "person_unknown"


def test_nothing_is_known_about_a_new_person(unit):
    kept = unit.people.add(a_person())

    assert unit.people.evidence(kept.id) == evidence()
    assert unit.people.household(kept.id) == ()
    assert unit.people.photo(kept.id) is None


def test_evidence_comes_back_as_it_was_given(unit):
    kept = unit.people.add(a_person())
    given = evidence(
        employment=(a_job(until=NOT_KNOWN), a_job(since=None, until=date(2024, 1, 1))),
        insurance=(an_insurance(), an_insurance("medical", until=NOT_KNOWN)),
        tax=(Tax(WANGCHENG, None, date(2024, 1, 1), None),),
        housing=(a_lease(), replace(a_lease(), registered=None, tenure=None)),
        schooling=(a_schooling(), replace(a_schooling(), record=False, status=None, grade=None)),
        exams=(an_exam(), replace(an_exam(), division=None, on=None)),
        earlier_permits=(EarlierPermit(None, WANGCHENG, None, NOT_KNOWN),),
        complete=frozenset({"employment", "household"}),
    )

    unit.people.add_evidence(kept.id, given)

    assert unit.people.evidence(kept.id) == given


def test_evidence_is_appended(unit):
    kept = unit.people.add(a_person())
    first, second = a_job(), a_job(since=date(2025, 5, 1))

    unit.people.add_evidence(kept.id, evidence(employment=(first,), complete=frozenset({"employment"})))
    unit.people.add_evidence(kept.id, evidence(employment=(second,), complete=frozenset({"employment", "tax"})))

    known = unit.people.evidence(kept.id)
    assert known.employment == (first, second)
    assert known.complete == {"employment", "tax"}


def test_a_registration_gets_an_id_and_is_closed_by_it(unit):
    kept = unit.people.add(a_person())
    first = unit.people.add_registration(kept.id, a_registration(until=NOT_KNOWN))
    second = unit.people.add_registration(kept.id, a_registration(address="演示路11号"))

    unit.people.close_registration(first.id, date(2025, 1, 1))

    closed = replace(first, residence=replace(first.residence, until=date(2025, 1, 1)))
    assert unit.people.evidence(kept.id).registrations == (closed, second)


def test_a_registration_that_is_not_there_cannot_be_closed(unit):
    with pytest.raises(Refused) as refused:
        unit.people.close_registration(77, TODAY)

    assert code_of(refused) == "registration_unknown"


def test_a_household_shows_the_relatives_as_they_are_now(unit):
    holder = unit.people.add(a_person())
    child = unit.people.add(a_person("小演", born_on=date(2016, 3, 8), phone=None))
    spouse = unit.people.add(a_person("配演", born_on=date(1991, 3, 8)))
    unit.people.add_tie(holder.id, a_tie("child", child, living_together=None))
    unit.people.add_tie(holder.id, replace(a_tie("spouse", spouse), living_together=False))

    unit.people.save(replace(child, name="大演"))

    first, second = unit.people.household(holder.id)
    assert (first.relation, first.relative.name, first.living_together) == ("child", "大演", None)
    assert (second.relative, second.living_together, second.married) == (spouse, False, True)


def test_the_files_of_many_people_are_those_of_each(unit):
    holder = unit.people.add(a_person())
    child = unit.people.add(a_person("小演", born_on=date(2016, 3, 8), phone=None))
    unit.people.add_registration(holder.id, a_registration())
    unit.people.add_evidence(child.id, evidence(schooling=(a_schooling(),), complete=frozenset({"exams"})))
    unit.people.add_tie(holder.id, a_tie("child", child))
    unit.permits.add(*issued(holder.id))

    files = unit.people.files([child.id, holder.id])

    assert list(files) == [child.id, holder.id]
    for one in (holder, child):
        file = files[one.id]
        assert file.person == one
        assert file.evidence == unit.people.evidence(one.id)
        assert file.permits == unit.permits.of_person(one.id)
        assert file.ties == unit.people.household(one.id)
    with pytest.raises(Refused) as refused:
        unit.people.files([holder.id, 77])
    assert code_of(refused) == "person_unknown"


def test_the_newest_portrait_counts(unit):
    kept = unit.people.add(a_person())

    unit.people.keep_photo(kept.id, b"first")
    unit.people.keep_photo(kept.id, b"second")

    assert unit.people.photo(kept.id) == b"second"


def test_of_some_numbers_those_on_record_come_back_in_the_order_asked(unit):
    first = unit.people.add(a_person()).citizen_number
    second = unit.people.add(a_person(born_on=LIUPANSHUI_BORN)).citizen_number

    assert unit.people.known_numbers((second, a_citizen_number(sequence=999), first)) == (second, first)


# finding


@pytest.fixture
def found(unit):
    """Return a function that types a text and gives the names found, in order."""

    def find(text, limit=50):
        return [hit.person.name for hit in unit.people.find(tell_apart(text), limit)]

    return find


@pytest.fixture
def named(unit):
    """Return a function that puts people of these names on record."""

    def put(*names):
        days = (date(1980, 1, 1) + timedelta(days=n) for n in range(len(names)))
        return [unit.people.add(a_person(name, born_on=day)) for name, day in zip(names, days, strict=True)]

    return put


def test_the_exact_name_comes_before_a_beginning_and_that_before_the_middle(named, found):
    named("李王演", "王演示", "王演")

    assert found("王演") == ["王演", "王演示", "李王演"]


@pytest.mark.parametrize("part", ["阳", "阳演", "欧阳演", "阳演示", "欧阳演示"])
def test_any_part_of_a_name_finds_it(named, found, part):
    named("欧阳演示", "李四")

    assert found(part) == ["欧阳演示"]


def test_pairs_that_stand_apart_in_a_name_do_not_match_a_longer_text(named, found):
    named("王演王示")  # holds 王演, 演王, 王示

    assert found("演王演") == []


def test_dots_and_blanks_do_not_matter(named, found):
    named("阿卜杜拉·买买提")

    assert found("拉买") == found("阿卜杜拉•买") == ["阿卜杜拉·买买提"]


def test_everybody_with_a_registration_is_told_once_and_nobody_else(unit, named):
    first, second, _ = named("王演示", "李演示", "张演示")
    for person, year in ((second, 2020), (first, 2021), (first, 2022)):
        unit.people.add_registration(person.id, a_registration(registered_on=date(year, 1, 1)))

    assert sorted(unit.people.registered()) == sorted((first.id, second.id))


def test_characters_beyond_the_basic_plane_are_found(named, found):
    named("李𬭸", "王𠮷示")

    assert found("𬭸") == ["李𬭸"]
    assert found("王𠮷") == ["王𠮷示"]


def test_pinyin_and_initials_find_a_name(named, found):
    named("王演示", "李四")

    assert found("wangyanshi") == found("wangy") == found("wys") == ["王演示"]


def test_an_exact_reading_comes_before_a_beginning(named, found):
    named("李思思", "李思")

    assert found("lisi") == ["李思", "李思思"]


def test_a_name_in_latin_letters_is_found_by_its_beginning(named, found):
    named("Anna Yanshi")

    assert found("annay") == ["Anna Yanshi"]


def test_a_number_is_found_by_its_beginning_also_a_former_one(unit, named, found):
    (kept,) = named("王演示")
    unit.people.save(replace(kept, citizen_number=a_citizen_number(WANGCHENG, kept.born_on)))

    assert found(kept.citizen_number) == found(kept.citizen_number[:8]) == found(WANGCHENG) == ["王演示"]


def test_a_person_with_two_numbers_of_one_beginning_is_one_hit(unit, named, found):
    first, _ = named("王演示", "李四")
    unit.people.save(replace(first, citizen_number=a_citizen_number(born_on=first.born_on, sequence=999)))

    assert sorted(found(first.citizen_number[:6], limit=2)) == ["李四", "王演示"]


def test_a_telephone_number_finds_everybody_who_has_it(unit, found):
    unit.people.add(a_person("王演示", phone="14311112222"))
    unit.people.add(a_person("李四", born_on=LIUPANSHUI_BORN, phone="14311112222"))

    assert sorted(found("143 1111 2222")) == ["李四", "王演示"]


def test_a_permit_number_finds_its_holder(unit, named, found):
    kept, _ = named("王演示", "李四")
    unit.permits.add(*issued(kept.id))

    assert found(NUMBER) == found(NUMBER[:19]) == ["王演示"]


def test_no_more_than_the_limit_comes_back(named, found):
    named("王一", "王二", "王三", "王四")

    assert found("王", limit=3) == found("王")[:3]
    assert len(found("w", limit=3)) == 3


def test_nothing_that_nobody_answers_to_is_found(named, found):
    named("王演示")

    assert found("赵") == found("zhao") == found("") == found("9999") == []


def test_after_a_change_of_name_only_the_new_one_finds(unit, named, found):
    (kept,) = named("王演示")

    unit.people.save(replace(kept, name="赵新名"))

    assert found("王演") == found("wys") == found("演示") == []
    assert found("赵新名") == found("zxm") == found("新名") == ["赵新名"]


def test_a_hit_shows_where_somebody_lives_now_and_the_permit_that_counts(unit, named):
    (kept,) = named("王演示")
    unit.people.add_registration(kept.id, a_registration(until=date(2024, 1, 1), address="演示旧路"))
    unit.people.add_registration(kept.id, a_registration(address="演示新路"))
    unit.permits.add(*issued(kept.id, NUMBER, date(2025, 1, 1)))
    unit.permits.add(*issued(kept.id, NUMBER[:-1] + "2", date(2026, 1, 1), "430200"))
    keep_act(unit, NUMBER[:-1] + "2", ActKind.CANCEL, date(2026, 5, 1))

    (hit,) = unit.people.find(tell_apart("王演示"), 5)

    assert hit.present_address == "演示新路"
    assert hit.held == unit.permits.get(NUMBER)


def test_a_hit_without_address_and_permit_says_so(unit, named):
    named("王演示")

    (hit,) = unit.people.find(tell_apart("王演示"), 5)

    assert (hit.present_address, hit.held) == (None, None)


# permits


@pytest.fixture
def holder(unit):
    return unit.people.add(a_person()).id


def test_a_permit_comes_back_with_its_acts(unit, holder):
    permit = a_permit()
    unit.permits.add(held(holder, permit), a_line(permit.acts[0]))

    keep_act(unit, NUMBER, ActKind.ENDORSE, date(2026, 11, 2))

    acts = (*permit.acts, an_act(ActKind.ENDORSE, date(2026, 11, 2)))
    assert unit.permits.get(NUMBER) == held(holder, replace(permit, acts=acts))


def test_a_permit_that_is_not_there_is_refused(unit):
    for ask in (unit.permits.get, unit.permits.ledger):
        with pytest.raises(Refused) as refused:
            ask("none")

        assert code_of(refused) == "permit_unknown"
        assert refused.value.facts["number"] == "none"


def test_a_second_live_permit_of_one_place_is_refused(unit, holder):
    unit.permits.add(*issued(holder))

    with pytest.raises(Refused) as refused:
        unit.permits.add(*issued(holder, NUMBER[:-1] + "2"))

    assert code_of(refused) == "second_live_permit"
    assert refused.value.facts["number"] == NUMBER


def test_another_place_or_an_ended_permit_leaves_room(unit, holder):
    unit.permits.add(*issued(holder))
    unit.permits.add(*issued(holder, NUMBER[:-1] + "2", date(2025, 12, 1), "430200"))
    keep_act(unit, NUMBER, ActKind.CANCEL, date(2026, 1, 1))

    unit.permits.add(*issued(holder, NUMBER[:-1] + "3", date(2026, 2, 1)))

    numbers = [each.permit.number[-1] for each in unit.permits.of_person(holder)]
    assert numbers == ["3", "2", "1"]


def test_a_permit_number_is_given_once(unit, holder):
    unit.permits.add(*issued(holder))

    with pytest.raises(Refused) as refused:
        unit.permits.add(*issued(holder, NUMBER, place="430200"))

    assert code_of(refused) == "permit_number_taken"


def test_the_ledger_says_who_recorded_what_when_and_why(unit, holder):
    permit = a_permit()
    in_hunan = datetime(2025, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    unit.permits.add(held(holder, permit), replace(a_line(permit.acts[0]), recorded_at=in_hunan))

    keep_act(unit, NUMBER, ActKind.REISSUE, TODAY)

    first, second = unit.permits.ledger(NUMBER)
    assert (first.act, first.by, first.reason) == (permit.acts[0], "li", None)
    assert first.recorded_at == datetime(2025, 11, 20, 1, 30, tzinfo=UTC)
    assert second == a_line(an_act(ActKind.REISSUE, TODAY), reason="演示")


def test_an_act_keeps_the_day_it_was_applied_for(unit, holder):
    permit = replace(a_permit(), acts=(an_act(ActKind.ISSUE, date(2025, 11, 20), date(2025, 11, 6)),))

    unit.permits.add(held(holder, permit), a_line(permit.acts[0]))

    assert unit.permits.get(NUMBER).permit == permit


def test_somebody_without_permits_has_none(unit, holder):
    assert unit.permits.of_person(holder) == ()


def test_serials_count_by_unit_and_year(unit):
    given = [unit.permits.next_serial(*asked) for asked in [("a", 2025), ("a", 2025), ("b", 2025), ("a", 2026)]]

    assert given == [1, 2, 1, 1]


def test_a_serial_of_an_undone_unit_is_given_again(open_unit):
    with open_unit() as unit:
        unit.permits.next_serial("a", 2025)
        unit.commit()
        assert unit.permits.next_serial("a", 2025) == 2

    with open_unit() as unit:
        assert unit.permits.next_serial("a", 2025) == 2


def test_what_falls_due_comes_soonest_first_and_without_the_last_day(unit):
    for n, month in enumerate((6, 4, 5), start=1):
        kept = unit.people.add(a_person(f"王{'一二三'[n - 1]}", born_on=date(1980, 1, n)))
        unit.permits.add(*issued(kept.id, NUMBER[:-1] + str(n), date(2025, month, 1)))

    def due(since, until, limit=10):
        return [hit.person.name for hit in unit.permits.due_between(since, until, limit)]

    assert due(date(2026, 4, 1), date(2026, 6, 1)) == ["王二", "王三"]
    assert due(date(2026, 4, 2), date(2026, 6, 2)) == ["王三", "王一"]
    assert due(date(2026, 1, 1), date(2027, 1, 1), limit=1) == ["王二"]


def test_an_endorsed_permit_falls_due_a_year_later_and_an_ended_one_never(unit, holder):
    unit.permits.add(*issued(holder))
    keep_act(unit, NUMBER, ActKind.ENDORSE, date(2026, 11, 2))

    (hit,) = unit.permits.due_between(date(2027, 11, 20), date(2027, 11, 21), 10)
    keep_act(unit, NUMBER, ActKind.CANCEL, date(2026, 12, 1))

    assert hit.held.permit.number == NUMBER
    assert unit.permits.due_between(date(2000, 1, 1), date(2100, 1, 1), 10) == ()


# applications


def test_an_application_gets_an_id_and_comes_back(unit, holder):
    kept = unit.applications.add(an_application(holder))

    assert kept == replace(an_application(holder), id=kept.id)
    assert unit.applications.get(kept.id) == kept
    assert unit.applications.of_person(holder) == (kept,)


@pytest.mark.parametrize("approved", [False, True])
def test_a_person_has_one_application_under_way(unit, holder, approved):
    kept = unit.applications.add(an_application(holder))
    if approved:
        unit.applications.save(kept.approve("wang", TODAY))

    with pytest.raises(Refused) as refused:
        unit.applications.add(an_application(holder))

    assert code_of(refused) == "application_open"


def test_after_a_refusal_another_application_may_follow(unit, holder):
    first = unit.applications.add(an_application(holder))
    refusal = first.refuse("wang", TODAY, "材料不齐")

    unit.applications.save(refusal)
    second = unit.applications.add(an_application(holder))

    assert unit.applications.of_person(holder) == (second, refusal)


def test_an_application_that_is_not_there_is_refused(unit, holder):
    for ask in (lambda: unit.applications.get(77), lambda: unit.applications.save(an_application(holder))):
        with pytest.raises(Refused) as refused:
            ask()

        assert code_of(refused) == "application_unknown"


def test_the_files_that_wait_come_soonest_due_first(unit):
    files = []
    for n, day in enumerate((3, 1, 2), start=1):
        kept = unit.people.add(a_person(born_on=date(1980, 1, n)))
        files.append(unit.applications.add(an_application(kept.id, date(2026, 10, day))))
    unit.applications.save(files[2].approve("wang", TODAY))

    assert unit.applications.waiting(Stage.ACCEPTED) == (files[1], files[0])
    assert unit.applications.waiting(Stage.ACCEPTED, limit=1) == (files[1],)
    assert [file.id for file in unit.applications.waiting(Stage.APPROVED)] == [files[2].id]


# prints


def test_who_has_no_card_yet_is_told_until_one_is_made(unit, holder):
    unit.permits.add(*issued(holder))
    before = unit.permits.without_card(10)
    spoiled = unit.prints.add(a_print(), b"%PDF-1")
    unit.prints.close(spoiled.failed("printer_failed"))
    failed = unit.permits.without_card(10)
    unit.prints.close(unit.prints.add(a_print(), b"%PDF-2").made("QR"))

    assert [found.held.permit.number for found in before] == [NUMBER]
    assert failed == before
    assert unit.permits.without_card(10) == ()


def test_a_line_of_the_print_ledger_and_its_page_come_back(unit, holder):
    unit.permits.add(*issued(holder))

    first = unit.prints.add(a_print(), b"%PDF-1")
    second = unit.prints.add(replace(a_print(), reason="首次", qr_text="QR2"), b"%PDF-2")

    assert unit.prints.of_permit(NUMBER) == (second, first)
    assert second == replace(a_print(), id=second.id, reason="首次", qr_text="QR2")
    assert unit.prints.pdf(second.id) == b"%PDF-2"


def test_a_closed_line_says_how_the_card_came_out(unit, holder):
    unit.permits.add(*issued(holder))
    good = unit.prints.add(a_print(), b"%PDF-1")
    bad = unit.prints.add(a_print(), b"%PDF-2")

    unit.prints.close(good.made("QR"))
    unit.prints.close(bad.failed("printer_failed"))

    spoiled, made = unit.prints.of_permit(NUMBER)
    assert (made.state, made.reason) == (PrintState.MADE, None)
    assert (spoiled.state, spoiled.reason) == (PrintState.FAILED, "printer_failed")


def test_a_permit_never_printed_has_no_lines(unit):
    assert unit.prints.of_permit(NUMBER) == ()


# the office


def test_a_user_comes_back_and_is_changed(unit):
    locked = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
    unit.users.add(a_user("li", Role.CLERK, Role.REVIEWER))

    unit.users.save(a_user("li", Role.CLERK, failures=5, locked_until=locked, active=False))

    assert unit.users.get("li") == a_user("li", Role.CLERK, failures=5, locked_until=locked, active=False)
    assert unit.users.get("wang") is None


def test_a_user_name_is_given_once(unit):
    unit.users.add(a_user("li"))

    with pytest.raises(Refused) as refused:
        unit.users.add(a_user("li"))

    assert code_of(refused) == "user_exists"
    assert refused.value.facts["user"] == "li"


def test_the_users_come_in_the_order_of_their_names(unit):
    for name in ("wang", "li"):
        unit.users.add(a_user(name))

    assert [user.name for user in unit.users.all()] == ["li", "wang"]


def test_the_journal_shows_the_newest_first(unit):
    later = NOW + timedelta(seconds=1)
    unit.journal.note(CLERK, "search", NOW, "0f")
    unit.journal.note(REVIEWER, "reveal", later)

    assert unit.journal.newest(1) == ((later, "wang", "reveal", None),)
    assert unit.journal.newest(9)[1] == (NOW, "li", "search", "0f")


def test_the_journal_knows_when_something_was_last_noted_of_a_subject(unit):
    later = NOW + timedelta(minutes=1)
    for at, event, subject in ((NOW, "make_label", "a"), (later, "make_label", "a"), (later, "print", "b")):
        unit.journal.note(CLERK, event, at, subject)

    assert unit.journal.last("make_label", "a") == later
    assert unit.journal.last("make_label", "b") is None


def test_a_setting_is_the_last_one_set(unit):
    unit.settings.set("division", "430102")
    unit.settings.set("division", "430111")

    assert unit.settings.get("division") == "430111"
    assert unit.settings.get("unit_code") is None


def test_blanks_are_received_and_gone_once(unit):
    stock = unit.stock
    stock.add_lot(lot_of("HN0001001", "HN0001010", TODAY, "li"))
    stock.record(BlankUse("HN0001001", BlankState.SPOILED, TODAY, "li", "折断"))

    codes = [
        refused_code(lambda: stock.add_lot(lot_of("HN0001010", "HN0001012", TODAY, "li")))[0],
        refused_code(lambda: stock.record(BlankUse("HN0001001", BlankState.USED, TODAY, "li")))[0],
        refused_code(lambda: stock.record(BlankUse("HN0002001", BlankState.USED, TODAY, "li")))[0],
    ]

    assert codes == ["blanks_already_received", "blank_already_gone", "blank_not_in_stock"]
    assert [(lot.first, lot.last) for lot in stock.lots()] == [(1001, 1010)]
    assert [(use.serial, use.reason) for use in stock.uses()] == [("HN0001001", "折断")]


def test_a_card_waits_for_a_character_once_until_it_is_settled(unit):
    person = unit.people.add(a_person())
    unit.permits.add(*issued(person.id))
    case = GlyphCase(NUMBER, "name", "\U00030000", "U+30000", TODAY, "li")
    unit.stock.open_glyph_case(case)
    unit.stock.open_glyph_case(case)
    (kept,) = unit.stock.glyph_cases()

    unit.stock.settle_glyph_case(
        replace(kept, settled_on=TODAY, settled_by="wang", remedy=GlyphRemedy.RECORD_CORRECTED)
    )

    assert kept.same_as(case)
    assert unit.stock.glyph_cases() == ()
    assert [one.settled_by for one in unit.stock.glyph_cases(settled=True)] == ["wang"]


def test_the_figures_of_a_month_count_cards_permits_and_people(unit):
    person = unit.people.add(a_person())
    unit.people.add_registration(person.id, a_registration())
    unit.permits.add(*issued(person.id))
    for kind in (PrintKind.FIRST, PrintKind.MISPRINT):
        line = unit.prints.add(a_print(kind=kind), b"%PDF")
        unit.prints.close(line.made("QR"))

    rates = unit.stock.rates(TODAY, TODAY + timedelta(days=1))
    before = unit.stock.rates(date(2020, 1, 1), date(2020, 2, 1))

    assert (rates.printed, rates.misprints, rates.lost) == (2, 1, 0)
    assert (rates.permits, rates.registered) == (1, 1)
    assert before.printed == 0


# rules and decisions


def a_step(pack, step=Step.PROPOSED, by="admin"):
    return PackStep(pack.sha256, step, by, NOW)


def test_a_pack_comes_back_byte_by_byte_in_its_order(open_unit):
    pack = Pack((("national/10", b"a: 1\n"), ("43/10", b"\xff not text"), ("43/20", b"")))
    with open_unit() as unit:
        unit.packs.keep(pack)
        unit.packs.keep(pack)
        unit.commit()

    with open_unit() as unit:
        assert unit.packs.get(pack.sha256) == pack


def test_a_pack_nobody_kept_is_unknown(unit):
    with pytest.raises(Refused) as refused:
        unit.packs.get("0" * 64)

    assert code_of(refused) == "rules_unknown"


def test_the_steps_of_packs_are_told_oldest_first(open_unit):
    one, other = Pack((("national/10", b"1"),)), Pack((("national/10", b"2"),))
    refusal = PackStep(other.sha256, Step.REFUSED, "wang", NOW, "依据未核实")
    steps = (a_step(one, Step.ACCEPTED), a_step(other), refusal, a_step(other), a_step(other, Step.ACCEPTED, "wang"))
    with open_unit() as unit:
        unit.packs.keep(one)
        unit.packs.keep(other)
        for step in steps:
            unit.packs.note(step)
        unit.commit()

    with open_unit() as unit:
        assert unit.packs.steps() == steps


def test_decisions_come_back_newest_first_each_with_its_bytes(open_unit):
    pack = Pack((("national/10", b"1"),))
    with open_unit() as unit:
        person = unit.people.add(a_person())
        unit.packs.keep(pack)
        for kind in (DecisionKind.ACCEPT, DecisionKind.ISSUE):
            document = b'{"kind":"' + kind.encode() + b'"}'
            unit.decisions.add(Decision(None, kind, person.id, "1", "li", NOW, pack.sha256, document))
        unit.commit()

    with open_unit() as unit:
        found = unit.decisions.of_person(person.id)
        assert [one.kind for one in found] == [DecisionKind.ISSUE, DecisionKind.ACCEPT]
        assert unit.decisions.get(found[0].id) == found[0]
        assert found[0].document == b'{"kind":"issue"}'


def test_a_decision_nobody_made_is_unknown(unit):
    with pytest.raises(Refused) as refused:
        unit.decisions.get(9)

    assert code_of(refused) == "decision_unknown"


def test_a_card_keeps_its_place_on_the_status_list_and_the_next_one_gets_the_next(unit):
    person = unit.people.add(a_person())
    unit.permits.add(*issued(person.id))

    places = [unit.statuses.index_of(NUMBER, card) for card in (1, 1, 2, 1)]

    assert places == [1, 1, 2, 1]
    assert [(one.index, one.card, one.permit.number) for one in unit.statuses.listed()] == [
        (1, 1, NUMBER),
        (2, 2, NUMBER),
    ]


def test_a_permit_that_is_not_on_record_has_no_place(unit):
    with pytest.raises(Refused) as refused:
        unit.statuses.index_of(NUMBER, 1)

    assert code_of(refused) == "permit_unknown"

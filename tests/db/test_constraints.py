"""What the store itself forbids, whoever writes to it."""

from dataclasses import replace
from datetime import datetime

import pytest
from builders import CLERK, NOW, a_line, a_person, a_print
from sqlalchemy.exc import IntegrityError

from resipermit.domain.decisions import Decision, DecisionKind
from resipermit.domain.errors import Refused
from resipermit.domain.holder import HeldPermit
from resipermit.domain.rule_packs import Pack, PackStep, Step


@pytest.fixture
def forbidden(store, fill):
    """Return a function that runs a statement over a store with one holder and gives the engine's refusal."""
    fill(store)

    def run(statement: str) -> str:
        with pytest.raises(IntegrityError) as refused, store.engine.begin() as connection:
            connection.exec_driver_sql(statement)
        return str(refused.value.orig)

    return run


@pytest.mark.parametrize("table", ["act", "print_line", "print_page", "print_outcome", "journal"])
@pytest.mark.parametrize("statement", ["UPDATE {0} SET rowid = rowid", "DELETE FROM {0}"])
def test_what_is_appended_cannot_be_changed_or_removed(store, forbidden, table, statement):
    with store.unit() as unit:
        unit.journal.note(CLERK, "search", NOW)
        unit.commit()

    assert forbidden(statement.format(table)) == "append only"


@pytest.mark.parametrize("table", ["rule_pack", "rule_layer", "rule_step", "decision"])
@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_rules_and_decisions_once_kept_stay_as_they_are(store, forbidden, table, statement):
    pack = Pack((("national/10", b"1"),))
    with store.unit() as unit:
        person = unit.people.add(a_person("欧演示", sequence=996))
        unit.packs.keep(pack)
        unit.packs.note(PackStep(pack.sha256, Step.ACCEPTED, "admin", NOW))
        unit.decisions.add(Decision(None, DecisionKind.ACCEPT, person.id, "1", "li", NOW, pack.sha256, b"{}"))
        unit.commit()

    column = "sha256" if table in ("rule_pack", "decision") else "pack"
    assert forbidden(statement.format(table, column)) == "append only"


def test_a_second_live_permit_of_a_person_in_a_place_is_impossible(forbidden):
    said = forbidden(
        "INSERT INTO permit (number, person_id, place, division, live) VALUES ('x', 1, '430100', '430111', 1)"
    )

    assert said == "UNIQUE constraint failed: permit.person_id, permit.place"


def test_a_permit_that_is_not_live_stands_beside_the_live_one(store, fill):
    fill(store)

    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO permit (number, person_id, place, division, live) VALUES ('x', 1, '430100', '430111', 0)"
        )
        assert connection.exec_driver_sql("SELECT count(*) FROM permit").scalar() == 2


def test_a_citizen_number_belongs_to_one_person_in_the_whole_history(forbidden):
    said = forbidden("INSERT INTO person_number (person_id, seq, number) VALUES (1, 9, '520102199003159975')")

    assert said == "UNIQUE constraint failed: person_number.number"


def test_a_second_open_application_of_a_person_is_impossible(forbidden):
    said = forbidden(
        "INSERT INTO application (person_id, division, grounds, accepted_on, accepted_by, due_on, stage)"
        " VALUES (1, '430111', 'dwelling', '2026-01-01', 'li', '2026-01-16', 'approved')"
    )

    assert said == "UNIQUE constraint failed: application.person_id"


def test_a_card_comes_out_once(forbidden, store):
    said = forbidden("INSERT INTO print_outcome (line_id, state) VALUES (1, 'failed')")

    assert said == "UNIQUE constraint failed: print_outcome.line_id"


@pytest.mark.parametrize(("line_id", "code"), [(1, "print_already_closed"), (77, "print_unknown")])
def test_a_line_that_is_closed_or_not_there_cannot_be_closed(store, fill, line_id, code):
    fill(store)
    with store.unit() as unit, pytest.raises(Refused) as refused:
        unit.prints.close(replace(a_print(), id=line_id))

    assert refused.value.code == code


def test_a_page_that_is_not_there_is_refused(store):
    with store.unit() as unit, pytest.raises(Refused) as refused:
        unit.prints.pdf(77)

    assert refused.value.code == "print_unknown"


def test_nothing_hangs_on_a_person_who_is_not_there(forbidden):
    said = forbidden("INSERT INTO person_sound (person_id, pinyin, initials) VALUES (77, 'x', 'x')")

    assert said == "FOREIGN KEY constraint failed"


def test_an_act_on_a_permit_that_changed_meanwhile_is_refused(store, fill):
    kept = fill(store)
    with store.unit() as unit:
        (now,) = unit.permits.of_person(kept.id)
        (_, line) = unit.permits.ledger(now.permit.number)

        with pytest.raises(Refused) as refused:
            unit.permits.append(now, line)

    assert refused.value.code == "permit_changed_meanwhile"


def test_a_line_of_the_ledger_that_is_not_the_newest_act_is_a_defect(store, fill):
    kept = fill(store)
    with store.unit() as unit:
        (now,) = unit.permits.of_person(kept.id)
        first, _ = unit.permits.ledger(now.permit.number)
        longer = HeldPermit(kept.id, now.place, now.permit.replace_card(now.permit.acts[-1].on, lost=True))

        with pytest.raises(ValueError, match="newest act"):
            unit.permits.append(longer, first)


def test_a_permit_that_gave_way_to_a_newer_one_stays_so(store, fill):
    kept = fill(store)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE permit SET live = 0")
        connection.exec_driver_sql(
            "INSERT INTO permit (number, person_id, place, division, live) VALUES ('x', 1, '430100', '430111', 1)"
        )

    with store.unit() as unit:
        old = next(each for each in unit.permits.of_person(kept.id) if each.permit.number != "x")
        later = HeldPermit(kept.id, old.place, old.permit.replace_card(old.permit.acts[-1].on, lost=True))
        unit.permits.append(later, a_line(later.permit.acts[-1]))
        unit.commit()

    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT live FROM permit ORDER BY id").scalars().all() == [0, 1]


def test_an_instant_without_a_zone_is_a_defect(store):
    with store.unit() as unit, pytest.raises(Exception, match="needs its zone"):
        unit.journal.note(CLERK, "search", datetime(2026, 1, 1))  # noqa: DTZ001

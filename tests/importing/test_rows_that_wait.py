"""Rows held for the row they rest on, running an import again, and what an import does not take for an act."""

from datetime import date

import pytest
from builders import CLERK, a_citizen_number
from other_office import FATHER, MOTHER, OtherOffice

from resipermit.domain.errors import InvalidInput, Refused, StoreUnavailable
from resipermit.domain.permit import Standing
from resipermit.domain.search_terms import tell_apart

WRONG_CHECK = FATHER[:-1] + ("1" if FATHER[-1] != "1" else "2")


def ledger(store, number: str = "TEST0001"):
    with store.unit() as unit:
        return [(str(act.kind), act.on.isoformat()) for act in unit.permits.get(number).permit.acts]


def test_everything_that_rests_on_a_refused_holder_waits(office: OtherOffice, importing, store):
    office.spoil("holders", "H1", id_number=WRONG_CHECK)

    done = importing(office)

    waiting = {(table, reason) for table, _, _, reason in done.of("held")}
    assert waiting == {(name, "parent_refused") for name in office.tables if name != "holders"}
    assert done.count("held") == 2 + 2 + 2 + 2 + 1 + 6 + 1 + 2
    with store.unit() as unit:
        assert unit.people.by_number(FATHER) is None
        assert unit.people.by_number(MOTHER) is not None


def test_the_rows_that_wait_come_in_when_the_holder_is_mended(office: OtherOffice, importing, store):
    office.spoil("holders", "H1", id_number=WRONG_CHECK)
    importing(office)
    office.spoil("holders", "H1", id_number=FATHER)

    done = importing(office)

    assert done.of("refused") == done.of("held") == []
    assert done.count("imported") == office.rows
    assert ledger(store)[0] == ("issue", "2021-08-10")


def test_the_mended_table_alone_sets_the_waiting_rows_free(office: OtherOffice, importing, store, tmp_path):
    office.spoil("holders", "H1", id_number=WRONG_CHECK)
    importing(office)
    office.spoil("holders", "H1", id_number=FATHER)
    for name in office.tables:
        (tmp_path / "tables" / f"{name}.csv").unlink()
    all_of_it = office.tables
    office.tables = {"holders": all_of_it["holders"]} | {name: [] for name in all_of_it if name != "holders"}

    done = importing(office)

    assert done.count("released") == 18
    assert ledger(store)[0] == ("issue", "2021-08-10")
    assert len(ledger(store)) == 3


def test_an_import_that_is_run_again_changes_nothing(office: OtherOffice, importing, store):
    office.spoil("residences", "R1", date_from="2020-02-30")
    first = importing(office)
    before = _all_rows(store)

    again = importing(office)

    assert again.told == first.told
    assert again.count("already") == again.count("imported") == first.count("imported")
    assert again.count("released") == 0
    assert _all_rows(store) == before


def _all_rows(store):
    with store.engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return {
            name: sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()))
            for name in names
            if not name.startswith(("name_gram", "journal", "sqlite_"))
        }


def test_a_row_that_was_imported_and_reads_otherwise_now_is_refused(office: OtherOffice, importing, store):
    importing(office)
    office.spoil("holders", "H1", name="欧阳改名")

    done = importing(office)

    assert done.of("refused") == [("holders", 2, "", "row_changed_since")]
    with store.unit() as unit:
        assert unit.people.by_number(FATHER).name == "欧阳演示"


def test_a_refused_row_that_is_mended_comes_in(office: OtherOffice, importing, store):
    office.spoil("permit_events", "V3", event="renew")
    assert importing(office).of("refused") == [("permit_events", 4, "event", "code_unknown")]
    office.spoil("permit_events", "V3", event="endorse")

    done = importing(office)

    assert done.of("refused") == []
    assert ("endorse", "2022-08-01") in ledger(store)


def test_a_lapse_is_no_act_and_a_restore_is_the_late_endorsement(office: OtherOffice, importing, store):
    importing(office)

    assert ledger(store) == [("issue", "2021-08-10"), ("endorse", "2022-08-01"), ("endorse", "2023-10-01")]
    with store.unit() as unit:
        permit = unit.permits.get("TEST0001").permit
    assert permit.state(date(2023, 9, 1)).standing is Standing.SUSPENDED
    assert permit.state(date(2023, 10, 1)).standing is Standing.IN_USE
    assert permit.state(date(2024, 10, 1)).standing is Standing.SUSPENDED


def test_an_application_without_issue_becomes_a_file_in_the_queue(office: OtherOffice, importing, store):
    importing(office)

    with store.unit() as unit:
        files = unit.applications.of_person(unit.people.by_number(MOTHER).id)
    assert [(file.stage, file.accepted_on) for file in files] == [("accepted", date(2026, 6, 20))]


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        ({"V4": {"event_date": "2023-08-09"}}, ("V4", "lapsed_while_in_use")),
        ({"V4": {"event_date": "2023-08-12"}}, ("V4", "lapse_day_differs")),
        ({"V3": {"event_date": "2022-07-01"}}, ("V3", "endorsed_before_window")),
        ({"V3": {"event_date": "2022-08-10"}}, ("V3", "endorsed_late")),
        ({"V5": {"event": "endorse"}}, ("V5", "endorsed_late")),
        ({"V3": {"event": "restore"}}, ("V3", "restored_while_in_use")),
        ({"V1": {"event_date": "2021-08-02"}}, ("V1", "apply_day_differs")),
        ({"V2": {"event_date": "2021-08-11"}}, ("V2", "issue_day_differs")),
    ],
)
def test_an_event_that_the_calendar_does_not_bear_out_is_imported_and_listed(office, importing, changes, listed):
    for key, cells in changes.items():
        office.spoil("permit_events", key, **cells)

    done = importing(office)

    key, reason = listed
    assert done.of("refused") == done.of("held") == []
    column = "event"
    assert ("permit_events", office.line("permit_events", key), column, reason) in done.of("disagreement")
    assert done.count("disagreements") == len(done.of("disagreement"))


def test_a_status_that_does_not_follow_from_the_acts_is_listed(office: OtherOffice, importing):
    office.spoil("permits", "P1", status="valid")

    done = importing(office)

    assert done.of("disagreement") == [("permits", 2, "status", "status_differs")]


class Fragile:
    """An intake whose disk is full at the *nth* batch."""

    def __init__(self, intake, nth: int) -> None:
        self._intake, self._left = intake, nth

    def __getattr__(self, name):
        return getattr(self._intake, name)

    def write(self, batch):
        self._left -= 1
        if not self._left:
            raise StoreUnavailable("store_full")
        return self._intake.write(batch)


@pytest.mark.parametrize("nth", range(1, 10))
def test_a_full_disk_on_the_way_keeps_the_batches_before_it_and_the_next_run_goes_on(office, importing, store, nth):
    with pytest.raises(StoreUnavailable):
        importing(office, wrap=lambda intake: Fragile(intake, nth))

    done = importing(office)

    assert done.told == ()
    assert done.count("imported") == office.rows
    assert done.count("already") == sum(len(rows) for rows in list(office.tables.values())[: nth - 1])
    assert len(ledger(store)) == 3


def test_a_batch_is_written_whole_or_not_at_all(office: OtherOffice, importing, store, monkeypatch):
    from db import intake as kept

    monkeypatch.setattr(kept, "KEEP_ROW", "INSERT INTO no_such_table VALUES (?, ?, ?, ?, ?, ?)")
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the engine calls it
        importing(office)

    with store.unit() as unit:
        assert unit.people.by_number(FATHER) is None


def test_the_people_of_an_import_are_found_by_number_name_and_sound(office: OtherOffice, importing, store):
    importing(office)

    with store.unit() as unit:
        found = {
            text: [hit.person.name for hit in unit.people.find(tell_apart(text), 10)]
            for text in (FATHER, "欧阳演", "TEST0001", "14300000001")
        }
    assert found == {text: ["欧阳演示"] for text in found}


def test_who_is_on_record_already_is_not_taken_over_a_second_time(office: OtherOffice, importing, store):
    from builders import a_person

    with store.unit() as unit:
        unit.people.add(a_person("赵演示", citizen_number=a_citizen_number()))
        unit.commit()

    done = importing(office)

    assert ("holders", 2, "id_number", "citizen_number_taken") in done.of("refused")


def test_only_an_administrator_imports(office: OtherOffice, importing, store):
    with pytest.raises(Refused):
        importing(office, actor=CLERK)

    with store.unit() as unit:
        assert unit.people.by_number(FATHER) is None


def test_a_folder_with_none_of_the_tables_is_bad_input(office: OtherOffice, importing):
    office.tables = {}

    with pytest.raises(InvalidInput) as refused:
        importing(office)

    assert refused.value.code == "tables_missing"


def test_tables_that_are_not_there_are_named(office: OtherOffice, importing):
    del office.tables["enrolments"], office.tables["housing"]

    done = importing(office)

    assert done.outcome.missing == ("housing", "enrolments")
    assert done.count("imported") == office.rows


def test_columns_may_stand_in_another_order_with_others_between(office: OtherOffice, importing, tmp_path):
    rows = office.tables["holders"]
    office.write(tmp_path / "tables")
    office.tables["holders"] = []
    text = "\ufeffphone,extra," + ",".join(list(rows[0])[:-1]) + "\r\n"
    for row in rows:
        text += f"{row['phone']},x," + ",".join(list(row.values())[:-1]) + "\r\n"
    written = office.write

    def otherwise(folder):
        (written(folder) / "holders.csv").write_bytes(text.encode())
        return folder

    office.write = otherwise
    done = importing(office)

    assert done.of("refused") == done.of("held") == []


@pytest.mark.parametrize("head", ["", "holder_id,id_number", "holder_id,holder_id"])
def test_a_file_without_its_columns_is_bad_input_before_anything_is_kept(office, importing, store, head: str):
    written = office.write

    def without(folder):
        (written(folder) / "residences.csv").write_text(f"{head}\n", encoding="utf-8")
        return folder

    office.write = without
    with pytest.raises(InvalidInput) as refused:
        importing(office)

    assert refused.value.code == "columns_missing"
    assert refused.value.field == "residences.csv"
    with store.unit() as unit:
        assert unit.people.by_number(FATHER) is None

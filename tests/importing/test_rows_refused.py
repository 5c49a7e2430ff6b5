"""Each kind of bad row is refused by file, line, column and reason; what rests on it waits, the rest comes in."""

from datetime import date

import pytest
from builders import a_citizen_number
from other_office import CHILD, FATHER, OtherOffice

from resipermit.domain.intake.tables import TABLES

WRONG_CHECK = FATHER[:-1] + ("1" if FATHER[-1] != "1" else "2")
DAY_FAULTS = [
    ("2021-02-30", "day_impossible"),
    ("2021/02/03", "day_form"),
    ("", "cell_empty"),
    ("2027-01-01", "day_future"),
]
OF_PEOPLE = [
    ("id_number", WRONG_CHECK, "id_number", "citizen_number_check_digit"),
    ("id_number", "520102199002309978", "id_number", "citizen_number_date_invalid"),
    ("id_number", a_citizen_number("439999"), "id_number", "citizen_number_division_unknown"),
    ("id_number", FATHER[:-1], "id_number", "citizen_number_length"),
    ("id_number", FATHER.replace("9", "９"), "id_number", "citizen_number_fullwidth"),
    ("id_number", f" {FATHER}", "id_number", "citizen_number_whitespace"),
    ("id_number", f"{FATHER[:6]}A{FATHER[7:]}", "id_number", "citizen_number_charset"),
    ("id_number", "", "id_number", "citizen_number_empty"),
    ("sex", "2", "sex", "sex_differs_from_number"),
    ("sex", "9", "sex", "code_unknown"),
    ("birth_date", "1990-03-16", "birth_date", "birth_differs_from_number"),
    ("birth_date", "1990-02-30", "birth_date", "day_impossible"),
    ("name", "", "name", "name_missing"),
    ("name", " 欧阳演示", "name", "name_blank_outside"),
    ("name", "欧阳 演示", "name", "name_blank_inside"),
    ("hukou_division", "529999", "hukou_division", "division_unknown"),
    ("hukou_division", "520000", "hukou_division", "division_not_county"),
]
OF_HOLDERS = [
    ("ethnic_code", "77", "ethnic_code", "code_unknown"),
    ("phone", "1430000", "phone", "phone_form"),
]
OF_PERIODS = [
    *((column, text, column, reason) for column in ("date_from",) for text, reason in DAY_FAULTS),
    ("date_to", "2020-13-01", "date_to", "day_impossible"),
    ("date_to", "2019-01-01", "date_to", "dates_reversed"),
    ("division_code", "439999", "division_code", "division_unknown"),
    ("division_code", "430000", "division_code", "division_not_county"),
]
CELLS = {
    ("holders", "H1"): OF_PEOPLE + OF_HOLDERS,
    ("residences", "R2"): [
        *OF_PERIODS,
        ("registered_on", "2027-01-01", "registered_on", "day_future"),
        ("registered_on", "yesterday", "registered_on", "day_form"),
        ("address", " ", "address", "cell_empty"),
        ("address", "演示\ufffd路", "address", "characters_unreadable"),
        ("date_from", "2020-12-31", "date_from", "overlaps_earlier_row"),
        ("holder_id", "H9", "holder_id", "parent_unknown"),
    ],
    ("employment", "E2"): [
        *OF_PERIODS,
        ("contract", "oral", "contract", "code_unknown"),
        ("date_from", "2020-11-30", "date_from", "overlaps_earlier_row"),
        ("holder_id", "H9", "holder_id", "parent_unknown"),
    ],
    ("employment", "E1"): [("date_from", "2006-03-14", "date_from", "under_16_at_work")],
    ("insurance", "I1"): [
        ("month_from", "202013", "month_from", "month_form"),
        ("month_from", "2020-03", "month_from", "month_form"),
        ("month_to", "202607", "month_to", "month_future"),
        ("month_from", "202009", "month_from", "months_reversed"),
        ("months_paid", "7", "months_paid", "months_do_not_add_up"),
        ("months_paid", "six", "months_paid", "count_form"),
        ("back_paid_months", "7", "back_paid_months", "months_do_not_add_up"),
        ("schemes", "21111", "schemes", "code_unknown"),
        ("schemes", "00000", "schemes", "code_unknown"),
        ("division_code", "439999", "division_code", "division_unknown"),
        ("spell_id", "E9", "spell_id", "parent_unknown"),
        ("holder_id", "H2", "holder_id", "parent_of_another_holder"),
    ],
    ("housing", "G2"): [
        *OF_PERIODS,
        ("kind", "tent", "kind", "code_unknown"),
        ("registered", "y", "registered", "code_unknown"),
        ("residence_id", "R9", "residence_id", "parent_unknown"),
        ("residence_id", "R3", "holder_id", "parent_of_another_holder"),
    ],
    ("permits", "P1"): [
        ("permit_no", "T-1", "permit_no", "permit_number_form"),
        ("status", "asleep", "status", "code_unknown"),
        ("status", "applied", "issued_on", "issue_without_status"),
        ("applied_on", "2021-08-11", "issued_on", "issued_before_applied"),
        ("issued_on", "", "issued_on", "status_without_issue"),
        ("issued_on", "2026-07-01", "issued_on", "day_future"),
        ("valid_until", "soon", "valid_until", "day_form"),
        ("endorsements", "-1", "endorsements", "count_form"),
        ("division_code", "439999", "division_code", "division_unknown"),
        ("residence_id", "R9", "residence_id", "parent_unknown"),
    ],
    ("permit_events", "V3"): [
        ("event", "renew", "event", "code_unknown"),
        ("event_date", "2026-07-01", "event_date", "day_future"),
        ("event_date", "2021-08-09", "event_date", "events_out_of_order"),
        ("permit_id", "P9", "permit_id", "parent_unknown"),
        ("valid_until", "2023-02-29", "valid_until", "day_impossible"),
    ],
    ("permit_events", "V7"): [("event", "endorse", "event", "permit_not_issued")],
    ("children", "C1"): [
        ("relation", "uncle", "relation", "code_unknown"),
        ("id_number", FATHER, "sex", "sex_differs_from_number"),
        ("holder_id", "H9", "holder_id", "parent_unknown"),
    ],
    ("enrolments", "S2"): [
        *OF_PERIODS,
        ("stage", "U", "stage", "code_unknown"),
        ("status", "asleep", "status", "code_unknown"),
        ("entry_grade", "13", "entry_grade", "grade_unknown"),
        ("entry_grade", "one", "entry_grade", "count_form"),
        ("child_id", "C9", "child_id", "parent_unknown"),
    ],
}
SPOILED = [(table, key, *fault) for (table, key), faults in CELLS.items() for fault in faults]


@pytest.mark.parametrize(("table", "key", "column", "text", "named", "reason"), SPOILED)
def test_a_bad_cell_is_refused_by_line_column_and_reason(office, importing, table, key, column, text, named, reason):
    office.spoil(table, key, **{column: text})

    done = importing(office)

    assert done.of("refused") == [(table, office.line(table, key), named, reason)]
    assert done.count("imported") + done.count("held") == office.rows - 1
    assert {line.outcome for line in done.told} <= {"refused", "held", "disagreement"}


def test_clean_tables_come_in_whole_and_nothing_is_told_of_them(office: OtherOffice, importing):
    done = importing(office)

    assert done.told == ()
    assert done.count("imported") == office.rows
    assert done.outcome.missing == ()


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_an_exact_copy_and_a_second_row_under_one_key_are_refused(office: OtherOffice, importing, table: str):
    first = office.tables[table][0]
    key_column = next(iter(first))
    office.tables[table].append(dict(first))
    office.tables[table].append(first | {list(first)[-1]: "other"})

    done = importing(office)

    lines = len(office.tables[table])
    assert (table, lines, key_column, "row_twice") in done.of("refused")
    assert (table, lines + 1, key_column, "key_twice") in done.of("refused")
    assert done.count("imported") == office.rows - 2


def test_a_row_without_a_key_is_refused(office: OtherOffice, importing):
    office.add("residences", "R3", residence_id="")

    assert importing(office).of("refused") == [("residences", 5, "residence_id", "cell_empty")]


def test_one_citizen_number_belongs_to_one_holder(office: OtherOffice, importing):
    office.add("holders", "H1", holder_id="H3")

    assert importing(office).of("refused") == [("holders", 4, "id_number", "citizen_number_taken")]


def test_a_child_is_not_its_own_parent(office: OtherOffice, importing):
    office.spoil("children", "C1", id_number=FATHER, sex="1", birth_date="1990-03-15")

    assert ("children", 2, "birth_date", "parent_too_young") in importing(office).of("refused")


def test_a_parent_was_at_least_fourteen(office: OtherOffice, importing):
    number = a_citizen_number(born_on=date(2004, 3, 14))
    office.spoil("children", "C1", id_number=number, birth_date="2004-03-14", sex="1")

    assert importing(office).of("refused") == [("children", 2, "birth_date", "parent_too_young")]


def test_the_child_who_is_a_holder_too_is_one_person(office: OtherOffice, importing, store):
    office.add("holders", "H2", holder_id="H3", id_number=CHILD, name="欧阳小演", birth_date="2016-03-08")

    done = importing(office)

    assert done.of("refused") == []
    with store.unit() as unit:
        (tie,) = unit.people.household(unit.people.by_number(FATHER).id)
        assert tie.relative.id == unit.people.by_number(CHILD).id


def test_one_child_under_two_keys_is_refused_whoever_the_parent(office: OtherOffice, importing):
    office.add("children", "C1", child_id="C2", holder_id="H2", relation="mother")

    assert importing(office).of("refused") == [("children", 3, "id_number", "citizen_number_taken")]


def test_two_runs_of_insurance_of_one_job_do_not_overlap(office: OtherOffice, importing):
    office.add(
        "insurance", "I1", run_id="I3", month_from="202008", month_to="202009", months_paid="2", back_paid_months="0"
    )

    assert importing(office).of("refused") == [("insurance", 4, "month_from", "overlaps_earlier_row")]


def test_one_permit_number_belongs_to_one_permit(office: OtherOffice, importing):
    office.add("permits", "P1", permit_id="P3")

    assert importing(office).of("refused") == [("permits", 4, "permit_no", "permit_number_taken")]


def test_one_person_has_one_permit_in_use_in_a_city(office: OtherOffice, importing):
    office.spoil("permits", "P1", status="valid")
    office.add("permits", "P1", permit_id="P3", permit_no="TEST0003", division_code="430102")

    assert importing(office).of("refused") == [("permits", 4, "permit_no", "second_live_permit")]


def test_one_person_has_one_application_under_way(office: OtherOffice, importing):
    office.add("permits", "P2", permit_id="P3", permit_no="TEST0003")

    assert importing(office).of("refused") == [("permits", 4, "status", "application_under_way")]


def test_an_older_permit_that_lapsed_gives_way_to_the_newer_one(office: OtherOffice, importing, store):
    office.add("permits", "P1", permit_id="P3", permit_no="TEST0003", applied_on="2025-08-01", issued_on="2025-08-10")
    office.spoil("permits", "P3", status="valid")

    done = importing(office)

    assert done.of("refused") == []
    with store.unit() as unit:
        held = unit.permits.of_person(unit.people.by_number(FATHER).id)
        assert {one.permit.number for one in held} == {"TEST0001", "TEST0003"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"H3,too,few", "cells_miscounted"),
        (b"H3," + b"x," * 20, "cells_miscounted"),
        (b'H3,"never closed' + b"," * 9, "row_unreadable"),
        ("H3,欧阳".encode("gb18030") + b"," * 9, "characters_unreadable"),
    ],
)
def test_a_line_that_cannot_be_taken_apart_is_refused_whole(office: OtherOffice, importing, tmp_path, line, reason):
    written = office.write

    def with_a_line(folder):
        with (written(folder) / "holders.csv").open("ab") as file:
            file.write(line + b"\r\n\r\n")
        return folder

    office.write = with_a_line
    done = importing(office)

    assert done.of("refused") == [("holders", 4, "", reason)]
    assert done.count("imported") == office.rows


def test_what_an_officer_ought_to_look_at_is_imported_and_remarked(office: OtherOffice, importing):
    office.spoil("holders", "H2", id_number=a_citizen_number("430000", date(1992, 7, 4), 998))

    done = importing(office)

    assert done.of("refused") == []
    assert done.of("remark") == [("holders", 3, "id_number", "citizen_number_division_not_county")]

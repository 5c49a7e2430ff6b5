"""`resipermit import`: what became of every row, on the terminal, as JSON and as a report."""

import csv
from pathlib import Path

import pytest
from other_office import AS_OF, FATHER, OtherOffice
from terminal import Run, Terminal


@pytest.fixture
def office() -> OtherOffice:
    return OtherOffice()


def take_over(desk: Terminal, office: OtherOffice, tmp_path: Path, *words: str) -> Run:
    folder = office.write(tmp_path / "tables")
    where = ("--as-of", str(AS_OF), "--report", str(tmp_path / "report.csv"))
    return desk.ask("import", str(folder), *where, *words, user="admin")


def test_bad_rows_are_an_answer_and_every_row_is_accounted_for(desk: Terminal, office: OtherOffice, tmp_path: Path):
    office.spoil("residences", "R1", date_to="2019-01-01")

    said = take_over(desk, office, tmp_path, "--json").document

    assert said["accounted_for"] is True
    assert said["rows"] == office.rows
    assert sum(table["imported"] + table["refused"] + table["held"] for table in said["tables"]) == office.rows
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert lines[0] == {
        "file": "residences.csv",
        "line": "2",
        "column": "date_to",
        "outcome": "refused",
        "reason": "dates_reversed",
        "permit_line": "",
    }
    assert [line["outcome"] for line in lines[1:]] == ["held"]


def test_the_report_holds_no_cell_of_a_row(desk: Terminal, office: OtherOffice, tmp_path: Path):
    office.spoil("holders", "H1", id_number=FATHER[:-1] + "0", name="欧阳演示 ")

    said = take_over(desk, office, tmp_path)

    told = said.out + said.err + (tmp_path / "report.csv").read_text(encoding="utf-8")
    assert said.code == 0
    assert FATHER[:-1] not in told
    assert "欧阳" not in told


def test_the_terminal_names_each_reason_in_words(desk: Terminal, office: OtherOffice, tmp_path: Path):
    office.spoil("permit_events", "V4", event_date="2023-08-12")
    office.spoil("residences", "R1", date_to="2019-01-01")
    del office.tables["enrolments"]

    said = take_over(desk, office, tmp_path)

    assert "the end lies before the beginning" in said.out
    assert said.out.split()[:4] == ["table", "rows", "imported", "(already)"]
    assert "enrolments.csv" in said.out
    assert "report.csv" in said.out


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--as-of", "2026-02-30"), "--as-of"),
        (("--report", "{folder}"), "--report"),
        (("--report", "{file}/r"), "--report"),
    ],
)
def test_a_wrong_option_imports_nothing(desk: Terminal, office: OtherOffice, tmp_path: Path, words, field: str):
    (tmp_path / "file").write_text("in the way")
    places = {"folder": str(tmp_path), "file": str(tmp_path / "file")}

    said = take_over(desk, office, tmp_path, *(word.format(**places) for word in words))

    assert said.code == 2
    assert said.err.startswith(field)
    assert desk.done("search", FATHER, "--json").document["hits"] == []


def test_a_folder_that_is_not_there_or_is_empty_is_named(desk: Terminal, tmp_path: Path):
    (tmp_path / "empty").mkdir()

    missing = desk.ask("import", str(tmp_path / "missing"), "--report", str(tmp_path / "r.csv"), user="admin")
    empty = desk.ask("import", str(tmp_path / "empty"), "--report", str(tmp_path / "r.csv"), user="admin")

    assert missing.code == empty.code == 2
    assert not (tmp_path / "r.csv").exists()
    assert list(tmp_path.glob("*.part")) == []


def test_an_imported_holder_is_found_and_answered(desk: Terminal, office: OtherOffice, tmp_path: Path):
    take_over(desk, office, tmp_path)

    shown = desk.done("show", FATHER, "--json").document

    assert shown["permit"] == "TEST0001"
    assert shown["standing"] == "suspended"
    assert shown["answer"]["entitlements"]

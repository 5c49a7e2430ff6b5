"""The tables of another office with two invented holders in them, clean until a test spoils a cell."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from builders import a_citizen_number

from resipermit.domain.intake.tables import TABLES

AS_OF = date(2026, 6, 30)
COLUMNS = {table.name: table.columns for table in TABLES}
FATHER, MOTHER = a_citizen_number(), a_citizen_number(born_on=date(1992, 7, 4), sequence=998)
CHILD = a_citizen_number(born_on=date(2016, 3, 8), sequence=996)

_CLEAN = {
    "holders": f"""
        H1,{FATHER},欧阳演示,1,1990-03-15,01,520102,urban,20,20,14300000001
        H2,{MOTHER},赵演示,2,1992-07-04,01,520102,rural,20,20,
        """,
    "residences": """
        R1,H1,1,430111,湖南省长沙市雨花区演示路1号,2020-01-03,2020-01-01,2020-12-31
        R2,H1,2,430111,湖南省长沙市雨花区演示路2号,2021-01-05,2021-01-01,
        R3,H2,1,430111,湖南省长沙市雨花区演示路2号,2021-01-05,2021-01-01,
        """,
    "employment": """
        E1,H1,1,演示公司,430111,labour,2020-02-01,2020-11-30
        E2,H1,2,演示工厂,430111,dispatch,2021-02-01,
        """,
    "insurance": """
        I1,H1,E1,1,430111,11111,202003,202008,6,2
        I2,H1,E2,1,430111,11000,202103,202402,36,0
        """,
    "housing": """
        G1,H1,R1,dormitory,430111,演示字1号,N,2020-01-01,2020-12-31
        G2,H1,R2,rent,430111,演示字2号,Y,2021-01-01,
        """,
    "permits": """
        P1,H1,R2,TEST0001,430111,2021-08-01,2021-08-10,2024-10-01,2,lapsed
        P2,H2,R3,TEST0002,430111,2026-06-20,,,0,applied
        """,
    "permit_events": """
        V1,P1,H1,1,apply,2021-08-01,
        V2,P1,H1,2,issue,2021-08-10,2022-08-10
        V3,P1,H1,3,endorse,2022-08-01,2023-08-10
        V4,P1,H1,4,lapse,2023-08-10,
        V5,P1,H1,5,restore,2023-10-01,2024-10-01
        V6,P1,H1,6,lapse,2024-10-01,
        V7,P2,H2,1,apply,2026-06-20,
        """,
    "children": f"""
        C1,H1,father,{CHILD},欧阳小演,2,2016-03-08,520102
        """,
    "enrolments": """
        S1,C1,H1,K,enrolled,430111,430111K001,演示幼儿园,public,0,2020-09-01,2022-06-30,graduated
        S2,C1,H1,P,enrolled,430111,430111P001,演示小学,public,1,2022-09-01,,
        """,
}


class OtherOffice:
    """Its tables as rows of cells by the key; `write` makes the folder of CSV files."""

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, str]]] = {
            name: [dict(zip(COLUMNS[name], row, strict=True)) for row in csv.reader(_lines(text))]
            for name, text in _CLEAN.items()
        }

    @property
    def rows(self) -> int:
        return sum(map(len, self.tables.values()))

    def line(self, table: str, key: str) -> int:
        """Return the line of the file on which the first row with this key stands."""
        return next(n for n, row in enumerate(self.tables[table], 2) if row[COLUMNS[table][0]] == key)

    def spoil(self, table: str, key: str, **cells: str) -> None:
        """Change cells of the row with this key."""
        self.tables[table][self.line(table, key) - 2].update(cells)

    def add(self, table: str, like: str, **cells: str) -> None:
        """Add a row like the one with the key *like*, with other cells."""
        self.tables[table].append(self.tables[table][self.line(table, like) - 2] | cells)

    def write(self, folder: Path) -> Path:
        """Write the tables into *folder*."""
        folder.mkdir(exist_ok=True)
        for name, rows in self.tables.items():
            (folder / f"{name}.csv").write_text(_text(COLUMNS[name], rows), encoding="utf-8")
        return folder


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def _text(columns: tuple[str, ...], rows: list[Mapping[str, str]] | list[dict[str, str]]) -> str:
    file = io.StringIO()
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(columns)
    lines.writerows([row[column] for column in columns] for row in rows)
    return file.getvalue()

"""The sheet of the settlement pre-check, as typed: written whole, refused in words, in the language of the desk."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from terminal import NUMBER, Terminal


def words_of(file: Path) -> str:
    document = pdfium.PdfDocument(file.read_bytes())
    words = "".join("".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    return words


def test_the_sheet_is_written_and_says_what_the_record_says(holder_desk: Terminal, tmp_path: Path):
    out = tmp_path / "new" / "sheet.pdf"

    checked = holder_desk.done("settlement-check", NUMBER, "--out", str(out), "--json").document

    words = words_of(out)
    kept = holder_desk.done("decision", str(checked["decision"]), "--json").document
    assert checked["out"] == str(out)
    assert f"Record:no.{checked['decision']}" in words
    assert kept["pack"] in words
    assert NUMBER not in words
    assert f"{NUMBER[:6]}********{NUMBER[-4:]}" in words


def test_the_sheet_speaks_chinese_where_the_desk_does(holder_desk: Terminal, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    told = holder_desk.done("settlement-check", NUMBER, "--out", str(tmp_path / "sheet.pdf"))

    assert "落户预审单" in words_of(tmp_path / "sheet.pdf")
    assert "预审单已生成" in told.out


def test_a_file_that_cannot_be_written_is_refused_in_words_and_leaves_nothing(holder_desk: Terminal, tmp_path: Path):
    (tmp_path / "file").write_text("in the way", encoding="ascii")

    refused = holder_desk.ask("settlement-check", NUMBER, "--out", str(tmp_path / "file" / "sheet.pdf"))

    assert refused.code == 2
    assert "sheet.pdf" in refused.err
    assert [path.name for path in tmp_path.glob("**/*.part")] == []


def test_an_old_sheet_stays_whole_when_the_new_one_fails(holder_desk: Terminal, tmp_path: Path):
    (tmp_path / "sheet.pdf").mkdir()

    refused = holder_desk.ask("settlement-check", NUMBER, "--out", str(tmp_path / "sheet.pdf"))

    assert refused.code == 2
    assert list((tmp_path / "sheet.pdf").iterdir()) == []


@pytest.mark.parametrize("user", ["admin"])
def test_whoever_may_not_look_gets_no_sheet(holder_desk: Terminal, tmp_path: Path, user: str):
    refused = holder_desk.ask("settlement-check", NUMBER, "--out", str(tmp_path / "sheet.pdf"), user=user)

    assert refused.code == 3
    assert not (tmp_path / "sheet.pdf").exists()

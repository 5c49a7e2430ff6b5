"""The command line's own complaints and headings are Chinese at a Chinese desk."""

import argparse
import re
from pathlib import Path

import pytest

from resipermit.__main__ import main
from resipermit.argparse_words import sentences

PLACES = re.compile(r"%(?:\(\w+\))?[sr]")


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["assess"], "还缺：FACTS"),
        (["assess", "a.json", "--as-of"], "--as-of：后面要跟一个值"),
        (["search", "欧阳", "--user", "li", "--no-such"], "不认识的写法：--no-such"),
    ],
)
def test_a_wrong_command_line_is_said_in_chinese(words: list[str], said: str, chinese, capsys):
    with pytest.raises(SystemExit):
        main(words)

    assert said in capsys.readouterr().err


def test_a_page_of_help_has_chinese_headings(chinese, capsys):
    with pytest.raises(SystemExit):
        main(["assess", "--help"])

    page = capsys.readouterr().out
    assert "用法：" in page
    assert "要填的内容" in page
    assert "显示本页说明" in page
    assert not re.search("usage|options|arguments|show this", page)


def test_at_an_english_desk_it_is_english_again(chinese, monkeypatch, capsys):
    with pytest.raises(SystemExit):
        main(["assess"])
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    with pytest.raises(SystemExit):
        main(["assess"])

    assert "the following arguments are required: FACTS" in capsys.readouterr().err


def test_every_sentence_is_one_of_argparse_and_has_its_places():
    source = re.sub(r"'\s*\n\s*'", "", Path(argparse.__file__).read_text(encoding="utf-8"))

    unknown = {text for text in sentences() if text not in source}

    assert unknown == set()
    assert all(sorted(PLACES.findall(text)) == sorted(PLACES.findall(said)) for text, said in sentences().items())

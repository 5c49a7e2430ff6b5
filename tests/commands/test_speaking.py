"""Who may do what, in which language it is said, and what a command says of itself."""

import pytest
from builders import a_citizen_number
from terminal import NUMBER, Terminal, command_in_process

from resipermit.commands import COMMANDS

ACTS = {
    "register": ("--citizen-number", NUMBER, "--name", "演示", "--division", "430111", "--address", "演示路1号"),
    "accept": (NUMBER, "--ground", "dwelling"),
    "review": ("1", "--approve"),
    "issue": ("1",),
    "endorse": ("4301110000002025000001",),
    "replace": ("4301110000002025000001", "--lost", "--reason", "遗失"),
    "change": ("4301110000002025000001", "--division", "430111", "--address", "演示路1号"),
    "cancel": ("4301110000002025000001", "--reason", "迁出"),
    "revoke": ("4301110000002025000001", "--reason", "骗领"),
    "card": ("4301110000002025000001", "--out", "card.pdf"),
    "search": ("欧阳",),
    "show": (NUMBER,),
}
MAY_NOT = {
    "admin": tuple(ACTS),
    "li": ("review", "cancel", "revoke"),
    "wang": ("register", "accept", "issue", "change"),
}


@pytest.mark.parametrize(("user", "act"), [(user, act) for user, acts in MAY_NOT.items() for act in acts])
def test_an_act_outside_the_role_is_refused_and_changes_nothing(holder_desk: Terminal, user: str, act: str):
    said = holder_desk.ask(act, *ACTS[act], user=user)

    assert said.code == 3
    assert said.err.count("\n") == 1
    assert len(holder_desk.done("show", NUMBER, "--json").document["ledger"]) == 1


@pytest.mark.parametrize("user", ["li", "wang"])
def test_users_and_imports_are_the_administrators(holder_desk: Terminal, tmp_path, user: str):
    (tmp_path / "holders.csv").write_text(
        "holder_id,id_number,name,sex,birth_date,ethnic_code,hukou_division,hukou_area,education_code,marital_code,phone\n"
    )

    added = holder_desk.ask("user", "add", "zhao", "--role", "clerk", user=user)
    listed = holder_desk.ask("user", "list", user=user)
    imported = holder_desk.ask("import", str(tmp_path), "--report", str(tmp_path / "report.csv"), user=user)

    assert imported.code == listed.code == 3
    assert added.code in (2, 3)
    assert not (tmp_path / "report.csv").exists()


def test_every_act_asks_who_acts(holder_desk: Terminal):
    for act, words in ACTS.items():
        said = holder_desk.ask(act, *words, user=None)

        assert said.code == 2, act
        assert "--user" in said.err


def test_a_wrong_password_and_an_unknown_name_are_one_refusal(holder_desk: Terminal):
    unknown = holder_desk.ask("search", "欧阳", user="nobody")
    holder_desk.password_file.write_text("another\n")
    wrong = holder_desk.ask("search", "欧阳")

    assert wrong.code == unknown.code == 3
    assert wrong.err == unknown.err


def test_an_account_is_locked_after_five_failures(holder_desk: Terminal):
    right = holder_desk.password_file.read_text()
    holder_desk.password_file.write_text("another\n")
    for _ in range(5):
        holder_desk.ask("search", "欧阳")
    holder_desk.password_file.write_text(right)

    said = holder_desk.ask("search", "欧阳")

    assert said.code == 3


@pytest.mark.parametrize("fault", ["open to others", "missing", "empty"])
def test_a_password_file_that_does_not_do_is_named(holder_desk: Terminal, fault: str):
    if fault == "open to others":
        holder_desk.password_file.chmod(0o644)
    elif fault == "missing":
        holder_desk.password_file.unlink()
    else:
        holder_desk.password_file.write_text("")

    said = holder_desk.ask("search", "欧阳")

    assert said.code == 2
    assert "--password-file" in said.err


def test_without_a_terminal_a_password_needs_its_file(holder_desk: Terminal):
    said = command_in_process(["search", "欧阳", "--user", "li"])

    assert said.code == 2
    assert "--password-file" in said.err


def test_a_new_user_signs_in_with_the_role_given(desk: Terminal):
    words = ("user", "add", "zhao", "--role", "clerk", "--role", "reviewer", "--name", "赵演示")
    added = desk.ask(*words, "--new-password-file", str(desk.password_file), user="admin")

    assert added.code == 0
    assert desk.ask("search", "演示", user="zhao").code == 0
    assert "赵演示" in desk.done("user", "list", user="admin").out


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--division", "430100"), "division"),
        (("--division", "430111", "--unit-code", "123"), "unit"),
        (("--division", "430111", "--authority", " "), "authority"),
    ],
)
def test_a_hall_with_a_wrong_particular_is_not_set_up(empty: Terminal, words: tuple[str, ...], field: str):
    said = empty.ask("init", *words, user="admin")

    assert said.code == 2
    assert field in said.err
    assert not (empty.home / "resipermit.db").exists()


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "en_GB.UTF-8", "de_DE.UTF-8"])
def test_it_is_english_in_every_locale_but_a_chinese_one(holder_desk: Terminal, monkeypatch, locale: str):
    monkeypatch.setenv("LC_ALL", locale)

    said = holder_desk.ask("endorse", "4301110000002025000001")

    assert "too early" in said.err


@pytest.mark.parametrize("locale", ["zh_CN.UTF-8", "zh_CN", "zh_SG.UTF-8"])
def test_it_is_chinese_in_a_chinese_locale(holder_desk: Terminal, monkeypatch, locale: str):
    monkeypatch.setenv("LC_ALL", locale)

    said = holder_desk.ask("endorse", "4301110000002025000001")
    shown = holder_desk.ask("show", NUMBER)

    assert "2026年6月20日" in said.err
    assert "使用中" in shown.out


def test_lc_messages_and_lang_count_where_lc_all_is_silent(holder_desk: Terminal, monkeypatch):
    monkeypatch.delenv("LC_ALL")
    monkeypatch.setenv("LC_MESSAGES", "zh_CN.UTF-8")
    monkeypatch.setenv("LANG", "C")

    said = holder_desk.ask("endorse", "4301110000002025000001")

    assert "2026年6月20日" in said.err


@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_without_a_hall(empty: Terminal, monkeypatch, name: str, locale: str):
    monkeypatch.setenv("LC_ALL", locale)

    said = empty.ask(name, "--help", user=None)

    assert said.code == 0
    assert f"resipermit {name}" in said.out
    chinese = any("\u4e00" <= char <= "\u9fff" for char in said.out)
    assert chinese == (locale != "C")
    assert "help." not in said.out
    assert not empty.home.exists()


def test_the_page_of_help_lists_every_command(empty: Terminal):
    said = empty.ask("--help", user=None)

    assert said.code == 0
    assert all(f"\n    {name} " in said.out or f"    {name}\n" in said.out for name in COMMANDS)


@pytest.mark.parametrize(
    "words", [("nonsense",), ("show",), ("review", "1"), ("card", "1"), ("endorse", "1", "--lost")]
)
def test_a_wrong_command_line_is_said_in_one_line(desk: Terminal, words: tuple[str, ...]):
    said = desk.ask(*words)

    assert said.code == 2
    assert said.err.count("\n") == 1
    assert "--help" in said.err


def test_a_file_is_told_by_names_and_by_the_answer_of_the_day_asked(holder_desk: Terminal, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    today = holder_desk.done("show", NUMBER).out
    before = holder_desk.done("show", NUMBER, "--on", "2024-01-01").out

    told = [line for line in today.splitlines() if line.startswith("[")]
    assert [line for line in told if "holder" in line or "household" in line] == []
    assert [line for line in before.splitlines() if line.startswith("[")] != told


def test_papers_that_would_settle_it_are_told_by_their_names(holder_desk: Terminal, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    newcomer = a_citizen_number(sequence=998)
    words = ("--citizen-number", newcomer, "--name", "王演示", "--registered-address", "贵州省贵阳市演示路1号")
    holder_desk.done("register", *words, "--division", "430111", "--address", "湖南省长沙市雨花区演示路11号")

    told = holder_desk.done("show", newcomer).out

    assert "居住登记凭证（登记日期）" in told
    assert "registration" not in told

"""What the rules page decides, told to a view that only remembers: the list, the chosen rule, who may decide."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from builders import ADMINISTRATOR, CLERK, REVIEWER

from resipermit.adapters.gazetteer_files import load_gazetteer
from resipermit.adapters.rule_files import load_book
from resipermit.adapters.rule_shelf import FileShelf
from resipermit.domain.errors import InvalidInput
from resipermit.domain.rule_description import catalogue
from resipermit.domain.rule_packs import PackStep, Step
from resipermit.usecases.look_into_rules import shown
from ui.presenters.rules import KINDS, RulesPresenter, grouped
from ui.tasks import run_now
from ui.text import Text

BOOK, SHELF = load_book("430100"), FileShelf(load_gazetteer())
OWN, NEW = "a" * 64, "b" * 64
AT = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
STEPS = (PackStep(OWN, Step.ACCEPTED, "admin", AT), PackStep(NEW, Step.PROPOSED, "admin", AT))


class View:
    """Keeps what it was shown last."""

    def __init__(self):
        self.rows = self.rule = self.changes = self.said = None
        self.current, self.proposals, self.history = "", [], []

    def show_rows(self, rows):
        self.rows = rows

    def show_rule(self, lines):
        self.rule = lines

    def show_packs(self, current, proposals, history):
        self.current, self.proposals, self.history = current, proposals, history

    def show_changes(self, lines):
        self.changes = lines

    def say(self, words, kind):
        self.said = (words, kind)


class Look:
    """Reads the program's own book."""

    def catalogue(self, actor):
        return tuple(catalogue(BOOK))

    def describe(self, actor, identifier):
        return shown(BOOK, identifier, SHELF, "430111")

    def changes(self, actor, sha256):
        return ({"id": "residence.half_year_months", "change": "changed", "what": ["values"]},)


@pytest.fixture
def page():
    """Return a function that gives presenter and view of somebody in a hall with some steps behind it."""

    def of(actor=CLERK, steps=STEPS, language="zh_CN"):
        view = View()
        room = SimpleNamespace(look=Look(), packs=lambda actor: steps)
        presenter = RulesPresenter(view, SimpleNamespace(rule_room=room), actor, run_now, Text(language, BOOK.words_of))
        presenter.refresh()
        return presenter, view

    return of


def test_the_book_is_listed_by_kind_and_found_by_words_or_id(page):
    presenter, view = page()
    everything = [KINDS.index(row.kind) for row in view.rows]

    presenter.search("半年 居住")
    by_words = {row.identifier for row in view.rows}
    presenter.search("HALF_year_m")
    by_id = {row.identifier for row in view.rows}

    assert everything == sorted(everything)
    assert {row.kind for row in page()[1].rows} == set(KINDS) - {"points"}  # Changsha has no table of points
    assert "half_year" in by_words
    assert by_id == {"residence.half_year_months"}


def test_a_kind_narrows_what_was_typed(page):
    presenter, view = page()

    presenter.search("half_year")
    presenter.choose_kind("value")

    assert {row.kind for row in view.rows} == {"value"}


def test_a_value_is_told_with_its_history_its_provisions_and_what_is_to_be_verified(page):
    presenter, view = page()

    presenter.choose("half_year_basis")

    marked = [line.words for line in view.rule if line.to_verify]
    assert view.rule[0].words.startswith("half_year_basis ")
    assert any("2016-01-01起" in words and "〔待核实 R〕" in words for words in marked)
    assert any("2017-01-01起" in line.words and not line.to_verify for line in view.rule)


def test_a_condition_is_told_in_words_and_beside_it_as_a_rule_file_writes_it(page):
    presenter, view = page()

    presenter.choose("half_year")

    conditions = [line for line in view.rule if line.written]
    assert conditions[0].words.startswith("满足其一：居住半年以上（《居住证暂行条例》第2条")
    assert any(line.written.startswith("lasting list=[residences") and line.depth == 3 for line in conditions)
    assert any("〔待核实 C3〕" in line.words for line in conditions)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_everything_in_the_book_can_be_told_in_both_languages(page, language):
    presenter, view = page(language=language)
    rows, said = view.rows, []

    for row in rows:
        presenter.choose(row.identifier)
        said += [line.words for line in view.rule]

    assert view.said is None
    assert [words for words in said if "rules." in words or "…" in words] == []


def test_an_answer_that_comes_late_is_dropped(page):
    presenter, view = page()
    jobs = []
    presenter._run = lambda job, *, done, failed: jobs.append((job, done))
    presenter.choose("half_year")
    presenter.choose("half_year_basis")

    for job, done in reversed(jobs):
        done(job())

    assert view.rule[0].words.startswith("half_year_basis ")


def test_what_is_in_force_is_said_with_hash_day_and_name_in_the_office_s_time(page):
    _, view = page()

    assert view.current == f"现行规则 {grouped(OWN)}，admin 于 2026-11-02 09:30 启用。"
    assert [(row.sha256, row.step) for row in view.history] == [(NEW, "提交"), (OWN, "启用")]
    assert [row.sha256 for row in view.proposals] == [NEW]


@pytest.mark.parametrize(
    ("actor", "proposes", "decides"), [(CLERK, False, False), (REVIEWER, False, True), (ADMINISTRATOR, True, False)]
)
def test_an_administrator_proposes_and_another_person_who_reviews_decides(page, actor, proposes, decides):
    presenter, view = page(actor)

    assert presenter.may_propose == proposes
    assert presenter.may_decide(view.proposals[0]) == decides


def test_whoever_proposed_a_pack_never_decides_about_it(page):
    presenter, view = page(REVIEWER, (PackStep(NEW, Step.PROPOSED, REVIEWER.user, AT),))

    assert view.proposals[0].own
    assert not presenter.may_decide(view.proposals[0])


def test_nothing_waits_once_a_pack_was_refused(page):
    _, view = page(steps=(*STEPS, PackStep(NEW, Step.REFUSED, "wang", AT, "依据不对")))

    assert view.proposals == []
    assert (view.history[0].step, view.history[0].reason) == ("退回", "依据不对")


def test_what_a_proposal_changes_is_told_in_words(page):
    presenter, view = page()

    presenter.compare(NEW)

    assert view.changes == ["改动 居住半年（月）（residence.half_year_months）：取值"]


def test_a_refusal_is_said(page):
    presenter, view = page()

    def broken(folder):
        raise InvalidInput("rules_folder_empty", field="DIR", value="空")

    presenter._desk.rule_room.pack_of = broken
    presenter._desk.rule_room.propose = None
    presenter.propose(None)

    assert view.said is not None
    assert view.said[1] == "bad"
    assert "空" in view.said[0]

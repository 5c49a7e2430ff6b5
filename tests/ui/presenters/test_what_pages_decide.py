"""What each page decides, told to a view that only remembers; no window toolkit is loaded."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from builders import CHANGSHA, CLERK, TODAY, a_line, a_permit, a_person, a_registration, held
from fakes import FakeCardMaker, FakeReader, TickingClock, a_desk, a_hall_store

from resipermit.answer_words import INDENT, reasons
from resipermit.domain.printing import PrintKind
from resipermit.usecases.ports import IdentityCard
from ui.presenters.entitlements import row_of
from ui.presenters.holder import HolderPresenter
from ui.presenters.printing import PrintPresenter
from ui.presenters.registering import Form, RegisterPresenter
from ui.presenters.search import SearchPresenter
from ui.text import Text

TEXT = Text("zh_CN", lambda identifier, _language: identifier)
PHOTO = b"\xff\xd8 a portrait"


class View:
    """Remembers what it was told, in order."""

    def __init__(self):
        self.told = []

    def __getattr__(self, name):
        return lambda *words, **more: self.told.append((name, *words, *more.values()))

    def names(self):
        return [name for name, *_ in self.told]

    def last(self, name):
        return next(told[1:] for told in reversed(self.told) if told[0] == name)


class Later:
    """Does jobs when the test says so, in any order."""

    def __init__(self):
        self.jobs: list[Callable[[], None]] = []

    def __call__(self, job, *, done, failed):
        def work():
            try:
                answer = job()
            except Exception as error:
                failed(error)
            else:
                done(answer)

        self.jobs.append(work)

    def all(self):
        while self.jobs:
            self.jobs.pop(0)()


@pytest.fixture
def store():
    return a_hall_store()


@pytest.fixture
def later():
    return Later()


@pytest.fixture
def view():
    return View()


@pytest.fixture
def permit_of(store):
    """Return a function that puts a holder with a permit on record and gives the id."""

    def put(name, number, born_on=date(1990, 3, 15), issued_on=date(2025, 11, 20)):
        with store() as unit:
            kept = unit.people.add(a_person(name, born_on=born_on))
            unit.people.add_registration(kept.id, a_registration())
            unit.people.keep_photo(kept.id, PHOTO)
            permit = a_permit(issued_on, number)
            unit.permits.add(held(kept.id, permit, CHANGSHA), a_line(permit.acts[0]))
            unit.commit()
        return kept.id

    return put


def test_presenters_load_no_window_toolkit():
    program = (
        "import sys, ui.presenters.evidence, ui.presenters.relative, "
        "ui.presenters.holder, ui.presenters.search, ui.presenters.registering, ui.presenters.printing, "
        "ui.presenters.queue, ui.presenters.verifying; print([m for m in sys.modules if m.startswith('PySide6')])"
    )

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "[]"


def test_a_search_answers_the_newest_question_only(store, view, later, permit_of):
    permit_of("欧阳演示", "P1")
    search = SearchPresenter(view, a_desk(store), CLERK, later, TEXT)

    search.search("欧阳", settled=False)
    search.search("王", settled=False)
    later.all()

    assert "show_hits" in view.names()
    assert all(not hits for hits, _ in [told[1:] for told in view.told if told[0] == "show_hits"])


def test_a_search_that_was_left_shows_nothing(store, view, later, permit_of):
    permit_of("欧阳演示", "P1")
    search = SearchPresenter(view, a_desk(store), CLERK, later, TEXT)

    search.search("欧阳演示", settled=True)
    search.forget()
    later.all()

    assert view.told == []


def test_only_enter_opens_a_single_hit(store, view, later, permit_of):
    person_id = permit_of("欧阳演示", "P1")
    search = SearchPresenter(view, a_desk(store), CLERK, later, TEXT)

    search.search("欧阳演示", settled=False)
    later.all()
    after_a_pause = view.names()
    search.search("欧阳演示", settled=True)
    later.all()

    assert "open_holder" not in after_a_pause
    assert view.last("open_holder") == (person_id,)


def test_a_foresight_that_comes_after_another_file_was_opened_asks_nothing(store, view, later, permit_of):
    first, second = permit_of("欧阳演示", "P1"), permit_of("王演示", "P2", date(1991, 4, 16))
    holder = HolderPresenter(view, a_desk(store), CLERK, later, TEXT)
    holder.open(first)
    later.all()

    holder.foresee_endorsement()
    holder.open(second)
    later.all()

    assert "show_foresight" not in view.names()
    assert view.last("show_file")[0].name == "王演示"


def test_an_endorsement_is_of_the_permit_that_was_asked_about(store, view, later, permit_of):
    first, second = permit_of("欧阳演示", "P1"), permit_of("王演示", "P2", date(1991, 4, 16))
    holder = HolderPresenter(view, a_desk(store), CLERK, later, TEXT)
    for person_id in (first, second):
        holder.open(person_id)
        later.all()

    holder.endorse("P1")
    later.all()

    with store() as unit:
        assert [len(unit.permits.get(number).permit.acts) for number in ("P1", "P2")] == [2, 1]


def test_a_refusal_says_why_and_a_defect_is_logged_and_said_plainly(store, view, later, permit_of):
    permit_of("欧阳演示", "P1", issued_on=date(2026, 8, 1))
    logged = []
    text = Text("zh_CN", lambda identifier, _: identifier, lambda error: logged.append(error) or "resipermit.log")
    holder = HolderPresenter(view, a_desk(store), CLERK, later, text)

    holder.endorse("P1")
    later.all()
    refused = view.last("say")
    holder._run(lambda: 1 // 0, done=print, failed=holder._failed)
    later.all()

    assert refused[1] == "bad"
    assert "2027年7月1日" in refused[0]
    assert "resipermit.log" in view.last("say")[0]
    assert [type(error) for error in logged] == [ZeroDivisionError]


def test_a_preview_that_comes_late_can_not_be_printed(store, view, later, permit_of):
    permit_of("欧阳演示", "P1"), permit_of("王演示", "P2", date(1991, 4, 16))
    page = PrintPresenter(view, a_desk(store), CLERK, later, TEXT)

    page.preview("P1")
    page.preview("P2")
    later.jobs.reverse()
    later.all()

    assert view.names() == ["show_proof"]
    assert page.number == "P2"


def test_a_page_whose_code_reads_differently_is_no_card(store, view, later, permit_of):
    permit_of("欧阳演示", "P1")
    maker = FakeCardMaker()
    page = PrintPresenter(view, a_desk(store, maker=maker), CLERK, later, TEXT)
    page.preview("P1")
    later.all()
    maker.spoil, sent = True, []

    page.print(PrintKind.FIRST, None, sent.append)
    later.all()

    assert sent == []
    assert view.last("show_result")[1] == "bad"
    assert [told[1] for told in view.told if told[0] == "show_busy"] == [True, False]


def test_a_card_that_cannot_be_made_says_everything_that_stands_against_it(store, view, later, permit_of):
    permit_of("欧阳演示", "P1")
    maker = FakeCardMaker()
    maker.lacking = {"name": "\U00030000", "registered_address": "\U00030001"}
    page = PrintPresenter(view, a_desk(store, maker=maker), CLERK, later, TEXT)

    page.preview("P1")
    later.all()
    later.all()

    _, lines = view.last("show_objections")
    assert ([tone for tone, _ in lines], page.number) == (["bad", "bad"], None)
    assert "U+30000" in lines[0][1]
    assert "U+30001" in lines[1][1]


def test_the_card_of_somebody_else_leaves_the_address_and_takes_telephone_and_photo(store, view, later):
    card = IdentityCard("520102199103159970", "王演示", "1", date(1991, 3, 15), "01", "贵州省贵阳市演示路", b"theirs")
    register = RegisterPresenter(view, a_desk(store, reader=FakeReader(card)), CLERK, later, TEXT)
    before = Form("520102199003159970", "欧阳演示", "01", "520102", "旧", "14300000001", "430111", "演示路1号", "own",
                  "2026-11-02", PHOTO)  # fmt: skip

    register.read_card(before)
    later.all()
    (other,) = view.last("fill")
    register.read_card(replace(before, citizen_number=card.citizen_number))
    later.all()
    (same,) = view.last("fill")

    assert (other.phone, other.photo, other.address) == ("", b"theirs", "演示路1号")
    assert (same.phone, same.photo, same.name) == ("14300000001", PHOTO, "王演示")


def test_an_empty_reader_says_so_and_changes_nothing(store, view, later):
    register = RegisterPresenter(view, a_desk(store), CLERK, later, TEXT)

    register.read_card(Form("", "", "01", "", "", "", "", "", "own", TODAY.isoformat()))
    later.all()

    assert view.names() == ["say"]


def test_reasons_stand_in_the_order_of_the_text_and_say_figures_in_words():
    leaf = {"id": "settlement/years", "parent": "settlement", "op": "leaf", "subject": "holder", "answer": "no",
            "actual": {"value": 2, "unit": "years"}, "required": {"value": 5, "unit": "years"},
            "shortfall": {"value": 3, "unit": "years"}, "earliest_on": "2029-11-02", "citations": []}  # fmt: skip
    item = {"id": "settlement", "stage": "conditional", "subject": "holder", "answer": "no", "reason_code": "x",
            "restore": None, "conditions": [leaf], "missing_evidence": [], "departments": [], "citations": [],
            "earliest_on": "2029-11-02", "until": None, "since": None,
            "checked_on": None, "beyond_checked": False, "to_verify": False}  # fmt: skip
    text = Text("zh_CN", lambda identifier, _: {"settlement": "落户", "years": "居住年限"}.get(identifier, identifier))

    lines = reasons(item, {"holder": "欧阳演示"}, text)
    row = row_of(item, {"holder": "欧阳演示"}, text)

    (condition,) = [line for line in lines if "居住年限" in line]
    assert condition.startswith(f"{INDENT * 2}✕ 居住年限 · ")
    assert all(words in condition for words in ("2年", "5年", "3年", "2029年11月2日"))
    assert (row.whose, row.tone, row.attention) == ("欧阳演示", "bad", True)


def test_of_a_route_for_cities_of_another_size_only_its_head_is_said():
    def part(identifier, parent, answer, op="leaf", actual=None):
        return {"id": identifier, "parent": parent, "op": op, "subject": "holder", "answer": answer, "actual": actual,
                "required": None, "shortfall": None, "earliest_on": None, "citations": []}  # fmt: skip

    size = {"value": "gt3m", "unit": "band"}
    item = {"id": "settlement", "stage": "conditional", "subject": "holder", "answer": "no", "reason_code": "x",
            "restore": None, "missing_evidence": [], "departments": [], "citations": [], "checked_on": None,
            "beyond_checked": False, "to_verify": False, "conditions": [
                part("settlement", None, "no", "all"), part("routes", "settlement", "no", "any"),
                part("small", "routes", "no", "all"), part("small.size", "small", "no", actual=size),
                part("small.home", "small", "yes"), part("large", "routes", "no", "all"),
                part("large.size", "large", "yes", actual=size), part("large.home", "large", "no")]}  # fmt: skip
    text = Text("zh_CN", lambda identifier, _: f"条件{identifier}")

    lines = [line.strip(INDENT) for line in reasons(item, {"holder": "欧阳演示"}, text)]

    assert [line for line in lines if "条件small" in line] == ["✕ 条件small · 现有300万以上"]
    assert [line[:2] for line in lines if "条件large" in line] == ["✕ ", "● ", "✕ "]


@pytest.mark.parametrize(
    ("code", "said"),
    [("no_dwelling", "没有合法稳定住所的记录"), ("tm.home", "现有记录还不符合：有自有住房"), ("tm.else", "tm.else")],
)
def test_a_reason_is_a_sentence_or_the_words_of_the_condition_that_failed(code, said):
    text = Text("zh_CN", lambda identifier, _: {"tm.home": "有自有住房"}.get(identifier, identifier))

    assert text.reason(code) == said


def test_reasons_say_which_counter_to_go_to_and_how_sure_the_rule_is():
    counter = {
        "name": "户政窗口",
        "address": "演示路1号",
        "phone": "14300000101",
        "hours": "",
        "checked_on": "2026-11-02",
    }
    offices = [{"code": "police", "local": counter}, {"code": "education", "local": None}]
    item = {"id": "settlement", "stage": "conditional", "subject": "holder", "answer": "yes", "reason_code": "x",
            "restore": None, "conditions": [], "missing_evidence": [], "departments": offices, "citations": [],
            "checked_on": "2026-11-02", "beyond_checked": True, "to_verify": True}  # fmt: skip
    text = Text("zh_CN", lambda identifier, _: identifier)

    lines = reasons(item, {"holder": "欧阳演示"}, text)
    sure = reasons({**item, "to_verify": False, "beyond_checked": False}, {"holder": "欧阳演示"}, text)

    assert lines[-4] == f"{INDENT}户政窗口：演示路1号、电话14300000101"
    assert "先核实" in lines[-2]
    assert "2026年11月2日，之后" in lines[-1]
    assert sure[-1] == "规则核对到2026年11月2日。"
    assert not any("先核实" in line for line in sure)


def test_days_at_the_desk_follow_the_clock(store, view, later, permit_of):
    person_id = permit_of("欧阳演示", "P1")
    clock = TickingClock(date(2026, 11, 21))
    holder = HolderPresenter(view, a_desk(store, clock.clock), CLERK, later, TEXT)

    holder.open(person_id)
    later.all()

    shown = view.last("show_file")[0]
    assert shown.standing == "◐ 使用功能中止"
    assert "2" in shown.days
    assert shown.frame.endswith(a_person().citizen_number[-4:])

"""What the questions about the family and its papers decide, told to a view that only remembers."""

from dataclasses import replace
from datetime import date

import pytest
from builders import CLERK, REVIEWER, YUHUA, a_job, a_person, a_registration, a_schooling, a_tie, evidence
from fakes import a_desk, a_hall_store

from resipermit.domain.errors import InvalidInput
from resipermit.domain.fact_words import EMPLOYMENT_KINDS
from resipermit.domain.facts import UNKNOWN, Employment
from resipermit.words import catalogue
from ui.presenters.evidence import PAPERS, EndPresenter, EvidencePresenter, start_of
from ui.presenters.evidence_form import FIELDS, EvidenceForm, evidence_of
from ui.presenters.evidence_rows import EVIDENCE_LISTS, evidence_rows
from ui.presenters.relative import RelativeForm, RelativePresenter
from ui.tasks import run_now
from ui.text import Text

TEXT = Text("zh_CN", lambda identifier, _language: identifier)


class View:
    """Remembers what it was told, in order."""

    def __init__(self):
        self.told = []

    def __getattr__(self, name):
        return lambda *words: self.told.append((name, *words))

    def last(self):
        return self.told[-1]


@pytest.fixture
def desk():
    return a_desk(a_hall_store())


@pytest.fixture
def holder(desk):
    """A holder with a job, a child at school, and no insurance."""
    kept = desk.register_residence(CLERK, a_person(), a_registration())
    child = desk.add_relative(CLERK, kept.id, a_tie()).relative
    desk.add_evidence(CLERK, kept.id, evidence(employment=(a_job(),), complete=frozenset({"insurance"})))
    desk.add_evidence(CLERK, child.id, evidence(schooling=(a_schooling(),)))
    return kept.id


def a_form(**changes):
    form = EvidenceForm(1, "employment", "entry", {"kind": "dispatch"}, YUHUA, "20240901", "now", "")
    return replace(form, **changes)


def test_a_record_is_appended_for_whom_it_is_about(desk, holder):
    view, file = View(), desk.open_holder(CLERK, holder)
    presenter = EvidencePresenter(view, desk, CLERK, run_now, TEXT, file)
    (_, (child, name)) = presenter.people()

    presenter.keep(a_form(person_id=child))

    (kept,) = desk.open_holder(CLERK, holder).household_evidence
    assert kept.employment == (Employment(YUHUA, "dispatch", date(2024, 9, 1), None),)
    assert view.last()[0] == "close_kept"
    assert name in view.last()[1]


def test_what_is_on_record_is_said_with_what_was_said_to_be_all(desk, holder):
    presenter = EvidencePresenter(View(), desk, CLERK, run_now, TEXT, desk.open_holder(CLERK, holder))

    job = presenter.on_record(holder, "employment").splitlines()
    insurance = presenter.on_record(holder, "insurance").splitlines()

    assert job == ["档案里已有：", "· 就业 · 劳动合同　湖南省长沙市雨花区　2023年11月1日 – 至今"]
    assert insurance == ["档案里还没有这类记录。", "已注明：除所列之外没有其他。"]


def test_a_right_that_is_missing_is_said_and_nothing_is_kept(desk, holder):
    view, file = View(), desk.open_holder(CLERK, holder)

    EvidencePresenter(view, desk, REVIEWER, run_now, TEXT, file).keep(a_form(person_id=holder))

    assert [name for name, *_ in view.told] == ["wait", "refuse"]
    assert "居住登记" in view.last()[2]
    assert desk.open_holder(CLERK, holder).evidence == file.evidence


def test_a_record_told_again_with_its_end_is_one_row_with_its_last_day(desk, holder):
    file = desk.open_holder(CLERK, holder)
    (job,) = [row for row in evidence_rows(file, TEXT, desk) if row.list_name == "employment"]

    EndPresenter(View(), desk, CLERK, run_now, TEXT, job).keep("20260630")

    file = desk.open_holder(CLERK, holder)
    (row,) = [row for row in evidence_rows(file, TEXT, desk) if row.list_name == "employment"]
    assert (row.entry.until, row.until) == (date(2026, 7, 1), "2026年6月30日")
    assert len(file.evidence.employment) == 2


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"division": ""}, "field_missing", "division"),
        ({"since": " "}, "day_missing", "since"),
        ({"since": "20240230"}, "day_impossible", "since"),
        ({"ending": "ended"}, "day_missing", "last_day"),
        ({"ending": "ended", "last_day": "2024-08-31"}, "period_reversed", "last_day"),
        ({"list_name": "exams", "values": {"exam": "gaokao"}, "since": ""}, "day_missing", "on"),
    ],
)
def test_the_first_field_that_cannot_be_read_is_named(changes, code, field):
    with pytest.raises(InvalidInput) as error:
        evidence_of(a_form(**changes))

    assert (error.value.code, error.value.field) == (code, field)


@pytest.mark.parametrize("grade", ["17", "七", "-1", "1.5"])
def test_a_grade_that_is_none_is_refused(grade):
    values = {"stage": "junior", "grade": grade, "status": "attending", "record": "yes"}

    with pytest.raises(InvalidInput) as error:
        evidence_of(a_form(list_name="schooling", values=values))

    assert (error.value.code, error.value.field) == ("number_out_of_range", "grade")


def test_an_end_nobody_knows_is_not_known_and_a_day_is_inclusive():
    (unclear,) = evidence_of(a_form(ending="not_known")).employment
    (one_day,) = evidence_of(a_form(ending="ended", last_day="20240901")).employment

    assert (unclear.until, one_day.until) == (UNKNOWN, date(2024, 9, 2))


def test_that_there_is_no_other_can_be_said_with_a_record_or_without():
    with_it = evidence_of(a_form(content="last_entry"))
    without = evidence_of(a_form(content="no_entry", since="", division=""))

    assert (len(with_it.employment), with_it.complete) == (1, {"employment"})
    assert (without.employment, without.complete) == ((), {"employment"})


def test_an_answer_that_waits_says_about_whom_and_what(desk, holder):
    file = desk.open_holder(CLERK, holder)
    paper = {"paper": "identity_card", "alternatives": ["student_card"]}
    waits = {"subject": "household[0]", "missing_evidence": [paper]}
    other = {"subject": "holder", "missing_evidence": [{"paper": "identity_card", "alternatives": []}]}

    start = start_of(waits, file)

    assert (start.person_id, start.list_name) == (file.ties[0].relative.id, "schooling")
    assert start_of(other, file) is None
    assert start_of(None, file) is None


def test_every_kind_has_fields_and_words_and_every_paper_leads_to_one():
    words = catalogue("zh_CN")

    labels = {f"evidence.label_{kind}_{field}" for kind, fields in FIELDS.items() for field in fields}

    assert set(FIELDS) == set(EVIDENCE_LISTS)
    assert set(PAPERS.values()) <= set(FIELDS)
    assert labels <= set(words)
    assert {f"word.{kind}" for kind in EMPLOYMENT_KINDS} <= set(words)


def test_a_member_known_by_an_older_telling_is_kept_without_typing_anew(desk, holder):
    view, known = View(), a_person("演示老", born_on=date(1960, 1, 1))
    kept = desk.register_residence(CLERK, known, a_registration(address="湖南省长沙市雨花区演示路2号"))
    presenter = RelativePresenter(view, desk, CLERK, run_now, TEXT, holder)

    presenter.number_typed(known.citizen_number)
    said = view.last()
    presenter.keep(RelativeForm("parent", known.citizen_number, "", "01", "", "", True, None))

    assert said[0] == "show_known"
    assert known.citizen_number not in said[1]
    assert view.last()[0] == "close_kept"
    assert [tie.relative.id for tie in desk.open_holder(CLERK, holder).ties][-1] == kept.id


def test_a_child_older_than_the_holder_is_refused_at_the_number(desk, holder):
    view = View()
    elder = a_person("演示老", born_on=date(1960, 1, 1))
    form = RelativeForm("child", elder.citizen_number, elder.name, "01", "520102", "演示路1号", None, None)

    RelativePresenter(view, desk, CLERK, run_now, TEXT, holder).keep(form)

    assert view.last()[:2] == ("refuse", "citizen_number")
    assert len(desk.open_holder(CLERK, holder).ties) == 1

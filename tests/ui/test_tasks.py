"""Work off the window's thread: told on it, and dropped when nobody waits for it any more."""

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from shiboken6 import delete

from ui.models.rows_model import Column, RowsModel
from ui.tasks import Tasks, while_there


@pytest.fixture
def tasks(app):
    made = Tasks()
    yield made
    made.wait()


def test_a_job_runs_on_another_thread_and_is_told_on_the_windows_own(tasks, app, qtbot):
    threads = {}

    def job():
        threads["job"] = QThread.currentThread()
        return 42

    def done(answer):
        threads["told"], threads["answer"] = QThread.currentThread(), answer

    tasks.run(job, done=done, failed=lambda error: None)
    qtbot.waitUntil(lambda: "told" in threads)

    assert threads["answer"] == 42
    assert threads["job"] is not app.thread()
    assert threads["told"] is app.thread()


def test_a_job_that_fails_tells_its_error_on_the_windows_own_thread(tasks, app, qtbot):
    told = []

    tasks.run(lambda: 1 // 0, done=lambda _: None, failed=lambda error: told.append((error, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(told))

    assert isinstance(told[0][0], ZeroDivisionError)
    assert told[0][1] is app.thread()


def test_an_answer_for_a_window_that_is_gone_is_dropped(tasks, qtbot):
    owner, go, told = QObject(), threading.Event(), []
    run = while_there(owner, tasks.run)

    run(go.wait, done=told.append, failed=told.append)
    delete(owner)  # a page is closed while its question is under way
    go.set()
    tasks.wait()
    tasks.run(lambda: "the next", done=told.append, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))

    assert told == ["the next"]


def test_a_late_file_never_takes_the_place_of_the_one_asked_for_after_it(open_window, somebody):
    asked = []
    window = open_window(run=lambda job, done, failed: asked.append((job, done)))
    first, second = somebody("demo"), somebody("suspended")
    window.open_holder(first.id)
    window.open_holder(second.id)

    for job, done in reversed(asked):
        done(job())

    assert window.holder_page.name.text() == second.name


def test_no_act_meets_the_file_before_while_the_next_one_is_fetched(open_window, somebody):
    asked = []
    window = open_window(run=lambda job, done, failed: asked.append((job, done)))
    window.open_holder(somebody("suspended").id)
    asked[-1][1](asked[-1][0]())
    window.open_holder(somebody("demo").id)
    before = len(asked)

    window.holder_page.do_primary()
    window.holder_page.ask_print()

    assert len(asked) == before
    assert not window.holder_page.isEnabled()


def test_a_window_on_real_threads_finds_and_opens(open_window, tasks, somebody, qtbot):
    window = open_window(run=tasks.run)
    window.search.setText(somebody("demo").name)

    window.search.returnPressed.emit()

    qtbot.waitUntil(lambda: window.holder_page.name.text() == somebody("demo").name)


def test_a_model_over_rows_keeps_qts_rules(app, qtmodeltester):
    model = RowsModel([Column("name", lambda row: row[0]), Column("day", lambda row: row[1])])
    model.set_rows((("欧阳演示", "2026-11-02"), ("王演示", "2026-11-03")))

    qtmodeltester.check(model)

    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["欧阳演示", "王演示"]
    assert model.row_at(model.index(1, 0)) == ("王演示", "2026-11-03")

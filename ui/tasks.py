"""Work off the window's own thread: every job ends in done or failed, said on the window's thread."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")
JOBS_AT_ONCE = 2


class Run(Protocol):
    """How a presenter asks for a job to be done."""

    def __call__(
        self, job: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None: ...


class _Work(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        self._work()


class Tasks(QObject):
    """The application's one pool of jobs. A job opens its own unit, returns a frozen value and touches no widget."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(JOBS_AT_ONCE)
        self._finished.connect(self._tell)

    def run(self, job: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Start *job*; *done* or *failed* is called on this object's thread."""

        def work() -> None:
            outcome: Callable[[], Any]
            try:
                outcome = partial(done, job())
            except Exception as error:  # the boundary: every job ends in done or failed
                outcome = partial(failed, error)
            self._finished.emit(outcome)

        self._pool.start(_Work(work))

    def wait(self) -> None:
        """Wait until every job has ended; called before the program does."""
        self._pool.waitForDone()

    @Slot(object)
    def _tell(self, outcome: Callable[[], None]) -> None:
        outcome()


def while_there(owner: QObject, run: Callable[..., None]) -> Callable[..., None]:
    """Return *run* for the pages of *owner*: an answer that comes when *owner* is gone is dropped."""

    def run_for_owner(job: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        def still(tell: Callable[..., None], outcome: object) -> None:
            if isValid(owner):
                tell(outcome)

        run(job, done=partial(still, done), failed=partial(still, failed))

    return run_for_owner


def run_now(job: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
    """Do *job* at once on this thread: for pictures of the pages and for tests of presenters."""
    try:
        result = job()
    except Exception as error:
        failed(error)
    else:
        done(result)

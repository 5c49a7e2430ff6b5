"""The files that wait: for review, and to be issued."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.application import Application, Stage
from resipermit.domain.holder import HeldPermit, Person
from resipermit.usecases.desk import Desk
from ui.text import Text


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """One line of the queue."""

    application_id: int
    person_id: int
    name: str
    frame: str
    stage: Stage
    stage_words: str
    grounds: str
    accepted: str
    accepted_by: str
    due: str
    overdue: bool


class QueueView(Protocol):
    """What the presenter needs of the page."""

    def show_queue(self, lines: tuple[Waiting, ...], summary: str) -> None: ...
    def open_holder(self, person_id: int) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class QueuePresenter:
    """Shows what waits, soonest due first, and decides one file at a time."""

    def __init__(self, view: QueueView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._desk, self._actor, self._run, self._text = view, desk, actor, run, text

    def refresh(self) -> None:
        """Fetch the queue anew."""

        def fetch() -> tuple[tuple[Application, Person], ...]:
            return (*self._desk.waiting(self._actor, Stage.ACCEPTED), *self._desk.waiting(self._actor, Stage.APPROVED))

        def done(found: tuple[tuple[Application, Person], ...]) -> None:
            lines = tuple(self._line(application, person) for application, person in found)
            self._view.show_queue(lines, self._text.say("queue.summary", count=len(lines)))

        self._run(fetch, done=done, failed=self._failed)

    def review(self, line: Waiting, *, approve: bool, reason: str | None = None) -> None:
        """Approve or refuse; whoever accepted the file cannot."""
        code = "done.approve" if approve else "done.refuse"
        self._act(
            lambda: self._desk.review_application(self._actor, line.application_id, approve=approve, reason=reason),
            code,
        )

    def issue(self, line: Waiting) -> None:
        """Issue the permit and open the holder, whose card is printed next."""

        def done(held: HeldPermit) -> None:
            self._view.say(self._text.say("done.issue", number=held.permit.number), "good")
            self._view.open_holder(line.person_id)

        self._run(lambda: self._desk.issue_permit(self._actor, line.application_id), done=done, failed=self._failed)

    def _act(self, job: Callable[[], Application], code: str) -> None:
        def done(file: Application) -> None:
            self._view.say(self._text.say(code, number=file.id, reason=file.reason or ""), "good")
            self.refresh()

        self._run(job, done=done, failed=self._failed)

    def _line(self, application: Application, person: Person) -> Waiting:
        assert application.id is not None
        return Waiting(
            application.id,
            application.person_id,
            person.name,
            self._text.say("frame", name=person.name, tail=person.citizen_number[-4:]),
            application.stage,
            self._text.word(application.stage),
            "、".join(self._text.word(ground) for ground in application.grounds),
            self._text.day(application.accepted_on),
            application.accepted_by,
            self._text.day(application.due_on),
            application.due_on < self._desk.today(),
        )

    def _failed(self, error: Exception) -> None:
        self._view.say(self._text.error(error), "bad")

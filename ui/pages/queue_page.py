"""The queue: files to review, permits to issue; soonest due first."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from resipermit.domain.actors import Actor, Right
from resipermit.domain.application import Stage
from resipermit.usecases.desk import Desk
from ui.models.rows_model import Column, RowsModel
from ui.pages.act_dialogs import ReasonDialog
from ui.presenters.queue import QueuePresenter, Waiting
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.tables import plain_table


class QueuePage(QWidget):
    """Shows what waits and lets one file be decided at a time."""

    holder_wanted = Signal(int)
    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._actor = actor
        self.presenter = QueuePresenter(self, desk, actor, run, text)
        self.summary = named("title", QLabel())
        self.model = RowsModel(
            [
                Column(self.tr("Name"), lambda line: line.name),
                Column(self.tr("Stage"), lambda line: line.stage_words),
                Column(self.tr("Grounds"), lambda line: line.grounds),
                Column(self.tr("Accepted on"), lambda line: line.accepted),
                Column(self.tr("Accepted by"), lambda line: line.accepted_by),
                Column(self.tr("To be issued by"), lambda line: ("⚠ " if line.overdue else "") + line.due),
            ],
            self,
        )
        self.table = plain_table(self.model, stretch=2)
        self.table.setAccessibleName(self.tr("Files that wait"))
        self.open_button = QPushButton(self.tr("&Open the file"))
        self.approve_button = named("primary", QPushButton(self.tr("&Approve")))
        self.refuse_button = QPushButton(self.tr("&Refuse…"))
        self.issue_button = named("primary", QPushButton(self.tr("&Issue the permit")))
        buttons = QHBoxLayout()
        for button in (self.open_button, self.approve_button, self.refuse_button, self.issue_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QVBoxLayout(self)
        page.addWidget(self.summary)
        page.addWidget(self.table, 1)
        page.addLayout(buttons)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._enable())
        self._enable()
        self.table.activated.connect(lambda _index: self._open())
        self.open_button.clicked.connect(self._open)
        self.approve_button.clicked.connect(self._approve)
        self.refuse_button.clicked.connect(self._refuse)
        self.issue_button.clicked.connect(self._issue)

    def refresh(self) -> None:
        """Fetch the queue anew."""
        self.table.setFocus()  # now, not when the answer comes: by then somebody may be typing elsewhere
        self.presenter.refresh()

    def show_queue(self, lines: tuple[Waiting, ...], summary: str) -> None:
        """Show the queue, its first line chosen."""
        self.model.set_rows(lines)
        self.summary.setText(summary)
        if lines:
            self.table.selectRow(0)
        self._enable()

    def open_holder(self, person_id: int) -> None:
        """Ask for a holder's page."""
        self.holder_wanted.emit(person_id)

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def do_primary(self) -> None:
        """Do with the chosen file what comes next."""
        for button in (self.approve_button, self.issue_button):
            if button.isEnabled():
                button.click()
                return

    def line(self) -> Waiting | None:
        """Return the chosen line."""
        chosen: Waiting | None = self.model.row_at(self.table.currentIndex())
        return chosen

    def _enable(self) -> None:
        line = self.line()
        self.open_button.setEnabled(line is not None)
        waiting = line is not None and line.stage is Stage.ACCEPTED and self._actor.may(Right.REVIEW)
        self.approve_button.setEnabled(waiting)
        self.refuse_button.setEnabled(waiting)
        approved = line is not None and line.stage is Stage.APPROVED
        self.issue_button.setEnabled(approved and self._actor.may(Right.ISSUE))

    def _open(self) -> None:
        if (line := self.line()) is not None:
            self.open_holder(line.person_id)

    def _approve(self) -> None:
        if (line := self.line()) is not None:
            self.presenter.review(line, approve=True)

    def _refuse(self) -> None:
        if (line := self.line()) is not None:
            dialog = ReasonDialog.for_refusal(line.frame, None, self)
            dialog.accepted.connect(lambda: self.presenter.review(line, approve=False, reason=dialog.reason()))
            dialog.open()

    def _issue(self) -> None:
        if (line := self.line()) is not None:
            self.presenter.issue(line)

"""The rules in force: the book to search and read; and how another pack comes into force, by two people."""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from resipermit.domain.actors import Actor
from resipermit.usecases.desk import Desk
from ui.models.rows_model import Column, RowsModel
from ui.presenters.rules import GROUP, KINDS, RuleLine, RuleRow, RulesPresenter, StepRow
from ui.text import Text
from ui.theme import palette_in_use
from ui.widgets.named import named
from ui.widgets.tables import plain_table

STEP = 16


class RuleSearch(QLineEdit):
    """A search field from which Down and Enter lead into the list."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class RulesPage(QWidget):
    """On the first tab the list and the chosen id; on the second what is in force, what waits, and what was before."""

    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._text = text
        self.presenter = RulesPresenter(self, desk, actor, run, text)
        self.shown: tuple[RuleLine, ...] = ()
        self.current = named("quiet", QLabel(wordWrap=True))
        self.current.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._build_book(), self.tr("The &book"))
        self.tabs.addTab(self._build_packs(), "")
        page = QVBoxLayout(self)
        page.addWidget(named("title", QLabel(self.tr("Rules"))))
        page.addWidget(self.current)
        page.addWidget(self.tabs, 1)
        self._connect()

    def _build_book(self) -> QSplitter:
        self.search = RuleSearch()
        self.search.setPlaceholderText(self.tr("Words or id, such as 落户 or half_year"))
        self.search.setAccessibleName(self.tr("Search the rules"))
        self.search.setClearButtonEnabled(True)
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind"))
        self.kind.addItem(self.tr("All kinds"), "")
        for kind in KINDS:
            self.kind.addItem(self._text.say(f"rule_kind.{kind}"), kind)
        columns: list[Column[RuleRow]] = [
            Column(self.tr("Kind"), lambda row: row.kind_words),
            Column(self.tr("Words"), lambda row: row.words),
            Column(self.tr("Id"), lambda row: row.identifier),
        ]
        self.rows = RowsModel(columns, self)
        self.list = plain_table(self.rows, stretch=1)
        self.list.setAccessibleName(self.tr("Rules"))
        self.found = named("quiet", QLabel())
        self.rule = QTextBrowser()
        self.rule.setAccessibleName(self.tr("The chosen rule"))
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.kind)
        side = QWidget()
        inside = QVBoxLayout(side)
        inside.setContentsMargins(8, 8, 4, 8)
        inside.addLayout(head)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.found)
        book = QSplitter(Qt.Orientation.Horizontal)
        book.addWidget(side)
        book.addWidget(self.rule)
        book.setSizes([560, 560])
        return book

    def _build_packs(self) -> QWidget:
        columns: list[Column[StepRow]] = [
            Column(self.tr("When"), lambda row: row.at),
            Column(self.tr("Step"), lambda row: row.step),
            Column(self.tr("By"), lambda row: row.by),
            Column(self.tr("Hash"), lambda row: row.short),
            Column(self.tr("Reason"), lambda row: row.reason),
        ]
        self.proposals, self.history = RowsModel(columns[:4], self), RowsModel(columns, self)
        self.waiting = plain_table(self.proposals, stretch=3)
        self.waiting.setAccessibleName(self.tr("Waiting for a second person"))
        past = plain_table(self.history, stretch=4)
        past.setAccessibleName(self.tr("History"))
        self.changes = QTextBrowser()
        self.changes.setAccessibleName(self.tr("What the proposal changes"))
        self.accept_button = named("primary", QPushButton(self.tr("&Accept…")))
        self.refuse_button = QPushButton(self.tr("&Refuse…"))
        self.folder_button = QPushButton(self.tr("Propose a &folder…"))
        self.own_button = QPushButton(self.tr("Propose the &program's own"))
        self.advice = named("quiet", QLabel(wordWrap=True))
        buttons = QHBoxLayout()
        for button in (self.accept_button, self.refuse_button, self.folder_button, self.own_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        left, right, both = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for part, stretch in (
            (named("big", QLabel(self.tr("Waiting for a second person"))), 0),
            (self.waiting, 2),
            (self.advice, 0),
            (named("big", QLabel(self.tr("What the proposal changes"))), 0),
            (self.changes, 3),
        ):
            left.addWidget(part, stretch)
        right.addWidget(named("big", QLabel(self.tr("History"))))
        right.addWidget(past, 1)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        panel = QWidget()
        inside = QVBoxLayout(panel)
        inside.addLayout(both, 1)
        inside.addLayout(buttons)
        return panel

    def _connect(self) -> None:
        self.search.textChanged.connect(self.presenter.search)
        self.search.left.connect(self._into_list)
        self.kind.activated.connect(lambda _row: self.presenter.choose_kind(self.kind.currentData()))
        self.list.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(self.rows.row_at(now)))
        self.waiting.selectionModel().currentRowChanged.connect(lambda _now, _before: self._choose_proposal())
        self.accept_button.clicked.connect(self._accept)
        self.refuse_button.clicked.connect(self._refuse)
        self.folder_button.clicked.connect(self._propose_folder)
        self.own_button.clicked.connect(lambda: self.presenter.propose(None))

    def refresh(self) -> None:
        """Fetch the book and the packs anew."""
        self.search.setFocus()
        self.presenter.refresh()

    def show_rows(self, rows: Sequence[RuleRow]) -> None:
        """Show the lines that were found, the first one chosen, or the one that was chosen before."""
        before = self.rows.row_at(self.list.currentIndex())
        self.rows.set_rows(rows)
        self.found.setText(self._text.say("rules.found", count=len(rows)))
        if rows:
            at = rows.index(before) if before in rows else 0
            chosen = self.rows.index(at, 0)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.list.selectionModel().setCurrentIndex(chosen, flag)
        else:
            self.rule.clear()

    def show_rule(self, lines: Sequence[RuleLine]) -> None:
        """Show what the book holds about one id; what is still to be verified stands out, and says so."""
        self.shown = tuple(lines)
        warn, quiet = palette_in_use().warn, palette_in_use().quiet
        shown = []
        for number, line in enumerate(lines):
            words = escape(line.words)
            words = f"<b>{words}</b>" if number == 0 else words
            if line.written:
                words += f' <span style="color:{quiet}; font-size:small">{escape(line.written)}</span>'
            colour = f"color:{warn};" if line.to_verify else ""
            shown.append(f'<p style="margin:3px 0 3px {line.depth * STEP}px;{colour}">{words}</p>')
        self.rule.setHtml("".join(shown))

    def show_packs(self, current: str, proposals: Sequence[StepRow], history: Sequence[StepRow]) -> None:
        """Show what is in force, what waits and what was before."""
        self.current.setText(current)
        self.proposals.set_rows(proposals)
        self.history.set_rows(history)
        waits = self.tr("&In force and waiting")
        self.tabs.setTabText(1, f"{waits} ({len(proposals)})" if proposals else waits)
        self.changes.clear()
        if proposals:
            self.waiting.selectRow(0)
        self._enable()

    def show_changes(self, lines: Sequence[str]) -> None:
        """Show what the chosen proposal changes."""
        self.changes.setPlainText("\n".join(lines))

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def do_primary(self) -> None:
        """Accept the chosen proposal where this person may."""
        if self.accept_button.isEnabled():
            self._accept()

    def _into_list(self) -> None:
        self.list.setFocus()

    def _choose(self, row: RuleRow | None) -> None:
        if row is not None:
            self.presenter.choose(row.identifier)

    def _proposal(self) -> StepRow | None:
        chosen: StepRow | None = self.proposals.row_at(self.waiting.currentIndex())
        return chosen

    def _choose_proposal(self) -> None:
        self._enable()
        if (proposal := self._proposal()) is not None:
            self.presenter.compare(proposal.sha256)

    def _enable(self) -> None:
        proposal = self._proposal()
        decides = self.presenter.may_decide(proposal)
        self.accept_button.setEnabled(decides)
        self.refuse_button.setEnabled(decides)
        for button in (self.folder_button, self.own_button):
            button.setEnabled(self.presenter.may_propose)
        if proposal is None:
            self.advice.setText(self.tr("Nothing waits."))
        elif proposal.own:
            self.advice.setText(self.tr("You proposed it: another person with the reviewing role decides."))
        elif decides:
            self.advice.setText(self.tr("Compare the hash with the one the proposer tells you, then decide."))
        else:
            self.advice.setText(self.tr("A second person with the reviewing role decides."))

    def _accept(self) -> None:
        if (proposal := self._proposal()) is not None:
            question = self.tr("Type the first eight characters of the hash that %1 tells you").replace(
                "%1", proposal.by
            )
            typed = self._ask(self.tr("Put the rules in force"), f"{question}\n{proposal.sha256}")
            if typed.strip().lower() == proposal.sha256[:GROUP]:
                self.presenter.accept(proposal.sha256)
            elif typed:
                self.say(self.tr("These are not the first eight characters; nothing has changed."), "bad")

    def _refuse(self) -> None:
        if (proposal := self._proposal()) is not None:
            reason = self._ask(self.tr("Refuse the rules"), self.tr("Reason (kept in the record)"))
            if reason.strip():
                self.presenter.refuse(proposal.sha256, reason)

    def _propose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder of rule files"))
        if folder:
            self.presenter.propose(Path(folder))

    def _ask(self, title: str, question: str) -> str:
        typed, agreed = QInputDialog.getText(self, title, question)
        return typed if agreed else ""

"""What if: three questions by key, and for each thing that would differ two lines of days, the differences first."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resipermit.domain.actors import Actor
from resipermit.usecases.desk import Desk, HolderFile
from ui.presenters.holder import Shown
from ui.presenters.what_if import Line, Told, WhatIfPresenter
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.timeline import Lane, Timeline
from ui.widgets.whose import Whose

SIZE = (860, 640)
PROVINCE = "43"


class WhatIfDialog(QDialog):
    """Shows answers only; nothing on record is changed from here."""

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        run: Callable[..., None],
        text: Text,
        file: HolderFile,
        shown: Shown,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What if"))
        self.setModal(True)
        self.resize(*SIZE)
        self._text = text
        self.presenter = WhatIfPresenter(self, desk, actor, run, text, file)
        self._build(desk, file, shown)
        self._connect()

    def _build(self, desk: Desk, file: HolderFile, shown: Shown) -> None:
        body = QVBoxLayout(self)
        whose = Whose(self.tr("What if"))
        whose.show_person(shown.frame, shown.photo)
        body.addWidget(whose)
        self.endorse = named("what_if_endorse", QPushButton(self.tr("&1 Endorsed today")))
        self.endorse.setEnabled(file.held is not None)
        self.school = named("what_if_school", QPushButton(self.tr("&2 Another school in September")))
        self.move_home = named("what_if_move", QPushButton(self.tr("&3 Another home")))
        self.division = QComboBox()
        self.division.setAccessibleName(self.tr("District or county of the school or home"))
        for county in desk.gazetteer.counties(PROVINCE):
            self.division.addItem(desk.gazetteer.full_name(county.code), county.code)
        here = file.present.residence.division if file.present else None
        self.division.setCurrentIndex(max(0, self.division.findData(here)))
        row = QHBoxLayout()
        for widget in (self.endorse, self.school, self.move_home):
            row.addWidget(widget)
        row.addWidget(self.division, 1)
        body.addLayout(row)
        self.head = QLabel(self.tr("Choose a question. Nothing on record is changed."), wordWrap=True)
        body.addWidget(self.head)
        scroll = QScrollArea(widgetResizable=True)
        self._inside = named("inside", QWidget())
        self._lines = QVBoxLayout(self._inside)
        self._lines.addStretch(1)
        scroll.setWidget(self._inside)
        body.addWidget(scroll, 1)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        body.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _connect(self) -> None:
        self.endorse.clicked.connect(lambda: self.presenter.ask("endorse_today"))
        self.school.clicked.connect(lambda: self.presenter.ask("school_transfer", self.division.currentData()))
        self.move_home.clicked.connect(lambda: self.presenter.ask("move", self.division.currentData()))
        for key, button in (("1", self.endorse), ("2", self.school), ("3", self.move_home)):
            QShortcut(QKeySequence(key), self).activated.connect(button.click)

    def show_told(self, told: Told) -> None:
        """Show what differs."""
        self.head.setText(told.head)
        self._clear()
        for index, line in enumerate(told.lines):
            self._lines.insertWidget(index, self._line(line, told))

    def say(self, words: str) -> None:
        """Say why there is no answer."""
        self._clear()
        self.head.setText(words)

    def _clear(self) -> None:
        while self._lines.count() > 1:
            item = self._lines.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()

    def _line(self, line: Line, told: Told) -> QFrame:
        panel = named("panel", QFrame())
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(14, 6, 14, 6)
        inside.setSpacing(3)
        head = QHBoxLayout()
        head.addWidget(named("big", QLabel(line.title)), 1)
        effect = named("big", QLabel(line.effect))
        effect.setProperty("tone", line.tone)
        head.addWidget(effect)
        inside.addLayout(head)
        before, after = self.tr("As it is: {words}"), self.tr("Then: {words}")
        inside.addWidget(named("quiet", QLabel(before.format(words=line.before), wordWrap=True)))
        inside.addWidget(QLabel(after.format(words=line.after), wordWrap=True))
        lanes = (
            Lane(before.format(words=line.before), line.spans_before),
            Lane(after.format(words=line.after), line.spans_after),
        )
        inside.addWidget(Timeline(*lanes, told.frame, told.today))
        return panel

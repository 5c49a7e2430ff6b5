"""Verification of a card: scan or paste its code, or open a picture."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resipermit.usecases.desk import Desk
from ui.presenters.verifying import Verdict, VerifyPresenter
from ui.text import Text
from ui.widgets.named import named


class VerifyPage(QWidget):
    """Two statements in large words, the reason, and what the card says, to be compared with card and person."""

    said = Signal(str, str)

    def __init__(self, desk: Desk, run: Callable[..., None], text: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._text = text
        self.presenter = VerifyPresenter(self, desk, run, text)
        self.code = named("code", QPlainTextEdit(tabChangesFocus=True))
        self.code.setPlaceholderText(self.tr("Scan the code of the card, or paste its text"))
        self.code.setAccessibleName(self.tr("Text of the code"))
        self.code.setMaximumHeight(110)
        self.expect = named("expect", QLineEdit())
        self.verify_button = named("primary", QPushButton(self.tr("&Verify  Ctrl+Enter")))
        self.picture_button = QPushButton(self.tr("Open a &picture…"))
        form = QFormLayout()
        form.addRow(self.tr("&Code"), self.code)
        form.addRow(self.tr("&Expected permit number (optional)"), self.expect)
        buttons = QHBoxLayout()
        buttons.addWidget(self.verify_button)
        buttons.addWidget(self.picture_button)
        buttons.addStretch(1)
        self.result = named("panel", QFrame())
        inside = QVBoxLayout(self.result)
        inside.setContentsMargins(24, 18, 24, 18)
        self.genuine = named("name", QLabel())
        self.standing = named("name", QLabel())
        self.reason = QLabel(wordWrap=True)
        self.claims = QFormLayout()
        for part in (self.genuine, self.standing, self.reason):
            inside.addWidget(part)
        inside.addLayout(self.claims)
        self.compare = named("quiet", QLabel(self._text.say("verify.compare"), wordWrap=True))
        inside.addWidget(self.compare)
        self.result.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 18, 24, 12)
        page.addLayout(form)
        page.addLayout(buttons)
        page.addWidget(self.result)
        page.addStretch(1)
        self.verify_button.clicked.connect(self.verify)
        self.picture_button.clicked.connect(self._open_picture)

    def verify(self) -> None:
        """Verify what is in the field."""
        if self.code.toPlainText().strip():
            self.presenter.verify(self.code.toPlainText().strip("\n\r"), self.expect.text().strip())

    def show_verdict(self, verdict: Verdict) -> None:
        """Show the two statements."""
        self._tone(self.genuine, verdict.genuine, verdict.genuine_tone)
        self._tone(self.standing, verdict.standing, verdict.standing_tone)
        self.standing.setVisible(bool(verdict.standing))
        self._tone(self.reason, verdict.reason, verdict.reason_tone)
        self.reason.setVisible(bool(verdict.reason))
        while self.claims.rowCount():
            self.claims.removeRow(0)
        for label, value in verdict.claims:
            self.claims.addRow(label, QLabel(value, wordWrap=True))
        self.compare.setVisible(bool(verdict.claims))
        self.result.show()

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def _open_picture(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a picture"), "", "PNG, JPEG (*.png *.jpg *.jpeg)")
        if path:
            self.presenter.verify(Path(path).read_bytes(), self.expect.text().strip())

    def _tone(self, label: QLabel, words: str, tone: str) -> None:
        label.setText(words)
        label.setProperty("tone", tone)
        label.style().unpolish(label)
        label.style().polish(label)

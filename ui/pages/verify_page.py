"""Verification of a card: scan or paste its code, open, drop or paste a picture, or hold it before the camera."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resipermit.usecases.desk import Desk
from ui.camera import FrameSource, QtCamera
from ui.pages.camera_dialog import CameraDialog
from ui.picture_files import PictureTaker, ReadPicture, ask_for_picture, read_picture
from ui.presenters.verifying import Beside, ListFile, ReadList, Verdict, VerifyPresenter, newest_list
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.scanned_fields import CodeField, ScannedLine

CODE_HEIGHT = 64
NO_LIST, NEWEST, FILE = range(3)


class VerifyPage(QWidget):
    """Two statements in large words, the reason, and what the card says, to be compared with card and person."""

    said = Signal(str, str)
    camera: Callable[[], FrameSource] = QtCamera

    def __init__(self, desk: Desk, run: Callable[..., None], text: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._run, self._text = desk, run, text
        self._list_file: Path | None = None
        self._label_picture: ReadPicture | None = None
        self.presenter = VerifyPresenter(self, desk, run, text)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 18, 24, 12)
        page.addLayout(self._build_form())
        page.addLayout(self._build_buttons())
        page.addWidget(self._build_result())
        page.addStretch(1)

    def _build_form(self) -> QFormLayout:
        self.code = named("code", CodeField())
        self.code.setPlaceholderText(self.tr("Scan the code of the card, paste its text, or drop a picture here"))
        self.code.setAccessibleName(self.tr("Text of the code"))
        self.code.setMaximumHeight(CODE_HEIGHT)
        self.label = ScannedLine()
        self.label.setPlaceholderText(self.tr("Scan the label on the card, or drop a picture of it"))
        self.status_list = QComboBox()
        for words in (self.tr("None: by this desk's record"), self.tr("The hall's newest"), self.tr("A file…")):
            self.status_list.addItem(words)
        self.expect = named("expect", QLineEdit())
        form = QFormLayout()
        form.addRow(self.tr("&Code"), self.code)
        form.addRow(self.tr("&Label (optional)"), self.label)
        form.addRow(self.tr("&Status list"), self.status_list)
        form.addRow(self.tr("&Expected permit number (optional)"), self.expect)
        self.code.scanned.connect(self._verify_shown)
        self.label.returnPressed.connect(self.verify)
        self.label.scanned.connect(self._take_scanned_label)
        self.label.textEdited.connect(self._forget_label_picture)
        self.status_list.activated.connect(self._choose_list)
        self._take_pictures()
        return form

    def _take_pictures(self) -> None:
        """A picture that is dropped or pasted is the card's, on the field of the label the label's."""
        cards, labels = PictureTaker(self), PictureTaker(self)
        cards.watch(self, self.code, self.code.viewport())
        labels.watch(self.label)
        cards.given.connect(self._verify_shown)
        labels.given.connect(self._take_label_picture)

    def _build_buttons(self) -> QHBoxLayout:
        self.verify_button = named("primary", QPushButton(self.tr("&Verify  Ctrl+Enter")))
        self.picture_button = QPushButton(self.tr("Open a &picture…"))
        self.camera_button = QPushButton(self.tr("Ca&mera…"))
        buttons = QHBoxLayout()
        for button in (self.verify_button, self.picture_button, self.camera_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.verify_button.clicked.connect(self.verify)
        self.picture_button.clicked.connect(self._open_picture)
        self.camera_button.clicked.connect(self.open_camera)
        return buttons

    def _build_result(self) -> QFrame:
        self.result = named("panel", QFrame())
        inside = QVBoxLayout(self.result)
        inside.setContentsMargins(24, 18, 24, 18)
        self.genuine = named("name", QLabel())
        self.standing = named("name", QLabel())
        self.reason = named("big", QLabel(wordWrap=True))
        self.claims = QFormLayout()
        statements = QHBoxLayout()
        statements.setSpacing(36)
        statements.addWidget(self.genuine)
        statements.addWidget(self.standing, 1)
        inside.addLayout(statements)
        inside.addWidget(self.reason)
        inside.addLayout(self.claims)
        self.compare = named("quiet", QLabel(self._text.say("verify.compare"), wordWrap=True))
        inside.addWidget(self.compare)
        self.result.hide()
        return self.result

    def verify(self) -> None:
        """Verify what is in the field."""
        if self.code.toPlainText().strip():
            self._verify_shown(self.code.toPlainText().strip("\n\r"))

    def open_camera(self) -> None:
        """Verify a card held before the camera."""
        dialog = CameraDialog(self._desk, self._run, self._text, self.camera(), self)
        dialog.code_read.connect(self._verify_shown)
        dialog.picture_wanted.connect(self._open_picture)
        dialog.begin()

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

    def show_code(self, code: str) -> None:
        """Show the text that was read from a picture."""
        self.code.setPlainText(code)

    def take_label(self, label: str) -> None:
        """Move a label that was scanned as a card to its own field."""
        self.code.clear()
        self.label.setText(label)
        self._forget_label_picture()
        self.say(self._text.say("verify.label_kept"), "plain")

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def _verify_shown(self, shown: str | ReadPicture) -> None:
        self.say("", "plain")
        label = self._label_picture or self.label.text().strip() or None
        self.presenter.verify(shown, Beside(self.expect.text().strip(), self._chosen_list(), label))

    def _chosen_list(self) -> ReadList | None:
        chosen = self.status_list.currentIndex()
        if chosen == FILE and self._list_file is not None:
            return ListFile(self._list_file, read_picture)
        return newest_list if chosen == NEWEST else None

    def _open_picture(self) -> None:
        if (read := ask_for_picture(self, self.tr("Open a picture"))) is not None:
            self._verify_shown(read)

    def _choose_list(self, chosen: int) -> None:
        """Ask which file the list is in; when none is named, it stays at the record of the desk."""
        if chosen != FILE:
            return
        formats = self.tr("Status list or a picture of it") + " (*.cwt *.png *.jpg *.jpeg *.pdf)"
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Status list"), "", formats)
        self._list_file = Path(path) if path else None
        if path:
            self.status_list.setItemText(FILE, Path(path).name)
        else:
            self.status_list.setCurrentIndex(NO_LIST)

    def _take_scanned_label(self, label: str) -> None:
        self.label.setText(label)
        self._forget_label_picture()
        self.verify()

    def _take_label_picture(self, read: ReadPicture) -> None:
        self.label.setText(self.tr("(picture)"))
        self._label_picture = read
        self.verify()

    def _forget_label_picture(self, *_typed: str) -> None:
        self._label_picture = None

    def _tone(self, label: QLabel, words: str, tone: str) -> None:
        label.setText(words)
        label.setProperty("tone", tone)
        label.style().unpolish(label)
        label.style().polish(label)

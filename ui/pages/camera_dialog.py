"""The camera: hold a card before it, and its code is read from the first frame in which it is sharp."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from resipermit.domain.errors import InvalidInput
from resipermit.usecases.desk import Desk
from ui.camera import FrameSource
from ui.picture_files import grey_bytes
from ui.tasks import while_there
from ui.text import Text
from ui.widgets.named import named

VIEW = (640, 400)


class CameraDialog(QDialog):
    """Shows what the camera sees and ends with the text of the code; frames are looked at one at a time."""

    code_read = Signal(str)
    picture_wanted = Signal()

    def __init__(
        self, desk: Desk, run: Callable[..., None], text: Text, source: FrameSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Camera"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._text, self._source = desk, text, source
        self._run = while_there(self, run)
        self._busy = self._ended = False
        self.view = named("camera", QLabel(alignment=Qt.AlignmentFlag.AlignCenter))
        self.view.setFixedSize(*VIEW)
        self.view.setAccessibleName(self.tr("What the camera sees"))
        self.words = named("big", QLabel(text.say("camera.hold"), wordWrap=True))
        self.picture_button = QPushButton(self.tr("Open a &picture instead…"), autoDefault=False)
        close = QPushButton(self.tr("Close"))
        row = QHBoxLayout()
        row.addWidget(self.picture_button)
        row.addStretch(1)
        row.addWidget(close)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 16, 18, 14)
        body.addWidget(self.view)
        body.addWidget(self.words)
        body.addLayout(row)
        self.picture_button.clicked.connect(self._ask_picture)
        close.clicked.connect(self.reject)

    def begin(self) -> None:
        """Show the dialog and start the camera."""
        self.open()
        self._source.start(self.show_frame, self.show_trouble)

    def show_frame(self, frame: QImage) -> None:
        """Show a frame, and look for a code in it unless the frame before is still being looked at."""
        if self._ended or frame.isNull():
            return
        self.view.setPixmap(QPixmap.fromImage(frame.scaled(self.view.size(), Qt.AspectRatioMode.KeepAspectRatio)))
        if self._busy:
            return
        self._busy = True
        self._run(lambda: self._desk.read_code(grey_bytes(frame)), done=self._done, failed=self._failed)

    def show_trouble(self, code: str) -> None:
        """Say why there is no picture, and what to do instead."""
        self.view.hide()
        self.words.setText(self._text.say(code))
        self.picture_button.setFocus()
        self.adjustSize()

    def hideEvent(self, event: QHideEvent) -> None:
        self._end()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        self._ended = True
        self._source.stop()

    def _ask_picture(self) -> None:
        self.reject()
        self.picture_wanted.emit()

    def _done(self, code: str) -> None:
        if not self._ended:
            self._end()
            self.accept()
            self.code_read.emit(code)

    def _failed(self, error: Exception) -> None:
        """Go on looking: most frames hold no sharp code, and only what a person can mend is said."""
        self._busy = False
        no_code = isinstance(error, InvalidInput) and error.code == "no_code_in_picture"
        self.words.setText(self._text.say("camera.hold") if no_code else self._text.error(error))

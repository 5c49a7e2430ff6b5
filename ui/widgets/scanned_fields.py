"""Fields typed into by a person, or by a scanner that types like a keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.presenters.scanning import Burst

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ScannedLine(QLineEdit):
    """What a scanner types is told apart and said at once."""

    scanned = Signal(str)

    def __init__(self) -> None:
        super().__init__(clearButtonEnabled=True)
        self._burst = Burst()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and (scanned := self._burst.end(event.timestamp())):
            self.clear()  # also of what stood there before: it is not part of the code
            self.scanned.emit(scanned)
            return
        self._burst.press(event.text(), event.timestamp())
        super().keyPressEvent(event)


class SearchField(ScannedLine):
    """The one search field; while an input method composes, Enter belongs to it."""

    composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class CodeField(QPlainTextEdit):
    """Takes the text of a code; what a scanner types takes the place of what stood there, and is said at once."""

    scanned = Signal(str)

    def __init__(self) -> None:
        super().__init__(tabChangesFocus=True)
        self._burst = Burst()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and (scanned := self._burst.end(event.timestamp())):
            self.setPlainText(scanned)
            self.scanned.emit(scanned)
            return
        self._burst.press(event.text(), event.timestamp())
        super().keyPressEvent(event)

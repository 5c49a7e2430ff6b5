"""A clerk's hands: keys pressed where the cursor is, an input method, and dialogs answered."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

KEYS = {f"F{n}": getattr(Qt.Key, f"Key_F{n}") for n in range(1, 13)} | {
    "Enter": Qt.Key.Key_Return,
    "Escape": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Space": Qt.Key.Key_Space,
}
MODIFIERS = {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Alt": Qt.KeyboardModifier.AltModifier}


def show(widget: QWidget, qtbot) -> None:
    """Show *widget* and wait until the keyboard is its own."""
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def focused():
    """Return the widget the cursor is in."""
    return QApplication.focusWidget() or QApplication.activeWindow()


def press(key: str) -> None:
    """Press a key such as F3, Enter or Ctrl+P where the cursor is."""
    *held, last = key.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for name in held:
        modifiers |= MODIFIERS[name]
    QTest.keyClick(focused(), KEYS.get(last) or last.lower(), modifiers)
    QApplication.processEvents()


def type_(words: str) -> None:
    """Type *words*; what no key has comes from an input method."""
    if words.isascii():
        QTest.keyClicks(focused(), words)
        return
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(focused(), event)


def compose(words: str) -> None:
    """Begin to write *words* with an input method, and choose nothing yet."""
    QApplication.sendEvent(focused(), QInputMethodEvent(words, []))


def question() -> QDialog | None:
    """Return the dialog that is open."""
    QApplication.processEvents()
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()), None)

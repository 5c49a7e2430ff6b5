"""One line at the foot of the window that says what happened; it takes no focus and keeps what was typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class MessageStrip(QLabel):
    """Says something: plainly, as a success, or as a refusal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def say(self, words: str, kind: str = "plain") -> None:
        """Show *words*; *kind* is plain, good or bad. The sign before the words carries what the colour says."""
        sign = {"good": "✓ ", "bad": "✕ "}.get(kind, "")
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setText(sign + words)
        self.setAccessibleDescription(words)
        self.setVisible(bool(words))

    def clear(self) -> None:
        """Say nothing."""
        self.say("")

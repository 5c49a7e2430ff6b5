"""What stands against something, one line each: a sign, and the sentence that says what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.widgets.named import named

SIGNS = {"bad": "✕", "warn": "⚠"}


class Objections(QFrame):
    """A head and its lines, hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.head = named("big", QLabel(wordWrap=True))
        self._rows = QGridLayout()
        self._rows.setColumnStretch(1, 1)
        self._rows.setVerticalSpacing(10)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.addWidget(self.head)
        inside.addLayout(self._rows)
        inside.addStretch(1)
        self.lines: tuple[tuple[str, str], ...] = ()
        self.hide()

    def tell(self, head: str, lines: tuple[tuple[str, str], ...]) -> None:
        """Show *lines*, each with its tone, bad or warn."""
        self.lines = lines
        self.head.setText(head)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, (tone, words) in enumerate(lines):
            sign = QLabel(SIGNS[tone])
            sign.setProperty("tone", tone)
            self._rows.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            label = QLabel(words, wordWrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._rows.addWidget(label, row, 1)
        self.setAccessibleDescription("\n".join((head, *(words for _, words in lines))))
        self.show()

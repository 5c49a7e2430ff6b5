"""A panel with a form under a title; labels stand on the right, beside their fields."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QWidget

from ui.widgets.named import named


class FormPanel(QFrame):
    """Fields in rows; the title is left out where none is given."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.form = QFormLayout(self)
        if title:
            self.form.addRow(named("title", QLabel(title)))
        self.form.setContentsMargins(20, 16, 20, 16)
        self.form.setVerticalSpacing(9)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

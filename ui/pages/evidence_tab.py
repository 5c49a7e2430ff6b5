"""What is on record of the holder and the household, and the keys that add to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from resipermit.domain.actors import Actor, Right
from ui.models.rows_model import Column, RowsModel
from ui.presenters.evidence_rows import EvidenceRow
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.tables import plain_table


class EvidenceTab(QWidget):
    """Shows rows; whoever may not register sees why nothing can be added."""

    add_wanted = Signal()
    end_wanted = Signal(object)  # an EvidenceRow

    def __init__(self, actor: Actor, text: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may = actor.may(Right.REGISTER)
        self.model = RowsModel(
            [
                Column(self.tr("Whose"), lambda row: row.whose),
                Column(self.tr("Record"), lambda row: row.record),
                Column(self.tr("Where"), lambda row: row.where),
                Column(self.tr("From"), lambda row: row.since),
                Column(self.tr("Last day"), lambda row: row.until),
            ],
            self,
        )
        self.table = plain_table(self.model, stretch=2)
        self.table.setAccessibleName(self.tr("Evidence"))
        self.add = named("add_evidence", QPushButton(self.tr("Add evidence… (Ctrl+N)")))
        self.end = named("end_evidence", QPushButton(self.tr("En&d of the record…")))
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 10, 8)
        foot.addStretch(1)
        foot.addWidget(self.end)
        foot.addWidget(self.add)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
        self.setFocusProxy(self.table)
        self.add.setEnabled(self._may)
        if not self._may:
            for button in (self.add, self.end):
                button.setToolTip(text.say("needs_right", right=Right.REGISTER))
        self.add.clicked.connect(self.add_wanted)
        self.end.clicked.connect(lambda: self.end_wanted.emit(self.chosen()))
        self.table.selectionModel().currentRowChanged.connect(self._look)

    def show_rows(self, rows: tuple[EvidenceRow, ...]) -> None:
        """Show these rows instead."""
        self.model.set_rows(rows)
        self._look()

    def chosen(self) -> EvidenceRow | None:
        """Return the row under the cursor."""
        row = self.model.row_at(self.table.currentIndex())
        return row if isinstance(row, EvidenceRow) else None

    def _look(self) -> None:
        row = self.chosen()
        self.end.setEnabled(self._may and row is not None and row.ends)

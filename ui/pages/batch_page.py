"""Cards that wait to be made: pick many, print them or put them into one file, repeat only what was not made."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resipermit.domain.actors import Actor
from resipermit.usecases.desk import Desk
from ui.models.rows_model import Column, RowsModel
from ui.pages.bureau_file import BureauFile
from ui.pages.print_page import to_printer
from ui.presenters.batch import BatchLine, BatchPresenter
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.tables import plain_table


class BatchPage(QWidget):
    """A table in which many rows can be chosen; the rows that were not made stay chosen."""

    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.presenter = BatchPresenter(self, desk, actor, run, text)
        self.summary = named("title", QLabel())
        self.model = RowsModel(
            [
                Column(self.tr("Permit"), lambda line: line.number),
                Column(self.tr("Name"), lambda line: line.name),
                Column(self.tr("Lives at"), lambda line: line.address),
                Column(self.tr("Result"), lambda line: line.result),
            ],
            self,
        )
        self.table = plain_table(self.model, stretch=2)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setAccessibleName(self.tr("Cards to be made"))
        self.printer = QComboBox()
        for name in QPrinterInfo.availablePrinterNames():
            self.printer.addItem(name, name)
        self.printer.addItem(self.tr("One PDF for the card bureau…"), "")
        self.printer.setAccessibleName(self.tr("Printer"))
        self.button = named("primary", QPushButton(self.tr("&Make the chosen cards  Ctrl+Enter")))
        row = QHBoxLayout()
        row.addWidget(named("quiet", QLabel(text.say("batch.how"))), 1)
        row.addWidget(self.printer)
        row.addWidget(self.button)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 12, 14, 10)
        page.addWidget(self.summary)
        page.addWidget(self.table, 1)
        page.addLayout(row)
        self.button.clicked.connect(self.do_primary)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._enable())
        self._enable()

    def refresh(self) -> None:
        """Fetch the cards anew."""
        self.table.setFocus()
        self.presenter.refresh()

    def show_cards(self, lines: tuple[BatchLine, ...], summary: str) -> None:
        """Show the cards and what came of them."""
        self.model.set_rows(lines)
        self.summary.setText(summary)
        self._enable()

    def choose(self, numbers: frozenset[str]) -> None:
        """Choose the rows of these permits."""
        chosen = QItemSelection()
        for row in range(self.model.rowCount()):
            index = self.model.index(row, 0)
            if self.model.row_at(index).number in numbers:
                chosen.select(index, self.model.index(row, self.model.columnCount() - 1))
        self.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_busy(self, busy: bool) -> None:
        """Let no second batch begin while one is under way."""
        self.button.setEnabled(not busy and bool(self._chosen()))

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def do_primary(self) -> None:
        """Make the chosen cards."""
        if not self.button.isEnabled():
            return
        numbers, name = self._chosen(), str(self.printer.currentData() or "")
        if name:
            self.presenter.print(numbers, lambda pdf: to_printer(pdf, self.presenter.profile(name)), lambda: None)
            return
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the cards"), "cards.pdf", "PDF (*.pdf)")
        if path:
            bureau = BureauFile(Path(path), self.presenter.join)
            self.presenter.print(numbers, bureau.add, bureau.bind)

    def _chosen(self) -> list[str]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [str(self.model.row_at(self.model.index(row, 0)).number) for row in rows]

    def _enable(self) -> None:
        self.button.setEnabled(bool(self._chosen()))

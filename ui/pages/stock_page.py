"""Stock (库存): blanks in and out, the balance of each day, the rates of the month, and cards that lack a character."""

from collections.abc import Callable

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resipermit.domain.actors import Actor
from resipermit.domain.glyph_case import GlyphRemedy
from resipermit.usecases.desk import Desk
from ui.models.rows_model import Column, RowsModel
from ui.presenters.stock import StockPresenter, StockShown, WaitingGlyph
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.tables import plain_table

FORM_WIDTH, GLYPHS_HEIGHT = 330, 104


class StockPage(QWidget):
    """Left what is entered, right what follows from it, below what waits."""

    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.presenter = StockPresenter(self, desk, actor, run, text)
        self.left = named("big", QLabel())
        upper = QHBoxLayout()
        upper.addLayout(self._build_forms())
        upper.addWidget(self._build_month(text), 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 12, 14, 10)
        head = QHBoxLayout()
        head.addWidget(named("title", QLabel(self.tr("Stock"))))
        head.addStretch(1)
        head.addWidget(self.left)
        page.addLayout(head)
        page.addLayout(upper, 1)
        page.addWidget(self._build_glyphs())
        self._connect()

    def _build_forms(self) -> QVBoxLayout:
        self.first, self.last = QLineEdit(), QLineEdit()
        self.serial, self.reason = QLineEdit(), QLineEdit()
        self.first.setPlaceholderText("HN0001001")
        self.last.setPlaceholderText(self.tr("Empty: one blank"))
        self.reason.setPlaceholderText(self.tr("Torn, misfed, lost…"))
        self.receive_button = named("primary", QPushButton(self.tr("&Take in")))
        self.spoil_button = QPushButton(self.tr("&Write off"))
        self.receive_form = self._form(
            self.tr("Blanks received"),
            ((self.tr("&First serial"), self.first), (self.tr("&Last serial"), self.last)),
            self.receive_button,
        )
        self.spoil_form = self._form(
            self.tr("Blank spoiled"),
            ((self.tr("&Serial"), self.serial), (self.tr("&Reason"), self.reason)),
            self.spoil_button,
        )
        column = QVBoxLayout()
        column.addWidget(self.receive_form)
        column.addWidget(self.spoil_form)
        column.addStretch(1)
        return column

    def _form(self, title: str, fields: tuple[tuple[str, QLineEdit], ...], button: QPushButton) -> QFrame:
        panel = named("panel", QFrame())
        panel.setFixedWidth(FORM_WIDTH)
        inside = QFormLayout(panel)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.addRow(named("big", QLabel(title)))
        for words, field in fields:
            inside.addRow(words, field)
            field.setAccessibleName(words.replace("&", ""))
        inside.addRow(button)
        return panel

    def _build_month(self, text: Text) -> QFrame:
        self.month = QComboBox()
        for start, words in self.presenter.months():
            self.month.addItem(words, QDate(start.year, start.month, start.day))
        label = QLabel(self.tr("&Month"))
        label.setBuddy(self.month)
        self.month.setAccessibleName(self.tr("Month"))
        self.days = RowsModel(
            [
                Column(self.tr("Day"), lambda one: text.day(one.day)),
                Column(self.tr("Morning"), lambda one: str(one.opening)),
                Column(self.tr("Received"), lambda one: f"+{one.received}" if one.received else ""),
                Column(self.tr("Used"), lambda one: f"−{one.used}" if one.used else ""),
                Column(self.tr("Spoiled"), lambda one: f"−{one.spoiled}" if one.spoiled else ""),
                Column(self.tr("Evening"), lambda one: str(one.closing)),
            ],
            self,
        )
        self.table = plain_table(self.days, stretch=0)
        self.table.setAccessibleName(self.tr("Stock day by day"))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        panel = named("panel", QFrame())
        inside = QVBoxLayout(panel)
        head = QHBoxLayout()
        head.addWidget(label)
        head.addWidget(self.month)
        head.addStretch(1)
        inside.addLayout(head)
        inside.addLayout(self._build_rates())
        inside.addWidget(self.table, 1)
        return panel

    def _build_rates(self) -> QHBoxLayout:
        self.rates = [(named("quiet", QLabel()), named("name", QLabel()), named("quiet", QLabel())) for _ in range(3)]
        row = QHBoxLayout()
        for labels in self.rates:
            column = QVBoxLayout()
            column.setSpacing(0)
            for label in labels:
                column.addWidget(label)
            row.addLayout(column, 1)
        return row

    def _build_glyphs(self) -> QFrame:
        self.glyph_summary = named("big", QLabel())
        self.glyphs = RowsModel(
            [
                Column(self.tr("Permit"), lambda line: line.permit_number),
                Column(self.tr("Item"), lambda line: line.item),
                Column(self.tr("Characters"), lambda line: line.code_points),
                Column(self.tr("Found on"), lambda line: line.found),
                Column(self.tr("Waiting"), lambda line: line.waited),
            ],
            self,
        )
        self.glyph_table = plain_table(self.glyphs, stretch=2)
        self.glyph_table.setAccessibleName(self.tr("Cards that wait for a character"))
        self.glyph_table.setFixedHeight(GLYPHS_HEIGHT)
        self.font_button = QPushButton(self.tr("F&ont added: check again and close"))
        self.corrected_button = QPushButton(self.tr("Record &corrected: check again and close"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.glyph_summary)
        buttons.addStretch(1)
        buttons.addWidget(self.font_button)
        buttons.addWidget(self.corrected_button)
        panel = named("panel", QFrame())
        inside = QVBoxLayout(panel)
        inside.addLayout(buttons)
        inside.addWidget(self.glyph_table)
        self.glyph_parts = (self.glyph_table, self.font_button, self.corrected_button)
        self._show_glyphs(())
        return panel

    def _connect(self) -> None:
        self.first.returnPressed.connect(self.last.setFocus)
        self.last.returnPressed.connect(self._receive)
        self.serial.returnPressed.connect(self.reason.setFocus)
        self.reason.returnPressed.connect(self._spoil)
        self.receive_button.clicked.connect(self._receive)
        self.spoil_button.clicked.connect(self._spoil)
        self.font_button.clicked.connect(lambda: self._settle(GlyphRemedy.FONT_ADDED))
        self.corrected_button.clicked.connect(lambda: self._settle(GlyphRemedy.RECORD_CORRECTED))
        self.month.activated.connect(lambda _: self.presenter.look_at(self.month.currentData().toPython()))

    def refresh(self) -> None:
        """Fetch everything anew, the cursor in the first field."""
        self.first.setFocus()
        self.presenter.refresh()

    def show_stock(self, shown: StockShown) -> None:
        """Show stock, figures and cases."""
        self.left.setText(("⚠ " if shown.tone == "warn" else "") + shown.left)
        self.left.setProperty("tone", shown.tone)
        self.left.style().unpolish(self.left)
        self.left.style().polish(self.left)
        self.days.set_rows(shown.days)
        for labels, words in zip(self.rates, shown.rates, strict=True):
            for label, one in zip(labels, words, strict=True):
                label.setText(one)
        self.glyph_summary.setText(shown.glyph_summary)
        self._show_glyphs(shown.glyphs)

    def _show_glyphs(self, lines: tuple[WaitingGlyph, ...]) -> None:
        self.glyphs.set_rows(lines)
        for part in self.glyph_parts:
            part.setVisible(bool(lines))
        if lines:
            self.glyph_table.selectRow(0)

    def clear_receipt(self) -> None:
        """Make room for the next box."""
        self.first.clear()
        self.last.clear()
        self.first.setFocus()

    def clear_spoiled(self) -> None:
        """Make room for the next blank."""
        self.serial.clear()
        self.reason.clear()
        self.serial.setFocus()

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def do_primary(self) -> None:
        """Do what was filled in: write a blank off, else take a box in."""
        if self.serial.text().strip() and not self.first.text().strip():
            self._spoil()
        else:
            self._receive()

    def _receive(self) -> None:
        self.presenter.receive(self.first.text().strip(), self.last.text().strip())

    def _spoil(self) -> None:
        self.presenter.spoil(self.serial.text().strip(), self.reason.text().strip())

    def _settle(self, remedy: GlyphRemedy) -> None:
        line: WaitingGlyph | None = self.glyphs.row_at(self.glyph_table.currentIndex())
        if line is not None:
            self.presenter.settle(line, remedy)

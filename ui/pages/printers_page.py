"""Printers: how each is set for cards, and the test card on which a clerk measures how far its cards are off."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
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

from resipermit.domain.actors import Actor
from resipermit.domain.printer_profile import Duplex
from resipermit.usecases.desk import Desk
from ui.models.rows_model import Column, RowsModel
from ui.pages.print_page import PREVIEW_DPI, pages, to_file, to_printer
from ui.presenters.printers import DOWN, RIGHT, SCALE, PrinterRow, PrintersPresenter, Settings, hundredths
from ui.text import Text
from ui.widgets.card_view import CardView
from ui.widgets.named import named
from ui.widgets.tables import plain_table

NUMBER_WIDTH, MEASURE_WIDTH = 84, 72
CARD_EDGE = "#8a94a3"  # a white card on a white page is seen by its edge alone


class PrintersPage(QWidget):
    """Left the printers and the settings of one, right its test card and what was measured on it."""

    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._text = text
        self.system: Callable[[], Sequence[str]] = QPrinterInfo.availablePrinterNames
        self.presenter = PrintersPresenter(self, desk, actor, run, text)
        left, both, page = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        left.addWidget(self._build_list(), 1)
        left.addWidget(self._build_settings())
        both.addLayout(left, 1)
        both.addWidget(self._build_test_card(), 1)
        page.setContentsMargins(14, 12, 14, 10)
        page.addWidget(named("title", QLabel(self.tr("Printers"))))
        page.addLayout(both, 1)
        self._connect()

    def _build_list(self) -> QWidget:
        word = self._text.word
        columns: list[Column[PrinterRow]] = [
            Column(self.tr("Printer"), lambda row: row.profile.name),
            Column(self.tr("Right"), lambda row: self._millimetres(row.profile.offset_x_mm)),
            Column(self.tr("Down"), lambda row: self._millimetres(row.profile.offset_y_mm)),
            Column(self.tr("Scale"), lambda row: f"{hundredths(row.profile.scale * 100)}%"),
            Column(self.tr("Two sides"), lambda row: word(row.profile.duplex)),
            Column(self.tr("Back"), self._back),
            Column(self.tr("Settings"), lambda row: row.state),
        ]
        self.rows = RowsModel(columns, self)
        self.list = plain_table(self.rows, stretch=0)
        self.list.setAccessibleName(self.tr("Printers"))
        return self.list

    def _millimetres(self, offset: float) -> str:
        return self.tr("{offset} mm").format(offset=("+" if offset >= 0.005 else "") + hundredths(offset))

    def _back(self, row: PrinterRow) -> str:
        said = [self.tr("first")] if row.profile.back_first else []
        said += [self.tr("turned")] if row.profile.flip_back else []
        return self.tr(", ").join(said) or "—"

    def _build_settings(self) -> QFrame:
        self.name = named("big", QLabel())
        self.numbers = {field: QLineEdit(maxLength=8) for field in (RIGHT, DOWN, SCALE)}
        self.wrong = {field: QLabel(wordWrap=True) for field in self.numbers}
        self.duplex = QComboBox()
        for one in Duplex:
            self.duplex.addItem(self._text.word(one), one)
        self.flip_back = QCheckBox(self.tr("&Turn the back by half a turn"))
        self.back_first = QCheckBox(self.tr("Print the back &first"))
        self.save_button = named("primary", QPushButton(self.tr("&Save the settings  Ctrl+Enter")))
        panel = named("panel", QFrame())
        form = QFormLayout(panel)
        form.setContentsMargins(16, 12, 16, 12)
        form.addRow(self.name)
        for field, words, unit in (
            (RIGHT, self.tr("Move to the &right"), self.tr("mm, − to the left")),
            (DOWN, self.tr("Move &down"), self.tr("mm, − up")),
            (SCALE, self.tr("S&cale"), self.tr("percent, 98 to 102")),
        ):
            form.addRow(self._label(words, self.numbers[field]), self._number_row(field, unit))
        form.addRow(self._label(self.tr("&Both sides"), self.duplex), self.duplex)
        form.addRow("", self.flip_back)
        form.addRow("", self.back_first)
        form.addRow(self.save_button)
        return panel

    def _number_row(self, field: str, unit: str) -> QHBoxLayout:
        row = QHBoxLayout()
        self.numbers[field].setFixedWidth(NUMBER_WIDTH)
        row.addWidget(self.numbers[field])
        row.addWidget(named("quiet", QLabel(unit)))
        self.wrong[field].setProperty("tone", "bad")
        row.addWidget(self.wrong[field], 1)
        return row

    def _label(self, words: str, field: QWidget) -> QLabel:
        label = QLabel(words)
        label.setBuddy(field)
        field.setAccessibleName(words.replace("&", ""))
        return label

    def _build_test_card(self) -> QFrame:
        self.sides = [CardView() for _ in range(2)]
        for side, words in zip(self.sides, (self.tr("Front of the test card"), self.tr("Back")), strict=True):
            side.setAccessibleName(words)
        self.way = named("quiet", QLabel(wordWrap=True))
        self.print_button = QPushButton(self.tr("&Print the test card"))
        self.file_button = QPushButton(self.tr("&Keep it as PDF…"))
        self.advice = QLabel(wordWrap=True)
        buttons = QHBoxLayout()
        for button in (self.print_button, self.file_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        panel = named("panel", QFrame())
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(named("big", QLabel(self.tr("Test card"))))
        for side in self.sides:
            inside.addWidget(side, 1)
        inside.addWidget(self.way)
        inside.addLayout(buttons)
        inside.addLayout(self._build_measures())
        inside.addWidget(self.advice)
        return panel

    def _build_measures(self) -> QHBoxLayout:
        self.measures = [QLineEdit(maxLength=8) for _ in range(3)]
        self.work_out_button = QPushButton(self.tr("&Work out"))
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Measured:")))
        for field, words, right in zip(
            self.measures,
            (self.tr("&left"), self.tr("&upper"), self.tr("rul&er")),
            ("2.0", "2.0", "50.0"),
            strict=True,
        ):
            field.setFixedWidth(MEASURE_WIDTH)
            field.setPlaceholderText(right)
            row.addWidget(self._label(words, field))
            row.addWidget(field)
        row.addWidget(named("quiet", QLabel(self.tr("mm"))))
        row.addStretch(1)
        row.addWidget(self.work_out_button)
        return row

    def _connect(self) -> None:
        self.list.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(self.rows.row_at(now)))
        for field in self.numbers.values():
            field.textEdited.connect(lambda _text: self._typed())
            field.returnPressed.connect(self.presenter.save)
        self.duplex.activated.connect(lambda _row: self._typed())
        for check in (self.flip_back, self.back_first):
            check.clicked.connect(lambda _checked: self._typed())
        self.save_button.clicked.connect(self.presenter.save)
        self.print_button.clicked.connect(self._print)
        self.file_button.clicked.connect(self._keep_file)
        for measure in self.measures:
            measure.returnPressed.connect(self._work_out)
        self.work_out_button.clicked.connect(self._work_out)

    def refresh(self) -> None:
        """Ask the system for its printers and the hall for their settings."""
        self.list.setFocus()
        self.presenter.refresh(self.system())

    def show_printers(self, rows: Sequence[PrinterRow], chosen: int) -> None:
        """Show the printers, one of them chosen."""
        self.rows.set_rows(rows)
        for part in (*self.numbers.values(), self.duplex, self.flip_back, self.back_first, *self.measures):
            part.setEnabled(bool(rows))
        self.work_out_button.setEnabled(bool(rows))
        if rows:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.list.selectionModel().setCurrentIndex(self.rows.index(chosen, 0), flag)

    def show_settings(self, name: str, settings: Settings) -> None:
        """Show the settings of a printer to be changed."""
        self.name.setText(name)
        for field, words in ((RIGHT, settings.right), (DOWN, settings.down), (SCALE, settings.scale)):
            self.numbers[field].setText(words)
        self.duplex.setCurrentIndex(self.duplex.findData(settings.duplex))
        self.flip_back.setChecked(settings.flip_back)
        self.back_first.setChecked(settings.back_first)

    def show_wrong(self, wrong: Mapping[str, str]) -> None:
        """Say beside each field what is wrong with it."""
        for field, label in self.wrong.items():
            label.setText(f"✕ {wrong[field]}" if field in wrong else "")
            self.numbers[field].setAccessibleDescription(wrong.get(field, ""))
            _restyle(self.numbers[field], "wrong", field in wrong)

    def show_ways(self, words: str, *, may_save: bool, may_print: bool) -> None:
        """Say how the test card is printed now, and allow what can be done."""
        self.way.setText(words)
        self.save_button.setEnabled(may_save)
        self.print_button.setEnabled(may_print)

    def show_test_card(self, pdf: bytes) -> None:
        """Show both sides of the test card."""
        for side, picture in zip(self.sides, pages(pdf, PREVIEW_DPI), strict=False):
            side.show_picture(_on_white_card(picture))

    def show_how(self, words: str) -> None:
        """Say how the printed card is measured; the cursor waits where it is entered."""
        self.show_advice(words, "")
        self.measures[0].setFocus()

    def show_advice(self, words: str, tone: str) -> None:
        """Say what came of the measures."""
        self.advice.setText(("✕ " if tone == "bad" else "") + words)
        _restyle(self.advice, "tone", tone)

    def clear_measures(self) -> None:
        """Make room for the measures of the next card."""
        for field in self.measures:
            field.clear()
        self.advice.clear()

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def do_primary(self) -> None:
        """Save what was changed, else print the test card."""
        if self.presenter.changed:
            self.presenter.save()
        elif self.print_button.isEnabled():
            self._print()

    def _choose(self, row: PrinterRow | None) -> None:
        if row is not None:
            self.presenter.choose(row)

    def _typed(self) -> None:
        self.presenter.type(
            Settings(
                self.numbers[RIGHT].text(),
                self.numbers[DOWN].text(),
                self.numbers[SCALE].text(),
                self.duplex.currentData(),
                self.flip_back.isChecked(),
                self.back_first.isChecked(),
            )
        )

    def _print(self) -> None:
        self.presenter.print(to_printer)

    def _keep_file(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Keep the test card"), "test-card.pdf", "PDF (*.pdf)")
        if path:
            self.presenter.keep_file(partial(to_file, path=path), path)

    def _work_out(self) -> None:
        left, top, ruler = (field.text() for field in self.measures)
        if self.presenter.work_out(left, top, ruler):
            self.save_button.setFocus()


def _on_white_card(picture: QImage) -> QImage:
    """Return a page, which has no ground of its own, on a white card with a thin edge."""
    card = QImage(picture.size(), QImage.Format.Format_RGB32)
    card.fill(Qt.GlobalColor.white)
    painter = QPainter(card)
    painter.drawImage(0, 0, picture)
    painter.setPen(QColor(CARD_EDGE))
    painter.drawRect(card.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return card


def _restyle(widget: QWidget, name: str, value: object) -> None:
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)

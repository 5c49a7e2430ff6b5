"""The card before it is printed: the very page that is archived and sent to the printer."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize, QSizeF, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resipermit.domain.actors import Actor
from resipermit.domain.errors import Refused
from resipermit.domain.printer_profile import Duplex, PrinterProfile
from resipermit.domain.printing import PrintKind
from resipermit.usecases.card_settings import CardDesign
from resipermit.usecases.desk import Desk
from ui.presenters.holder import Shown
from ui.presenters.printing import PrintPresenter
from ui.text import Text
from ui.widgets.card_view import CardView
from ui.widgets.named import named
from ui.widgets.objections import Objections
from ui.widgets.whose import Whose

PREVIEW_DPI, PRINTER_DPI = 170, 300
POINTS = 72
DUPLEX = {
    Duplex.BY_HAND: QPrinter.DuplexMode.DuplexNone,
    Duplex.LONG_EDGE: QPrinter.DuplexMode.DuplexLongSide,
    Duplex.SHORT_EDGE: QPrinter.DuplexMode.DuplexShortSide,
}


class PrintPage(QWidget):
    """Front and back, the printer, the kind of print, and what came of it."""

    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.presenter = PrintPresenter(self, desk, actor, run, text)
        self.whose = Whose(self.tr("Preview and print"))
        self.sides = [CardView() for _ in range(2)]
        self.panels: list[QFrame] = []
        cards = QHBoxLayout()
        for side, words in zip(self.sides, (self.tr("Front"), self.tr("Back")), strict=True):
            panel = named("panel", QFrame())
            self.panels.append(panel)
            inside = QVBoxLayout(panel)
            inside.addWidget(named("quiet", QLabel(words)))
            inside.addWidget(side, 1)
            side.setAccessibleName(words)
            cards.addWidget(panel, 1)
        self.kind = QComboBox()
        for kind in PrintKind:
            self.kind.addItem(text.word(kind), kind.value)
        self.kind.setAccessibleName(self.tr("Kind of print"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Reason (needed unless it is the first card)"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.printer = QComboBox()
        self.printer.setAccessibleName(self.tr("Printer"))
        for name in QPrinterInfo.availablePrinterNames():
            self.printer.addItem(name, name)
        self.printer.addItem(self.tr("Save as PDF…"), "")
        self.design = QComboBox()
        self.design.setAccessibleName(self.tr("Card design"))
        self.design.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.design.activated.connect(lambda _row: self.presenter.choose_design(self.design.currentData()))
        self.button = named("primary", QPushButton(self.tr("&Print  Ctrl+Enter")))
        self.objections = Objections()
        self.result = named("big", QLabel(wordWrap=True))
        row = QHBoxLayout()
        for part in (self.kind, self.design, self.printer):
            row.addWidget(part)
        row.addWidget(self.reason, 1)
        row.addWidget(self.button)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 12, 14, 10)
        page.addWidget(self.whose)
        page.addWidget(self.objections)
        page.addLayout(cards, 1)
        page.addWidget(named("quiet", QLabel(text.say("print.note"), wordWrap=True)))
        page.addLayout(row)
        page.addWidget(self.result)
        self.button.clicked.connect(self.print)

    def open(self, shown: Shown) -> None:
        """Show the card of somebody's permit; of the card before nothing stays on the screen."""
        if shown.permit is None:
            return
        self.whose.show_person(shown.frame, shown.photo)
        for side in self.sides:
            side.show_picture(QImage())
        self.objections.hide()
        self._show_sides(True)
        self.result.clear()
        self.reason.clear()
        self.kind.setCurrentIndex(max(0, self.kind.findData(shown.print_kind.value)))
        self.button.setEnabled(False)
        self.kind.setFocus()
        self.presenter.list_designs()
        self.presenter.preview(shown.permit)

    def show_designs(self, choices: Sequence[tuple[CardDesign, str]], chosen: CardDesign) -> None:
        """Show the designs that can be chosen; the hall's own is chosen."""
        self.design.clear()
        for design, words in choices:
            self.design.addItem(words, design)
        self.design.setCurrentIndex([design for design, _ in choices].index(chosen))

    def show_proof(self, pdf: bytes) -> None:
        """Show both pages of *pdf*."""
        for side, picture in zip(self.sides, pages(pdf, PREVIEW_DPI), strict=False):
            side.show_picture(picture)
        self.button.setEnabled(True)
        first = self.kind.currentData() == PrintKind.FIRST.value
        (self.button if first else self.reason).setFocus()

    def show_objections(self, head: str, lines: tuple[tuple[str, str], ...]) -> None:
        """Show what stands against the card; without a card to be seen it takes the room of both sides."""
        self._show_sides(not self.sides[0].picture.isNull())
        self.objections.tell(head, lines)

    def _show_sides(self, shown: bool) -> None:
        for panel in self.panels:
            panel.setVisible(shown)

    def show_busy(self, busy: bool) -> None:
        """Let nothing be printed twice while a print is under way."""
        self.button.setEnabled(not busy)

    def show_result(self, words: str, tone: str) -> None:
        """Say what came of the print."""
        self.result.setText(("✓ " if tone == "good" else "✕ ") + words)
        self.result.setProperty("tone", tone)
        self.result.style().unpolish(self.result)
        self.result.style().polish(self.result)

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def print(self) -> None:
        """Print to the chosen printer, or save the page."""
        if not self.button.isEnabled():
            return
        name = str(self.printer.currentData() or "")
        path = "" if name else self._ask_path()
        if not name and not path:
            return
        send: Callable[[bytes], None] = (
            (lambda pdf: to_printer(pdf, self.presenter.profile(name))) if name else (lambda pdf: to_file(pdf, path))
        )
        self.presenter.print(PrintKind(str(self.kind.currentData())), self.reason.text().strip() or None, send)

    def _ask_path(self) -> str:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the card"), "card.pdf", "PDF (*.pdf)")
        return path


def pages(pdf: bytes, dpi: int) -> list[QImage]:
    """Return the pages of *pdf* as pictures."""
    raw = QByteArray(pdf)
    buffer = QBuffer(raw)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = []
    for number in range(document.pageCount()):
        size = document.pagePointSize(number)
        found.append(
            document.render(number, QSize(round(size.width() * dpi / POINTS), round(size.height() * dpi / POINTS)))
        )
    document.close()
    return found


def to_file(pdf: bytes, path: str) -> None:
    """Write the page to *path*, whole or not at all; raises Refused("printer_failed")."""
    target = Path(path)
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_bytes(pdf)
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise Refused("printer_failed", printer=target.name) from None


def to_printer(pdf: bytes, profile: PrinterProfile) -> None:
    """Print both sides at their true size as the printer is set, never fitted to the paper.

    Raises:
        Refused: `printer_failed`, also when the printer is gone before the last side.
    """
    pictures = pages(pdf, PRINTER_DPI)
    printer = _printer(profile.name, pictures, "ID-1")
    printer.setDuplex(DUPLEX[profile.duplex])
    _paint(printer, lambda painter: paint_card(painter, pictures, profile, printer.newPage))


def print_paper(pdf: bytes, name: str) -> None:
    """Print the pages of a paper one after the other at their true size; raises Refused("printer_failed")."""
    pictures = pages(pdf, PRINTER_DPI)
    printer = _printer(name, pictures, "A4")
    _paint(printer, lambda painter: paint_paper(painter, pictures, name, printer.newPage))


def _printer(name: str, pictures: Sequence[QImage], paper: str) -> QPrinter:
    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINTER_DPI)
    printer.setFullPage(True)
    if pictures:
        scale = 25.4 / PRINTER_DPI
        millimetres = QSizeF(pictures[0].width() * scale, pictures[0].height() * scale)
        printer.setPageSize(QPageSize(millimetres, QPageSize.Unit.Millimeter, paper))
    return printer


def _paint(printer: QPrinter, paint: Callable[[QPainter], None]) -> None:
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused("printer_failed", printer=printer.printerName())
    paint(painter)
    if not painter.end() or printer.printerState() is QPrinter.PrinterState.Error:
        raise Refused("printer_failed", printer=printer.printerName())


def paint_paper(painter: QPainter, pictures: Sequence[QImage], name: str, new_page: Callable[[], bool]) -> None:
    """Paint the pages in their order; raises Refused when the printer is gone before the last."""
    for number, picture in enumerate(pictures):
        if number and not new_page():
            raise Refused("printer_failed", printer=name)
        painter.drawImage(0, 0, picture)


def paint_card(
    painter: QPainter, pictures: Sequence[QImage], profile: PrinterProfile, new_page: Callable[[], bool]
) -> None:
    """Paint the sides in the printer's order, moved, scaled and turned by its profile; raises Refused."""
    order = [side for side in profile.order() if side < len(pictures)]
    dot = PRINTER_DPI / 25.4
    for place, side in enumerate(order):
        if place and not new_page():
            raise Refused("printer_failed", printer=profile.name)
        picture = pictures[side]
        painter.save()
        painter.translate(round(profile.offset_x_mm * dot), round(profile.offset_y_mm * dot))
        if side and profile.flip_back:
            painter.translate(picture.width(), picture.height())
            painter.rotate(180)
        painter.scale(profile.scale, profile.scale)
        painter.drawImage(0, 0, picture)
        painter.restore()

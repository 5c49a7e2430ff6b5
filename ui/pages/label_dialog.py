"""The label of the yearly endorsement: where it is printed, and why when it is made once more."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QWidget

from resipermit.domain.printer_profile import PrinterProfile, profile_of
from ui.pages.act_dialogs import ActDialog
from ui.pages.print_page import to_file, to_printer
from ui.presenters.holder import Shown
from ui.text import Text


class LabelDialog(ActDialog):
    """Offers the label; ends by saying how it is to be sent."""

    sending = Signal(object)  # a function that takes the PDF

    def __init__(
        self,
        shown: Shown,
        text: Text,
        printers: Callable[[], tuple[PrinterProfile, ...]],
        parent: QWidget | None = None,
        *,
        again: bool,
    ) -> None:
        super().__init__(self.tr("Endorsement label"), shown.frame, shown.photo, parent)
        self._printers = printers
        self.body.addWidget(QLabel(text.say("label.again" if again else "label.offer"), wordWrap=True))
        self.printer = QComboBox()
        self.printer.setAccessibleName(self.tr("Printer"))
        for name in QPrinterInfo.availablePrinterNames():
            self.printer.addItem(name, name)
        self.printer.addItem(self.tr("Save as PDF…"), "")
        self.why = QLineEdit()
        self.why.setPlaceholderText(self.tr("Reason (needed when this label was made before)"))
        self.why.setAccessibleName(self.tr("Reason"))
        self.why.setVisible(again)
        self.body.addWidget(self.printer)
        self.body.addWidget(self.why)
        self.add_buttons(self.tr("&Make the label"))

    def reason(self) -> str:
        """Return the reason as typed."""
        return self.why.text().strip()

    def accept(self) -> None:
        """Say how the label is sent; a file that nobody names leaves the question open."""
        name = str(self.printer.currentData() or "")
        send = partial(self._print, name) if name else self._to_chosen_file()
        if send is not None:
            self.sending.emit(send)
            super().accept()

    def _print(self, name: str, pdf: bytes) -> None:
        to_printer(pdf, profile_of(name, self._printers()))

    def _to_chosen_file(self) -> Callable[[bytes], None] | None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the label"), "label.pdf", "PDF (*.pdf)")
        return partial(to_file, path=path) if path else None

"""A page about one person before it is made: where it is sent, to a printer or into a file."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QWidget

from ui.pages.act_dialogs import ActDialog
from ui.pages.print_page import print_paper, to_file
from ui.presenters.holder import Shown

translate = QCoreApplication.translate
Send = Callable[[bytes], None]


class SendDialog(ActDialog):
    """Offers a page under a title and a sentence; ends by saying how it is to be sent."""

    sending = Signal(object)  # a function that takes the PDF

    def __init__(self, title: str, words: str, file_name: str, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(title, shown.frame, shown.photo, parent)
        self._file_name = file_name
        self.body.addWidget(QLabel(words, wordWrap=True))
        self.printer = QComboBox()
        self.printer.setAccessibleName(self.tr("Printer"))
        for name in QPrinterInfo.availablePrinterNames():
            self.printer.addItem(name, name)
        self.printer.addItem(self.tr("Save as PDF…"), "")
        self.body.addWidget(self.printer)

    @classmethod
    def for_settlement(cls, words: str, shown: Shown, parent: QWidget | None = None) -> "SendDialog":
        """Return the question about the sheet of a settlement pre-check."""
        dialog = cls(translate("SendDialog", "Settlement pre-check"), words, "settlement.pdf", shown, parent)
        dialog.add_buttons(translate("SendDialog", "&Make the sheet"))
        return dialog

    def accept(self) -> None:
        """Say how the page is sent; a file that nobody names leaves the question open."""
        name = str(self.printer.currentData() or "")
        send = self.to_chosen_printer(name) if name else self._to_chosen_file()
        if send is not None:
            self.sending.emit(send)
            super().accept()

    def to_chosen_printer(self, name: str) -> Send:
        """Return what prints the pages."""
        return partial(print_paper, name=name)

    def _to_chosen_file(self) -> Send | None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save as PDF…"), self._file_name, "PDF (*.pdf)")
        return partial(to_file, path=path) if path else None

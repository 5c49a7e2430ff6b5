"""The label of the yearly endorsement: where it is printed, and why when it is made once more."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from resipermit.domain.printer_profile import PrinterProfile, profile_of
from ui.pages.print_page import to_printer
from ui.pages.send_dialog import Send, SendDialog
from ui.presenters.holder import Shown
from ui.text import Text


class LabelDialog(SendDialog):
    """Offers the label; a printer prints it as it is set for cards."""

    def __init__(
        self,
        shown: Shown,
        text: Text,
        printers: Callable[[], tuple[PrinterProfile, ...]],
        parent: QWidget | None = None,
        *,
        again: bool,
    ) -> None:
        words = text.say("label.again" if again else "label.offer")
        super().__init__(self.tr("Endorsement label"), words, "label.pdf", shown, parent)
        self._printers = printers
        self.why = QLineEdit()
        self.why.setPlaceholderText(self.tr("Reason (needed when this label was made before)"))
        self.why.setAccessibleName(self.tr("Reason"))
        self.why.setVisible(again)
        self.body.addWidget(self.why)
        self.add_buttons(self.tr("&Make the label"))

    def reason(self) -> str:
        """Return the reason as typed."""
        return self.why.text().strip()

    def to_chosen_printer(self, name: str) -> Send:
        """Return what prints the label."""
        return partial(to_printer, profile=profile_of(name, self._printers()))

"""A question with fields: a refusal is said in it, at the field concerned, and nothing typed is lost."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.pages.act_dialogs import ActDialog
from ui.presenters.holder import Shown
from ui.widgets.form_panel import FormPanel
from ui.widgets.message_strip import MessageStrip


class FormDialog(ActDialog):
    """Closes once what was typed is kept; until the answer is there it neither closes nor asks twice."""

    kept = Signal(str)  # what to say of it

    def __init__(self, title: str, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(title, shown.frame, shown.photo, parent)
        self.setModal(True)
        self.strip = MessageStrip()
        self._waits = False
        self._wrong: QWidget | None = None
        self._ok = QPushButton()

    def finish(self, confirm: str) -> None:
        """Add the line for refusals and the buttons below the fields."""
        self.body.addStretch(1)
        self.body.addWidget(self.strip)
        self._ok = self.add_buttons(confirm)

    def fit(self) -> None:
        """Take no more room than the fields that are shown need."""
        if self.isVisible():
            for panel in self.findChildren(FormPanel):
                panel.form.activate()
            self.body.activate()
            self.adjustSize()

    def fields(self) -> Mapping[str, QWidget]:
        """Return the fields by the names that refusals give them."""
        return {}

    def keep(self) -> None:
        """Ask for what was typed to be kept."""

    def wait(self) -> None:
        """Show that the answer is on its way."""
        self._mark(None)
        self.strip.clear()
        self._waits = True
        self._ok.setEnabled(False)

    def close_kept(self, words: str) -> None:
        """Close; *words* say what was kept."""
        self._waits = False
        self.kept.emit(words)
        super().accept()

    def refuse(self, field: str, words: str) -> None:
        """Say why nothing was kept and put the cursor into the field concerned."""
        self._waits = False
        self._ok.setEnabled(True)
        self.strip.say(words, "bad")
        self._mark(self.fields().get(field))

    def accept(self) -> None:
        """Keep first; what cannot be kept leaves the question open."""
        if not self._waits:
            self.keep()

    def reject(self) -> None:
        """Leave without keeping anything; what is on its way is waited for."""
        if not self._waits:
            super().reject()

    def _mark(self, field: QWidget | None) -> None:
        for widget, wrong in ((self._wrong, False), (field, True)):
            if widget is not None:
                widget.setProperty("wrong", wrong)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self._wrong = field
        if field is not None:
            field.setFocus()

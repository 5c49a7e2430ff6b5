"""The particulars of a person as they stand on an identity card, asked the same wherever somebody is put on record."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from resipermit.domain.places import Gazetteer
from ui.widgets.division_box import DivisionBox
from ui.widgets.form_panel import FormPanel
from ui.widgets.named import named

FIRST_ETHNIC = "01"
SIGNS = {"good": "✓ ", "bad": "✕ ", "warn": "◐ "}


class PersonFields(FormPanel):
    """Number, name, ethnic group, registered place and address; below the number what the number says."""

    def __init__(
        self, title: str, ethnic_groups: Mapping[str, str], gazetteer: Gazetteer, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._offered = ""
        self.number = named("citizen_number", QLineEdit(maxLength=30))
        self.reading = QLabel(wordWrap=True)
        self.name = named("name_field", QLineEdit())
        self.ethnic = named("ethnic_code", QComboBox())
        for code, name in ethnic_groups.items():
            self.ethnic.addItem(name, code)
        self.registered = named("registered_division", DivisionBox(gazetteer))
        self.registered_address = named("registered_address", QLineEdit())
        self.form.addRow(self.tr("Citizen &number"), self.number)
        self.form.addRow("", self.reading)
        self.form.addRow(self.tr("N&ame"), self.name)
        self.form.addRow(self.tr("&Ethnic group"), self.ethnic)
        self.form.addRow(self.tr("Registered &division"), self.registered)
        self.form.addRow(self.tr("Re&gistered address"), self.registered_address)

    @property
    def fields(self) -> Mapping[str, QWidget]:
        """The fields by the names that refusals give them."""
        return {
            "citizen_number": self.number,
            "name": self.name,
            "ethnic_code": self.ethnic,
            "registered_division": self.registered,
            "registered_address": self.registered_address,
        }

    def ethnic_code(self) -> str:
        """Return the code of the ethnic group chosen."""
        return str(self.ethnic.currentData() or FIRST_ETHNIC)

    def show_reading(self, words: str, tone: str) -> None:
        """Say what the number says."""
        self.reading.setText(SIGNS.get(tone, "") + words if words else "")
        self.reading.setProperty("tone", tone)
        self.reading.style().unpolish(self.reading)
        self.reading.style().polish(self.reading)

    def offer_division(self, code: str | None) -> None:
        """Offer the division that a number begins with, unless another one was chosen already."""
        if code and self.registered.code() in ("", self._offered):
            self._offered = code
            self.registered.choose(code)

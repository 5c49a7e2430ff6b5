"""A county chosen from the list, or found by a part of its code or name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from resipermit.domain.places import Gazetteer

CODE_LENGTH = 6


class DivisionBox(QComboBox):
    """Offers the counties under *prefix*; any other code can be typed, for whoever reads it to judge."""

    def __init__(self, gazetteer: Gazetteer, prefix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self._gazetteer = gazetteer
        for row in gazetteer.divisions_under(prefix):
            if row.level == "county":
                self.addItem(f"{row.code} {gazetteer.full_name(row.code)}", row.code)
        self.setCurrentIndex(-1)
        completer = QCompleter([self.itemText(index) for index in range(self.count())], self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.setMinimumContentsLength(18)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def code(self) -> str:
        """Return the code chosen or typed; what is no code as it was typed."""
        typed = self.currentText().strip()
        index = self.findText(typed)
        if index >= 0:
            return str(self.itemData(index))
        return typed[:CODE_LENGTH] if typed[:CODE_LENGTH].isdigit() else typed

    def choose(self, code: str) -> None:
        """Show *code* with its name; nothing for an empty one."""
        index = self.findData(code)
        if index >= 0:
            self.setCurrentIndex(index)
        else:
            self.setEditText(f"{code} {self._gazetteer.full_name(code)}" if code else "")

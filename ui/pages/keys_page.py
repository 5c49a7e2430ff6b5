"""The keys: everything can be done without a mouse."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from resipermit.words import say
from ui.actions import COMMANDS
from ui.text import Text
from ui.widgets.named import named


class KeysPage(QWidget):
    """A list of the keys that do something for whoever is signed in, from the same table as the keys themselves."""

    def __init__(self, text: Text, allowed: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        panel = named("panel", QFrame())
        grid = QGridLayout(panel)
        grid.setContentsMargins(28, 22, 28, 22)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(28)
        grid.addWidget(named("title", QLabel(self.tr("Keys"))), 0, 0, 1, 4)
        commands = [command for command in COMMANDS if allowed(command.name)]
        rows = -(-len(commands) // 2)
        for place, command in enumerate(commands):
            row, column = 1 + place % rows, 2 * (place // rows)
            grid.addWidget(named("big", QLabel(QKeySequence(command.key).toString())), row, column)
            grid.addWidget(QLabel(QCoreApplication.translate("Command", command.words)), row, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        words = named("quiet", QLabel(say("keys.words", text.language), wordWrap=True))
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 18, 24, 12)
        page.addWidget(panel)
        page.addWidget(words)
        page.addStretch(1)

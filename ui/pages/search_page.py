"""The hits of the one search field."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from resipermit.domain.actors import Actor
from resipermit.domain.identity import masked
from resipermit.usecases.desk import Desk
from ui.models.rows_model import Column, RowsModel
from ui.presenters.search import Hit, SearchPresenter
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.tables import plain_table


class SearchPage(QWidget):
    """A table of hits; when there is none, what can be done instead."""

    holder_wanted = Signal(int)
    registration_wanted = Signal(str)
    correction_wanted = Signal(str)
    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.presenter = SearchPresenter(self, desk, actor, run, text)
        self.summary = named("quiet", QLabel())
        self.model = RowsModel(
            [
                Column(self.tr("Name"), lambda hit: hit.name),
                Column(self.tr("Born"), lambda hit: hit.born),
                Column(self.tr("Registered at"), lambda hit: hit.registered),
                Column(self.tr("Lives at"), lambda hit: hit.address),
                Column(self.tr("Standing"), lambda hit: hit.standing),
                Column(self.tr("Permit"), lambda hit: hit.permit),
            ],
            self,
        )
        self.table = plain_table(self.model, stretch=3)
        self.table.setAccessibleName(self.tr("Holders found"))
        self.offer_panel = named("panel", QFrame())
        self._offer_words = named("big", QLabel(wordWrap=True))
        self._offers = QHBoxLayout()
        inside = QVBoxLayout(self.offer_panel)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.addWidget(self._offer_words)
        inside.addLayout(self._offers)
        self.welcome = named(
            "quiet", QLabel(self.tr("Type a name, a number, pinyin or initials, a telephone — or scan a card."))
        )
        self.welcome.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QVBoxLayout(self)
        page.addWidget(self.summary)
        page.addWidget(self.table, 1)
        page.addWidget(self.offer_panel)
        page.addWidget(self.welcome, 1)
        page.addStretch()
        self.table.activated.connect(lambda index: self._open(self.model.row_at(index)))
        self._show_only(self.welcome)

    def show_hits(self, hits: tuple[Hit, ...], summary: str) -> None:
        """Show *hits*, the first one chosen."""
        self.model.set_rows(hits)
        self.summary.setText(summary)
        self._show_only(self.table if hits else self.welcome)
        if hits:
            self.table.selectRow(0)

    def offer(self, words: str, corrections: tuple[str, ...], typed: str) -> None:
        """Offer registration with what was typed, or the numbers on record one digit away."""
        self._offer_words.setText(words)
        while (child := self._offers.takeAt(0)) is not None:
            if (widget := child.widget()) is not None:
                widget.deleteLater()
        for number in corrections:
            button = QPushButton(masked(number))
            button.clicked.connect(lambda _checked=False, number=number: self.correction_wanted.emit(number))
            self._offers.addWidget(button)
        register = QPushButton(self.tr("&Register with what was typed (F4)"))
        register.clicked.connect(lambda: self.registration_wanted.emit(typed))
        self._offers.addWidget(register)
        self._offers.addStretch(1)
        self._show_only(self.offer_panel)

    def open_holder(self, person_id: int) -> None:
        """Ask for a holder's page."""
        self.holder_wanted.emit(person_id)

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def focus_hits(self) -> None:
        """Put the cursor on the first hit."""
        if self.model.rowCount():
            self.table.setFocus()
            self.table.selectRow(0)

    def _open(self, hit: Hit | None) -> None:
        if hit is not None:
            self.open_holder(hit.person_id)

    def _show_only(self, wanted: QWidget) -> None:
        for part in (self.table, self.offer_panel, self.welcome):
            part.setVisible(part is wanted)

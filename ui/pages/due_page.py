"""Whose permit has to be endorsed soon, soonest first."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from resipermit.domain.actors import Actor
from resipermit.domain.holder import FoundHolder
from resipermit.usecases.desk import Desk
from ui.models.rows_model import Column, RowsModel
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.tables import plain_table

DAYS_AHEAD = 30


class DuePage(QWidget):
    """A list to work down by telephone."""

    holder_wanted = Signal(int)
    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._actor, self._run, self._text = desk, actor, run, text
        self.summary = named("title", QLabel(wordWrap=True))
        self.model = RowsModel(
            [
                Column(self.tr("Name"), lambda found: found.person.name),
                Column(self.tr("Telephone"), lambda found: masked_phone(found.person.phone)),
                Column(self.tr("Lives at"), lambda found: found.present_address or ""),
                Column(self.tr("Last day to endorse"), self._closes),
                Column(self.tr("Permit"), lambda found: found.held.permit.number if found.held else ""),
            ],
            self,
        )
        self.table = plain_table(self.model, stretch=2)
        self.table.setAccessibleName(self.tr("Due soon"))
        page = QVBoxLayout(self)
        page.addWidget(self.summary)
        page.addWidget(self.table, 1)
        self.table.activated.connect(self._open)

    def refresh(self) -> None:
        """Fetch the list anew."""
        self.table.setFocus()
        self._run(lambda: self._desk.due_soon(self._actor, DAYS_AHEAD), done=self._show, failed=self._failed)

    def _show(self, found: tuple[FoundHolder, ...]) -> None:
        self.model.set_rows(found)
        self.summary.setText(self._text.say("due.summary", count=len(found), days=DAYS_AHEAD))
        if found:
            self.table.selectRow(0)

    def _closes(self, found: FoundHolder) -> str:
        window = found.held.permit.state(self._desk.today()).window if found.held else None
        return self._text.day(window.closes_on) if window else ""

    def _open(self) -> None:
        found = self.model.row_at(self.table.currentIndex())
        if found is not None:
            self.holder_wanted.emit(found.person.id)

    def _failed(self, error: Exception) -> None:
        self.said.emit(self._text.error(error), "bad")


def masked_phone(phone: str | None) -> str:
    """Return a telephone number with its middle hidden."""
    return f"{phone[:3]}****{phone[-4:]}" if phone and len(phone) >= 8 else phone or ""

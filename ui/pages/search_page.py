"""The hits of the one search field."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from resipermit.domain.actors import Actor
from resipermit.domain.identity import masked
from resipermit.usecases.desk import Desk
from ui.camera import FrameSource, QtCamera
from ui.models.rows_model import Column, RowsModel
from ui.pages.camera_dialog import CameraDialog
from ui.picture_files import PictureTaker, ReadPicture, ask_for_picture
from ui.presenters.search import Hit, SearchPresenter
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.tables import plain_table


class SearchPage(QWidget):
    """A table of hits; when there is none, what can be done instead."""

    holder_wanted = Signal(int)
    registration_wanted = Signal(str)
    correction_wanted = Signal(str)
    look_up_begins = Signal()
    said = Signal(str, str)
    camera: Callable[[], FrameSource] = QtCamera

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._run, self._text = desk, run, text
        self.presenter = SearchPresenter(self, desk, actor, run, text)
        self.typed = ""  # what nobody was found by, to register with
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
        inside.setSpacing(14)
        inside.addWidget(self._offer_words)
        inside.addLayout(self._offers)
        self.welcome = self._build_welcome()
        page = QVBoxLayout(self)
        page.addLayout(self._build_scanning())
        page.addWidget(self.table, 1)
        page.addWidget(self.offer_panel)
        page.addWidget(self.welcome)
        page.addStretch()
        self.table.activated.connect(lambda index: self._open(self.model.row_at(index)))
        self._show_only(self.welcome)

    def _build_scanning(self) -> QHBoxLayout:
        """The ways to look a card up without a scanner: a picture of it, or the camera."""
        self.pictures = PictureTaker(self)
        self.pictures.watch(self)
        self.picture_button = QPushButton(self.tr("Look up by &picture…"))
        self.camera_button = QPushButton(self.tr("Look up by ca&mera…"))
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        row.addWidget(self.picture_button)
        row.addWidget(self.camera_button)
        self.pictures.given.connect(self._look_up)
        self.picture_button.clicked.connect(self._ask_picture)
        self.camera_button.clicked.connect(self.open_camera)
        return row

    def open_camera(self) -> None:
        """Look somebody up by a card held before the camera."""
        dialog = CameraDialog(self._desk, self._run, self._text, self.camera(), self)
        dialog.code_read.connect(self._look_up)
        dialog.picture_wanted.connect(self._ask_picture)
        dialog.begin()

    def _ask_picture(self) -> None:
        if (read := ask_for_picture(self, self.tr("Picture of a card"))) is not None:
            self._look_up(read)

    def _look_up(self, scanned: str | ReadPicture) -> None:
        self.look_up_begins.emit()
        self.presenter.look_up(scanned)

    def _build_welcome(self) -> QFrame:
        """Say what the one field takes; the examples are nobody's."""
        panel = named("panel", QFrame())
        grid = QGridLayout(panel)
        grid.setContentsMargins(28, 22, 28, 22)
        grid.setHorizontalSpacing(36)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        grid.addWidget(named("title", QLabel(self.tr("One field finds anything"))), 0, 0, 1, 2)
        ways = (
            (self.tr("Name"), self.tr("whole, its beginning, or any part of it")),
            (self.tr("Pinyin or initials"), self.tr("zhangsan, zs")),
            (self.tr("Citizen number"), self.tr("18 characters or the first few; a slip of the key is noticed")),
            (
                self.tr("Permit number or telephone"),
                self.tr("whole or the first few digits; an acceptance by its number, 文号12"),
            ),
            (
                self.tr("Card"),
                self.tr("scan its code, drop or paste a picture of it (Ctrl+V): it is verified, and the file opens"),
            ),
            (self.tr("Nobody found"), self.tr("what was typed goes into a new registration (F4)")),
        )
        for row, (what, how) in enumerate(ways, 1):
            grid.addWidget(named("big", QLabel(what)), row, 0)
            grid.addWidget(QLabel(how, wordWrap=True), row, 1)
        return panel

    def show_hits(self, hits: tuple[Hit, ...], summary: str) -> None:
        """Show *hits*, the first one chosen."""
        self.model.set_rows(hits)
        self.summary.setText(summary)
        self.typed = ""
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
        self.typed = typed
        if typed:
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

    def take_focus(self) -> None:
        """Put the cursor on the first hit, or on the first thing that is offered instead."""
        if self.table.isVisible():
            self.table.setFocus()
        elif (first := self._offers.itemAt(0)) is not None and (button := first.widget()) is not None:
            button.setFocus()

    def _open(self, hit: Hit | None) -> None:
        if hit is not None:
            self.open_holder(hit.person_id)

    def _show_only(self, wanted: QWidget) -> None:
        for part in (self.table, self.offer_panel, self.welcome):
            part.setVisible(part is wanted)

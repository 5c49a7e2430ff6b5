"""The office's signing keys and the key ceremony; for whoever keeps the keys."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resipermit.domain.actors import Actor
from resipermit.usecases.desk import Desk
from ui.models.rows_model import Column, RowsModel
from ui.presenters.signing_keys import KeyRow, SigningKeysPresenter
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.tables import plain_table

STEPS, PANEL_WIDTH = 5, 420


class SigningKeysPage(QWidget):
    """The keys with their days, the root's fingerprint, and the steps of the ceremony beside their buttons."""

    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._today = desk.today
        self.presenter = SigningKeysPresenter(self, desk, actor, run, text)
        columns: list[Column[KeyRow]] = [
            Column(self.tr("Key"), lambda row: row.kid),
            Column(self.tr("From"), lambda row: row.since),
            Column(self.tr("Retired"), lambda row: row.retired),
            Column(self.tr("Compromised"), lambda row: row.compromised),
            Column(self.tr("State"), lambda row: row.state),
        ]
        self.model = RowsModel(columns, self)
        self.table = plain_table(self.model, stretch=0)
        self.table.setAccessibleName(self.tr("Signing keys"))
        self.root = QLabel(wordWrap=True)
        self.root.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state = named("quiet", QLabel(wordWrap=True))
        left = QVBoxLayout()
        for part in (named("title", QLabel(self.tr("Signing keys"))), self.root, self.state):
            left.addWidget(part)
        left.addWidget(self.table, 1)
        page = QHBoxLayout(self)
        page.addLayout(left, 1)
        beside = QScrollArea(widgetResizable=True)
        beside.setFixedWidth(PANEL_WIDTH)
        beside.setWidget(self._build_panel(text))
        page.addWidget(beside)

    def _build_panel(self, text: Text) -> QFrame:
        panel = named("panel", QFrame())
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.addWidget(named("title", QLabel(self.tr("Key ceremony"))))
        for step in range(1, STEPS + 1):
            inside.addWidget(QLabel(f"{step}. {text.say(f'ceremony.{step}')}", wordWrap=True))
        self.buttons: dict[str, QPushButton] = {}
        for name, words, act in (
            ("make", self.tr("&Make a key on this desk"), self.presenter.make),
            ("root", self.tr("Make the &root key…"), self.make_root),
            ("sign", self.tr("&Sign the key list…"), self.sign_list),
            ("sheet", self.tr("&Fingerprint sheet…"), self.write_sheet),
            ("status", self.tr("Status &list file…"), self.write_status_list),
            ("status_paper", self.tr("Status list on &paper…"), self.write_status_paper),
            ("retire", self.tr("Re&tire the chosen key…"), self.retire),
            ("compromise", self.tr("Report the chosen key &compromised…"), self.compromise),
        ):
            button = QPushButton(words)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self.buttons[name] = button
            inside.addWidget(button)
        inside.addStretch(1)
        return panel

    def refresh(self) -> None:
        """Fetch the keys anew."""
        self.table.setFocus()
        self.presenter.refresh()

    def show_keys(self, rows: tuple[KeyRow, ...], root: str, state: str) -> None:
        """Show the keys; the newest is chosen."""
        self.model.set_rows(rows)
        self.root.setText(root)
        self.state.setText(state)
        self.table.setCurrentIndex(self.model.index(len(rows) - 1, 0))

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def retire(self) -> None:
        """Ask for the beginning of the key's name, so that no key is retired by a slip, and retire it."""
        row: KeyRow | None = self.model.row_at(self.table.currentIndex())
        if row is None:
            return
        typed = self._ask(
            self.tr("Retire the key"), self.tr("Type the first four characters of %1").replace("%1", row.kid)
        )
        if typed.strip().lower() == row.kid[:4]:
            self.presenter.retire(row.kid)

    def compromise(self) -> None:
        """Ask since when and why, and report the key."""
        row: KeyRow | None = self.model.row_at(self.table.currentIndex())
        if row is None:
            return
        title = self.tr("Report the key compromised")
        day = self._ask(title, self.tr("First day on which somebody else may have had it"), self._today().isoformat())
        reason = self._ask(title, self.tr("What happened")) if day else ""
        if reason:
            self.presenter.compromise(row.kid, day, reason)

    def make_root(self) -> None:
        """Ask where the root key's file goes and for its passphrase, twice."""
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Root key on a stick"), "root.key")
        passphrase = self._ask_passphrase() if path else ""
        again = self._ask_passphrase() if passphrase else ""
        if again:
            self.presenter.make_root(Path(path), passphrase, again)

    def sign_list(self) -> None:
        """Ask for the root key's file, its passphrase, and where the list goes."""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Root key on a stick"))
        passphrase = self._ask_passphrase() if path else ""
        out = QFileDialog.getSaveFileName(self, self.tr("Signed key list"), "keys.cwt")[0] if passphrase else ""
        if out:
            self.presenter.sign_list(Path(path), passphrase, Path(out))

    def write_sheet(self) -> None:
        """Ask where the sheet goes."""
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Fingerprint sheet"), "keys.pdf", "PDF (*.pdf)")
        if path:
            self.presenter.write_sheet(Path(path))

    def write_status_list(self) -> None:
        """Ask where the signed list goes."""
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Status list"), "status.cwt", "CWT (*.cwt)")
        if path:
            self.presenter.write_status_list(Path(path), on_paper=False)

    def write_status_paper(self) -> None:
        """Ask where the page with the one code goes."""
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Status list"), "status.pdf", "PDF (*.pdf)")
        if path:
            self.presenter.write_status_list(Path(path), on_paper=True)

    def _ask(self, title: str, question: str, offered: str = "") -> str:
        typed, agreed = QInputDialog.getText(self, title, question, QLineEdit.EchoMode.Normal, offered)
        return typed if agreed else ""

    def _ask_passphrase(self) -> str:
        question = self.tr("Passphrase of the root key")
        typed, agreed = QInputDialog.getText(self, self.tr("Root key"), question, QLineEdit.EchoMode.Password)
        return typed if agreed else ""

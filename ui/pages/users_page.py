"""Who may sign in, and with which roles; for the administrator."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resipermit.domain.actors import Actor, Role
from resipermit.usecases.desk import Desk
from resipermit.usecases.ports import User
from ui.models.rows_model import Column, RowsModel
from ui.text import Text
from ui.widgets.named import named
from ui.widgets.tables import plain_table


class UsersPage(QWidget):
    """A list of users and a form for one more."""

    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._actor, self._run, self._text = desk, actor, run, text
        self.model = RowsModel(
            [
                Column(self.tr("Sign-in name"), lambda user: user.name),
                Column(self.tr("Name"), lambda user: user.display_name),
                Column(self.tr("Roles"), lambda user: "、".join(text.word(role) for role in sorted(user.roles))),
            ],
            self,
        )
        self.table = plain_table(self.model, stretch=2)
        self.table.setAccessibleName(self.tr("Users"))
        panel = named("panel", QFrame())
        panel.setFixedWidth(380)
        self.name, self.display_name = QLineEdit(), QLineEdit()
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.roles = {role: QCheckBox(text.word(role)) for role in Role}
        self.button = named("primary", QPushButton(self.tr("&Add the user  Ctrl+Enter")))
        form = QFormLayout(panel)
        form.setContentsMargins(20, 16, 20, 16)
        form.addRow(named("title", QLabel(self.tr("A new user"))))
        form.addRow(self.tr("&Sign-in name"), self.name)
        form.addRow(self.tr("&Name"), self.display_name)
        form.addRow(self.tr("&Password"), self.password)
        for check in self.roles.values():
            form.addRow("", check)
        form.addRow(self.button)
        page = QHBoxLayout(self)
        page.addWidget(self.table, 1)
        side = QVBoxLayout()
        side.addWidget(panel)
        side.addStretch(1)
        page.addLayout(side)
        self.button.clicked.connect(self.add)

    def refresh(self) -> None:
        """Fetch the users anew."""
        self.name.setFocus()
        self._run(lambda: self._desk.users(self._actor), done=self.model.set_rows, failed=self._failed)

    def add(self) -> None:
        """Add the user as typed."""
        name, display_name, password = self.name.text().strip(), self.display_name.text().strip(), self.password.text()
        roles = frozenset(role for role, check in self.roles.items() if check.isChecked())
        self._run(
            lambda: self._desk.add_user(self._actor, name, display_name, roles, password),
            done=self._added,
            failed=self._failed,
        )

    def _added(self, user: User) -> None:
        self.said.emit(self._text.say("done.add_user", user=user.name), "good")
        for field in (self.name, self.display_name, self.password):
            field.clear()
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self.said.emit(self._text.error(error), "bad")

"""Sign-in: who is at the desk."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from resipermit.domain.actors import Actor
from resipermit.usecases.desk import Desk
from ui.text import Text
from ui.widgets.named import named


class SignInPage(QWidget):
    """Name and password; says nothing of which of the two was wrong."""

    signed_in = Signal(object)

    def __init__(
        self, desk: Desk, run: Callable[..., None], text: Text, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._run, self._text = desk, run, text
        panel = named("panel", QFrame())
        panel.setFixedWidth(400)
        title = named("name", QLabel(self.tr("Residence permits")))
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        quiet = named("quiet", QLabel(self.tr("Service hall desk")))
        quiet.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.user = named("user", QLineEdit())
        self.password = named("password", QLineEdit(echoMode=QLineEdit.EchoMode.Password))
        self.message = QLabel(wordWrap=True)
        self.message.setProperty("tone", "bad")
        self.button = named("primary", QPushButton(self.tr("&Sign in"), default=True))
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.user)
        form.addRow(self.tr("&Password"), self.password)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(14)
        for part in (title, quiet):
            inside.addWidget(part)
        inside.addLayout(form)
        inside.addWidget(self.button)
        inside.addWidget(self.message)
        if hint:
            inside.addWidget(named("quiet", QLabel(hint, wordWrap=True)))
        outside = QVBoxLayout(self)
        outside.addWidget(panel, alignment=Qt.AlignmentFlag.AlignCenter)
        self.button.clicked.connect(self._ask)
        self.password.returnPressed.connect(self._ask)
        self.user.returnPressed.connect(self.password.setFocus)
        self.user.setFocus()

    def _ask(self) -> None:
        user, password = self.user.text(), self.password.text()
        self.button.setEnabled(False)
        self._run(lambda: self._desk.sign_in(user, password), done=self._done, failed=self._failed)

    def _done(self, actor: Actor) -> None:
        self.button.setEnabled(True)
        self.password.clear()
        self.message.clear()
        self.signed_in.emit(actor)

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.message.setText(f"✕ {self._text.error(error)}")
        self.password.selectAll()
        self.password.setFocus()

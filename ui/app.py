"""The window program: fonts, words, sign-in, the desk, and a lock that keeps what was typed."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from resipermit.domain.actors import Actor
from resipermit.resources import resources
from resipermit.usecases.desk import Desk
from ui.main_window import SIZE, MainWindow
from ui.pages.sign_in_page import SignInPage
from ui.tasks import Tasks
from ui.text import Text
from ui.theme import dress, load_fonts

IDLE_MINUTES = 10
ACTIVITY = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Desktop(QStackedWidget):
    """The sign-in page over the window; locking hides the window and keeps it as it was."""

    def __init__(self, desk: Desk, run: Callable[..., None], text: Text, hint: str = "") -> None:
        super().__init__()
        self._desk, self._run, self._text = desk, run, text
        self.setObjectName("page")
        self.setWindowTitle(self.tr("Residence permits"))
        self.resize(*SIZE)
        self.sign_in = SignInPage(desk, run, text, hint)
        self.addWidget(self.sign_in)
        self.window_of: dict[str, MainWindow] = {}
        self._idle = QTimer(self, interval=IDLE_MINUTES * 60_000, singleShot=True)
        self._idle.timeout.connect(self.lock)
        self.sign_in.signed_in.connect(self.enter)

    def enter(self, actor: Actor) -> None:
        """Show the window of *actor*; whoever comes back finds the form as it was left."""
        if actor.user not in self.window_of:
            for user, other in list(self.window_of.items()):
                self.removeWidget(other)
                other.deleteLater()
                del self.window_of[user]
            window = MainWindow(self._desk, actor, self._run, self._text)
            window.lock_wanted.connect(self.lock)
            self.window_of[actor.user] = window
            self.addWidget(window)
        self.setCurrentWidget(self.window_of[actor.user])
        self._idle.start()

    def lock(self) -> None:
        """Ask for the password again."""
        self._idle.stop()
        self.setCurrentWidget(self.sign_in)
        self.sign_in.password.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in ACTIVITY and self.currentWidget() is not self.sign_in:
            self._idle.start()
        return super().eventFilter(watched, event)


def install_words(app: QApplication, language: str) -> list[QTranslator]:
    """Load the program's and Qt's own words; English needs none."""
    loaded = []
    if language == "zh_CN":
        places = (
            ("resipermit_zh_CN", str(resources() / "i18n")),
            ("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        )
        for name, folder in places:
            translator = QTranslator(app)
            if translator.load(name, folder):
                app.installTranslator(translator)
                loaded.append(translator)
    return loaded


def prepare(language: str) -> QApplication:
    """Return the application with its fonts, words and style."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("resipermit")
    load_fonts()
    install_words(app, language)
    dress(app)
    return app


def run(desk: Desk, *, language: str = "zh_CN", hint: str | None = None) -> int:
    """Show the window until it is closed; return the exit status."""
    app = prepare(language)
    tasks = Tasks()
    app.aboutToQuit.connect(tasks.wait)
    desktop: QWidget = Desktop(desk, tasks.run, Text(language, desk.words), hint or "")
    app.installEventFilter(desktop)
    desktop.show()
    return app.exec()

"""The window program: fonts, words, sign-in, the desk, and a lock that keeps what was typed."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QStackedWidget
from shiboken6 import isValid

from resipermit.domain.actors import Actor
from resipermit.resources import resources
from resipermit.usecases.desk import Desk
from ui.main_window import SIZE, MainWindow
from ui.pages.act_dialogs import ActDialog
from ui.pages.camera_dialog import CameraDialog
from ui.pages.sign_in_page import SignInPage
from ui.qt_messages import qt_messages_heard
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
        self._put_away: tuple[ActDialog, ...] = ()
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
        for dialog in self._put_away:
            if isValid(dialog):
                dialog.open()
                dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._put_away = ()

    def lock(self) -> None:
        """Ask for the password again; a question that is open goes from the screen and comes back as it was."""
        self._idle.stop()
        if self.currentWidget() is not self.sign_in:
            for camera in self.findChildren(CameraDialog):
                camera.reject()  # it must not go on looking while nobody is at the desk
            self._put_away = tuple(one for one in self.findChildren(ActDialog) if one.isVisible())
            for dialog in self._put_away:
                dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
                dialog.hide()
        self.setCurrentWidget(self.sign_in)
        self.activateWindow()
        self.sign_in.password.setFocus()

    def apologise(self, kind: type[BaseException], error: BaseException, _trace: object) -> None:
        """Log a defect that came up on the window's own thread, say so plainly, and go on."""
        window = self.currentWidget()
        if isinstance(error, Exception) and isinstance(window, MainWindow):
            window.strip.say(self._text.error(error), "bad")
        else:
            sys.__excepthook__(kind, error, None)

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


def run(
    desk: Desk, *, log_defect: Callable[[BaseException], str], language: str = "zh_CN", hint: str | None = None
) -> int:
    """Show the window until it is closed; return the exit status. *log_defect* returns the name of the log."""
    with qt_messages_heard():
        app = prepare(language)
        tasks = Tasks()
        app.aboutToQuit.connect(tasks.wait)
        desktop = Desktop(desk, tasks.run, Text(language, desk.words, log_defect), hint or "")
        sys.excepthook = desktop.apologise
        app.installEventFilter(desktop)
        desktop.show()
        return app.exec()

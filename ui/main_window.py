"""The window: one search field, the pages on the left, one page at a time, one line for what happened."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from resipermit.domain.actors import Actor, Right
from resipermit.usecases.desk import Desk
from ui.actions import BY_NAME, COMMANDS
from ui.pages.batch_page import BatchPage
from ui.pages.designer_page import DesignerPage
from ui.pages.due_page import DuePage
from ui.pages.holder_page import HolderPage
from ui.pages.keys_page import KeysPage
from ui.pages.print_page import PrintPage
from ui.pages.printers_page import PrintersPage
from ui.pages.queue_page import QueuePage
from ui.pages.register_page import RegisterPage
from ui.pages.rules_page import RulesPage
from ui.pages.search_page import SearchPage
from ui.pages.signing_keys_page import SigningKeysPage
from ui.pages.stock_page import StockPage
from ui.pages.users_page import UsersPage
from ui.pages.verify_page import VerifyPage
from ui.presenters.holder import Shown
from ui.tasks import while_there
from ui.text import Text
from ui.theme import DARK, LIGHT, dress, palette_in_use
from ui.widgets.message_strip import MessageStrip
from ui.widgets.named import named
from ui.widgets.scanned_fields import SearchField

PAUSE_MS = 800
RAIL = (
    "designer",
    "search",
    "register",
    "queue",
    "due",
    "verify",
    "users",
    "stock",
    "batch",
    "signing_keys",
    "rules",
    "printers",
    "help",
)
RAIL_WIDTH = 176
SIZE = (1366, 720)


class MainWindow(QMainWindow):
    """What a signed-in person works with."""

    lock_wanted = Signal()

    def __init__(self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        super().__init__()
        self._desk, self._actor, self._text = desk, actor, text
        self._run = while_there(self, run)
        self.setWindowTitle(self.tr("Residence permits"))
        self.resize(*SIZE)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._build_pages()
        self._build()
        self._connect()
        self._add_actions()
        self.go(self._first_page())

    def _build_pages(self) -> None:
        desk, actor, run, text = self._desk, self._actor, self._run, self._text
        self.search_page = SearchPage(desk, actor, run, text)
        self.holder_page = HolderPage(desk, actor, run, text)
        self.register_page = RegisterPage(desk, actor, run, text)
        self.queue_page = QueuePage(desk, actor, run, text)
        self.due_page = DuePage(desk, actor, run, text)
        self.verify_page = VerifyPage(desk, run, text)
        self.print_page = PrintPage(desk, actor, run, text)
        self.batch_page = BatchPage(desk, actor, run, text)
        self.stock_page = StockPage(desk, actor, run, text)
        self.users_page = UsersPage(desk, actor, run, text)
        self.signing_keys_page = SigningKeysPage(desk, actor, run, text)
        self.designer_page = DesignerPage(desk, actor, run, text)
        self.rules_page = RulesPage(desk, actor, run, text)
        self.printers_page = PrintersPage(desk, actor, run, text)
        self.keys_page = KeysPage(text, self._allowed)
        self._pages: dict[str, QWidget] = {
            "search": self.search_page,
            "holder": self.holder_page,
            "register": self.register_page,
            "queue": self.queue_page,
            "due": self.due_page,
            "verify": self.verify_page,
            "print": self.print_page,
            "batch": self.batch_page,
            "stock": self.stock_page,
            "users": self.users_page,
            "signing_keys": self.signing_keys_page,
            "designer": self.designer_page,
            "rules": self.rules_page,
            "printers": self.printers_page,
            "help": self.keys_page,
        }

    def _build(self) -> None:
        self.search = named("search", SearchField())
        self.search.setPlaceholderText(
            self.tr("Search: number, name, pinyin, initials, telephone, or scan a card (F3)")
        )
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setEnabled(self._allowed("search"))
        bar = named("bar", QFrame())
        top = QHBoxLayout(bar)
        top.setContentsMargins(16, 8, 16, 8)
        top.setSpacing(16)
        top.addWidget(named("title", QLabel(self.tr("Residence permits"))))
        top.addWidget(self.search, 1)
        top.addWidget(QLabel(f"{self._text.day(self._desk.today())}　{self._actor.display_name}"))
        self.stack = QStackedWidget()
        for page in self._pages.values():
            self.stack.addWidget(page)
        self.strip = MessageStrip()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._build_rail())
        content = QVBoxLayout()
        content.setContentsMargins(6, 4, 6, 6)
        content.addWidget(self.stack, 1)
        content.addWidget(self.strip)
        middle.addLayout(content, 1)
        body = named("page", QWidget())
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addLayout(middle, 1)
        self.setCentralWidget(body)

    def _build_rail(self) -> QFrame:
        rail = named("rail", QFrame())
        rail.setFixedWidth(RAIL_WIDTH)
        inside = QVBoxLayout(rail)
        inside.setContentsMargins(8, 10, 8, 10)
        inside.setSpacing(3)
        self._rail = QButtonGroup(self)
        self._rail_buttons: dict[str, QPushButton] = {}
        for name in RAIL:
            command = BY_NAME[name]
            words = QCoreApplication.translate("Command", command.words)
            button = named("rail", QPushButton(f"{command.key}　{words}"))
            button.setCheckable(True)
            if not self._allowed(name):
                button.hide()  # never show(): without a parent yet, it would be a window of its own for a moment
            button.clicked.connect(lambda _checked=False, name=name: self.go(name))
            self._rail.addButton(button)
            self._rail_buttons[name] = button
            inside.addWidget(button)
        inside.addStretch(1)
        return rail

    def _allowed(self, name: str) -> bool:
        rights = {
            "register": Right.REGISTER,
            "due": Right.FIND,
            "batch": Right.PRINT,
            "stock": Right.PRINT,
            "printers": Right.PRINT,
            "users": Right.ADMINISTER,
            "signing_keys": Right.KEEP_KEYS,
            "designer": Right.ADMINISTER,
            "search": Right.FIND,
            "read_card": Right.REGISTER,
            "print": Right.PRINT,
            "reveal": Right.FIND,
            "add_relative": Right.REGISTER,
            "add_evidence": Right.REGISTER,
            "what_if": Right.FIND,
        }
        if name == "queue":
            return self._actor.may(Right.REVIEW) or self._actor.may(Right.ISSUE)
        return name not in rights or self._actor.may(rights[name])

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _typed: self._pause.start())
        self.search.returnPressed.connect(self._settle)
        self.search.scanned.connect(self._scan)
        self.search_page.pictures.watch(self.search)
        self.search_page.look_up_begins.connect(self._leave_for_search)
        self._pause.timeout.connect(lambda: self._find(settled=False))
        self.search_page.holder_wanted.connect(self.open_holder)
        self.search_page.registration_wanted.connect(self._register_with)
        self.search_page.correction_wanted.connect(self._search_for)
        self.register_page.holder_wanted.connect(self.open_holder)
        self.queue_page.holder_wanted.connect(self.open_holder)
        self.due_page.holder_wanted.connect(self.open_holder)
        self.holder_page.print_wanted.connect(self._open_print)
        self.holder_page.register_wanted.connect(self._register_again)
        self.holder_page.queue_wanted.connect(lambda: self.go("queue"))
        for page in self._pages.values():
            if hasattr(page, "said"):
                page.said.connect(self.strip.say)

    def _add_actions(self) -> None:
        jobs: dict[str, Callable[[], object]] = {
            **{name: partial(self.go, name) for name in RAIL},
            "register": self._register,
            "search": self._focus_search,
            "read_card": self._read_card,
            "primary": self._primary,
            "print": partial(self._of_holder, self.holder_page.ask_print),
            "what_if": partial(self._of_holder, self.holder_page.ask_what_if),
            "add_relative": partial(self._of_holder, self.holder_page.ask_relative),
            "add_evidence": partial(self._of_holder, self.holder_page.ask_evidence),
            "reveal": partial(self._of_holder, self.holder_page.presenter.reveal),
            "theme": self.switch_theme,
            "lock": self.lock_wanted.emit,
            "back": self._back,
        }
        for command in COMMANDS:
            action = QAction(QCoreApplication.translate("Command", command.words), self)
            action.setObjectName(command.name)
            # Enter by the letters and Enter by the digits are two keys to Qt, and one to a clerk
            action.setShortcuts([QKeySequence(key) for key in {command.key, command.key.replace("Enter", "Return")}])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _checked=False, job=jobs[command.name]: job())
            self.addAction(action)

    def go(self, name: str) -> None:
        """Show the page *name*, if the role allows it."""
        if not self._allowed(name):
            return
        self.strip.clear()
        self._leave_search()
        self.stack.setCurrentWidget(self._pages[name])
        if name in self._rail_buttons:
            self._rail_buttons[name].setChecked(True)
        if name in ("queue", "due", "batch", "stock", "users", "signing_keys", "designer", "rules", "printers"):
            self._pages[name].refresh()  # type: ignore[attr-defined]
        if name == "search":
            self._focus_search()
        elif name == "verify":
            self.verify_page.code.setFocus()
        elif name == "register":
            self.register_page.start()

    def _first_page(self) -> str:
        """Return the page that whoever is signed in begins with."""
        return next(name for name in ("search", "users", "help") if self._allowed(name))

    def open_holder(self, person_id: int) -> None:
        """Open somebody's page."""
        self._leave_search()
        self.search.clear()
        self.stack.setCurrentWidget(self.holder_page)
        self.holder_page.presenter.open(person_id)

    def switch_theme(self) -> None:
        """Change between light and dark."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, LIGHT if palette_in_use() is DARK else DARK)
        if self.holder_page.presenter.shown is not None:
            self.holder_page.show_file(self.holder_page.presenter.shown)
        self.rules_page.show_rule(self.rules_page.shown)

    def _leave_search(self) -> None:
        """Let no search that is still under way bring its page back."""
        self._pause.stop()
        self.search_page.presenter.forget()

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _settle(self) -> None:
        if self.search.composing:
            return
        self._pause.stop()
        self._find(settled=True)

    def _scan(self, scanned: str) -> None:
        self._leave_for_search()
        self.search_page.presenter.look_up(scanned)

    def _leave_for_search(self) -> None:
        """Show the page of hits; what was half typed is asked for no more."""
        self._pause.stop()
        self.strip.clear()
        self.stack.setCurrentWidget(self.search_page)
        self._rail_buttons["search"].setChecked(True)

    def _find(self, *, settled: bool) -> None:
        self._leave_for_search()
        self.search_page.presenter.search(self.search.text(), settled=settled)

    def _search_for(self, text: str) -> None:
        self.search.setText(text)
        self._find(settled=True)

    def _register(self) -> None:
        offered = self.stack.currentWidget() is self.search_page and self.search_page.typed
        self._register_with(offered or "")

    def _register_with(self, typed: str) -> None:
        self.go("register")
        if typed and self._allowed("register"):
            self.register_page.start(typed)

    def _register_again(self, number: str) -> None:
        """Register somebody on record; the form shows the number in full, so that is noted like any other reveal."""
        self.holder_page.presenter.reveal()
        self._register_with(number)

    def _open_print(self, shown: Shown) -> None:
        self.strip.clear()
        self.stack.setCurrentWidget(self.print_page)
        self.print_page.open(shown)

    def _read_card(self) -> None:
        if self.stack.currentWidget() is not self.register_page:
            self.go("register")
        if self._allowed("register"):
            self.register_page.read_card()

    def _of_holder(self, job: Callable[[], object]) -> None:
        """Do what is about one person only while that person's file is the page on the screen."""
        if self.stack.currentWidget() is self.holder_page:
            job()

    def _primary(self) -> None:
        page = self.stack.currentWidget()
        if page is self.holder_page:
            self.holder_page.do_primary()
        elif page is self.register_page:
            self.register_page.keep()
        elif page is self.queue_page:
            self.queue_page.do_primary()
        elif page is self.verify_page:
            self.verify_page.verify()
        elif page is self.print_page:
            self.print_page.print()
        elif page is self.batch_page:
            self.batch_page.do_primary()
        elif page is self.stock_page:
            self.stock_page.do_primary()
        elif page is self.users_page:
            self.users_page.add()
        elif page is self.rules_page:
            self.rules_page.do_primary()
        elif page is self.printers_page:
            self.printers_page.do_primary()
        elif page is self.designer_page:
            self.designer_page.presenter.save()

    def _back(self) -> None:
        page = self.stack.currentWidget()
        if page is self.print_page:
            self.stack.setCurrentWidget(self.holder_page)
            self.holder_page.presenter.reload()
        elif page is not self._pages[self._first_page()]:
            self.go(self._first_page())

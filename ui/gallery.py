"""Pictures of every page, taken without a display: for the docs, and to look at what was built."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from resipermit.domain.actors import Actor
from resipermit.domain.permit import Standing
from resipermit.domain.search_terms import TermKind
from resipermit.usecases.desk import Desk
from ui.app import prepare
from ui.main_window import MainWindow
from ui.pages.sign_in_page import SignInPage
from ui.tasks import run_now
from ui.text import Text
from ui.theme import DARK, LIGHT, dress

WIDTH, HEIGHT = 1366, 768


class _Camera:
    """Takes numbered pictures of widgets."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.taken: list[Path] = []
        out.mkdir(parents=True, exist_ok=True)

    def take(self, widget: QWidget, name: str) -> None:
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        widget.resize(WIDTH, HEIGHT)
        widget.show()
        for _ in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        path = self.out / f"{len(self.taken) + 1:02d}-{name}.png"
        widget.grab().save(str(path))
        self.taken.append(path)


def make_gallery(desk: Desk, actors: Mapping[str, Actor], out: Path, language: str = "zh_CN") -> list[Path]:
    """Save a picture of each page into *out* and return the paths; *actors* by the name of the role."""
    app = prepare(language)
    dress(app, LIGHT)
    text = Text(language, desk.words)
    camera = _Camera(out)
    clerk = actors["clerk"]
    sign_in = SignInPage(desk, run_now, text)
    camera.take(sign_in, "sign-in")
    sign_in.close()
    window = MainWindow(desk, clerk, run_now, text)
    camera.take(window, "start")
    _search(window, camera, "欧阳")
    _holders(window, camera, desk, clerk)
    window.go("register")
    window.register_page.start()
    window.register_page.read_card()
    camera.take(window, "register")
    window.go("due")
    camera.take(window, "due-soon")
    window.go("verify")
    camera.take(window, "verify")
    window.go("help")
    camera.take(window, "keys")
    window.close()
    for role, page in (("reviewer", "queue"), ("administrator", "users")):
        if role in actors:
            other = MainWindow(desk, actors[role], run_now, text)
            other.go(page)
            camera.take(other, page)
            other.close()
    dress(app, DARK)
    dark = MainWindow(desk, clerk, run_now, text)
    person = _somebody(desk, clerk, lambda state: state is Standing.IN_USE)
    if person is not None:
        dark.open_holder(person)
    camera.take(dark, "dark")
    dark.close()
    dress(app, LIGHT)
    return camera.taken


def _search(window: MainWindow, camera: _Camera, typed: str) -> None:
    window.search.setText(typed)
    window._find(settled=False)
    camera.take(window, "search")
    window.search.setText("430102199001019970")
    window._find(settled=False)
    camera.take(window, "search-wrong-digit")


def _holders(window: MainWindow, camera: _Camera, desk: Desk, clerk: Actor) -> None:
    for name, wanted in (
        ("holder-in-use", lambda state: state is Standing.IN_USE),
        ("holder-suspended", lambda state: state is Standing.SUSPENDED),
    ):
        person = _somebody(desk, clerk, wanted)
        if person is None:
            continue
        window.open_holder(person)
        camera.take(window, name)
        if name == "holder-in-use":
            window.holder_page.tabs.setCurrentIndex(1)
            camera.take(window, "family")
            window.holder_page.tabs.setCurrentIndex(2)
            camera.take(window, "evidence")
            window.holder_page.tabs.setCurrentIndex(3)
            camera.take(window, "ledger")
            window.holder_page.tabs.setCurrentIndex(0)
            window.holder_page.ask_print()
            camera.take(window, "print-preview")
        else:
            window.holder_page.do_primary()
            for dialog in window.findChildren(QDialog):
                dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
                dialog.show()
                QApplication.processEvents()
                path = camera.out / f"{len(camera.taken) + 1:02d}-late-endorsement.png"
                dialog.grab().save(str(path))
                camera.taken.append(path)
                dialog.reject()


def _somebody(desk: Desk, clerk: Actor, wanted: Callable[[Standing], bool]) -> int | None:
    """Return a holder with children whose permit stands as wanted; else any such holder."""
    today = desk.today()
    fallback = None
    for surname in ("王", "李", "张", "刘", "陈", "欧阳", "杨", "黄", "周", "吴"):
        result = desk.find_holder(clerk, surname, settled=False)
        if result.kind is not TermKind.NAME:
            continue
        for found in result.hits:
            if found.held is None or not wanted(found.held.permit.state(today).standing):
                continue
            person_id = found.person.id
            assert person_id is not None
            fallback = fallback or person_id
            file = desk.open_holder(clerk, person_id)
            if any(tie.relation == "child" for tie in file.ties) and file.photo:
                return person_id
    return fallback

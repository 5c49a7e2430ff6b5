"""Pictures of every page, taken without a display: for the docs, and to look at what was built.

`PICTURES` is the table of them: whoever adds a page adds a row here and a line in docs/gallery/README.md.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from resipermit.domain.actors import Actor
from resipermit.domain.holder import FoundHolder, Registration
from resipermit.domain.identity import check_character
from resipermit.domain.permit import Standing
from resipermit.domain.printer_profile import PrinterProfile
from resipermit.domain.rule_packs import Pack, waiting
from resipermit.domain.search_terms import TermKind
from resipermit.usecases.desk import CardProof, Desk
from ui.app import Desktop, prepare
from ui.main_window import MainWindow
from ui.pages.evidence_dialog import EvidenceDialog
from ui.pages.holder_page import SETTLEMENT
from ui.pages.print_page import pages
from ui.pages.printers_page import PrintersPage
from ui.pages.relative_dialog import RelativeDialog
from ui.pages.what_if_dialog import WhatIfDialog
from ui.presenters.evidence_form import ENDED
from ui.presenters.printers import RIGHT, SCALE
from ui.qt_messages import qt_messages_heard
from ui.tasks import run_now
from ui.text import Text
from ui.theme import DARK, LIGHT, dress
from ui.widgets.card_view import CardView

WIDTH, HEIGHT = 1366, 768
CAMERA_DPI = 200
LABEL_DPI = 300
COLOURS = 128  # a page has few; a third of the bytes of full colour
SURNAMES = ("王", "李", "张", "刘", "陈", "欧阳", "杨", "黄", "周", "吴")
DEMO_SURNAME = "欧阳"  # of the family whose whole way the demo shows
PRINTERS = ("制证室证卡打印机", "窗口3号证卡打印机")
RARE_STREET = "湖南省长沙市雨花区演示街道演示社区居民委员会𲎯𲎯路1999号演示花园第十八栋第三单元二十九楼2902室，" * 2
CHANGED_RULE = b"""\
values:
  issue.promised_days_city:
    values:
      - {since: 2027-01-01, value: 2, cite: "CS16 R"}
"""
CLERK, REVIEWER, ADMINISTRATOR = "clerk", "reviewer", "administrator"


class Scene:
    """A window on the demo hall, and what a picture needs to set it up."""

    def __init__(self, desk: Desk, window: MainWindow, actors: Mapping[str, Actor], text: Text) -> None:
        self.desk, self.window, self.actors, self.text = desk, window, actors, text
        self.clerk = actors[CLERK]

    def search(self, typed: str) -> None:
        """Type into the one field and press Enter."""
        self.window.search.setText(typed)
        self.window.search.returnPressed.emit()

    def open(self, standing: Standing) -> None:
        """Open a holder whose permit stands so; one with children if there is one."""
        person_id = _somebody(self.desk, self.clerk, standing)
        if person_id is not None:
            self.window.open_holder(person_id)

    def dialog(self) -> QWidget:
        """Return the question that is open, else the window."""
        return next((one for one in self.window.findChildren(QDialog) if one.isVisible()), self.window)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, what is done for it and whose window it shows; *pose* returns what is taken."""

    name: str
    pose: Callable[[Scene], QWidget | None]
    role: str = CLERK
    dark: bool = False


def _sign_in(scene: Scene) -> QWidget:
    return Desktop(scene.desk, run_now, scene.text)


def _start(scene: Scene) -> None:
    scene.search("")


def _search(scene: Scene) -> None:
    scene.search("wang")


def _wrong_digit(scene: Scene) -> None:
    hits = scene.desk.find_holder(scene.clerk, DEMO_SURNAME, settled=False).hits
    number = hits[0].person.citizen_number if hits else "520102198402299970"
    scene.search(number[:-1] + ("1" if number[-1] != "1" else "2"))


def _nobody(scene: Scene) -> None:
    scene.search("慕容演示")


def _in_use(scene: Scene) -> None:
    scene.open(Standing.IN_USE)


def _suspended(scene: Scene) -> None:
    scene.open(Standing.SUSPENDED)


def _tab(index: int) -> Callable[[Scene], None]:
    def pose(scene: Scene) -> None:
        hits = scene.desk.find_holder(scene.clerk, DEMO_SURNAME, settled=False).hits
        demo = next((found.person.id for found in hits if found.held is not None), None)
        if demo is not None:
            scene.window.open_holder(demo)
        scene.window.holder_page.tabs.setCurrentIndex(index)

    return pose


def _add_relative(scene: Scene) -> QWidget:
    """A child's number has been typed; the rest of the particulars waits."""
    _tab(0)(scene)
    scene.window.holder_page.ask_relative()
    dialog = scene.dialog()
    if isinstance(dialog, RelativeDialog):
        first17 = f"520102{scene.desk.today().year - 8}0308998"
        dialog.person.number.setText(first17 + check_character(first17))
        dialog.person.name.setText("欧阳小演")
    return dialog


def _add_evidence(scene: Scene) -> QWidget:
    """A school record of the elder child, with its last day."""
    _tab(2)(scene)
    scene.window.holder_page.ask_evidence()
    dialog = scene.dialog()
    if isinstance(dialog, EvidenceDialog):
        dialog.whose.setCurrentIndex(min(2, dialog.whose.count() - 1))
        dialog.kind.setCurrentIndex(dialog.kind.findData("schooling"))
        dialog.ending.setCurrentIndex(dialog.ending.findData(ENDED))
        dialog.since.setText(f"{scene.desk.today().year - 5}0901")
    return dialog


def _late_endorsement(scene: Scene) -> QWidget:
    scene.open(Standing.SUSPENDED)
    scene.window.holder_page.do_primary()
    return scene.dialog()


def _what_if(scene: Scene) -> QWidget:
    scene.open(Standing.SUSPENDED)
    scene.window.holder_page.ask_what_if()
    dialog = scene.dialog()
    if isinstance(dialog, WhatIfDialog):
        dialog.endorse.click()
    return dialog


def _print_preview(scene: Scene) -> None:
    scene.open(Standing.IN_USE)
    scene.window.holder_page.ask_print()


def _register(scene: Scene) -> None:
    scene.window.go("register")
    scene.window.register_page.read_card()


def _demo_card(scene: Scene) -> CardProof | None:
    hits = scene.desk.find_holder(scene.clerk, DEMO_SURNAME, settled=False).hits
    held = next((found.held for found in hits if found.held is not None), None)
    return None if held is None else scene.desk.preview_card(scene.clerk, held.permit.number)


def _verified(scene: Scene) -> None:
    scene.window.go("verify")
    if (proof := _demo_card(scene)) is not None:
        scene.window.verify_page.code.setPlainText(proof.qr_text)
        scene.window.verify_page.verify()


def _foreign_code(scene: Scene) -> None:
    scene.window.search.scanned.emit("HTTPS://EXAMPLE.ORG/MENU/12")


def _camera(scene: Scene) -> QWidget:
    """The front of a card before the camera: there is no code on it, so it goes on looking."""
    proof = _demo_card(scene)
    scene.window.search_page.camera = lambda: _StillCamera([] if proof is None else pages(proof.pdf, CAMERA_DPI)[:1])
    scene.window.search_page.open_camera()
    return scene.dialog()


class _StillCamera:
    """A camera that sees the same things once and then nothing more."""

    def __init__(self, frames: Sequence[QImage]) -> None:
        self._frames = frames

    def start(self, on_frame: Callable[[QImage], None], on_trouble: Callable[[str], None]) -> None:
        for frame in self._frames:
            on_frame(frame)
        if not self._frames:
            on_trouble("camera.none")

    def stop(self) -> None:
        self._frames = ()


def _label(scene: Scene) -> QWidget:
    scene.open(Standing.IN_USE)
    page = scene.window.holder_page
    if page.presenter.shown is not None:
        page.offer_label(page.presenter.shown)
    return scene.dialog()


def _printed_label(scene: Scene) -> QWidget:
    """The label itself, five times its size."""
    view = CardView()
    scene.open(Standing.IN_USE)
    shown = scene.window.holder_page.presenter.shown
    if shown is not None and shown.permit is not None:
        label = scene.desk.card_room.make_label(scene.clerk, shown.permit, "样张")
        view.show_picture(pages(label.pdf, LABEL_DPI)[0])
    return view


def _settlement(scene: Scene) -> None:
    scene.open(Standing.IN_USE)
    _settle()  # only then does the list know its height, and where a row comes into sight
    tree = scene.window.holder_page.tree
    everywhere = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    for line in tree.findItems(scene.text.rule(SETTLEMENT), everywhere):
        tree.setCurrentItem(line)


def _preflight_refusals(scene: Scene) -> None:
    found = _in_a_rare_street(scene.desk, scene.clerk)
    if found is not None and found.person.id is not None:
        scene.window.open_holder(found.person.id)
        scene.window.holder_page.ask_print()


def _stock(scene: Scene) -> None:
    if found := _in_a_rare_street(scene.desk, scene.clerk):
        assert found.held is not None
        scene.desk.card_room.check_card(scene.clerk, found.held.permit.number)
    room = scene.desk.card_room
    if room.balance_blanks(scene.clerk)[-1].closing == 0:
        room.receive_blanks(scene.clerk, "HN0001001", "HN0001200")
        room.spoil_blank(scene.clerk, "HN0001017", "卡面有划痕")
    scene.window.go("stock")


def _printers(scene: Scene) -> None:
    """A test card was printed, and its measures are being entered."""
    page = _open_printers(scene)
    page.presenter.print(lambda _pdf, _profile: None)
    for field, measured in zip(page.measures, ("1.8", "2.1", "49.9"), strict=True):
        field.setText(measured)


def _printers_refused(scene: Scene) -> None:
    """An offset that no profile can mend and a scale in words, said at their fields."""
    page = _open_printers(scene)
    for field, typed in ((RIGHT, "6"), (SCALE, "一百")):
        page.numbers[field].setText(typed)
        page.numbers[field].textEdited.emit(typed)


def _open_printers(scene: Scene) -> PrintersPage:
    """Two printers are there, one is set and one never was."""
    page = scene.window.printers_page
    page.system = lambda: PRINTERS
    scene.desk.card_room.set_printer(scene.clerk, PrinterProfile(PRINTERS[0], 0.4, -0.2, 1.005, flip_back=True))
    scene.window.go("printers")
    return page


def _designer(scene: Scene) -> None:
    scene.window.go("designer")
    scene.window.designer_page.presenter.choose_box("front.name")


def _designer_refused(scene: Scene) -> None:
    _designer(scene)
    scene.window.designer_page.presenter.choose_design("wulingyuan")
    scene.window.designer_page.presenter.choose_box("front.photo")
    scene.window.designer_page.presenter.change(right=-3.0)


def _page(name: str) -> Callable[[Scene], None]:
    return lambda scene: scene.window.go(name)


def _rules(scene: Scene) -> None:
    scene.window.go("rules")
    scene.window.rules_page.search.setText("half_year")


def _rules_waiting(scene: Scene) -> None:
    room = scene.desk.rule_room
    if not waiting(room.packs(scene.clerk)):
        pack = room.pack_of(None)
        room.propose(scene.actors[ADMINISTRATOR], Pack.of((*pack.layers, ("43/4301/430100/90-demo", CHANGED_RULE))))
    scene.window.go("rules")
    scene.window.rules_page.tabs.setCurrentIndex(1)


PICTURES = (
    Picture("sign-in", _sign_in),
    Picture("start", _start),
    Picture("search", _search),
    Picture("search-wrong-digit", _wrong_digit),
    Picture("search-nobody", _nobody),
    Picture("search-foreign-code", _foreign_code),
    Picture("camera", _camera),
    Picture("holder-in-use", _in_use),
    Picture("holder-suspended", _suspended),
    Picture("holder-family", _tab(0)),
    Picture("holder-add-relative", _add_relative),
    Picture("holder-evidence", _tab(2)),
    Picture("holder-add-evidence", _add_evidence),
    Picture("holder-ledger", _tab(3)),
    Picture("late-endorsement", _late_endorsement),
    Picture("label", _label),
    Picture("label-printed", _printed_label),
    Picture("settlement", _settlement),
    Picture("what-if", _what_if),
    Picture("print-preview", _print_preview),
    Picture("batch", _page("batch")),
    Picture("preflight-refusals", _preflight_refusals),
    Picture("register", _register),
    Picture("queue", _page("queue"), REVIEWER),
    Picture("due-soon", _page("due")),
    Picture("verify", _verified),
    Picture("stock", _stock),
    Picture("printers", _printers),
    Picture("printers-refused", _printers_refused),
    Picture("users", _page("users"), ADMINISTRATOR),
    Picture("signing-keys", _page("signing_keys"), ADMINISTRATOR),
    Picture("rules", _rules),
    Picture("rules-waiting", _rules_waiting, REVIEWER),
    Picture("designer", _designer, ADMINISTRATOR),
    Picture("designer-refused", _designer_refused, ADMINISTRATOR),
    Picture("keys", _page("help")),
    Picture("holder-dark", _suspended, dark=True),
    Picture("verify-dark", _verified, dark=True),
)


def make_gallery(desk: Desk, actors: Mapping[str, Actor], out: Path, language: str = "zh_CN") -> list[Path]:
    """Save a picture of each page into *out* and return the paths; *actors* by the name of the role."""
    out.mkdir(parents=True, exist_ok=True)
    with qt_messages_heard():
        app = prepare(language)
        text = Text(language, desk.words)
        return [
            _take(picture, desk, actors, text, app, out / f"{picture.name}.png")
            for picture in PICTURES
            if picture.role in actors
        ]


def _take(picture: Picture, desk: Desk, actors: Mapping[str, Actor], text: Text, app: QApplication, path: Path) -> Path:
    dress(app, DARK if picture.dark else LIGHT)
    with _window(desk, actors[picture.role], text) as window:
        subject = picture.pose(Scene(desk, window, actors, text)) or window
        if not isinstance(subject, QDialog):
            _show(subject)
        _settle()
        path.write_bytes(_small_png(subject))
        if subject is not window:
            subject.close()
    dress(app, LIGHT)
    return path


@contextmanager
def _window(desk: Desk, actor: Actor, text: Text) -> Iterator[MainWindow]:
    window = MainWindow(desk, actor, run_now, text)
    _show(window)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        _settle()


def _show(widget: QWidget) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(WIDTH, HEIGHT)
    widget.show()


def _settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _small_png(widget: QWidget) -> bytes:
    """Return what *widget* looks like as a PNG of few colours."""
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    with Image.open(BytesIO(raw.data())) as full:
        few = full.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small = BytesIO()
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


def _somebody(desk: Desk, clerk: Actor, standing: Standing) -> int | None:
    """Return a holder with children whose permit stands so; else any such holder."""
    fallback = None
    for surname in SURNAMES:
        result = desk.find_holder(clerk, surname, settled=False)
        if result.kind is not TermKind.NAME:
            continue
        for found in result.hits:
            if found.held is None or found.held.permit.state(desk.today()).standing is not standing:
                continue
            person_id = found.person.id
            assert person_id is not None
            fallback = fallback or person_id
            file = desk.open_holder(clerk, person_id)
            if any(tie.relation == "child" for tie in file.ties) and file.photo:
                return person_id
    return fallback


def _in_a_rare_street(desk: Desk, clerk: Actor) -> FoundHolder | None:
    """Return a holder who lives where no font can write it, in an address too long for the card; moved there once."""
    used = _somebody(desk, clerk, Standing.IN_USE)
    hits = (found for surname in SURNAMES for found in desk.find_holder(clerk, surname, settled=False).hits)
    there = [
        found
        for found in hits
        if found.held is not None
        and found.person.id != used
        and not found.person.name.startswith(DEMO_SURNAME)  # whose card is shown elsewhere
        and found.held.permit.state(desk.today()).standing is Standing.IN_USE
    ]
    for found in there:
        if found.present_address == RARE_STREET:
            return found
    for found in there[-1:]:
        assert found.person.id is not None
        assert found.held is not None
        present = desk.open_holder(clerk, found.person.id).present
        if present is not None:
            residence = replace(present.residence, since=desk.today(), registered_on=desk.today())
            desk.change_address(clerk, found.held.permit.number, Registration(None, residence, RARE_STREET))
            return found
    return None

"""The designer of the hall's cards: boxes are moved by keys, by buttons or by dragging; nothing can be taken off."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resipermit.domain.actors import Actor
from resipermit.domain.card_design import DesignBox, DesignPicture, Specimen
from resipermit.usecases.desk import Desk
from ui.presenters.designing import BoxRow, DesignerPresenter
from ui.text import Text
from ui.widgets.design_view import DesignView
from ui.widgets.named import named
from ui.widgets.objections import Objections

STEP, FINE, COARSE = 0.5, 0.1, 5.0
WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
PANEL_WIDTH = 400


class BoxList(QListWidget):
    """The boxes; with Alt, the arrow keys move the one that is chosen, with Alt and Shift they change its size."""

    moved = Signal(float, float)
    resized = Signal(float, float)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way, held = WAYS.get(Qt.Key(event.key())), event.modifiers()
        if way is None or not held & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        step = FINE if held & Qt.KeyboardModifier.ControlModifier else STEP
        told = self.resized if held & Qt.KeyboardModifier.ShiftModifier else self.moved
        told.emit(way[0] * step, way[1] * step)


class DesignerPage(QWidget):
    """Both sides as printed with an invented record, the boxes beside them, and what stands against a change."""

    said = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, run: Callable[..., None], text: Text, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.presenter = DesignerPresenter(self, desk, actor, run, text)
        self.views = (DesignView(), DesignView())
        sides = QVBoxLayout()
        sides.addWidget(named("title", QLabel(self.tr("Card design"))))
        for view in self.views:
            view.chosen.connect(self.presenter.choose_box)
            view.moved.connect(lambda right, down: self.presenter.change(right=right, down=down))
            sides.addWidget(view, 1)
        page = QHBoxLayout(self)
        page.addLayout(sides, 1)
        page.addWidget(self._build_panel())
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.presenter.undo),
            (QKeySequence("Ctrl+Y"), self.presenter.redo),
        ):
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _build_panel(self) -> QFrame:
        panel = named("panel", QFrame())
        panel.setFixedWidth(PANEL_WIDTH)
        inside = QVBoxLayout(panel)
        self.design = QComboBox()
        self.design.setAccessibleName(self.tr("Design"))
        self.design.activated.connect(lambda _row: self.presenter.choose_design(self.design.currentData()))
        self.long = QCheckBox(self.tr("Show the &longest texts"))
        self.long.toggled.connect(lambda on: self.presenter.choose_specimen(Specimen.LONG if on else Specimen.USUAL))
        self.kept = named("quiet", QLabel(wordWrap=True))
        self.boxes = BoxList()
        self.boxes.setAccessibleName(self.tr("Boxes"))
        self.boxes.currentItemChanged.connect(self._choose)
        self.boxes.moved.connect(lambda right, down: self.presenter.change(right=right, down=down))
        self.boxes.resized.connect(lambda wider, taller: self.presenter.change(wider=wider, taller=taller))
        self.objections = Objections()
        hint = self.tr("Alt and arrows move by 0.5 mm, with Ctrl by 0.1; Alt, Shift and arrows change the size.")
        for part in (self.design, self.long, self.kept, named("quiet", QLabel(hint, wordWrap=True))):
            inside.addWidget(part)
        inside.addWidget(self.boxes, 1)
        inside.addWidget(self.objections)
        inside.addLayout(self._build_buttons())
        return panel

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.undo = QPushButton(self.tr("&Undo"))
        self.undo.clicked.connect(self.presenter.undo)
        self.shipped = QPushButton(self.tr("As &shipped"))
        self.shipped.clicked.connect(self.presenter.as_shipped)
        self.save = named("primary", QPushButton(self.tr("&Keep") + "　Ctrl+Enter"))
        self.save.clicked.connect(self.presenter.save)
        for button in (self.undo, self.shipped, self.save):
            row.addWidget(button)
        return row

    def refresh(self) -> None:
        """Show the designs."""
        self.boxes.setFocus()
        self.presenter.refresh()

    def show_designs(self, names: Sequence[tuple[str, str]]) -> None:
        """Show which designs there are."""
        self.design.clear()
        for name, title in names:
            self.design.addItem(title, name)

    def show_design(self, name: str) -> None:
        """Show which design is on the board."""
        self.design.setCurrentIndex(self.design.findData(name))

    def show_boxes(self, rows: Sequence[BoxRow], boxes: Sequence[DesignBox], chosen: str) -> None:
        """Show the boxes in the list and on the sides."""
        self.boxes.blockSignals(True)
        self.boxes.clear()
        for row in rows:
            item = QListWidgetItem(f"✕ {row.title}" if row.objected else row.title)
            item.setData(Qt.ItemDataRole.UserRole, row.key)
            self.boxes.addItem(item)
            if row.key == chosen:
                self.boxes.setCurrentItem(item)
        self.boxes.blockSignals(False)
        objected = frozenset(row.key for row in rows if row.objected)
        for index, view in enumerate(self.views):
            view.show_boxes([box for box in boxes if box.side == index], chosen, objected)

    def show_pictures(self, pictures: Sequence[DesignPicture], sides: Sequence[tuple[float, float]]) -> None:
        """Show both sides as they would be printed."""
        for view, picture, size in zip(self.views, pictures, sides, strict=False):
            width, height = picture.width, picture.height
            image = QImage(picture.rgb, width, height, 3 * width, QImage.Format.Format_RGB888)
            view.show_picture(image.copy(), size)  # the bytes belong to the picture, which goes

    def show_state(self, kept: str, lines: Sequence[tuple[str, str]], *, may_save: bool) -> None:
        """Show what is kept and what stands against the changes."""
        self.kept.setText(kept)
        self.objections.setVisible(bool(lines))
        if lines:
            self.objections.tell(self.tr("This cannot be kept:"), tuple(lines))
        self.save.setEnabled(may_save)

    def say(self, words: str, kind: str) -> None:
        """Say something at the foot of the window."""
        self.said.emit(words, kind)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.presenter.choose_box(item.data(Qt.ItemDataRole.UserRole))

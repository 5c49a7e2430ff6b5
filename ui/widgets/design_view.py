"""One side of a design with its boxes on it: a box is chosen by a click and moved by dragging."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resipermit.domain.card_design import DesignBox

BOX, CHOSEN, OBJECTED = QColor(30, 100, 190, 110), QColor(20, 90, 200), QColor(190, 30, 30)


class DesignView(QWidget):
    """Shows a side as large as the room allows; lengths are told in millimetres."""

    chosen = Signal(str)
    moved = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._picture, self._size_mm = QImage(), (85.6, 53.98)
        self._boxes: Sequence[DesignBox] = ()
        self._chosen, self._objected = "", frozenset[str]()
        self._from: QPointF | None = None
        self._to = QPointF()

    def sizeHint(self) -> QSize:
        return QSize(480, 303)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 152)

    def show_picture(self, picture: QImage, size_mm: tuple[float, float]) -> None:
        """Show a side whose size is *size_mm*."""
        self._picture, self._size_mm = picture, size_mm
        self.update()

    def show_boxes(self, boxes: Sequence[DesignBox], chosen: str, objected: frozenset[str]) -> None:
        """Show the boxes of this side."""
        self._boxes, self._chosen, self._objected = boxes, chosen, objected
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        here = [box for box in self._boxes if self._place(box).contains(event.position())]
        if not here:
            return
        keys = [box.key for box in here]
        smallest = min(here, key=lambda box: box.width_mm * box.height_mm).key
        self._from = self._to = event.position()
        if self._chosen not in keys:
            self.chosen.emit(smallest)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._to = event.position()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        way = event.position() - self._from
        self._from = None
        right, down = (round(part / self._scale(), 1) for part in (way.x(), way.y()))
        if right or down:
            self.moved.emit(right, down)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._room(), self._picture)
        for box in self._boxes:
            place = self._place(box)
            colour = CHOSEN if box.key == self._chosen else BOX
            if box.key in self._objected:
                colour = OBJECTED
            if box.key == self._chosen and self._from is not None:
                place.translate(self._to - self._from)
            painter.setPen(QPen(colour, 2.5 if box.key == self._chosen else 1, Qt.PenStyle.SolidLine))
            painter.drawRect(place)

    def _scale(self) -> float:
        """Pixels of the widget a millimetre."""
        return min(self.width() / self._size_mm[0], self.height() / self._size_mm[1])

    def _room(self) -> QRectF:
        width, height = (side * self._scale() for side in self._size_mm)
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _place(self, box: DesignBox) -> QRectF:
        room, scale = self._room(), self._scale()
        return QRectF(
            room.x() + box.x_mm * scale, room.y() + box.y_mm * scale, box.width_mm * scale, box.height_mm * scale
        )

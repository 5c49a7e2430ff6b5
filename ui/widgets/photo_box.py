"""A portrait in its frame; where there is none, a drawn outline."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import palette_in_use

RATIO = 441 / 358  # GA 461-2004


class PhotoBox(QFrame):
    """Shows a JPEG at a fixed width."""

    def __init__(self, width: int = 110, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(width, round(width * RATIO))
        self._picture = QPixmap()

    def show_photo(self, jpeg: bytes | None) -> None:
        """Show *jpeg*, or the outline for None."""
        self._picture = QPixmap()
        if jpeg:
            self._picture.loadFromData(jpeg)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        colours = palette_in_use()
        frame = self.rect().adjusted(0, 0, -1, -1)
        painter.fillRect(frame, QColor(colours.soft))
        if not self._picture.isNull():
            painter.drawPixmap(frame, self._picture)
        else:
            painter.setPen(QPen(QColor(colours.quiet), 2))
            width, height = self.width(), self.height()
            painter.drawEllipse(QRectF(width * 0.34, height * 0.2, width * 0.32, width * 0.36))
            painter.drawArc(QRectF(width * 0.18, height * 0.62, width * 0.64, height * 0.7), 0, 180 * 16)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)

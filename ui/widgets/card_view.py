"""One side of a card, as large as the room allows and never cropped; it asks for little, so that the window fits."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

LEAST, WANTED = QSize(240, 152), QSize(560, 354)  # ID-1 is 85.60 mm by 53.98 mm


class CardView(QWidget):
    """Shows a picture in its own proportions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.picture = QImage()

    def show_picture(self, picture: QImage) -> None:
        """Show *picture*; a null one leaves the room empty."""
        self.picture = picture
        self.update()

    def minimumSizeHint(self) -> QSize:
        return LEAST

    def sizeHint(self) -> QSize:
        return WANTED

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.picture.isNull():
            return
        size = self.picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        room = QRect(0, 0, size.width(), size.height())
        room.moveCenter(self.rect().center())
        # a painter that shrinks looks at four dots for one: thin lines would be lost
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = self.picture.scaled(size * self.devicePixelRatioF(), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        QPainter(self).drawImage(room, shown)

"""Whose file this is: the portrait, the name and the last four digits, in the frame of every act."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.widgets.named import named
from ui.widgets.photo_box import PhotoBox

PHOTO_WIDTH = 52


class Whose(QWidget):
    """A title over one person."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photo = PhotoBox(PHOTO_WIDTH)
        self.title = named("title", QLabel(title))
        self.person = named("big", QLabel())
        words = QVBoxLayout()
        words.addWidget(self.title)
        words.addWidget(self.person)
        head = QHBoxLayout(self)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.photo)
        head.addLayout(words, 1)

    def show_person(self, frame: str, photo: bytes | None) -> None:
        """Show whose it is; *frame* is name and last digits in words."""
        self.person.setText(frame)
        self.photo.show_photo(photo)

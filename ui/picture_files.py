"""Pictures on their way to the reader of codes: from a file, from the clipboard, from a camera, dropped on a page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from resipermit.domain.errors import InvalidInput

MOST_BYTES = 40_000_000  # the reader refuses more; a larger file is not taken into memory to be told so
FORMATS = "PNG, JPEG, PDF (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.pdf)"
DRAGGED = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
ReadPicture = Callable[[], bytes]


def read_picture(path: Path) -> bytes:
    """Return the file, one byte more than the reader takes at most; raises InvalidInput("file_unreadable")."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InvalidInput("file_unreadable", field="picture", value=path.name) from error


def grey_bytes(image: QImage) -> bytes:
    """Return *image* as a grey BMP, which costs next to nothing to make and to read."""
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_Grayscale8).save(buffer, "BMP")  # type: ignore[call-overload]  # bytes, as its types say, are refused
    return bytes(raw.data())


def picture_in(mime: QMimeData) -> ReadPicture | None:
    """Return how to read the one picture that *mime* holds, or None."""
    if mime.hasUrls():
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        return partial(read_picture, files[0]) if len(files) == 1 else None
    if mime.hasImage():
        return partial(grey_bytes, QImage(mime.imageData()))
    return None


def ask_for_picture(parent: QWidget, title: str) -> ReadPicture | None:
    """Let a person choose a picture file; None when nothing was chosen."""
    path, _ = QFileDialog.getOpenFileName(parent, title, "", FORMATS)
    return partial(read_picture, Path(path)) if path else None


class PictureTaker(QObject):
    """Takes a picture that is dropped on one of the watched widgets, or pasted into it, before the widget does."""

    given = Signal(object)  # a ReadPicture

    def watch(self, *widgets: QWidget) -> None:
        """Take pictures for these widgets."""
        for widget in widgets:
            widget.setAcceptDrops(True)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return event.matches(QKeySequence.StandardKey.Paste) and self._take(QGuiApplication.clipboard().mimeData())
        if event.type() in DRAGGED and isinstance(event, QDropEvent) and picture_in(event.mimeData()) is not None:
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent) and self._take(event.mimeData()):
            event.acceptProposedAction()
            return True
        return False

    def _take(self, mime: QMimeData) -> bool:
        read = picture_in(mime)
        if read is not None:
            self.given.emit(read)
        return read is not None

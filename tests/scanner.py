"""A scanner that types, a camera that shows what it is given, and files dropped on a page."""

from types import ModuleType, SimpleNamespace

from keyboard import focused
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

QUICK, SLOW = 8, 120  # ms between two characters: a scanner, a person


class FakeCamera:
    """Shows the frames that a test gives it."""

    def __init__(self, trouble=None):
        self.trouble, self.running = trouble, False

    def start(self, on_frame, on_trouble):
        self.running, self.show = self.trouble is None, on_frame
        if self.trouble:
            on_trouble(self.trouble)

    def stop(self):
        self.running = False


class _Signal:
    def __init__(self):
        self._listeners = []

    def connect(self, listener):
        self._listeners.append(listener)

    def tell(self, *values):
        for listener in self._listeners:
            listener(*values)


class _Camera:
    def __init__(self, device):
        self.errorOccurred, self.running = _Signal(), False

    def start(self):
        self.running = True

    def stop(self):
        self.running = False


class FakeMultimedia(ModuleType):
    """Stands in for Qt's multimedia part, with so many cameras."""

    def __init__(self, devices):
        super().__init__("PySide6.QtMultimedia")
        device = SimpleNamespace(isNull=lambda: devices == 0)
        self.QMediaDevices = SimpleNamespace(defaultVideoInput=lambda: device)
        self.camera, self.sink = _Camera(device), SimpleNamespace(videoFrameChanged=_Signal())
        self.QCamera, self.QVideoSink = (lambda device: self.camera), (lambda: self.sink)
        self.QMediaCaptureSession = lambda: SimpleNamespace(setCamera=lambda _: None, setVideoSink=lambda _: None)

    @staticmethod
    def frame(picture):
        return SimpleNamespace(toImage=lambda: picture)


def scan(text, gap=QUICK):
    """Type as a scanner does, into whatever has the cursor; with a long *gap* as a person does."""
    at, no_modifier = 10_000, Qt.KeyboardModifier.NoModifier
    for character in (*text, "\r"):
        at += gap
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key.Key_unknown
        event = QKeyEvent(QEvent.Type.KeyPress, key, no_modifier, character)
        event.setTimestamp(at)
        QApplication.sendEvent(focused(), event)
    QApplication.processEvents()


def drop(widget, mime):
    """Drag *mime* over *widget* and let go of it."""
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering, event = QDragEnterEvent(QPoint(5, 5), *how), QDropEvent(QPointF(5, 5), *how)
    QApplication.sendEvent(widget, entering)
    QApplication.sendEvent(widget, event)
    return entering.isAccepted() and event.isAccepted()


def file_mime(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime

"""Where the frames of a camera come from; the multimedia part of Qt is loaded only when somebody asks for it."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage


class FrameSource(Protocol):
    """Something that gives pictures one after the other."""

    def start(self, on_frame: Callable[[QImage], None], on_trouble: Callable[[str], None]) -> None:
        """Begin; *on_trouble* is told a code of the words catalogue, at once when there is no camera at all."""
        ...

    def stop(self) -> None:
        """Give no more frames and let the camera go; harmless when nothing was begun."""
        ...


class QtCamera(QObject):
    """The desk's own camera, the one that the system names first.

    A QObject, so that frames which Qt gives on a thread of its own are taken on the thread of the window.
    """

    def __init__(self) -> None:
        super().__init__()
        self._camera: Any = None
        self._parts: tuple[Any, ...] = ()  # Qt lets go of what nobody holds
        self._on_frame: Callable[[QImage], None] = lambda _frame: None
        self._on_trouble: Callable[[str], None] = lambda _code: None

    def start(self, on_frame: Callable[[QImage], None], on_trouble: Callable[[str], None]) -> None:
        self._on_frame, self._on_trouble = on_frame, on_trouble
        try:
            multimedia: Any = import_module("PySide6.QtMultimedia")
        except ImportError:  # a slim installation, or a system library that is missing
            on_trouble("camera.not_supported")
            return
        device = multimedia.QMediaDevices.defaultVideoInput()
        if device.isNull():
            on_trouble("camera.none")
            return
        self._camera, sink = multimedia.QCamera(device), multimedia.QVideoSink()
        session = multimedia.QMediaCaptureSession()
        session.setCamera(self._camera)
        session.setVideoSink(sink)
        self._parts = (session, sink)
        self._camera.errorOccurred.connect(self._tell_trouble)
        sink.videoFrameChanged.connect(self._take_frame)
        self._camera.start()

    def stop(self) -> None:
        if self._camera is not None:
            self._camera.stop()
        self._camera, self._parts = None, ()

    def _take_frame(self, frame: Any) -> None:
        if self._camera is not None:
            self._on_frame(frame.toImage())

    def _tell_trouble(self, *_error: Any) -> None:
        if self._camera is not None:
            self._on_trouble("camera.trouble")

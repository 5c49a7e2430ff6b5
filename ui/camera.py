"""Where the frames of a camera come from; the multimedia part of Qt is loaded only when somebody asks for it."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol

from PySide6.QtGui import QImage


class FrameSource(Protocol):
    """Something that gives pictures one after the other."""

    def start(self, on_frame: Callable[[QImage], None], on_trouble: Callable[[str], None]) -> None:
        """Begin; *on_trouble* is told a code of the words catalogue, at once when there is no camera at all."""
        ...

    def stop(self) -> None:
        """Give no more frames and let the camera go; harmless when nothing was begun."""
        ...


class QtCamera:
    """The desk's own camera, the one that the system names first."""

    def __init__(self) -> None:
        self._camera: Any = None
        self._parts: tuple[Any, ...] = ()  # Qt lets go of what nobody holds

    def start(self, on_frame: Callable[[QImage], None], on_trouble: Callable[[str], None]) -> None:
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
        self._camera.errorOccurred.connect(lambda *_: on_trouble("camera.trouble"))
        sink.videoFrameChanged.connect(lambda frame: on_frame(frame.toImage()))
        self._camera.start()

    def stop(self) -> None:
        if self._camera is not None:
            self._camera.stop()
        self._camera, self._parts = None, ()

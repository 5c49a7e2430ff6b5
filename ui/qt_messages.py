"""What Qt itself has to say goes to standard error, but for one line that says nothing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# the plugin that draws without a display says it for every window it makes, whatever the window asked for
EMPTY = "This plugin does not support propagateSizeHints()"


@contextmanager
def qt_messages_heard() -> Iterator[None]:
    """Pass on what Qt says, but the empty line; whoever listened before listens again afterwards."""
    before = qInstallMessageHandler(_pass_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if message != EMPTY:
        sys.stderr.write(f"Qt: {message}\n")

"""Names for widgets: what the style sheet and the tests find them by."""

from typing import TypeVar

from PySide6.QtCore import QObject

Thing = TypeVar("Thing", bound=QObject)


def named(name: str, thing: Thing) -> Thing:
    """Return *thing* with its object name; the bindings' stubs know no ``objectName`` among the constructor's words."""
    thing.setObjectName(name)
    return thing

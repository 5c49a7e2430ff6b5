"""Everything that a key does: one table for the menus, the buttons and the page of keys."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:

    def QT_TRANSLATE_NOOP(context: str, words: str) -> str: ...

else:
    from PySide6.QtCore import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Command:
    """A thing the window does: its name (also the objectName), its words in English, its key."""

    name: str
    words: str
    key: str


COMMANDS = (
    Command("help", QT_TRANSLATE_NOOP("Command", "Keys"), "F1"),
    Command("designer", QT_TRANSLATE_NOOP("Command", "Card design"), "F2"),
    Command("search", QT_TRANSLATE_NOOP("Command", "Search"), "F3"),
    Command("register", QT_TRANSLATE_NOOP("Command", "Register residence"), "F4"),
    Command("queue", QT_TRANSLATE_NOOP("Command", "Review and issue"), "F5"),
    Command("due", QT_TRANSLATE_NOOP("Command", "Due soon"), "F6"),
    Command("verify", QT_TRANSLATE_NOOP("Command", "Verify a card"), "F7"),
    Command("users", QT_TRANSLATE_NOOP("Command", "Users"), "F8"),
    Command("read_card", QT_TRANSLATE_NOOP("Command", "Read identity card"), "F9"),
    Command("stock", QT_TRANSLATE_NOOP("Command", "Stock"), "F10"),
    Command("batch", QT_TRANSLATE_NOOP("Command", "Make cards"), "F11"),
    Command("signing_keys", QT_TRANSLATE_NOOP("Command", "Signing keys"), "F12"),
    Command("rules", QT_TRANSLATE_NOOP("Command", "Rules"), "Ctrl+B"),
    Command("printers", QT_TRANSLATE_NOOP("Command", "Printers"), "Ctrl+J"),
    Command("primary", QT_TRANSLATE_NOOP("Command", "Do what the page offers first"), "Ctrl+Enter"),
    Command("print", QT_TRANSLATE_NOOP("Command", "Preview and print the card"), "Ctrl+P"),
    Command("reveal", QT_TRANSLATE_NOOP("Command", "Show the full number"), "Ctrl+R"),
    Command("what_if", QT_TRANSLATE_NOOP("Command", "What if"), "Ctrl+T"),
    Command("add_relative", QT_TRANSLATE_NOOP("Command", "Add a member of the family"), "Ctrl+M"),
    Command("add_evidence", QT_TRANSLATE_NOOP("Command", "Add evidence"), "Ctrl+N"),
    Command("theme", QT_TRANSLATE_NOOP("Command", "Light or dark"), "Ctrl+D"),
    Command("lock", QT_TRANSLATE_NOOP("Command", "Lock the desk"), "Ctrl+L"),
    Command("back", QT_TRANSLATE_NOOP("Command", "Back"), "Escape"),
)
BY_NAME = {command.name: command for command in COMMANDS}

"""A scanner that types like a keyboard, told from a person by its speed."""

LEAST_CHARACTERS = 8
GAP_MS = 35  # scanners send a character every 1 to 30 ms; nobody types eight in a row as fast


class Burst:
    """Gathers characters that come in a row; a longer pause begins anew.

    Instants are in milliseconds; 0 says that the system did not tell them, and then nothing counts as scanned.
    """

    def __init__(self) -> None:
        self._characters = ""
        self._last_at = 0

    def press(self, characters: str, at_ms: int) -> None:
        """Take the characters of one key; a key that writes nothing, such as shift, neither adds nor breaks off."""
        if not characters.isprintable():
            self._characters = ""
        elif characters:
            self._characters = self._characters + characters if self._joins(at_ms) else characters
            self._last_at = at_ms

    def end(self, at_ms: int) -> str:
        """Return what was scanned before Enter, or nothing when a person typed it; what comes next begins anew."""
        scanned = self._characters if self._joins(at_ms) and len(self._characters) >= LEAST_CHARACTERS else ""
        self._characters = ""
        return scanned

    def _joins(self, at_ms: int) -> bool:
        return bool(self._characters) and 0 < self._last_at <= at_ms <= self._last_at + GAP_MS

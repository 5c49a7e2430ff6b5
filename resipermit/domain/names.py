"""Names as people bear them: any Han character of Unicode, and the dot between the parts of a name."""

import unicodedata

from resipermit.domain.errors import InvalidInput

DOT = "·"  # U+00B7, as printed on the identity card
DOTS = "·•‧∙⋅・･．●‐᛫"
_FOLD_DOTS = {ord(dot): DOT for dot in DOTS}
_DROP_DOTS = {ord(dot): None for dot in DOTS}
_HAN = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
    (0x3007, 0x3007),
)


def is_han(char: str) -> bool:
    """Say whether *char* is a Han character, in the basic plane or beyond."""
    code = ord(char)
    return any(first <= code <= last for first, last in _HAN)


def fold_dots(text: str) -> str:
    """Return *text* with every variant of the name dot as U+00B7."""
    return text.translate(_FOLD_DOTS)


def check_name(text: str, field: str = "name") -> str:
    """Return the name as it is kept: outer blanks gone, dots folded; no minimum surname, no maximum length.

    Raises:
        InvalidInput: nothing is left, a blank stands inside a Han name, or a character is neither letter nor dot.
    """
    name = fold_dots(text.strip().strip("　"))
    if not name:
        raise InvalidInput("name_missing", field=field)
    if name[0] == DOT or name[-1] == DOT or DOT * 2 in name:
        raise InvalidInput("name_dot_misplaced", field=field)
    for char in name:
        if 0xE000 <= ord(char) <= 0xF8FF or ord(char) >= 0xF0000:
            raise InvalidInput("name_private_character", field=field, codepoint=f"U+{ord(char):04X}")
        if not (char == DOT or is_han(char) or _latin(char)):
            raise InvalidInput("name_character", field=field, codepoint=f"U+{ord(char):04X}")
    if " " in name and any(is_han(char) for char in name):
        raise InvalidInput("name_blank_inside", field=field)
    return name


def normalised(text: str) -> str:
    """Return *text* as search compares it: no dots, no blanks, full-width letters as plain ones, lower case."""
    narrow = "".join(unicodedata.normalize("NFKC", char) if 0xFF01 <= ord(char) <= 0xFF5E else char for char in text)
    return "".join(narrow.translate(_DROP_DOTS).split()).casefold()


def _latin(char: str) -> bool:
    return char in " .'-" or (char.isalpha() and ord(char) < 0x250)

"""Everything the program can refuse, as one tree; facts only, the words are made where they are said.

A code names the refusal for good: the catalogue of words, the tests and the command line rely on it.
Facts may hold personal data, so neither `str` nor `repr` shows them.
"""

from collections.abc import Mapping
from typing import Any, ClassVar


class ResipermitError(Exception):
    """A refusal with its *code* and the facts that a sentence about it needs.

    `exit_code` is the exit status of the command line.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, /, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, Any] = facts

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code!r})"


class Refused(ResipermitError):
    """The law or the record does not allow it."""

    exit_code = 3


class InvalidInput(ResipermitError):
    """A field cannot be read; `field` is its path, such as ``holder.born_on`` or ``household[1].name``."""

    exit_code = 2

    def __init__(self, code: str, /, field: str, **facts: Any) -> None:
        super().__init__(code, field=field, **facts)
        self.field = field


class StoreUnavailable(ResipermitError):
    """The store is locked, full, damaged, newer than the program, or its key is not to be had."""

    exit_code = 4
